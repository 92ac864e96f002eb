//! zstd (RFC 8878), frame by frame.
//!
//! As in gzip, archives of the web have a frame for each record, and the next byte always belongs to the frame that
//! [`Unzstd::member`] names. A WARC may begin with a dictionary that all of its frames need, in a frame of its own that
//! is skipped by whoever does not know it.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

use super::bytes::{BUFFER, Meter, fill, read_ready};
use super::record::Why;
use super::rewind::Rewind;

/// How a frame begins.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// How a frame begins that is to be skipped, behind a byte of any low half.
const SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];
/// The first byte of one that holds a dictionary.
const DICTIONARY: u8 = 0x5d;
/// A larger dictionary is not read; it would be kept in memory.
const LARGEST_DICTIONARY: u32 = 16 << 20;
/// So much of what was unpacked may be looked back at, and is kept in memory: what `zstd --long` takes.
const LARGEST_WINDOW: u64 = 128 << 20;

/// Whether a frame begins here.
pub(super) fn is_zstd(head: &[u8]) -> bool {
    head.starts_with(&MAGIC) || is_skippable(head)
}

fn is_skippable(head: &[u8]) -> bool {
    head.first().is_some_and(|byte| byte & 0xf0 == 0x50) && head[1..].starts_with(&SKIPPABLE)
}

/// The frame at the beginning of a file that must be read before any other, wherever one goes on.
pub(super) fn dictionary(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut frame = vec![0; 8];
    let is_whole = fill(from, &mut frame)? == frame.len();
    if !is_whole || frame[0] != DICTIONARY || !is_skippable(&frame) {
        return Ok(Vec::new());
    }
    let length = length(&frame[4..]).min(LARGEST_DICTIONARY);
    from.take(u64::from(length)).read_to_end(&mut frame)?;
    Ok(frame)
}

fn length(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// What the decoder reads: it wraps errors in its own, from which they can't be taken out again.
struct Packed<R> {
    inner: Rewind<R>,
    error: Option<io::Error>,
    /// More was asked for than there is.
    has_ended: bool,
}

impl<R: BufRead> Read for Packed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into);
        self.has_ended |= matches!(read, Ok(0)) && !into.is_empty();
        read.map_err(|error| {
            let kind = error.kind();
            self.error = Some(error);
            kind.into()
        })
    }
}

/// Unpacks all frames.
pub(super) struct Unzstd<R> {
    packed: Packed<R>,
    decoder: FrameDecoder,
    meter: Meter,
    buffer: Vec<u8>,
    /// What is unpacked and not taken.
    ready: std::ops::Range<usize>,
    inside: bool,
    /// Byte of the input at which the frame begins.
    pub(super) member: u64,
    /// Bytes of the frame that were unpacked.
    made: u64,
    /// How many bytes of the next frame's head were read already.
    seen: usize,
    /// Nothing is to be had before [`Unzstd::resynchronise`].
    has_failed: bool,
}

