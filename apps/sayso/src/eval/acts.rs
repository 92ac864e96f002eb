//! Acts, targets and addressees against gold: cases whose statements are given, so that nothing but these is scored.

use std::collections::BTreeMap;

use anyhow::Context;
use sayso_core::wire::Record;
use sayso_core::{Act, Party, Provenance, Span, Statement};
use sayso_model::Linker;
use sayso_quote::score::Counts;
use sayso_resolve::{Acted, Cues, acts};
use serde_json::Value;

use super::report::Line;

/// A text whose statements have an act; target and addressee have the words that name them for a name, `/` between forms
/// that are right as well.
pub(super) struct Performed {
    text: String,
    statements: Vec<Statement>,
}

/// A document of the wire format, in a line under `acts`.
pub(super) fn parse(mut line: Value) -> anyhow::Result<Performed> {
    let record: Record = serde_json::from_value(line["acts"].take()).context("`acts` is not the wire format")?;
    let statements = record.statements()?;
    Ok(Performed { text: record.document.text, statements })
}

/// What was compared, by measure.
#[derive(Default)]
struct Compared {
    acts: Counts,
    by_act: BTreeMap<Act, Counts>,
    /// Gold act and found act, where they differ.
    mistaken: BTreeMap<(Act, Act), usize>,
    /// Of all statements, with or without one.
    targets: Counts,
    addressees: Counts,
    /// Of those with one.
    named_targets: Counts,
    named_addressees: Counts,
}

/// One line for each measure, then one for each pair of acts that were mistaken for each other.
pub(super) fn lines(cues: &Cues, linker: &Linker, gold: &[Performed]) -> anyhow::Result<Vec<Line>> {
    let mut compared = Compared::default();
    for Performed { text, statements } in gold {
        let document = sayso_ingest::document(text.as_bytes(), Provenance::default())?;
        for (wanted, found) in statements.iter().zip(acts(&document, statements, cues, Some(linker))) {
            compared.add(document.text(), wanted, &found);
        }
    }
    Ok(compared.lines())
}

impl Compared {
    fn add(&mut self, text: &str, wanted: &Statement, found: &Acted) {
        let parts = wanted.parts();
        if let Some(act) = parts.act {
            let right = act == found.act;
            count(&mut self.acts, right, true, true);
            count(self.by_act.entry(act).or_default(), right, right, true);
            if !right {
                count(self.by_act.entry(found.act).or_default(), false, true, false);
                *self.mistaken.entry((act, found.act)).or_default() += 1;
            }
        }
        let pairs = [
            (&parts.target, found.target, &mut self.targets, &mut self.named_targets),
            (&parts.addressee, found.addressee, &mut self.addressees, &mut self.named_addressees),
        ];
        for (wanted, found, all, named) in pairs {
            let right = is_right(text, wanted.as_ref(), found);
            count(all, right, true, true);
            count(named, right && wanted.is_some(), found.is_some(), wanted.is_some());
        }
    }

    fn lines(&self) -> Vec<Line> {
        let line = |measure: &str, counts: &Counts| Line::counted("all", measure, *counts);
        let mut out = vec![
            line("act", &self.acts),
            line("target or none", &self.targets),
            line("target", &self.named_targets),
            line("addressee or none", &self.addressees),
            line("addressee", &self.named_addressees),
        ];
        out.extend(self.by_act.iter().map(|(act, counts)| Line::counted(act.name(), "act", *counts)));
        out.extend(self.mistaken.iter().map(|((wanted, found), times)| {
            let part = format!("{wanted}, found {found}");
            Line::value(&part, "mistaken", *times as f64)
        }));
        out
    }
}

fn count(counts: &mut Counts, right: bool, found: bool, gold: bool) {
    counts.right += usize::from(right);
    counts.recalled += usize::from(right);
    counts.found += usize::from(found);
    counts.gold += usize::from(gold);
}

/// Whether the words found are those wanted, or there are none of either.
fn is_right(text: &str, wanted: Option<&Party>, found: Option<Span>) -> bool {
    let found = found.map(|span| span.slice(text).unwrap_or_default());
    match (wanted, found) {
        (None, None) => true,
        (Some(wanted), Some(found)) => wanted.name.split(" / ").any(|form| bare(form) == bare(found)),
        _ => false,
    }
}

/// In small letters, without an article before and a possessive mark behind.
fn bare(words: &str) -> String {
    let words = words.trim().to_lowercase();
    let words = words.strip_suffix("'s").or(words.strip_suffix("’s")).unwrap_or(&words);
    let articles = ["the ", "a ", "an "];
    articles.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::EntityKind;

    #[test]
    fn words_are_compared_without_articles_and_possessives() {
        let text = "They blamed the mayor's office.";
        let check = |wanted: Option<&str>, found: Option<&str>, expect: bool| {
            let party = |name: &str| Party { name: name.to_owned(), kind: EntityKind::Unknown, entity: None };
            let span = |words: &str| text.find(words).and_then(|at| Span::of(text, at..at + words.len()).ok());
            assert_eq!(
                is_right(text, wanted.map(party).as_ref(), found.and_then(span)),
                expect,
                "{wanted:?} {found:?}"
            );
        };
        check(Some("The mayor"), Some("the mayor's"), true);
        check(Some("They / mayor"), Some("the mayor"), true);
        check(Some("mayor"), Some("They"), false);
        check(Some("mayor"), None, false);
        check(None, Some("They"), false);
        check(None, None, true);
    }
}
