//! What runs on after a line of chrome: the teasers after "Check also", a biography, a contact box.
//!
//! A zone takes blocks as long as they look like what its heading promises, and stops at the first that looks like a
//! paragraph of an article. Only the end of a press release runs to the end of the text whatever follows.

use sayso_core::{BlockKind, Chrome};

use crate::credits;
use crate::dates::date_line;
use crate::line::{Line, is_capitalised};

#[rustfmt::skip]
const TEASERS: &[&str] = &[
    "check also", "also read", "read also", "read more", "see also", "also see", "related", "related articles",
    "related article", "related stories", "related story", "related news", "related posts", "related topics",
    "related content", "related coverage", "recommended", "recommended for you", "recommended reading",
    "recommended stories", "you may also like", "you might also like", "you may like", "more stories", "more news",
    "more from this author", "more on this story", "more on this topic", "further reading", "most read",
    "most popular", "most viewed", "trending", "trending now", "popular", "popular posts", "latest news",
    "latest stories", "latest posts", "recent posts", "other news", "other stories", "read next", "up next",
    "dont miss", "must read", "editors picks", "top stories", "in other news", "from around the web",
    "around the web",
];
const ABOUT: &[&str] = &[
    "about admin",
    "about the author",
    "about the authors",
    "about the writer",
    "about the reporter",
    "about author",
    "author bio",
    "the author",
    "about the journalist",
];
/// Words of a biography's only sentences.
#[rustfmt::skip]
const BIOGRAPHY: &[&str] = &[
    "writer", "reporter", "journalist", "correspondent", "editor", "columnist", "author", "covers", "writes",
    "reports on", "professor", "analyst", "fellow", "freelance", "contributor", "blogger", "graduate", "lecturer",
];
/// Blocks that a contact box has at most.
const CONTACT_BLOCKS: usize = 8;

/// Marks what runs on after lines of chrome; lines that are chrome by themselves are marked already.
pub(crate) fn mark(lines: &[Line<'_>], kinds: &mut [BlockKind]) {
    let mut at = 0;
    while at < lines.len() {
        let rest = at + 1..lines.len();
        let (kind, end) = if is_teaser_heading(&lines[at]) {
            (Chrome::Teaser, after(rest, |i| is_teaser(&lines[i]) || is_chrome(kinds[i])))
        } else if is_about_heading(lines, at) {
            let announced = |next: &Line<'_>| is_biography(next) || (is_life(next) && lines[at].is_one_of(ABOUT));
            let biography = lines.get(at + 1).is_some_and(announced) && !is_chrome(kinds[at + 1]);
            (Chrome::About, at + 1 + usize::from(biography))
        } else if is_last_word(lines, at) {
            (Chrome::Imprint, lines.len())
        } else if kinds[at] == BlockKind::Chrome(Chrome::Imprint) && is_contact_heading(&lines[at]) {
            (Chrome::Imprint, after(at + 1..lines.len().min(at + 1 + CONTACT_BLOCKS), |i| is_contact(&lines[i])))
        } else if is_signed_biography(lines, at) {
            (Chrome::About, at + 1)
        } else {
            at += 1;
            continue;
        };
        for kind_of_block in kinds[at..end].iter_mut().filter(|kind| !is_chrome(**kind)) {
            *kind_of_block = BlockKind::Chrome(kind);
        }
        // A heading among the teasers begins a zone of its own.
        at = end.max(at + 1);
    }
}

fn is_chrome(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Chrome(_))
}

/// The first of `blocks` that does not belong, or their end.
fn after(mut blocks: std::ops::Range<usize>, belongs: impl Fn(usize) -> bool) -> usize {
    let end = blocks.end;
    blocks.find(|&i| !belongs(i)).unwrap_or(end)
}

fn is_teaser_heading(line: &Line<'_>) -> bool {
    line.is_one_of(TEASERS) || (line.begins_with(&["more from"]) && line.count() <= 6 && !line.ends_sentence())
}

/// A headline, an excerpt that breaks off, or the date or author beside it.
fn is_teaser(line: &Line<'_>) -> bool {
    let headline = line.words.len() <= 160 && !line.ends_sentence() && !line.words.ends_with([',', ';', '"', '”', '’']);
    let question = line.words.len() <= 120 && line.words.ends_with('?') && !line.is_quoting();
    line.is_short() && (headline || question || line.is_cut_off() || date_line(line.words).is_some())
        || (line.is_cut_off() && line.words.len() <= 1000)
}

/// "About the author", or "About Ilse Varga" before a biography or at the end.
fn is_about_heading(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let named = || {
        let name = line.words.strip_prefix("About ").or_else(|| line.words.strip_prefix("ABOUT "));
        name.is_some_and(|name| name.len() <= 60 && name.split(' ').all(is_capitalised))
            && lines.get(at + 1).is_some_and(is_biography)
    };
    line.is_one_of(ABOUT) || named()
}

fn is_biography(line: &Line<'_>) -> bool {
    line.words.len() <= 600 && line.ends_sentence() && !line.is_quoting() && line.holds(BIOGRAPHY)
}

