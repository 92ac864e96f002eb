//! zip, by its central directory; an entry at a time, however many there are.

use std::io::{BufRead, BufReader, Read, SeekFrom, Write};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::bytes::{BUFFER, Meter};
use super::names::label;
use super::record::{Limit, Stop, Why};
use super::walk::{ReadSeek, Site, Walk};

/// What is kept in memory of a zip in a stream; more goes to a temporary file.
const IN_MEMORY: usize = 8 << 20;
/// The longest comment behind the directory, and the record before it.
const LONGEST_END: u64 = 65_535 + 22;

/// A zip in a stream as something that one can go back in.
pub(super) fn spool(walk: &Walk<'_>, reader: &mut dyn BufRead) -> Result<tempfile::SpooledTempFile, Stop> {
    let mut file = tempfile::spooled_tempfile(IN_MEMORY);
    let most = walk.options.limits.total;
    if std::io::copy(&mut reader.take(most.saturating_add(1)), &mut file)? > most {
        return Err(Why::Over(Limit::Total, most).into());
    }
    file.flush()?;
    Ok(file)
}

/// Reads every file, from the entry of the directory at byte `from`; 0: the first.
pub(super) fn read(walk: &mut Walk<'_>, file: &mut dyn ReadSeek, site: &Site, from: u64) -> Result<(), Stop> {
    let Directory { start, end, shift } = directory(file)?;
    let mut at = if (start..=end).contains(&from) { from } else { start };
    let mut is_first = at == start;
    while at < end {
        walk.mark(site, at, 0);
        file.seek(SeekFrom::Start(at))?;
        let Some((entry, length)) = Entry::read(file)? else {
            return Err(Why::Damaged("zip", "its directory is shorter than stated").into());
        };
        if is_first && matches!(entry.name.as_slice(), b"[Content_Types].xml" | b"mimetype") {
            return Err(Why::Office.into());
        }
        is_first = false;
        at += length;
        let Some(label) = label(&entry.name).filter(|_| !entry.name.ends_with(b"/")) else { continue };
        let inner = site.inner(format!("{}!{label}", site.path));
        match entry.open(file, shift, &walk.meter) {
            Ok(mut data) => walk.inside(&mut BufReader::with_capacity(BUFFER, &mut data), inner)?,
            Err(why) => walk.skip(&inner.path, why)?,
        }
    }
    Ok(())
}

/// Where the entries of the directory stand, and how many bytes stand before the first byte that offsets count from.
struct Directory {
    start: u64,
    end: u64,
    shift: u64,
}

fn directory(file: &mut dyn ReadSeek) -> Result<Directory, Why> {
    let length = file.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub(LONGEST_END);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.take(LONGEST_END).read_to_end(&mut tail)?;
    let missing = Why::Truncated("a zip: its directory is missing");
    let found = tail.windows(4).rposition(|four| four == b"PK\x05\x06");
    let Some((end, record)) = found.and_then(|at| Some((from + at as u64, tail.get(at..at + 22)?))) else {
        return Err(missing);
    };
    let (mut size, mut offset) = (number(record, 12, 4), number(record, 16, 4));
    let mut before = end;
    if size == u64::from(u32::MAX) || offset == u64::from(u32::MAX) {
        // zip64: a pointer of 20 bytes stands before, and points to a record with larger numbers.
        let mut pointer = [0; 20];
        exactly(file, end.saturating_sub(20), &mut pointer)?;
        let mut wide = [0; 56];
        let at = number(&pointer, 8, 8);
        exactly(file, at, &mut wide)?;
        if !pointer.starts_with(b"PK\x06\x07") || !wide.starts_with(b"PK\x06\x06") {
            return Err(Why::Damaged("zip", "its directory can't be found"));
        }
        (size, offset, before) = (number(&wide, 40, 8), number(&wide, 48, 8), at);
    }
    let start = before.checked_sub(size).ok_or(Why::Damaged("zip", "its directory is longer than it"))?;
    let shift = start.checked_sub(offset).ok_or(Why::Damaged("zip", "its directory stands before its place"))?;
    Ok(Directory { start, end: before, shift })
}

/// Little-endian; 0 where there are too few bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let digits = bytes.get(at..at + length).unwrap_or_default();
    digits.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn exactly(file: &mut dyn ReadSeek, at: u64, into: &mut [u8]) -> Result<(), Why> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(into).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Why::Truncated("a zip"),
        _ => Why::Io(error),
    })
}

