//! Claims that somebody keeps an eye on: which new statements say them again, deny them, or give another figure?

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{
    Document, EntityId, Form, Layout, Meta, Provenance, Score, Span, Spans, Statement, StatementId, StatementParts,
};
use sayso_model::Relation;

use crate::anaphora::antecedents;
use crate::article::Article;
use crate::claims::{are_about_one, is_opposed};
use crate::comparer::Comparer;
use crate::decisions::{Decision, decide};
use crate::evidence::Evidence;
use crate::names::Names;
use crate::pairs::{Found, Pair, Pairs, Weighed};
use crate::said::Said;
use crate::trace::said;

/// A claim to be tracked, ready to be compared.
#[derive(Debug, Clone)]
pub struct Tracked {
    document: Document,
    statement: Statement,
    somebodies: BTreeMap<EntityId, EntityId>,
    names: Names,
    /// Whether it is words by themselves, which nobody says in an article.
    is_text: bool,
}

/// What a statement is to a tracked claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recurrence {
    /// It says the same.
    ComesBack,
    /// It says that the claim is not so.
    Denied,
    /// It says the same of another number.
    FigureChanged,
}

/// A statement that is about a tracked claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// Index of the claim.
    pub claim: usize,
    /// The statement.
    pub statement: StatementId,
    /// What it is to the claim.
    pub kind: Recurrence,
    /// How probable it is that it is about the claim.
    pub score: Score,
}

impl Recurrence {
    /// All.
    pub const ALL: [Recurrence; 3] = [Recurrence::ComesBack, Recurrence::Denied, Recurrence::FigureChanged];

    /// Its name, as printed and kept.
    pub fn name(self) -> &'static str {
        match self {
            Recurrence::ComesBack => "comes-back",
            Recurrence::Denied => "denied",
            Recurrence::FigureChanged => "figure-changed",
        }
    }
}

/// Stands where an article has its cue, as in dialogues.
const DASH: &str = "— ";

impl Tracked {
    /// A claim in somebody's own words; none of no words.
    pub fn of_text(claim: &str) -> Option<Tracked> {
        let text = format!("{DASH}{}", claim.trim());
        let cue = Span::of(&text, 0..DASH.trim_end().len()).ok()?;
        let content = Spans::from(Span::of(&text, DASH.len()..text.len()).ok()?);
        let figures = sayso_resolve::figures(&text, &content);
        let mut parts = StatementParts::new(Spans::default(), cue.into(), content, Form::Indirect, Score::ONE);
        parts.figures = figures;
        let document = Document::new(text, Provenance::default(), Meta::default(), Layout::default(), Vec::new());
        let statement = Statement::new(&document, parts).ok()?;
        Some(Tracked { document, statement, somebodies: BTreeMap::new(), names: Names::default(), is_text: true })
    }

    /// The claim that a statement makes; `somebodies` are the entities of its document across documents, `names` how it names them.
    pub fn of_statement(
        document: Document,
        statement: Statement,
        somebodies: BTreeMap<EntityId, EntityId>,
        names: Names,
    ) -> Tracked {
        Tracked { document, statement, somebodies, names, is_text: false }
    }

    /// Its statement, and the text that it stands in.
    pub fn statement(&self) -> (&Document, &Statement) {
        (&self.document, &self.statement)
    }

    fn said(&self) -> Said<'_> {
        let Tracked { document, statement, somebodies, names, is_text } = self;
        let article = Article { document, statements: std::slice::from_ref(statement), somebodies, names };
        let mut said = Said::new(article, statement, (document.meta().published.as_deref(), 0));
        said.is_text = *is_text;
        said
    }
}

