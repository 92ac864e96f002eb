//! Whether bytes are text at all.
//!
//! A folder of articles also holds what was saved beside them: PDFs, pictures, archives. Mapping their bytes to text
//! would give a document full of noise, so they are refused here, each with a name that a person can act on.
//!
//! How: the first bytes of known formats, then the share of bytes that no text has. A stray NUL or a few bytes of an
//! older encoding are no reason to refuse; [`decode`](fn@crate::decode) maps them and says so.

use crate::PageKind;

/// What bytes look like that are no text; `sniff` and [`document`](fn@crate::document) refuse them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NotText {
    /// `%PDF-`
    #[error("looks like a PDF")]
    Pdf,
    /// Zip, and what is one inside: docx, odt, epub.
    #[error("looks like a zip archive or an office file")]
    Zip,
    /// Gzip, bzip2, xz, zstd, 7z, tar, rar.
    #[error("looks like compressed data or an archive")]
    Archive,
    /// PNG, JPEG, GIF, TIFF, WebP.
    #[error("looks like a picture")]
    Picture,
    /// MP3, MP4, Ogg, FLAC, WAV.
    #[error("looks like sound or video")]
    Recording,
    /// ELF, PE, Mach-O, WebAssembly.
    #[error("looks like a program")]
    Program,
    /// SQLite, Parquet.
    #[error("looks like a database")]
    Database,
    /// The old binary format of office files: doc, xls, ppt, msg.
    #[error("looks like an old office file")]
    OfficeFile,
    /// `{\rtf`
    #[error("looks like rich text (RTF)")]
    RichText,
    /// Every other byte is NUL: UTF-16 that does not say its byte order, or UTF-32.
    #[error("looks like UTF-16 or UTF-32 without a byte-order mark that tells which")]
    WideUnmarked,
    /// Most letters are no UTF-8, though they are no noise either: text of another alphabet in an older encoding.
    #[error("looks like text in another encoding than UTF-8")]
    OtherEncoding,
    /// Too many bytes that no text has.
    #[error("looks like binary data")]
    Binary,
    /// An HTML page, but a listing, an error, a live blog and so on.
    #[error("is {0}, not an article")]
    NoArticle(PageKind),
    /// Offsets into the text count to 4 GiB.
    #[error("is larger than 4 GiB, too large for one document")]
    TooLarge,
}

/// First bytes that no text begins with.
const CERTAIN: &[(&[u8], NotText)] = &[
    (b"%PDF-", NotText::Pdf),
    (b"PK\x03\x04", NotText::Zip),
    (b"PK\x05\x06", NotText::Zip),
    (b"\x1f\x8b", NotText::Archive),
    (b"\xfd7zXZ\0", NotText::Archive),
    (b"\x28\xb5\x2f\xfd", NotText::Archive),
    (b"7z\xbc\xaf\x27\x1c", NotText::Archive),
    (b"Rar!\x1a\x07", NotText::Archive),
    (b"\x89PNG\r\n\x1a\n", NotText::Picture),
    (b"\xff\xd8\xff", NotText::Picture),
    (b"II*\0", NotText::Picture),
    (b"MM\0*", NotText::Picture),
    (b"\x7fELF", NotText::Program),
    (b"\0asm", NotText::Program),
    (b"\xcf\xfa\xed\xfe", NotText::Program),
    (b"\xca\xfe\xba\xbe", NotText::Program),
    (b"SQLite format 3\0", NotText::Database),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotText::OfficeFile),
    (b"{\\rtf", NotText::RichText),
    (b"\xff\xfe\0\0", NotText::WideUnmarked),
    (b"\0\0\xfe\xff", NotText::WideUnmarked),
];

/// First bytes that a text could begin with ("MZ", "RIFF"): believed only beside bytes that no text has.
const LIKELY: &[(&[u8], NotText)] = &[
    (b"GIF8", NotText::Picture),
    (b"RIFF", NotText::Recording),
    (b"OggS", NotText::Recording),
    (b"fLaC", NotText::Recording),
    (b"ID3", NotText::Recording),
    (b"BZh", NotText::Archive),
    (b"MZ", NotText::Program),
    (b"PAR1", NotText::Database),
];

/// Bytes at the head of a file in which odd ones decide about [`LIKELY`].
const HEAD: usize = 512;
/// A larger share of the bytes than one in this many is odd: no text.
const ODD_SHARE: usize = 10;
/// A larger share of NULs than one in this many: no text, or a wide encoding.
const NUL_SHARE: usize = 200;
/// Few odd bytes are no proof in a short text.
const ODD_MINIMUM: usize = 4;

