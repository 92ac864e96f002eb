//! The outlet's name above the headline: "HARBOUR NEWS | World", "The Portville Anchor" above "Tuesday, 9 March 2021".
//!
//! A name that holds a word such as "News" or "Times" is a credit like any other, see [`crate::credits`]. Here are
//! names with a section beside them, and names told only by what stands below.

use std::ops::Range;

use crate::chrome::is_menu;
use crate::credits::{is_agency, is_outlet};
use crate::dates::{date_line, has_weekday};
use crate::headline;
use crate::line::{Line, is_capitalised, range_in};

/// Blocks below a masthead within which the headline stands.
const HEADLINE_WITHIN: usize = 4;
/// Words of a section beside the name of its outlet: "Middle East", "Arts and Books".
const LONGEST_SECTION_WORDS: usize = 3;
/// Words of a name that only the lines below tell.
const LONGEST_NAME_WORDS: usize = 4;

/// Whether a headline stands shortly below the line at `at`.
pub(crate) fn is_above_headline(lines: &[Line<'_>], at: usize) -> bool {
    lines[at + 1..].iter().take(HEADLINE_WITHIN).any(headline::looks_like)
}

/// The outlet in "HARBOUR NEWS | World", "Harbour News > World > Asia", "World | Harbour News", and in "Harbour Times |
/// 9 March 2021".
pub(crate) fn with_section(words: &str) -> Option<Range<usize>> {
    [" | ", " > ", " » ", " › ", " / ", " • ", " · "].iter().find_map(|mark| {
        let parts: Vec<&str> = words.split(mark).map(str::trim).collect();
        let (first, last) = (*parts.first()?, *parts.last()?);
        let named = |part: &str| is_outlet(part) || is_agency(part);
        let (outlet, sections) = match parts.len() {
            0 | 1 => return None,
            _ if named(first) => (first, &parts[1..]),
            count if named(last) => (last, &parts[..count - 1]),
            _ => return None,
        };
        sections.iter().all(|part| is_section(part) || date_line(part).is_some()).then(|| range_in(words, outlet))?
    })
}

fn is_section(part: &str) -> bool {
    let words = part.split_whitespace().count();
    let named = part.split_whitespace().all(|word| is_capitalised(word) || matches!(word, "and" | "of" | "the" | "&"));
    (1..=LONGEST_SECTION_WORDS).contains(&words)
        && named
        && part.chars().all(|c| c.is_alphabetic() || " &-’'".contains(c))
}

/// Whether the line at `at`, the first of its text, is a name: a weekday with its date or a menu stands below it, and it
/// is too short for a headline or begins with "The".
pub(crate) fn is_name_on_top(lines: &[Line<'_>], at: usize) -> bool {
    let (line, Some(next)) = (&lines[at], lines.get(at + 1)) else { return false };
    let count = line.count();
    let short = count == 2 || ((2..=LONGEST_NAME_WORDS).contains(&count) && line.begins_with(&["the"]));
    let named = line.words.split_whitespace().all(|word| is_capitalised(word) || matches!(word, "of" | "and" | "&"));
    let plain = line.words.chars().all(|c| c.is_alphabetic() || " &-’'".contains(c));
    let below = is_menu(next.words) || (date_line(next.words).is_some() && has_weekday(next.words));
    at == 0 && short && named && plain && below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_beside_their_sections() {
        let check = |words: &str, expect: Option<&str>| {
            assert_eq!(with_section(words).map(|range| &words[range]), expect, "{words}");
        };
        check("PORT HARBOURS AGENCY | World", Some("PORT HARBOURS AGENCY"));
        check("Harbour News > World > Asia", Some("Harbour News"));
        check("Middle East | Harbour News", Some("Harbour News"));
        check("Reuters | World", Some("Reuters"));
        check("Harbour Times | 9 March 2021", Some("Harbour Times"));
        check("Harbour News | Boats lost at sea", None);
        check("Harbour News | Boats Lost At Sea", None);
        check("Boats lost at sea | Harbour News", None);
        check("Harbour News", None);
        check("World | Asia", None);
        check("", None);
    }

    #[test]
    fn names_on_top() {
        let check = |text: &str, expect: bool| {
            let lines: Vec<Line<'_>> = crate::blocks(text).into_iter().map(|span| Line::of(text, span)).collect();
            assert_eq!(is_name_on_top(&lines, 0), expect, "{text}");
        };
        check("The Portville Anchor\nTuesday, 9 March 2021\nBoats lost at sea", true);
        check("Portville Anchor\nNews | Sport | Harbour | Jobs\nBoats lost at sea", true);
        check("Portville Anchor\n9 March 2021\nBoats lost at sea", false);
        check("Boats Lost Again\nTuesday, 9 March 2021\nNobody has seen them since", false);
        check("Boats return\nTuesday, 9 March 2021", false);
        check("Portville Anchor", false);
    }
}
