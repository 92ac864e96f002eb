//! Statements with the same truth conditions, put together.

use std::collections::{BTreeMap, BTreeSet};

use crate::anaphora::antecedents;
use crate::decisions::{Decision, decide};
use crate::groups::{Groups, Limits};
use crate::pairs::{Pair, Pairs, Weighed};
use crate::said::Said;
use crate::structure::{continued, passed_on};

/// Probabilities, in thousandths, that statements are about one thing.
const LIMITS: Limits = Limits { alike: 175, apart: 10, missing: 50 };
/// The same for two statements alone.
const BY_THEMSELVES: u32 = 250;
/// That a quotation is about what it goes on with.
const GOES_ON: u32 = 600;
/// That who passes on what somebody said, and nothing else, is about the same.
const PASSED_ON: u32 = 950;
/// How much what a statement says of itself ("not", "denied") counts for its stance, in hundredths of a nat.
const OWN_SENSE: i32 = 150;
/// How sure it is that a copy has the stance of what it is copied from, likewise.
const COPIED_SENSE: i32 = 1000;
/// Copies of copies that are followed at most.
const LONGEST: usize = 64;
/// Sweeps over the stances of a claim, at most.
const SWEEPS: usize = 16;

/// A statement of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member {
    /// Index of the statement.
    pub(crate) at: usize,
    /// Whether it denies the claim.
    pub(crate) denies: bool,
}

