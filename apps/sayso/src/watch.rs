//! `sayso watch`: feeds, again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use sayso_ingest::containers::{Link, LinkKind};
use sayso_store::{Library, StoreError};

use crate::Outcome;
use crate::alerts::{self, Delivery, Teller};
use crate::cli::Reading;
use crate::fetch::Fetching;
use crate::gather::Gatherer;
use crate::inputs::{Inputs, is_address};
use crate::interrupt::Interrupt;
use crate::output::Console;
use crate::tally::counted;
use crate::writer::{Found, Looked, Writer};

/// A feed that fails is asked less and less often, but at least once in so long.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);
/// How often it is looked whether the user wants to stop.
const BLINK: Duration = Duration::from_millis(200);

/// Follows feeds: what is new goes into a library.
#[derive(Debug, Args)]
pub struct Watch {
    /// Feeds and OPML files, as addresses or as files.
    #[command(flatten)]
    pub reading: Reading,
    /// The library file; made if there is none.
    #[arg(long, value_name = "FILE", env = "SAYSO_LIBRARY", default_value = "sayso.db")]
    pub library: PathBuf,
    /// How feeds and their articles are fetched.
    #[command(flatten)]
    pub fetching: Fetching,
    /// Whom alerts about tracked claims are told.
    #[command(flatten)]
    pub delivery: Delivery,
    /// Minutes between two looks at a feed.
    #[arg(long, value_name = "MINUTES", default_value_t = 15)]
    pub every: u64,
    /// Look once at each feed, and end.
    #[arg(long)]
    pub once: bool,
}

pub(crate) fn run(args: &Watch) -> anyhow::Result<Outcome> {
    let (gatherer, writer) = Gatherer::open(&args.reading, &args.fetching, &args.library, None)?;
    let interrupt = Interrupt::install()?;
    let now = Instant::now();
    let feeds = args.reading.paths.iter().map(|path| (path.to_string_lossy().into_owned(), Feed::due(now))).collect();
    let every = Duration::from_secs(args.every.max(1).saturating_mul(60));
    let alerts = (Library::open(&args.library)?, Teller::new(&args.delivery, &args.fetching, every));
    let mut watching =
        Watching { gatherer: gatherer.following(), writer, alerts, console: Console::plain(), interrupt, feeds, every };
    loop {
        let bad = watching.look()?;
        if watching.interrupt.is_wanted() {
            return Ok(Outcome::Interrupted);
        }
        if args.once {
            return Ok(if bad { Outcome::Skipped } else { Outcome::Done });
        }
        watching.wait();
    }
}

/// When a feed is looked at next.
struct Feed {
    next: Instant,
    /// Looks in a row that brought nothing but an error.
    failures: u32,
}

impl Feed {
    fn due(now: Instant) -> Feed {
        Feed { next: now, failures: 0 }
    }
}

struct Watching {
    gatherer: Gatherer,
    writer: Writer,
    /// Where they are kept, and who tells of them.
    alerts: (Library, Teller),
    console: Console,
    interrupt: Interrupt,
    /// By address or path.
    feeds: BTreeMap<String, Feed>,
    every: Duration,
}

/// What came of feeds that were looked at.
#[derive(Default)]
struct Look {
    /// Links to articles, with the feed that has them.
    articles: Vec<(String, String)>,
    /// Feeds that an OPML file lists.
    feeds: Vec<String>,
    /// Feeds that could not be read.
    failed: BTreeSet<String>,
    /// Feeds that are read, to be noted when their articles are.
    read: Vec<Looked>,
}

impl Look {
    /// Sorts what was found in a feed; what is to be kept is given back.
    fn sort(&mut self, looked: Looked) -> Option<Looked> {
        let feed = looked.top.path.clone();
        match &looked.found {
            // A feed must not name files of this machine.
            Found::Link(link) if !is_address(&link.url) => {}
            Found::Link(Link { kind: LinkKind::Article, url, .. }) => self.articles.push((feed, url.clone())),
            Found::Link(Link { kind: LinkKind::Feed, url, .. }) => self.feeds.push(url.clone()),
            Found::Skipped(..) if looked.path == feed => drop(self.failed.insert(feed)),
            Found::End(Some(_)) => self.read.push(looked),
            _ => return Some(looked),
        }
        None
    }
}

