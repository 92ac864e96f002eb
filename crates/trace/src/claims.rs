//! Statements with the same truth conditions, put together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sayso_core::Form;

use crate::anaphora::antecedents;
use crate::decisions::{Decision, decide};
use crate::said::Said;

/// Two groups become one claim if their statements are about one thing with this probability on the average, in thousandths,
const ALIKE: u32 = 250;
/// and none that was compared with less than this;
const APART: u32 = 30;
/// of a pair that was not compared, for it shares too little, this is taken.
const MISSING: u32 = 180;
/// That a quotation is about what it goes on with,
const GOES_ON: u32 = 600;
/// if so many bytes lie between them at most.
const NEAR: usize = 40;
/// How much what a statement says of itself ("not", "denied") counts for its stance, in hundredths of a nat.
const OWN_SENSE: i32 = 150;
/// How sure it is that a copy has the stance of what it is copied from, likewise.
const COPIED_SENSE: i32 = 1000;
/// Sweeps over the stances of a claim, at most.
const SWEEPS: usize = 16;

/// What is known of a pair of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weighed {
    /// Probability that one says the same as the other or denies it, in thousandths.
    pub(crate) about: u32,
    /// How much speaks for the same, and against a denial, in hundredths of a nat.
    pub(crate) sense: i32,
}

/// Pairs by the places of their statements, the earlier first.
pub(crate) type Pairs = BTreeMap<(usize, usize), Weighed>;

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
/// Agglomerative, the most alike first; a group takes another one only if no pair speaks against it and the average is high, so that
/// claims do not grow along chains of weak links.
///
/// What people decided comes first, and keeps apart for good what they hold apart.
pub(crate) fn claims(
    said: &[Said<'_>],
    copied: &BTreeMap<usize, usize>,
    mut pairs: Pairs,
    decisions: &[Decision],
) -> Vec<Vec<Member>> {
    let sure = |about| Weighed { about, sense: COPIED_SENSE };
    for pair in continued(said) {
        let goes_on = pairs.entry(pair).or_insert(sure(GOES_ON));
        goes_on.about = goes_on.about.max(GOES_ON);
    }
    pairs.extend(copied.iter().map(|(copy, of)| ((*copy.min(of), *copy.max(of)), sure(1000))));
    let mut meant = antecedents(said);
    pairs.retain(|(a, b), _| meant[*a].is_none() && meant[*b].is_none());
    let decided = decide(said, decisions, &mut pairs);
    let mut groups = Groups::new(said.len());
    for ((a, b), joined) in decided {
        // What a person places is not placed by what it seems to mean.
        (meant[a], meant[b]) = (None, None);
        if joined {
            groups.unite(a, b);
        }
    }
    let mut order: Vec<(Reverse<u32>, usize, usize)> =
        pairs.iter().map(|((a, b), weighed)| (Reverse(weighed.about), *a, *b)).collect();
    order.retain(|(about, ..)| about.0 >= ALIKE);
    order.sort_unstable();
    order.into_iter().for_each(|(_, a, b)| groups.join(a, b, &pairs));
    for (at, antecedent) in meant.iter().enumerate() {
        if let Some(antecedent) = antecedent {
            groups.put(at, *antecedent);
        }
    }
    let mut out: Vec<Vec<Member>> =
        groups.members.into_values().map(|all| with_stance(said, all, &meant, &pairs)).collect();
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
    fn join(&mut self, a: usize, b: usize, pairs: &Pairs) {
        let (into, from) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if into != from && fit(&self.members[&into], &self.members[&from], pairs) {
            self.unite(a, b);
        }
    }

    /// Makes the groups of two statements one.
    fn unite(&mut self, a: usize, b: usize) {
        let (into, from) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if into == from {
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

fn fit(one: &[usize], other: &[usize], pairs: &Pairs) -> bool {
    let mut sum = 0;
    for a in one {
        for b in other {
            let known = pairs.get(&(*a.min(b), *a.max(b))).map(|weighed| weighed.about);
            if known.is_some_and(|about| about < APART) {
                return false;
            }
            let about = known.unwrap_or(MISSING);
            sum += u64::from(about);
        }
    }
    sum >= u64::from(ALIKE) * (one.len() * other.len()) as u64
}

/// Whether two statements by themselves become one claim.
pub(crate) fn are_about_one(weighed: Weighed) -> bool {
    weighed.about >= ALIKE
}

/// Whether one of two statements of a claim denies what the other says.
pub(crate) fn is_opposed((one, other): (&Said<'_>, &Said<'_>), weighed: Weighed) -> bool {
    let denied = senses(&[one.clone(), other.clone()], &[0, 1], &[None, None], &Pairs::from([((0, 1), weighed)]));
    denied.first() != denied.last()
}

/// What most say is the claim, and at a draw what is not denied.
fn with_stance(said: &[Said<'_>], mut all: Vec<usize>, meant: &[Option<usize>], pairs: &Pairs) -> Vec<Member> {
    all.sort_unstable();
    let denied = senses(said, &all, meant, pairs);
    let documents = |wanted: bool| {
        let of = all.iter().zip(&denied).filter(|(_, denied)| **denied == wanted);
        of.map(|(at, _)| said[*at].order.2).collect::<BTreeSet<_>>().len()
    };
    // A claim that nobody affirms is the denial itself.
    let flipped = documents(false) == 0;
    all.iter().zip(&denied).map(|(at, denied)| Member { at: *at, denies: *denied != flipped }).collect()
}

/// Which statements of a group say the opposite: what each says of itself, corrected by what is known of pairs, one after another
/// until nothing changes (iterated conditional modes, Besag 1986).
fn senses(said: &[Said<'_>], all: &[usize], meant: &[Option<usize>], pairs: &Pairs) -> Vec<bool> {
    let own: Vec<bool> = all
        .iter()
        .map(|at| match meant[*at] {
            // Of what it means, denied once more or not.
            Some(antecedent) => said[antecedent].is_denied != said[*at].is_denied,
            None => said[*at].is_denied,
        })
        .collect();
    let mut denied = own.clone();
    for _ in 0..SWEEPS {
        let mut changed = false;
        for i in 0..all.len() {
            let votes = all.iter().enumerate().filter(|(j, _)| *j != i).filter_map(|(j, other)| {
                let weighed = pairs.get(&(all[i].min(*other), all[i].max(*other)))?;
                Some(if denied[j] { weighed.sense } else { -weighed.sense })
            });
            let votes: i32 = votes.sum();
            let is_denied = votes + if own[i] { OWN_SENSE } else { -OWN_SENSE } > 0;
            changed |= is_denied != denied[i];
            denied[i] = is_denied;
        }
        if !changed {
            break;
        }
    }
    // Pairs tell which are opposed, not which of them deny: that is what most say of themselves.
    let agree = denied.iter().zip(&own).filter(|(denied, own)| denied == own).count();
    if 2 * agree < all.len() {
        denied.iter_mut().for_each(|denied| *denied = !*denied);
    }
    denied
}
