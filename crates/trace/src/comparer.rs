//! Looks at pairs of statements, and asks the linker of those that are worth it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use sayso_core::TextId;
use sayso_model::{Linker, WIDTH};

use crate::candidates::{Candidates, Places, candidates_with_first};
use crate::evidence::Evidence;
use crate::memory::{Embedding, Recall, Relations, TextPair};
use crate::pairs::Pair;
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

/// Texts that are embedded, and pairs that are compared, before they are kept and somebody is told.
const AT_ONCE: usize = 256;
/// Pairs that are held in memory with all that is known of them.
const LOOKED_AT: usize = 1 << 14;

/// The linker, with what is kept of what it said.
pub struct Comparer<'l> {
    judge: &'l dyn Judge,
    memory: &'l mut dyn Recall,
    between: Option<Between<'l>>,
    asks_always: bool,
}

/// Is told how many of how many statements are compared with those before them.
type Between<'l> = Box<dyn FnMut(usize, usize) + 'l>;

impl<'l> Comparer<'l> {
    /// With what it said before of the same texts.
    pub fn new(judge: &'l dyn Judge, memory: &'l mut dyn Recall) -> Comparer<'l> {
        Comparer { judge, memory, between: None, asks_always: false }
    }

    /// Calls this whenever some hundred pairs were compared, with how many of how many statements are.
    pub fn between(self, call: impl FnMut(usize, usize) + 'l) -> Comparer<'l> {
        Comparer { between: Some(Box::new(call)), ..self }
    }

    /// Asks of every pair that is looked at: to find out which need not be asked of.
    pub fn asking_always(self) -> Comparer<'l> {
        Comparer { asks_always: true, ..self }
    }

    /// Tells what is known of each pair that may be of one claim, the earlier statement first, in the order of the later ones;
    /// `copied` are statements and those that they are copied from.
    pub(crate) fn compare(
        &mut self,
        said: &[Said<'_>],
        copied: &BTreeMap<usize, usize>,
        mut tell: impl FnMut(Pair, Evidence),
    ) {
        let is_own: Vec<bool> = (0..said.len()).map(|at| !copied.contains_key(&at)).collect();
        let (ids, places) = self.places(said, &is_own);
        let candidates = Candidates::new(said, &is_own, &places);
        let documents = candidates.documents();
        let mut next = 0;
        while next < documents.len() {
            let from = next;
            let first = documents[from].start;
            while next < documents.len() && (next == from || documents[next].end - first <= AT_ONCE) {
                next += 1;
            }
            let pairs: Vec<Pair> =
                (from..next).into_par_iter().flat_map_iter(|number| candidates.of_document(number)).collect();
            self.look(said, (&ids, &places), &pairs, first..documents[next - 1].end, &mut tell);
        }
    }

    /// Likewise, but only of pairs of one of the first so many with one of the others.
    pub(crate) fn compare_with_first(&mut self, said: &[Said<'_>], first: usize, mut tell: impl FnMut(Pair, Evidence)) {
        let (ids, places) = self.places(said, &vec![true; said.len()]);
        let pairs: Vec<Pair> = candidates_with_first(said, &places, first).into_iter().collect();
        for some in pairs.chunks(LOOKED_AT) {
            self.look(said, (&ids, &places), some, 0..said.len(), &mut tell);
        }
    }

    /// Looks at some pairs; the later ones of their statements are among these.
    fn look(
        &mut self,
        said: &[Said<'_>],
        (ids, places): (&[TextId], &Places),
        pairs: &[Pair],
        later: std::ops::Range<usize>,
        tell: &mut impl FnMut(Pair, Evidence),
    ) {
        let glance =
            |(a, b): &Pair| ((*a, *b), Evidence::at_a_glance(&said[*a], &said[*b], places.cosine(*a, *b), b - a));
        for some in pairs.chunks(LOOKED_AT) {
            let mut out: Vec<(Pair, Evidence)> = some.par_iter().map(glance).collect();
            let is_asked = |evidence: &Evidence| self.asks_always || evidence.is_worth_asking();
            let asked: BTreeSet<Pair> = out.iter().filter(|(_, one)| is_asked(one)).map(|(pair, _)| *pair).collect();
            let related = self.relate(said, ids, &asked, &later);
            for (pair, mut evidence) in out.drain(..) {
                if asked.contains(&pair) {
                    evidence.relations = related.get(&ordered(ids, pair).0).copied();
                }
                tell(pair, evidence);
            }
        }
    }

    /// What each statement's text is, and where it lies: of those that are meant.
    fn places(&mut self, said: &[Said<'_>], is_meant: &[bool]) -> (Vec<TextId>, Places) {
        let ids: Vec<TextId> = said.par_iter().map(|one| TextId::of_text(&one.told())).collect();
        let mut places = Places::nowhere(said.len());
        let meant: Vec<usize> = (0..said.len()).filter(|at| is_meant[*at]).collect();
        for some in meant.chunks(AT_ONCE) {
            let mut known: BTreeMap<TextId, Embedding> = BTreeMap::new();
            let mut new: BTreeMap<TextId, usize> = BTreeMap::new();
            for at in some {
                match self.memory.embedding(ids[*at]) {
                    Some(embedding) => _ = known.insert(ids[*at], embedding),
                    None => _ = new.insert(ids[*at], *at),
                }
            }
            let judge = self.judge;
            let embed = |(id, at): (&TextId, &usize)| {
                let rounded = judge.embed(&said[*at].told()).map(|v| (v * SCALE).round().clamp(-127.0, 127.0) as i8);
                (*id, rounded)
            };
            let fresh: Vec<(TextId, Embedding)> = new.par_iter().map(embed).collect();
            if !fresh.is_empty() {
                self.memory.keep(&fresh, &[]);
            }
            known.extend(fresh);
            some.iter().for_each(|at| places.put(*at, known.get(&ids[*at])));
        }
        (ids, places)
    }

    /// How the texts of these pairs are related, asked of where it was not kept.
    fn relate(
        &mut self,
        said: &[Said<'_>],
        ids: &[TextId],
        pairs: &BTreeSet<Pair>,
        later: &std::ops::Range<usize>,
    ) -> BTreeMap<TextPair, Relations> {
        let Comparer { judge, memory, between, .. } = self;
        let asked: BTreeMap<TextPair, Pair> = pairs.iter().map(|pair| ordered(ids, *pair)).collect();
        let (mut known, mut new) = (BTreeMap::new(), Vec::new());
        for (texts, pair) in asked {
            match memory.relations(texts) {
                Some(relations) => _ = known.insert(texts, relations),
                None => new.push((texts, pair)),
            }
        }
        let relate = |(texts, (a, b)): &(TextPair, Pair)| (*texts, judge.relate(&said[*a].told(), &said[*b].told()));
        let mut done = 0;
        for some in new.chunks(AT_ONCE) {
            let found: Vec<(TextPair, Relations)> = some.par_iter().map(relate).collect();
            memory.keep(&[], &found);
            known.extend(found);
            done += some.len();
            if let Some(between) = between {
                between(later.start + later.len() * done / new.len(), said.len());
            }
        }
        known
    }
}

/// The texts of a pair, the lower id first, and the pair in that order: that in which it is asked of goes by the texts, not by when
/// they were published.
fn ordered(ids: &[TextId], (a, b): Pair) -> (TextPair, Pair) {
    if ids[a] <= ids[b] { ((ids[a], ids[b]), (a, b)) } else { ((ids[b], ids[a]), (b, a)) }
}
