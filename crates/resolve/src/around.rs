//! What stands around a statement in its article, as the linker is shown it (`training/around.py`): "It never happened" says little by
//! itself.

use sayso_core::{BlockKind, Document, Span, Statement};

/// If there is no room for so many words, nothing is shown.
const FEWEST: usize = 6;
/// Words of the title.
const TITLE: usize = 12;

/// What is shown behind a statement of which so many words are told already, so that there are `whole` of them at most: `|` and the last
/// words before it, from the beginning of the sentence before its own on, and `|` and the first words of the title. Nothing for what
/// stands in the title.
pub fn around(document: &Document, statement: &Statement, told: usize, whole: usize) -> String {
    let room = whole.saturating_sub(told);
    let cover = statement.cover();
    let kind = document.layout().block_of(cover).map(|block| block.kind);
    if room < FEWEST || kind.is_some_and(|kind| kind != BlockKind::Body) {
        return String::new();
    }
    let mut title: Vec<&str> = document.title().unwrap_or_default().split_whitespace().collect();
    title.truncate(TITLE.min(room));
    let mut ahead = ahead(document, cover.start());
    ahead.drain(..ahead.len().saturating_sub(room - title.len()));
    let parts = [ahead, title].into_iter().filter(|words| !words.is_empty());
    parts.map(|words| format!("| {}", words.join(" "))).collect::<Vec<_>>().join(" ")
}

/// The words before a place, from the beginning of the sentence before its own on; chrome has none.
fn ahead(document: &Document, start: usize) -> Vec<&str> {
    let sentences = document.layout().sentences();
    let own = sentences.partition_point(|sentence| sentence.start() <= start).saturating_sub(1);
    let is_read = |sentence: &&Span| {
        let block = document.layout().block_of(**sentence);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Title | BlockKind::Body))
    };
    let before = sentences.iter().take(own).rev().take(NEAR).find(is_read);
    let before = before.map_or("", |sentence| document.words(*sentence));
    let begun = sentences.get(own).filter(|sentence| sentence.start() <= start);
    let begun = begun.and_then(|sentence| document.text().get(sentence.start()..start)).unwrap_or_default();
    before.split_whitespace().chain(begun.split_whitespace()).collect()
}

/// Behind so many sentences of chrome nothing is looked for.
const NEAR: usize = 8;

#[cfg(test)]
mod tests {
    use sayso_core::{Form, Provenance, Score, Spans, StatementParts};

    use super::*;

    fn shown(text: &str, [source, cue, content]: [&str; 3], told: usize, whole: usize) -> String {
        let document = sayso_ingest::document(text.as_bytes(), Provenance::default()).unwrap();
        let spans = |words: &str| {
            let start = document.text().find(words).unwrap();
            Spans::from(Span::of(document.text(), start..start + words.len()).unwrap())
        };
        let [source, cue, content] = [source, cue, content].map(spans);
        let parts = StatementParts::new(source, cue, content, Form::Indirect, Score::ONE);
        around(&document, &Statement::new(&document, parts).unwrap(), told, whole)
    }

    const TEXT: &str = "Mayor denies selling the tram yard\n\nThe yard changed hands in May. Some say that the mayor was paid for it, and \
                        she replied in the evening that it never happened. She went home.\n";
    const REPLY: [&str; 3] = ["she", "replied in the evening", "that it never happened"];

    #[test]
    fn the_words_before_and_the_title() {
        assert_eq!(
            shown(TEXT, REPLY, 9, 40),
            "| The yard changed hands in May. Some say that the mayor was paid for it, and | Mayor denies selling the tram yard"
        );
        assert_eq!(
            shown(TEXT, ["Mayor", "denies", "selling the tram yard"], 6, 40),
            "",
            "of what stands in the title nothing"
        );
    }

    #[test]
    fn as_much_as_there_is_room_for() {
        assert_eq!(shown(TEXT, REPLY, 9, 20), "| was paid for it, and | Mayor denies selling the tram yard");
        assert_eq!(shown(TEXT, REPLY, 9, 14), "");
        assert_eq!(shown("“No,” said Hale.\n", ["Hale", "said", "“No,”"], 3, 40), "", "nothing stands before it");
    }
}
