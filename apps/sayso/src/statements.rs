//! `sayso statements`: who says what in a library.

use clap::{Args, ValueEnum};
use sayso_core::{Act, Form};
use sayso_store::{Library, Order, StatementFilter};

use crate::Outcome;
use crate::cli::Listing;
use crate::documents::{Which, say_how_many};
use crate::output;
use crate::printer::Printer;
use crate::rows::StatementRow;

/// Lists the statements of a library.
#[derive(Debug, Args)]
pub struct Statements {
    /// Only by speakers with these words in the source or in any of their names, in whatever document; an id such as
    /// person/ilse-varga means that speaker alone.
    #[arg(long, value_name = "WORDS")]
    pub speaker: Option<String>,
    /// Only about these words: in the content, or naming whom it accuses, denies or demands from.
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Only of this speech act; may be given several times.
    #[arg(long, value_name = "ACT")]
    pub act: Vec<Act>,
    /// Only quoted like this: direct, indirect, mixed; may be given several times.
    #[arg(long, value_name = "FORM")]
    pub form: Vec<Form>,
    /// Only with these words in source, cue or content.
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// Of which documents.
    #[command(flatten)]
    pub which: Which,
    /// In which order.
    #[arg(long, value_enum, default_value = "published")]
    pub sort: Sort,
    /// Which library and how to print.
    #[command(flatten)]
    pub listing: Listing,
}

/// Order of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// By the document's date, unknown dates last.
    Published,
    /// By the outlet's name, then by date.
    Outlet,
    /// By how sure the reader is.
    Score,
    /// As they were added.
    Added,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Order {
        match sort {
            Sort::Published => Order::Published,
            Sort::Outlet => Order::Outlet,
            Sort::Score => Order::Score,
            Sort::Added => Order::Added,
        }
    }
}

impl Statements {
    fn filter(&self) -> StatementFilter {
        StatementFilter {
            document: self.which.filter(&self.search),
            speaker: self.speaker.clone(),
            about: self.about.clone(),
            acts: self.act.clone(),
            forms: self.form.clone(),
        }
    }
}

pub(crate) fn run(args: &Statements) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.listing.library)?;
    if args.speaker.is_some() {
        library.link()?;
    }
    let filter = args.filter();
    let mut out = output::stdout();
    let mut printer = Printer::new(&mut out, args.listing.format, args.listing.csv_safe)?;
    let mut shown = 0;
    library.list_statements(&filter, args.sort.into(), args.listing.page(), |listed| {
        shown += 1;
        printer.row(&StatementRow::from(listed))
    })?;
    printer.finish()?;
    say_how_many(&args.listing, "statements", shown, library.count_statements(&filter)?);
    Ok(Outcome::Done)
}
