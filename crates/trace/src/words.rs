//! The words of a content that count when it is compared with another: stems, each with how telling it is.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::copies::mix;

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

/// Stands for a stem: FNV-1a of it, mixed. Of a million stems two are taken for one with a chance of one in thirty millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stem(u64);

impl Stem {
    pub(crate) fn of(stem: &str) -> Stem {
        let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Stem(mix(stem.bytes().fold(0xcbf2_9ce4_8422_2325, fnv)))
    }
}

/// A word as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word {
    /// Of its letters in lower case, without its ending.
    pub(crate) stem: Stem,
    /// How telling, in hundredths of a nat.
    pub(crate) weight: u32,
}

/// The words of a text, each once, by stem; those that nearly every document has are left out.
pub(crate) fn sorted(text: &str) -> Vec<Word> {
    let word = |stem: String| Word { weight: weight(&stem), stem: Stem::of(&stem) };
    let mut words: Vec<Word> = stems(text).map(word).filter(|word| word.weight >= LEAST).collect();
    words.sort_unstable();
    words.dedup();
    words.shrink_to_fit();
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
