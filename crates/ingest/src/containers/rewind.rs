//! A reader that can go back a little.

use std::io::{self, BufRead, Read};

use super::bytes::read_ready;

/// One can go back over so many bytes.
const KEPT: usize = 4 << 20;

/// Keeps what was read since [`Rewind::keep`], and knows at which byte of the input it stands.
pub(super) struct Rewind<R> {
    inner: R,
    kept: Vec<u8>,
    /// Where in `kept` keeping began last.
    start: usize,
    /// Of `kept`, so much was read, perhaps again.
    read: usize,
    /// More was read than is kept.
    is_lost: bool,
    /// Byte of the input.
    pub(super) at: u64,
    /// Bytes that were read again so far.
    again: u64,
}

impl<R: BufRead> Rewind<R> {
    /// `at` is the byte of the input at which `inner` begins.
    pub(super) fn new(inner: R, at: u64) -> Rewind<R> {
        Rewind { inner, kept: Vec::new(), start: 0, read: 0, is_lost: false, at, again: 0 }
    }

    /// From here on what is read is kept.
    pub(super) fn keep(&mut self) {
        if self.read == self.kept.len() {
            self.kept.clear();
            self.read = 0;
        }
        (self.start, self.is_lost) = (self.read, false);
    }

    /// Goes back to the byte behind the one at which keeping began. Not where too much was read since, or more was read
    /// again already than for the first time: then damage upon damage would take for ever.
    pub(super) fn back(&mut self) {
        let by = self.read.saturating_sub(self.start + 1) as u64;
        if !self.is_lost && self.again + by <= self.at {
            self.again += by;
            self.at -= by;
            self.read -= by as usize;
        }
    }
}

impl<R: BufRead> Rewind<R> {
    /// Goes [`back`](Rewind::back), and from there to behind what begins like `magic`, in which the first byte stands
    /// but once; keeping begins at that byte. `false`: there is nothing like it.
    pub(super) fn find(&mut self, magic: &[u8]) -> io::Result<bool> {
        self.back();
        let mut seen = 0;
        while seen < magic.len() {
            let Some(&byte) = self.fill_buf()?.first() else { return Ok(false) };
            seen = match byte {
                _ if byte == magic[seen] => seen + 1,
                _ if byte == magic[0] => 1,
                _ => 0,
            };
            if seen == 1 {
                self.keep();
            }
            self.consume(1);
        }
        Ok(true)
    }
}

impl<R: BufRead> Read for Rewind<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        read_ready(self, into)
    }
}

impl<R: BufRead> BufRead for Rewind<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read < self.kept.len() { Ok(&self.kept[self.read..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        self.at += count as u64;
        if self.read < self.kept.len() {
            self.read += count.min(self.kept.len() - self.read);
            return;
        }
        if !self.is_lost && self.kept.len() + count <= KEPT {
            // Filled already, so that this neither fails nor reads.
            let ready = self.inner.fill_buf().unwrap_or_default();
            self.kept.extend_from_slice(&ready[..count.min(ready.len())]);
            self.read = self.kept.len();
        } else {
            self.kept.clear();
            (self.start, self.read, self.is_lost) = (0, 0, true);
        }
        self.inner.consume(count);
    }
}
