//! Readers that count, and that stop in time.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::options::Limits;
use super::record::{Limit, Why};

/// Bytes held at once by a reader.
pub(super) const BUFFER: usize = 64 << 10;

/// Knows at which byte of the input the next byte stands, whatever is buffered below.
pub(super) struct Counting<R> {
    inner: R,
    /// Of the next byte.
    pub(super) at: u64,
}

impl<R: BufRead> Counting<R> {
    /// The first byte of `inner` is byte `at` of the input.
    pub(super) fn new(inner: R, at: u64) -> Counting<R> {
        Counting { inner, at }
    }

    /// Passes over up to `count` bytes; how many there were.
    pub(super) fn skip(&mut self, count: u64) -> io::Result<u64> {
        io::copy(&mut self.by_ref().take(count), &mut io::sink())
    }
}

impl<R: BufRead> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.at += count as u64;
        self.inner.consume(count);
    }
}

/// Says how far the input is read.
pub(super) struct Watched<R> {
    pub(super) inner: R,
    pub(super) read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

/// What is unpacked of an input, against the limits.
#[derive(Debug, Clone)]
pub(super) struct Meter {
    limits: Limits,
    total: Rc<Cell<u64>>,
}

/// Small things may be of any ratio: an empty tar block packs very well.
const ANY_RATIO: u64 = 4 << 20;

impl Meter {
    pub(super) fn new(limits: Limits) -> Meter {
        Meter { limits, total: Rc::default() }
    }

    /// Takes note of `more` bytes, with which `packed` bytes became `unpacked`.
    pub(super) fn unpack(&self, more: usize, packed: u64, unpacked: u64) -> Result<(), Why> {
        self.total.set(self.total.get() + more as u64);
        if self.total.get() > self.limits.total {
            return Err(Why::Over(Limit::Total, self.limits.total));
        }
        if unpacked > ANY_RATIO && unpacked / self.limits.ratio.max(1) > packed {
            return Err(Why::Over(Limit::Ratio, self.limits.ratio));
        }
        Ok(())
    }
}

/// Fills `into`, or says how many bytes there were before the end.
pub(super) fn fill(from: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut done = 0;
    while done < into.len() {
        match from.read(&mut into[done..])? {
            0 => break,
            count => done += count,
        }
    }
    Ok(done)
}

/// What `read` does where there is a buffer: takes of it what there is, and no more than fits.
pub(super) fn read_ready(from: &mut impl BufRead, into: &mut [u8]) -> io::Result<usize> {
    let ready = from.fill_buf()?;
    let count = ready.len().min(into.len());
    into[..count].copy_from_slice(&ready[..count]);
    from.consume(count);
    Ok(count)
}

/// The bytes up to the end, if there are no more than `limit`.
pub(super) fn whole(from: &mut dyn BufRead, limit: u64) -> Result<Vec<u8>, Why> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Why::Over(Limit::Record, limit)) } else { Ok(bytes) }
}

/// A line without its end.
pub(super) enum Line {
    End,
    Whole(Vec<u8>),
    /// Longer than the limit; passed over.
    TooLong,
}

/// The next line, of at most `limit` bytes.
pub(super) fn line(from: &mut dyn BufRead, limit: u64) -> io::Result<Line> {
    let mut line = Vec::new();
    from.take(limit).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() as u64 == limit && !at_end(from)? {
        // `skip_until` takes no memory, however long the line.
        from.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Line::Whole(line))
}

/// Whether nothing follows.
pub(super) fn at_end(from: &mut dyn BufRead) -> io::Result<bool> {
    Ok(from.fill_buf()?.is_empty())
}
