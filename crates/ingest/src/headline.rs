//! Headlines, and the same headline again.
//!
//! A headline is told by its form: one line, no full stop at its end. Some archives put one there; then it must be short and
//! do without "on Tuesday". A line that is printed again, or stands last in a navigation trail, is a
//! headline whatever its form.

use std::ops::Range;

use crate::line::{Line, fold, is_capitalised, range_in};

/// A longer line is no headline.
const LONGEST: usize = 200;
/// A longer line with a full stop is no headline, unless it is in title case.
const LONGEST_SENTENCE: usize = 110;
/// Words of reports, which headlines leave out.
const PROSE: &[&str] = &[
    "on monday",
    "on tuesday",
    "on wednesday",
    "on thursday",
    "on friday",
    "on saturday",
    "on sunday",
    "said",
    "told",
];
/// Words that lead on from a sentence before.
const LEADS_ON: &[&str] = &["he", "she", "they", "it", "but", "and", "so", "this", "that", "these", "those"];

/// Whether `line` looks like a headline, full stop or not.
pub(crate) fn looks_like(line: &Line<'_>) -> bool {
    let words = line.words;
    let opens = words.trim_start_matches(['"', '“', '‘', '\'', '«', '$', '£', '€', '[', '(', '#', '@']);
    let begins = opens.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric());
    let broken = words.ends_with([':', ',']) || line.is_cut_off() || is_one_quotation(words);
    if line.count() < 3 || words.len() > LONGEST || !begins || broken {
        return false;
    }
    let plain = || words.len() <= LONGEST_SENTENCE && !line.holds(PROSE) && !line.begins_with(LEADS_ON);
    !has_full_stop(line) || is_title_case(words) || plain()
}

/// Whether a full stop ends the line, within quotation marks or not, and is not that of an abbreviation.
pub(crate) fn has_full_stop(line: &Line<'_>) -> bool {
    line.words.trim_end_matches(['"', '”', '’', '\'']).ends_with('.') && !ends_abbreviated(line.words)
}

/// "He’s in the U.S." ends like no sentence that we know of; "by police." does.
fn ends_abbreviated(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default().trim_end_matches(['"', '”', '’', '\'']);
    last.trim_end_matches('.').contains('.')
}

/// “Nobody told us. We waited.”: article text, though no full stop stands at its end.
fn is_one_quotation(words: &str) -> bool {
    words.starts_with(['“', '"']) && words.trim_end_matches(['”', '"']).ends_with(['.', '!', '?', ','])
}

/// Whether most of the longer words begin with a capital.
fn is_title_case(words: &str) -> bool {
    let longer: Vec<&str> = words.split_whitespace().skip(1).filter(|word| word.chars().count() >= 4).collect();
    let capitals = longer.iter().filter(|word| is_capitalised(word)).count();
    longer.len() >= 2 && capitals * 4 >= longer.len() * 3
}

/// Whether `line` is the headline `title` (folded) once more: in other letters, cut short, or with the outlet after it.
pub(crate) fn repeats(title: &str, line: &Line<'_>) -> bool {
    let folded = line.folded.as_str();
    if title.is_empty() || folded.is_empty() {
        return false;
    }
    let cut_short = line.is_cut_off() && folded.len() >= 20 && title.starts_with(folded);
    let with_outlet = without_outlet(line.words).is_some_and(|range| fold(&line.words[range]) == title);
    folded == title || cut_short || with_outlet
}

/// "Boats lost at sea | Harbour Times": the bytes of the headline, where an outlet follows it after a bar or dash.
pub(crate) fn without_outlet(words: &str) -> Option<Range<usize>> {
    let (title, outlet) = [" | ", " — ", " – ", " - "].iter().find_map(|bar| words.rsplit_once(bar))?;
    let bar = words[title.len()..].starts_with(" | ");
    let short = outlet.split_whitespace().count() <= 4 && outlet.split_whitespace().all(is_capitalised);
    let outlet = crate::credits::is_outlet(outlet) || (bar && short);
    (outlet && title.split_whitespace().count() >= 3).then(|| range_in(words, title.trim_end())).flatten()
}

/// The crumbs of a navigation trail, such as "Home / Latest / Boats lost at sea".
pub(crate) fn trail(words: &str) -> Option<Vec<&str>> {
    const FIRST: &[&str] =
        &["home", "homepage", "home page", "you are here", "front page", "main", "main page", "start"];
    if words.len() > 300 || words.contains('<') {
        return None;
    }
    [" / ", " > ", " » ", " › ", " → ", " >> ", " :: ", " | ", "»", "›", ">"].iter().find_map(|mark| {
        let crumbs: Vec<&str> = words.split(mark).map(str::trim).filter(|crumb| !crumb.is_empty()).collect();
        let (last, before) = crumbs.split_last()?;
        let short = before.iter().all(|crumb| crumb.split_whitespace().count() <= 4) && !last.is_empty();
        let homely = before.first().is_some_and(|first| FIRST.contains(&fold(first).as_str()));
        let arrows = before.len() >= 2 && !matches!(*mark, " / " | " | " | " :: ");
        (short && (homely || arrows)).then_some(crumbs)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Span;

    fn line(words: &str) -> Line<'_> {
        Line::of(words, Span::of(words, 0..words.len()).unwrap())
    }

    #[test]
    fn headlines() {
        let check = |words: &str, expect: bool| assert_eq!(looks_like(&line(words)), expect, "{words}");
        check("Harbour master denies boats were lost", true);
        check("‘We Waited’: Harbour Master Speaks Out", true);
        check("Who took the boats?", true);
        check("Boats lost off N.Y.", true);
        check("Harbour Master Has a Theory About the Lost Boats.", true);
        check("Harbour master slams rivals over lost boats.", true);
        check("The harbour master resigned on Tuesday.", false);
        check("The harbour master, who is 61, said that he had seen nothing and that the boats were gone.", false);
        check("He said:", false);
        check("and then he left", false);
        check("Boats", false);
        check("“Nobody told us. We waited for three days.”", false);
    }

    #[test]
    fn repetitions() {
        let check = |words: &str, expect: bool| {
            assert_eq!(repeats("boats lost at sea says harbour master", &line(words)), expect, "{words}");
        };
        check("BOATS LOST AT SEA, SAYS HARBOUR MASTER", true);
        check("Boats lost at sea, says harbour master | Harbour Times", true);
        check("Boats lost at sea, says …", true);
        check("Boats lost at sea", false);
        check("Boats lost at sea, says harbour master on Tuesday.", false);
    }

    #[test]
    fn trails() {
        let check = |words: &str, expect: Option<&str>| {
            assert_eq!(trail(words).and_then(|crumbs| crumbs.last().copied()), expect, "{words}");
        };
        check("Home / Latest / Boats lost at sea", Some("Boats lost at sea"));
        check("Home » Boats lost at sea", Some("Boats lost at sea"));
        check("News > World > Boats lost at sea", Some("Boats lost at sea"));
        check("He said / she said", None);
        check("Either / or / both", None);
    }
}