impl<R: BufRead> Unzstd<R> {
    /// `at` is the byte of the input at which `inner` begins.
    pub(super) fn new(inner: R, at: u64, meter: Meter) -> Unzstd<R> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(LARGEST_WINDOW);
        Unzstd {
            packed: Packed { inner: Rewind::new(inner, at), error: None, has_ended: false },
            decoder,
            meter,
            buffer: vec![0; BUFFER],
            ready: 0..0,
            inside: false,
            member: at,
            made: 0,
            seen: 0,
            has_failed: false,
        }
    }

    /// Reads a frame's head. `false`: there is no further frame.
    fn begin(&mut self) -> io::Result<bool> {
        let mut head = MAGIC;
        loop {
            let seen = std::mem::take(&mut self.seen);
            if seen == 0 {
                self.packed.inner.keep();
            }
            self.member = self.packed.inner.at - seen as u64;
            match seen + fill(&mut self.packed, &mut head[seen..])? {
                0 => return Ok(false),
                4 if head == MAGIC => break,
                4 if is_skippable(&head) => self.pass_over(head[0] == DICTIONARY)?,
                4 => return Err(Why::Damaged("zstd", "something else stands between its frames").into()),
                _ => return Err(Why::Truncated("a zstd frame").into()),
            }
        }
        let begun = self.decoder.reset(MAGIC.chain(&mut self.packed));
        begun.map_err(|error| self.why(error))?;
        (self.inside, self.made) = (true, 0);
        Ok(true)
    }

    /// Passes over a frame that is to be skipped, behind its first four bytes; takes the dictionary that it may be.
    fn pass_over(&mut self, is_dictionary: bool) -> io::Result<()> {
        let mut four = [0; 4];
        let mut count = fill(&mut self.packed, &mut four)? as u64;
        let length = length(&four);
        let mut frame = self.packed.by_ref().take(u64::from(length));
        if is_dictionary && length <= LARGEST_DICTIONARY {
            let mut bytes = Vec::new();
            count += frame.read_to_end(&mut bytes)? as u64;
            // One that can't be read is missed by whoever needs it.
            if let Some(dictionary) = self.dictionary_of(bytes) {
                self.decoder.add_dict(dictionary).map_err(|error| self.why(error))?;
            }
        } else {
            count += io::copy(&mut frame, &mut io::sink())?;
        }
        if count < 4 + u64::from(length) { Err(Why::Truncated("a zstd frame").into()) } else { Ok(()) }
    }

    /// The dictionary that these bytes are, which may be packed themselves.
    fn dictionary_of(&self, mut bytes: Vec<u8>) -> Option<Dictionary> {
        if bytes.starts_with(&MAGIC) {
            let mut unpacked = Vec::new();
            let inner = Unzstd::new(bytes.as_slice(), 0, self.meter.clone());
            inner.take(u64::from(LARGEST_DICTIONARY)).read_to_end(&mut unpacked).ok()?;
            bytes = unpacked;
        }
        Dictionary::decode_dict(&bytes).ok()
    }

    /// Unpacks some bytes into the empty buffer; leaves it empty at the end of a frame.
    fn unpack(&mut self) -> io::Result<()> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let unpacked = self.decoder.decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1));
            unpacked.map_err(|error| self.why(error))?;
        }
        let count = self.decoder.read(&mut self.buffer)?;
        self.made += count as u64;
        self.meter.unpack(count, self.packed.inner.at - self.member, self.made)?;
        self.ready = 0..count;
        // With the last bytes, so that nothing of a small frame is taken before its checksum is known to fit.
        if self.decoder.is_finished() && self.decoder.can_collect() == 0 { self.finish() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        let stated = self.decoder.get_checksum_from_data();
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            return Err(Why::Damaged("zstd", "a checksum does not fit").into());
        }
        if ![0, self.made].contains(&self.decoder.content_size()) {
            return Err(Why::Damaged("zstd", "a frame is not as long as stated").into());
        }
        self.inside = false;
        Ok(())
    }

    fn why(&mut self, error: FrameDecoderError) -> io::Error {
        if let Some(error) = self.packed.error.take() {
            return error;
        }
        let why = match error {
            _ if self.packed.has_ended => Why::Truncated("a zstd frame"),
            FrameDecoderError::WindowSizeTooBig { .. } => Why::Unread("zstd that looks back over more than 128 MiB"),
            FrameDecoderError::DictNotProvided { .. } => Why::Unread("zstd with a dictionary that is not in the file"),
            _ => Why::Damaged("zstd", "its data are not zstd"),
        };
        why.into()
    }

    /// Whether the next byte is the first of its frame.
    pub(super) fn is_at_start(&self) -> bool {
        !self.ready.is_empty() && self.made == self.ready.len() as u64
    }

    /// After an error: goes back to the head of the frame, and from there to what looks like the next one. `false`:
    /// there is none.
    pub(super) fn resynchronise(&mut self) -> io::Result<bool> {
        self.ready = 0..0;
        (self.inside, self.has_failed, self.packed.has_ended) = (false, false, false);
        let is_found = self.packed.inner.find(&MAGIC)?;
        self.seen = if is_found { MAGIC.len() } else { 0 };
        Ok(is_found)
    }
}

impl<R: BufRead> Read for Unzstd<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        read_ready(self, into)
    }
}

impl<R: BufRead> BufRead for Unzstd<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ready.is_empty() && self.has_failed {
            return Err(Why::Damaged("zstd", "nothing behind the damage can be unpacked").into());
        }
        // Until it is known that this went well.
        self.has_failed = true;
        while self.ready.is_empty() && (self.inside || self.begin()?) {
            self.unpack()?;
        }
        self.has_failed = false;
        Ok(&self.buffer[self.ready.clone()])
    }

    fn consume(&mut self, count: usize) {
        self.ready.start += count.min(self.ready.len());
    }
}
