//! Alerts about tracked claims: raised when documents come, kept in the library, and told until they are delivered.
//!
//! An alert and how far its claim was compared are kept in one transaction, so that whatever ends the program, none is lost and none is
//! raised twice. That it was delivered is kept after it was: each receiver is told at least once.

mod told;
mod command;
mod atom;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::Args;
use sayso_core::StatementId;
use sayso_model::Linker;
use sayso_store::{Library, StoreError, TrackedRow, Whole};
use sayso_trace::{Article, Comparer, Names, Tracked, sightings};
use sha2::{Digest, Sha256};
use url::Url;

use crate::fetch::{Fetcher, Fetching};
use crate::output::{self, Console};
use crate::tally::counted;
use crate::watch::pause;
pub(crate) use command::CommandLine;
use told::Told;

/// Whom alerts are told; by default they are printed as JSONL.
#[derive(Debug, Clone, Default, Args)]
pub struct Delivery {
    /// Run this for each alert, with the alert as JSON on its standard input; words are parted as in a shell, but no shell runs it. May be
    /// given several times.
    #[arg(long, value_name = "CMD")]
    pub command: Vec<CommandLine>,
    /// Send each alert as JSON to this address, with POST. May be given several times.
    #[arg(long, value_name = "URL")]
    pub webhook: Vec<Url>,
    /// Keep the newest 200 alerts in this file, as an Atom feed.
    #[arg(long, value_name = "FILE")]
    pub atom: Option<PathBuf>,
}

/// Documents that are compared at once.
const DOCUMENTS: usize = 64;
/// Entries of a feed.
const NEWEST: usize = 200;

/// Compares what is new in a linked library with the claims that are tracked, and keeps what there is to tell. Says how many alerts are
/// new. It goes on where it was stopped.
///
/// # Errors
/// As the library's.
pub(crate) fn raise(library: &mut Library, linker: &Linker, stops: &dyn Fn() -> bool) -> Result<usize, StoreError> {
    let mut new = 0;
    while !stops() {
        let rows = library.tracked()?;
        let Some(from) = rows.iter().map(|row| row.compared).min() else { break };
        let batch = library.whole_after(from, DOCUMENTS)?;
        if batch.is_empty() {
            break;
        }
        new += compare(library, linker, &rows, &batch)?;
    }
    Ok(new)
}

fn compare(
    library: &mut Library,
    linker: &Linker,
    rows: &[TrackedRow],
    batch: &[(i64, Whole)],
) -> Result<usize, StoreError> {
    let (mut known, mut claims) = (Vec::new(), Vec::new());
    for row in rows {
        if let Some(claim) = claim(library, &row.claim, row.statement)? {
            known.push(row);
            claims.push(claim);
        }
    }
    let names: Vec<Names> = batch.iter().map(|(_, whole)| Names::of(&whole.entities)).collect();
    let articles: Vec<Article<'_>> =
        batch.iter().zip(&names).map(|((_, whole), names)| article(whole, names)).collect();
    let decisions: Vec<_> = library.reviews()?.into_iter().map(|review| review.decision).collect();
    // Where texts lie is of use to others, too. No pair is looked at here again.
    let mut memory = library.recall(linker.digest())?.without_pairs();
    let found = sightings(&claims, &articles, &mut Comparer::new(linker, &mut memory), &decisions);
    memory.finish()?;
    // The row of a statement's document, and its place there: alerts come in the order in which documents came.
    let places: BTreeMap<StatementId, (i64, usize)> = batch
        .iter()
        .flat_map(|(row, whole)| whole.statements.iter().zip(0..).map(|(statement, at)| (statement.id(), (*row, at))))
        .collect();
    let mut found: Vec<_> = found
        .iter()
        .filter_map(|found| Some((*places.get(&found.statement)?, known[found.claim], found)))
        .filter(|((row, _), claim, _)| *row > claim.compared)
        .collect();
    found.sort_by_key(|(place, claim, _)| (*place, claim.number));
    let found: Vec<_> =
        found.iter().map(|(_, claim, found)| (claim.number, found.statement, found.kind, found.score)).collect();
    let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
    library.raise(&numbers, batch.last().map_or(0, |(row, _)| *row), &found)
}

/// A document as linking takes it.
pub(crate) fn article<'a>(whole: &'a Whole, names: &'a Names) -> Article<'a> {
    Article { document: &whole.document, statements: &whole.statements, somebodies: &whole.somebodies, names }
}

/// A tracked claim, ready to be compared. If the statement that makes it is gone, its words remain.
fn claim(library: &Library, words: &str, statement: Option<StatementId>) -> Result<Option<Tracked>, StoreError> {
    if let Some(id) = statement
        && let Some((Whole { document, statements, entities, somebodies }, place)) = library.whole_with(id)?
    {
        let names = Names::of(&entities);
        return Ok(Some(Tracked::of_statement(document, statements[place].clone(), somebodies, names)));
    }
    Ok(Tracked::of_text(words))
}

