//! `sayso claims`: what is claimed in a library, by how many, and how many of them have it from nobody.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use sayso_core::{ClaimId, Document, Statement, StatementId};
use sayso_store::{IdPrefix, Library, Whole};
use sayso_trace::{Account, Article, Comparer, Names, Traced, TracedClaim, trace};
use serde::Serialize;

use crate::Outcome;
use crate::alerts::article;
use crate::cli::Listing;
use crate::model::linker;
use crate::output::Console;
use crate::printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// Lists the claims of a library.
#[derive(Debug, Args)]
pub struct Claims {
    /// Only those with these words in a statement.
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// Only those with a statement of a speaker of this name.
    #[arg(long, value_name = "WORDS")]
    pub speaker: Option<String>,
    /// Only those in an outlet of this name.
    #[arg(long, value_name = "WORDS")]
    pub outlet: Option<String>,
    /// Only those that somebody denies.
    #[arg(long)]
    pub denied: bool,
    /// Also those that one statement alone makes.
    #[arg(long)]
    pub single: bool,
    /// In which order.
    #[arg(long, value_enum, default_value = "statements")]
    pub sort: Sort,
    /// Which library and how to print.
    #[command(flatten)]
    pub listing: Listing,
}

/// Order of claims; what ties is in the order of first publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Those with the most statements first.
    Statements,
    /// Those in the most outlets first.
    Outlets,
    /// Those with the most origins first.
    Origins,
    /// First seen first.
    First,
    /// Last seen last.
    Last,
    /// Claims of one matter together, the matter that was spoken of first.
    Narrative,
}

/// A linked library.
pub(crate) struct Linked {
    whole: Vec<Whole>,
    pub(crate) traced: Traced,
    /// Document and place in it by statement.
    places: BTreeMap<StatementId, (usize, usize)>,
    /// The first claim of its matter by claim.
    narratives: BTreeMap<ClaimId, ClaimId>,
}

impl Linked {
    /// Links all that a library holds.
    ///
    /// # Errors
    /// As the library's.
    pub(crate) fn of(library: &mut Library) -> anyhow::Result<Linked> {
        library.link()?;
        let whole = library.whole()?;
        let names: Vec<Names> = whole.iter().map(|one| Names::of(&one.entities)).collect();
        let articles: Vec<Article<'_>> = whole.iter().zip(&names).map(|(one, names)| article(one, names)).collect();
        let linker = linker()?;
        let decisions: Vec<_> = library.reviews()?.into_iter().map(|review| review.decision).collect();
        let (console, mut memory) = (Console::of_statements(), library.recall(linker.digest())?);
        let mut comparer = Comparer::new(&linker, &mut memory).between(|done, all| console.compared(done, all));
        let traced = trace(&articles, &mut comparer, &decisions);
        drop(comparer);
        console.finish();
        memory.finish()?;
        let mut places = BTreeMap::new();
        for (document, one) in whole.iter().enumerate() {
            places.extend(one.statements.iter().enumerate().map(|(at, statement)| (statement.id(), (document, at))));
        }
        let id = |at: usize| traced.claims[at].id;
        let groups = traced.narratives.iter().filter_map(|all| Some((all, *all.first()?)));
        let narratives = groups.flat_map(|(all, first)| all.iter().map(move |at| (id(*at), id(first)))).collect();
        Ok(Linked { whole, traced, places, narratives })
    }

    /// The claim whose id begins so, if there is one.
    ///
    /// # Errors
    /// There are several.
    pub(crate) fn claim(&self, digits: &str) -> anyhow::Result<Option<&TracedClaim>> {
        let prefix = digits.to_ascii_lowercase();
        let found = self.traced.claims.iter().filter(|claim| claim.id.to_string().starts_with(&prefix));
        match found.collect::<Vec<_>>()[..] {
            [] => Ok(None),
            [claim] => Ok(Some(claim)),
            ref several => bail!("{digits} begins the ids of {} claims; give more digits", several.len()),
        }
    }