/// Groups of statements about the same, in the order of their first; each in order. `copied` are statements and those that they
/// are copied from, of which there are no circles.
///
/// Agglomerative, the most alike first; a group takes another one only if no pair speaks against it and the average is high, so that
/// claims do not grow along chains of weak links.
///
/// What people decided comes first, and keeps apart for good what they hold apart.
pub(crate) fn claims(
    said: &[Said<'_>],
    copied: &BTreeMap<usize, usize>,
    mut pairs: Pairs<'_>,
    decisions: &[Decision],
) -> Vec<Vec<Member>> {
    let sure = |about| Weighed { about, sense: COPIED_SENSE };
    for pair in continued(said) {
        let known = pairs.get(pair).unwrap_or(sure(GOES_ON));
        pairs.set(pair, Weighed { about: known.about.max(GOES_ON), ..known });
    }
    for (outer, inner) in passed_on(said) {
        // "Rejected the claim that": who passes it on to deny it.
        let sense = if said[outer].denies() { -COPIED_SENSE } else { COPIED_SENSE };
        pairs.set((outer.min(inner), outer.max(inner)), Weighed { about: PASSED_ON, sense });
    }
    copied.iter().for_each(|(copy, of)| pairs.set((*copy.min(of), *copy.max(of)), sure(1000)));
    let mut meant = antecedents(said);
    pairs.leave_out(meant.iter().map(Option::is_some).collect());
    let decided = decide(said, decisions, &mut pairs);
    let mut groups = Groups::new(said.len());
    let mut firsts = firsts(copied);
    for ((a, b), joined) in &decided {
        let (a, b) = (*a, *b);
        // What a person places is not placed by what it seems to mean, nor by what it is copied from.
        (meant[a], meant[b]) = (None, None);
        [a, b].iter().for_each(|copy| _ = firsts.remove(copy));
        if *joined {
            groups.unite(a, b);
        }
    }
    alike_as_one(&mut pairs, &groups, &decided);
    // Copies go with what they are copied from: they speak for nothing, however many there are.
    let is_tie = |((a, b), _): &(Pair, Weighed)| !firsts.contains_key(a) && !firsts.contains_key(b);
    groups.gather(|| pairs.iter().filter(is_tie).map(|(pair, weighed)| (pair, weighed.about)), LIMITS);
    put_beside(&mut groups, &firsts, &meant);
    let known = Neighbours::new(pairs.iter().filter(|((a, b), _)| groups.are_one(*a, *b)));
    let mut out: Vec<Vec<Member>> = groups.into_members().map(|all| with_stance(said, all, &meant, &known)).collect();
    out.sort_by_key(|all| all.first().map(|member| member.at));
    out
}

/// What is put beside something else.
type Move = (usize, usize);

/// Puts copies where the first stands that they are copied from, and what means another statement where that one stands.
fn put_beside(groups: &mut Groups, firsts: &BTreeMap<usize, usize>, meant: &[Option<usize>]) {
    // A copy of what means another statement is put after it.
    let (bare, others): (Vec<Move>, Vec<Move>) =
        firsts.iter().map(|(copy, first)| (*copy, *first)).partition(|(_, first)| meant[*first].is_some());
    let own = meant.iter().enumerate().filter(|(at, _)| !firsts.contains_key(at));
    let means = own.filter_map(|(at, antecedent)| Some((at, (*antecedent)?)));
    others.into_iter().chain(means).chain(bare).for_each(|(at, to)| groups.put(at, to));
}

/// For each copy the first of what it is a copy of.
fn firsts(copied: &BTreeMap<usize, usize>) -> BTreeMap<usize, usize> {
    let of = |at: &usize| copied.get(at).copied();
    let first = |copy: &usize| std::iter::successors(Some(*copy), of).take(LONGEST).last().unwrap_or(*copy);
    copied.keys().map(|copy| (*copy, first(copy))).filter(|(copy, first)| copy != first).collect()
}

/// What is like one of those that people put together is as much like all of them: an average would punish it for their decision.
/// What they hold apart from one is apart from all of them.
fn alike_as_one(pairs: &mut Pairs<'_>, groups: &Groups, decided: &[(Pair, bool)]) {
    if decided.is_empty() {
        return;
    }
    let mut best: BTreeMap<Pair, u32> = BTreeMap::new();
    let is_united = |at: usize| groups.of(at).len() > 1;
    let between = |a: usize, b: usize| {
        let ordered = move |one: usize, other: usize| (one.min(other), one.max(other));
        let all = groups.of(a).iter().flat_map(move |one| groups.of(b).iter().map(move |other| ordered(*one, *other)));
        all.filter(|(one, other)| one != other)
    };
    for ((a, b), weighed) in pairs.iter().filter(|((a, b), _)| is_united(*a) || is_united(*b)) {
        for pair in between(a, b) {
            let about = best.entry(pair).or_default();
            *about = (*about).max(weighed.about);
        }
    }
    for ((a, b), _) in decided.iter().filter(|(_, joined)| !joined) {
        best.extend(between(*a, *b).map(|pair| (pair, 0)));
    }
    for (pair, about) in best {
        let sense = pairs.get(pair).map_or(0, |known| known.sense);
        pairs.set(pair, Weighed { about, sense });
    }
}

/// Whether two statements by themselves are about one claim. That takes more than a place in a group, for which others speak, too.
pub(crate) fn are_about_one(weighed: Weighed) -> bool {
    weighed.about >= BY_THEMSELVES
}

/// Whether one of two statements of a claim denies what the other says.
pub(crate) fn is_opposed((one, other): (&Said<'_>, &Said<'_>), weighed: Weighed) -> bool {
    let known = Neighbours::new(std::iter::once(((0, 1), weighed)));
    let denied = senses(&[one.clone(), other.clone()], &[0, 1], &[None, None], &known);
    denied.first() != denied.last()
}

/// What each statement is compared with, and how much speaks for the same sense: one, other and sense, in order.
struct Neighbours(Vec<(u32, u32, i32)>);

impl Neighbours {
    fn new(pairs: impl Iterator<Item = (Pair, Weighed)>) -> Neighbours {
        let both = |((a, b), Weighed { sense, .. }): (Pair, Weighed)| {
            let (a, b) = (a as u32, b as u32);
            [(a, b, sense), (b, a, sense)]
        };
        let mut all: Vec<(u32, u32, i32)> = pairs.flat_map(both).collect();
        all.sort_unstable();
        Neighbours(all)
    }

    fn of(&self, one: usize) -> impl Iterator<Item = (usize, i32)> {
        let start = self.0.partition_point(|(from, ..)| (*from as usize) < one);
        let own = self.0[start..].iter().take_while(move |(from, ..)| *from as usize == one);
        own.map(|(_, other, sense)| (*other as usize, *sense))
    }
}

/// What most say is the claim, and at a draw what is not denied.
fn with_stance(said: &[Said<'_>], mut all: Vec<usize>, meant: &[Option<usize>], known: &Neighbours) -> Vec<Member> {
    all.sort_unstable();
    let denied = senses(said, &all, meant, known);
    let documents = |wanted: bool| {
        let of = all.iter().zip(&denied).filter(|(_, denied)| **denied == wanted);
        of.map(|(at, _)| said[*at].order.2).collect::<BTreeSet<_>>().len()
    };
    // A claim that nobody affirms is the denial itself.
    let flipped = documents(false) == 0;
    all.iter().zip(&denied).map(|(at, denied)| Member { at: *at, denies: *denied != flipped }).collect()
}

/// Which statements of a group say the opposite: what each says of itself, corrected by what is known of pairs, one after another
/// until nothing changes (iterated conditional modes, Besag 1986). `all` is in order.
fn senses(said: &[Said<'_>], all: &[usize], meant: &[Option<usize>], known: &Neighbours) -> Vec<bool> {
    let own: Vec<bool> = all.iter().map(|at| said[*at].is_denied).collect();
    let mut denied = own.clone();
    for _ in 0..SWEEPS {
        let mut changed = false;
        for i in 0..all.len() {
            let votes = known.of(all[i]).filter_map(|(other, sense)| {
                let j = all.binary_search(&other).ok()?;
                Some(if denied[j] { sense } else { -sense })
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
    let speaks = |i: &usize| meant[all[*i]].is_none();
    let speaking = || (0..all.len()).filter(speaks);
    if 2 * speaking().filter(|i| denied[*i] == own[*i]).count() < speaking().count() {
        denied.iter_mut().for_each(|denied| *denied = !*denied);
    }
    // Of what it means, denied once more or not.
    for i in (0..all.len()).filter(|i| !speaks(i)) {
        let antecedent = meant[all[i]].and_then(|antecedent| all.binary_search(&antecedent).ok());
        denied[i] = antecedent.is_some_and(|at| denied[at]) != own[i];
    }
    denied
}
