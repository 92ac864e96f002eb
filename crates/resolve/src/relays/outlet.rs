//! Do these words name an outlet, and which?
//!
//! Known names are the caller's to know. What the text itself shows is read here: "Fars news agency", "the newspaper
//! Morgenpost", "Harbour Press", "state television", "the channel" after one was named.

use sayso_core::EntityKind;

use super::article::Article;
use super::outlet_words::{
    ARTICLES, DESCRIBES, ENDS, FIRST_WORDS, GENERIC, JOINTS, NAME_WORDS, NO_NAMES, OF_NEWS, OFFICES, OWN, STAND_FOR,
};

/// An outlet that some tokens name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outlet {
    pub(super) name: String,
    /// First token of its name.
    pub(super) start: usize,
    /// Token after its name and what describes it.
    pub(super) end: usize,
}

/// Tokens of a name, at most.
const LONGEST: usize = 6;
/// How far into a noun phrase its name is looked for.
const FAR: usize = 8;

/// An outlet that these tokens name outright: one that is known, or whose name says so. `at` is its first token.
pub(super) fn named(article: &Article<'_>, at: usize) -> Option<Outlet> {
    if !begins_name(article, at) {
        return None;
    }
    match known(article, at) {
        Some((name, EntityKind::Outlet, end)) => return Some(Outlet { name, start: at, end }),
        Some((_, EntityKind::Person, _)) => return None,
        // "Lurvian Herald": what the network takes for a body may be called like a paper.
        Some((name, EntityKind::Organisation | EntityKind::Group | EntityKind::Unknown, end))
            if run(article, at) <= end && is_outlet_name(article, at, end) =>
        {
            return Some(Outlet { name, start: at, end });
        }
        // "Tehran Times": a known place may begin the name of an outlet that is not known.
        Some((_, _, end)) if run(article, at) <= end => return None,
        Some(_) | None => {}
    }
    // Words after a name were looked at with it.
    if at > 0 && is_name_word(article, at - 1) && !article.is(at - 1, ARTICLES) {
        return described(article, at, run(article, at));
    }
    let end = run(article, at);
    let end = (at + 1..=end).rev().find(|end| is_outlet_name(article, at, *end));
    let found = end.and_then(|end| outlet(article, at, end));
    found.or_else(|| described(article, at, run(article, at)))
}

/// The outlet that the noun phrase from `at` on names, describes or stands for.
pub(super) fn phrase(article: &Article<'_>, at: usize) -> Option<Outlet> {
    let first = at + usize::from(article.is(at, ARTICLES));
    if let Some(own) = own(article, at, first) {
        return Some(own);
    }
    let mut here = first;
    // "sue the newspaper": behind a word that is no article another phrase begins.
    while here < first + FAR && !article.is(here, ENDS) && (here == first || !article.is(here, ARTICLES)) {
        if let Some((name, kind, end)) = known(article, here) {
            if kind == EntityKind::Outlet {
                // "TVX affiliate WKBX"
                if article.is(end, &["affiliate"]) && begins_name(article, end + 1) {
                    return phrase_of_affiliate(article, end + 1);
                }
                return Some(Outlet { name, start: here, end: behind(article, end) });
            }
            // "the Vessar-based newspaper", but "Dag Rune" ends the phrase.
            if kind == EntityKind::Person {
                // "told Pavo Dresk of TVX"
                return article.is(end, &["of", "from"]).then(|| phrase(article, end + 1)).flatten();
            }
            if let Some(found) = named(article, here) {
                return Some(Outlet { end: behind(article, found.end), ..found });
            }
            here = end;
            continue;
        }
        if let Some(found) = named(article, here) {
            return Some(Outlet { end: behind(article, found.end), ..found });
        }
        if begins_name(article, here)
            && let Some(found) = in_short(article, here)
        {
            return Some(found);
        }
        if !article.tokens.get(here).is_some_and(|token| token.is_word() || is_joint(article, here)) {
            break;
        }
        here += 1;
    }
    stands_for(article, at, first).or_else(|| generic(article, at, first, here))
}

/// A name beside which stands what it is: "NHA agency", "the state agency KTP", "the newspaper Morgenpost".
pub(super) fn shown(article: &Article<'_>, at: usize) -> Option<Outlet> {
    let begins = begins_name(article, at) && (at == 0 || !begins_name(article, at - 1) || article.is(at - 1, ARTICLES));
    if !begins {
        return None;
    }
    let end = run(article, at);
    let is_agency = |at: usize| article.text(at) == "agency";
    let is_acronym = end == at + 1 && is_acronym(article.text(at));
    if is_acronym && (is_agency(end) || at > 0 && is_agency(at - 1)) {
        return outlet(article, at, end);
    }
    described(article, at, end)
}

