//! `sayso track`: claims to keep an eye on.

use anyhow::{bail, ensure};
use clap::{Args, Subcommand};
use sayso_core::StatementId;
use sayso_store::{Library, TrackedRow};
use sayso_trace::Tracked;
use serde::Serialize;

use crate::Outcome;
use crate::alerts::{Delivery, Teller, raise};
use crate::claims::{content, is_id, statement_of};
use crate::cli::Listing;
use crate::entities::File;
use crate::fetch::Fetching;
use crate::interrupt::Interrupt;
use crate::model::linker;
use crate::output::Console;
use crate::printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// Tracks claims: alerts are raised when they come back, are denied, or change a figure.
#[derive(Debug, Args)]
pub struct Track {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Track a claim from now on. What the library has already raises no alert.
    Add(Add),
    /// List the claims that are tracked.
    List(List),
    /// Track a claim no longer, and forget its alerts.
    Remove(Remove),
    /// Compare what was added since with the claims that are tracked, and tell of alerts that nobody was told of.
    Check(Check),
}

/// Tracks a claim.
#[derive(Debug, Args)]
pub struct Add {
    /// The claim in words, without who says it; or the first digits of the id of a statement or a claim of the library.
    #[arg(value_name = "TEXT|STATEMENT|CLAIM")]
    pub claim: String,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Lists the claims that are tracked.
#[derive(Debug, Args)]
pub struct List {
    /// Which library and how to print.
    #[command(flatten)]
    pub listing: Listing,
}

/// Tracks a claim no longer.
#[derive(Debug, Args)]
pub struct Remove {
    /// As `sayso track list` prints it.
    #[arg(value_name = "NUMBER")]
    pub number: i64,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Looks for alerts.
#[derive(Debug, Args)]
pub struct Check {
    /// Which library.
    #[command(flatten)]
    pub file: File,
    /// Whom alerts are told.
    #[command(flatten)]
    pub delivery: Delivery,
    /// How webhooks are asked.
    #[command(flatten)]
    pub fetching: Fetching,
}

/// Bytes of a claim in words, at most: of a longer one most would not be read.
const LONGEST: usize = 1000;

pub(crate) fn run(args: &Track) -> anyhow::Result<Outcome> {
    match &args.what {
        What::Add(add) => self::add(add),
        What::List(list) => self::list(&list.listing),
        What::Remove(remove) => self::remove(remove),
        What::Check(check) => self::check(check),
    }
}

fn add(args: &Add) -> anyhow::Result<Outcome> {
    let (claim, statement): (String, Option<StatementId>);
    let mut library;
    if is_id(&args.claim) {
        library = Library::open(&args.file.library)?;
        let id = statement_of(&mut library, &args.claim.parse()?, &mut None)?;
        let Some((whole, place)) = library.whole_with(id)? else { bail!("{id} is not there any more") };
        (claim, statement) = (content(&whole.document, &whole.statements[place]), Some(id));
    } else {
        claim = args.claim.split_whitespace().collect::<Vec<_>>().join(" ");
        ensure!(claim.contains(char::is_alphanumeric), "a claim needs words");
        ensure!(claim.len() <= LONGEST, "a claim has {LONGEST} bytes at most; put it in one sentence");
        ensure!(Tracked::of_text(&claim).is_some(), "\"{claim}\" can't be tracked");
        statement = None;
        library = Library::open_or_create(&args.file.library)?;
    }
    let (number, is_new) = library.track(&claim, statement)?;
    let how = if is_new { "is tracked from now on" } else { "is tracked already" };
    Console::plain().say(&format!("claim {number} {how}: {claim}"));
    Ok(Outcome::Done)
}

fn remove(args: &Remove) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.file.library)?;
    ensure!(library.untrack(args.number)?, "no claim {} is tracked; `sayso track list` lists them", args.number);
    Console::plain().say(&format!("claim {} is tracked no longer", args.number));
    Ok(Outcome::Done)
}

fn check(args: &Check) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.file.library)?;
    let interrupt = Interrupt::install()?;
    if !library.tracked()?.is_empty() {
        library.link()?;
        raise(&mut library, &linker()?, &|| interrupt.is_wanted())?;
    }
    let mut teller = Teller::new(&args.delivery, &args.fetching, std::time::Duration::ZERO);
    let all_told = teller.tell(&mut library, &Console::plain())?;
    Ok(match (interrupt.is_wanted(), all_told) {
        (true, _) => Outcome::Interrupted,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::Skipped,
    })
}

fn list(listing: &Listing) -> anyhow::Result<Outcome> {
    let rows: Vec<ClaimRow> = Library::open(&listing.library)?.tracked()?.iter().map(ClaimRow::from).collect();
    printer::list(listing, rows, "tracked claims")
}

/// A tracked claim, as printed.
#[derive(Debug, Serialize)]
struct ClaimRow {
    number: i64,
    claim: String,
    statement: Option<String>,
    alerts: u64,
    made: String,
}

impl From<&TrackedRow> for ClaimRow {
    fn from(row: &TrackedRow) -> ClaimRow {
        let TrackedRow { number, claim, statement, alerts, made, .. } = row.clone();
        ClaimRow { number, claim, statement: statement.map(|id| id.to_string()), alerts, made }
    }
}

impl Row for ClaimRow {
    const FIELDS: &'static [&'static str] = &["number", "claim", "statement", "alerts", "made"];
    const COLUMNS: &'static [Column] =
        &[Column::number("number", 6), Column::text("claim"), Column::number("alerts", 6), Column::fixed("made", 20)];

    fn fields(&self) -> Vec<String> {
        let ClaimRow { number, claim, statement, alerts, made } = self;
        let statement = statement.clone().unwrap_or_default();
        vec![number.to_string(), claim.clone(), statement, alerts.to_string(), made.clone()]
    }

    fn cells(&self) -> Cells {
        let ClaimRow { number, claim, alerts, made, .. } = self;
        vec![number.to_string(), claim.clone(), alerts.to_string(), made.clone()]
    }
}
