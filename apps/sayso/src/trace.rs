//! `sayso trace`: a claim back to its origins.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use sayso_core::wire::WireStatement;
use sayso_store::Library;
use sayso_trace::{Account, TracedClaim, nearest};
use serde::Serialize;

use crate::beside::Beside;
use crate::chain::Chain;
use crate::chart::{self, Frame};
use crate::claims::{ClaimRow, Linked, content, is_id};
use crate::fold::{Limits, plural};
use crate::output::{self, Console};
use crate::page::{self, About};
use crate::{Outcome, tree};

/// Shows where a claim comes from.
#[derive(Debug, Args)]
pub struct Trace {
    /// First digits of a claim's id as `sayso claims` prints it, or a text: then the claim that is most like it.
    #[arg(value_name = "CLAIM|TEXT")]
    pub claim: String,
    /// The library file.
    #[arg(long, value_name = "FILE", env = "SAYSO_LIBRARY", default_value = "sayso.db")]
    pub library: PathBuf,
    /// Shape of the output.
    #[arg(long, value_enum, default_value = "table")]
    pub format: Shape,
    /// Every statement, in a table or in HTML: else large groups are cut to those on which the most hang, with counts of the rest.
    #[arg(long)]
    pub all: bool,
}

/// The shape of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// A tree for people.
    Table,
    /// One JSON object, with every statement.
    Json,
    /// A page by itself, without scripts.
    Html,
    /// A picture by itself: time, outlets, who has it from whom.
    Svg,
}

/// Width of a picture, in pixels.
const WIDTH: usize = 1000;

/// A claim with all its statements.
#[derive(Debug, Serialize)]
struct TraceRow {
    #[serde(flatten)]
    claim: ClaimRow,
    accounts: Vec<AccountRow>,
    #[serde(flatten)]
    beside: Beside,
}

/// A statement of a claim.
#[derive(Debug, Serialize)]
struct AccountRow {
    stance: &'static str,
    role: &'static str,
    of: Option<String>,
    /// The same speaker's earlier statement that it goes against.
    against: Option<String>,
    /// Whether it takes that one back.
    retracts: bool,
    document: String,
    outlet: Option<String>,
    published: Option<String>,
    statement: WireStatement,
}

pub(crate) fn run(args: &Trace) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.library)?;
    let linked = Linked::of(&mut library)?;
    let claim = find(&linked, &args.claim)?;
    print(args, &linked, claim)?;
    Ok(Outcome::Done)
}

fn print(args: &Trace, linked: &Linked, claim: &TracedClaim) -> anyhow::Result<()> {
    let mut out = output::stdout();
    let chain = Chain::of(&claim.accounts, |id| linked.statement(id));
    let limits = if args.all { Limits::ALL } else { Limits::READABLE };
    let beside = || Beside::of(linked, claim);
    let mut hidden = 0;
    let written = match args.format {
        Shape::Table => tree::write(&mut out, &chain, limits).and_then(|count| {
            hidden = count;
            beside().write(&mut out)
        }),
        Shape::Json => {
            let accounts = claim.accounts.iter().filter_map(|account| account_row(linked, account)).collect();
            let row = TraceRow { claim: ClaimRow::new(linked, claim), accounts, beside: beside() };
            serde_json::to_writer_pretty(&mut out, &row).context("cannot write to standard output")?;
            out.write_all(b"\n")
        }
        Shape::Html => {
            let library = args.library.file_name().unwrap_or_default().to_string_lossy();
            let about = About { claim: &claim.id.to_string(), library: &library };
            page::write(&mut out, &chain, &beside(), limits, &about)
        }
        Shape::Svg => chart::draw(&mut out, &chain, Frame { id: "claim", width: WIDTH, is_alone: true }),
    };
    written.and_then(|()| out.flush()).context("cannot write to standard output")?;
    if hidden > 0 {
        Console::plain().say(&format!("{} not shown; --all shows every one", plural(hidden, "statement")));
    }
    Ok(())
}

fn account_row(linked: &Linked, account: &Account) -> Option<AccountRow> {
    let (document, statement) = linked.statement(account.statement)?;
    Some(AccountRow {
        stance: if account.denies { "denies" } else { "same" },
        role: account.role.name(),
        of: account.of.map(|of| of.to_string()),
        against: account.turn.map(|turn| turn.from.to_string()),
        retracts: account.turn.is_some_and(|turn| turn.is_retraction),
        document: document.id().to_string(),
        outlet: document.outlet().map(str::to_owned),
        published: document.meta().published.clone(),
        statement: WireStatement::new(statement, document.text()),
    })
}

/// The claim that is meant.
fn find<'l>(linked: &'l Linked, words: &str) -> anyhow::Result<&'l TracedClaim> {
    if is_id(words)
        && let Some(claim) = linked.claim(words)?
    {
        return Ok(claim);
    }
    let text = |id| linked.statement(id).map(|(document, statement)| content(document, statement)).unwrap_or_default();
    let Some(at) = nearest(&linked.traced, words, text) else {
        bail!("no claim has words of \"{words}\"; `sayso claims --search WORDS` finds claims")
    };
    let claim = &linked.traced.claims[at];
    Console::plain().say(&format!("claim {}", claim.id));
    Ok(claim)
}
