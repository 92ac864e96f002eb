//! What comes out of a container, and where to go on.

use std::io;

/// What the container says of a record; the bytes may say more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Address of the page.
    pub url: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// When it was published: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub published: Option<String>,
    /// Media type with its parameters, as stated: `text/html; charset=utf-8`.
    pub content_type: Option<String>,
    /// HTTP headers of the response, names in lower case, in order.
    pub headers: Vec<(String, String)>,
}

/// The bytes of one document, plain text or a page, and where they stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Path of the input and the place in it: `archive.zip!folder/a.txt`, `crawl.warc.gz@12345`, `news.jsonl:17`. The
    /// path of the input alone where that is no container.
    pub path: String,
    /// As they stood, but for transfer and content encodings, which are undone.
    pub bytes: Vec<u8>,
    /// What the container says of it.
    pub given: Given,
}

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// An article of which a feed has no more than a teaser.
    Article,
    /// A feed that an OPML file lists.
    Feed,
}

/// Something that is not here but elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As in [`Record::path`].
    pub path: String,
    /// What it leads to.
    pub kind: LinkKind,
    /// Where.
    pub url: String,
    /// Headline, or name of the feed.
    pub title: Option<String>,
    /// As in [`Given::published`].
    pub published: Option<String>,
}

/// What was found at one place.
#[derive(Debug)]
pub enum Found {
    /// A document.
    Record(Record),
    /// A link to one.
    Link(Link),
    /// Neither, at this path, for this reason.
    Skipped(String, Why),
}

/// Where to go on in an input that was read in part. It holds for the same bytes and [`Options`](super::Options) alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Byte of the input at which a record or an entry begins.
    pub offset: u64,
    /// How many things were found before it, as people count: lines of JSONL.
    pub line: u64,
    /// How many things that stand behind `offset` were taken already.
    pub taken: u64,
}

/// An input and where to begin in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// As shown.
    pub path: String,
    /// What is known of it; holds for its one document where it is no container.
    pub given: Given,
    /// Where an earlier run ended. Counts only where the input is a file with the same bytes, read with the same options.
    pub from: Place,
    /// What a stream came packed with, as HTTP's `Content-Encoding` has it.
    pub coding: Option<String>,
}

impl Start {
    /// The beginning of an input of which nothing is known.
    pub fn at(path: impl Into<String>) -> Start {
        Start { path: path.into(), ..Start::default() }
    }
}

/// A thing that was found.
#[derive(Debug)]
pub struct Event {
    /// What.
    pub found: Found,
    /// Where to go on behind it.
    pub next: Place,
    /// How many bytes of the input were read so far.
    pub read: u64,
}

/// Which limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Bytes of one record.
    Record,
    /// Bytes unpacked from one input.
    Total,
    /// How many times larger something is when unpacked.
    Ratio,
    /// Containers in containers.
    Depth,
}

/// Why something gives no document.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// More than a limit allows.
    #[error("{}", over(*.0, *.1))]
    Over(Limit, u64),
    /// Ends in the middle.
    #[error("ends in the middle of {0}")]
    Truncated(&'static str),
    /// Not as its format has it.
    #[error("damaged {0}: {1}")]
    Damaged(&'static str, &'static str),
    /// A line of JSON or CSV that can't be used.
    #[error("line {0}: {1}")]
    Line(u64, String),
    /// Packed in a way that is not read.
    #[error("{0} is not read")]
    Unread(&'static str),
    /// An office document or an e-book: a zip whose parts are no articles.
    #[error("looks like an office document or an e-book; save it as HTML or as text")]
    Office,
    /// What the system says.
    #[error("cannot be read: {}", .0.to_string().split(" (os error").next().unwrap_or_default())]
    Io(io::Error),
}

fn over(limit: Limit, most: u64) -> String {
    match limit {
        Limit::Record => format!("larger than {most} bytes"),
        Limit::Total => format!("unpacks to more than {most} bytes"),
        Limit::Ratio => format!("unpacks to more than {most} times its size"),
        Limit::Depth => format!("more than {most} containers in each other"),
    }
}

impl From<io::Error> for Why {
    /// Readers in readers hand a [`Why`] up as an [`io::Error`]; it is taken out again here.
    fn from(error: io::Error) -> Why {
        error.downcast::<Why>().unwrap_or_else(Why::Io)
    }
}

impl From<Why> for io::Error {
    fn from(why: Why) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, why)
    }
}

/// Why reading of one container ended before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Whoever takes the records wants no more.
    Wanted,
    /// The rest of this container can't be read.
    Why(Why),
}

impl From<Why> for Stop {
    fn from(why: Why) -> Stop {
        Stop::Why(why)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Why(error.into())
    }
}
