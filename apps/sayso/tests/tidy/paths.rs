//! Every path that a page names is there.

use crate::markdown::{codes, links, prose};
use crate::tree::{Offence, Tree};

/// A name with one of these endings is a file of ours. Endings of what sayso makes (`.db`) are not among them.
const ENDINGS: [&str; 13] =
    ["rs", "toml", "md", "py", "json", "jsonl", "txt", "sql", "safetensors", "lock", "yml", "snap", "sh"];
/// Commands whose arguments in a code block are looked at; other blocks show output.
const COMMANDS: [&str; 3] = ["python3", "cargo", "bash"];

/// Paths in the page that are not there: of files, folders, and names of files without their folder.
pub(crate) fn offences(page: &str, text: &str, tree: &Tree) -> Vec<Offence> {
    let prose = prose(page, text);
    let is_rust = page.ends_with(".rs");
    let mut named = links(&prose);
    if is_rust {
        // Links of doc comments name items; rustdoc checks them.
        named.clear();
    }
    for code in codes(&prose) {
        let first = code.text.split_whitespace().next().unwrap_or_default();
        if code.is_block && (is_rust || !(COMMANDS.contains(&first) || first.starts_with("./"))) {
            continue;
        }
        named.extend(code.text.split_whitespace().filter_map(as_path).map(|path| (code.line, path)));
    }
    let missing = named.into_iter().filter(|(_, path)| !exists(path, page, tree));
    missing.map(|(line, path)| Offence::new(page, line, format!("`{path}` does not exist"))).collect()
}

/// The path that a word is, up to a `*` in it; `None` for what is no path of this repository, or stands for any.
fn as_path(word: &str) -> Option<String> {
    let word = word.trim_end_matches(['.', ',', ';', ':', ')']).trim_start_matches('(');
    let word = word.strip_prefix("./").unwrap_or(word);
    let elsewhere = word.starts_with(['-', '~', '$', '/', '.']) && !word.starts_with(".ci/");
    let ending = word.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending);
    let is_path = word.contains('/') || ending.is_some_and(|ending| ENDINGS.contains(&ending));
    if elsewhere || !is_path || word.contains(['{', '<', '[', '"', '\'', '|', '=', '…', '\\']) || word.contains("://")
    {
        return None;
    }
    let known = word.split('*').next().unwrap_or_default();
    let path = if known.len() < word.len() { known.rsplit_once('/').map_or("", |(folder, _)| folder) } else { known };
    let path = path.trim_end_matches('/');
    (!path.is_empty() && !is_placeholder(path)).then(|| path.to_owned())
}

/// Whether a word in capitals stands for any: `FILE.jsonl`, `NN-name.txt`. Our pages and licences have such names too.
fn is_placeholder(path: &str) -> bool {
    let shouts = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    let named = path.ends_with(".md") || path.starts_with("LICENSE");
    !named && path.split(|c: char| !c.is_ascii_alphanumeric()).any(shouts)
}

/// Whether the path is there: from the root, from the page's folder, or, for a source, from its crate. What git ignores
/// is made by a run; a name without a folder may lie in any.
fn exists(path: &str, page: &str, tree: &Tree) -> bool {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    let from = |base: &str| if base.is_empty() { path.to_owned() } else { format!("{base}/{path}") };
    let found = ["", folder, above].into_iter().map(from).any(|path| tree.has(&path) || tree.is_ignored(&path));
    found || (!path.contains('/') && tree.has_name(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, text: &str, expect: &[usize]) {
        let found = offences(page, text, &Tree::open());
        let lines: Vec<usize> = found.iter().map(|offence| offence.line).collect();
        assert_eq!(lines, expect, "{text}\n{found:?}");
    }

    #[test]
    fn missing_paths_are_told() {
        check("README.md", "`crates/core/src/span.rs`\n`crates/core/src/spam.rs`, `crates/gore`", &[2, 2]);
        check("README.md", "`span.rs` `Cargo.toml`\n`spam.rs`", &[2]);
        check("README.md", "[here](corpora/README.md#x)\n[there](corpora/README.txt)", &[2]);
        check("README.md", "`python3 corpora/build_gold.py --check`\n`python3 corpora/build_silver.py`", &[2]);
        check("README.md", "x\n\n    python3 corpora/build_silver.py\n    01.txt is output", &[3]);
        check("README.md", "`crates/*/src` `corpora/sample/*.txt`\n`grates/*/src`", &[2]);
        check("README.md", "`LICENSE-MIT`, `MANIFESTO.md`", &[1]);
        check("corpora/README.md", "`sample/gold.jsonl`\n`sample/silver.jsonl`", &[2]);
        check("crates/core/src/lib.rs", "//! `docs.rs` `span.rs`\nlet x = \"`no.rs`\";", &[1]);
    }

    #[test]
    fn what_is_no_path_is_left_alone() {
        check("README.md", "`~/.cache/x` `https://x.org/y.md` `FILE.jsonl` `KIND/slug` `sayso.db` `1.5` `--a/b`", &[]);
        check("README.md", "`target/debug/x.rs` `a::b` `.rs` `{\"a\":\"b.txt\"}`", &[]);
    }
}
