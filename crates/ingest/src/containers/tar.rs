//! tar: ustar, GNU and pax.

use std::io::{BufRead, Read};

use super::bytes::{Counting, fill};
use super::names::label;
use super::record::{Stop, Why};
use super::walk::{Site, Walk};

const BLOCK: usize = 512;
/// A longer name, or more pax fields, are damage.
const LONGEST_EXTENSION: u64 = 1 << 20;

/// Whether a block with a checksum that fits begins here.
pub(super) fn is_tar(head: &[u8]) -> bool {
    head.first_chunk().is_some_and(|block| block[0] != 0 && Header(block).is_sound())
}

/// Reads every file.
pub(super) fn read<R: BufRead>(walk: &mut Walk<'_>, reader: &mut Counting<R>, site: &Site) -> Result<(), Stop> {
    let mut block = [0; BLOCK];
    let mut extension = Extension::default();
    loop {
        if extension.is_empty() {
            walk.mark(site, reader.at, 0);
        }
        match fill(reader, &mut block)? {
            // Archives without the two empty blocks at the end are common.
            0 => return Ok(()),
            BLOCK => {}
            _ => return Err(Why::Truncated("a tar header").into()),
        }
        let header = Header(&block);
        if block.iter().all(|byte| *byte == 0) {
            continue;
        }
        if !header.is_sound() {
            return Err(Why::Damaged("tar", "the checksum of a header does not fit").into());
        }
        let size = header.size().ok_or(Why::Damaged("tar", "a size is no number"))?;
        match header.kind() {
            b'L' => extension.name = Some(text(&long(reader, size)?).to_vec()),
            b'x' => extension.pax(&long(reader, size)?),
            // Of the whole archive, or of links.
            b'g' | b'K' => pass(reader, size, size)?,
            kind => {
                let Extension { name, size: stated } = std::mem::take(&mut extension);
                let name = name.unwrap_or_else(|| header.name());
                entry(walk, reader, site, kind, &name, stated.unwrap_or(size))?;
            }
        }
    }
}

fn entry<R: BufRead>(
    walk: &mut Walk<'_>,
    reader: &mut Counting<R>,
    site: &Site,
    kind: u8,
    name: &[u8],
    size: u64,
) -> Result<(), Stop> {
    let mut left = size;
    if let (b'0' | b'7' | 0, false, Some(label)) = (kind, name.ends_with(b"/"), label(name)) {
        let path = format!("{}!{label}", site.path);
        let mut file = reader.by_ref().take(size);
        walk.inside(&mut file, site.inner(path))?;
        left = file.limit();
    } else if kind == b'S' {
        let path = format!("{}!{}", site.path, label(name).unwrap_or_default());
        walk.skip(&path, Why::Unread("a sparse file in a tar"))?;
    }
    pass(reader, left, size)
}

/// Passes over what is left of a file and what fills up its last block.
fn pass<R: BufRead>(reader: &mut Counting<R>, left: u64, size: u64) -> Result<(), Stop> {
    let fill = size.wrapping_neg() % BLOCK as u64;
    let wanted = left.saturating_add(fill);
    // The last block is cut by some.
    if reader.skip(wanted)? < left { Err(Why::Truncated("a file in a tar").into()) } else { Ok(()) }
}

/// The data of a header that says something of the next one.
fn long<R: BufRead>(reader: &mut Counting<R>, size: u64) -> Result<Vec<u8>, Stop> {
    if size > LONGEST_EXTENSION {
        return Err(Why::Damaged("tar", "a name has no end").into());
    }
    let mut bytes = vec![0; size as usize];
    if fill(reader, &mut bytes)? < bytes.len() {
        return Err(Why::Truncated("a tar header").into());
    }
    pass(reader, 0, size)?;
    Ok(bytes)
}

/// What headers before it say of a file.
#[derive(Default)]
struct Extension {
    name: Option<Vec<u8>>,
    size: Option<u64>,
}

impl Extension {
    fn is_empty(&self) -> bool {
        self.name.is_none() && self.size.is_none()
    }

    /// Lines "LENGTH KEY=VALUE\n", the length that of the line.
    fn pax(&mut self, mut fields: &[u8]) {
        while let Some(space) = fields.iter().position(|byte| *byte == b' ') {
            let length = std::str::from_utf8(&fields[..space]).ok().and_then(|digits| digits.parse::<usize>().ok());
            let Some(line) = length.and_then(|length| fields.get(space + 1..length)) else { return };
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            if let Some(name) = line.strip_prefix(b"path=") {
                self.name = Some(name.to_vec());
            } else if let Some(size) = line.strip_prefix(b"size=") {
                self.size = std::str::from_utf8(size).ok().and_then(|digits| digits.parse().ok());
            }
            fields = &fields[length.unwrap_or(fields.len())..];
        }
    }
}

struct Header<'b>(&'b [u8; BLOCK]);

impl Header<'_> {
    fn is_sound(&self) -> bool {
        // The field of the sum itself counts as spaces. Some summed signed bytes.
        let field = 148..156;
        let bytes = || self.0.iter().enumerate().map(|(at, byte)| if field.contains(&at) { b' ' } else { *byte });
        let stated = octal(&self.0[field.clone()]);
        let unsigned: u64 = bytes().map(u64::from).sum();
        let signed: i64 = bytes().map(|byte| i64::from(byte as i8)).sum();
        stated.is_some_and(|sum| sum == unsigned || i64::try_from(sum).is_ok_and(|sum| sum == signed))
    }

    fn kind(&self) -> u8 {
        self.0[156]
    }

    fn size(&self) -> Option<u64> {
        octal(&self.0[124..136])
    }

    fn name(&self) -> Vec<u8> {
        let name = text(&self.0[..100]);
        let prefix = if &self.0[257..262] == b"ustar" && self.0[262] == 0 { text(&self.0[345..500]) } else { b"" };
        if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() }
    }
}

/// Up to the first zero.
fn text(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// A number in octal digits, or in binary where it is too large for them.
fn octal(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let (high, low) = field.split_at(field.len() - 8);
        let is_small = high.iter().skip(1).all(|byte| *byte == 0) && high.first().is_none_or(|byte| *byte == 0x80);
        return low.try_into().ok().map(u64::from_be_bytes).filter(|_| is_small);
    }
    let digits = text(field).trim_ascii();
    if digits.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()
}
