//! Files that fit a reader's head.

use crate::tree::Offence;

/// Lines of code a file may have: comments, blank lines and inline tests are free.
const MOST: usize = 300;

/// The file at `path`, if it has too much code.
pub(crate) fn offence(path: &str, source: &str) -> Option<Offence> {
    let count = code_lines(source);
    (count > MOST).then(|| Offence::new(path, 1, format!("{count} lines of code, more than {MOST}: split it")))
}

/// Lines that are neither blank nor a comment, nor in the inline test module. Relies on rustfmt: a module at the left
/// edge ends with a brace at the left edge.
fn code_lines(source: &str) -> usize {
    let (mut count, mut in_tests, mut in_comment, mut after_cfg) = (0, false, false, false);
    for line in source.lines() {
        let text = line.trim();
        if in_tests {
            in_tests = line != "}";
        } else if in_comment {
            in_comment = !text.contains("*/");
        } else if after_cfg && line.starts_with("mod ") && line.ends_with('{') {
            in_tests = true;
            count -= 1; // the #[cfg(test)] above
        } else if text.starts_with("/*") {
            in_comment = !text.contains("*/");
        } else if !text.is_empty() && !text.starts_with("//") {
            count += 1;
        }
        after_cfg = line == "#[cfg(test)]";
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_counts() {
        let source = "//! Page.\n\nuse a::b;\n/* one\ntwo */\n/// Doc.\nfn f() {\n    g(); // why\n}\n\n#[cfg(test)]\nmod tests {\n    \
                      fn f() {\n    }\n}\n";
        assert_eq!(code_lines(source), 4);
        assert_eq!(code_lines("#[cfg(test)]\nmod twin;\nfn f() {}\n"), 3);
    }

    #[test]
    fn a_long_file_is_told() {
        assert_eq!(offence("a.rs", &"x();\n".repeat(MOST)), None);
        assert!(offence("a.rs", &"x();\n".repeat(MOST + 1)).is_some());
        assert_eq!(offence("a.rs", &"// x();\n".repeat(MOST + 1)), None);
    }
}
