//! What stands beside a claim: other figures for its question, and other claims of its matter.

use std::io::{self, Write};

use sayso_trace::TracedClaim;
use serde::Serialize;

use crate::chain::Chain;
use crate::claims::{Linked, words};
use crate::fold::plural;
use crate::markup::{Text, cut};
use crate::moved::figures;
use crate::table::harmless;

/// Claims of one matter that are listed.
const LISTED: usize = 8;
/// Characters of a claim in a list.
const CLAIM: usize = 160;
/// Digits of a claim's id in a list for people.
const DIGITS: usize = 8;

/// Another claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Neighbour {
    id: String,
    claim: String,
    first: Option<String>,
    statements: usize,
    denials: usize,
    /// As printed by whoever gave each first.
    figures: Vec<String>,
}

impl Neighbour {
    fn of(linked: &Linked, claim: &TracedClaim) -> Neighbour {
        let chain = Chain::of(&claim.accounts, |id| linked.statement(id));
        let counts = chain.counts();
        Neighbour {
            id: claim.id.to_string(),
            claim: words(linked, claim),
            first: counts.dates.map(|(first, _)| first.to_owned()),
            statements: counts.statements,
            denials: counts.denials,
            figures: figures(&chain)
                .iter()
                .map(|given| format!("{} {}", given.words, given.unit).trim().to_owned())
                .collect(),
        }
    }

    /// "2019-05-08: “at least 44 people have died” (3 statements, 1 denial)"
    fn line(&self) -> String {
        let denials = if self.denials > 0 { format!(", {}", plural(self.denials, "denial")) } else { String::new() };
        let first = self.first.as_deref().unwrap_or("no date");
        format!("{first}: {} ({}{denials})", cut(&self.claim, CLAIM), plural(self.statements, "statement"))
    }
}

/// What stands beside a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Beside {
    /// Claims that give another figure for the question that this one answers, in the order of first publication.
    pub(crate) series: Vec<Neighbour>,
    /// Other claims with the same actors and the same matter, those with the most statements first.
    pub(crate) narrative: Vec<Neighbour>,
}

impl Beside {
    pub(crate) fn of(linked: &Linked, claim: &TracedClaim) -> Beside {
        let at = linked.traced.claims.iter().position(|one| one.id == claim.id);
        let others = |groups: &[Vec<usize>]| {
            let group = at.and_then(|at| groups.iter().find(|group| group.contains(&at)));
            let others = group.into_iter().flatten().filter(|other| Some(**other) != at);
            others.map(|other| Neighbour::of(linked, &linked.traced.claims[*other])).collect::<Vec<_>>()
        };
        let series = others(&linked.traced.series);
        let mut narrative = others(&linked.traced.narratives);
        narrative.retain(|one| !series.iter().any(|other| other.id == one.id));
        // Of many the weightiest are shown.
        narrative.sort_by_key(|one| std::cmp::Reverse(one.statements + one.denials));
        Beside { series, narrative }
    }

    fn lists(&self) -> impl Iterator<Item = (&'static str, &'static str, &[Neighbour])> {
        let lists = [
            ("Other figures for the same", "series", self.series.as_slice()),
            ("Other claims of the same matter", "narrative", self.narrative.as_slice()),
        ];
        lists.into_iter().filter(|(.., list)| !list.is_empty())
    }

    /// Below the tree of a claim.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for (name, _, list) in self.lists() {
            writeln!(out, "\n{name}")?;
            for one in list.iter().take(LISTED) {
                let digits: String = one.id.chars().take(DIGITS).collect();
                writeln!(out, "{digits}  {}", harmless(&one.line()))?;
            }
            if let Some(more) = list.len().checked_sub(LISTED).filter(|more| *more > 0) {
                writeln!(out, "and {}", plural(more, "more claim"))?;
            }
        }
        Ok(())
    }

    /// On the page of a claim.
    pub(crate) fn page(&self, out: &mut dyn Write) -> io::Result<()> {
        for (name, id, list) in self.lists() {
            writeln!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}</h2>\n<ul class=\"beside\">")?;
            for one in list.iter().take(LISTED) {
                let digits: String = one.id.chars().take(DIGITS).collect();
                writeln!(
                    out,
                    "<li><code>{}</code> <span dir=\"auto\">{}</span></li>",
                    Text(&digits),
                    Text(&one.line())
                )?;
            }
            writeln!(out, "</ul>")?;
            if let Some(more) = list.len().checked_sub(LISTED).filter(|more| *more > 0) {
                writeln!(out, "<p class=\"note\">and {}</p>", plural(more, "more claim"))?;
            }
            writeln!(out, "</section>")?;
        }
        Ok(())
    }
}
