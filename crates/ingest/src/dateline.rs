//! The dateline before the first sentence: "PORTVILLE, March 3 (Wire) — ".
//!
//! Read from the left, item by item: a place, a date, an agency in brackets, in any order, up to the mark that ends it.
//! A place in capitals needs nothing else; one in small letters needs an agency or a date beside it, or half of all
//! sentences with a dash would have one.

use std::ops::Range;

use crate::dates::{Written, dates};
use crate::line::is_capitalised;

/// Ranges are bytes of the paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Dateline {
    pub(crate) place: Option<Range<usize>>,
    pub(crate) agency: Option<Range<usize>>,
    pub(crate) date: Option<Written>,
    /// Where the sentence begins; the length of the paragraph if nothing follows.
    pub(crate) end: usize,
}

/// A dateline is not longer.
const LONGEST: usize = 120;
/// What follows a colon is longer, or the colon is that of a headline.
const SHORTEST_AFTER_COLON: usize = 120;
/// Words in capitals that begin a paragraph and are no place.
#[rustfmt::skip]
const NO_PLACE: &[&str] = &[
    "NATO", "UNESCO", "UNICEF", "OPEC", "FIFA", "UEFA", "ISIS", "ISIL", "ECOWAS", "BRICS", "BREAKING", "EXCLUSIVE",
    "UPDATE", "UPDATED", "WATCH", "VIDEO", "LIVE", "OPINION", "ANALYSIS", "COMMENT", "COMMENTARY", "EDITORIAL",
    "NEWS", "ALERT", "NOTE", "CORRECTION", "CLARIFICATION", "PHOTOS", "LISTEN", "READ", "FACT", "FILE", "PHOTO",
    "CONTACT", "QUESTION", "ANSWER", "BYLINE", "LOOK", "RELATED", "WARNING", "MORE", "ALSO", "PLEASE", "THE", "AND",
    "HOST",
];

/// The dateline at the beginning of `paragraph`.
pub(crate) fn dateline(paragraph: &str) -> Option<Dateline> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let mut line = Dateline::default();
    let (mut at, mut capitals) = (0, false);
    // Each round takes an item; there are three, with a mark between a date and the place after it.
    for _ in 0..4 {
        at += blanks(&head[at..], &[',', '.']);
        let rest = &head[at..];
        if line.agency.is_none()
            && let Some(inner) = agency(rest)
        {
            line.agency = Some(at + inner.start..at + inner.end);
            at += inner.end + 1;
        } else if line.date.is_none()
            && let Some(date) = leading_date(rest)
        {
            let range = at + date.range.start..at + date.range.end;
            at = range.end;
            line.date = Some(Written { range, ..date });
        } else if line.place.is_none()
            && let Some((len, upper)) = place(rest)
        {
            line.place = Some(at..at + len);
            capitals = upper;
            at += len;
        } else {
            break;
        }
        let mark = ending(&head[at..], capitals, line.agency.is_some());
        let only_date = line.place.is_none() && line.agency.is_none();
        match mark {
            Some(len) if !only_date => {
                // "LOOK: Boats Sink" has the form of "PORTVILLE: ..." without being long enough for a paragraph.
                let colon = head[..at + len].ends_with(':') && paragraph.len() < at + len + SHORTEST_AFTER_COLON;
                return accepted(line, capitals, at + len).filter(|_| !colon);
            }
            Some(len) => at += len,
            None if head[at..].trim().is_empty() && head.len() == paragraph.len() => {
                return accepted(line, capitals, at).filter(|line| line.date.is_some());
            }
            None => {}
        }
    }
    None
}

fn accepted(line: Dateline, capitals: bool, end: usize) -> Option<Dateline> {
    let beside = line.agency.is_some() || line.date.is_some();
    (line.agency.is_some() || (line.place.is_some() && (capitals || beside))).then_some(Dateline { end, ..line })
}

/// Length of the white space, and of these marks, at the beginning.
fn blanks(rest: &str, marks: &[char]) -> usize {
    rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(&c)).len()
}

/// Length of the mark that ends a dateline, with the space before it: a dash; a colon after capitals or an agency; a full
/// stop after an agency.
fn ending(rest: &str, capitals: bool, agency: bool) -> Option<usize> {
    let space = blanks(rest, &[]);
    let after = &rest[space..];
    let dash = ["---", "--", "—", "–", "―", "‒", "−"].into_iter().find(|dash| after.starts_with(dash));
    let hyphen = (space > 0 && after.starts_with("- ")).then_some("-");
    let colon = ((capitals || agency) && after.starts_with(": ")).then_some(":");
    let stop = (agency && after.starts_with(". ")).then_some(".");
    dash.or(hyphen).or(colon).or(stop).map(|mark| space + mark.len())
}

/// "(Reuters)", "/TASS/": the bytes between the brackets.
fn agency(rest: &str) -> Option<Range<usize>> {
    let close = match rest.chars().next()? {
        '(' => ')',
        '[' => ']',
        '/' => '/',
        _ => return None,
    };
    let len = rest[1..].find(close)?;
    let name = &rest[1..1 + len];
    let plain = name.chars().all(|c| c.is_alphanumeric() || " /.&-'’".contains(c)) && is_capitalised(name);
    (plain && (2..=40).contains(&len)).then_some(1..1 + len)
}

