//! Statements with the same truth conditions, put together.

use std::collections::{BTreeMap, BTreeSet};

use crate::anaphora::antecedents;
use crate::likeness::alike;
use crate::said::Said;

/// Two groups become one claim if their statements are as alike as this on the average,
pub(crate) static ALIKE: std::sync::LazyLock<u32> =
    std::sync::LazyLock::new(|| std::env::var("ALIKE").map_or(560, |v| v.parse().unwrap()));
/// and no two of them less than this.
pub(crate) static APART: std::sync::LazyLock<u32> =
    std::sync::LazyLock::new(|| std::env::var("APART").map_or(330, |v| v.parse().unwrap()));

/// A statement of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member {
    /// Index of the statement.
    pub(crate) at: usize,
    /// Whether it denies the claim.
    pub(crate) denies: bool,
}

/// Groups of statements about the same, in the order of their first; each in order.
///
/// Agglomerative, the most alike first; a group takes another one only if all pairs agree (complete link, so that claims do not
/// grow along chains of weak links) and the average is high.
pub(crate) fn claims(said: &[Said<'_>]) -> Vec<Vec<Member>> {
    let pairs = alike(said, *APART);
    let meant = antecedents(said);
    let mut order: Vec<(u32, usize, usize)> = pairs.iter().map(|((a, b), alike)| (*alike, *a, *b)).collect();
    order.retain(|(alike, a, b)| *alike >= *ALIKE && meant[*a].is_none() && meant[*b].is_none());
    order.sort_by_key(|(alike, a, b)| (std::cmp::Reverse(*alike), *a, *b));
    let mut group: Vec<usize> = (0..said.len()).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = (0..said.len()).map(|at| (at, vec![at])).collect();
    let between = |a: usize, b: usize| pairs.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
    for (_, a, b) in order {
        let (into, from) = (group[a].min(group[b]), group[a].max(group[b]));
        if into == from || !fit(&members[&into], &members[&from], between) {
            continue;
        }
        let moved = members.remove(&from).unwrap_or_default();
        moved.iter().for_each(|at| group[*at] = into);
        members.entry(into).or_default().extend(moved);
    }
    for (at, antecedent) in meant.iter().enumerate() {
        if let Some(antecedent) = antecedent {
            members.remove(&at);
            members.entry(group[*antecedent]).or_default().push(at);
        }
    }
    let mut out: Vec<Vec<Member>> = members.into_values().map(|all| with_stance(said, all, &meant)).collect();
    out.sort_by_key(|all| all.first().map(|member| member.at));
    out
}

fn fit(one: &[usize], other: &[usize], between: impl Fn(usize, usize) -> u32) -> bool {
    let mut sum = 0;
    for a in one {
        for b in other {
            let alike = between(*a, *b);
            if alike < *APART {
                return false;
            }
            sum += u64::from(alike);
        }
    }
    sum >= u64::from(*ALIKE) * (one.len() * other.len()) as u64
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
        all.iter().filter(|at| own(**at) == denied).map(|at| said[*at].order.1).collect::<BTreeSet<_>>().len()
    };
    // A claim that nobody affirms is the denial itself.
    let flipped = documents(false) == 0;
    all.iter().map(|at| Member { at: *at, denies: own(*at) != flipped }).collect()
}
