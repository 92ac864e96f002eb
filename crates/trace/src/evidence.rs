//! What speaks for two statements being of one claim: their words, where they lie, and how the linker relates them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use sayso_core::{Act, StatementId};
use sayso_model::{Linker, WIDTH, exp, ln};

use crate::claims::Weighed;
use crate::fitted;
use crate::likeness;
use crate::said::Said;
use crate::speakers::is_one;

/// An embedding in whole numbers, so that what is kept in a library gives what is computed anew gives.
pub type Embedding = [i8; WIDTH];

/// How the linker relates a pair: probabilities of its relations, and of one event.
pub type Relations = [f32; 6];

/// An embedding's numbers are so many times those of length one; few are cut off.
const SCALE: f32 = 400.0;

/// What the linker said before, so that it need not say it again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memory {
    /// Where statements lie.
    pub embeddings: BTreeMap<StatementId, Embedding>,
    /// How pairs are related; the earlier statement first.
    pub related: BTreeMap<(StatementId, StatementId), Relations>,
    /// Of what is there, what was not kept yet.
    pub fresh_embeddings: Vec<StatementId>,
    /// Likewise.
    pub fresh_pairs: Vec<(StatementId, StatementId)>,
}

impl Memory {
    /// Says that all of it is kept.
    pub fn is_kept(&mut self) {
        self.fresh_embeddings.clear();
        self.fresh_pairs.clear();
    }
}

/// What is known of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Shared words, from 0 to 1.
    pub words: f32,
    /// Cosine of the embeddings.
    pub cosine: f32,
    /// Of both ways round, the mean.
    pub relations: Relations,
    /// How they stand to each other where they are told: [`CIRCUMSTANCES`].
    pub circumstances: [bool; CIRCUMSTANCES.len()],
}

/// Numbers that are made of what is known of a pair.
const FEATURES: usize = 12 + CIRCUMSTANCES.len();

/// A pair's relations count from this probability on.
const LEAST: f32 = 1e-3;

impl Evidence {
    /// The numbers that [`fitted`] weighs; the last is 1.
    fn features(&self) -> [f32; FEATURES] {
        let Evidence { words, cosine, relations, circumstances } = self;
        let sure = relations.map(|p| p.clamp(LEAST, 1.0 - LEAST));
        let mut out = [0.0; FEATURES];
        out[..5].copy_from_slice(&[*words, *cosine, words * words, cosine * cosine, words * cosine]);
        out[5..10].iter_mut().zip(sure).for_each(|(out, p)| *out = ln(p));
        out[10] = ln(sure[5] / (1.0 - sure[5]));
        out[11..FEATURES - 1].iter_mut().zip(circumstances).for_each(|(out, is_so)| *out = f32::from(u8::from(*is_so)));
        out[FEATURES - 1] = 1.0;
        out
    }

    /// Probabilities that both say the same, and that one denies the other.
    pub fn probabilities(&self) -> [f32; 2] {
        let features = self.features();
        [fitted::SAME, fitted::DENIES].map(|weights| {
            let score: f32 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
            1.0 / (1.0 + exp(-score))
        })
    }

    /// Probability that both give figures for one question, and different ones.
    pub(crate) fn differs(&self) -> f32 {
        self.relations[2]
    }

    /// Probability that both are of one matter.
    pub(crate) fn of_one_matter(&self) -> f32 {
        1.0 - self.relations[4]
    }

    pub(crate) fn weighed(&self) -> Weighed {
        let [same, denies] = self.probabilities();
        let odds = |p: f32| p.clamp(LEAST, 1.0 - LEAST);
        Weighed {
            about: (1000.0 * (1.0 - (1.0 - same) * (1.0 - denies))) as u32,
            sense: (100.0 * ln(odds(same) / odds(denies))) as i32,
        }
    }
}

/// What is asked of a pair besides its words, in this order.
pub const CIRCUMSTANCES: [&str; 14] = [
    "one document",
    "one document, next to each other",
    "one speaker",
    "one speaker in one document",
    "both accuse or criticise one target",
    "one denies whom the other accuses, or whose claim it is",
    "one of them denies by its act",
    "their clauses are of opposite sense",
    "figures, one of them shared",
    "figures, none of them shared",
    "one has figures and the other none",
    "one says nothing without another",
    "both deny, next to each other, by one mouth",
    "one denies what stands before it",
];

fn accuses(said: &Said<'_>) -> bool {
    matches!(said.act(), Some(Act::Accuse | Act::Criticise))
}

