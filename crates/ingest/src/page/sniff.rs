//! Are these bytes an HTML page?

/// Bytes at the front in which mark-up shows.
const HEAD: usize = 2048;

/// What a page begins with, after comments and an XML declaration.
const CERTAIN: &[&str] = &["<!doctype html", "<html", "<head", "<body"];
/// What a page without a head begins with: believed only with more of it.
const LIKELY: &[&str] =
    &["<title", "<meta", "<script", "<link", "<div", "<article", "<main", "<section", "<table", "<p>", "<p ", "<h1"];

/// Whether `bytes` are an HTML page. Plain text that shows tags is none: a page begins with one.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    // NULs are those of UTF-16.
    let head: Vec<u8> = bytes.iter().take(HEAD).copied().filter(|byte| *byte != 0).collect();
    let head = head.strip_prefix(b"\xef\xbb\xbf").or(head.strip_prefix(b"\xff\xfe")).or(head.strip_prefix(b"\xfe\xff"));
    let head: &[u8] = match &head {
        Some(rest) => rest,
        None => &bytes[..bytes.len().min(HEAD)],
    };
    let lower = String::from_utf8_lossy(head).to_lowercase();
    let mut rest = lower.trim_start();
    // Bounded by the head: each turn takes away a comment or a declaration.
    while let Some(end) = preamble(rest) {
        rest = rest[end..].trim_start();
    }
    if CERTAIN.iter().any(|begin| rest.starts_with(begin)) {
        return true;
    }
    let tags =
        ["</", "<p", "<div", "<a ", "<meta", "<br", "<span"].iter().map(|tag| rest.matches(tag).count()).sum::<usize>();
    LIKELY.iter().any(|begin| rest.starts_with(begin)) && tags >= 3
}

/// Whether a media type, with parameters or without, is that of pages.
pub(crate) fn is_type_of_pages(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    ["text/html", "application/xhtml+xml"].contains(&kind.as_str())
}

/// Whether a tag stands near the front; plain text that somebody calls a page has none.
pub(crate) fn has_tags(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEAD)].windows(3).any(|three| {
        let [first, second, third] = three else { return false };
        *first == b'<' && (second.is_ascii_alphabetic() || *second == b'/' && third.is_ascii_alphabetic())
    })
}

/// The length of the comment, XML declaration or doctype that `rest` begins with; not of a doctype of HTML.
fn preamble(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|at| at + 3);
    }
    rest.starts_with("<?xml").then(|| rest.find("?>").map(|at| at + 2))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_pages_are_known_by_their_type_and_tags() {
        assert!(is_type_of_pages("Text/HTML; charset=utf-8") && is_type_of_pages("application/xhtml+xml"));
        assert!(!is_type_of_pages("text/plain") && !is_type_of_pages(""));
        assert!(has_tags(b"<p>Boats") && has_tags(b"Boats</b>"));
        assert!(!has_tags(b"1 < 2, 3 <4> <-> </>") && !has_tags(b"<p"));
    }

    #[test]
    fn pages_begin_like_pages() {
        let check =
            |bytes: &[u8], expect: bool| assert_eq!(is_page(bytes), expect, "{:?}", String::from_utf8_lossy(bytes));
        check(b"<!DOCTYPE html><p>Boats", true);
        check(b"\xef\xbb\xbf\r\n <!-- saved --> <HTML lang=en>", true);
        check(b"<?xml version='1.0'?><html xmlns='x'>", true);
        check(b"\xff\xfe<\0h\0t\0m\0l\0>\0", true);
        check(b"<div><p>Boats</p><p>lost</p></div>", true);
        check(b"<?xml version='1.0'?><rss><channel>", false);
        check(b"<p>", false);
        check(b"The tag <html> begins a page. </html>", false);
        check(b"<Boats lost at sea>", false);
        check(b"", false);
    }
}
