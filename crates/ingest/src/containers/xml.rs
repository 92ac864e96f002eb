//! XML that parsers refuse: bare ampersands, entities of HTML, control characters, encodings that are not UTF-8.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::escape::resolve_html5_entity;

/// Elements in elements; parsers go down into each, and the stack ends.
const DEEPEST: usize = 256;
/// The longest name of an entity of HTML has 31 letters.
const LONGEST_ENTITY: usize = 32;

/// The document in UTF-8, with what is no XML written as it is meant.
pub(super) fn mended(bytes: &[u8]) -> String {
    let text = decoded(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c == '&' || c == '<' || is_forbidden(c)) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (mended, length) = match rest.as_bytes()[0] {
            b'&' => reference(rest),
            // Everything may stand in there.
            b'<' if rest.starts_with("<![CDATA[") => {
                let end = rest.find("]]>").map_or(rest.len(), |end| end + 3);
                (rest[..end].replace(is_forbidden, " "), end)
            }
            b'<' => ("<".to_owned(), 1),
            _ => (" ".to_owned(), rest.chars().next().map_or(1, char::len_utf8)),
        };
        out.push_str(&mended);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// Characters that XML 1.0 has no place for.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// What the ampersand that `rest` begins with stands for, and how many bytes it takes.
fn reference(rest: &str) -> (String, usize) {
    let bare = ("&amp;".to_owned(), 1);
    let end = rest.bytes().take(LONGEST_ENTITY + 2).position(|byte| byte == b';');
    let Some((name, end)) = end.and_then(|end| Some((rest.get(1..end)?, end))) else { return bare };
    let is_number = name.strip_prefix('#').is_some_and(|number| {
        let hex = number.strip_prefix(['x', 'X']);
        let value = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        value.and_then(char::from_u32).is_some_and(|c| !is_forbidden(c))
    });
    if is_number || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
        return (rest[..=end].to_owned(), end + 1);
    }
    match resolve_html5_entity(name) {
        // An entity may stand for one of the letters that must be escaped.
        Some(text) => (text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"), end + 1),
        None => bare,
    }
}

/// The text, its declaration without an encoding that it no longer has.
fn decoded(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let declaration = head.trim_start_matches('\u{feff}').trim_start().strip_prefix("<?xml");
    let declaration = declaration.and_then(|rest| rest.split("?>").next()).unwrap_or_default();
    let name = declaration.split("encoding").nth(1).map(|rest| rest.trim_start_matches([' ', '=']));
    let name = name.and_then(|rest| rest.get(1..)?.split(['"', '\'']).next());
    let encoding = name.and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(UTF_8);
    let (text, ..) = encoding.decode(bytes);
    match name.filter(|_| encoding != UTF_8) {
        Some(name) => text.replacen(name, "UTF-8", 1),
        None => text.into_owned(),
    }
}

/// Whether elements are nested deeper than any feed nests them. Counts tags, not elements: it need not be right where
/// the document is not.
pub(super) fn is_too_deep(bytes: &[u8]) -> bool {
    let mut depth = 0usize;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!') if rest.starts_with(b"![CDATA[") => {
                let end = rest.windows(3).position(|three| three == b"]]>");
                rest = &rest[end.unwrap_or(rest.len())..];
            }
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
                depth += usize::from(!rest[..end].ends_with(b"/"));
            }
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_xml_is_mended() {
        let check = |bytes: &[u8], expect: &str| assert_eq!(mended(bytes), expect);
        check(b"Boats & nets", "Boats &amp; nets");
        check(b"a&b;c &unknown; &#0; &", "a&amp;b;c &amp;unknown; &amp;#0; &amp;");
        check(b"&amp; &lt; &#8212; &#x2014;", "&amp; &lt; &#8212; &#x2014;");
        check(b"caf&eacute;&nbsp;&mdash;&LT;", "caf\u{e9}\u{a0}\u{2014}&lt;");
        check(b"<![CDATA[a & b\0]]> & c", "<![CDATA[a & b ]]> &amp; c");
        check(b"<![CDATA[a & b", "<![CDATA[a & b");
        check(b"a\0b\x08c\n", "a b c\n");
        let old = b"<?xml version='1.0' encoding='iso-8859-1'?><a>caf\xe9</a>";
        check(old, "<?xml version='1.0' encoding='UTF-8'?><a>caf\u{e9}</a>");
    }

    #[test]
    fn depth() {
        assert!(!is_too_deep(&b"<a><b/></a>".repeat(1000)));
        assert!(!is_too_deep(b"<a><![CDATA[<<<<]]></a>"));
        assert!(is_too_deep(&b"<a>".repeat(1000)));
    }
}
