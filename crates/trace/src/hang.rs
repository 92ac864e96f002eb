//! How claims hang together: by other figures for one question, and by one matter.

use std::collections::BTreeMap;

use crate::claims::Member;
use crate::groups::{Groups, Limits};
use crate::pairs::{Found, Pair};
use crate::said::Said;

/// Claims are of one series if their statements answer one question with different figures, with this probability.
const SERIES: Limits = Limits { alike: 120, apart: 0, missing: 0 };
/// Claims are of one narrative if their statements are of one matter.
const NARRATIVE: Limits = Limits { alike: 300, apart: 0, missing: 200 };
/// Of what counts for one matter, such a share needs a common actor.
const ACTORS: f32 = 0.2;

/// Two statements with figures, and the probability that these answer one question differently.
pub(crate) type Differing = (Pair, f32);

/// Claims that give different figures for one question, as indices; only those with several. Both the series and their claims are
/// in the order of the claims. `differing` is in order.
pub(crate) fn series(said: &[Said<'_>], claims: &[Vec<Member>], differing: &[Differing]) -> Vec<Vec<usize>> {
    let of = places(said, claims);
    let mut sums: BTreeMap<Pair, (f32, u32)> = BTreeMap::new();
    for ((a, b), differs) in differing {
        let (one, other) = (of[*a].min(of[*b]), of[*a].max(of[*b]));
        if one != other {
            let (sum, count) = sums.entry((one, other)).or_default();
            *sum += differs;
            *count += 1;
        }
    }
    let mean = |(pair, (sum, count)): (&Pair, &(f32, u32))| (*pair, (1000.0 * sum / *count as f32) as u32);
    let mut groups = Groups::new(claims.len());
    groups.gather(|| sums.iter().map(mean), SERIES);
    sorted(groups.into_members()).into_iter().filter(|series| series.len() > 1).collect()
}

/// Claims of one matter, as indices; each claim is in one narrative. Ordered likewise.
pub(crate) fn narratives(said: &[Said<'_>], claims: &[Vec<Member>], found: &[Found]) -> Vec<Vec<usize>> {
    let of = places(said, claims);
    let mut groups = Groups::new(said.len());
    for claim in claims {
        claim.windows(2).for_each(|pair| groups.unite(pair[0].at, pair[1].at));
    }
    groups.gather(|| found.iter().filter_map(|found| Some((found.pair(), found.matter()?))), NARRATIVE);
    let claims_of = |statements: Vec<usize>| {
        let mut claims: Vec<usize> = statements.into_iter().map(|at| of[at]).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    };
    sorted(groups.into_members().map(claims_of))
}

/// The share of the probability that two statements are of one matter which counts.
pub(crate) fn of_actors(one: &Said<'_>, other: &Said<'_>) -> f32 {
    if share_actors(one, other) { 1.0 } else { 1.0 - ACTORS }
}

/// The claim of each statement.
fn places(said: &[Said<'_>], claims: &[Vec<Member>]) -> Vec<usize> {
    let mut of = vec![0; said.len()];
    for (claim, members) in claims.iter().enumerate() {
        members.iter().for_each(|member| of[member.at] = claim);
    }
    of
}

fn sorted(groups: impl Iterator<Item = Vec<usize>>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = groups.collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort();
    groups
}

/// Whether somebody who speaks or is meant in one does so in the other.
fn share_actors(one: &Said<'_>, other: &Said<'_>) -> bool {
    let theirs = [other.speaker.as_deref(), other.target()];
    let mut own = [one.speaker.as_deref(), one.target()].into_iter().flatten();
    own.any(|actor| theirs.into_iter().flatten().any(|their| their == actor))
}
