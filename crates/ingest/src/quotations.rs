//! Quotation marks, paired.
//!
//! The rules, in the order of how often news needs them:
//! - curly, low-high and angle marks say by themselves whether they open or close; straight ones open before a word
//!   and close after one;
//! - a single mark opens only where it can't be an apostrophe, and closes only where no letter follows; after an *s*
//!   it is a possessive if a better partner follows;
//! - what a curly mark opened a straight one can close, and the other way about, if nothing that it could close better is
//!   open and the opener's own closing mark does not follow before the next opener;
//! - a paragraph that opens a quotation, does not close it, and is followed by one that opens with the same mark, is
//!   continued by it;
//! - a mark without a partner is counted and otherwise ignored; a double mark that opens and never closes reaches to the
//!   end of its paragraph.

use sayso_core::{Quotation, QuoteMark, Span};

use crate::marks::{Glyph, Mark, marks};

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

fn pair_block(text: &str, block: Span, next_block: &str, out: &mut Quotations) {
    let marks = marks(text, block);
    let later = Later::of(text, &marks);
    let mut open = Open::default();
    for (i, mark) in marks.iter().enumerate() {
        let single = mark.glyph.mark() == QuoteMark::Single;
        let closes = mark.can_close && !later.is_possessive(text, &marks, i);
        let partner = if closes {
            open.partner(text, mark).or_else(|| open.unlike_partner(text, mark, later.closers[i]))
        } else {
            None
        };
        if let Some(partner) = partner {
            // What was opened inside and not closed has no partner.
            out.unpaired.extend(open.marks[partner + 1..].iter().map(|o| o.start));
            push(text, open.marks[partner], mark.end, true, out);
            open.truncate(partner);
        } else if mark.can_open && (!single || later.closes(mark, i) || is_continued(text, mark, next_block)) {
            open.push(text, *mark);
        } else if !single {
            out.unpaired.push(mark.start);
        }
    }
    close_at_end(text, block, next_block, &open.marks, out);
}

/// The marks that are open where the pairing stands, with an index, so that a million of them take no longer to search
/// than three.
#[derive(Default)]
struct Open {
    marks: Vec<Mark>,
    /// For each glyph, then for `„` apart from other openers of its family: places in `marks`.
    places: [Vec<usize>; Glyph::COUNT + 1],
}

impl Open {
    fn class(text: &str, mark: &Mark) -> usize {
        if text[mark.start..].starts_with('„') { Glyph::COUNT } else { mark.glyph as usize }
    }

    fn push(&mut self, text: &str, mark: Mark) {
        self.places[Open::class(text, &mark)].push(self.marks.len());
        self.marks.push(mark);
    }

    /// The innermost opener that `mark` can close: one of its family, and `“` closes only what `„` opened.
    fn partner(&self, text: &str, mark: &Mark) -> Option<usize> {
        let low = if mark.glyph == Glyph::Curly { self.places[Glyph::COUNT].last() } else { None };
        let high = if text[mark.start..].starts_with('“') { None } else { self.places[mark.glyph as usize].last() };
        low.max(high).copied()
    }

    /// The innermost opener among the straight marks for a curly closing mark, and the other way about, whose own closing
    /// mark is not among the `closers` that follow.
    fn unlike_partner(&self, text: &str, mark: &Mark, closers: Closers) -> Option<usize> {
        let place = match mark.glyph {
            Glyph::Straight => {
                let low = self.places[Glyph::COUNT].last().filter(|_| !closers.of_low);
                let high = self.places[Glyph::Curly as usize].last().filter(|_| !closers.of_high);
                low.max(high)
            }
            Glyph::Curly => self.places[Glyph::Straight as usize].last().filter(|_| !closers.of_straight),
            _ => None,
        };
        place.filter(|_| is_closing(text, mark)).copied()
    }

    fn truncate(&mut self, len: usize) {
        self.marks.truncate(len);
        for places in &mut self.places {
            // The places of a glyph ascend.
            places.truncate(places.partition_point(|&place| place < len));
        }
    }
}

/// Whether a double mark stands where one closes and none opens; straight ones count as able to do both in many places
/// where only one is likely.
fn is_closing(text: &str, mark: &Mark) -> bool {
    let before = text[..mark.start].chars().next_back();
    let after = text[mark.end..].chars().next();
    let opens = |c: char| c.is_whitespace() || "([{“‘«\"".contains(c);
    before.is_some_and(|c| !opens(c))
        && !after.is_some_and(char::is_alphanumeric)
        && !text[mark.start..].starts_with('“')
}

/// Which double closing marks follow before the next double mark that opens.
#[derive(Default, Clone, Copy)]
struct Closers {
    of_straight: bool,
    /// Of `“`.
    of_high: bool,
    /// Of `„`.
    of_low: bool,
}

