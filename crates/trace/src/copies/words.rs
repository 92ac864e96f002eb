//! The words of a document as they are compared: case, quotation marks, dashes, spaces and thousands commas don't count.

use sayso_core::{BlockKind, Document, Span};

use super::stock;

/// One word of an article's body. Title, bylines, dates and chrome have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Of its letters and digits, in small letters.
    pub(super) hash: u32,
    start: u32,
    len: u16,
    /// What the comparison has to know of it: [`QUOTED`], [`STOCK`], [`NAME`], [`BLOCK`], [`APART`].
    pub(super) flags: u8,
}

/// It stands between quotation marks: two who heard one speech share it, and neither has it from the other.
pub(super) const QUOTED: u8 = 1;
/// It stands in a phrase that everybody writes.
pub(super) const STOCK: u8 = 2;
/// It begins with a capital: names and titles are shared by all who write of the same people.
pub(super) const NAME: u8 = 4;
/// It is the first of a paragraph.
pub(super) const BLOCK: u8 = 8;
/// Between it and the word before stands something that is not compared, such as a teaser.
pub(super) const APART: u8 = 16;

/// Longer words are cut, so that a length fits its field.
const LONGEST_WORD_BYTES: usize = 512;
/// The line that says whose a post is, is no longer.
const LONGEST_SIGNATURE_BYTES: usize = 100;
/// So many marks of code, and one in forty bytes, make a paragraph code.
const LEAST_CODE: usize = 8;
/// A dateline ends within so many bytes.
const LONGEST_DATELINE_BYTES: usize = 120;

impl Word {
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    pub(super) fn end(&self) -> usize {
        self.start as usize + usize::from(self.len)
    }

    pub(super) fn is(&self, flags: u8) -> bool {
        self.flags & flags != 0
    }
}

/// The words of all body paragraphs, in text order.
pub(super) fn words(document: &Document) -> Vec<Word> {
    let mut out = Vec::new();
    let mut apart = false;
    for block in document.layout().blocks() {
        let first = out.len();
        if block.kind == BlockKind::Body && !is_code(document.words(block.span)) {
            let dateline = dateline(document, block.span);
            apart |= first > 0 && dateline > 0;
            split(document.text(), block.span.start() + dateline..block.span.end(), &mut out);
        }
        match out.get_mut(first) {
            Some(word) => word.flags |= BLOCK | if std::mem::take(&mut apart) { APART } else { 0 },
            None => apart |= first > 0,
        }
    }
    mark_quoted(document, &mut out);
    stock::mark(&mut out);
    out
}

/// Whether a paragraph is script that was saved with the page.
fn is_code(text: &str) -> bool {
    let marks = text.bytes().filter(|byte| b"{}<>=;_\\".contains(byte)).count();
    marks >= LEAST_CODE && marks * 40 > text.len()
}

/// Bytes of the dateline at the beginning of this paragraph, 0 where there is none. Two cuts of one wire keep or drop it,
/// and it is no text of anybody's.
fn dateline(document: &Document, block: Span) -> usize {
    let meta = document.meta();
    let head = block.start() + LONGEST_DATELINE_BYTES;
    let parts = [meta.place, meta.outlet].into_iter().flatten();
    let inside = parts.filter(|part| block.contains(*part) && part.start() < head);
    let last =
        inside.chain(meta.date.filter(|date| meta.place.is_some() && block.contains(*date) && date.start() < head));
    let end = last.map(Span::end).max().unwrap_or(block.start());
    let brackets = Span::new(block.range()).ok().map(|block| document.words(block)).and_then(bracketed).unwrap_or(0);
    (end - block.start()).max(brackets)
}

/// Where "BRENNHOLT (NHA) -" ends, if a paragraph begins so.
fn bracketed(text: &str) -> Option<usize> {
    let head = text.get(..text.floor_char_boundary(LONGEST_DATELINE_BYTES))?;
    let (open, close) = (head.find('(')?, head.find(')')?);
    let is_dash = head.get(close + 1..)?.trim_start().starts_with(['-', '–', '—', '―']);
    let is_place =
        !head.get(..open)?.contains(['.', ';', '“', '"']) && head.starts_with(|c: char| c.is_uppercase() || c == '(');
    (open < close && is_dash && is_place).then_some(close + 1)
}

/// Appends the words of a stretch of `text`.
fn split(text: &str, range: std::ops::Range<usize>, out: &mut Vec<Word>) {
    let Some(slice) = text.get(range.clone()) else { return };
    let mut reading: Option<Reading> = None;
    let mut chars = slice.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let at = range.start + at;
        let full = reading.as_ref().is_some_and(|reading| at - reading.start >= LONGEST_WORD_BYTES);
        if (!c.is_alphanumeric() && !is_inside(before, c, after)) || full {
            out.extend(reading.take().map(Reading::word));
        }
        if c.is_alphanumeric() {
            let reading = reading.get_or_insert_with(|| Reading::new(at, c.is_uppercase()));
            c.to_lowercase().for_each(|c| reading.push(c));
            reading.end = at + c.len_utf8();
        } else if c == '.' && reading.is_some() && is_inside(before, c, after) {
            reading.iter_mut().for_each(|reading| reading.push('.'));
        }
        before = c;
    }
    out.extend(reading.map(Reading::word));
}

/// Whether `c` stands inside a word: "company's", "1,000", "2.5", a soft hyphen.
fn is_inside(before: char, c: char, after: char) -> bool {
    match c {
        '\'' | '’' | '‘' | 'ʼ' => before.is_alphabetic() && after.is_alphabetic(),
        ',' | '.' => before.is_ascii_digit() && after.is_ascii_digit(),
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => true,
        _ => c.is_alphabetic() || is_mark(c),
    }
}

