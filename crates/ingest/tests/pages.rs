//! What is read of HTML pages: the article, what the page says of itself, what kind of page it is, where words stand.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "pages/sample.rs"]
mod sample;
#[path = "pages/kinds.rs"]
mod kinds;
#[path = "pages/map.rs"]
mod map;
#[path = "pages/charsets.rs"]
mod charsets;
#[path = "pages/odd.rs"]
mod odd;
#[path = "pages/documents.rs"]
mod documents;
#[path = "properties/pages.rs"]
mod properties;

use sayso_ingest::{Hints, Page, page};

/// A page that nothing is known of.
fn read(bytes: impl AsRef<[u8]>) -> Page {
    page(bytes.as_ref(), &Hints::default())
}

/// Three paragraphs that nobody takes for anything but an article.
const STORY: &str = "<p>The harbour master of Wexholm said on Tuesday that nobody had seen the two boats since the storm.</p>\
    <p>“They left before the warning,” Dora Finch told the paper. “We told everybody else to stay in port.”</p>\
    <p>Aldane Water denied that the lights of the eastern pier had been out when the boats left the harbour.</p>";