impl Watching {
    /// Looks at all feeds that are due, those that are found on the way included. Whether one could not be read.
    fn look(&mut self) -> anyhow::Result<bool> {
        let (before, mut seen, mut bad) = (self.writer.tally.clone(), BTreeSet::new(), false);
        loop {
            let now = Instant::now();
            let is_due = |(path, feed): &(&String, &Feed)| feed.next <= now && !seen.contains(*path);
            let due: Vec<String> = self.feeds.iter().filter(is_due).map(|(path, _)| path.clone()).collect();
            if due.is_empty() || self.interrupt.is_wanted() {
                break;
            }
            let look = self.feeds_of(&due)?;
            bad |= !look.failed.is_empty();
            self.schedule(&due, &look);
            self.articles_of(look)?;
            seen.extend(due);
        }
        self.writer.keep()?;
        let added = self.writer.tally.added - before.added;
        if added > 0 {
            self.writer.link()?;
        }
        let statements = counted(self.writer.tally.statements - before.statements, "statement");
        self.console.say(&format!(
            "{} with {statements} from {}",
            counted(added, "new document"),
            counted(seen.len() as u64, "feed"),
        ));
        bad |= !self.alert()?;
        Ok(bad)
    }

    /// Raises alerts about what is new and tells of them; `false` if somebody could not be told.
    fn alert(&mut self) -> anyhow::Result<bool> {
        let (library, teller) = &mut self.alerts;
        match alerts::raise(library, self.gatherer.linker(), &|| self.interrupt.is_wanted()) {
            // Where another program is writing, the next look goes on.
            Ok(_) | Err(StoreError::Busy) => teller.tell(library, &self.console),
            Err(error) => Err(error.into()),
        }
    }

    fn feeds_of(&mut self, due: &[String]) -> anyhow::Result<Look> {
        let mut look = Look::default();
        let inputs = Inputs::new(&due.iter().map(PathBuf::from).collect::<Vec<_>>());
        let Watching { gatherer, writer, console, interrupt, .. } = self;
        gatherer.gather(&inputs, console, &|| interrupt.is_wanted(), |looked| {
            tell(console, looked.as_ref().filter(|looked| !matches!(looked.found, Found::Link(_))));
            writer.take(looked.and_then(|looked| look.sort(looked)))
        })?;
        Ok(look)
    }

    /// Sets when each of these feeds is looked at next.
    fn schedule(&mut self, due: &[String], look: &Look) {
        let now = Instant::now();
        for path in due {
            let Some(feed) = self.feeds.get_mut(path) else { continue };
            feed.failures = if look.failed.contains(path) { feed.failures + 1 } else { 0 };
            feed.next = now + pause(self.every, feed.failures);
        }
        for url in &look.feeds {
            self.feeds.entry(url.clone()).or_insert(Feed::due(now));
        }
    }

    /// Fetches the articles that the library does not have. A feed is noted as read if none of its articles must be tried
    /// again; else it is sent again next time, with the same links.
    fn articles_of(&mut self, look: Look) -> anyhow::Result<()> {
        let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut order = Vec::new();
        for (feed, url) in look.articles {
            if !self.gatherer.knows(&url)? {
                if !wanted.contains_key(&url) {
                    order.push(PathBuf::from(&url));
                }
                wanted.entry(url).or_default().insert(feed);
            }
        }
        let mut unsettled: BTreeSet<String> = wanted.values().flatten().cloned().collect();
        let Watching { gatherer, writer, console, interrupt, .. } = self;
        let mut again = BTreeSet::new();
        gatherer.gather(&Inputs::new(&order), console, &|| interrupt.is_wanted(), |looked| {
            tell(console, looked.as_ref());
            writer.take(looked.and_then(|looked| match &looked.found {
                Found::Skipped(_, true) => {
                    again.extend(wanted.get(&looked.top.path).into_iter().flatten().cloned());
                    None
                }
                _ => Some(looked),
            }))
        })?;
        if !interrupt.is_wanted() {
            unsettled = again;
        }
        for feed in look.read {
            if !unsettled.contains(&feed.top.path) {
                writer.take(Some(feed))?;
            }
        }
        Ok(())
    }

    /// Waits until a feed is due, or the user wants to stop.
    fn wait(&self) {
        let next = self.feeds.values().map(|feed| feed.next).min();
        while !self.interrupt.is_wanted() && next.is_some_and(|next| next > Instant::now()) {
            std::thread::sleep(BLINK);
        }
    }
}

fn tell(console: &Console, looked: Option<&Looked>) {
    if let Some((path, reason)) = looked.and_then(|looked| Some((&looked.path, looked.skipped()?))) {
        console.say(&format!("skipped {path}: {reason}"));
    }
}

/// How long to wait after so many failures in a row: twice as long each time.
pub(crate) fn pause(every: Duration, failures: u32) -> Duration {
    every.saturating_mul(1 << failures.min(16)).min(LONGEST_PAUSE.max(every))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_day() {
        let check = |failures, minutes: u64| {
            assert_eq!(pause(Duration::from_secs(900), failures), Duration::from_secs(60 * minutes));
        };
        check(0, 15);
        check(1, 30);
        check(4, 240);
        check(1000, 24 * 60);
    }
}
