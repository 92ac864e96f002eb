//! `sayso documents`: what is in a library.

use clap::{Args, ValueEnum};
use sayso_store::{DocumentFilter, IdPrefix, Library, Order, PartialDate};

use crate::Outcome;
use crate::cli::Listing;
use crate::output::{self, Console};
use crate::printer::Printer;
use crate::rows::DocumentRow;

/// Lists the documents of a library.
#[derive(Debug, Args)]
pub struct Documents {
    /// Which documents.
    #[command(flatten)]
    pub which: Which,
    /// Only documents with these words in the text.
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// In which order.
    #[arg(long, value_enum, default_value = "published")]
    pub sort: Sort,
    /// Which library and how to print.
    #[command(flatten)]
    pub listing: Listing,
}

/// Which documents; also a filter for their statements.
#[derive(Debug, Clone, Args)]
pub struct Which {
    /// Only of outlets with these words in their name.
    #[arg(long, value_name = "WORDS")]
    pub outlet: Option<String>,
    /// Only published then or later: YYYY-MM-DD, YYYY-MM or YYYY.
    #[arg(long, value_name = "DATE")]
    pub since: Option<PartialDate>,
    /// Only published then or earlier.
    #[arg(long, value_name = "DATE")]
    pub until: Option<PartialDate>,
    /// Only the document whose id begins like this.
    #[arg(long, value_name = "ID")]
    pub document: Option<IdPrefix>,
}

impl Which {
    pub(crate) fn filter(&self, search: &Option<String>) -> DocumentFilter {
        let Which { outlet, since, until, document } = self.clone();
        DocumentFilter { outlet, since, until, id: document, search: search.clone() }
    }
}

/// Order of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// By date, unknown dates last.
    Published,
    /// By the outlet's name, then by date.
    Outlet,
    /// By number of statements.
    Statements,
    /// As they were added.
    Added,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Order {
        match sort {
            Sort::Published => Order::Published,
            Sort::Outlet => Order::Outlet,
            Sort::Statements => Order::Score,
            Sort::Added => Order::Added,
        }
    }
}

pub(crate) fn run(args: &Documents) -> anyhow::Result<Outcome> {
    let library = Library::open(&args.listing.library)?;
    let filter = args.which.filter(&args.search);
    let mut out = output::stdout();
    let mut printer = Printer::new(&mut out, args.listing.format, args.listing.csv_safe)?;
    let mut shown = 0;
    library.list_documents(&filter, args.sort.into(), args.listing.page(), |document| {
        shown += 1;
        printer.row(&DocumentRow::from(document))
    })?;
    printer.finish()?;
    say_how_many(&args.listing, "documents", shown, library.count_documents(&filter)?);
    Ok(Outcome::Done)
}

/// Says that there are more than were shown, or none.
pub(crate) fn say_how_many(listing: &Listing, what: &str, shown: u64, all: u64) {
    let console = Console::plain();
    if all == 0 {
        console.say(&format!("no {what} fit"));
    } else if shown < all {
        let from = listing.offset.saturating_add(1).min(all);
        let to = from + shown.saturating_sub(1);
        let some = if shown == 0 { "none".to_owned() } else { format!("{from} to {to}") };
        console.say(&format!("{some} of {all} {what}; see --offset and --limit"));
    }
}