    /// The first claim of the same matter.
    pub(crate) fn narrative(&self, claim: &TracedClaim) -> ClaimId {
        self.narratives.get(&claim.id).copied().unwrap_or(claim.id)
    }

    /// A statement of the library, with its document.
    pub(crate) fn statement(&self, id: StatementId) -> Option<(&Document, &Statement)> {
        let (document, at) = self.places.get(&id)?;
        let whole = self.whole.get(*document)?;
        Some((&whole.document, whole.statements.get(*at)?))
    }
}

/// Digits that are enough to tell claims and statements apart.
const FEWEST_DIGITS: usize = 6;

/// Whether this is the beginning of an id, and no words.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() >= FEWEST_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The statement whose id begins so, else the first of the claim whose id begins so. `linked` is filled if it is needed.
///
/// # Errors
/// There is none, or there are several; as the library's.
pub(crate) fn statement_of(
    library: &mut Library,
    prefix: &IdPrefix,
    linked: &mut Option<Linked>,
) -> anyhow::Result<StatementId> {
    match library.statements_by_prefix(prefix, 2)?[..] {
        [one] => return Ok(one),
        [] => {}
        _ => bail!("{prefix} begins the ids of several statements; give more digits"),
    }
    let linked = match linked {
        Some(linked) => linked,
        none => none.insert(Linked::of(library)?),
    };
    let claim = linked.claim(&prefix.to_string())?;
    let first =
        claim.and_then(|claim| claim.accounts.iter().find(|account| !account.denies).or(claim.accounts.first()));
    let first = first.with_context(|| format!("no statement and no claim has an id that begins with {prefix}"))?;
    Ok(first.statement)
}

/// A claim, as printed.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimRow {
    id: String,
    claim: String,
    first: Option<String>,
    last: Option<String>,
    statements: usize,
    denials: usize,
    outlets: Vec<String>,
    speakers: Vec<String>,
    origins: usize,
    denying_origins: usize,
    /// Id of the first claim of its matter.
    narrative: String,
}

impl ClaimRow {
    pub(crate) fn new(linked: &Linked, claim: &TracedClaim) -> ClaimRow {
        let known = |account: &Account| linked.statement(account.statement);
        let dates =
            claim.accounts.iter().filter_map(known).filter_map(|(document, _)| document.meta().published.clone());
        let dates: BTreeSet<String> = dates.collect();
        let outlets = claim.accounts.iter().filter_map(known).filter_map(|(document, _)| document.outlet());
        let outlets: BTreeSet<String> = outlets.map(str::to_owned).collect();
        let names = claim.accounts.iter().filter(|account| !account.denies).filter_map(known);
        let names =
            names.filter_map(|(_, statement)| statement.parts().speaker.as_ref().map(|speaker| speaker.name.clone()));
        let speakers: BTreeSet<String> = names.collect();
        ClaimRow {
            id: claim.id.to_string(),
            claim: words(linked, claim),
            first: dates.first().cloned(),
            last: dates.last().cloned(),
            statements: claim.accounts.iter().filter(|account| !account.denies).count(),
            denials: claim.accounts.iter().filter(|account| account.denies).count(),
            outlets: outlets.into_iter().collect(),
            speakers: speakers.into_iter().collect(),
            origins: claim.origins(false).count(),
            denying_origins: claim.origins(true).count(),
            narrative: linked.narrative(claim).to_string(),
        }
    }
}

/// The claim in the words of its first origin, else of its first statement.
pub(crate) fn words(linked: &Linked, claim: &TracedClaim) -> String {
    let first = claim.origins(false).next().or_else(|| claim.accounts.iter().find(|account| !account.denies));
    let found = first.and_then(|account| linked.statement(account.statement));
    found.map(|(document, statement)| content(document, statement)).unwrap_or_default()
}

