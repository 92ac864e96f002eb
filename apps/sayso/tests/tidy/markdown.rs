//! Code in Markdown.

use crate::tree::numbered;

/// A piece of code in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    /// In which line it begins, from 1.
    pub(crate) line: usize,
    /// A line of a block; an inline one may run over a line's end.
    pub(crate) text: String,
    pub(crate) is_block: bool,
}

/// The page itself, or the doc comments of a Rust source, line for line.
pub(crate) fn prose(path: &str, text: &str) -> String {
    if !path.ends_with(".rs") {
        return text.to_owned();
    }
    let doc = |line: &str| {
        let line = line.trim_start();
        let words = line.strip_prefix("//!").or_else(|| line.strip_prefix("///")).unwrap_or_default();
        format!("{}\n", words.strip_prefix(' ').unwrap_or(words))
    };
    text.lines().map(doc).collect()
}

/// Lines of code blocks, fenced or indented by four, and inline code, each in the order of the page.
pub(crate) fn codes(prose: &str) -> Vec<Code> {
    let mut out = Vec::new();
    let (mut fenced, mut in_block, mut after_blank) = (false, false, true);
    let mut paragraph: Vec<(usize, &str)> = Vec::new();
    for (line, text) in numbered(prose) {
        let is_fence = text.trim_start().starts_with("```");
        in_block = !is_fence && (fenced || text.starts_with("    ") && (in_block || after_blank));
        fenced ^= is_fence;
        after_blank = text.trim().is_empty();
        if in_block {
            out.push(Code { line, text: text.trim().to_owned(), is_block: true });
        }
        if in_block || is_fence || after_blank {
            inline(&paragraph, &mut out);
            paragraph.clear();
        } else {
            paragraph.push((line, text));
        }
    }
    inline(&paragraph, &mut out);
    out
}

/// What stands between as many backticks as began it.
fn inline(paragraph: &[(usize, &str)], out: &mut Vec<Code>) {
    let mut open: Option<(usize, usize, String)> = None;
    for (line, text) in paragraph {
        let mut rest = *text;
        while let Some(at) = rest.find('`') {
            let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
            let before = &rest[..at];
            open = match open {
                Some((line, wanted, code)) if wanted == run => {
                    out.push(Code { line, text: (code + before).trim().to_owned(), is_block: false });
                    None
                }
                Some((line, wanted, code)) => Some((line, wanted, code + before + &rest[at..at + run])),
                None => Some((*line, run, String::new())),
            };
            rest = &rest[at + run..];
        }
        if let Some((_, _, code)) = &mut open {
            code.push_str(rest);
            code.push(' ');
        }
    }
}

/// Targets of links that are files, without their anchors.
pub(crate) fn links(prose: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (line, text) in numbered(prose) {
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        let files = targets.map(|target| target.split('#').next().unwrap_or_default());
        out.extend(files.filter(|file| !file.is_empty() && !file.contains(':')).map(|file| (line, file.to_owned())));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(usize, &str, bool)]) {
        let found = codes(text);
        let found: Vec<_> = found.iter().map(|code| (code.line, code.text.as_str(), code.is_block)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn inline_code_and_blocks() {
        check("a `b` c\n`d e`", &[(1, "b", false), (2, "d e", false)]);
        check("a `b\nc` d", &[(1, "b c", false)]);
        check("a ` b\n\nc ` d", &[]);
        check("`` ` `` and `x`", &[(1, "`", false), (1, "x", false)]);
        check("a\n\n    b\n    c\n\nd", &[(3, "b", true), (4, "c", true)]);
        check("- a\n    no block", &[]);
        check("```sh\nb\n```\n`c`", &[(2, "b", true), (4, "c", false)]);
    }

    #[test]
    fn doc_comments_are_prose() {
        assert_eq!(prose("a.rs", "//! `x`\nfn f() {} // no\n    /// y\n"), "`x`\n\ny\n");
        assert_eq!(prose("a.md", "x"), "x");
    }

    #[test]
    fn links_to_files() {
        let text = "[a](b.md#c) [d](https://e) [f](#g)\n[`h`](i/j.rs)";
        assert_eq!(links(text), [(1, "b.md".to_owned()), (2, "i/j.rs".to_owned())]);
    }
}