/// What else is a biography if its heading says so: "They have covered the harbour since 2009. Follow them for more."
fn is_life(line: &Line<'_>) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "has covered", "have covered", "has reported", "have reported", "has written", "have written", "has worked",
        "worked for", "worked at", "works for", "joined", "is based in", "are based in", "lives in", "born in",
        "follow", "studied", "degree",
    ];
    line.words.len() <= 600 && line.ends_sentence() && !line.is_quoting() && line.holds(WORDS)
}

/// A biography without a heading: near the end, and it says where to follow or reach its subject.
fn is_signed_biography(lines: &[Line<'_>], at: usize) -> bool {
    #[rustfmt::skip]
    const FOLLOW: &[&str] = &[
        "follow him", "follow her", "follow them", "follow me", "reach him", "reach her", "reach them", "email him",
        "email her", "can be reached", "on twitter", "tweets at",
    ];
    let line = &lines[at];
    at + 4 >= lines.len() && at > 0 && line.holds(FOLLOW) && is_biography(line)
}

/// "Notes to editors", or "ENDS" and "###" towards the end: nothing after it is article.
fn is_last_word(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let notes = line.is_one_of(&["notes to editors", "note to editors", "notes for editors", "editors notes"]);
    let bare = line.words.trim_matches(['-', ' ', '*', '–', '—', '.', '/']);
    let ends =
        bare == "ENDS" || (bare == "Ends" && line.words.len() > 4) || line.words == "###" || line.words == "# # #";
    let Some(all) = lines.last().map(|last| last.span.end()) else { return false };
    let rest = all - line.span.end();
    at > 0 && ((notes && rest * 2 < all) || (ends && rest * 3 < all))
}

fn is_contact_heading(line: &Line<'_>) -> bool {
    line.holds(&["contact", "contacts", "enquiries", "inquiries"])
}

/// A name, an address, a number of a contact box.
fn is_contact(line: &Line<'_>) -> bool {
    let digits = line.words.chars().filter(char::is_ascii_digit).count();
    let address = line.words.contains('@') || line.words.contains("www.") || line.words.contains("http");
    line.is_short()
        && !line.is_quoting()
        && line.words.len() <= 160
        && (address || digits >= 6 || (line.count() <= 6 && credits::is_person(line.words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks are lines; each that is chrome is given by the first letter of its kind, the rest by a dot.
    fn check(text: &str, expect: &str) {
        let lines: Vec<Line<'_>> = crate::blocks(text).into_iter().map(|span| Line::of(text, span)).collect();
        let kind = |line| crate::chrome::lone(line).map_or(BlockKind::Body, BlockKind::Chrome);
        let mut kinds: Vec<BlockKind> = lines.iter().map(kind).collect();
        mark(&lines, &mut kinds);
        let letter = |kind: &BlockKind| match kind {
            BlockKind::Chrome(kind) => format!("{kind:?}").remove(0),
            _ => '.',
        };
        assert_eq!(kinds.iter().map(letter).collect::<String>(), expect, "{text}");
    }

    const BODY: &str = "The harbour master said on Tuesday that nobody had seen the two boats since the storm.\n\
                        He did not expect to see them again, he told the paper by telephone from his office.\n";

    #[test]
    fn teasers_to_the_end() {
        let teasers =
            "Check Also\nBoats found on beach\nPORTVILLE – Two boats were found on the …\n3 days ago\nWho won?";
        check(&format!("{BODY}{teasers}"), "..TTTTT");
    }

    #[test]
    fn teasers_amid_the_article() {
        check(&format!("{BODY}Read more\nBoats found on beach\n{BODY}"), "..TT..");
        check(&format!("{BODY}Related: Boats found on beach\n{BODY}"), "..T..");
        check(&format!("{BODY}Related\n{BODY}"), "..T..");
    }

    #[test]
    fn about_the_author() {
        let bio = "Ilse Varga is a reporter who covers harbours.";
        check(&format!("{BODY}About admin\nCheck Also\nBoats found on beach"), "..ATT");
        check(&format!("{BODY}About the author\n{bio}"), "..AA");
        check(&format!("{BODY}About Ilse Varga\n{bio}"), "..AA");
        check(&format!("{BODY}{bio} Follow her on Twitter: @ilsevarga."), "..A");
        check(&format!("{BODY}About the author\nShe has covered harbours since 2009."), "..AA");
        check(&format!("{BODY}About Portville\n{BODY}"), ".....");
    }

    #[test]
    fn press_releases() {
        let long = BODY.repeat(4);
        check(&format!("{long}ENDS\nNotes to editors\n1. The harbour was opened in 1950."), "........III");
        check(&format!("{long}###\nContact:\nIlse Varga\n+44 20 7946 0000\nilse@example.org"), "........IIIII");
        check(&format!("{long}Media contact:\nIlse Varga\nilse@example.org\n{BODY}"), "........III..");
        check(&format!("{BODY}###\n{long}"), "..I........");
    }
}
