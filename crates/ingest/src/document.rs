//! The whole way from bytes to a document.

use sayso_core::{Block, BlockKind, Document, Language, Layout, Provenance, Span, Warning, WarningCode};

use crate::decode::counted;
use crate::page::{article, has_tags, is_page, is_type_of_pages};
use crate::roles::{Roles, roles};
use crate::{NotText, PageKind, blocks, decode, language, quotations, sentences, sniff};

/// The document that these bytes of a file hold: plain text as it stands, or the article of an HTML page.
///
/// Text never fails: what is odd about it stands in [`Document::warnings`].
///
/// # Errors
/// [`NotText`], if the bytes are a PDF, a picture, an archive and so on, or a page that is no article.
pub fn document(bytes: &[u8], provenance: Provenance) -> Result<Document, NotText> {
    document_as(bytes, provenance, &Stated::default())
}

/// What is known of a document beside its bytes, from whoever kept or sent it. It wins over what the text says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stated<'s> {
    /// `Content-Type` ("text/html; charset=windows-1251"): it tells the encoding of a page, and that a part of one is a page
    /// though it does not begin like one.
    pub content_type: Option<&'s str>,
    /// The headline.
    pub title: Option<&'s str>,
    /// When it was published: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub published: Option<&'s str>,
    /// Pages that are taken though they are no article.
    pub takes: &'s [PageKind],
}

/// As [`document`], of bytes of which this is stated.
///
/// # Errors
/// As [`document`].
pub fn document_as(bytes: &[u8], provenance: Provenance, stated: &Stated<'_>) -> Result<Document, NotText> {
    let mut document = found(bytes, provenance, stated)?;
    if let Some(date) = stated.published {
        document = document.published_on(date);
    }
    Ok(document.titled(stated.title.unwrap_or_default()))
}

fn found(bytes: &[u8], provenance: Provenance, stated: &Stated<'_>) -> Result<Document, NotText> {
    if is_page(bytes) {
        return article(bytes, provenance, stated);
    }
    let sniffed = sniff(bytes);
    // A page may be in any encoding. A server that calls a PDF or plain text a page is not believed.
    let is_legible = matches!(sniffed, Ok(()) | Err(NotText::OtherEncoding));
    if is_legible && stated.content_type.is_some_and(is_type_of_pages) && has_tags(bytes) {
        return article(bytes, provenance, stated);
    }
    sniffed?;
    let decoded = decode(bytes);
    let title = stated.title.and_then(|title| line_of(&decoded.text, title.trim()));
    Ok(of_text(decoded.text, provenance, decoded.warnings, |spans, roles| {
        if let Some(title) = title {
            set_title(spans, roles, title);
        }
    }))
}

/// A headline stands among the first so many lines.
const HEAD: usize = 8;

/// Where a line with these words stands in the head of a text.
fn line_of(text: &str, words: &str) -> Option<Span> {
    let mut lines = text.split('\n').filter(|line| !line.trim().is_empty()).take(HEAD);
    let line = lines.find(|line| line.trim() == words)?.trim();
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Span::of(text, start..start + line.len()).ok()
}

/// This is the headline, and no other line is.
pub(crate) fn set_title(spans: &[Span], roles: &mut Roles, title: Span) {
    for (span, kind) in spans.iter().zip(&mut roles.kinds) {
        if title.contains(*span) {
            *kind = BlockKind::Title;
        } else if *kind == BlockKind::Title {
            *kind = BlockKind::Body;
        }
    }
    roles.meta.title = Some(title);
}

/// The document of a text; `known` puts right what is known better than its words tell.
pub(crate) fn of_text(
    text: String,
    provenance: Provenance,
    mut warnings: Vec<Warning>,
    known: impl FnOnce(&[Span], &mut Roles),
) -> Document {
    let spans = blocks(&text);
    let mut roles = roles(&text, &spans);
    known(&spans, &mut roles);
    let Roles { kinds, mut meta } = roles;
    let found: Vec<Block> = spans.iter().zip(kinds).map(|(span, kind)| Block { span: *span, kind }).collect();
    let sentences: Vec<Span> = spans.iter().flat_map(|block| sentences(&text, *block)).collect();
    let quotations = quotations(&text, &spans);
    warnings.extend(unpaired(&quotations.unpaired, &found));
    let article = found.iter().find(|block| block.kind.is_read()).map_or(0, |block| block.span.start());
    meta.language = language(&text[article..]);
    warnings.extend(unread(meta.language.as_ref()));
    let layout = Layout::new(&text, found, sentences, quotations.found).unwrap_or_default();
    Document::new(text, provenance, meta, layout, warnings)
}

