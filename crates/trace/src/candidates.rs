//! Which pairs of statements are worth a look? Each statement has no more of them than a library has claims, however large it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use sayso_model::WIDTH;

use crate::evidence::{answers, goes_on_denying};
use crate::likeness;
use crate::memory::Embedding;
use crate::said::Said;
use crate::sharing::Sharing;

/// Where a statement lies.
pub(crate) struct Place {
    embedding: Embedding,
    length: f32,
}

impl Place {
    /// Of what is not embedded, nowhere.
    pub(crate) fn of(embedding: Option<&Embedding>) -> Place {
        let embedding = embedding.copied().unwrap_or([0; WIDTH]);
        Place { embedding, length: (product(&embedding, &embedding) as f32).sqrt() }
    }

    pub(crate) fn cosine(&self, other: &Place) -> f32 {
        product(&self.embedding, &other.embedding) as f32 / (self.length * other.length).max(1.0)
    }
}

fn product(a: &Embedding, b: &Embedding) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

/// Pairs that may be of one claim, the earlier first; `said` is in order. Of each statement: the earlier ones that are most alike by
/// telling words, those of its document that it answers or that answer it, and of the earlier ones of its own document and of those that
/// tell of the same, the nearest. Copies are left out: they belong where what they are copied from does.
pub(crate) fn candidates(
    said: &[Said<'_>],
    copied: &BTreeMap<usize, usize>,
    places: &[Place],
) -> BTreeSet<(usize, usize)> {
    let is_own = |at: &usize| !copied.contains_key(at);
    let mut pairs: BTreeSet<(usize, usize)> = likeness::alike(said, &is_own).into_iter().collect();
    for a in (0..said.len()).filter(is_own) {
        pairs.extend(answering(said, a).filter(|(_, b)| is_own(b)));
    }
    pairs.extend(near(said, places, &is_own));
    pairs
}

/// Those after a statement in its document with which it makes a pair by its place: who is accused answers in his own words.
fn answering<'s>(said: &'s [Said<'_>], a: usize) -> impl Iterator<Item = (usize, usize)> + 's {
    let after = (a + 1..said.len()).take_while(move |b| said[*b].same_document(&said[a])).take(ANSWERED);
    let is_pair = move |b: &usize| {
        answers(&said[a], &said[*b])
            || goes_on_denying(&said[a], &said[*b], b - a)
            || b - a <= BEFORE && said[*b].denies() && !said[a].denies()
    };
    after.filter(is_pair).map(move |b| (a, b))
}

/// Each statement with the nearest of the earlier ones of its document and of those like it.
fn near(said: &[Said<'_>], places: &[Place], is_own: &(impl Fn(&usize) -> bool + Sync)) -> Vec<(usize, usize)> {
    let documents = documents(said);
    let telling = |all: &Range<usize>| {
        let own = all.clone().filter(is_own);
        own.flat_map(|at| likeness::telling(&said[at])).collect()
    };
    let sharing = Sharing::new(documents.iter().map(telling).collect());
    let of_document = |number: usize| {
        let like = sharing.before(number, DOCUMENTS).into_iter().flat_map(|(other, _)| documents[other].clone());
        let mut earlier: Vec<usize> = like.filter(is_own).collect();
        earlier.sort_unstable();
        let mut pairs = Vec::new();
        for at in documents[number].clone().filter(is_own) {
            let others = earlier.iter().copied().chain((documents[number].start..at).filter(is_own));
            pairs.extend(nearest(at, others, places).map(|other| (other, at)));
        }
        pairs
    };
    (0..documents.len()).into_par_iter().flat_map_iter(of_document).collect()
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
pub(crate) fn candidates_with_first(said: &[Said<'_>], places: &[Place], first: usize) -> BTreeSet<(usize, usize)> {
    let mut pairs: BTreeSet<(usize, usize)> = likeness::alike_with_first(said, first, SHARED);
    for at in first..said.len() {
        pairs.extend((0..first).filter(|claim| answers(&said[*claim], &said[at])).map(|claim| (claim, at)));
        pairs.extend(nearest(at, 0..first, places).map(|claim| (claim, at)));
    }
    pairs
}

/// Those of some statements that lie nearest to one.
fn nearest(at: usize, others: impl Iterator<Item = usize>, places: &[Place]) -> impl Iterator<Item = usize> {
    let near = others.map(|other| (places[at].cosine(&places[other]), other));
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
