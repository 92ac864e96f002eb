//! Words that no finished source has.

use crate::tree::{Offence, numbered};

// Each name is taken apart here, so that this file does not break its own rule.
const UNDONE: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
const MACROS: [&str; 3] = [concat!("to", "do!("), concat!("un", "implemented!("), concat!("db", "g!(")];
const IGNORED: &str = concat!("#[", "ignore");
const ALLOWED: [&str; 2] = [concat!("#[", "allow("), concat!("#![", "allow(")];
const UNSAFE: &str = concat!("un", "safe");
/// The one module and its parts.
const UNSAFE_ALLOWED: [&str; 4] = [
    "crates/model/src/simd.rs",
    "crates/model/src/simd/x86.rs",
    "crates/model/src/simd/amx.rs",
    "crates/model/src/simd/arm.rs",
];
/// What `core` does without: the system, and waiting.
const CORE_LACKS: [&str; 5] = ["std::fs", "std::io", "std::net", "std::process", "async fn"];

/// Words in the source at `path` that should not be there.
pub(crate) fn offences(path: &str, source: &str) -> Vec<Offence> {
    let mut out = Vec::new();
    for (line, text) in numbered(source) {
        let code = code_of(text);
        let mut tell = |what: String| out.push(Offence::new(path, line, what));
        UNDONE.iter().filter(|word| has_word(text, word)).for_each(|word| tell(format!("`{word}`: do it or drop it")));
        MACROS.iter().filter(|name| code.contains(*name)).for_each(|name| tell(format!("`{name}`")));
        if code.contains(IGNORED) {
            tell("an ignored test: mend it or delete it".to_owned());
        }
        if ALLOWED.iter().any(|allow| code.contains(allow)) && !attribute(source, line).contains("reason =") {
            tell("a lint is allowed without a reason".to_owned());
        }
        if !UNSAFE_ALLOWED.contains(&path) && path.ends_with(".rs") && has_word(code, UNSAFE) {
            tell(format!("`{UNSAFE}` outside {}", UNSAFE_ALLOWED[0]));
        }
        let in_core = path.starts_with("crates/core/src/");
        CORE_LACKS
            .iter()
            .filter(|word| in_core && code.contains(*word))
            .for_each(|word| tell(format!("`{word}` in core")));
    }
    out
}

/// The line without its comment.
fn code_of(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| *at == 0 || line[..*at].ends_with(char::is_whitespace));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// The attribute that begins in line `line`, whole.
fn attribute(source: &str, line: usize) -> String {
    let rest: Vec<&str> = source.lines().skip(line - 1).collect();
    let last = rest.iter().position(|text| text.trim_end().ends_with(")]")).unwrap_or(0);
    rest[..=last].concat()
}

fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, source: &str, expect: &[usize]) {
        let found: Vec<usize> = offences(path, source).iter().map(|offence| offence.line).collect();
        assert_eq!(found, expect, "{path}\n{source}");
    }

    #[test]
    fn nothing_undone() {
        for word in UNDONE {
            check("a.py", &format!("x = 1\n# {word}: later"), &[2]);
            check("a.rs", &format!("let {word}S = 1;"), &[]);
        }
        for name in MACROS {
            check("a.rs", &format!("fn f() {{\n    {name})\n}}"), &[2]);
            check("a.rs", &format!("// says why {name}) is not used"), &[]);
        }
        check("a.rs", &format!("#[test]\n{IGNORED}]\nfn f() {{}}"), &[2]);
    }

    #[test]
    fn what_is_allowed_has_a_reason() {
        for allow in ALLOWED {
            check("a.rs", &format!("{allow}clippy::x)]"), &[1]);
            check("a.rs", &format!("{allow}clippy::x, reason = \"y\")]"), &[]);
            check("a.rs", &format!("{allow}\n    clippy::x,\n    reason = \"y\"\n)]"), &[]);
        }
    }

    #[test]
    fn one_door_for_pointers() {
        check("crates/model/src/layer.rs", &format!("    {UNSAFE} {{ f() }}"), &[1]);
        for path in UNSAFE_ALLOWED {
            check(path, &format!("    {UNSAFE} {{ f() }}"), &[]);
        }
        check("a.rs", &format!("#![forbid({UNSAFE}_code)]\n//! no {UNSAFE}"), &[]);
    }

    #[test]
    fn core_stays_away_from_the_system() {
        check("crates/core/src/id.rs", "use std::fmt;\nuse std::fs::File;", &[2]);
        check("crates/store/src/id.rs", "use std::fs::File;", &[]);
    }
}
