//! Character references: which characters does `&eacute;` stand for?

use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// A reference that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference {
    /// One character, or two (`&NotEqualTilde;`).
    pub(crate) chars: (char, Option<char>),
    /// Bytes that it takes, "&" included.
    pub(crate) length: usize,
}

/// The reference at the beginning of `text`, which begins with "&"; none if the "&" is only that.
///
/// The old names need no semicolon ("&eacute" is é), but in attributes one that goes on with a letter, a digit or "=" is
/// part of an address ("?a=1&copy=2"). Numbers of Windows-1252's places 80 to 9f are what they are there.
pub(crate) fn reference(text: &str, attribute: bool) -> Option<Reference> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') { numeric(bytes) } else { named(text, attribute) }
}

fn numeric(bytes: &[u8]) -> Option<Reference> {
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let start = if hex { 3 } else { 2 };
    let radix = if hex { 16 } else { 10 };
    let digits = bytes[start..].iter().take_while(|byte| (**byte as char).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let value = bytes[start..start + digits].iter().fold(0u32, |value, byte| {
        value.saturating_mul(radix).saturating_add((*byte as char).to_digit(radix).unwrap_or(0))
    });
    let end = start + digits;
    let length = end + usize::from(bytes.get(end) == Some(&b';'));
    let windows = (0x80..0xa0).contains(&value).then(|| C1_REPLACEMENTS[(value - 0x80) as usize]).flatten();
    let c = windows.or(char::from_u32(value)).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
    Some(Reference { chars: (c, None), length })
}

fn named(text: &str, attribute: bool) -> Option<Reference> {
    let name = &text[1..];
    let mut best = None;
    let mut end = 0;
    for byte in name.bytes() {
        if !byte.is_ascii_alphanumeric() && byte != b';' {
            break;
        }
        end += 1;
        // The table has the beginnings of names too, with no character.
        let Some(&(first, second)) = NAMED_ENTITIES.get(&name[..end]) else { break };
        if first != 0 {
            best = Some((end, first, second));
        }
        if byte == b';' {
            break;
        }
    }
    let (length, first, second) = best?;
    let next = name.as_bytes().get(length);
    let goes_on = next.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'=');
    if attribute && !name[..length].ends_with(';') && goes_on {
        return None;
    }
    let second = Some(second).filter(|second| *second != 0).and_then(char::from_u32);
    Some(Reference { chars: (char::from_u32(first)?, second), length: 1 + length })
}

/// The value of an attribute, references read.
pub(crate) fn attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest, true) {
            Some(Reference { chars: (first, second), length }) => {
                out.push(first);
                out.extend(second);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(&str, usize)>) {
        let found = reference(text, false).map(|found| {
            let (first, second) = found.chars;
            (first.to_string() + &second.map(String::from).unwrap_or_default(), found.length)
        });
        assert_eq!(found, expect.map(|(chars, length)| (chars.to_owned(), length)), "{text}");
    }

    #[test]
    fn references() {
        check("&amp; so", Some(("&", 5)));
        check("&ampere", Some(("&", 4)));
        check("&eacute;", Some(("é", 8)));
        check("&eacutes", Some(("é", 7)));
        check("&notin;", Some(("∉", 7)));
        check("&notit;", Some(("¬", 4)));
        check("&NotEqualTilde;", Some(("≂̸", 15)));
        check("&#233;", Some(("é", 6)));
        check("&#xE9 ", Some(("é", 5)));
        check("&#147;", Some(("“", 6)));
        check("&#0;", Some(("\u{fffd}", 4)));
        check("&#99999999999;", Some(("\u{fffd}", 14)));
        check("&#xd800;", Some(("\u{fffd}", 8)));
        check("& so", None);
        check("&boats;", None);
        check("&#;", None);
        check("&", None);
    }

    #[test]
    fn addresses_stay_whole() {
        assert_eq!(attribute("/a?b=1&copy=2&amp;reg"), "/a?b=1&copy=2&reg");
        assert_eq!(attribute("&quot;No&#8221; &"), "\"No” &");
    }
}