/// "NHA"
pub(super) fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn phrase_of_affiliate(article: &Article<'_>, at: usize) -> Option<Outlet> {
    let found = known(article, at).filter(|(_, kind, _)| *kind == EntityKind::Outlet);
    match found {
        Some((name, _, end)) => Some(Outlet { name, start: at, end }),
        None => outlet(article, at, run(article, at)),
    }
}

/// The longest known name that begins here.
fn known(article: &Article<'_>, at: usize) -> Option<(String, EntityKind, usize)> {
    if !begins_name(article, at) {
        return None;
    }
    let who = |end: usize| article.who(at, end).map(|(name, kind)| (name, kind, end));
    // "TVX's Evening Desk" is TVX.
    let has_s = matches!(article.text(at + 1), "'" | "’") && article.is(at + 2, &["s"]);
    if let Some(owner) = who(at + 1).filter(|(_, kind, _)| has_s && *kind == EntityKind::Outlet) {
        return Some(owner);
    }
    (at + 1..=end_of_words(article, at)).rev().find_map(who)
}

/// Where the words of a name that begins here end at the latest: no name goes on behind a comma, a verb or on another line.
fn end_of_words(article: &Article<'_>, at: usize) -> usize {
    let goes_on = |here: usize| {
        let text = article.text(here);
        let is_initial = |text: &str| text.len() == 1 || matches!(text, "St" | "Mt" | "Ft" | "Dr");
        let is_word = match text {
            "." => is_initial(article.text(here - 1)),
            "-" | "'" | "’" | "&" | "!" | "+" => true,
            _ => !text.starts_with(char::is_lowercase) && text.starts_with(char::is_alphanumeric),
        };
        (is_word || article.is(here, JOINTS)) && !article.is_new_line(here)
    };
    (at + 1..at + LONGEST).find(|here| !goes_on(*here)).unwrap_or(at + LONGEST)
}

/// Whether a name may begin here: a capital, or "al-" before one.
fn begins_name(article: &Article<'_>, at: usize) -> bool {
    let is_capital = |at: usize| article.text(at).starts_with(|c: char| c.is_uppercase());
    is_capital(at) || article.is(at, &["al", "el"]) && article.text(at + 1) == "-" && is_capital(at + 2)
}

fn is_name_word(article: &Article<'_>, at: usize) -> bool {
    begins_name(article, at)
}

/// A hyphen or apostrophe within a phrase.
fn is_joint(article: &Article<'_>, at: usize) -> bool {
    matches!(article.text(at), "-" | "'" | "’") && article.is_glued(at)
}

/// End of the capitalised words that begin at `at`.
fn run(article: &Article<'_>, at: usize) -> usize {
    let mut end = at;
    while end < at + LONGEST && begins_name(article, end) && (end == at || continues(article, end)) {
        end += 1;
        // "Spokesman-Review", but not "Sorle-based"
        let is_capital = |at: usize| article.text(at).starts_with(char::is_uppercase) && article.is_glued(at);
        while article.text(end) == "-" && article.is_glued(end) && is_capital(end + 1) {
            end += 2;
        }
        // "Voice of Sorle", "Times of Central Asia"
        if article.is(end, &["of"])
            && begins_name(article, end + 1)
            && article.is(end - 1, &["voice", "times", "radio"])
        {
            end += 1;
        }
    }
    end
}

/// Whether a capitalised word goes on with the name before it: not on another line, and not with "al-", which begins one.
fn continues(article: &Article<'_>, at: usize) -> bool {
    let begins = article.is(at, &["al", "el"]) && article.text(at + 1) == "-";
    !begins && !article.is_new_line(at)
}

/// Whether these capitalised words are the name of an outlet by themselves.
fn is_outlet_name(article: &Article<'_>, start: usize, end: usize) -> bool {
    let start = start + usize::from(article.is(start, ARTICLES));
    if end < start + 2 {
        return end == start + 1 && is_call_sign(article.text(start));
    }
    let service = article.is(end - 1, &["service"]) && article.is(end - 2, &["world", "news", "wire"]);
    // Of agencies and services most are others.
    let agency =
        article.is(end - 1, &["agency"]) && article.is(end - 2, &["news", "press", "telegraph", "information", "wire"]);
    let is_title = article.is(end - 2, NO_NAMES) || article.is(end, OFFICES) && !article.is_new_line(end);
    let last = article.is(end - 1, NAME_WORDS) && !is_title || service || agency;
    let first = article.is(start, FIRST_WORDS) && !article.is(start, &["le", "al", "journal"]) && end <= start + 4;
    let holds = (start + 1..end).any(|at| article.is(at, &["times", "voice", "news"]) && article.is(at + 1, &["of"]));
    last || first || holds || article.is(start, &["times", "voice"]) && article.is(start + 1, &["of"])
}

