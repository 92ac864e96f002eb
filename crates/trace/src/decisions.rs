//! What a person decided of statements and documents; it always wins.

use std::collections::BTreeMap;

use petgraph::algo::has_path_connecting;
use petgraph::graphmap::DiGraphMap;
use sayso_core::{DocumentId, StatementId};

use crate::copies::Copy;
use crate::pairs::{Pair, Pairs, Weighed};
use crate::said::Said;

/// What a person says of two statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They say the same.
    Same,
    /// They belong to two claims.
    Apart,
    /// One denies the other.
    Denies,
    /// Neither denies the other.
    Affirms,
}

impl Verdict {
    /// All.
    pub const ALL: [Verdict; 4] = [Verdict::Same, Verdict::Apart, Verdict::Denies, Verdict::Affirms];

    /// Its name, as printed and kept.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Apart => "apart",
            Verdict::Denies => "denies",
            Verdict::Affirms => "affirms",
        }
    }
}

/// A decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Of two statements.
    Statements {
        /// What they are to each other.
        verdict: Verdict,
        /// One of them.
        one: StatementId,
        /// The other.
        other: StatementId,
    },
    /// Of two documents.
    Documents {
        /// Whether the first has its text from the second; else neither has it from the other.
        is_copy: bool,
        /// The copy.
        document: DocumentId,
        /// Where it has it from.
        source: DocumentId,
    },
}

/// That a person is sure of it, in hundredths of a nat: more than all pairs of a claim together.
const SURE: i32 = 1_000_000;

/// Takes what people say of statements for what is known of their pairs; of two decisions on one pair the later counts. Gives the
/// pairs that are put together, or kept apart, whatever else speaks against it, in the order of the decisions.
pub(crate) fn decide(said: &[Said<'_>], decisions: &[Decision], pairs: &mut Pairs<'_>) -> Vec<(Pair, bool)> {
    let places: BTreeMap<StatementId, usize> = said.iter().enumerate().map(|(at, one)| (one.id(), at)).collect();
    let mut last: BTreeMap<Pair, (usize, Verdict)> = BTreeMap::new();
    for (number, decision) in decisions.iter().enumerate() {
        let Decision::Statements { verdict, one, other } = decision else { continue };
        if let (Some(one), Some(other)) = (places.get(one), places.get(other)) {
            last.insert((*one.min(other), *one.max(other)), (number, *verdict));
        }
    }
    let mut decided = Vec::new();
    for (pair, (number, verdict)) in last {
        let known = pairs.get(pair).unwrap_or(Weighed { about: 0, sense: 0 });
        let weighed = match verdict {
            Verdict::Same => Weighed { about: 1000, sense: SURE },
            Verdict::Denies => Weighed { about: 1000, sense: -SURE },
            Verdict::Apart => Weighed { about: 0, sense: 0 },
            Verdict::Affirms => Weighed { sense: SURE, ..known },
        };
        pairs.set(pair, weighed);
        if verdict != Verdict::Affirms {
            decided.push((number, pair, verdict != Verdict::Apart));
        }
    }
    decided.sort_unstable();
    decided.into_iter().map(|(_, pair, joined)| (pair, joined)).collect()
}

/// Turns round or drops copies as people say; a direction is decided only of what shares text.
pub(crate) fn decide_copies(copies: Vec<Copy>, decisions: &[Decision]) -> Vec<Copy> {
    if !decisions.iter().any(|decision| matches!(decision, Decision::Documents { .. })) {
        return copies;
    }
    let of_pair = |copy: &Copy| {
        decisions.iter().rev().find_map(|decision| match decision {
            Decision::Documents { is_copy, document, source }
                if (*document, *source) == (copy.document, copy.source)
                    || (*source, *document) == (copy.document, copy.source) =>
            {
                Some((*is_copy, *document))
            }
            _ => None,
        })
    };
    let mut graph: DiGraphMap<DocumentId, ()> = DiGraphMap::new();
    let (decided, free): (Vec<Copy>, Vec<Copy>) = copies.into_iter().partition(|copy| of_pair(copy).is_some());
    let decided = decided.into_iter().filter_map(|copy| match of_pair(&copy) {
        Some((false, _)) => None,
        Some((true, document)) if document != copy.document => Some(copy.turned()),
        _ => Some(copy),
    });
    // What was decided first: what is found may not close a circle with it.
    let mut keeps = |copy: &Copy| {
        let closes = graph.contains_node(copy.source)
            && graph.contains_node(copy.document)
            && has_path_connecting(&graph, copy.source, copy.document, None);
        if !closes {
            graph.add_edge(copy.document, copy.source, ());
        }
        !closes
    };
    let mut out: Vec<Copy> = decided.chain(free).filter(|copy| keeps(copy)).collect();
    out.sort_by_key(|copy| (copy.document, copy.source));
    out
}
