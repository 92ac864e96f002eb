//! How claims hang together: by other figures for one question, and by one matter.

use std::collections::BTreeMap;

use crate::claims::Member;
use crate::evidence::Evidence;
use crate::groups::{Groups, Limits, Ties};
use crate::said::Said;

/// Claims are of one series if their statements answer one question with different figures, with this probability.
const SERIES: Limits = Limits { alike: 120, apart: 0, missing: 0 };
/// Claims are of one narrative if their statements are of one matter.
const NARRATIVE: Limits = Limits { alike: 300, apart: 0, missing: 200 };
/// Of what counts for one matter, such a share needs a common actor.
const ACTORS: f32 = 0.2;

/// Claims that give different figures for one question, as indices; only those with several. Both the series and their claims are
/// in the order of the claims.
pub(crate) fn series(
    said: &[Said<'_>],
    claims: &[Vec<Member>],
    evidence: &[((usize, usize), Evidence)],
) -> Vec<Vec<usize>> {
    let of = places(said, claims);
    let mut sums: BTreeMap<(usize, usize), (f32, u32)> = BTreeMap::new();
    for ((a, b), evidence) in evidence {
        let (one, other) = (of[*a].min(of[*b]), of[*a].max(of[*b]));
        if one != other && !said[*a].figures.is_empty() && !said[*b].figures.is_empty() {
            let (sum, count) = sums.entry((one, other)).or_default();
            *sum += evidence.differs().unwrap_or_default();
            *count += 1;
        }
    }
    let mean = |(pair, (sum, count)): ((usize, usize), (f32, u32))| (pair, (1000.0 * sum / count as f32) as u32);
    let mut groups = Groups::new(claims.len());
    groups.gather(&sums.into_iter().map(mean).collect(), SERIES);
    sorted(groups.into_members()).into_iter().filter(|series| series.len() > 1).collect()
}

/// Claims of one matter, as indices; each claim is in one narrative. Ordered likewise.
pub(crate) fn narratives(
    said: &[Said<'_>],
    claims: &[Vec<Member>],
    evidence: &[((usize, usize), Evidence)],
) -> Vec<Vec<usize>> {
    let of = places(said, claims);
    let mut groups = Groups::new(said.len());
    for claim in claims {
        claim.windows(2).for_each(|pair| groups.unite(pair[0].at, pair[1].at));
    }
    let tie = |((a, b), evidence): &((usize, usize), Evidence)| {
        let actors = if share_actors(&said[*a], &said[*b]) { 1.0 } else { 1.0 - ACTORS };
        Some(((*a, *b), (1000.0 * evidence.of_one_matter()? * actors) as u32))
    };
    let ties: Ties = evidence.iter().filter_map(tie).collect();
    groups.gather(&ties, NARRATIVE);
    let claims_of = |statements: Vec<usize>| {
        let mut claims: Vec<usize> = statements.into_iter().map(|at| of[at]).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    };
    sorted(groups.into_members().map(claims_of))
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
    let actors = |said: &Said<'_>| [said.speaker.clone(), said.target().map(str::to_owned)];
    let theirs = actors(other);
    actors(one).iter().flatten().any(|actor| theirs.iter().flatten().any(|their| their == actor))
}
