//! Words: the unit that the reader tags.

use sayso_core::{Document, QuoteMark, Span};

/// How a word looks, which an uncased encoder can't see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// "said"
    Lower = 1,
    /// "Said"
    Capitalised = 2,
    /// "SAID", but not "I" or "A"
    Upper = 3,
    /// "iPhone"
    Mixed = 4,
    /// Begins with a digit.
    Digit = 5,
    /// One character that is no letter and no digit.
    Symbol = 6,
}

/// Where a word stands in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Place {
    /// Inside a sentence.
    Inside = 0,
    /// First of a sentence.
    SentenceStart = 1,
    /// First of a block.
    BlockStart = 2,
}

/// Between which quotation marks a word stands; the marks themselves count as inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Quoted {
    /// None.
    No = 0,
    /// Double marks or guillemets.
    Double = 1,
    /// Single marks.
    Single = 2,
    /// A quotation in a quotation.
    Nested = 3,
}

/// A word of a document with what the encoder is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// How it looks.
    pub shape: Shape,
    /// Where in its block.
    pub place: Place,
    /// Between which marks.
    pub quoted: Quoted,
}

/// The words of the blocks that are read, in text order; `sentence_starts` are indices into them.
pub(crate) fn words(document: &Document) -> (Vec<Word>, Vec<usize>) {
    let (text, layout) = (document.text(), document.layout());
    let mut out = Vec::new();
    let mut sentence_starts = Vec::new();
    let mut last_block = None;
    for sentence in layout.sentences() {
        let Some(block) = layout.block_of(*sentence).filter(|block| block.kind.is_read()) else { continue };
        let first = out.len();
        let mut place = if last_block == Some(block.span) { Place::SentenceStart } else { Place::BlockStart };
        for span in split(text, *sentence) {
            let shape = shape(document.words(span));
            out.push(Word { span, shape, place, quoted: Quoted::No });
            place = Place::Inside;
        }
        if out.len() > first {
            sentence_starts.push(first);
            last_block = Some(block.span);
        }
    }
    mark_quoted(document, &mut out);
    (out, sentence_starts)
}

/// Splits at white space, and makes each symbol a word of its own, as BERT's basic tokenizer does (Devlin et al. 2019);
/// unlike there, signs such as `€` and emoji are words of their own as well.
fn split(text: &str, sentence: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let close = |open: &mut Option<usize>, end: usize, out: &mut Vec<Span>| {
        out.extend(open.take().and_then(|start| Span::of(text, start..end).ok()));
    };
    for (at, c) in text[sentence.range()].char_indices() {
        let at = sentence.start() + at;
        match class(c) {
            Class::Letter => {
                open.get_or_insert(at);
            }
            Class::Blank => close(&mut open, at, &mut out),
            Class::Symbol => {
                close(&mut open, at, &mut out);
                close(&mut Some(at), at + c.len_utf8(), &mut out);
            }
        }
    }
    close(&mut open, sentence.end(), &mut out);
    out
}

enum Class {
    Letter,
    Symbol,
    Blank,
}

fn class(c: char) -> Class {
    // Invisible characters: zero-width space and joiners, direction marks, byte-order mark, soft hyphen.
    let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}');
    // Combining marks belong to the letter before them.
    let combining = matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}');
    // Scripts written without spaces: each character is a word.
    let ideograph = matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}');
    if c.is_whitespace() || c.is_control() || invisible {
        Class::Blank
    } else if (c.is_alphanumeric() || combining) && !ideograph {
        Class::Letter
    } else {
        Class::Symbol
    }
}

fn shape(word: &str) -> Shape {
    let first = word.chars().next().unwrap_or(' ');
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_lowercase()).count();
    match (first, upper, lower) {
        (c, ..) if c.is_numeric() => Shape::Digit,
        (c, ..) if !c.is_alphabetic() => Shape::Symbol,
        (_, 0, _) => Shape::Lower,
        (c, 1, _) if c.is_uppercase() => Shape::Capitalised,
        (_, _, 0) => Shape::Upper,
        _ => Shape::Mixed,
    }
}

/// Sets `quoted` of each word from the document's quotations.
fn mark_quoted(document: &Document, words: &mut [Word]) {
    for quotation in document.layout().quotations() {
        let single = quotation.mark == QuoteMark::Single;
        let first = words.partition_point(|word| word.span.start() < quotation.span.start());
        for word in words[first..].iter_mut().take_while(|word| word.span.end() <= quotation.span.end()) {
            word.quoted = match word.quoted {
                Quoted::No if single => Quoted::Single,
                Quoted::No => Quoted::Double,
                Quoted::Double | Quoted::Single | Quoted::Nested => Quoted::Nested,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, Shape, Quoted)]) {
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let (words, _) = words(&document);
        let found: Vec<_> = words.iter().map(|w| (document.words(w.span), w.shape, w.quoted)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn words_and_what_the_encoder_is_told() {
        use Quoted::{Double, Nested, No};
        use Shape::{Capitalised, Digit, Lower, Symbol, Upper};
        check(
            "He said “no ‘Ny’” 5€",
            &[
                ("He", Capitalised, No),
                ("said", Lower, No),
                ("“", Symbol, Double),
                ("no", Lower, Double),
                ("‘", Symbol, Nested),
                ("Ny", Capitalised, Nested),
                ("’", Symbol, Nested),
                ("”", Symbol, Double),
                ("5", Digit, No),
                ("€", Symbol, No),
            ],
        );
        check("NATO\u{200b}e\u{301}t", &[("NATO", Upper, No), ("e\u{301}t", Lower, No)]);
    }
}
