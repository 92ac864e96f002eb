//! `sayso entities`: who is one somebody and who is not, as a person decides.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, Subcommand};
use sayso_store::{DecisionRow, IdPrefix, Library, Portion, Somebody};
use serde::Serialize;

use crate::Outcome;
use crate::cli::Listing;
use crate::output::Console;
use crate::printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// Puts together or takes apart what sayso takes for one somebody or for two.
#[derive(Debug, Args)]
pub struct Entities {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Say that several are one.
    Merge(Merge),
    /// Say that a part of somebody is somebody else: what --name and --document say, taken together.
    Split(Split),
    /// List what was decided.
    Decisions(Decisions),
    /// Take a decision back.
    Undo(Undo),
}

/// Says that several are one.
#[derive(Debug, Args)]
pub struct Merge {
    /// Two or more that are one.
    #[arg(required = true, num_args = 2.., value_name = "ENTITY")]
    pub entities: Vec<String>,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Says that a part of somebody is somebody else.
#[derive(Debug, Args)]
pub struct Split {
    /// The somebody that is two.
    #[arg(value_name = "ENTITY")]
    pub entity: String,
    /// Where a document calls it so; may be given several times.
    #[arg(long, value_name = "NAME", required_unless_present = "document")]
    pub name: Vec<String>,
    /// In the documents whose ids begin like this; may be given several times.
    #[arg(long, value_name = "ID")]
    pub document: Vec<IdPrefix>,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Lists what was decided, the oldest first.
#[derive(Debug, Args)]
pub struct Decisions {
    /// Which library and how to print.
    #[command(flatten)]
    pub listing: Listing,
}

/// Takes a decision back.
#[derive(Debug, Args)]
pub struct Undo {
    /// As `sayso entities decisions` prints it.
    #[arg(value_name = "NUMBER")]
    pub number: i64,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Which library.
#[derive(Debug, Clone, Args)]
pub struct File {
    /// The library file.
    #[arg(long, value_name = "FILE", env = "SAYSO_LIBRARY", default_value = "sayso.db")]
    pub library: PathBuf,
}

impl File {
    fn open(&self) -> anyhow::Result<Library> {
        let mut library = Library::open(&self.library)?;
        library.link()?;
        Ok(library)
    }
}

pub(crate) fn run(args: &Entities) -> anyhow::Result<Outcome> {
    match &args.what {
        What::Merge(merge) => self::merge(merge),
        What::Split(split) => self::split(split),
        What::Decisions(decisions) => list(&decisions.listing),
        What::Undo(undo) => self::undo(undo),
    }
}

fn merge(args: &Merge) -> anyhow::Result<Outcome> {
    let mut library = args.file.open()?;
    let console = Console::plain();
    let mut found = Vec::new();
    for words in &args.entities {
        found.push(the_one(&library, words)?);
    }
    let (first, others) = (&found[0], &found[1..]);
    for other in others {
        let is_new = library.merge(&first.id, &other.id)?;
        let said = if is_new { "are one now" } else { "are one already" };
        console.say(&format!("{} and {} {said}", shown(first), shown(other)));
    }
    library.link()?;
    Ok(Outcome::Done)
}

fn split(args: &Split) -> anyhow::Result<Outcome> {
    let mut library = args.file.open()?;
    let whole = the_one(&library, &args.entity)?;
    let names = args.name.iter().cloned().map(Portion::Named);
    let portions: Vec<Portion> = names.chain(args.document.iter().cloned().map(Portion::In)).collect();
    let is_new = library.split(&whole.id, &portions)?;
    library.link()?;
    let said = match is_new {
        true => format!("{} is two now; `sayso speakers` shows their ids", shown(&whole)),
        false => format!("{} has no such part, or no other: nothing was changed", shown(&whole)),
    };
    Console::plain().say(&said);
    Ok(Outcome::Done)
}

fn undo(args: &Undo) -> anyhow::Result<Outcome> {
    let mut library = args.file.open()?;
    if !library.take_back(args.number)? {
        bail!("there is no decision {}; `sayso entities decisions` lists them", args.number);
    }
    library.link()?;
    Console::plain().say(&format!("decision {} is taken back", args.number));
    Ok(Outcome::Done)
}

fn list(listing: &Listing) -> anyhow::Result<Outcome> {
    let decisions = Library::open(&listing.library)?.decisions()?;
    let rows: Vec<DecisionField> = decisions.iter().map(DecisionField::from).collect();
    printer::list(listing, rows, "decisions")
}

/// Whom the words mean, if it is one.
fn the_one(library: &Library, words: &str) -> anyhow::Result<Somebody> {
    let mut found = library.somebodies(words)?;
    match found.len() {
        0 => bail!("nobody in the library is called {words}; `sayso speakers --search` finds names"),
        1 => Ok(found.swap_remove(0)),
        count => {
            let some = found.iter().take(LISTED).map(shown).collect::<Vec<_>>().join(", ");
            let more = if count > LISTED { ", ..." } else { "" };
            bail!("{words} may be {count}: {some}{more}; give the id of one")
        }
    }
}

/// An error shows no more candidates than these.
const LISTED: usize = 8;

fn shown(somebody: &Somebody) -> String {
    format!("{} ({})", somebody.name, somebody.id.as_str())
}

/// A decision, as printed.
#[derive(Debug, Serialize)]
struct DecisionField {
    number: i64,
    verdict: String,
    one: String,
    other: String,
    made: String,
    members: u64,
}

impl From<&DecisionRow> for DecisionField {
    fn from(decision: &DecisionRow) -> DecisionField {
        let DecisionRow { number, verdict, one, other, made, members } = decision.clone();
        DecisionField { number, verdict, one, other, made, members }
    }
}

impl Row for DecisionField {
    const FIELDS: &'static [&'static str] = &["number", "verdict", "one", "other", "made", "members"];
    const COLUMNS: &'static [Column] = &[
        Column::number("number", 6),
        Column::fixed("verdict", 7),
        Column::text("one"),
        Column::text("other"),
        Column::fixed("made", 20),
        Column::number("members", 7),
    ];

    fn fields(&self) -> Vec<String> {
        let DecisionField { number, verdict, one, other, made, members } = self;
        vec![number.to_string(), verdict.clone(), one.clone(), other.clone(), made.clone(), members.to_string()]
    }

    fn cells(&self) -> Cells {
        self.fields()
    }
}
