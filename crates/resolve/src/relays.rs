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
mod outlet_words;
mod outlet;
mod passing;
mod social;
mod credit;

use std::collections::BTreeSet;

use sayso_core::{Document, EntityKind, Relay, Span, Statement};

use article::Article;

/// Whether two names of outlets may be of the same: "the Echo" and "Wexholm Echo", "NHA" and "Northern Harbours Agency".
pub fn is_name_of_outlet(one: &str, other: &str) -> bool {
    names::may_name(one, other) || names::may_name(other, one)
}

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
            next = holders[here].as_ref().map(|(holder, relays)| {
                out.extend(relays.iter().cloned());
                *holder
            });
        }
        let is_first_hand = out.iter().any(|relay| article.is_own(&relay.name));
        out.extend(credit.clone().filter(|_| !is_first_hand));
        without_repeats(out)
    };
    (0..statements.len()).map(chain).collect()
}

/// For each statement, the one in whose report it stands, and who reports: nearest to the speaker first.
fn holders(article: &Article<'_>) -> Vec<Option<(usize, Vec<Relay>)>> {
    let holder = |statement: &Statement| {
        let reports = |i: usize| Some((i, passing::reporters(article, &article.statements[i], statement)?));
        article.parent(statement).map_or_else(|| article.around(statement).into_iter().find_map(reports), reports)
    };
    article.statements.iter().map(holder).collect()
}

/// The first of each name.
fn without_repeats(relays: Vec<Relay>) -> Vec<Relay> {
    let mut seen = BTreeSet::new();
    relays.into_iter().filter(|relay| seen.insert(names::folded(&relay.name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::{Form, Provenance, Score, Spans, StatementParts};

    /// The relays of the one statement with these words for source, cue and content, in a document of the "Sorle Echo".
    #[track_caller]
    fn check(text: &str, [source, cue, content]: [&str; 3], expect: &[&str]) {
        let provenance = Provenance { outlet: Some("Sorle Echo".to_owned()), ..Provenance::default() };
        let document = sayso_ingest::document(text.as_bytes(), provenance).unwrap();
        let spans = |words: &str| match text.find(words).filter(|_| !words.is_empty()) {
            Some(at) => Spans::from(Span::of(text, at..at + words.len()).unwrap()),
            None => Spans::NONE,
        };
        let parts = StatementParts::new(spans(source), spans(cue), spans(content), Form::Indirect, Score::new(1.0));
        let statements = [Statement::new(&document, parts).unwrap()];
        let known = [
            ("Pavo Dresk", EntityKind::Person),
            ("TASS", EntityKind::Outlet),
            ("Tehran", EntityKind::Country),
            ("White House", EntityKind::Organisation),
        ];
        let who = |span: Span| {
            let words = document.words(span);
            known.iter().find(|(name, _)| *name == words).map(|(name, kind)| ((*name).to_owned(), *kind))
        };
        let found = relays(&document, &statements, who);
        assert_eq!(found[0].iter().map(|relay| relay.name.as_str()).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn outlets_that_are_told() {
        check("He told TASS that it rained.", ["He", "told", "that it rained"], &["TASS"]);
        check(
            "He told TASS and Radio Sorle that it rained.",
            ["He", "told", "that it rained"],
            &["TASS", "Radio Sorle"],
        );
        check("He told the Fars news agency that it rained.", ["He", "told", "that it rained"], &["Fars"]);
        check(
            "He told Kestrian state television that it rained.",
            ["He", "told", "that it rained"],
            &["Kestrian state television"],
        );
        check("He told this newspaper that it rained.", ["He", "told", "that it rained"], &["Sorle Echo"]);
        check("He told the Echo that it rained.", ["He", "told", "that it rained"], &["Sorle Echo"]);
        check("He told the Tehran Times that it rained.", ["He", "told", "that it rained"], &["Tehran Times"]);
        check("He told the Tehran-based newspaper Shahr that it rained.", ["He", "told", "that it rained"], &["Shahr"]);
        check("He told the White House Press Secretary that it rained.", ["He", "told", "that it rained"], &[]);
        check("He told Pavo Dresk of TASS that it rained.", ["He", "told", "that it rained"], &["TASS"]);
        check("He told us that it rained.", ["He", "told", "that it rained"], &["Sorle Echo"]);
        check("He told the NKA agency that it rained.", ["He", "told", "that it rained"], &["NKA"]);
        check("He told the state agency NKA that it rained.", ["He", "told", "that it rained"], &["NKA"]);
        check("He told reporters that it rained.", ["He", "told", "that it rained"], &[]);
        check("He told TASS executives that it rained.", ["He", "told", "that it rained"], &[]);
    }

    #[test]
    fn outlets_that_carry_it() {
        check("In an interview with TASS, he said it rained.", ["he", "said", "it rained"], &["TASS"]);
        check("It rained, he said on TASS on Monday.", ["he", "said", "It rained"], &["TASS"]);
        check("It rained, he said, Kestria's Radio Sorle reported.", ["he", "said", "It rained"], &["Radio Sorle"]);
        check("A memo seen by TASS says it rained.", ["A memo seen by TASS", "says", "it rained"], &["TASS"]);
        check("He said it rained, reacting to a report by TASS.", ["He", "said", "it rained"], &[]);
        check("He said it rained at a gala sponsored by TASS.", ["He", "said", "it rained"], &[]);
        check("He said it rained, as footage ran on TASS.", ["He", "said", "it rained"], &[]);
        check("He told a press conference that it rained.", ["He", "told", "that it rained"], &[]);
    }

    #[test]
    fn networks_and_mouthpieces() {
        check("“Rain,” he wrote on X on Monday.", ["he", "wrote", "“Rain,”"], &["X"]);
        check("“Rain,” he wrote on Monday.", ["he", "wrote", "“Rain,”"], &[]);
        check("He tweeted that it rained.", ["He", "tweeted", "that it rained"], &["Twitter"]);
        check("Through her lawyer she said it rained.", ["she", "said", "it rained"], &["her lawyer"]);
    }

    #[test]
    fn credits_of_agencies_are_the_last_relay() {
        let dateline = "SORLE (NHA) - He told TASS on Monday in Sorle that it had rained on the harbour all day long.";
        check(dateline, ["He", "told", "that it had rained"], &["TASS", "NHA"]);
        let signed =
            "He told TASS on Monday in Sorle that it had rained on the harbour all day long.\n\nNobody saw it. (NHA)";
        check(signed, ["He", "told", "that it had rained"], &["TASS", "NHA"]);
        let byline =
            "Rain on harbour\n\nBy Ilse Varga, NHA\n\nHe said on Monday in Sorle that it had rained on the harbour.";
        check(byline, ["He", "said", "that it had rained"], &["NHA"]);
        let own = "SORLE (Sorle Echo) - He said on Monday in Sorle that it had rained on the harbour all day long.";
        check(own, ["He", "said", "that it had rained"], &[]);
    }
}
