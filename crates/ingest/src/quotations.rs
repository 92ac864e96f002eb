//! Quotation marks, paired.
//!
//! The rules, in the order of how often news needs them:
//! - curly, low-high and angle marks say by themselves whether they open or close; straight ones open before a word
//!   and close after one;
//! - a single mark opens only where it can't be an apostrophe, and closes only where no letter follows; after an *s*
//!   it is a possessive if a better partner follows;
//! - a paragraph that opens a quotation, does not close it, and is followed by one that opens with the same mark, is
//!   continued by it;
//! - a mark without a partner is counted and otherwise ignored; a double mark that opens and never closes reaches to the
//!   end of its paragraph.

use sayso_core::{Quotation, QuoteMark, Span};

/// The quotations of a text and the marks that found no partner.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Quotations {
    /// By start; a nested one follows the one around it.
    pub found: Vec<Quotation>,
    /// Bytes at which a mark stands that pairs with nothing.
    pub unpaired: Vec<usize>,
}

/// Pairs the quotation marks of `blocks`, which are paragraphs of one article in order.
pub fn quotations(text: &str, blocks: &[Span]) -> Quotations {
    let mut out = Quotations::default();
    for (i, block) in blocks.iter().enumerate() {
        let next = blocks.get(i + 1).and_then(|next| next.slice(text).ok()).unwrap_or_default();
        pair_block(text, *block, next, &mut out);
    }
    out.found.sort_by_key(|quotation| (quotation.span.start(), std::cmp::Reverse(quotation.span.end())));
    out.unpaired.sort_unstable();
    out
}

/// One quotation mark in a block.
#[derive(Clone, Copy)]
struct Mark {
    /// Byte range in the text.
    start: usize,
    end: usize,
    glyph: Glyph,
    can_open: bool,
    can_close: bool,
}

/// Marks that close each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glyph {
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
    fn mark(self) -> QuoteMark {
        match self {
            Glyph::Curly | Glyph::Straight | Glyph::Doubled => QuoteMark::Double,
            Glyph::CurlySingle | Glyph::StraightSingle => QuoteMark::Single,
            Glyph::Angle => QuoteMark::Guillemet,
        }
    }
}

fn pair_block(text: &str, block: Span, next_block: &str, out: &mut Quotations) {
    let marks = marks(text, block);
    let mut open: Vec<Mark> = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let partner = open.iter().rposition(|o| o.glyph == mark.glyph && closes_it(text, o, mark));
        let closes = mark.can_close && partner.is_some() && !is_possessive(text, &marks, i);
        if let (true, Some(partner)) = (closes, partner) {
            // What was opened inside and not closed has no partner.
            out.unpaired.extend(open.drain(partner + 1..).map(|o| o.start));
            if let Some(opener) = open.pop() {
                push(text, opener, mark.end, true, out);
            }
        } else if mark.can_open && (mark.glyph.mark() != QuoteMark::Single || has_partner(text, &marks, i, next_block))
        {
            open.push(*mark);
        } else if mark.glyph.mark() != QuoteMark::Single {
            out.unpaired.push(mark.start);
        }
    }
    close_at_end(text, block, next_block, &open, out);
}

/// Whether two marks of one family fit: `“` closes only what `„` opened.
fn closes_it(text: &str, opener: &Mark, mark: &Mark) -> bool {
    !text[mark.start..].starts_with('“') || text[opener.start..].starts_with('„')
}

/// What is still open at the end of a paragraph: goes on in the next, or lacks its partner.
fn close_at_end(text: &str, block: Span, next_block: &str, open: &[Mark], out: &mut Quotations) {
    let mut outermost = true;
    for opener in open {
        let continued = next_block.starts_with(&text[opener.start..opener.end]);
        let double = opener.glyph.mark() != QuoteMark::Single;
        if outermost && (continued || double) {
            push(text, *opener, block.end(), false, out);
            outermost = false;
        }
        if !continued {
            out.unpaired.push(opener.start);
        }
    }
}

fn push(text: &str, opener: Mark, end: usize, closed: bool, out: &mut Quotations) {
    if let Ok(span) = Span::of(text, opener.start..end) {
        out.found.push(Quotation { span, mark: opener.glyph.mark(), closed });
    }
}

