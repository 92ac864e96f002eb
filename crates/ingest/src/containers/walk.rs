//! Containers in containers, and what of them is handed out.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::bytes::{BUFFER, Counting, Meter, Watched, whole};
use super::coding::unpacked;
use super::format::{Format, HEAD, format};
use super::gzip::Gunzip;
use super::options::Options;
use super::record::{Event, Found, Given, Limit, Place, Record, Start, Stop, Why};
use super::zstd::Unzstd;
use super::{feed, lines, mail, tables, tar, warc, zip, zstd};

/// Whoever takes what is found.
pub(super) type Take<'a> = &'a mut dyn FnMut(Event) -> ControlFlow<()>;

/// Something to be read, as it stands in what is around it.
pub(super) struct Site {
    /// As shown.
    pub(super) path: String,
    pub(super) given: Given,
    /// How many containers are around it.
    pub(super) depth: u64,
    /// Whether its bytes are those of the input, so that one can go on in it.
    pub(super) is_input: bool,
}

impl Site {
    /// Something in this one, at a path of its own.
    pub(super) fn inner(&self, path: String) -> Site {
        Site { path, given: Given::default(), depth: self.depth + 1, is_input: false }
    }
}

/// Where the bytes come from.
pub enum Source<'s> {
    /// A file, whose place can be sought.
    File(Box<dyn ReadSeek + 's>),
    /// A pipe, or a body that is fetched.
    Stream(Box<dyn Read + 's>),
}

/// What can be read and gone back in.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Reads an input and hands out what is found.
pub(super) struct Walk<'a> {
    pub(super) options: &'a Options,
    pub(super) meter: Meter,
    take: Take<'a>,
    read: Rc<Cell<u64>>,
    /// Where to go on after the last thing that was handed out.
    next: Place,
    /// How many things were handed out before, in another run.
    behind: u64,
}

