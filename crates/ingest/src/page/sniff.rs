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