/// A file as the directory has it.
struct Entry {
    flags: u64,
    method: u64,
    crc: u32,
    packed: u64,
    unpacked: u64,
    offset: u64,
    name: Vec<u8>,
}

impl Entry {
    /// The entry at which `file` stands, and its length.
    fn read(file: &mut dyn ReadSeek) -> Result<Option<(Entry, u64)>, Why> {
        let mut head = [0; 46];
        if file.read_exact(&mut head).is_err() || !head.starts_with(b"PK\x01\x02") {
            return Ok(None);
        }
        let of = |at, length| number(&head, at, length);
        let lengths = [of(28, 2), of(30, 2), of(32, 2)];
        let (mut name, mut extra) = (vec![0; lengths[0] as usize], vec![0; lengths[1] as usize]);
        if file.read_exact(&mut name).is_err() || file.read_exact(&mut extra).is_err() {
            return Ok(None);
        }
        let mut entry = Entry {
            flags: of(8, 2),
            method: of(10, 2),
            crc: of(16, 4) as u32,
            packed: of(20, 4),
            unpacked: of(24, 4),
            offset: of(42, 4),
            name,
        };
        entry.widen(&extra);
        Ok(Some((entry, 46 + lengths.iter().sum::<u64>())))
    }

    /// Takes large numbers from the extra field 1, in which those stand that have no place in the entry.
    fn widen(&mut self, mut extra: &[u8]) {
        while extra.len() >= 4 {
            let (id, length) = (number(extra, 0, 2), number(extra, 2, 2) as usize);
            let Some(mut field) = extra.get(4..4 + length) else { return };
            if id == 1 {
                for value in [&mut self.unpacked, &mut self.packed, &mut self.offset] {
                    if *value == u64::from(u32::MAX) && field.len() >= 8 {
                        *value = number(field, 0, 8);
                        field = &field[8..];
                    }
                }
            }
            extra = &extra[4 + length..];
        }
    }

    fn open<'f>(&self, file: &'f mut dyn ReadSeek, shift: u64, meter: &Meter) -> Result<Data<'f>, Why> {
        if self.flags & 1 != 0 {
            return Err(Why::Unread("an encrypted file in a zip"));
        }
        let mut head = [0; 30];
        exactly(file, self.offset.saturating_add(shift), &mut head)?;
        if !head.starts_with(b"PK\x03\x04") {
            return Err(Why::Damaged("zip", "an entry is not where the directory says"));
        }
        let skip = number(&head, 26, 2) + number(&head, 28, 2);
        file.seek(SeekFrom::Current(skip as i64))?;
        let packed = BufReader::with_capacity(BUFFER, file.take(self.packed));
        let inner = match self.method {
            0 => Unpack::Stored(packed),
            8 => Unpack::Deflate(DeflateDecoder::new(packed)),
            _ => return Err(Why::Unread("a method of packing other than deflate in a zip")),
        };
        let (crc, unpacked) = (self.crc, self.unpacked);
        Ok(Data { inner, meter: meter.clone(), sum: Crc::new(), crc, unpacked, done: 0 })
    }
}

type Packed<'f> = BufReader<std::io::Take<&'f mut dyn ReadSeek>>;

enum Unpack<'f> {
    Stored(Packed<'f>),
    Deflate(DeflateDecoder<Packed<'f>>),
}

/// The data of an entry, checked against what the directory says of them.
struct Data<'f> {
    inner: Unpack<'f>,
    meter: Meter,
    sum: Crc,
    crc: u32,
    unpacked: u64,
    done: u64,
}

impl Read for Data<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let (read, packed) = match &mut self.inner {
            Unpack::Stored(inner) => (inner.read(into), u64::MAX),
            Unpack::Deflate(inner) => (inner.read(into), inner.total_in()),
        };
        let count = read.map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Why::Truncated("a file in a zip"),
            std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData => {
                Why::Damaged("zip", "the data of a file are not deflate")
            }
            _ => Why::Io(error),
        })?;
        self.done += count as u64;
        self.sum.update(&into[..count]);
        self.meter.unpack(count, packed, self.done)?;
        if count == 0 && !into.is_empty() {
            if self.done != self.unpacked {
                return Err(Why::Damaged("zip", "a file is not as long as stated").into());
            }
            if self.sum.sum() != self.crc {
                return Err(Why::Damaged("zip", "a checksum does not fit").into());
            }
        }
        Ok(count)
    }
}
