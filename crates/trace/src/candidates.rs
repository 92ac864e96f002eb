//! Which pairs of statements are worth a look? Each statement has no more of them than a library has claims, however large it is.

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::WIDTH;

use crate::evidence::{answers, goes_on_denying};
use crate::likeness;
use crate::memory::Embedding;
use crate::pairs::Pair;
use crate::said::Said;
use crate::sharing::Sharing;

/// Where statements lie; of those that are not embedded, nowhere.
pub(crate) struct Places {
    of: Vec<u32>,
    all: Vec<Place>,
}

struct Place {
    embedding: Embedding,
    length: f32,
}

impl Places {
    /// Of so many, all of them nowhere.
    pub(crate) fn nowhere(count: usize) -> Places {
        Places { of: vec![0; count], all: vec![Place::new([0; WIDTH])] }
    }

    /// Says where one lies.
    pub(crate) fn put(&mut self, at: usize, embedding: Option<&Embedding>) {
        if let Some(embedding) = embedding {
            self.of[at] = self.all.len() as u32;
            self.all.push(Place::new(*embedding));
        }
    }

    pub(crate) fn cosine(&self, one: usize, other: usize) -> f32 {
        let [one, other] = [one, other].map(|at| &self.all[self.of[at] as usize]);
        product(&one.embedding, &other.embedding) as f32 / (one.length * other.length).max(1.0)
    }
}

impl Place {
    fn new(embedding: Embedding) -> Place {
        Place { embedding, length: (product(&embedding, &embedding) as f32).sqrt() }
    }
}

fn product(a: &Embedding, b: &Embedding) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

/// Pairs that may be of one claim, the earlier first; `said` is in order. Of each statement: the earlier ones that are most alike by
/// telling words, those of its document that it answers or that answer it, and of the earlier ones of its own document and of those that
/// tell of the same, the nearest. Copies are left out: they belong where what they are copied from does.
pub(crate) struct Candidates<'c> {
    said: &'c [Said<'c>],
    is_own: &'c [bool],
    places: &'c Places,
    documents: Vec<Range<usize>>,
    of_statements: Sharing,
    of_documents: Sharing,
}

impl<'c> Candidates<'c> {
    /// Among statements in order, of those that are no copies.
    pub(crate) fn new(said: &'c [Said<'c>], is_own: &'c [bool], places: &'c Places) -> Candidates<'c> {
        let documents = documents(said);
        let telling = |at: usize| is_own[at].then(|| likeness::telling(&said[at])).into_iter().flatten();
        let of_statements = Sharing::new((0..said.len()).map(|at| telling(at).collect::<Vec<_>>()));
        let of_documents = Sharing::new(documents.iter().map(|all| all.clone().flat_map(telling).collect::<Vec<_>>()));
        Candidates { said, is_own, places, documents, of_statements, of_documents }
    }

    /// The statements of each document.
    pub(crate) fn documents(&self) -> &[Range<usize>] {
        &self.documents
    }

    /// The pairs whose later statements are a document's, in order of those.
    pub(crate) fn of_document(&self, number: usize) -> Vec<Pair> {
        let is_own = |at: &usize| self.is_own[*at];
        let document = self.documents[number].clone();
        let like = self.of_documents.before(number, DOCUMENTS).into_iter();
        let like = like.flat_map(|(other, _)| self.documents[other].clone());
        let mut earlier: Vec<usize> = like.filter(is_own).collect();
        earlier.sort_unstable();
        let mut pairs = Vec::new();
        for at in document.clone().filter(is_own) {
            let others = earlier.iter().copied().chain((document.start..at).filter(is_own));
            let mut found: Vec<usize> = nearest(at, others, self.places).collect();
            found.extend(likeness::alike(self.said, &self.of_statements, at));
            found.extend(self.answered(document.start, at).filter(is_own));
            found.sort_unstable();
            found.dedup();
            pairs.extend(found.into_iter().map(|other| (other, at)));
        }
        pairs
    }

    /// Those before a statement in its document with which it makes a pair by its place: who is accused answers in his own words.
    fn answered(&self, start: usize, b: usize) -> impl Iterator<Item = usize> {
        let said = self.said;
        let is_pair = move |a: &usize| {
            answers(&said[*a], &said[b])
                || goes_on_denying(&said[*a], &said[b], b - a)
                || b - a <= BEFORE && said[b].denies() && !said[*a].denies()
        };
        (start.max(b.saturating_sub(ANSWERED))..b).filter(is_pair)
    }
}

/// The statements of each document, which stand together.
fn documents(said: &[Said<'_>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in 0..said.len() {
        match out.last_mut().filter(|last| said[last.start].same_document(&said[at])) {
            Some(last) => last.end = at + 1,
            None => out.push(at..at + 1),
        }
    }
    out
}

/// Likewise, of pairs of one of the first so many with one of the others; the nearest of the first to each of the others.
pub(crate) fn candidates_with_first(said: &[Said<'_>], places: &Places, first: usize) -> BTreeSet<Pair> {
    let mut pairs: BTreeSet<Pair> = likeness::alike_with_first(said, first, SHARED);
    for at in first..said.len() {
        pairs.extend((0..first).filter(|claim| answers(&said[*claim], &said[at])).map(|claim| (claim, at)));
        pairs.extend(nearest(at, 0..first, places).map(|claim| (claim, at)));
    }
    pairs
}

/// Those of some statements that lie nearest to one.
fn nearest(at: usize, others: impl Iterator<Item = usize>, places: &Places) -> impl Iterator<Item = usize> {
    let near = others.map(|other| (places.cosine(at, other), other));
    let mut near: Vec<(f32, usize)> = near.filter(|(cosine, _)| *cosine >= NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.into_iter().take(NEAREST).map(|(_, other)| other)
}

/// What is denied is looked for in so many statements before.
pub(crate) const BEFORE: usize = 3;

/// Statements of a document among which the accusation that one answers is looked for.
const ANSWERED: usize = 40;

/// Pairs whose words are less alike, in thousandths, are looked at only if they lie near each other:
pub(crate) const SHARED: u32 = 150;
/// at this cosine at least,
const NEAR: f32 = 0.35;
/// the nearest so many of each,
const NEAREST: usize = 16;
/// in so many documents that tell of the same.
const DOCUMENTS: usize = 32;