/// Whether a single opening mark has a closing one later in its block, or opens a paragraph and the next one as well.
fn has_partner(text: &str, marks: &[Mark], at: usize, next_block: &str) -> bool {
    let opener = marks[at];
    let later = marks[at + 1..].iter().any(|m| m.glyph == opener.glyph && m.can_close);
    later || next_block.starts_with(&text[opener.start..opener.end])
}

/// Whether a single closing mark after an *s* is rather an apostrophe ("the ministers’ plan"): a better partner follows
/// before the next mark that opens.
fn is_possessive(text: &str, marks: &[Mark], at: usize) -> bool {
    let mark = marks[at];
    let single = mark.glyph.mark() == QuoteMark::Single;
    if !single || !text[..mark.start].ends_with(['s', 'S', 'z', 'x']) || !text[mark.end..].starts_with(' ') {
        return false;
    }
    let rest = marks[at + 1..].iter().filter(|m| m.glyph == mark.glyph);
    rest.take_while(|m| !m.can_open).any(|m| m.can_close)
}

/// The quotation marks of a block, each with what it could do where it stands.
fn marks(text: &str, block: Span) -> Vec<Mark> {
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
        '"' => (Glyph::Straight, !(space(after) && !space(before)), !space(before) || space(after)),
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
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let decade = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit) && word.len() <= 3;
    decade || matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "n" | "bout" | "round")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paragraphs are lines; each quotation found is given with `…` after it if it was not closed.
    fn check(text: &str, expect: &[&str]) {
        let quotations = quotations(text, &crate::blocks(text));
        let show = |q: &Quotation| format!("{}{}", q.span.slice(text).unwrap(), if q.closed { "" } else { "…" });
        let found: Vec<String> = quotations.found.iter().map(show).collect();
        assert_eq!(found, expect, "unpaired at {:?}", quotations.unpaired);
    }

    #[test]
    fn marks_of_all_kinds() {
        check("“Yes,” he said, “no.”", &["“Yes,”", "“no.”"]);
        check("\"Yes,\" he said, \"no.\"", &["\"Yes,\"", "\"no.\""]);
        check("``Yes,'' he said, ''no.''", &["``Yes,''", "''no.''"]);
        check("‘Yes,’ he said, 'no.'", &["‘Yes,’", "'no.'"]);
        check("„Ja“, sagte er, «oui», »nein«.", &["„Ja“", "«oui»", "»nein«"]);
        check("The “free” press (\"so-called\")", &["“free”", "\"so-called\""]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        check("The ministers' plan isn't the '90s plan, rock 'n' roll.", &[]);
        check("The ministers’ plan isn’t theirs.", &[]);
        check("‘It’s the ministers’ plan,’ he said.", &["‘It’s the ministers’ plan,’"]);
        check("'It's the ministers' plan,' he said.", &["'It's the ministers' plan,'"]);
    }

    #[test]
    fn nested() {
        check("“He said ‘no’ twice.”", &["“He said ‘no’ twice.”", "‘no’"]);
        check("'He said \"no\" twice.'", &["'He said \"no\" twice.'", "\"no\""]);
    }

    #[test]
    fn over_paragraphs() {
        check("“One.\n“Two.\n“Three,” she said.", &["“One.…", "“Two.…", "“Three,”"]);
        check("\"One.\n\"Two,\" she said.", &["\"One.…", "\"Two,\""]);
        check("‘One.\n‘Two,’ she said.", &["‘One.…", "‘Two,’"]);
    }

    #[test]
    fn broken_pairs_are_survived() {
        check("\"They moved,\" which is new,” she said.", &["\"They moved,\""]);
        check("“They moved, she said.\nShe left.", &["“They moved, she said.…"]);
        check("They moved,” she said. “No.”", &["“No.”"]);
        check("”””“““\"\"\"'''", &["“““\"\"\"'''…", "\"\""]);
    }

    proptest::proptest! {
        #[test]
        fn any_marks_in_any_order(text in "[a s.\n\"'“”‘’«»„`,-]{0,60}") {
            let blocks = crate::blocks(&text);
            let quotations = quotations(&text, &blocks);
            for quotation in &quotations.found {
                assert!(quotation.span.slice(&text).is_ok());
                assert!(blocks.iter().any(|block| block.contains(quotation.span)));
            }
        }
    }
}