impl Closers {
    /// Those that follow what stands before `mark`, where these follow `mark`.
    fn before(self, text: &str, mark: &Mark) -> Closers {
        let (straight, curly) = (mark.glyph == Glyph::Straight, mark.glyph == Glyph::Curly);
        let high_opener = text[mark.start..].starts_with('“');
        let double = mark.glyph.mark() == QuoteMark::Double;
        let past = if double && mark.can_open && (!mark.can_close || high_opener) { Closers::default() } else { self };
        Closers {
            of_straight: past.of_straight || (straight && mark.can_close),
            of_high: past.of_high || (curly && mark.can_close && !high_opener),
            of_low: past.of_low || (curly && mark.can_close),
        }
    }
}

/// What comes after each mark of a block, worked out once from its end.
struct Later {
    /// For each glyph, the last mark that can close.
    last_close: [Option<usize>; Glyph::COUNT],
    /// For each mark, whether a mark of its glyph that can close follows before the next that can open.
    better: Vec<bool>,
    /// For each mark, the double ones that close before the next opens.
    closers: Vec<Closers>,
}

impl Later {
    fn of(text: &str, marks: &[Mark]) -> Later {
        let mut later = Later {
            last_close: [None; Glyph::COUNT],
            better: vec![false; marks.len()],
            closers: vec![Closers::default(); marks.len()],
        };
        let mut closers = Closers::default();
        let mut better = [false; Glyph::COUNT];
        for (i, mark) in marks.iter().enumerate().rev() {
            let glyph = mark.glyph as usize;
            later.closers[i] = closers;
            closers = closers.before(text, mark);
            later.better[i] = better[glyph];
            better[glyph] = !mark.can_open && (mark.can_close || better[glyph]);
            if mark.can_close && later.last_close[glyph].is_none() {
                later.last_close[glyph] = Some(i);
            }
        }
        later
    }

    /// Whether a mark that could close `mark`, which is the one at `at`, stands later in the block.
    fn closes(&self, mark: &Mark, at: usize) -> bool {
        self.last_close[mark.glyph as usize].is_some_and(|last| last > at)
    }

    /// Whether a single closing mark after an *s* is rather an apostrophe ("the ministers’ plan"): a better partner
    /// follows before the next mark that opens.
    fn is_possessive(&self, text: &str, marks: &[Mark], at: usize) -> bool {
        let mark = &marks[at];
        let single = mark.glyph.mark() == QuoteMark::Single;
        let after_s = text[..mark.start].ends_with(['s', 'S', 'z', 'x']) && text[mark.end..].starts_with(' ');
        single && after_s && self.better[at]
    }
}

/// Whether the next block opens with the same mark.
fn is_continued(text: &str, opener: &Mark, next_block: &str) -> bool {
    next_block.starts_with(&text[opener.start..opener.end])
}

