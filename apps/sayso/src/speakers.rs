//! `sayso speakers`: who speaks in a library, as what, and against whom.

use clap::{Args, ValueEnum};
use sayso_core::EntityKind;
use sayso_store::{Library, SpeakerFilter, SpeakerOrder, SpeakerSummary};
use serde::Serialize;

use crate::Outcome;
use crate::cli::Listing;
use crate::documents::{Which, say_how_many};
use crate::output;
use crate::printer::Printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// Lists the speakers of a library, each once whatever the documents call them.
#[derive(Debug, Args)]
pub struct Speakers {
    /// Only speakers with these words in a name, an office or the id.
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// Only of this kind: person, organisation, country, group, outlet ...; may be given several times.
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<EntityKind>,
    /// Speaking in which documents; of these the statements are counted.
    #[command(flatten)]
    pub which: Which,
    /// In which order.
    #[arg(long, value_enum, default_value = "statements")]
    pub sort: Sort,
    /// Which library and how to print.
    #[command(flatten)]
    pub listing: Listing,
}

/// Order of speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Who says most comes first.
    Statements,
    /// By name.
    Name,
    /// By the date of the first statement, unknown dates last.
    First,
    /// By the date of the last statement, unknown dates last.
    Last,
}

impl From<Sort> for SpeakerOrder {
    fn from(sort: Sort) -> SpeakerOrder {
        match sort {
            Sort::Statements => SpeakerOrder::Statements,
            Sort::Name => SpeakerOrder::Name,
            Sort::First => SpeakerOrder::First,
            Sort::Last => SpeakerOrder::Last,
        }
    }
}

pub(crate) fn run(args: &Speakers) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.listing.library)?;
    library.link()?;
    let filter = SpeakerFilter { document: args.which.filter(&args.search), kinds: args.kind.clone() };
    let mut out = output::stdout();
    let mut printer = Printer::new(&mut out, args.listing.format, args.listing.csv_safe)?;
    let mut shown = 0;
    library.list_speakers(&filter, args.sort.into(), args.listing.page(), |speaker| {
        shown += 1;
        printer.row(&SpeakerRow::from(speaker))
    })?;
    printer.finish()?;
    say_how_many(&args.listing, "speakers", shown, library.count_speakers(&filter)?);
    Ok(Outcome::Done)
}

/// A speaker, as printed.
#[derive(Debug, Serialize)]
struct SpeakerRow {
    id: String,
    name: String,
    kind: String,
    names: Vec<String>,
    affiliations: Vec<String>,
    roles: Vec<RoleField>,
    statements: u64,
    documents: u64,
    acts: Vec<ActField>,
    targets: Vec<TargetField>,
    first: Option<String>,
    last: Option<String>,
}

#[derive(Debug, Serialize)]
struct RoleField {
    role: String,
    first: Option<String>,
    last: Option<String>,
    documents: u64,
}

#[derive(Debug, Serialize)]
struct ActField {
    act: &'static str,
    statements: u64,
}

#[derive(Debug, Serialize)]
struct TargetField {
    name: String,
    statements: u64,
}

impl From<&SpeakerSummary> for SpeakerRow {
    fn from(speaker: &SpeakerSummary) -> SpeakerRow {
        let SpeakerSummary { somebody, names, affiliations, statements, documents, first, last, .. } = speaker.clone();
        let roles = speaker.roles.iter().cloned().map(|role| RoleField {
            role: role.role,
            first: role.first,
            last: role.last,
            documents: role.documents,
        });
        let acts = speaker.acts.iter().map(|(act, statements)| ActField { act: act.name(), statements: *statements });
        let targets = speaker.targets.iter().cloned().map(|(name, statements)| TargetField { name, statements });
        SpeakerRow {
            id: somebody.id.as_str().to_owned(),
            name: somebody.name,
            kind: somebody.kind,
            names,
            affiliations,
            roles: roles.collect(),
            statements,
            documents,
            acts: acts.collect(),
            targets: targets.collect(),
            first,
            last,
        }
    }
}

impl RoleField {
    /// "health minister (2016 to 2020-01)".
    fn shown(&self) -> String {
        match (&self.first, &self.last) {
            (Some(first), Some(last)) if first == last => format!("{} ({first})", self.role),
            (Some(first), Some(last)) => format!("{} ({first} to {last})", self.role),
            _ => self.role.clone(),
        }
    }
}

impl SpeakerRow {
    fn roles(&self) -> String {
        self.roles.iter().map(RoleField::shown).collect::<Vec<_>>().join("; ")
    }

    fn acts(&self) -> String {
        let shown = self.acts.iter().map(|ActField { act, statements }| format!("{act} {statements}"));
        shown.collect::<Vec<_>>().join(", ")
    }

    /// At most so many.
    fn targets(&self, most: usize) -> String {
        let targets = self.targets.iter().take(most);
        let shown = targets.map(|TargetField { name, statements }| format!("{name} {statements}"));
        shown.collect::<Vec<_>>().join("; ")
    }
}

/// A table has room for few targets.
const TARGETS_IN_TABLE: usize = 3;

impl Row for SpeakerRow {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "names",
        "affiliations",
        "roles",
        "statements",
        "documents",
        "acts",
        "targets",
        "first",
        "last",
    ];
    const COLUMNS: &'static [Column] = &[
        Column::name("speaker"),
        Column::fixed("id", 24).below(),
        Column::number("said", 5),
        Column::number("in", 4),
        Column::text("roles"),
        Column::fixed("acts", 20),
        Column::fixed("targets", 20).below(),
        Column::fixed("first", 10),
        Column::fixed("last", 10).below(),
    ];

    fn fields(&self) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            self.id.clone(),
            self.name.clone(),
            self.kind.clone(),
            self.names.join("; "),
            self.affiliations.join("; "),
            self.roles(),
            self.statements.to_string(),
            self.documents.to_string(),
            self.acts(),
            self.targets(usize::MAX),
            text(&self.first),
            text(&self.last),
        ]
    }

    fn cells(&self) -> Cells {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let roles = if self.roles.is_empty() { self.affiliations.join("; ") } else { self.roles() };
        vec![
            self.name.clone(),
            self.id.clone(),
            self.statements.to_string(),
            self.documents.to_string(),
            roles,
            self.acts(),
            self.targets(TARGETS_IN_TABLE),
            text(&self.first),
            text(&self.last),
        ]
    }
}
