//! Looks at pairs of statements, and asks the linker of those that are worth it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use sayso_core::TextId;
use sayso_model::{Linker, WIDTH};

use crate::candidates::{Place, candidates, candidates_with_first};
use crate::evidence::Evidence;
use crate::memory::{Embedding, Memory, Relations, TextPair};
use crate::said::Said;

/// Who says where texts lie and how two are related: the linker, or what stands in for it where only the rest is measured.
pub trait Judge: Sync {
    /// Where a text lies, as [`Linker::embed`].
    fn embed(&self, text: &str) -> [f32; WIDTH];

    /// How `other` is related to `one`, as [`Linker::relate`]: probabilities of the relations, and of one event.
    fn relate(&self, one: &str, other: &str) -> Relations;
}

impl Judge for Linker {
    fn embed(&self, text: &str) -> [f32; WIDTH] {
        Linker::embed(self, text)
    }

    fn relate(&self, one: &str, other: &str) -> Relations {
        let found = Linker::relate(self, one, other);
        let [same, denies, figure, related, unrelated] = found.scores();
        [same, denies, figure, related, unrelated, found.event()]
    }
}

/// An embedding's numbers are so many times those of length one; few are cut off.
const SCALE: f32 = 400.0;

/// Pairs that are compared before somebody is told.
const AT_ONCE: usize = 256;

/// The linker, with what it remembers.
pub struct Comparer<'l> {
    judge: &'l dyn Judge,
    memory: &'l mut Memory,
    between: Option<Between<'l>>,
    asks_always: bool,
}

/// Is told how many of how many pairs are compared, and may keep what is fresh in the memory.
type Between<'l> = Box<dyn FnMut(&mut Memory, usize, usize) + 'l>;

/// A statement as it is told, with its id.
type Told = (TextId, String);

impl<'l> Comparer<'l> {
    /// With what it said before of the same texts.
    pub fn new(judge: &'l dyn Judge, memory: &'l mut Memory) -> Comparer<'l> {
        Comparer { judge, memory, between: None, asks_always: false }
    }

    /// Calls this whenever some hundred pairs were compared, with how many of how many are: what is kept then is not lost if the program
    /// is stopped.
    pub fn between(self, call: impl FnMut(&mut Memory, usize, usize) + 'l) -> Comparer<'l> {
        Comparer { between: Some(Box::new(call)), ..self }
    }

    /// Asks of every pair that is looked at: to find out which need not be asked of.
    pub fn asking_always(self) -> Comparer<'l> {
        Comparer { asks_always: true, ..self }
    }

    /// What is known of each pair that may be of one claim, by the places of its statements, the earlier first; `copied` are statements
    /// and those that they are copied from.
    pub(crate) fn compare(
        &mut self,
        said: &[Said<'_>],
        copied: &BTreeMap<usize, usize>,
    ) -> Vec<((usize, usize), Evidence)> {
        self.look(said, |said, places| candidates(said, copied, places))
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
        let told = |one: &Said<'_>| {
            let text = one.told();
            (TextId::of_text(&text), text)
        };
        let told: Vec<Told> = said.par_iter().map(told).collect();
        self.embed(&told);
        let places: Vec<Place> = told.iter().map(|(id, _)| Place::of(self.memory.embeddings.get(id))).collect();
        let glance = |(a, b): (usize, usize)| {
            ((a, b), Evidence::at_a_glance(&said[a], &said[b], places[a].cosine(&places[b]), b - a))
        };
        let pairs: Vec<(usize, usize)> = candidates(said, &places).into_iter().collect();
        let mut out: Vec<((usize, usize), Evidence)> = pairs.into_par_iter().map(glance).collect();
        let is_asked = |evidence: &Evidence| self.asks_always || evidence.is_worth_asking();
        let asked: Vec<(usize, usize)> =
            out.iter().filter(|(_, evidence)| is_asked(evidence)).map(|(pair, _)| *pair).collect();
        self.relate(&told, &asked);
        let mut asked = asked.into_iter().peekable();
        for (pair, evidence) in &mut out {
            if asked.next_if_eq(pair).is_some() {
                evidence.relations = self.memory.related.get(&ids(&told, *pair)).copied();
            }
        }
        out
    }

    /// Asks where the texts lie that are new.
    fn embed(&mut self, told: &[Told]) {
        let Comparer { judge, memory, .. } = self;
        let is_new = |(id, _): &&Told| !memory.embeddings.contains_key(id);
        let new: BTreeMap<TextId, &str> = told.iter().filter(is_new).map(|(id, text)| (*id, text.as_str())).collect();
        let embed = |(id, text): (&TextId, &&str)| {
            let rounded = judge.embed(text).map(|v| (v * SCALE).round().clamp(-127.0, 127.0) as i8);
            (*id, rounded)
        };
        let found: Vec<(TextId, Embedding)> = new.par_iter().map(embed).collect();
        memory.fresh_embeddings.extend(found.iter().map(|(id, _)| *id));
        memory.embeddings.extend(found);
    }

    /// Asks how the pairs of texts are related that are new.
    fn relate(&mut self, told: &[Told], pairs: &[(usize, usize)]) {
        let Comparer { judge, memory, between, .. } = self;
        let new: BTreeMap<TextPair, (usize, usize)> =
            pairs.iter().map(|pair| (ids(told, *pair), ordered(told, *pair))).collect();
        let new: Vec<(TextPair, (usize, usize))> =
            new.into_iter().filter(|(ids, _)| !memory.related.contains_key(ids)).collect();
        let relate = |(ids, (a, b)): &(TextPair, (usize, usize))| (*ids, judge.relate(&told[*a].1, &told[*b].1));
        let mut done = 0;
        for some in new.chunks(AT_ONCE) {
            let found: Vec<(TextPair, Relations)> = some.par_iter().map(relate).collect();
            memory.fresh_pairs.extend(found.iter().map(|(ids, _)| *ids));
            memory.related.extend(found);
            done += some.len();
            if let Some(between) = between {
                between(memory, done, new.len());
            }
        }
    }
}

/// The pair in the order in which it is asked of: that goes by the texts, not by when they were published.
fn ordered(told: &[Told], (a, b): (usize, usize)) -> (usize, usize) {
    if told[a].0 <= told[b].0 { (a, b) } else { (b, a) }
}

/// The ids of two texts, the lower first.
fn ids(told: &[Told], pair: (usize, usize)) -> TextPair {
    let (a, b) = ordered(told, pair);
    (told[a].0, told[b].0)
}
