//! A page's bytes as text, with the way back to the bytes.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::charset::{Told, charset};

/// What a page says in characters, and where each of them stands in its bytes.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) text: String,
    /// Name of the encoding, as the Encoding standard has it.
    pub(crate) charset: &'static str,
    pub(crate) told: Told,
    // Invariant: sorted by `text`, the first at 0; each holds until the next
    stretches: Vec<Stretch>,
}

/// Characters in a row that all have the same length, in the text and in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    text: u32,
    page: u32,
    text_step: u8,
    page_step: u8,
}

impl Source {
    /// Decodes a page; `header` is what its server said of its type. Bytes that are no text in the encoding become
    /// U+FFFD.
    pub(crate) fn new(bytes: &[u8], header: Option<&str>) -> Source {
        let (encoding, told, mark) = charset(bytes, header);
        let mut out = Source {
            text: String::with_capacity(bytes.len()),
            charset: encoding.name(),
            told,
            stretches: vec![Stretch { text: 0, page: mark as u32, text_step: 1, page_step: 1 }],
        };
        if encoding == UTF_8 {
            out.utf_8(bytes, mark);
        } else if encoding == UTF_16LE || encoding == UTF_16BE {
            let unit = if encoding == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes };
            out.utf_16(bytes, mark, unit);
        } else if encoding.is_single_byte() {
            out.single(bytes, encoding);
        } else {
            out.multiple(bytes, encoding);
        }
        out
    }

    /// The byte of the page at which the character begins that begins at byte `at` of the text.
    pub(crate) fn page_at(&self, at: usize) -> usize {
        let (stretch, within) = self.stretch(at);
        stretch.page as usize + within * stretch.page_step as usize
    }

    /// How many characters stand for what is no text in the encoding.
    pub(crate) fn malformed(&self) -> usize {
        self.text.matches(char::REPLACEMENT_CHARACTER).count()
    }

    fn stretch(&self, at: usize) -> (Stretch, usize) {
        let next = self.stretches.partition_point(|stretch| stretch.text as usize <= at);
        let stretch = self.stretches[next - 1];
        (stretch, (at - stretch.text as usize) / stretch.text_step as usize)
    }

    /// Takes `words` in, which stand at byte `page`, each character `page_step` bytes long. Each is as long in the text.
    fn push(&mut self, words: &str, text_step: usize, page: usize, page_step: usize) {
        let stretch = Stretch {
            text: self.text.len() as u32,
            page: page as u32,
            text_step: text_step as u8,
            page_step: page_step.min(255) as u8,
        };
        let last = self.stretches[self.stretches.len() - 1];
        let next = last.page + (stretch.text - last.text) / u32::from(last.text_step) * u32::from(last.page_step);
        if last.text == stretch.text {
            self.stretches.pop();
            self.stretches.push(stretch);
        } else if (last.text_step, last.page_step, next) != (stretch.text_step, stretch.page_step, stretch.page) {
            self.stretches.push(stretch);
        }
        self.text.push_str(words);
    }

    fn char(&mut self, c: char, page: usize, page_step: usize) {
        self.push(c.encode_utf8(&mut [0; 4]), c.len_utf8(), page, page_step);
    }

    fn utf_8(&mut self, bytes: &[u8], mark: usize) {
        let mut at = mark;
        for chunk in bytes[mark..].utf8_chunks() {
            // Bytes, not characters: those of the page are those of the text.
            if !chunk.valid().is_empty() {
                self.push(chunk.valid(), 1, at, 1);
                at += chunk.valid().len();
            }
            if !chunk.invalid().is_empty() {
                self.char(char::REPLACEMENT_CHARACTER, at, chunk.invalid().len());
                at += chunk.invalid().len();
            }
        }
    }

    fn utf_16(&mut self, bytes: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) {
        let (pairs, rest) = bytes[mark..].as_chunks::<2>();
        let mut at = mark;
        for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
            let (c, length) = decoded.map_or((char::REPLACEMENT_CHARACTER, 2), |c| (c, c.len_utf16() * 2));
            self.char(c, at, length);
            at += length;
        }
        if !rest.is_empty() {
            self.char(char::REPLACEMENT_CHARACTER, at, rest.len());
        }
    }

    fn single(&mut self, bytes: &[u8], encoding: &'static Encoding) {
        let of = |byte: u8| {
            let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        let table: Vec<char> = (0..=255).map(of).collect();
        for (at, byte) in bytes.iter().enumerate() {
            self.char(table[usize::from(*byte)], at, 1);
        }
    }

    /// Feeds byte by byte; a character belongs to the bytes since the one before it.
    fn multiple(&mut self, bytes: &[u8], encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut buffer = [0u8; 32];
        let mut taken = 0;
        for at in 0..bytes.len() {
            let last = at + 1 == bytes.len();
            let mut input = &bytes[at..=at];
            loop {
                let (result, read, written) = decoder.decode_to_utf8_without_replacement(input, &mut buffer, last);
                input = &input[read..];
                let words = std::str::from_utf8(&buffer[..written]).unwrap_or_default();
                self.told_at(words, &mut taken, at + 1);
                match result {
                    DecoderResult::Malformed(_, again) => {
                        // The last bytes may be read once more: they are not part of what is malformed.
                        let end = (at + 1 - usize::from(again)).max(taken + 1).min(bytes.len());
                        self.char(char::REPLACEMENT_CHARACTER, taken, end - taken);
                        taken = end;
                    }
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                }
            }
        }
    }

    /// Takes in what the bytes from `taken` to `end` gave: one character as a rule. Of several the first ones have a
    /// byte each, if there are so many, for they were held back.
    fn told_at(&mut self, words: &str, taken: &mut usize, end: usize) {
        let count = words.chars().count();
        for (nth, c) in words.chars().enumerate() {
            let to = if nth + 1 == count { end } else { (*taken + 1).min(end) };
            self.char(c, *taken, to - *taken);
            *taken = to;
        }
    }
}
