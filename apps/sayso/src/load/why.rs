//! Why something gives no document, in words that say what to do.

use std::io;

use sayso_ingest::containers::{self, Limit, Link, LinkKind};
use sayso_ingest::{NotText, PageKind};

use crate::cli::ByteSize;
use crate::fetch::FetchError;

/// Why something gives no document. The path stands elsewhere, so that equal reasons can be counted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Why {
    #[error("no such file or folder")]
    Missing,
    #[error("cannot be read: {}", plain(.0))]
    Unreadable(io::Error),
    #[error("a folder that contains itself by a link")]
    Loop,
    #[error("not a regular file")]
    NotAFile,
    #[error("larger than {0}; raise the limit with --max-bytes")]
    TooLarge(ByteSize),
    #[error("unpacks to more than {0}; raise the limit with --max-unpacked")]
    TooMuch(ByteSize),
    #[error("unpacks to more than {0} times its size; raise the limit with --max-ratio")]
    TooDense(u64),
    #[error("more than {0} containers in each other; raise the limit with --max-depth")]
    TooDeep(u64),
    #[error("{0}")]
    Container(containers::Why),
    #[error("only links to its article; `sayso add URL` fetches one")]
    LinkToArticle,
    #[error("only a link to a feed; `sayso add URL` fetches one")]
    LinkToFeed,
    #[error("{0}")]
    NotText(NotText),
    #[error("{}; make a text of it first, with pdftotext", NotText::Pdf)]
    Pdf,
    #[error("{}; --take {} takes it all the same", NotText::NoArticle(*.0), .0.name())]
    NoArticle(PageKind),
    #[error("an address; `sayso add` fetches it")]
    NotHere,
    #[error("{0}")]
    Fetch(#[from] FetchError),
    #[error("reading it failed: an error in sayso; please report it")]
    Panicked,
}

/// The words without the number: "Permission denied (os error 13)" is for nobody.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

impl Why {
    /// Whether another try later may do better.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Why::Fetch(error) => error.may_pass(),
            // What comes from an address may break off.
            Why::Unreadable(_) => true,
            _ => false,
        }
    }

    /// Why a link gives no document.
    pub(crate) fn of_link(link: &Link) -> Why {
        if link.kind == LinkKind::Feed { Why::LinkToFeed } else { Why::LinkToArticle }
    }
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Why {
        if error.kind() == io::ErrorKind::NotFound { Why::Missing } else { Why::Unreadable(error) }
    }
}

impl From<NotText> for Why {
    fn from(why: NotText) -> Why {
        match why {
            NotText::NoArticle(kind) if kind != PageKind::Empty => Why::NoArticle(kind),
            NotText::Pdf => Why::Pdf,
            why => Why::NotText(why),
        }
    }
}

impl From<containers::Why> for Why {
    fn from(why: containers::Why) -> Why {
        match why {
            containers::Why::Over(Limit::Record, most) => Why::TooLarge(ByteSize(most)),
            containers::Why::Over(Limit::Total, most) => Why::TooMuch(ByteSize(most)),
            containers::Why::Over(Limit::Ratio, most) => Why::TooDense(most),
            containers::Why::Over(Limit::Depth, most) => Why::TooDeep(most),
            containers::Why::Io(error) => error.into(),
            why => Why::Container(why),
        }
    }
}
