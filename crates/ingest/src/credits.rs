//! Who wrote it and who published it: bylines, credit lines, signatures.
//!
//! A byline names people or an agency after "By"; a credit is the name of an outlet or "Staff reporter" on a line of
//! its own. Both are told by form alone, so they are believed only above or below an article; see [`crate::roles`].

use std::ops::Range;

use crate::line::{Line, fold, is_capitalised, range_in};

/// Ranges are bytes of the line.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// People, without "By" and without their offices.
    pub(crate) people: Option<Range<usize>>,
    /// Agency or outlet.
    pub(crate) outlet: Option<Range<usize>>,
}

/// Words one of which ends, or begins, the name of an outlet.
#[rustfmt::skip]
const OUTLET_WORDS: &[&str] = &[
    "news", "times", "post", "press", "agency", "herald", "tribune", "gazette", "journal", "monitor", "newsroom",
    "tv", "television", "radio", "today", "daily", "observer", "chronicle", "courier", "mail", "telegraph",
    "guardian", "independent", "examiner", "dispatch", "inquirer", "sentinel", "mirror", "standard", "globe",
    "bulletin", "wire", "newswire", "broadcasting", "weekly", "magazine", "review", "online", "com", "org", "net",
    "echo", "express", "argus", "advertiser", "recorder",
];
/// Agencies and broadcasters that sign with one word.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "reuters", "ap", "afp", "upi", "tass", "irna", "isna", "xinhua", "ani", "pti", "dpa", "efe", "ansa", "anadolu",
    "bloomberg", "bbc", "cnn", "voa", "rferl", "dw", "rt", "npr", "pajhwok", "tolonews", "kyodo", "yonhap",
    "interfax", "ukrinform", "belta", "wam", "spa", "mena", "sana", "apa", "trend", "agencies", "tca",
];
/// Words of somebody without a name: "Staff reporter", "Web desk".
const STAFF_WORDS: &[&str] = &["staff", "desk", "correspondent", "correspondents", "reporter", "reporters", "bureau"];
/// Small words beside them: "our staff", "a special correspondent".
const UNNAMED_WORDS: &[&str] = &["our", "a", "own", "special", "foreign", "political", "local", "writer", "writers"];
/// Words of an office beside a name: "Ana Reyes, Political Editor".
#[rustfmt::skip]
const OFFICE_WORDS: &[&str] = &[
    "writer", "editor", "columnist", "contributor", "producer", "analyst", "journalist", "photographer", "freelance",
    "staff", "correspondent", "reporter", "bureau", "desk", "chief", "intern",
];
/// Small words within a person's name.
const PARTICLES: &[&str] = &[
    "de", "da", "dos", "del", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "bin", "bint", "ibn", "al",
    "el", "ul", "ur", "e", "y", "zu", "af", "av",
];

/// What stands before the names of a byline, besides "By".
const LEADS: &[&str] = &[
    "Written by ",
    "Story by ",
    "BYLINE: ",
    "Byline: ",
    "Author: ",
    "Authors: ",
    "Report by ",
    "Words by ",
    "Text by ",
    "Text: ",
    "Interview by ",
    "Interviewed by ",
];

/// Whether a name is one of an outlet by its form, or an agency's that everybody knows: "Harbour News", "Reuters".
pub fn is_outlet_name(name: &str) -> bool {
    is_agency(name) || is_outlet(name)
}