/// Tells receivers of alerts.
pub(crate) struct Teller {
    receivers: Vec<Receiver>,
    fetcher: Fetcher,
    timeout: Duration,
    /// How long a receiver is left alone that failed once: less than lies between two looks, so that it is told at the next one.
    rest: Duration,
}

struct Receiver {
    /// Its name in the library.
    name: String,
    way: Way,
    /// Times in a row that it could not be told.
    failures: u32,
    next: Instant,
}

enum Way {
    Print,
    Run(CommandLine),
    Send(Url),
    Write(PathBuf),
}

impl Way {
    fn name(&self) -> String {
        let (kind, what) = match self {
            Way::Print => return "stdout".to_owned(),
            Way::Run(command) => ("command", format!("{:?}", command.words())),
            Way::Send(url) => ("webhook", url.to_string()),
            Way::Write(path) => ("atom", path.to_string_lossy().into_owned()),
        };
        format!("{kind} {}", told::digest(Sha256::new_with_prefix(what)))
    }
}

impl Teller {
    pub(crate) fn new(delivery: &Delivery, fetching: &Fetching, every: Duration) -> Teller {
        let Delivery { command, webhook, atom } = delivery.clone();
        let commands = command.into_iter().map(Way::Run);
        let mut ways: Vec<Way> = commands.chain(webhook.into_iter().map(Way::Send)).collect();
        ways.extend(atom.map(Way::Write));
        if ways.is_empty() {
            ways.push(Way::Print);
        }
        let receiver = |way: Way| Receiver { name: way.name(), way, failures: 0, next: Instant::now() };
        let receivers = ways.into_iter().map(receiver).collect();
        let timeout = Duration::from_secs(fetching.timeout);
        Teller { receivers, fetcher: Fetcher::new(fetching), timeout, rest: every / 2 }
    }

    /// Tells each receiver what it is owed. One that can't be told is named, and told later; `false` if there is one.
    ///
    /// # Errors
    /// As the library's; what kept alerts from being printed.
    pub(crate) fn tell(&mut self, library: &mut Library, console: &Console) -> anyhow::Result<bool> {
        let names: Vec<String> = self.receivers.iter().map(|receiver| receiver.name.clone()).collect();
        library.owe(&names)?;
        let Teller { receivers, fetcher, timeout, rest } = self;
        let mut all_told = true;
        for receiver in receivers.iter_mut().filter(|receiver| receiver.next <= Instant::now()) {
            let failed = match &receiver.way {
                Way::Write(path) => write(library, &receiver.name, path)?,
                way => each(library, &receiver.name, |told| match way {
                    Way::Run(command) => Ok(command.run(&told.json()?, *timeout).err().map(|why| why.to_string())),
                    Way::Send(url) => Ok(fetcher.post(url, &told.json()?).err().map(|why| why.to_string())),
                    _ => print(told).map(|()| None),
                })?,
            };
            receiver.failures = if failed.is_some() { receiver.failures + 1 } else { 0 };
            if let Some(why) = failed {
                receiver.next = Instant::now() + pause(*rest, receiver.failures - 1);
                let kept = counted(library.owed(&receiver.name)?.len() as u64, "alert");
                console.say(&format!("{}: {why}; {kept} kept, to be told later", shown(&receiver.way)));
                all_told = false;
            }
        }
        Ok(all_told)
    }
}

/// Tells of one alert after the other, the oldest first, until one fails. Gives why.
fn each(
    library: &mut Library,
    name: &str,
    tell: impl Fn(&Told) -> anyhow::Result<Option<String>>,
) -> anyhow::Result<Option<String>> {
    for alert in library.owed(name)? {
        if let Some(told) = Told::of(library, &alert)?
            && let Some(why) = tell(&told)?
        {
            return Ok(Some(why));
        }
        library.told(name, &[alert.number])?;
    }
    Ok(None)
}

/// Writes the feed anew if it is not as it should be.
fn write(library: &mut Library, name: &str, path: &std::path::Path) -> anyhow::Result<Option<String>> {
    let owed: Vec<i64> = library.owed(name)?.iter().map(|alert| alert.number).collect();
    let mut entries = Vec::new();
    for alert in library.alerts(NEWEST)? {
        entries.extend(Told::of(library, &alert)?.map(|told| (alert.raised, told)));
    }
    if let Err(error) = atom::keep(path, &atom::feed(name, &entries)) {
        return Ok(Some(error.to_string()));
    }
    library.told(name, &owed)?;
    Ok(None)
}

fn print(told: &Told) -> anyhow::Result<()> {
    let mut out = output::stdout();
    let line = told.json()? + "\n";
    out.write_all(line.as_bytes()).and_then(|()| out.flush()).context("cannot write to standard output")
}

/// What is said of a receiver; not all of an address, which may hold a secret.
fn shown(way: &Way) -> String {
    match way {
        Way::Print => "standard output".to_owned(),
        Way::Run(command) => format!("the command {}", command.words().first().map_or("", String::as_str)),
        Way::Send(url) => format!("the webhook at {}", url.host_str().unwrap_or_default()),
        Way::Write(path) => format!("the feed {}", path.display()),
    }
}
