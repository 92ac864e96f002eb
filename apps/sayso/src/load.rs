//! A file's bytes, or why they are not read.

use std::fs::File;
use std::io::{self, Read};
use std::time::UNIX_EPOCH;

use sayso_core::Provenance;
use sayso_ingest::NotText;

use crate::cli::ByteSize;
use crate::inputs::{Input, Skip};

/// Why a file gives no document. The path stands elsewhere, so that equal reasons can be counted.
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
    #[error("{0}")]
    NotText(#[from] NotText),
    #[error("reading it failed: an error in sayso; please report it")]
    Panicked,
}

/// The words without the number: "Permission denied (os error 13)" is for nobody.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Why {
        if error.kind() == io::ErrorKind::NotFound { Why::Missing } else { Why::Unreadable(error) }
    }
}

/// A file that was read.
pub(crate) struct Loaded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) provenance: Provenance,
    /// Seconds since 1970; none of standard input.
    pub(crate) modified: Option<i64>,
}

impl Input {
    /// The path as shown.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The bytes, if there are no more than `limit`.
    pub(crate) fn load(&self, limit: ByteSize) -> Result<Loaded, Skip> {
        let path = self.name();
        match self.bytes(limit) {
            Ok((bytes, modified)) => {
                let provenance = Provenance { path: Some(path), ..Provenance::default() };
                Ok(Loaded { bytes, provenance, modified })
            }
            Err(why) => Err(Skip { path, why }),
        }
    }

    fn bytes(&self, limit: ByteSize) -> Result<(Vec<u8>, Option<i64>), Why> {
        let Input::File(path) = self else { return Ok((up_to(io::stdin().lock(), limit)?, None)) };
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.len() > limit.0 {
            return Err(Why::TooLarge(limit));
        }
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| i64::try_from(since.as_secs()).ok());
        // A pipe or a growing file can hold more than its length says.
        Ok((up_to(file, limit)?, modified))
    }
}

fn up_to(from: impl Read, limit: ByteSize) -> Result<Vec<u8>, Why> {
    let mut bytes = Vec::new();
    from.take(limit.0.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit.0 { Err(Why::TooLarge(limit)) } else { Ok(bytes) }
}
