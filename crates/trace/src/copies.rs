//! Which documents, or passages of them, are copies of which others?
//!
//! Candidates come from an inverted index of winnowing fingerprints (Schleimer, Wilkerson and Aiken 2003), which finds
//! two sentences in a long article, and of bands of a MinHash (Broder 1997), which finds near copies of a whole. Pairs
//! are aligned word by word. Words in quotation marks are no sign of a copy: who heard the speech has them as well.
//! Then the direction is judged, and of all possible sources the fewest are kept that explain the text.
//!
//! The answer depends on which documents were added, never on their order.

mod words;
mod stock;
mod fingerprints;
mod published;
mod credits;
mod sketch;
mod index;
mod align;
mod evidence;
mod direction;
mod sources;
mod siblings;
mod report;

use std::collections::{BTreeSet, HashMap};

use sayso_core::DocumentId;

pub use direction::Reason;
pub use report::{Copy, Found, Passage, Siblings, Source};
pub use sketch::Sketch;

use direction::{Amount, judge};
use evidence::Shared;
use index::Index;
use sources::Pair;
use words::Word;

/// Documents, compared with each other as far as they may share a passage.
///
/// Of each document the words are kept (12 bytes each) and a fingerprint for every three of them (about 10 bytes). A
/// document is compared with at most 32 others, found through the 64 that held each fingerprint first; documents of
/// equal text are compared as one.
#[derive(Debug, Default)]
pub struct Copies {
    sketches: Vec<Sketch>,
    known: BTreeSet<DocumentId>,
    texts: Vec<Text>,
    // Invariant: only asked, never walked through
    by_digest: HashMap<u64, Vec<u32>>,
    index: Index,
    // Invariant: a function of the two texts alone; only asked
    aligned: HashMap<[u32; 2], Shared>,
}

/// Documents whose words are the same, by their number.
#[derive(Debug)]
struct Text {
    members: Vec<u32>,
}

impl Copies {
    /// Nothing yet.
    pub fn new() -> Copies {
        Copies::default()
    }

    /// How many documents were added.
    pub fn len(&self) -> usize {
        self.sketches.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.sketches.is_empty()
    }

    /// Adds a document; `false` if it was there. Takes as long as the document is long, however many there are.
    pub fn add(&mut self, sketch: Sketch) -> bool {
        if !self.known.insert(sketch.id) {
            return false;
        }
        let number = self.sketches.len() as u32;
        let alike = self.by_digest.entry(sketch.digest).or_default();
        let same = |text: &&u32| {
            let first = self.texts.get(**text as usize).and_then(|text| text.members.first());
            first.and_then(|first| self.sketches.get(*first as usize)).is_some_and(|first| first.is_same_text(&sketch))
        };
        match alike.iter().find(same).copied() {
            Some(text) => self.texts[text as usize].members.push(number),
            None => {
                let text = self.texts.len() as u32;
                alike.push(text);
                self.index.add(text, sketch.fingerprints.iter().chain(&sketch.bands).copied());
                self.texts.push(Text { members: vec![number] });
            }
        }
        self.sketches.push(sketch);
        true
    }

    /// All copies among the documents. Only pairs that were not compared before are compared.
    pub fn found(&mut self) -> Found {
        self.put_in_order();
        let rank = self.ranks();
        let candidates = self.candidates(&rank);
        let mut pairs = Vec::new();
        for texts in candidates {
            let shared = self.shared(texts);
            if !shared.passages.is_empty() {
                let verdict = self.verdict(texts, &shared);
                pairs.push(Pair { texts, shared, verdict });
            }
        }
        let edges = sources::sources(&pairs, |text| self.words(text), &rank);
        let common = siblings::siblings(&pairs, &edges, &rank);
        report::report(self, &pairs, &edges, &common)
    }

    /// Brings the members of each text into order: the one that the others have it from first.
    fn put_in_order(&mut self) {
        let sketches = &self.sketches;
        for text in &mut self.texts {
            text.members.sort_by_key(|member| sketches[*member as usize].order());
            let outlets: BTreeSet<&str> =
                text.members.iter().filter_map(|member| sketches[*member as usize].outlet.as_deref()).collect();
            let from_other = |member: &u32| {
                let credited = &sketches[*member as usize].credits.credited;
                credited.iter().any(|name| outlets.iter().any(|outlet| sayso_resolve::is_name_of_outlet(name, outlet)))
            };
            text.members.sort_by_cached_key(from_other);
        }
    }

    /// The place of each text among all, by when it was published first.
    fn ranks(&self) -> Vec<u32> {
        let first = |text: &Text| text.members.iter().map(|member| self.sketches[*member as usize].order()).min();
        let mut order: Vec<_> = self.texts.iter().enumerate().map(|(number, text)| (first(text), number)).collect();
        order.sort_unstable();
        let mut ranks = vec![0; order.len()];
        order.into_iter().enumerate().for_each(|(rank, (_, number))| ranks[number] = rank as u32);
        ranks
    }

    /// The pairs that may share a passage; which is the first goes by their words.
    fn candidates(&self, rank: &[u32]) -> Vec<[u32; 2]> {
        let firsts = self.index.firsts(rank);
        let mut out = Vec::new();
        for number in 0..self.texts.len() as u32 {
            let sketch = self.root(number);
            let others = self.index.candidates(number, &sketch.fingerprints, &sketch.bands, &firsts, rank);
            out.extend(others.into_iter().map(|other| self.in_order([number, other])));
        }
        out.sort_unstable_by_key(|pair| pair.map(|text| rank[text as usize]));
        out.dedup();
        out
    }

    /// Two texts in an order that does not depend on when they were added.
    fn in_order(&self, [one, other]: [u32; 2]) -> [u32; 2] {
        let key = |text: u32| (self.root(text).digest, self.root(text).id);
        if key(one) <= key(other) { [one, other] } else { [other, one] }
    }

    fn shared(&mut self, texts: [u32; 2]) -> Shared {
        if let Some(shared) = self.aligned.get(&texts) {
            return shared.clone();
        }
        let [one, other] = texts.map(|text| self.words(text));
        let shared = evidence::shared(one, other, align::align(one, other));
        self.aligned.insert(texts, shared.clone());
        shared
    }

    fn verdict(&self, texts: [u32; 2], shared: &Shared) -> direction::Verdict {
        let [one, other] = texts.map(|text| self.root(text));
        let lengths = [one.words.len(), other.words.len()];
        judge(one, other, Amount { lengths, words: shared.words, extra: shared.extra })
    }

    /// The document that stands for a text.
    fn root(&self, text: u32) -> &Sketch {
        &self.sketches[self.texts[text as usize].members[0] as usize]
    }

    fn words(&self, text: u32) -> &[Word] {
        &self.root(text).words
    }
}

/// A mixing of bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
pub(crate) fn mix(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

/// The upper half.
fn fold(bits: u64) -> u32 {
    (bits >> 32) as u32
}
