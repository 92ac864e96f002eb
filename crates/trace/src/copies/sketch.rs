//! All that is kept of a document to compare it with others.

use sayso_core::{Document, DocumentId};

use super::credits::{Credits, credits, own};
use super::fingerprints::{bands, shingles, winnowed};
use super::mix;
use super::published::Published;
use super::words::{Word, words};

/// What of a document is compared: its words, fingerprints of them, and what it says of where it is from. Made of the
/// document alone, by any thread; [`Copies::add`](super::Copies::add) takes it.
#[derive(Debug, Clone)]
pub struct Sketch {
    pub(super) id: DocumentId,
    pub(super) words: Vec<Word>,
    pub(super) fingerprints: Vec<u32>,
    pub(super) bands: Vec<u32>,
    /// Of the words and their flags; equal ones are compared as one.
    pub(super) digest: u64,
    pub(super) outlet: Option<String>,
    pub(super) credits: Credits,
    pub(super) published: Option<Published>,
}

impl Sketch {
    /// Sketches a document. Its outlet and date count as [`Document::outlet`] and its `published` give them.
    pub fn of(document: &Document) -> Sketch {
        let mut words = words(document);
        words.shrink_to_fit();
        let shingles = shingles(&words);
        let digest = words.iter().fold(0, |sum, word| mix(sum ^ u64::from(word.hash) << 8 ^ u64::from(word.flags)));
        Sketch {
            id: document.id(),
            fingerprints: winnowed(&shingles),
            bands: bands(&shingles),
            digest,
            outlet: own(document).map(str::to_owned),
            credits: credits(document),
            published: Published::of(document),
            words,
        }
    }

    /// The document.
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// How many words of it are compared: those of its body.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// The outlets, other than its own, that it credits at its head or foot: where it says that it has its text from,
    /// whether or not that text is here.
    pub fn credited(&self) -> &[String] {
        &self.credits.credited
    }

    /// First published first; what has no date comes after what has one.
    pub(super) fn order(&self) -> (bool, Option<Published>, DocumentId) {
        (self.published.is_none(), self.published, self.id)
    }

    /// Whether the two are compared as one.
    pub(super) fn is_same_text(&self, other: &Sketch) -> bool {
        let alike = |(one, other): (&Word, &Word)| one.hash == other.hash && one.flags == other.flags;
        self.words.len() == other.words.len() && self.words.iter().zip(&other.words).all(alike)
    }
}
