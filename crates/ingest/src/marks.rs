//! Quotation marks one by one: what each could do where it stands.

use sayso_core::{QuoteMark, Span};

/// One quotation mark in a block.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    /// Byte range in the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) glyph: Glyph,
    pub(crate) can_open: bool,
    pub(crate) can_close: bool,
}

/// Marks that close each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// `“`, `”`, `„`
    Curly,
    /// `"`
    Straight,
    /// ` `` ` and `''`
    Doubled,
    /// `‘`, `’`, `‚`
    CurlySingle,
    /// `'`
    StraightSingle,
    /// `«`, `»`
    Angle,
}

impl Glyph {
    pub(crate) const COUNT: usize = 6;

    pub(crate) fn mark(self) -> QuoteMark {
        match self {
            Glyph::Curly | Glyph::Straight | Glyph::Doubled => QuoteMark::Double,
            Glyph::CurlySingle | Glyph::StraightSingle => QuoteMark::Single,
            Glyph::Angle => QuoteMark::Guillemet,
        }
    }
}

/// The quotation marks of a block, each with what it could do where it stands.
pub(crate) fn marks(text: &str, block: Span) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let words = &text[block.range()];
    let mut before: Option<char> = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let doubled = matches!(c, '\'' | '`') && chars.peek().is_some_and(|&(_, next)| next == c);
        if doubled {
            end += 1;
            chars.next();
        }
        let after = words[end..].chars().next();
        if let Some((glyph, can_open, can_close)) = ability(c, doubled, before, after, &words[end..]) {
            out.push(Mark { start: block.start() + at, end: block.start() + end, glyph, can_open, can_close });
        }
        before = Some(c);
    }
    out
}

/// What a mark between `before` and `after` could do: its glyph, whether it can open, whether it can close.
fn ability(
    c: char,
    doubled: bool,
    before: Option<char>,
    after: Option<char>,
    rest: &str,
) -> Option<(Glyph, bool, bool)> {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opening = |c: Option<char>| space(c) || c.is_some_and(|c| "([{—–-/“‘\"'«:>…".contains(c));
    let opens = opening(before) && !space(after);
    let closes = !space(before) && !word(after);
    Some(match c {
        '“' => (Glyph::Curly, true, before.is_some_and(|b| !b.is_whitespace()) && !word(after)),
        '„' => (Glyph::Curly, true, false),
        '”' => (Glyph::Curly, false, true),
        // Swedish style closes « with »; Danish and some German style opens with ».
        '«' => (Glyph::Angle, !closes || opens, closes),
        '»' => (Glyph::Angle, opens && word(after), true),
        '"' => (Glyph::Straight, !space(after) || space(before), !space(before) || space(after)),
        '`' if doubled => (Glyph::Doubled, true, false),
        '\'' if doubled => (Glyph::Doubled, !space(after), !space(before)),
        '‘' | '‚' => (Glyph::CurlySingle, !is_elision(rest) && !word(before), false),
        '’' => (Glyph::CurlySingle, false, closes),
        '\'' => (Glyph::StraightSingle, opens && !is_elision(rest) && after != Some('\''), closes),
        _ => return None,
    })
}

/// Whether an apostrophe before `rest` stands for letters left out: 'em, 'til, '90s.
fn is_elision(rest: &str) -> bool {
    let word: String = rest.chars().take(8).take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let decade = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit) && word.len() <= 3;
    decade || matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "n" | "bout" | "round")
}
