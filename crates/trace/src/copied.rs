//! Statements that stand in copied passages, and those that they are copied from.

use std::collections::BTreeMap;

use sayso_core::{DocumentId, Span};

use crate::copies::Copy;
use crate::said::Said;

/// Words that two statements have to share, in thousandths of those of both: a passage has some edits.
const ALIKE: u32 = 700;

/// For each statement in a copied passage the one that it is copied from, by their places in `said`.
pub(crate) fn copied(said: &[Said<'_>], copies: &[Copy]) -> BTreeMap<usize, usize> {
    let mut of_document: BTreeMap<DocumentId, Vec<usize>> = BTreeMap::new();
    for (at, one) in said.iter().enumerate() {
        of_document.entry(one.statement.document()).or_default().push(at);
    }
    let none = Vec::new();
    let inside = |document: DocumentId, passage: Span| {
        let all = of_document.get(&document).unwrap_or(&none).iter().copied();
        all.filter(move |at| said[*at].statement.content().cover().is_some_and(|content| content.overlaps(passage)))
    };
    let mut out: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
    for copy in copies {
        for passage in &copy.passages {
            for one in inside(copy.document, passage.document) {
                let likest = inside(copy.source, passage.source).map(|other| (alike(&said[one], &said[other]), other));
                let likest = likest
                    .filter(|(alike, _)| *alike >= ALIKE)
                    .max_by_key(|(alike, at)| (*alike, std::cmp::Reverse(*at)));
                if let Some(found) = likest {
                    let best = out.entry(one).or_insert(found);
                    *best = (*best).max(found);
                }
            }
        }
    }
    out.into_iter().map(|(one, (_, of))| (one, of)).collect()
}

/// Shared words of two contents, and whether who speaks has a name in common: thousandths.
fn alike(one: &Said<'_>, other: &Said<'_>) -> u32 {
    let both = one.weight() + other.weight();
    if both == 0 {
        // "the allegation": as good as any that says no more.
        return if one.content().to_lowercase() == other.content().to_lowercase() { 1000 } else { 0 };
    }
    2000 * one.shared(other) / both
}
