//! Documents that are made of pages.

use sayso_core::{BlockKind, Provenance};
use sayso_ingest::{NotText, PageKind, document};

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
fn text_that_is_no_page_stays_as_it_is() {
    let text = "Tags such as <html> and <p> begin pages, the harbour master said on Tuesday.\n<p>This line is text.\n";
    let document = document(text.as_bytes(), Provenance::default()).unwrap();
    assert_eq!((document.text(), document.page()), (text, None));
}
