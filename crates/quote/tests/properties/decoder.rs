//! What holds for the statements of any scores; `fuzz/fuzz_targets/decoder.rs` asks it too.

use std::collections::BTreeMap;

use sayso_core::{Document, Statement};
use sayso_model::input::Input;
use sayso_model::{Chain, Encodings, Frame};

const VOCABULARY: &str = "[CLS]\n[SEP]\n[UNK]\n";
/// Stands in no UTF-8, so that it parts text and scores.
const END_OF_TEXT: u8 = 0xff;

/// The first bytes are a text, those after the first `0xff` what a network might say of it, however unlikely.
///
/// # Panics
/// If a statement does not fit the text, two are the same, or a parent is missing or its own ancestor.
pub(crate) fn check(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == END_OF_TEXT).unwrap_or(bytes.len());
    let (text, said) = bytes.split_at(end);
    let Ok(document) = sayso_ingest::document(text, Default::default()) else { return };
    let Some(input) = Input::with_vocabulary(&document, VOCABULARY) else { panic!("the vocabulary is complete") };
    let encodings = encodings(input, &mut said.iter().copied().skip(1));
    let found = sayso_quote::statements(&document, &encodings);
    assert!(found.is_sorted_by_key(|s| s.cover().start()), "statements out of order");
    found.iter().for_each(|statement| fits(&document, statement));
    let parents: BTreeMap<_, _> = found.iter().map(|s| (s.id(), s.parts().parent)).collect();
    assert_eq!(parents.len(), found.len(), "two statements are the same");
    for statement in &found {
        let ancestors = std::iter::successors(statement.parts().parent, |id| {
            *parents.get(id).unwrap_or_else(|| panic!("a parent that was not found"))
        });
        assert!(ancestors.take(found.len()).count() < found.len(), "a statement is its own ancestor");
    }
}

fn fits(document: &Document, statement: &Statement) {
    for spans in [statement.source(), statement.cue(), statement.content()] {
        for piece in spans.pieces() {
            assert!(piece.slice(document.text()).is_ok(), "{piece:?} is no span of the text");
        }
    }
    let score = statement.parts().score.get();
    assert!((0.0..=1.0).contains(&score), "{score} is no probability");
}

/// Whatever the bytes say: cues anywhere and a little beyond the text, frames of any reach, scores of any size and sign.
fn encodings(input: Input, bytes: &mut impl Iterator<Item = u8>) -> Encodings {
    let transitions = std::array::from_fn(|_| std::array::from_fn(|_| score(bytes.next().unwrap_or_default())));
    let starts = std::array::from_fn(|_| score(bytes.next().unwrap_or_default()));
    let calibration = std::array::from_fn(|_| score(bytes.next().unwrap_or_default()) / 4.0);
    let mut frames = Vec::new();
    while let Some(first) = bytes.next() {
        let mut next = || bytes.next().unwrap_or_default();
        let (kind, long, before, after) = (next(), next() % 4, next() % 32, next() % 32);
        let start = usize::from(first) % (input.words.len() + 2);
        let cue = start..start + usize::from(long);
        let reach = start.saturating_sub(before.into())..cue.end + usize::from(after);
        let mut row = [0.0; 5];
        let mut scores = Vec::with_capacity(reach.len());
        for _ in reach.clone() {
            // Mostly as the word before: runs of a tag are long.
            if next().is_multiple_of(4) {
                row = std::array::from_fn(|_| score(next()));
            }
            scores.push(row);
        }
        frames.push(Frame { cue, nested: kind % 2 == 1, cue_probability: f32::from(kind) / 255.0, reach, scores });
    }
    frames.sort_by_key(|frame| frame.cue.start);
    Encodings {
        words: input.words,
        sentence_starts: input.sentence_starts,
        frames,
        mentions: Vec::new(),
        chain: Chain::new(transitions, starts),
        calibration,
        model: String::new(),
    }
}

/// From -16 to 15.75; some are infinite or no number.
fn score(byte: u8) -> f32 {
    match byte {
        1 => f32::INFINITY,
        2 => f32::NEG_INFINITY,
        3 => f32::NAN,
        4 => -1e4,
        _ => (f32::from(byte) - 128.0) / 8.0,
    }
}
