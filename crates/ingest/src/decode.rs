//! Bytes to text that keeps its offsets.
//!
//! People who check a finding open the file at the byte that we name. So UTF-8 stays as it is, byte for byte: a
//! byte-order mark stays in the text, and each byte that is no UTF-8 becomes U+001A (SUBSTITUTE), which is one byte
//! long as well. Only UTF-16 is transcoded, and then a warning says that offsets count in the text.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use sayso_core::{Warning, WarningCode};

/// What a byte that is no UTF-8 becomes.
const SUBSTITUTE: char = '\u{1a}';

/// A text and what was odd about its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text; as many bytes as the input, unless a warning says [`WarningCode::Transcoded`].
    pub text: String,
    /// In the order of the checks.
    pub warnings: Vec<Warning>,
}

/// The text that `bytes` hold. Never fails; what is no text at all, [`sniff`](fn@crate::sniff) refuses.
///
/// # Example: an older encoding's é
/// ```
/// let decoded = sayso_ingest::decode(b"Caf\xe9");
/// assert_eq!(decoded.text, "Caf\u{1a}");
/// assert_eq!(decoded.warnings[0].at, Some(3));
/// ```
pub fn decode(bytes: &[u8]) -> Decoded {
    let (mut decoded, input) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            (transcoded(&bytes[mark..], encoding), None)
        }
        _ => (mapped(bytes), Some(bytes)),
    };
    decoded.warnings.extend(control_characters(&decoded.text, input));
    if decoded.text.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}') {
        decoded.warnings.push(warning(WarningCode::Empty, None, "The file holds no text.".to_owned()));
    }
    decoded
}

fn warning(code: WarningCode, at: Option<usize>, message: String) -> Warning {
    Warning { code, at, message }
}

/// "1 byte", "2 bytes".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn transcoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let lost = if malformed { "; what was malformed in it is U+FFFD now" } else { "" };
    let message = format!("Decoded from {name}: offsets count in the UTF-8 text, not in the file{lost}.");
    Decoded { text: text.into_owned(), warnings: vec![warning(WarningCode::Transcoded, None, message)] }
}

/// UTF-8 with each invalid byte replaced by a character of one byte.
fn mapped(bytes: &[u8]) -> Decoded {
    let mut out = Decoded { text: String::with_capacity(bytes.len()), warnings: Vec::new() };
    let (mut invalid, mut first) = (0, None);
    for chunk in bytes.utf8_chunks() {
        out.text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert(out.text.len());
            invalid += chunk.invalid().len();
            out.text.extend(chunk.invalid().iter().map(|_| SUBSTITUTE));
        }
    }
    if out.text.starts_with('\u{feff}') {
        let message = "The text begins with a byte-order mark; offsets count it.".to_owned();
        out.warnings.push(warning(WarningCode::ByteOrderMark, Some(0), message));
    }
    if let Some(at) = first {
        let bytes = counted(invalid, "byte");
        let message = format!("No UTF-8: {bytes} read as U+001A, the first at byte {at}.");
        out.warnings.push(warning(WarningCode::InvalidUtf8, Some(at), message));
    }
    out
}

/// A warning for control characters that stand in the input itself; `input` where offsets are the same in both.
fn control_characters(text: &str, input: Option<&[u8]>) -> Option<Warning> {
    let odd = |c: char| c.is_control() && !c.is_whitespace();
    // A U+001A that stands for an invalid byte is warned of already.
    let own = |at: usize, c: char| c == SUBSTITUTE && input.is_some_and(|bytes| bytes.get(at) != Some(&0x1a));
    let mut found = text.char_indices().filter(|&(at, c)| odd(c) && !own(at, c));
    let (at, _) = found.next()?;
    let characters = counted(1 + found.count(), "control character");
    let message = format!("The text holds {characters}, the first at byte {at}.");
    Some(warning(WarningCode::ControlCharacters, Some(at), message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use WarningCode::*;

    fn check(bytes: &[u8], text: &str, expect: &[(WarningCode, Option<usize>)]) {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, text);
        let found: Vec<_> = decoded.warnings.iter().map(|warning| (warning.code, warning.at)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn utf_8_stays() {
        check("Żółw — “no”\r\n".as_bytes(), "Żółw — “no”\r\n", &[]);
        check(b"\xef\xbb\xbfHarbour", "\u{feff}Harbour", &[(ByteOrderMark, Some(0))]);
    }

    #[test]
    fn invalid_bytes_keep_offsets() {
        check(b"Caf\xe9 Ol\xe9", "Caf\u{1a} Ol\u{1a}", &[(InvalidUtf8, Some(3))]);
        check(b"a\xe2\x80", "a\u{1a}\u{1a}", &[(InvalidUtf8, Some(1))]);
        assert!(decode(b"Caf\xe9 Ol\xe9").warnings[0].message.contains("2 bytes read as U+001A, the first at byte 3"));
    }

    #[test]
    fn control_characters_are_counted_apart() {
        check(b"a\x07b\x1a", "a\u{7}b\u{1a}", &[(ControlCharacters, Some(1))]);
        check(b"\xe9\0b", "\u{1a}\0b", &[(InvalidUtf8, Some(0)), (ControlCharacters, Some(1))]);
    }

    #[test]
    fn utf_16_is_transcoded() {
        check(b"\xff\xfeN\0o\0", "No", &[(Transcoded, None)]);
        check(b"\xfe\xff\0N\0o", "No", &[(Transcoded, None)]);
        check(b"\xff\xfeN\0\0\xd8", "N\u{fffd}", &[(Transcoded, None)]);
    }

    #[test]
    fn nothing_to_read() {
        check(b"", "", &[(Empty, None)]);
        check(b" \r\n\t", " \r\n\t", &[(Empty, None)]);
        check(b"\xef\xbb\xbf\n", "\u{feff}\n", &[(ByteOrderMark, Some(0)), (Empty, None)]);
    }

    proptest::proptest! {
        #[test]
        fn length_is_kept(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let decoded = decode(&bytes);
            if decoded.warnings.iter().all(|warning| warning.code != Transcoded) {
                assert_eq!(decoded.text.len(), bytes.len());
            }
        }
    }
}
