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
    let (gatherer, console, is_once) = (gatherer.following(), Console::plain(), args.once);
    let mut watching = Watching { gatherer, writer, alerts, console, interrupt, feeds, every, is_once };
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
    is_once: bool,
}

/// What came of feeds that were looked at.
#[derive(Default)]
struct Look {
    /// Articles that the library did not have, with the feeds that link to them.
    articles: BTreeMap<String, BTreeSet<String>>,
    /// Articles that must be tried again, and others of which all is read.
    again: BTreeSet<String>,
    settled: BTreeSet<String>,
    /// Feeds that were looked at, and those that could not be read.
    feeds: BTreeSet<String>,
    failed: BTreeSet<String>,
    /// Feeds that are read, to be noted when their articles are.
    read: Vec<Looked>,
}

/// What is to be done with a thing that was found.
enum Next {
    Keep(Looked),
    /// Fetch this address, too, if it is not there.
    Article(String),
    Feed(String),
    Nothing,
}

impl Look {
    /// Sorts what was found in a feed or an article.
    fn sort(&mut self, looked: Looked) -> Next {
        let top = looked.top.path.clone();
        if self.articles.contains_key(&top) {
            match &looked.found {
                // Nothing is known of it till then.
                Found::Skipped(_, true) => {
                    self.again.insert(top);
                    return Next::Nothing;
                }
                Found::End(_) if !self.again.contains(&top) => drop(self.settled.insert(top)),
                _ => {}
            }
            return Next::Keep(looked);
        }
        self.feeds.insert(top.clone());
        match &looked.found {
            // A feed must not name files of this machine.
            Found::Link(link) if !is_address(&link.url) => Next::Nothing,
            Found::Link(Link { kind: LinkKind::Article, url, .. }) => Next::Article(url.clone()),
            Found::Link(Link { kind: LinkKind::Feed, url, .. }) => Next::Feed(url.clone()),
            Found::Skipped(..) if looked.path == top => {
                self.failed.insert(top);
                Next::Nothing
            }
            Found::End(Some(_)) => {
                self.read.push(looked);
                Next::Nothing
            }
            _ => Next::Keep(looked),
        }
    }
}

impl Watching {
    /// Looks at all feeds that are due, those that are found on the way included. Whether one could not be read.
    fn look(&mut self) -> anyhow::Result<bool> {
        let before = self.writer.tally.clone();
        let now = Instant::now();
        let due = self.feeds.iter().filter(|(_, feed)| feed.next <= now).map(|(path, _)| path.clone()).collect();
        // A slow site with much that is new must not keep feeds from being looked at again; the rest is for the next look.
        let look = self.follow(due, (!self.is_once).then(|| now + self.every))?;
        let (seen, mut bad) = (look.feeds.len(), !look.failed.is_empty());
        self.schedule(&look);
        self.note(look)?;
        self.writer.keep()?;
        let added = self.writer.tally.added - before.added;
        if added > 0 {
            self.writer.link()?;
        }
        let statements = counted(self.writer.tally.statements - before.statements, "statement");
        self.console.say(&format!(
            "{} with {statements} from {}",
            counted(added, "new document"),
            counted(seen as u64, "feed"),
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

    /// Reads feeds, and the articles that they link to and the library does not have, each as it comes.
    fn follow(&mut self, due: Vec<String>, until: Option<Instant>) -> anyhow::Result<Look> {
        let mut look = Look::default();
        let inputs = Inputs::new(&due.iter().map(PathBuf::from).collect::<Vec<_>>());
        let Watching { gatherer, writer, console, interrupt, feeds, .. } = self;
        let stops = || interrupt.is_wanted() || until.is_some_and(|until| until < Instant::now());
        gatherer.gather(&inputs, console, &stops, |looked| {
            let Some(looked) = looked else {
                writer.take(None)?;
                return Ok(Vec::new());
            };
            if !matches!(looked.found, Found::Link(_)) {
                tell(console, &looked);
            }
            let mut more = Vec::new();
            let feed = looked.top.path.clone();
            match look.sort(looked) {
                Next::Keep(looked) => writer.take(Some(looked))?,
                Next::Article(url) if feeds.contains_key(&url) || gatherer.knows(&url)? => {}
                Next::Article(url) => {
                    look.articles.entry(url.clone()).or_default().insert(feed);
                    more.push(url);
                }
                // One that is known is looked at when it is due.
                Next::Feed(url) if feeds.contains_key(&url) => {}
                Next::Feed(url) => {
                    feeds.insert(url.clone(), Feed::due(Instant::now()));
                    more.push(url);
                }
                Next::Nothing => {}
            }
            Ok(more)
        })?;
        Ok(look)
    }

    /// Sets when each of these feeds is looked at next.
    fn schedule(&mut self, look: &Look) {
        let now = Instant::now();
        for path in &look.feeds {
            let Some(feed) = self.feeds.get_mut(path) else { continue };
            feed.failures = if look.failed.contains(path) { feed.failures + 1 } else { 0 };
            feed.next = now + pause(self.every, feed.failures);
        }
    }

    /// Notes feeds as read, if none of their articles must be tried again; the others are sent again next time, with the
    /// same links.
    fn note(&mut self, look: Look) -> anyhow::Result<()> {
        let unsettled = look.articles.iter().filter(|(url, _)| !look.settled.contains(*url));
        let unsettled: BTreeSet<String> = unsettled.flat_map(|(_, feeds)| feeds).cloned().collect();
        for feed in look.read {
            if !unsettled.contains(&feed.top.path) {
                self.writer.take(Some(feed))?;
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

fn tell(console: &Console, looked: &Looked) {
    if let Some(reason) = looked.skipped() {
        console.say(&format!("skipped {}: {reason}", looked.path));
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