/// Which statements of these articles are about tracked claims: by claim, then in the order of the statements. Each is compared with
/// those claims that share telling words with it or lie near, as [`trace`](crate::trace()) compares statements; what people decided wins.
pub fn sightings(
    claims: &[Tracked],
    articles: &[Article<'_>],
    comparer: &mut Comparer<'_>,
    decisions: &[Decision],
) -> Vec<Sighting> {
    let first = claims.len();
    let news = said(articles, &[]);
    let meant = antecedents(&news);
    let mut all: Vec<Said<'_>> = claims.iter().map(Tracked::said).collect();
    all.extend(news);
    // A tracked claim has no article, or one of long ago: it comes back in plain words.
    all.iter_mut().for_each(|one| one.is_alone = true);
    let mut evidence: BTreeMap<Pair, Evidence> = BTreeMap::new();
    comparer.compare_with_first(&all, first, |pair, one| _ = evidence.insert(pair, one));
    let found: Vec<Found> = evidence.iter().map(|(pair, evidence)| Found::new(*pair, evidence, 1.0)).collect();
    let mut pairs = Pairs::new(&found);
    let decided: BTreeSet<_> = decide(&all, decisions, &mut pairs).into_iter().map(|(pair, _)| pair).collect();
    let mut out: BTreeMap<(usize, usize), (Recurrence, u32)> = BTreeMap::new();
    // Of what means another statement, the pair says nothing.
    let counts = |(claim, at): &Pair| *claim < first && *at >= first && !all[*at].is_bare;
    for (pair, weighed) in pairs.iter().filter(|(pair, _)| counts(pair)) {
        // What a person decided is no matter of what the linker hears.
        let heard = evidence.get(&pair).filter(|_| !decided.contains(&pair));
        let is_opposed = is_opposed((&all[pair.0], &all[pair.1]), weighed);
        out.extend(recurrence((&all[pair.0], &all[pair.1]), heard, weighed, is_opposed).map(|it| (pair, it)));
    }
    for (at, antecedent) in meant.iter().enumerate().filter_map(|(at, meant)| Some((at + first, (*meant)? + first))) {
        for claim in 0..first {
            let Some((kind, about)) = out.get(&(claim, antecedent)).copied() else { continue };
            let turns = all[antecedent].is_denied != all[at].is_denied;
            let denies = (kind == Recurrence::Denied) != turns;
            let kind = if denies { Recurrence::Denied } else { Recurrence::ComesBack };
            out.entry((claim, at)).or_insert((kind, about));
        }
    }
    let sighting = |((claim, at), (kind, about)): ((usize, usize), (Recurrence, u32))| Sighting {
        claim,
        statement: all[at].id(),
        kind,
        score: Score::new(about as f32 / 1000.0),
    };
    let is_other = |((claim, at), _): &((usize, usize), _)| all[*claim].id() != all[*at].id();
    out.into_iter().filter(is_other).map(sighting).collect()
}

/// What a statement is to a claim, and how probable it is that it is about it, in thousandths; none if it is nothing to it.
fn recurrence(
    (claim, other): (&Said<'_>, &Said<'_>),
    evidence: Option<&Evidence>,
    weighed: Weighed,
    is_opposed: bool,
) -> Option<(Recurrence, u32)> {
    let changes = changes_figure(claim, other);
    let heard = evidence.and_then(|evidence| evidence.relations.as_ref()).map(|relations| {
        let best = best(&relations[..5]);
        (best, (1000.0 * relations[best]) as u32)
    });
    if let Some((_, sure)) = heard.filter(|(best, _)| changes && *best == Relation::DifferentFigure as usize) {
        return Some((Recurrence::FigureChanged, weighed.about.max(sure)));
    }
    let kind = match is_opposed {
        true => Recurrence::Denied,
        false if changes => Recurrence::FigureChanged,
        false => Recurrence::ComesBack,
    };
    if are_about_one(weighed) {
        return Some((kind, weighed.about));
    }
    // In the same words nothing is left to weigh, whoever says it and where.
    let is_plain = |best: usize| best == Relation::Same as usize || best == Relation::Denies as usize;
    let words = evidence.map_or(0.0, |evidence| evidence.words);
    heard.filter(|(best, sure)| words >= SAME_WORDS && is_plain(*best) && *sure >= SURE).map(|(_, sure)| (kind, sure))
}

/// Shared words, from 0 to 1, of statements in nearly the same ones,
const SAME_WORDS: f32 = 0.5;
/// and how probable the linker must hold it, in thousandths, that they say the same or deny each other.
const SURE: u32 = 500;

/// Index of the largest; the first of several.
fn best(scores: &[f32]) -> usize {
    (0..scores.len()).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or_default()
}

/// Whether a statement counts the same as a claim and comes to another number, or has none of its numbers.
fn changes_figure(claim: &Said<'_>, other: &Said<'_>) -> bool {
    type Figures<'a> = BTreeSet<(Option<String>, &'a str)>;
    fn of<'a>(said: &'a Said<'_>) -> Figures<'a> {
        said.figures.iter().map(|(value, unit)| (unit.as_ref().map(|unit| unit.to_lowercase()), &**value)).collect()
    }
    let (mine, theirs) = (of(claim), of(other));
    let differs = |(unit, value): &(Option<String>, &str)| {
        let mut same_unit = theirs.iter().filter(|(other, _)| other == unit).peekable();
        same_unit.peek().is_some() && same_unit.all(|(_, other)| other != value)
    };
    let shares = mine.iter().any(|(_, value)| theirs.iter().any(|(_, other)| other == value));
    mine.iter().any(differs) || !mine.is_empty() && !theirs.is_empty() && !shares
}

#[cfg(test)]
mod tests {
    use sayso_model::Linker;

    use super::*;
    use crate::Memory;

