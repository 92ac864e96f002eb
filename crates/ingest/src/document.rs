//! The whole way from bytes to a document.

use sayso_core::{Block, BlockKind, Document, Language, Layout, Meta, Provenance, Span, Warning, WarningCode};

use crate::decode::counted;
use crate::{NotText, blocks, decode, language, quotations, sentences, sniff};

/// The document that these bytes of a plain-text file hold.
///
/// Text never fails: what is odd about it stands in [`Document::warnings`].
///
/// # Errors
/// [`NotText`], if the bytes are a PDF, a picture, an archive and so on.
pub fn document(bytes: &[u8], provenance: Provenance) -> Result<Document, NotText> {
    sniff(bytes)?;
    let decoded = decode(bytes);
    let (text, mut warnings) = (decoded.text, decoded.warnings);
    let spans = blocks(&text);
    let found: Vec<Block> = spans.iter().map(|span| Block { span: *span, kind: BlockKind::Body }).collect();
    let mut meta = Meta::default();
    let sentences: Vec<Span> = spans.iter().flat_map(|block| sentences(&text, *block)).collect();
    let quotations = quotations(&text, &spans);
    warnings.extend(unpaired(&quotations.unpaired, &found));
    meta.language = language(&text);
    warnings.extend(unread(meta.language.as_ref()));
    let layout = Layout::new(&text, found, sentences, quotations.found).unwrap_or_default();
    Ok(Document::new(text, provenance, meta, layout, warnings))
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
