//! The words of a content that count when it is compared with another: stems, each with how telling it is.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

/// Stems that many documents have, with how telling each is, in hundredths of a nat: the logarithm of documents by documents
/// with the stem (Spärck Jones 1972). Fixed, so that a document that comes later changes no comparison of others.
const COMMON: &str = include_str!("../../../knowledge/stems.tsv");

/// Of a stem that the table lacks.
const RAREST: u32 = 520;

static WEIGHTS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let rows = COMMON.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .filter_map(|(stem, weight)| Some((stem, weight.parse().ok()?)))
        .collect()
});

/// A word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word {
    /// Lower case, without its ending.
    pub(crate) stem: String,
    /// How telling, in hundredths of a nat.
    pub(crate) weight: u32,
}

/// The words of a text in its order; those that nearly every document has are left out.
fn words(text: &str) -> Vec<Word> {
    stems(text).map(|stem| Word { weight: weight(&stem), stem }).filter(|word| word.weight >= LEAST).collect()
}

/// The words of a text, each once, by stem.
pub(crate) fn sorted(text: &str) -> Vec<Word> {
    let mut words = words(text);
    words.sort();
    words.dedup();
    words
}

/// How telling words are together.
pub(crate) fn weight_of(words: &[Word]) -> u32 {
    words.iter().map(|word| word.weight).sum()
}

/// How telling the words are together that two texts share, both as [`sorted`] has them.
pub(crate) fn shared(one: &[Word], other: &[Word]) -> u32 {
    let (mut mine, mut theirs, mut sum) = (one.iter().peekable(), other.iter().peekable(), 0);
    while let (Some(one), Some(other)) = (mine.peek(), theirs.peek()) {
        match one.stem.cmp(&other.stem) {
            Ordering::Less => {
                mine.next();
            }
            Ordering::Greater => {
                theirs.next();
            }
            Ordering::Equal => {
                sum += one.weight;
                mine.next();
                theirs.next();
            }
        }
    }
    sum
}

/// Less says nothing: "said", "would".
const LEAST: u32 = 95;

/// Every stem of a text.
pub fn stems(text: &str) -> impl Iterator<Item = String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | ',');
    let pieces = text.split(move |c: char| !inner(c)).map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()));
    pieces.filter(|piece| !piece.is_empty()).map(move |piece| {
        let lower = piece.to_lowercase().replace('’', "'").replace(',', "");
        let bare = lower.strip_suffix("'s").unwrap_or(&lower).replace('.', "");
        stemmer.stem(&bare).into_owned()
    })
}

fn weight(stem: &str) -> u32 {
    WEIGHTS.get(stem).copied().unwrap_or(RAREST)
}