impl<'a> Walk<'a> {
    pub(super) fn new(options: &'a Options, from: Place, take: Take<'a>) -> Walk<'a> {
        let meter = Meter::new(options.limits);
        let next = Place { taken: 0, ..from };
        Walk { options, meter, take, read: Rc::default(), next, behind: from.taken }
    }

    /// Where this run begins.
    pub(super) fn from(&self, site: &Site) -> Place {
        if site.is_input { Place { taken: 0, ..self.next } } else { Place::default() }
    }

    /// Here one can go on: byte `offset` of the input, behind `line` things.
    pub(super) fn mark(&mut self, site: &Site, offset: u64, line: u64) {
        // Until all is passed over that was taken before, the old mark counts.
        if site.is_input && self.behind == 0 && (offset, line) != (self.next.offset, self.next.line) {
            self.next = Place { offset, line, taken: 0 };
        }
    }

    /// Hands out one thing.
    pub(super) fn give(&mut self, found: Found) -> Result<(), Stop> {
        self.next.taken += 1;
        if self.behind > 0 {
            self.behind -= 1;
            return Ok(());
        }
        match (self.take)(Event { found, next: self.next, read: self.read.get() }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Wanted),
        }
    }

    /// Says why there is nothing at this path.
    pub(super) fn skip(&mut self, path: &str, why: Why) -> Result<(), Stop> {
        self.give(Found::Skipped(path.to_owned(), why))
    }

    /// Reads a whole input, or what is left of it.
    pub(super) fn input(&mut self, source: Source<'_>, start: Start) -> Result<(), Stop> {
        let Start { path, given, coding, .. } = start;
        let site = Site { path, given, depth: 0, is_input: true };
        let ended = match source {
            Source::File(file) => self.file(file, &site),
            Source::Stream(stream) => {
                let watched = Watched { inner: stream, read: Rc::clone(&self.read) };
                // One can't go back in a stream.
                let inner = Site { is_input: false, path: site.path.clone(), given: site.given.clone(), depth: 0 };
                let packed = BufReader::with_capacity(BUFFER, watched);
                let body = unpacked(coding.as_deref().unwrap_or_default(), packed, &self.meter);
                body.map_err(Stop::from).and_then(|mut body| self.stream(&mut body, &inner))
            }
        };
        self.end(&site, ended)
    }

    fn file(&mut self, mut file: Box<dyn ReadSeek + '_>, site: &Site) -> Result<(), Stop> {
        let mut head = Vec::new();
        file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let from = self.next.offset;
        let format = format(&head, &self.options.fields);
        if format == Format::Zip {
            return zip::read(self, &mut *file, site, from);
        }
        let mut before = Vec::new();
        if format == Format::Zstd && from > 0 {
            file.seek(SeekFrom::Start(0))?;
            before = zstd::dictionary(&mut file)?;
        }
        file.seek(SeekFrom::Start(from))?;
        self.read.set(from);
        let at = from.saturating_sub(before.len() as u64);
        let watched = Watched { inner: file, read: Rc::clone(&self.read) };
        let rest = BufReader::with_capacity(BUFFER, watched);
        self.read(format, &mut Cursor::new(before).chain(rest), at, site)
    }

    /// Reads what is in a container.
    pub(super) fn inside(&mut self, reader: &mut dyn BufRead, site: Site) -> Result<(), Stop> {
        let ended = match site.depth > self.options.limits.depth {
            true => Err(Why::Over(Limit::Depth, self.options.limits.depth).into()),
            false => self.stream(reader, &site),
        };
        self.end(&site, ended)
    }

    /// One thing that can't be read is told and passed over; but what is over the limit of a whole input ends it.
    fn end(&mut self, site: &Site, ended: Result<(), Stop>) -> Result<(), Stop> {
        match ended {
            Err(Stop::Why(Why::Over(Limit::Total, most))) if !site.is_input => {
                Err(Why::Over(Limit::Total, most).into())
            }
            Err(Stop::Why(why)) => self.skip(&site.path, why),
            Ok(()) | Err(Stop::Wanted) => ended,
        }
    }

    fn stream(&mut self, reader: &mut dyn BufRead, site: &Site) -> Result<(), Stop> {
        let mut head = Vec::new();
        reader.take(HEAD as u64).read_to_end(&mut head)?;
        let format = format(&head, &self.options.fields);
        let mut whole = Cursor::new(head).chain(reader);
        self.read(format, &mut whole, 0, site)
    }

    /// Reads what has this format; `at` is the byte of the input at which `reader` stands.
    fn read(&mut self, format: Format, reader: &mut dyn BufRead, at: u64, site: &Site) -> Result<(), Stop> {
        match format {
            Format::Gzip => self.packed(Gunzip::new(reader, at, self.meter.clone()), site),
            Format::Zstd => self.packed(Unzstd::new(reader, at, self.meter.clone()), site),
            Format::Zip => zip::read(self, &mut zip::spool(self, reader)?, site, 0),
            Format::Tar => tar::read(self, &mut Counting::new(reader, at), site),
            Format::Warc => warc::read(self, &mut Counting::new(reader, at), site),
            Format::Jsonl => lines::read(self, &mut Counting::new(reader, at), site),
            Format::Csv(delimiter) => tables::read(self, reader, site, delimiter),
            Format::Feed => feed::read(self, reader, site),
            Format::Opml => feed::list(self, reader, site),
            Format::Mail => mail::read(self, reader, site),
            Format::Document => self.document(reader, site),
        }
    }

    fn packed(&mut self, mut unpacked: impl warc::Records, site: &Site) -> Result<(), Stop> {
        // One goes on in no other packed file, whatever the record in which one does looks like.
        if self.from(site).offset > 0 || warc::is_warc(unpacked.fill_buf()?) {
            return warc::read(self, &mut unpacked, site);
        }
        let inner = Site { path: site.path.clone(), given: site.given.clone(), depth: site.depth + 1, is_input: false };
        self.inside(&mut unpacked, inner)
    }

    fn document(&mut self, reader: &mut dyn BufRead, site: &Site) -> Result<(), Stop> {
        let bytes = whole(reader, self.options.limits.record)?;
        self.give(Found::Record(Record { path: site.path.clone(), bytes, given: site.given.clone() }))
    }
}
