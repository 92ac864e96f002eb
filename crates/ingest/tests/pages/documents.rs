//! Documents that are made of pages.

use sayso_core::{BlockKind, Provenance, WarningCode};
use sayso_ingest::{NotText, PageKind, Stated, document, document_as};

use super::*;

#[test]
fn a_page_gives_its_article() {
    let document = document(sample::PAGE.as_bytes(), Provenance::default()).unwrap();
    assert_eq!(document.title(), Some("Two boats missing after storm off Wexholm"));
    assert_eq!(document.byline(), Some("Ana Reyes, Tom Hale"));
    assert_eq!(document.outlet(), Some("Wexholm Echo"));
    assert_eq!(document.provenance().url.as_deref(), Some("https://echo.example/2021/03/09/boats"));
    assert_eq!(document.meta().published.as_deref(), Some("2021-03-09"));
    assert_eq!(document.layout().blocks()[0].kind, BlockKind::Title);
    assert_eq!(document.layout().blocks().iter().filter(|block| block.kind == BlockKind::Title).count(), 1);
    let origin = document.page().unwrap();
    assert_eq!((origin.bytes, origin.charset.as_str()), (sample::PAGE.len(), "UTF-8"));
    assert_eq!(origin.meta.wire.as_deref(), Some("Reuters"));
    let place = document.meta().place.unwrap();
    let range = origin.map.ranges(place)[0].clone();
    assert_eq!(&sample::PAGE[range], "WEXHOLM");
}

#[test]
fn the_caller_knows_better() {
    let provenance =
        Provenance { outlet: Some("Sorle Echo".into()), url: Some("https://sorle.example/a".into()), path: None };
    let document = document(sample::PAGE.as_bytes(), provenance.clone()).unwrap();
    assert_eq!(document.provenance(), &provenance);
}

#[test]
fn pages_that_are_no_article_are_refused_by_name() {
    let refused = document(b"<html><title>404 Not Found</title><p>Nothing stands here.", Provenance::default());
    assert_eq!(refused, Err(NotText::NoArticle(PageKind::Error)));
    assert_eq!(refused.unwrap_err().to_string(), "is an error page, not an article");
}

#[test]
fn pages_that_are_asked_for_are_taken() {
    let page = b"<html><title>404 Not Found</title><p>Nothing stands here.";
    let with = |takes: &[PageKind]| document_as(page, Provenance::default(), &Stated { takes, ..Stated::default() });
    assert_eq!(with(&[PageKind::Listing]), Err(NotText::NoArticle(PageKind::Error)));
    let taken = with(&["error".parse().unwrap()]).unwrap();
    assert!(taken.text().ends_with("Nothing stands here."), "{:?}", taken.text());
    let warning = taken.warnings().iter().find(|warning| warning.code == WarningCode::NoArticle).unwrap();
    assert_eq!(warning.message, "Is an error page, not an article; taken because it was asked for.");
    assert!("empty".parse::<PageKind>().is_err() && "article".parse::<PageKind>().is_err());
}

#[test]
fn stated_headlines_and_dates_win() {
    let check = |text: &str, title: &str, expect: (Option<&str>, bool)| {
        let stated = Stated { title: Some(title), published: Some("2020-02-03"), ..Stated::default() };
        let document = document_as(text.as_bytes(), Provenance::default(), &stated).unwrap();
        assert_eq!((document.title(), document.meta().title.is_some()), expect, "{text}");
        assert_eq!(document.meta().published.as_deref(), Some("2020-02-03"));
        assert!(text.starts_with('<') || document.text() == text);
    };
    let story = "The harbour master said on Tuesday that nobody had seen the two boats since the storm.\n";
    let headed = format!("Two boats lost\n\n{story}");
    check(&headed, " Two boats lost ", (Some("Two boats lost"), true));
    check(&headed, "", (Some("Two boats lost"), true));
    check(&headed, "Boats lost at sea", (Some("Boats lost at sea"), true));
    check(story, "Boats lost at sea", (Some("Boats lost at sea"), false));
    // A line that nobody takes for a headline, were it not stated.
    let asked = format!("Who saw the boats, and when did they leave? Nobody says.\n{story}");
    check(
        &asked,
        "Who saw the boats, and when did they leave? Nobody says.",
        (Some(asked.lines().next().unwrap()), true),
    );
    check(&format!("<title>Boats lost</title><h1>Boats lost</h1>{STORY}"), "Boats found", (Some("Boats found"), true));
}

#[test]
fn text_that_is_no_page_stays_as_it_is() {
    let text = "Tags such as <html> and <p> begin pages, the harbour master said on Tuesday.\n<p>This line is text.\n";
    let document = document(text.as_bytes(), Provenance::default()).unwrap();
    assert_eq!((document.text(), document.page()), (text, None));
}
