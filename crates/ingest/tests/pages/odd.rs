//! Pages that nobody meant to write, or somebody did.

use super::*;

#[test]
fn a_million_nested_elements_are_survived() {
    for tag in ["div", "b", "table", "ul><li", "p><a href=x", "x-y", "header class=share"] {
        let page = format!("<{tag}>").repeat(1_000_000) + STORY;
        let read = read(&page);
        assert!(read.map.fits(read.text.len(), page.len()), "{tag}");
        if tag == "div" {
            assert!(read.text.contains("nobody had seen the two boats"));
        }
    }
    let page = STORY.to_owned() + &"</div>".repeat(1_000_000) + &"<div>".repeat(500_000);
    assert!(read(&page).text.contains("nobody had seen"));
}

#[test]
fn large_pages_are_read() {
    let paragraph =
        "<p class=a>The harbour master said on Tuesday that nobody had seen the two boats &amp; their crews.\n";
    let page = paragraph.repeat((16 << 20) / paragraph.len());
    let read = read(&page);
    assert_eq!(read.text.matches("boats & their crews.").count(), page.len() / paragraph.len());
}

#[test]
fn odd_bytes_change_nothing_else() {
    let clean = read(STORY).text;
    assert_eq!(read(STORY.replace(' ', " \0")).text, clean);
    assert_eq!(read(STORY.replace("<p>", "<p>\u{feff}\u{1}")).text, clean);
    assert_eq!(read(STORY.replace(' ', "\r\n\t ")).text, clean);
    let broken = [
        STORY.as_bytes(),
        b"<p>Caf\xe9 owners said that they had seen nothing, either, and would ask the police.".as_slice(),
    ]
    .concat();
    let broken = read(&broken);
    assert_eq!((broken.charset, broken.malformed), ("UTF-8", 1));
    assert!(broken.text.contains("Caf\u{fffd} owners"), "{}", broken.text);
}

#[test]
fn references_need_no_semicolon() {
    let page = read(
        "<p>The caf&eacute owner &amp his wife said &quot no &#8212 and that &copy2021 was &notit, &boats; and &#xe9t&#233;.",
    );
    assert_eq!(page.text, "The café owner & his wife said \" no — and that ©2021 was ¬it, &boats; and été.");
}

#[test]
fn directions_and_marks_stay() {
    let words = "قال مدير الميناء إن أحدا لم ير القاربين \u{202b}منذ العاصفة\u{202c} e\u{301}te\u{301} 👩\u{200d}👩\u{200d}👧 נמל ישן מאוד";
    assert_eq!(read(format!("<p dir=rtl>{words}</p>")).text, words);
}

#[test]
fn pages_without_text_have_none() {
    for page in
        ["", "<", "<html>", "<script>var text = 'The harbour master said that nobody had seen the boats.'</script>"]
    {
        let read = read(page);
        assert_eq!((read.text.as_str(), read.kind.name()), ("", "empty"), "{page}");
    }
}

#[test]
fn pages_that_are_cut_off_are_read_as_far_as_they_go() {
    let page = sample::PAGE.as_bytes();
    for end in (0..page.len()).step_by(61) {
        let read = read(&page[..end]);
        assert!(read.map.fits(read.text.len(), end), "{end}");
    }
    let end = sample::PAGE.find("spokesman").unwrap();
    assert!(read(&page[..end]).text.ends_with("“All 14 lights worked,” its"));
}