    /// An article in which Mara Hale says each of these, and Rolf Tamm those that begin with "denied".
    fn article(lines: &[&str]) -> (Document, Vec<Statement>) {
        let line = |line: &&str| match line.strip_prefix("denied ") {
            Some(denied) => format!("Rolf Tamm denied {denied}\n"),
            None => format!("Mara Hale said {line}\n"),
        };
        let text: String = lines.iter().map(line).collect();
        let document = Document::new(text, Provenance::default(), Meta::default(), Layout::default(), Vec::new());
        let text = document.text();
        let statement = |(start, line): (usize, &str)| {
            let cue = if line.starts_with("Rolf Tamm") { "denied" } else { "said" };
            let spans = |from: usize, to: usize| Spans::from(Span::of(text, start + from..start + to).unwrap());
            let (at, after) = ("Mara Hale ".len(), "Mara Hale ".len() + cue.len());
            let mut parts = StatementParts::new(
                spans(0, at - 1),
                spans(at, after),
                spans(after + 1, line.len()),
                Form::Indirect,
                Score::ONE,
            );
            parts.act = Some(if cue == "denied" { sayso_core::Act::Deny } else { sayso_core::Act::Assert });
            let name = line[..at - 1].to_owned();
            let kind = sayso_core::EntityKind::Person;
            parts.speaker = Some(sayso_core::Speaker { name, kind, role: None, affiliation: None, entity: None });
            parts.figures = sayso_resolve::figures(text, &parts.content);
            Statement::new(&document, parts).unwrap()
        };
        let starts = text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim_end()))
        });
        let statements = starts.map(statement).collect();
        (document, statements)
    }

    /// What each line is to the claim; lines that are nothing to it are left out.
    fn check(claim: &str, lines: &[&str], expect: &[(usize, Recurrence)]) {
        let linker = Linker::bundled().unwrap();
        let (document, statements) = article(lines);
        let somebodies = BTreeMap::new();
        let article =
            Article { document: &document, statements: &statements, somebodies: &somebodies, names: &Names::default() };
        let claims = [Tracked::of_text("Barley will be dearer in spring.").unwrap(), Tracked::of_text(claim).unwrap()];
        let mut memory = Memory::default();
        let found = sightings(&claims, &[article], &mut Comparer::new(&linker, &mut memory), &[]);
        let place = |found: &Sighting| statements.iter().position(|one| one.id() == found.statement).unwrap();
        let shown: Vec<_> = found.iter().map(|found| (place(found), found.kind)).collect();
        assert_eq!(shown, expect, "{claim}: {found:?}");
        assert!(found.iter().all(|found| found.claim == 1), "{found:?}");
    }

    use Recurrence::{ComesBack, Denied, FigureChanged};

    #[test]
    fn statements_are_sorted_by_what_they_are_to_a_claim() {
        check(
            "The ferry was overloaded.",
            &[
                "the ferry had been overloaded when it left",
                "the harbour office opens at nine on Mondays",
                "denied that the ferry was overloaded",
                "the ferry was not overloaded",
            ],
            &[(0, ComesBack), (2, Denied), (3, Denied)],
        );
        check(
            "12 people died in the fire at the mill.",
            &[
                "12 people died in the fire at the mill",
                "40 people died in the fire at the mill",
                "the price of barley fell by 12 crowns",
            ],
            &[(0, ComesBack), (1, FigureChanged)],
        );
    }

    #[test]
    fn what_means_another_statement_is_about_its_claim() {
        let lines = ["the ferry was overloaded when it left the pier", "it rained", "denied the allegation"];
        check("The ferry was overloaded.", &lines[..2], &[(0, ComesBack)]);
        check("The ferry was overloaded.", &[lines[0], lines[2]], &[(0, ComesBack), (1, Denied)]);
    }

    #[test]
    fn no_words_are_no_claim() {
        assert!(Tracked::of_text(" \n").is_none());
        assert!(Tracked::of_text("—").is_some());
    }

    #[test]
    fn people_win() {
        let linker = Linker::bundled().unwrap();
        let (before, made) = article(&["the ferry was overloaded"]);
        let (document, statements) = article(&["the ferry was overloaded on Monday"]);
        let somebodies = BTreeMap::new();
        let claims = [Tracked::of_statement(before.clone(), made[0].clone(), BTreeMap::new(), Names::default())];
        let article =
            Article { document: &document, statements: &statements, somebodies: &somebodies, names: &Names::default() };
        let look = |decisions: &[Decision]| {
            let mut memory = Memory::default();
            let found = sightings(&claims, &[article], &mut Comparer::new(&linker, &mut memory), decisions);
            found.iter().map(|found| (found.statement, found.kind)).collect::<Vec<_>>()
        };
        let (one, other) = (made[0].id(), statements[0].id());
        let decided = |verdict| Decision::Statements { verdict, one, other };
        assert_eq!(look(&[]), [(other, ComesBack)]);
        assert_eq!(look(&[decided(crate::Verdict::Apart)]), []);
        assert_eq!(look(&[decided(crate::Verdict::Denies)]), [(other, Denied)]);
        let itself =
            Article { document: &before, statements: &made, somebodies: &somebodies, names: &Names::default() };
        let mut memory = Memory::default();
        assert_eq!(sightings(&claims, &[itself], &mut Comparer::new(&linker, &mut memory), &[]), []);
    }
}
