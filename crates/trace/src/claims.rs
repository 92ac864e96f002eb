//! Statements with the same truth conditions, put together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sayso_core::Form;

use crate::anaphora::antecedents;
use crate::likeness::alike;
use crate::said::Said;

/// Two groups become one claim if their statements are as alike as this on the average, in thousandths,
const ALIKE: u32 = 560;
/// and no two of them less than this.
const APART: u32 = 330;
/// How alike a quotation is taken to be to what it goes on with,
const GOES_ON: u32 = 600;
/// if so many bytes lie between them at most.
const NEAR: usize = 40;

/// A statement of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member {
    /// Index of the statement.
    pub(crate) at: usize,
    /// Whether it denies the claim.
    pub(crate) denies: bool,
}

/// Groups of statements about the same, in the order of their first; each in order. `copied` are statements and those that they
/// are copied from.
///
/// Agglomerative, the most alike first; a group takes another one only if all pairs agree (complete link, so that claims do not
/// grow along chains of weak links) and the average is high.
pub(crate) fn claims(said: &[Said<'_>], copied: &BTreeMap<usize, usize>) -> Vec<Vec<Member>> {
    let mut pairs = alike(said, APART);
    pairs.extend(continued(said).into_iter().map(|pair| (pair, GOES_ON)));
    pairs.extend(copied.iter().map(|(copy, of)| ((*copy.min(of), *copy.max(of)), 1000)));
    let meant = antecedents(said);
    pairs.retain(|(a, b), _| meant[*a].is_none() && meant[*b].is_none());
    let mut groups = Groups::new(said.len());
    let mut order: Vec<(Reverse<u32>, usize, usize)> =
        pairs.iter().map(|((a, b), alike)| (Reverse(*alike), *a, *b)).collect();
    order.retain(|(alike, ..)| alike.0 >= ALIKE);
    order.sort_unstable();
    order.into_iter().for_each(|(_, a, b)| groups.join(a, b, &pairs));
    for (at, antecedent) in meant.iter().enumerate() {
        if let Some(antecedent) = antecedent {
            groups.put(at, *antecedent);
        }
    }
    let mut out: Vec<Vec<Member>> = groups.members.into_values().map(|all| with_stance(said, all, &meant)).collect();
    out.sort_by_key(|all| all.first().map(|member| member.at));
    out
}

/// Statements in groups, each named by one of its members.
struct Groups {
    of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    /// Each by itself.
    fn new(count: usize) -> Groups {
        Groups { of: (0..count).collect(), members: (0..count).map(|at| (at, vec![at])).collect() }
    }

    /// Makes the groups of two statements one, if they fit.
    fn join(&mut self, a: usize, b: usize, pairs: &BTreeMap<(usize, usize), u32>) {
        let (into, from) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if into == from || !fit(&self.members[&into], &self.members[&from], pairs) {
            return;
        }
        let moved = self.members.remove(&from).unwrap_or_default();
        moved.iter().for_each(|at| self.of[*at] = into);
        self.members.entry(into).or_default().extend(moved);
    }

    /// Moves one that stands alone to the group of another.
    fn put(&mut self, at: usize, to: usize) {
        self.members.remove(&at);
        self.of[at] = self.of[to];
        self.members.entry(self.of[to]).or_default().push(at);
    }
}

/// Quotations that go on with what the same speaker was just reported to say: "Saller ruled out a levy. 'Not one mark more on a
/// loaf,' he said."
fn continued(said: &[Said<'_>]) -> Vec<(usize, usize)> {
    let goes_on = |(first, second): (&Said<'_>, &Said<'_>)| {
        let apart = second.order.3.saturating_sub(first.statement.cover().end());
        first.same_document(second)
            && first.speaker.is_some()
            && first.speaker == second.speaker
            && first.statement.parts().form == Form::Indirect
            && second.statement.parts().form != Form::Indirect
            && apart <= NEAR
    };
    let neighbours = said.iter().zip(said.iter().skip(1)).enumerate();
    neighbours.filter(|(_, pair)| goes_on(*pair)).map(|(at, _)| (at, at + 1)).collect()
}

fn fit(one: &[usize], other: &[usize], pairs: &BTreeMap<(usize, usize), u32>) -> bool {
    let mut sum = 0;
    for a in one {
        for b in other {
            let alike = pairs.get(&(*a.min(b), *a.max(b))).copied().unwrap_or(0);
            if alike < APART {
                return false;
            }
            sum += u64::from(alike);
        }
    }
    sum >= u64::from(ALIKE) * (one.len() * other.len()) as u64
}

/// What most say is the claim, and at a draw what is not denied.
fn with_stance(said: &[Said<'_>], mut all: Vec<usize>, meant: &[Option<usize>]) -> Vec<Member> {
    all.sort_unstable();
    let own = |at: usize| match meant[at] {
        // Of what it means, denied once more or not.
        Some(antecedent) => said[antecedent].is_denied != said[at].is_denied,
        None => said[at].is_denied,
    };
    let documents = |denied: bool| {
        all.iter().filter(|at| own(**at) == denied).map(|at| said[*at].order.2).collect::<BTreeSet<_>>().len()
    };
    // A claim that nobody affirms is the denial itself.
    let flipped = documents(false) == 0;
    all.iter().map(|at| Member { at: *at, denies: own(*at) != flipped }).collect()
}