/// The byline in a line that is one: "By Ana Reyes and John Doe, Staff Writers | Harbour Times".
pub(crate) fn byline(line: &Line<'_>) -> Option<Credit> {
    if line.words.len() > 200 {
        return None;
    }
    let (mark, rest) = line.words.split_at_checked(3)?;
    let by = ["by ", "by:"].contains(&mark.to_lowercase().as_str()).then_some(rest);
    let words = LEADS.iter().find_map(|lead| line.words.strip_prefix(lead)).or(by)?;
    let names = first_part(words.trim_start_matches([':', ' ']));
    let mut credit = Credit::default();
    for piece in pieces(names) {
        let Some(range) = range_in(line.words, piece) else { break };
        if is_agency(piece) || is_outlet(piece) {
            credit.outlet.get_or_insert(range);
        } else if credit.people.is_some() && is_bureau(piece) {
            break;
        } else if is_person(piece) || is_staff(piece) || is_unnamed(piece) {
            let start = credit.people.as_ref().map_or(range.start, |people| people.start);
            credit.people = Some(start..range.end);
        } else {
            break;
        }
    }
    let rest = &words[range_in(words, names)?.end..];
    let last = pieces(rest).last().filter(|piece| is_agency(piece) || is_outlet(piece));
    if credit.outlet.is_none() {
        credit.outlet = last.and_then(|piece| range_in(line.words, piece));
    }
    let somebody = |p: &str| is_person(p) || is_staff(p) || is_unnamed(p) || is_office(p);
    let complete = pieces(names).all(|p| somebody(p) || is_agency(p) || is_outlet(p));
    (complete && (credit.people.is_some() || credit.outlet.is_some())).then_some(credit)
}

/// Names up to "in Portville", "for the Harbour Times", a bar, a dash or a date.
fn first_part(words: &str) -> &str {
    let date = crate::dates::dates(words).first().map_or(words.len(), |date| date.range.start);
    let marks = [" | ", " • ", " · ", " — ", " – ", " - ", " / ", " in ", " for ", " of ", " at ", "\t", " (", ";"];
    let end = marks.iter().filter_map(|mark| words.find(mark)).chain([date]).min().unwrap_or(words.len());
    words[..end].trim_end_matches([' ', ',', '.', '|', '-', '–', '—'])
}

/// The parts of a list of names.
fn pieces(names: &str) -> impl Iterator<Item = &str> {
    let commas = names.split([',', '|', '&', '•', '·', '(', ')', ';']);
    let ands = commas.flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" with "));
    let bare = ands.map(|part| part.trim().trim_end_matches('.'));
    bare.map(|part| part.strip_prefix("and ").unwrap_or(part)).filter(|part| !part.is_empty())
}

/// Two to five words that could be somebody's name.
pub(crate) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let named = |word: &&str| {
        let small = PARTICLES.contains(word);
        let letters = word.chars().all(|c| c.is_alphabetic() || ".-'’".contains(c));
        letters && (small || word.starts_with(char::is_uppercase))
    };
    let other = |word: &&str| {
        let word = fold(word);
        OUTLET_WORDS.contains(&word.as_str()) || OFFICE_WORDS.contains(&word.as_str()) || word == "the"
    };
    (2..=5).contains(&words.len()) && words.iter().all(named) && !words.iter().any(other)
}

pub(crate) fn is_agency(name: &str) -> bool {
    let name = fold(name);
    AGENCIES.contains(&name.as_str()) || matches!(name.as_str(), "associated press" | "the associated press")
}

/// "HNA Portville" after a name: where the outlet's initials stand, nobody else is named.
fn is_bureau(piece: &str) -> bool {
    let Some((first, rest)) = piece.split_once(' ') else { return false };
    let initials = (2..=5).contains(&first.len()) && first.chars().all(char::is_uppercase);
    initials && rest.contains(char::is_lowercase) && rest.split(' ').all(is_capitalised)
}

fn is_office(name: &str) -> bool {
    let folded = fold(name);
    folded.split(' ').count() <= 6 && folded.split(' ').any(|word| OFFICE_WORDS.contains(&singular(word)))
}

fn is_staff(name: &str) -> bool {
    let folded = fold(name);
    let words = || folded.split(' ');
    words().count() <= 4 && words().any(|word| STAFF_WORDS.contains(&word)) && is_title_case(name)
}

/// "our staff" and "a special correspondent" after "By"; on a line of its own they are too little.
fn is_unnamed(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.split(' ');
    folded.split(' ').any(|word| STAFF_WORDS.contains(&word))
        && words.all(|word| STAFF_WORDS.contains(&word) || UNNAMED_WORDS.contains(&word))
}