fn leading_date(rest: &str) -> Option<Written> {
    let short = &rest[..rest.floor_char_boundary(40)];
    dates(short).into_iter().find(|date| date.range.start == 0)
}

/// Length of a place at the beginning, with its region, and whether it is in capitals.
fn place(rest: &str) -> Option<(usize, bool)> {
    let (len, count) = run(rest, is_upper);
    let capitals = count > 0;
    let (mut len, count) = if capitals { (len, count) } else { run(rest, is_capitalised) };
    let named = rest[..len].split([' ', '/']).any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    if !(1..=4).contains(&count) || !named || rest[..len].split(' ').any(|word| NO_PLACE.contains(&word)) {
        return None;
    }
    for _ in 0..2 {
        let Some(region) = rest[len..].strip_prefix(", ") else { break };
        let (more, count) = run(region, is_capitalised);
        if leading_date(region).is_some() || !(1..=3).contains(&count) {
            break;
        }
        len += 2 + more;
    }
    Some((len, capitals))
}

/// Length and number of the leading words of which each is `like` a place's.
fn run(rest: &str, like: fn(&str) -> bool) -> (usize, usize) {
    let (mut len, mut count, mut at) = (0, 0, 0);
    for word in rest.split(' ') {
        let end = word.find(['(', ',', ':', '—', '–', '―']).unwrap_or(word.len());
        let bare = word[..end].split("--").next().unwrap_or_default();
        let letters =
            bare.starts_with(char::is_alphabetic) && bare.chars().all(|c| c.is_alphabetic() || ".-'’/".contains(c));
        if !letters || !like(bare) || (count > 0 && leading_date(&rest[at..]).is_some()) {
            break;
        }
        (len, count) = (at + bare.len(), count + 1);
        if bare.len() < word.len() {
            break;
        }
        at += word.len() + 1;
    }
    (len, count)
}

fn is_upper(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Place, agency, date, and what follows.
    fn check(text: &str, expect: Option<(&str, &str, &str, &str)>) {
        let found = dateline(text);
        let slice = |range: &Option<Range<usize>>| range.clone().map_or("", |range| &text[range]);
        let found = found.as_ref().map(|line| {
            let date = line.date.as_ref().map(|date| date.range.clone());
            (slice(&line.place), slice(&line.agency), slice(&date), text[line.end..].trim())
        });
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn datelines() {
        check("PORTVILLE (HNA) — The mayor left.", Some(("PORTVILLE", "HNA", "", "The mayor left.")));
        check("PORTVILLE – The mayor left.", Some(("PORTVILLE", "", "", "The mayor left.")));
        check("PORTVILLE - The mayor left.", Some(("PORTVILLE", "", "", "The mayor left.")));
        check("NEW PORT, Feb. 3 (Wire) - The mayor left.", Some(("NEW PORT", "Wire", "Feb. 3", "The mayor left.")));
        check("ST. ILSE, Mich., Feb. 3 (Wire)—He left.", Some(("ST. ILSE, Mich.", "Wire", "Feb. 3", "He left.")));
        check("PORTVILLE, Maine -- He left.", Some(("PORTVILLE, Maine", "", "", "He left.")));
        check("March 3, 2021 — PORTVILLE — He left.", Some(("PORTVILLE", "", "March 3, 2021", "He left.")));
        check("March 3, 2021 — PORTVILLE", Some(("PORTVILLE", "", "March 3, 2021", "")));
        check("PORTVILLE, March 3. /HNA/. He left.", Some(("PORTVILLE", "HNA", "March 3", "He left.")));
        check("Portville (Wire) — He left.", Some(("Portville", "Wire", "", "He left.")));
        check("(Wire) - He left.", Some(("", "Wire", "", "He left.")));
        let long = "He left with two boats, which nobody had seen since the storm, and said on Tuesday that he did not expect to \
                    see them again soon.";
        check(&format!("PORTVILLE: {long}"), Some(("PORTVILLE", "", "", long)));
        check("PORT-AU-SEL/PORTVILLE (Wire) - He left.", Some(("PORT-AU-SEL/PORTVILLE", "Wire", "", "He left.")));
    }

    #[test]
    fn what_is_none() {
        check("Portville — the old port — is closed.", None);
        check("NATO — and not only NATO — said no.", None);
        check("The mayor (a Democrat) — who left — said no.", None);
        check("BREAKING: Mayor leaves.", None);
        check("GONE: Mayor Leaves With Boats.", None);
        check("US - and others.", None);
        check("PORTVILLE’S MAYOR LEFT THE TOWN — and did not come back.", None);
        check("On March 3, 2021 — a Wednesday — he left.", None);
        check("March 3, 2021", None);
        check("PORTVILLE", None);
        check("—", None);
        check("", None);
    }
}