/// Refuses bytes that hold no text.
///
/// # Errors
/// [`NotText`], by what the bytes look like. Text with a UTF-16 byte-order mark is text.
///
/// # Example: a PDF and a note
/// ```
/// use sayso_ingest::{NotText, sniff};
/// assert_eq!(sniff(b"%PDF-1.7\n"), Err(NotText::Pdf));
/// assert_eq!(sniff(b"The harbour is closed."), Ok(()));
/// ```
pub fn sniff(bytes: &[u8]) -> Result<(), NotText> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(NotText::TooLarge);
    }
    if let Some((_, what)) = CERTAIN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(*what);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.iter().any(|&byte| is_odd(byte)) {
        if bytes.get(4..8) == Some(b"ftyp") {
            return Err(NotText::Recording);
        }
        if bytes.get(257..262) == Some(b"ustar") {
            return Err(NotText::Archive);
        }
        if let Some((_, what)) = LIKELY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Err(*what);
        }
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if wide { Ok(()) } else { by_share(bytes) }
}

/// A byte that text has no use for. U+001A is one that DOS put at the end of texts.
fn is_odd(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0xe..=0x19 | 0x1c..=0x1f | 0x7f)
}

fn by_share(bytes: &[u8]) -> Result<(), NotText> {
    let nuls = bytes.iter().filter(|&&byte| byte == 0).count();
    let odd = bytes.iter().filter(|&&byte| is_odd(byte)).count();
    let invalid: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    if nuls * NUL_SHARE > bytes.len() && nuls > 0 {
        return Err(if nuls * 4 > bytes.len() && is_wide(bytes) { NotText::WideUnmarked } else { NotText::Binary });
    }
    if odd > ODD_MINIMUM && odd * ODD_SHARE > bytes.len() {
        return Err(NotText::Binary);
    }
    if invalid > ODD_MINIMUM * 4 && invalid * 4 > bytes.len() {
        // Noise has control characters among its bytes, one in eight; an older encoding has none.
        return Err(if odd * 32 > bytes.len() { NotText::Binary } else { NotText::OtherEncoding });
    }
    Ok(())
}

/// Whether NULs stand at one place of every unit of two or four bytes, as in Latin text of a wide encoding.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let nuls_at = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nuls_at(0), nuls_at(1));
    let half = head.len() / 2;
    let (rare, frequent) = (even.min(odd), even.max(odd));
    half > 0 && frequent * 10 >= half * 8 && rare * 10 <= half * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: Result<(), NotText>) {
        assert_eq!(sniff(bytes), expect, "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
    }

    #[test]
    fn known_formats_are_named() {
        check(b"%PDF-1.4\nsome words", Err(NotText::Pdf));
        check(b"PK\x03\x04\x14\0\x06\0", Err(NotText::Zip));
        check(b"\x1f\x8b\x08\0\0", Err(NotText::Archive));
        check(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", Err(NotText::Picture));
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", Err(NotText::Picture));
        check(b"\x7fELF\x02\x01\x01", Err(NotText::Program));
        check(b"MZ\x90\0\x03\0\0\0", Err(NotText::Program));
        check(b"SQLite format 3\0\x10\0", Err(NotText::Database));
        check(b"\0\0\0\x20ftypisom", Err(NotText::Recording));
        check(b"{\\rtf1\\ansi Hello", Err(NotText::RichText));
    }

    #[test]
    fn wide_text_needs_its_mark() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        check(&wide("The harbour is closed."), Err(NotText::WideUnmarked));
        check(&wide("\u{feff}The harbour is closed."), Ok(()));
        check(b"\xff\xfe\0\0T\0\0\0h\0\0\0", Err(NotText::WideUnmarked));
    }

    #[test]
    fn shares_decide_on_the_rest() {
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        check(&noise, Err(NotText::Binary));
        check(&[0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, b' '].repeat(20), Err(NotText::OtherEncoding));
        check(&[1, 2, 3, 4, 5, 6, b'a', b'b'], Err(NotText::Binary));
        check(b"\0", Err(NotText::Binary));
    }

    #[test]
    fn odd_text_is_text() {
        check(b"", Ok(()));
        check(b"MZ is the brand of a motorcycle.", Ok(()));
        check(b"Caf\xe9 owners in Orl\xe9ans complained.", Ok(()));
        check("صرّح الوزير بأن الميناء مغلق".as_bytes(), Ok(()));
        let mut long = b"The harbour is closed. ".repeat(50);
        long[300] = 0;
        check(&long, Ok(()));
        check(b"Old text files end like this.\r\n\x1a", Ok(()));
    }
}
