//! From a page to a document.

use sayso_core::{Document, PageOrigin, Provenance, Warning, WarningCode};

use super::{Hints, Page, PageKind, page};
use crate::NotText;
use crate::decode::counted;
use crate::document::{Stated, of_text, set_title};

/// A longer page is refused: offsets into what is decoded from it count to 4 GiB.
const LONGEST_PAGE: usize = 1 << 30;

/// The document whose text is the article of a page of which this is stated.
///
/// # Errors
/// [`NotText::NoArticle`], if the page is none, and [`NotText::TooLarge`] beyond 1 GiB.
pub(crate) fn article(bytes: &[u8], provenance: Provenance, stated: &Stated<'_>) -> Result<Document, NotText> {
    if bytes.len() > LONGEST_PAGE {
        return Err(NotText::TooLarge);
    }
    let read = page(bytes, &Hints { url: provenance.url.as_deref(), content_type: stated.content_type });
    if read.kind != PageKind::Article && !stated.takes.contains(&read.kind) {
        return Err(NotText::NoArticle(read.kind));
    }
    Ok(of_page(bytes, read, provenance))
}

/// The document of a page that was read. What the caller says of where it is from goes before what the page says.
fn of_page(bytes: &[u8], read: Page, provenance: Provenance) -> Document {
    let Page { kind, meta, title, text, map, charset, malformed, .. } = read;
    let provenance = Provenance {
        path: provenance.path,
        url: provenance.url.or_else(|| meta.canonical_url.clone()),
        outlet: provenance.outlet.or_else(|| meta.outlet.clone()),
    };
    let published = meta.published.as_deref().and_then(|moment| moment.get(..10)).map(str::to_owned);
    let warnings = malformed_warning(malformed, charset).into_iter().chain(taken(kind)).collect();
    let document = of_text(text, provenance, warnings, |spans, roles| {
        if let Some(title) = title {
            set_title(spans, roles, title);
        }
        if published.is_some() {
            roles.meta.published = published;
        }
    });
    let (bytes, sha256) = (bytes.len(), PageOrigin::digest(bytes));
    document.with_page(PageOrigin { bytes, sha256, charset: charset.to_owned(), meta, map })
}

fn malformed_warning(malformed: usize, charset: &str) -> Option<Warning> {
    let places = counted(malformed, "place");
    let message = format!("The page is not wholly in {charset}: {places} of it read as U+FFFD.");
    (malformed > 0).then_some(Warning { code: WarningCode::Transcoded, at: None, message })
}

fn taken(kind: PageKind) -> Option<Warning> {
    let message = format!("Is {kind}, not an article; taken because it was asked for.");
    (kind != PageKind::Article).then_some(Warning { code: WarningCode::NoArticle, at: None, message })
}
