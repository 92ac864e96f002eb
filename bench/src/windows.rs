//! What the encoder is given, for other engines.

use sayso_core::Document;
use sayso_model::Reader;
use serde_json::json;

pub(crate) fn print(documents: &[Document]) -> anyhow::Result<()> {
    let reader = Reader::best()?;
    for window in documents.iter().flat_map(|document| reader.windows(document)) {
        let words: Vec<_> = window
            .words
            .iter()
            .map(|(word, first)| json!([first, word.shape as u8, word.place as u8, word.quoted as u8]))
            .collect();
        println!("{}", json!({"pieces": window.pieces, "words": words}));
    }
    Ok(())
}