/// Whether one denies whom the other accuses, or whose claim it is.
fn answers(one: &Said<'_>, other: &Said<'_>) -> bool {
    let denies = |denial: &Said<'_>, claim: &Said<'_>| {
        let of_claim = denial.target().is_some() && denial.target() == claim.speaker.as_deref();
        let is_accused = accuses(claim) && claim.target().is_some() && claim.target() == denial.speaker.as_deref();
        denial.denies() && (of_claim || is_accused)
    };
    denies(one, other) || denies(other, one)
}

/// Whether somebody denies, and somebody who speaks for him or her goes on: "Kestria denied it. “We run no ferries,” its minister
/// said."
fn goes_on_denying(one: &Said<'_>, other: &Said<'_>, apart: usize) -> bool {
    one.same_document(other) && apart <= 2 && one.denies() && other.denies() && is_one(one, other)
}

fn circumstances(one: &Said<'_>, other: &Said<'_>, apart: usize) -> [bool; CIRCUMSTANCES.len()] {
    let here = one.same_document(other);
    let is_one = one.speaker.is_some() && one.speaker == other.speaker;
    let same_target = one.target().is_some() && one.target() == other.target();
    let shares = one.figures.iter().any(|(value, _)| other.figures.iter().any(|(theirs, _)| theirs == value));
    let (first, second) = (!one.figures.is_empty(), !other.figures.is_empty());
    [
        here,
        here && apart == 1,
        is_one,
        is_one && here,
        accuses(one) && accuses(other) && same_target,
        answers(one, other),
        one.denies() != other.denies(),
        one.is_denied != other.is_denied,
        shares,
        first && second && !shares,
        first != second,
        one.is_bare || other.is_bare,
        goes_on_denying(one, other, apart),
        here && apart <= BEFORE && other.denies() && !one.denies() && !is_one,
    ]
}

/// The linker, with what it remembers.
pub struct Comparer<'l> {
    linker: &'l Linker,
    memory: &'l mut Memory,
    between: Option<Between<'l>>,
}

/// Is told how many of how many pairs are compared, and may keep what is fresh in the memory.
type Between<'l> = Box<dyn FnMut(&mut Memory, usize, usize) + 'l>;

