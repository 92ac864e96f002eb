//! What came, kept until it is read: who reads must not keep a server waiting, nor a server who reads.

use std::io::{self, Read, Seek};

use tempfile::{SpooledTempFile, spooled_tempfile};

use super::error::FetchError;
use crate::cli::ByteSize;

/// Bytes that are kept in memory; of more, all go to a temporary file.
const IN_MEMORY: usize = 256 << 10;

/// A body, and where it broke off, if it did.
pub(crate) struct Body {
    kept: SpooledTempFile,
    error: Option<io::Error>,
}

impl Body {
    /// Takes what comes, until the end, `most` or an error, which comes behind what came before it.
    pub(super) fn take(from: impl Read, most: ByteSize, timeout: u64) -> Body {
        let mut kept = spooled_tempfile(IN_MEMORY);
        let copied = io::copy(&mut from.take(most.0.saturating_add(1)), &mut kept);
        let error = match copied {
            Ok(count) if count > most.0 => {
                Some(io::Error::other(format!("more than {most} came; --max-fetch allows more")))
            }
            Ok(_) => None,
            Err(error) => Some(plain(error, timeout)),
        };
        let rewound = kept.rewind();
        Body { kept, error: error.or(rewound.err()) }
    }
}

fn plain(error: io::Error, timeout: u64) -> io::Error {
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(ureq::Error::Timeout(_)) => io::Error::other(FetchError::Slow(timeout)),
        _ => error,
    }
}

impl Read for Body {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.kept.read(into)?;
        if count > 0 || into.is_empty() {
            return Ok(count);
        }
        self.error.take().map_or(Ok(0), Err)
    }
}
