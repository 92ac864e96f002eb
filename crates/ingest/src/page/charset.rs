//! Which encoding is a page in?
//!
//! The order of the HTML standard ("determining the character encoding"): a byte-order mark, then the server's header,
//! then what the page says in its first bytes, then what the bytes look like. What header and page say is believed only
//! if the bytes bear it out: many a server sends a charset that it was installed with.

use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page its own charset is looked for. The standard has 1,024; long comments stand before it.
const DECLARED_WITHIN: usize = 4096;

/// What the encoding was told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A byte-order mark.
    Mark,
    /// The `Content-Type` header.
    Header,
    /// `<meta charset>` or the XML declaration.
    Meta,
    /// The bytes themselves.
    Detection,
}

/// The encoding of `bytes`, what told it, and how many bytes at the front are a byte-order mark. `header` is the value
/// of the `Content-Type` header, or a charset's name alone.
pub(crate) fn charset(bytes: &[u8], header: Option<&str>) -> (&'static Encoding, Told, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, Told::Mark, length);
    }
    let utf_8 = std::str::from_utf8(bytes).is_ok();
    let header = header.and_then(label_of);
    if let Some(encoding) = header.filter(|encoding| bears_out(encoding, bytes, utf_8)) {
        return (encoding, Told::Header, 0);
    }
    let declared = declared(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    if let Some(encoding) = declared.filter(|encoding| bears_out(encoding, bytes, utf_8)) {
        return (encoding, Told::Meta, 0);
    }
    (detected(bytes, utf_8), Told::Detection, 0)
}

/// Whether `bytes` can be in `encoding`. UTF-8 is recognised almost without error, so bytes that are UTF-8 and not
/// ASCII are no other encoding, and bytes with many errors are not UTF-8.
fn bears_out(encoding: &'static Encoding, bytes: &[u8], utf_8: bool) -> bool {
    if encoding == ISO_2022_JP {
        return utf_8;
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        // Without a mark, the NULs of its markup tell.
        let nuls = |parity: usize| bytes.iter().skip(parity).step_by(2).take(200).filter(|byte| **byte == 0).count();
        let (nul, other) = if encoding == UTF_16LE { (nuls(1), nuls(0)) } else { (nuls(0), nuls(1)) };
        return nul > 2 * other;
    }
    if utf_8 {
        return encoding == UTF_8 || bytes.is_ascii();
    }
    if encoding != UTF_8 {
        return true;
    }
    // A page cut in the middle of a character, or with one bad comment, is still UTF-8.
    let (mut invalid, mut valid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        invalid += usize::from(!chunk.invalid().is_empty());
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    invalid <= 1 + valid / 4
}

/// "text/html; charset=windows-1251", `"windows-1251"`.
fn label_of(value: &str) -> Option<&'static Encoding> {
    let lower = value.to_ascii_lowercase();
    let named = lower.split_once("charset").and_then(|(_, rest)| rest.trim_start().strip_prefix('='));
    let label = match named {
        Some(rest) => rest.trim_start().split(|c: char| c == ';' || c.is_ascii_whitespace()).next()?,
        None if lower.contains('/') => return None,
        None => lower.trim(),
    };
    known(label.trim_matches(['"', '\'']).as_bytes())
}

fn known(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label(label).filter(|encoding| *encoding != REPLACEMENT && *encoding != X_USER_DEFINED)
}

/// What `<meta charset=…>`, `<meta http-equiv content="…charset=…">` or `<?xml encoding=…?>` in `head` says.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let narrow: Vec<u8> = if lower.iter().take(64).filter(|byte| **byte == 0).count() > 16 {
        lower.iter().copied().filter(|byte| *byte != 0).collect()
    } else {
        lower
    };
    if narrow.starts_with(b"<?xml")
        && let Some(found) = narrow.split(|byte| *byte == b'>').next().and_then(|first| after(first, b"encoding"))
    {
        return Some(found);
    }
    let mut rest = narrow.as_slice();
    while let Some(at) = find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..find(rest, b">").unwrap_or(rest.len())];
        // What a page says in bytes that are ASCII enough to be found is not UTF-16.
        if let Some(encoding) = after(tag, b"charset") {
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { utf_16(head, encoding) } else { encoding });
        }
    }
    None
}

fn utf_16(head: &[u8], encoding: &'static Encoding) -> &'static Encoding {
    if head.contains(&0) { encoding } else { UTF_8 }
}

/// The encoding named after `key` and "=".
fn after(tag: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let rest = tag[find(tag, key)? + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| b"\"' \t\r\n;/>?".contains(byte)).unwrap_or(rest.len());
    known(&rest[..end])
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// What the bytes look like.
fn detected(bytes: &[u8], utf_8: bool) -> &'static Encoding {
    // Pages in UTF-16 without a mark: every other byte of "<html" is NUL.
    let head = &bytes[..bytes.len().min(512)];
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    if nuls(1) * 3 > head.len() && nuls(0) * 8 < head.len() {
        return UTF_16LE;
    }
    if nuls(0) * 3 > head.len() && nuls(1) * 8 < head.len() {
        return UTF_16BE;
    }
    if utf_8 {
        return UTF_8;
    }
    if bears_out(UTF_8, bytes, false) {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], header: Option<&str>, expect: &str, told: Told) {
        let (encoding, by, _) = charset(bytes, header);
        assert_eq!((encoding.name(), by), (expect, told), "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn the_order_is_mark_header_page_bytes() {
        let page = b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        check(page, Some("text/html; charset=koi8-r"), "KOI8-R", Told::Header);
        check(page, Some("text/html"), "windows-1251", Told::Meta);
        check(page, None, "windows-1251", Told::Meta);
        check(b"\xef\xbb\xbf<meta charset=windows-1251>", Some("koi8-r"), "UTF-8", Told::Mark);
        check(b"\xff\xfe<\0p\0>\0", None, "UTF-16LE", Told::Mark);
        check(
            b"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-2'>\xbf",
            None,
            "ISO-8859-2",
            Told::Meta,
        );
        check(b"<?xml version='1.0' encoding='Shift_JIS'?>\x83n", None, "Shift_JIS", Told::Meta);
        check("<p>Die Fähre lief aus, sagte der Kapitän der Behörde.".as_bytes(), None, "UTF-8", Told::Detection);
        check(b"<p>Die F\xe4hre lief aus, sagte der Kapit\xe4n der Beh\xf6rde.", None, "windows-1252", Told::Detection);
    }

    #[test]
    fn lies_are_not_believed() {
        let utf_8 = "<meta charset=iso-8859-1><p>Żółw — “no”";
        check(utf_8.as_bytes(), Some("text/html; charset=iso-8859-1"), "UTF-8", Told::Detection);
        check(b"<meta charset=utf-8><p>Caf\xe9 Ol\xe9, \xe0 \xe7a", None, "windows-1252", Told::Detection);
        check(b"<meta charset=utf-16><p>Boats", None, "UTF-8", Told::Meta);
        check(b"<meta charset=utf-7><p>Boats", None, "UTF-8", Told::Detection);
        check(b"<meta charset=boats><p>Boats", Some("boats"), "UTF-8", Told::Detection);
        // One bad byte makes no other encoding.
        check(
            "<meta charset=utf-8><p>Żółw ćma".as_bytes().iter().copied().chain([0xe9]).collect::<Vec<_>>().as_slice(),
            None,
            "UTF-8",
            Told::Meta,
        );
    }
}