/// Whether `words` are names of people and nothing else: "Ana Reyes and John Doe".
pub(crate) fn is_people(words: &str) -> bool {
    pieces(words).next().is_some() && pieces(words).all(is_person)
}

/// The one interviewing, in "Interview: Ana Reyes" below a headline; above one, the line says who is interviewed.
pub(crate) fn interview(line: &Line<'_>) -> Option<Credit> {
    let names = line.words.strip_prefix("Interview: ").or_else(|| line.words.strip_prefix("INTERVIEW: "))?.trim();
    is_people(names).then(|| Credit { people: range_in(line.words, names), outlet: None })
}

/// The outlet without its initials before it: "HNA Harbour News Agency".
pub(crate) fn without_initials(words: &str, outlet: Range<usize>) -> Range<usize> {
    let name = &words[outlet.clone()];
    let Some((initials, rest)) = name.split_once(' ') else { return outlet };
    let letters = rest.split_whitespace().filter_map(|word| word.chars().next());
    let stand_for = letters.eq(initials.chars()) && rest.split_whitespace().count() >= 2;
    if stand_for { range_in(words, rest).unwrap_or(outlet) } else { outlet }
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The name of an outlet: capitals, with a word such as "News" or "Times" first or last.
pub(crate) fn is_outlet(name: &str) -> bool {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let last = words.last().is_some_and(|word| OUTLET_WORDS.contains(word));
    let first = words.len() > 2 && OUTLET_WORDS.contains(&words[0]) && matches!(words[1], "of" | "for");
    (2..=6).contains(&words.len()) && (last || first) && is_title_case(name)
}

/// Whether every word but the smallest begins with a capital.
fn is_title_case(name: &str) -> bool {
    name.split_whitespace().all(|word| is_capitalised(word) || matches!(word, "of" | "the" | "and" | "for" | "&" | "-"))
}

/// A line that is nothing but a credit: "AT News", "Staff reporter", "Reuters", "Ana Reyes, Staff Writer".
pub(crate) fn credit(line: &Line<'_>) -> Option<Credit> {
    let words = line.words.trim_matches(['(', ')', '[', ']', ' ', '—', '-', '–']);
    if words.len() > 80 || line.ends_sentence() && !words.ends_with("Inc.") {
        return None;
    }
    let whole = range_in(line.words, words)?;
    if is_agency(words) || is_outlet(words) {
        return Some(Credit { people: None, outlet: Some(whole) });
    }
    if let Some((name, office)) = words.split_once([',', '|', '/'])
        && is_person(name.trim())
        && (is_office(office) || is_outlet(office.trim()) || is_agency(office.trim()))
    {
        let outlet = (!is_office(office)).then(|| range_in(line.words, office.trim())).flatten();
        return Some(Credit { people: range_in(line.words, name.trim()), outlet });
    }
    let staff = is_staff(words) || (is_office(words) && words.split(' ').count() <= 3 && is_title_case(words));
    staff.then_some(Credit { people: Some(whole), outlet: None })
}

/// Those named in "Reporting by Ana Reyes; Editing by John Doe", "Ana Reyes contributed to this report".
pub(crate) fn reporting(line: &Line<'_>) -> Option<Credit> {
    const LEADS: &[&str] = &[
        "reporting by",
        "additional reporting by",
        "additional reporting from",
        "writing by",
        "editing by",
        "report by",
        "reported by",
        "compiled by",
        "with reporting by",
        "with additional reporting by",
    ];
    const ENDS: &[&str] = &[
        "contributed reporting",
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed research",
    ];
    if line.words.len() > 300 || line.is_quoting() {
        return None;
    }
    if line.holds(ENDS) {
        return Some(Credit::default());
    }
    if !line.begins_with(LEADS) {
        return None;
    }
    let author = line.begins_with(&["reporting by", "report by", "reported by", "compiled by"]);
    let at = line.words.find("by ").filter(|_| author).map(|at| at + 3);
    let names = at.map(|at| first_part(&line.words[at..])).map(|names| names.split(';').next().unwrap_or(names));
    let people = names.filter(|names| pieces(names).all(is_person)).and_then(|names| {
        let names = names.trim_end_matches([' ', ',', '.', ')']);
        range_in(line.words, names).filter(|range| !range.is_empty())
    });
    Some(Credit { people, outlet: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Span;

    /// People and outlet.
    fn check(find: fn(&Line<'_>) -> Option<Credit>, text: &str, expect: Option<(&str, &str)>) {
        let line = Line::of(text, Span::of(text, 0..text.len()).unwrap());
        let slice = |range: Option<Range<usize>>| range.map_or("", |range| &text[range]);
        assert_eq!(find(&line).map(|found| (slice(found.people), slice(found.outlet))), expect, "{text}");
    }

    #[test]
    fn bylines() {
        check(byline, "By Ilse Varga", Some(("Ilse Varga", "")));
        check(byline, "BY ILSE VARGA", Some(("ILSE VARGA", "")));
        check(byline, "By Ilse Varga and Tom O’Hale", Some(("Ilse Varga and Tom O’Hale", "")));
        check(
            byline,
            "By Ilse Varga, Tom O’Hale and J. R. de la Cruz",
            Some(("Ilse Varga, Tom O’Hale and J. R. de la Cruz", "")),
        );
        check(byline, "By Ilse Varga, Political Editor", Some(("Ilse Varga", "")));
        check(byline, "By Ilse Varga in Portville | March 3, 2021", Some(("Ilse Varga", "")));
        check(byline, "By Ilse Varga | Harbour Times", Some(("Ilse Varga", "Harbour Times")));
        check(byline, "By Ilse Varga, Harbour News", Some(("Ilse Varga", "Harbour News")));
        check(byline, "By Reuters", Some(("", "Reuters")));
        check(byline, "By Staff Reporter", Some(("Staff Reporter", "")));
        check(byline, "By our staff in Portville", Some(("our staff", "")));
        check(byline, "By Ilse Varga, HNA Portville", Some(("Ilse Varga", "")));
        check(byline, "Interview by Ilse Varga", Some(("Ilse Varga", "")));
        check(interview, "Interview: Ilse Varga", Some(("Ilse Varga", "")));
    }

    #[test]
    fn what_is_no_byline() {
        check(byline, "By Land and Sea, Migrants Come", None);
        check(byline, "By Monday Morning the Town Was Empty", None);
        check(byline, "By noon on Monday, Ilse Varga had left.", None);
        check(byline, "Ilse Varga left by noon", None);
        check(byline, "By our count, forty boats were lost", None);
        check(interview, "Interview: Ilse Varga on her lost boats", None);
        check(byline, "By", None);
        check(byline, "Bÿ×", None);
    }

    #[test]
    fn credits() {
        check(credit, "Harbour News", Some(("", "Harbour News")));
        check(credit, "Times of Port Sel", Some(("", "Times of Port Sel")));
        check(credit, "(Reuters)", Some(("", "Reuters")));
        check(credit, "Staff reporter", None);
        check(credit, "Staff Reporter", Some(("Staff Reporter", "")));
        check(credit, "Web Desk", Some(("Web Desk", "")));
        check(credit, "Ilse Varga, Staff Writer", Some(("Ilse Varga", "")));
        check(credit, "Harbour News sold to rival", None);
        check(credit, "The harbour closes today", None);
        check(credit, "Boats Return", None);
    }

    #[test]
    fn initials_of_outlets() {
        let check = |name: &str, expect: &str| assert_eq!(&name[without_initials(name, 0..name.len())], expect);
        check("HNA Harbour News Agency", "Harbour News Agency");
        check("HNA Portville News Agency", "HNA Portville News Agency");
        check("Harbour News", "Harbour News");
        check("A Agency", "A Agency");
    }

    #[test]
    fn reporting_lines() {
        check(
            reporting,
            "(Reporting by Ilse Varga and Tom Hale; Editing by Jo Ng)",
            Some(("Ilse Varga and Tom Hale", "")),
        );
        check(reporting, "Ilse Varga and Tom Hale contributed to this report.", Some(("", "")));
        check(reporting, "Reporting the accident took an hour.", None);
    }
}
