//! gzip (RFC 1952), member by member.
//!
//! Archives of the web have a member for each record. The next byte always belongs to the member that
//! [`Gunzip::member`] names: what is buffered never reaches into the next one, so that a record can be found again.

use std::io::{self, BufRead, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::bytes::{BUFFER, Meter, fill, read_ready};
use super::record::Why;
use super::rewind::Rewind;

/// How a member begins.
pub(super) const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Unpacks all members.
pub(super) struct Gunzip<R> {
    inner: Rewind<R>,
    inflate: Decompress,
    crc: Crc,
    meter: Meter,
    buffer: Vec<u8>,
    /// What is unpacked and not taken.
    ready: std::ops::Range<usize>,
    inside: bool,
    /// Byte of the input at which the member begins.
    pub(super) member: u64,
    /// Byte at which the packed data of the member begin.
    data: u64,
    /// How many bytes of the next member's head were read already.
    seen: usize,
    /// Nothing is to be had before [`Gunzip::resynchronise`].
    has_failed: bool,
}

impl<R: BufRead> Gunzip<R> {
    /// `at` is the byte of the input at which `inner` begins.
    pub(super) fn new(inner: R, at: u64, meter: Meter) -> Gunzip<R> {
        Gunzip {
            inner: Rewind::new(inner, at),
            inflate: Decompress::new(false),
            crc: Crc::new(),
            meter,
            buffer: vec![0; BUFFER],
            ready: 0..0,
            inside: false,
            member: at,
            data: at,
            seen: 0,
            has_failed: false,
        }
    }

    /// Reads a member's head. `false`: there is no further member.
    fn begin(&mut self) -> io::Result<bool> {
        // Tapes and some tools fill up with zeros.
        while let (0, [0, ..]) = (self.seen, self.inner.fill_buf()?) {
            self.inner.consume(1);
        }
        if self.seen == 0 && self.inner.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.member = self.inner.at - self.seen as u64;
        if self.seen == 0 {
            self.inner.keep();
        }
        let mut head = [0; 10];
        let seen = std::mem::take(&mut self.seen);
        head[..seen].copy_from_slice(&MAGIC[..seen]);
        let lead = seen + fill(&mut self.inner, &mut head[seen..MAGIC.len()])?;
        if head[..lead] != MAGIC[..lead] {
            return Err(Why::Damaged("gzip", "something else stands between its members").into());
        }
        if lead < MAGIC.len() || fill(&mut self.inner, &mut head[MAGIC.len()..])? < head.len() - MAGIC.len() {
            return Err(Why::Truncated("a gzip member").into());
        }
        let flags = head[3];
        if flags & 4 != 0 {
            let mut length = [0; 2];
            fill(&mut self.inner, &mut length)?;
            self.skip(u16::from_le_bytes(length))?;
        }
        // A name and a comment, each up to a zero.
        for flag in [8, 16] {
            if flags & flag != 0 {
                self.inner.skip_until(0)?;
            }
        }
        if flags & 2 != 0 {
            self.skip(2)?;
        }
        self.inflate.reset(false);
        self.crc.reset();
        self.data = self.inner.at;
        self.inside = true;
        Ok(true)
    }

    fn skip(&mut self, count: u16) -> io::Result<u64> {
        io::copy(&mut self.inner.by_ref().take(u64::from(count)), &mut io::sink())
    }

    /// Unpacks until there is something; leaves the buffer empty at the end of the last member.
    fn advance(&mut self) -> io::Result<()> {
        while self.ready.is_empty() {
            if !self.inside && !self.begin()? {
                break;
            }
            self.unpack()?;
        }
        Ok(())
    }

    /// Unpacks some bytes into the empty buffer; leaves it empty at the end of a member.
    fn unpack(&mut self) -> io::Result<()> {
        let before = (self.inflate.total_in(), self.inflate.total_out());
        let packed = self.inner.fill_buf()?;
        let is_end = packed.is_empty();
        let status = self.inflate.decompress(packed, &mut self.buffer, FlushDecompress::None);
        let (taken, made) = (self.inflate.total_in() - before.0, self.inflate.total_out() - before.1);
        self.inner.consume(taken as usize);
        let status = status.map_err(|_| Why::Damaged("gzip", "its data are not deflate"))?;
        let made = made as usize;
        self.crc.update(&self.buffer[..made]);
        self.ready = 0..made;
        self.meter.unpack(made, self.inner.at - self.data, self.inflate.total_out())?;
        match status {
            Status::StreamEnd => self.finish(),
            _ if is_end && made == 0 => Err(Why::Truncated("a gzip member").into()),
            _ => Ok(()),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        let mut tail = [0; 8];
        if fill(&mut self.inner, &mut tail)? < tail.len() {
            return Err(Why::Truncated("a gzip member").into());
        }
        let [a, b, c, d, ..] = tail;
        if u32::from_le_bytes([a, b, c, d]) != self.crc.sum() {
            return Err(Why::Damaged("gzip", "a checksum does not fit").into());
        }
        self.inside = false;
        Ok(())
    }

    /// Whether the next byte is the first of its member.
    pub(super) fn is_at_start(&self) -> bool {
        !self.ready.is_empty() && self.inflate.total_out() == self.ready.len() as u64
    }

    /// After an error: goes back to the head of the member, and from there to what looks like the next one. `false`:
    /// there is none.
    pub(super) fn resynchronise(&mut self) -> io::Result<bool> {
        self.ready = 0..0;
        self.inside = false;
        self.has_failed = false;
        let is_found = self.inner.find(&MAGIC)?;
        self.seen = if is_found { MAGIC.len() } else { 0 };
        Ok(is_found)
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        read_ready(self, into)
    }
}

impl<R: BufRead> BufRead for Gunzip<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ready.is_empty() {
            if self.has_failed {
                return Err(Why::Damaged("gzip", "nothing behind the damage can be unpacked").into());
            }
            // Until it is known that this went well.
            self.has_failed = true;
            self.advance()?;
            self.has_failed = false;
        }
        Ok(&self.buffer[self.ready.clone()])
    }

    fn consume(&mut self, count: usize) {
        self.ready.start += count.min(self.ready.len());
    }
}