impl<'l> Comparer<'l> {
    /// With what it said before of the same texts.
    pub fn new(linker: &'l Linker, memory: &'l mut Memory) -> Comparer<'l> {
        Comparer { linker, memory, between: None }
    }

    /// Calls this whenever some hundred pairs were compared, with how many of how many are: what is kept then is not lost if the program
    /// is stopped.
    pub fn between(self, call: impl FnMut(&mut Memory, usize, usize) + 'l) -> Comparer<'l> {
        Comparer { between: Some(Box::new(call)), ..self }
    }

    /// What is known of each pair that may be of one claim, by the places of its statements, the earlier first.
    pub(crate) fn compare(&mut self, said: &[Said<'_>]) -> Vec<((usize, usize), Evidence)> {
        self.look(said, candidates)
    }

    /// Likewise, but only of pairs of one of the first so many with one of the others.
    pub(crate) fn compare_with_first(&mut self, said: &[Said<'_>], first: usize) -> Vec<((usize, usize), Evidence)> {
        self.look(said, |said, places| candidates_with_first(said, places, first))
    }

    fn look(
        &mut self,
        said: &[Said<'_>],
        candidates: impl FnOnce(&[Said<'_>], &[Place]) -> BTreeSet<(usize, usize)>,
    ) -> Vec<((usize, usize), Evidence)> {
        self.embed(said);
        let places: Vec<Place> = said.iter().map(|one| Place::of(self.memory.embeddings.get(&one.id()))).collect();
        let pairs = candidates(said, &places);
        self.relate(said, &pairs);
        let evidence = |(a, b): (usize, usize)| {
            let (one, other) = (&said[a], &said[b]);
            let evidence = Evidence {
                words: likeness::likeness(one, other) as f32 / 1000.0,
                cosine: places[a].cosine(&places[b]),
                relations: *self.memory.related.get(&(one.id(), other.id()))?,
                circumstances: circumstances(one, other, b - a),
            };
            Some(((a, b), evidence))
        };
        pairs.into_iter().filter_map(evidence).collect()
    }

    /// Asks where the statements lie that are new.
    fn embed(&mut self, said: &[Said<'_>]) {
        let Comparer { linker, memory, .. } = self;
        let new: Vec<&Said<'_>> = said.iter().filter(|one| !memory.embeddings.contains_key(&one.id())).collect();
        let embed = |one: &&Said<'_>| {
            let rounded = linker.embed(&one.told()).map(|v| (v * SCALE).round().clamp(-127.0, 127.0) as i8);
            (one.id(), rounded)
        };
        let found: Vec<(StatementId, Embedding)> = new.par_iter().map(embed).collect();
        memory.fresh_embeddings.extend(found.iter().map(|(id, _)| *id));
        memory.embeddings.extend(found);
    }

    /// Asks how the pairs are related that are new.
    fn relate(&mut self, said: &[Said<'_>], pairs: &BTreeSet<(usize, usize)>) {
        let Comparer { linker, memory, between } = self;
        let ids = |(a, b): &(usize, usize)| (said[*a].id(), said[*b].id());
        let new: Vec<&(usize, usize)> = pairs.iter().filter(|pair| !memory.related.contains_key(&ids(pair))).collect();
        let relate = |pair: &&(usize, usize)| (ids(pair), related(linker, &said[pair.0], &said[pair.1]));
        let mut done = 0;
        for some in new.chunks(AT_ONCE) {
            let found: Vec<((StatementId, StatementId), Relations)> = some.par_iter().map(relate).collect();
            memory.fresh_pairs.extend(found.iter().map(|(ids, _)| *ids));
            memory.related.extend(found);
            done += some.len();
            if let Some(between) = between {
                between(memory, done, new.len());
            }
        }
    }
}

/// Where a statement lies.
struct Place {
    embedding: Embedding,
    length: f32,
}

impl Place {
    fn of(embedding: Option<&Embedding>) -> Place {
        let embedding = embedding.copied().unwrap_or([0; WIDTH]);
        Place { embedding, length: (product(&embedding, &embedding) as f32).sqrt() }
    }

    fn cosine(&self, other: &Place) -> f32 {
        product(&self.embedding, &other.embedding) as f32 / (self.length * other.length).max(1.0)
    }
}

fn product(a: &Embedding, b: &Embedding) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

/// Pairs that may be of one claim, the earlier first: those that share telling words, those of which one answers the other, and
/// the nearest to each.
fn candidates(said: &[Said<'_>], places: &[Place]) -> BTreeSet<(usize, usize)> {
    let mut pairs: BTreeSet<(usize, usize)> = likeness::alike(said, SHARED).into_keys().collect();
    // Who is accused answers in his own words.
    for a in 0..said.len() {
        let near = (a + 1..said.len()).take_while(|b| said[*b].same_document(&said[a])).take(ANSWERED);
        let is_near = |b: &usize| {
            answers(&said[a], &said[*b])
                || goes_on_denying(&said[a], &said[*b], b - a)
                || b - a <= BEFORE && said[*b].denies() && !said[a].denies()
        };
        pairs.extend(near.filter(is_near).map(|b| (a, b)));
    }
    for at in 0..said.len() {
        let near = nearest(at, (0..said.len()).filter(|other| *other != at), places);
        pairs.extend(near.map(|other| (at.min(other), at.max(other))));
    }
    pairs
}

/// Likewise, of pairs of one of the first so many with one of the others; the nearest of the first to each of the others.
fn candidates_with_first(said: &[Said<'_>], places: &[Place], first: usize) -> BTreeSet<(usize, usize)> {
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

/// How a pair is related, both ways round.
fn related(linker: &Linker, one: &Said<'_>, other: &Said<'_>) -> Relations {
    let (one, other) = (one.told(), other.told());
    let (there, back) = (linker.relate(&one, &other), linker.relate(&other, &one));
    let mean = |a: f32, b: f32| (a + b) / 2.0;
    let [same, denies, figure, related, unrelated]: [f32; 5] =
        std::array::from_fn(|i| mean(there.scores()[i], back.scores()[i]));
    [same, denies, figure, related, unrelated, mean(there.event(), back.event())]
}

/// What is denied is looked for in so many statements before.
const BEFORE: usize = 3;

/// Pairs that are compared before somebody is told.
const AT_ONCE: usize = 256;

/// Statements of a document among which the accusation that one answers is looked for.
const ANSWERED: usize = 40;

/// Pairs whose words are less alike, in thousandths, are looked at only if they lie near each other:
const SHARED: u32 = 150;
/// at this cosine at least,
const NEAR: f32 = 0.35;
/// the nearest so many of each.
const NEAREST: usize = 16;