/// A warning for the quotation marks without a partner in blocks that are read.
fn unpaired(marks: &[usize], blocks: &[Block]) -> Option<Warning> {
    let is_read = |&&at: &&usize| {
        let block = blocks.partition_point(|block| block.span.end() <= at);
        blocks.get(block).is_some_and(|block| block.kind.is_read())
    };
    let mut read = marks.iter().filter(is_read);
    let at = *read.next()?;
    let count = 1 + read.count();
    let (noun, verb) = (counted(count, "quotation mark"), if count == 1 { "has" } else { "have" });
    let message = format!("{noun}, the first at byte {at}, {verb} no partner.");
    Some(Warning { code: WarningCode::UnpairedQuotation, at: Some(at), message })
}

/// A warning for a language that no model reads.
fn unread(language: Option<&Language>) -> Option<Warning> {
    let language = language.filter(|language| **language != Language::english())?;
    let message = match language.code() {
        "und" => "Seems not to be English; no statement is looked for.".to_owned(),
        code => format!("Seems to be in another language than English ({code}); no statement is looked for."),
    };
    Some(Warning { code: WarningCode::UnreadLanguage, at: None, message })
}

#[cfg(test)]
mod tests {
    use super::*;
    use WarningCode::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], language: Option<&str>, expect: &[(WarningCode, Option<usize>)]) {
        let document = document(bytes, Provenance::default()).unwrap();
        let found: Vec<_> = document.warnings().iter().map(|warning| (warning.code, warning.at)).collect();
        assert_eq!(found, expect);
        assert_eq!(document.meta().language.as_ref().map(Language::code), language);
    }

    #[test]
    fn warnings() {
        check("“No,” she said of the boats that nobody had seen since the storm.".as_bytes(), Some("en"), &[]);
        check(
            "She said that nobody had seen the boats.” Then the harbour was closed.”".as_bytes(),
            Some("en"),
            &[(UnpairedQuotation, Some(40))],
        );
        check("Home > News > “Boats".as_bytes(), None, &[]);
        check(
            "Niemand hat die beiden Boote seit dem Sturm gesehen, sagte der Hafenmeister.".as_bytes(),
            Some("de"),
            &[(UnreadLanguage, None)],
        );
        check(b"", None, &[(Empty, None)]);
    }

    #[test]
    fn no_text_is_refused() {
        assert_eq!(document(b"%PDF-1.4", Provenance::default()), Err(NotText::Pdf));
    }

    /// Spans that the document's own checks do not cover lie inside the text, and no block was lost.
    fn is_sound(bytes: &[u8]) {
        let Ok(document) = document(bytes, Provenance::default()) else { return };
        let (text, meta, layout) = (document.text(), document.meta(), document.layout());
        let spans = [meta.title, meta.byline, meta.outlet, meta.place, meta.date];
        assert!(spans.into_iter().flatten().all(|span| span.slice(text).is_ok() && layout.block_of(span).is_some()));
        assert_eq!(layout.blocks().len(), blocks(text).len());
        assert!(document.warnings().iter().all(|warning| warning.at.is_none_or(|at| at < text.len())));
    }

    #[test]
    fn odd_input_is_survived() {
        let units = [
            "a",
            "a\n",
            "\r",
            "\r\n",
            "“",
            "\"",
            "'",
            "(",
            "/",
            " / ",
            " > ",
            " | ",
            "—",
            "By ",
            "By A B, ",
            "9 March 2021 ",
            "-",
            "Check Also\n",
            "ENDS\n",
            "###\n",
            "Contact:\n",
            "A B\n",
            "…\n",
            "PORTVILLE ",
            "👩‍👩‍👧",
            "مرحبا. ",
            "é",
            "\u{1a}",
            "\u{feff}",
            "Boats lost at sea\n",
            "“a. ",
            ". ",
            "A. ",
            "\u{2028}",
            "1.",
            "“‘",
        ];
        for unit in units {
            is_sound(unit.as_bytes());
            is_sound(unit.repeat(20_000).as_bytes());
        }
    }

    proptest! {
        #[test]
        fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            is_sound(&bytes);
        }

        #[test]
        fn any_text(text in ".{0,200}") {
            is_sound(text.as_bytes());
        }

        /// Lines made of what the rules look for.
        #[test]
        fn any_lines(pieces in proptest::collection::vec(proptest::sample::select(vec![
            "By ", "Ilse Varga", "é", "—", " — ", "PORTVILLE", ", ", "(", "HNA", ")", "/", "March ", "9", "2021", " ", "\n", "\n\n",
            "Check Also", "About ", "…", "Photo: ", "Home > ", ": ", "“", "”", "’s", ".", "Updated ", "ago", "Published in ",
            "Reporting by ", "Harbour News", " | ", "and ", "Contact:", "\u{301}", "ſ", "İ", "boats were lost at sea ",
        ]), 0..40)) {
            is_sound(pieces.concat().as_bytes());
        }
    }
}
