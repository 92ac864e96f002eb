//! Who passed a statement on before the document did?
//!
//! The chain has those whom the speaker spoke to first: "told TASS", "in an interview with", "wrote on X"; then those in whose
//! reports the statement stands, from the inside out; then the agency that the document credits, where somebody else
//! published it. Outlets are relays, and people only where the text says that they handed words on ("through her
//! lawyer", "quoting"): a witness whom a minister quotes has the minister's statement as its parent, which says enough.
//!
//! - *First-hand*: the one relay is the document's own outlet ("told this newspaper", "told the Echo" in the Echo).
//! - *Relayed*: there are others.
//! - *Unsourced*: the statement has no source ("it is alleged"), whatever its relays.
//! - No relay and a source: the document does not say how it knows.
//!
//! "AP contributed to this report" names no statement, and gives none a relay.

mod article;
mod names;
mod outlet;
mod passing;
mod social;
mod credit;

use std::collections::BTreeSet;

use sayso_core::{Document, EntityKind, Relay, Span, Statement};

use article::Article;

/// Longer chains are a reader's error, and would cost a document of nothing but nesting dearly.
const LONGEST: usize = 8;

/// The relays of each of these statements of a document, in their order, nearest to the speaker first.
///
/// `who` says the full name and kind of what is named by the words of a span, as far as it is known; it is asked about the
/// words alone, without an article before them.
pub fn relays(
    document: &Document,
    statements: &[Statement],
    who: impl Fn(Span) -> Option<(String, EntityKind)>,
) -> Vec<Vec<Relay>> {
    let article = Article::new(document, statements, &who);
    let credit = credit::credit(&article);
    let direct: Vec<Vec<Relay>> = statements.iter().map(|statement| passing::direct(&article, statement)).collect();
    let holders = holders(&article);
    let chain = |i: usize| {
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(i);
        while let Some(here) = next.filter(|here| seen.len() < LONGEST && seen.insert(*here)) {
            out.extend(direct[here].iter().cloned());
            next = holders[here].as_ref().map(|(holder, relay)| {
                out.push(relay.clone());
                *holder
            });
        }
        let is_first_hand = out.iter().any(|relay| article.is_own(&relay.name));
        out.extend(credit.clone().filter(|_| !is_first_hand));
        without_repeats(out)
    };
    (0..statements.len()).map(chain).collect()
}

/// For each statement, the one in whose report it stands, and who reports.
fn holders(article: &Article<'_>) -> Vec<Option<(usize, Relay)>> {
    let holder = |statement: &Statement| {
        let reports = |i: usize| Some((i, passing::reporter(article, &article.statements[i], statement)?));
        article.parent(statement).map_or_else(|| article.around(statement).into_iter().find_map(reports), reports)
    };
    article.statements.iter().map(holder).collect()
}

/// The first of each name.
fn without_repeats(relays: Vec<Relay>) -> Vec<Relay> {
    let mut seen = BTreeSet::new();
    relays.into_iter().filter(|relay| seen.insert(names::folded(&relay.name))).collect()
}