/// "WKBX": stations of the United States.
fn is_call_sign(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['W', 'K']) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A name with a word beside it that says what it is: "Fars news agency", "the newspaper Morgenpost".
fn described(article: &Article<'_>, start: usize, end: usize) -> Option<Outlet> {
    let behind = behind(article, end);
    // "Iranian media", "State television"
    let adjective =
        end == start + 1 && (GENERIC.contains(&article.text(start)) || may_be_nationality(article.text(start)));
    if adjective && !article.is(end, &["news"]) {
        return None;
    }
    if behind > end && is_of_news(article, end, behind) {
        return outlet(article, start, end).map(|outlet| Outlet { end: behind, ..outlet });
    }
    let before = start.checked_sub(1)?;
    let is_small =
        article.text(before).starts_with(char::is_lowercase) || before == 0 || !begins_name(article, before - 1);
    let is_before = is_small
        && !article.is_new_line(start)
        && article.is(before, DESCRIBES)
        && is_of_news(article, before.saturating_sub(1), before + 1);
    is_before.then(|| outlet(article, start, end)).flatten()
}

/// Whether a word has the ending of one for a nation: "Kestrian", "Japanese".
fn may_be_nationality(word: &str) -> bool {
    word.len() > 4
        && ["ian", "ean", "can", "ese", "ish", "eli", "aqi", "ani", "emi", "ench", "man", "yan"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// Whether among these describing words is one of the news.
fn is_of_news(article: &Article<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| article.is(at, OF_NEWS))
}

/// The end of the describing words behind a name: "television news network".
fn behind(article: &Article<'_>, end: usize) -> usize {
    let mut at = end;
    while at < end + 4
        && article.text(at).starts_with(char::is_lowercase)
        && (article.is(at, DESCRIBES) || article.is(at, OF_NEWS))
    {
        at += 1;
    }
    at
}

fn outlet(article: &Article<'_>, start: usize, end: usize) -> Option<Outlet> {
    let span = article.span(start, end)?;
    Some(Outlet { name: article.document.words(span).to_owned(), start, end })
}

/// "the Sun", once "The Capitol Sun" was named, or published the document.
fn in_short(article: &Article<'_>, at: usize) -> Option<Outlet> {
    let end = run(article, at);
    let found = (at + 1..=end).rev().find_map(|end| {
        let outlet = outlet(article, at, end)?;
        let full = if article.is_own(&outlet.name) { article.own() } else { article.named_in_full(&outlet.name) };
        Some(Outlet { name: full?.to_owned(), ..outlet })
    });
    found.map(|outlet| Outlet { end: behind(article, outlet.end), ..outlet })
}

/// "this newspaper", "our correspondent"
fn own(article: &Article<'_>, at: usize, noun: usize) -> Option<Outlet> {
    let is_own = article.is(at, &["this", "our"]) && noun == at + 1 && article.is(noun, OWN);
    let name = article.own().map(str::to_owned);
    let words = outlet(article, at, noun + 1).filter(|_| is_own)?;
    Some(Outlet { name: name.unwrap_or_else(|| words.name.clone()), ..words })
}

/// "the channel", for the outlet named last.
fn stands_for(article: &Article<'_>, at: usize, noun: usize) -> Option<Outlet> {
    let second = usize::from(article.is(noun, &["news"]));
    let noun = noun + second;
    let is_definite = article.is(at, &["the", "that"]) && noun > at && article.is(noun, STAND_FOR);
    // "the daily grind"
    let is_last = !article.text(noun + 1).starts_with(char::is_alphabetic)
        || article.is(noun + 1, ENDS)
        || article.is_glued(noun + 1);
    let named = article.named_before(at).filter(|_| is_definite && is_last)?;
    // Other agencies are named in the news more often than those of the news.
    if article.is(noun, &["agency"]) && !is_agency(article, named) {
        return None;
    }
    Some(Outlet { name: named.name.clone(), start: at, end: noun + 1 })
}

fn is_agency(article: &Article<'_>, outlet: &Outlet) -> bool {
    is_acronym(&outlet.name) || (outlet.start.saturating_sub(2)..outlet.end).any(|at| article.is(at, &["agency"]))
}

/// An outlet without a name: "state television", "local media", "a private television station".
fn generic(article: &Article<'_>, at: usize, first: usize, end: usize) -> Option<Outlet> {
    let last = (first..end).rev().find(|at| article.is(*at, DESCRIBES) && !is_joint(article, *at))?;
    // "the press", "the media" and "the radio" are everybody; something has to say which.
    let says_which =
        last > first && !(last == first + 1 && article.is(first, &["free", "foreign"]) && article.is(last, &["press"]));
    if !says_which
        || !is_of_news(article, first, last + 1)
        || article.is(last, &["service"]) && !is_of_news(article, last - 1, last)
    {
        return None;
    }
    // "a press conference", "the media company"
    let next = article.text(last + 1);
    if next.starts_with(char::is_alphabetic) && !article.is(last + 1, ENDS) && !article.is_glued(last + 1) {
        return None;
    }
    let words = outlet(article, first, last + 1)?;
    Some(Outlet { start: at, ..words })
}