/// The words of a content, with "…" between its pieces.
pub(crate) fn content(document: &Document, statement: &Statement) -> String {
    statement.content().pieces().iter().map(|span| document.words(*span)).collect::<Vec<_>>().join(" … ")
}

impl Claims {
    fn fits(&self, linked: &Linked, claim: &TracedClaim) -> bool {
        let known = || claim.accounts.iter().filter_map(|account| linked.statement(account.statement));
        let has = |text: &str, words: &String| text.to_lowercase().contains(&words.to_lowercase());
        let searched = |words: &String| known().any(|(document, statement)| has(&content(document, statement), words));
        let spoken = |words: &String| {
            known().any(|(_, statement)| {
                statement.parts().speaker.as_ref().is_some_and(|speaker| has(&speaker.name, words))
            })
        };
        let printed =
            |words: &String| known().any(|(document, _)| document.outlet().is_some_and(|outlet| has(outlet, words)));
        (self.single || claim.accounts.len() > 1)
            && (!self.denied || claim.accounts.iter().any(|account| account.denies))
            && self.search.as_ref().is_none_or(searched)
            && self.speaker.as_ref().is_none_or(spoken)
            && self.outlet.as_ref().is_none_or(printed)
    }
}

pub(crate) fn run(args: &Claims) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.listing.library)?;
    let linked = Linked::of(&mut library)?;
    let claims = linked.traced.claims.iter().filter(|claim| args.fits(&linked, claim));
    let mut rows: Vec<ClaimRow> = claims.map(|claim| ClaimRow::new(&linked, claim)).collect();
    match args.sort {
        Sort::Statements => rows.sort_by_key(|row| std::cmp::Reverse(row.statements + row.denials)),
        Sort::Outlets => rows.sort_by_key(|row| std::cmp::Reverse(row.outlets.len())),
        Sort::Origins => rows.sort_by_key(|row| std::cmp::Reverse(row.origins)),
        Sort::First => rows.sort_by(|one, other| one.first.cmp(&other.first)),
        Sort::Narrative => {
            // Claims come in the order of their first statement, so a matter's first claim comes before its others.
            let places: BTreeMap<String, usize> =
                rows.iter().rev().enumerate().map(|(at, row)| (row.narrative.clone(), at)).collect();
            rows.sort_by_key(|row| std::cmp::Reverse(places.get(&row.narrative).copied()));
        }
        Sort::Last => rows.sort_by(|one, other| one.last.cmp(&other.last)),
    }
    printer::list(&args.listing, rows, "claims")
}

impl Row for ClaimRow {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "claim",
        "first",
        "last",
        "statements",
        "denials",
        "outlets",
        "speakers",
        "origins",
        "denying_origins",
        "narrative",
    ];
    const COLUMNS: &'static [Column] = &[
        Column::fixed("id", 8),
        Column::text("claim"),
        Column::fixed("first", 10),
        Column::fixed("last", 10).below(),
        Column::number("said", 4),
        Column::number("denied", 6),
        Column::number("outlets", 7),
        Column::number("origins", 7),
    ];

    fn fields(&self) -> Vec<String> {
        let ClaimRow { id, claim, first, last, outlets, speakers, .. } = self;
        let date = |date: &Option<String>| date.clone().unwrap_or_default();
        vec![
            id.clone(),
            claim.clone(),
            date(first),
            date(last),
            self.statements.to_string(),
            self.denials.to_string(),
            outlets.join("; "),
            speakers.join("; "),
            self.origins.to_string(),
            self.denying_origins.to_string(),
            self.narrative.clone(),
        ]
    }

    fn cells(&self) -> Cells {
        let date = |date: &Option<String>| date.clone().unwrap_or_default();
        vec![
            self.id.chars().take(8).collect(),
            self.claim.clone(),
            date(&self.first),
            date(&self.last),
            self.statements.to_string(),
            self.denials.to_string(),
            self.outlets.len().to_string(),
            self.origins.to_string(),
        ]
    }
}