/// What is still open at the end of a paragraph: goes on in the next, or lacks its partner.
fn close_at_end(text: &str, block: Span, next_block: &str, open: &[Mark], out: &mut Quotations) {
    let mut outermost = true;
    for opener in open {
        let continued = is_continued(text, opener, next_block);
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
    fn unlike_marks_pair_where_like_ones_do_not() {
        check("“They moved,\" she said. “No.”", &["“They moved,\"", "“No.”"]);
        check("“They moved\", she said.", &["“They moved\""]);
        check("\"They moved,” she said. \"No.\"", &["\"They moved,”", "\"No.\""]);
        check("\"They moved,” she said, “and left.\"", &["\"They moved,”", "“and left.\""]);
        check("„Ja\", sagte er. „Nein“.", &["„Ja\"", "„Nein“"]);
        check("“They moved,\" she said.\n“No.”", &["“They moved,\"", "“No.”"]);
        // A partner of the same glyph follows.
        check("“The 6\" pipe broke,” she said.", &["“The 6\" pipe broke,”"]);
        check("\"The old guard” left,\" she said.", &["\"The old guard” left,\""]);
        check("“He said (\"no\") twice.\n“No.”", &["“He said (\"no\") twice.…", "\"no\"", "“No.”"]);
    }

    #[test]
    fn broken_pairs_are_survived() {
        check(
            "\"After the storm, they move,\" which has become a law, crimes,” Varga reported.",
            &["\"After the storm, they move,\""],
        );
        check("\"They moved,\" which is new,” she said.", &["\"They moved,\""]);
        check("“They moved, she said.\nShe left.", &["“They moved, she said.…"]);
        check("They moved,” she said. “No.”", &["“No.”"]);
        check("”””“““\"\"\"'''", &["“““\"\"\"'''…", "\"\""]);
    }

    /// The pairing as one would write it down, which takes time with the square of the number of marks.
    mod naive {
        use super::*;

        /// With `unlike` false, marks pair with marks of their glyph only.
        pub(super) fn pair_block(text: &str, block: Span, next_block: &str, unlike: bool, out: &mut Quotations) {
            let marks = marks(text, block);
            let mut open: Vec<Mark> = Vec::new();
            for (i, mark) in marks.iter().enumerate() {
                let like = open.iter().rposition(|o| closes_it(text, o, mark));
                let other =
                    |o: &Mark| is_unlike(o, mark) && is_closing(text, mark) && !is_closed(text, o, &marks[i + 1..]);
                // Of each sort of opener only the innermost counts.
                let sort = |o: &Mark| (o.glyph as usize, text[o.start..].starts_with('„'));
                let innermost = |at: usize| !open[at + 1..].iter().any(|later| sort(later) == sort(&open[at]));
                let unlike = || (0..open.len()).rev().find(|&at| unlike && innermost(at) && other(&open[at]));
                let partner = like.or_else(unlike);
                let closes = mark.can_close && partner.is_some() && !is_possessive(text, &marks, i);
                if let (true, Some(partner)) = (closes, partner) {
                    // What was opened inside and not closed has no partner.
                    out.unpaired.extend(open.drain(partner + 1..).map(|o| o.start));
                    if let Some(opener) = open.pop() {
                        push(text, opener, mark.end, true, out);
                    }
                } else if mark.can_open
                    && (mark.glyph.mark() != QuoteMark::Single || has_partner(text, &marks, i, next_block))
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
            let high = text[mark.start..].starts_with('“');
            opener.glyph == mark.glyph && (!high || text[opener.start..].starts_with('„'))
        }

        fn is_unlike(opener: &Mark, mark: &Mark) -> bool {
            let unlike = |a: &Mark, b: &Mark| a.glyph == Glyph::Curly && b.glyph == Glyph::Straight;
            unlike(opener, mark) || unlike(mark, opener)
        }

        /// Whether the opener's own closing mark is among `marks` before the next double mark that opens.
        fn is_closed(text: &str, opener: &Mark, marks: &[Mark]) -> bool {
            let closes = |m: &Mark| m.can_close && closes_it(text, opener, m);
            let opens = |m: &Mark| {
                let double = m.glyph.mark() == QuoteMark::Double;
                double && m.can_open && (!m.can_close || text[m.start..].starts_with('“'))
            };
            marks.iter().find(|m| closes(m) || opens(m)).is_some_and(closes)
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
    }

    #[test]
    fn many_marks_take_no_longer_each() {
        for unit in ["“", "\"", "'", "« ", "„a“ ", "‘s’ ", "(\"a", "a\" ", "“a. ‘b\n", "“a\" ", "\"a” ", "“a” b\" "]
        {
            let text = unit.repeat(200_000);
            quotations(&text, &crate::blocks(&text));
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(2000))]
        #[test]
        fn pairs_as_the_naive_pairing_does(text in "[as .\n\"'“”‘’«»„`,-]{0,60}") {
            let blocks = crate::blocks(&text);
            for (i, block) in blocks.iter().enumerate() {
                let next = blocks.get(i + 1).map_or("", |next| next.slice(&text).unwrap());
                let (mut fast, mut slow) = (Quotations::default(), Quotations::default());
                pair_block(&text, *block, next, &mut fast);
                naive::pair_block(&text, *block, next, true, &mut slow);
                assert_eq!(fast, slow);
            }
        }
    }

    proptest::proptest! {
        /// Where all marks have partners of their glyph, no others are looked for.
        #[test]
        fn marks_that_pair_within_their_glyph_stay(pieces in proptest::collection::vec(proptest::sample::select(vec![
            "“Yes,” he said. ", "\"No,\" she said. ", "“He said \"no\" twice.” ", "\"He said “no”,\" she said. ",
            "the “free” press (\"so-called\"), ", "“a (\"b\") c—\"d\"” ", "It was 'no', ‘he’ said. ", "„Ja“, sagte er. ",
            "\n“One.\n“Two.” ", "\n\"One.\n\"Two.\" ", "\n“He said (\"no\").\n“Yes.” ", "``Yes,'' he said. ", "left. ",
        ]), 0..12)) {
            let text = pieces.concat();
            let blocks = crate::blocks(&text);
            let mut alike = Quotations::default();
            for (i, block) in blocks.iter().enumerate() {
                let next = blocks.get(i + 1).map_or("", |next| next.slice(&text).unwrap());
                naive::pair_block(&text, *block, next, false, &mut alike);
            }
            alike.found.sort_by_key(|quotation| (quotation.span.start(), std::cmp::Reverse(quotation.span.end())));
            alike.unpaired.sort_unstable();
            assert_eq!(quotations(&text, &blocks), alike, "{text}");
        }
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
