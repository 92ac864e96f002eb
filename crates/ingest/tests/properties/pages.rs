//! What holds of any bytes as a page. The tests and `fuzz/` ask it.

use encoding_rs::{Encoding, ISO_2022_JP};
use sayso_core::Span;
use sayso_ingest::{Hints, Page, page};

/// Of each line, the pieces of the page stand in order and decode to its text, character by character.
pub(crate) fn check(bytes: &[u8]) {
    let read = page(bytes, &Hints::default());
    assert!(read.map.fits(read.text.len(), bytes.len()));
    let Some(encoding) = Encoding::for_label(read.charset.as_bytes()) else { panic!("{}", read.charset) };
    // What a piece stands for in this one depends on what is before it.
    if encoding != ISO_2022_JP {
        read.text.split('\n').for_each(|line| check_line(line, &read, bytes, encoding));
    }
}

fn check_line(line: &str, read: &Page, bytes: &[u8], encoding: &'static Encoding) {
    let start = line.as_ptr().addr() - read.text.as_ptr().addr();
    let mut before = 0;
    for (at, c) in line.char_indices() {
        let span = Span::of(&read.text, start + at..start + at + c.len_utf8()).unwrap();
        let ranges = read.map.ranges(span);
        let [range] = &ranges[..] else { panic!("{c:?} of {line:?} stands in {ranges:?}") };
        // Two characters may stand for one reference.
        assert!(before <= range.start, "{c:?} of {line:?} stands before what is before it");
        before = range.start;
        let shown = encoding.decode_without_bom_handling(&bytes[range.clone()]).0;
        assert!(means(&shown, c), "{c:?} of {line:?} stands in {shown:?}, {range:?}");
    }
}

/// Whether a piece of a page, decoded, means this character: itself, white space, a reference, or bytes that mean nothing.
fn means(shown: &str, c: char) -> bool {
    let is_space = |c: char| c.is_whitespace() || c.is_control();
    let digits = shown.strip_prefix("&#").map(|digits| digits.trim_end_matches(';'));
    let number = digits.and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    match number {
        // Those that browsers read as windows-1252, and white space.
        Some(0x80..=0x9f) => true,
        Some(number) if char::from_u32(number).is_some_and(is_space) => c.is_whitespace(),
        Some(number) => c == char::from_u32(number).filter(|c| *c != '\0').unwrap_or('\u{fffd}'),
        None if digits.is_some() => c == '\u{fffd}' || shown.starts_with(c),
        None if shown.starts_with('&') && shown.len() > 1 => true,
        None => {
            shown == c.to_string() || c.is_whitespace() && shown.chars().all(is_space) || shown.contains('\u{fffd}')
        }
    }
}