/// Combining marks, which belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A word while its characters come.
struct Reading {
    start: usize,
    end: usize,
    hash: u64,
    is_name: bool,
}

impl Reading {
    fn new(start: usize, is_name: bool) -> Reading {
        Reading { start, end: start, hash: 0xcbf2_9ce4_8422_2325, is_name }
    }

    /// FNV-1a, a character at a time.
    fn push(&mut self, c: char) {
        self.hash = (self.hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn word(self) -> Word {
        let mixed = super::mix(self.hash);
        Word {
            hash: (mixed >> 32) as u32,
            start: u32::try_from(self.start).unwrap_or(u32::MAX),
            len: u16::try_from(self.end - self.start).unwrap_or(u16::MAX),
            flags: if self.is_name { NAME } else { 0 },
        }
    }
}

/// Marks the words inside quotations, and those of posts, which stand without marks.
fn mark_quoted(document: &Document, words: &mut [Word]) {
    let posts = posts(document);
    for word in words.iter_mut() {
        let at = posts.partition_point(|post| post.end() <= word.start());
        let is_post = posts.get(at).is_some_and(|post| post.start() <= word.start());
        word.flags |= if is_post { QUOTED } else { 0 };
    }
    let quotations = document.layout().quotations();
    let (mut next, mut reach) = (0, 0);
    for word in words {
        while let Some(quotation) = quotations.get(next).filter(|quotation| quotation.span.start() <= word.start()) {
            reach = reach.max(quotation.span.end());
            next += 1;
        }
        word.flags |= if word.start() < reach { QUOTED } else { 0 };
    }
}

/// Paragraphs that are posts of a network: "It rained. pic.example — Ilse Varga (@varga) May 8, 2019". Where the name has
/// a line of its own, the post is the paragraph before it.
fn posts(document: &Document) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut before = None;
    for block in document.layout().blocks() {
        let last = std::mem::replace(&mut before, (block.kind == BlockKind::Body).then_some(block.span));
        if block.kind != BlockKind::Body {
            continue;
        }
        let text = document.words(block.span);
        if text.contains("(@") || text.contains("pic.twitter.com") {
            let is_signature = text.len() <= LONGEST_SIGNATURE_BYTES && text.starts_with(['-', '–', '—', '―', '@']);
            out.extend(last.filter(|span| is_signature && out.last() != Some(span)));
            out.push(block.span);
        }
    }
    out
}

/// The normalised words of a phrase.
pub(super) fn hashes(phrase: &str) -> Vec<u32> {
    let mut out = Vec::new();
    split(phrase, 0..phrase.len(), &mut out);
    out.iter().map(|word| word.hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Provenance;

    fn check(one: &str, other: &str, expect: bool) {
        assert_eq!(hashes(one) == hashes(other), expect, "{one} | {other}");
    }

    #[test]
    fn what_does_not_count() {
        check("“The company’s boats,” He said", "\"the COMPANY'S boats\", he said", true);
        check("well-known — and seen", "well known and seen", true);
        check("1,000 boats", "1000 boats", true);
        check("co\u{ad}operate", "cooperate", true);
        check("a\u{a0}boat \n sank", "a boat sank", true);
        check("2.5 metres", "25 metres", false);
        check("its boats", "it's boat", false);
        check("", " — “”", true);
    }

    /// The words with these flags.
    fn flagged(text: &str, flags: u8) -> Vec<String> {
        let document = sayso_ingest::document(text.as_bytes(), Provenance::default()).unwrap();
        let words = words(&document).into_iter().filter(|word| word.is(flags));
        words.map(|word| text[word.start()..word.end()].to_owned()).collect()
    }

    #[test]
    fn words_in_quotation_marks_are_known() {
        let text = "The harbour was closed, she said, “for the whole of the night”, and nobody came.";
        assert_eq!(flagged(text, QUOTED), ["for", "the", "whole", "of", "the", "night"]);
    }

    #[test]
    fn posts_are_quotations() {
        let post = "Two boats are gone, and nobody says a word of it.";
        let text =
            format!("The harbour was closed on Monday.\n\n{post}\n\n— Ilse Varga (@varga) May 8, 2019\n\nShe left.");
        let found = flagged(&text, QUOTED);
        assert_eq!(found[..11].join(" "), "Two boats are gone and nobody says a word of it");
        assert!(!found.iter().any(|word| word == "harbour" || word == "left"), "{found:?}");
    }

    #[test]
    fn code_has_no_words() {
        let text = "The harbour was closed on Monday after the storm.\n\nsize = '300x250'; unit_id = '1c88'; ad_type = \"text\"; w = 9;";
        assert_eq!(flagged(text, BLOCK), ["The"]);
    }

    #[test]
    fn datelines_titles_and_teasers_have_no_words() {
        let text = "Boats lost at sea\n\nSORLE (NHA) - Two boats were lost on Monday, the harbour said.\n\n\
                    Read more: Ten boats of the year\n\nNobody was hurt, it said on Tuesday.";
        let all = flagged(text, u8::MAX);
        assert_eq!(flagged(text, BLOCK), ["Two", "Nobody"]);
        assert_eq!(flagged(text, APART), ["Nobody"]);
        assert!(!all.iter().any(|word| ["SORLE", "NHA", "lost", "Ten"].contains(&word.as_str())), "{all:?}");
    }
}
