//! Names of entries: labels, never paths that something is written to.

/// More of a name is not kept.
const LONGEST_BYTES: usize = 1024;

/// The name as part of a path: without what climbs, roots and control characters; `None` for what folders hide too.
pub(super) fn label(name: &[u8]) -> Option<String> {
    let name = String::from_utf8_lossy(name);
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let mut label = String::new();
    for part in parts {
        if part.starts_with('.') || part == "__MACOSX" {
            return None;
        }
        if !label.is_empty() {
            label.push('/');
        }
        label.extend(part.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }));
    }
    label.truncate(label.floor_char_boundary(LONGEST_BYTES));
    Some(if label.is_empty() { "unnamed".to_owned() } else { label })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let check = |name: &[u8], expect: Option<&str>| assert_eq!(label(name).as_deref(), expect);
        check(b"folder/a.txt", Some("folder/a.txt"));
        check(b"../../etc/./passwd", Some("etc/passwd"));
        check(b"/etc/passwd", Some("etc/passwd"));
        check(b"..\\..\\a.txt", Some("a.txt"));
        check(b"a\0b\x1b[2J.txt", Some("a\u{fffd}b\u{fffd}[2J.txt"));
        check(b"caf\xe9.txt", Some("caf\u{fffd}.txt"));
        check(b"", Some("unnamed"));
        check(b"..", Some("unnamed"));
        check(b"folder/.DS_Store", None);
        check(b"__MACOSX/a.txt", None);
        assert_eq!(label(&[b'a'; 5000]).unwrap().len(), LONGEST_BYTES);
    }
}
