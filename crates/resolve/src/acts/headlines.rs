//! A headline says in few words what a sentence of the article says in full: it does the same.

use std::collections::BTreeSet;

use sayso_core::{Act, BlockKind, Document, Statement};

use super::claims::stems_of;
use super::{Acted, Strength, Told};

/// Names and long words that a headline shares with what it restates, at least; and so many of three of its own.
const LEAST_SHARED: usize = 2;
const OF_THREE: usize = 2;
/// Statements of the article among which that is looked for.
const MOST: usize = 40;

/// Gives each headline that only tells ("Minister: Kestria ferrying fighters") act and target of what the same side says of the
/// same in the article ("accused Kestria of ferrying fighters"). `order` are places of statements in the order of the text.
pub(super) fn restate(told: &Told<'_>, order: &[usize], acted: &mut [Acted]) {
    let (above, below): (Vec<usize>, Vec<usize>) =
        order.iter().partition(|at| is_headline(told.document, &told.statements[**at]));
    let tells = |one: &Acted| one.act == Act::Assert && one.strength < Strength::Strong && !one.negated;
    for at in above {
        if !tells(&acted[at]) {
            continue;
        }
        let own = stems_of(told, &told.statements[at]);
        let restated = below.iter().take(MOST).find(|other| {
            let is_same = told.sides[at].is_of(&told.sides[**other]) && acted[**other].act != Act::Assert;
            is_same && is_alike(&own, &stems_of(told, &told.statements[**other]))
        });
        if let Some(other) = restated {
            (acted[at].act, acted[at].target) = (acted[*other].act, acted[*other].target);
        }
    }
}

fn is_alike(own: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = own.intersection(other).count();
    shared >= LEAST_SHARED && 3 * shared >= OF_THREE * own.len()
}

fn is_headline(document: &Document, statement: &Statement) -> bool {
    let block = statement.content().cover().and_then(|cover| document.layout().block_of(cover));
    block.is_some_and(|block| matches!(block.kind, BlockKind::Title | BlockKind::RepeatedTitle))
}
