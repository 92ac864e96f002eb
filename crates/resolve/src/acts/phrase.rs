//! Where does a noun phrase end?
//!
//! Without a parser: it ends at a preposition other than "of", a verb, a relative pronoun, an adverb of time, a mark.

use std::ops::Range;

use super::lexicon::Class;
use super::words::Word;

/// The longest noun phrase looked for, in words.
const LONGEST: usize = 14;

/// The noun phrase that begins at `at`, the longest; none if none does.
pub(super) fn at(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    ends(words, at, false).first().map(|end| at..*end)
}

/// Where the noun phrase that begins at `at` may end, likeliest first. Where an "of" has to follow it, that is the one after
/// which something is done ("the mayor of Sorle | of taking bribes"), else the last, if a name stands before it.
pub(super) fn ends(words: &[Word<'_>], at: usize, needs_of: bool) -> Vec<usize> {
    let end = longest(words, at);
    if end == at {
        return Vec::new();
    }
    let mut out = Vec::new();
    if !needs_of {
        out.push(end);
    }
    if words.get(end).is_some_and(|word| word.is("of")) {
        out.push(end);
    }
    let ofs: Vec<usize> = (at + 1..end).filter(|i| words[*i].is("of")).collect();
    // "the Ministry of Health of negligence": the last whose words before it end in a name.
    out.extend(
        ofs.iter().rev().filter(|_| needs_of).filter(|of| words[**of - 1].is_capital() && words[**of].text == "of"),
    );
    out.extend(ofs.iter());
    if !needs_of {
        // "called the report false" needs the shorter phrase.
        out.extend((at + 1..end).rev().filter(|end| !is_no_end(&words[end - 1])));
    }
    out
}

fn longest(words: &[Word<'_>], at: usize) -> usize {
    let mut end = at;
    while let Some(word) = words.get(end).filter(|_| end - at < LONGEST) {
        let before = (end > at).then(|| &words[end - 1]);
        let next = words.get(end + 1);
        if !goes_on(word, before, next, end == at) {
            break;
        }
        end += 1;
    }
    while end > at && is_no_end(&words[end - 1]) {
        end -= 1;
    }
    end
}

fn is_no_end(word: &Word<'_>) -> bool {
    word.is("of")
        || word.is("and")
        || word.is("the")
        || word.is("a")
        || word.is("an")
        || word.is_mark() && word.text != "."
}

/// Whether a phrase goes on with `word`.
fn goes_on(word: &Word<'_>, before: Option<&Word<'_>>, next: Option<&Word<'_>>, is_first: bool) -> bool {
    let opens = before
        .is_some_and(|before| before.has(Class::Det) || before.is("of") || before.is("and") || before.is_possessive());
    // "the standards | “strong”", but not "the “strong” standards"
    if word.opens_quote && !is_first && !opens {
        return false;
    }
    let after_capital = before.is_some_and(Word::is_capital);
    let before_capital = next.is_some_and(Word::is_capital);
    if word.is_mark() {
        // "Mr. Hale", "J. Hale", "Kazemi-Qomi", "9/11"
        let joins = matches!(word.text, "-" | "‑" | "/" | "&" | "$" | "£" | "€");
        let is_title = word.text == "." && before.is_some_and(|b| b.text.chars().count() <= 4 && b.is_capital());
        return !is_first && (joins && next.is_some_and(|n| !n.is_mark()) || is_title && before_capital)
            || "$£€".contains(word.text);
    }
    if word.is("of") {
        return !is_first && next.is_some_and(|next| !next.is_ing() && !next.is_mark());
    }
    if word.is("and") {
        let article = next.is_some_and(|next| next.has(Class::Det));
        // "diplomats and reporters"
        let plurals =
            [before, next].iter().all(|word| word.is_some_and(|w| w.text.ends_with('s') && !w.has(Class::Be)));
        return !is_first && (before_capital || article || plurals);
    }
    if word.has(Class::Prep) && before.is_none_or(|before| before.text != "-") {
        // "the Department for Work", "the Bureau to End Hunger" keep their small words.
        return after_capital && before_capital && (word.is("for") || word.is("in")) && is_institution(before);
    }
    if is_first {
        let is_verb = word.has(Class::Modal) || word.has(Class::Be) && !word.has(Class::Det);
        return !is_verb && !word.has(Class::Time) && !word.is("not") && !word.is("to");
    }
    if word.is_possessive() || word.is_capital() && !word.has(Class::Time) {
        return true;
    }
    let is_pronoun =
        before.is_some_and(|before| !is_initials(before) && PRONOUNS.iter().any(|pronoun| before.is(pronoun)));
    let is_noun = [Class::Event, Class::Claim, Class::Object, Class::SelfNoun].iter().any(|class| word.has(*class));
    let stops = word.has(Class::Modal)
        || word.has(Class::Be)
        || word.has(Class::Time)
        || word.has(Class::Negation)
        || word.has(Class::Adverb)
        || word.text.ends_with("ly") && !opens
        || SUBJECTS.iter().any(|pronoun| word.is(pronoun))
        || word.is("that")
        || word.has(Class::Det) && !opens
        || word.is_ing() && !opens && !word.has(Class::Event) && !word.has(Class::Thing)
        || (word.text.ends_with("ed") || word.is_form) && !opens
        || word.has(Class::Verb) && after_capital && !is_noun
        || word.has(Class::Verb) && word.text.ends_with('s') && is_doing(before, next);
    !is_pronoun && !stops
}

/// "the group | uses sanctuaries", but not "army attacks on".
fn is_doing(before: Option<&Word<'_>>, next: Option<&Word<'_>>) -> bool {
    let is_one = before.is_some_and(|before| before.has(Class::SelfNoun) && !before.text.ends_with('s'));
    is_one && next.is_some_and(|next| !next.has(Class::Prep) && !next.is_mark() && !next.is("of") && !next.is("and"))
}

/// Pronouns that are a phrase by themselves.
const PRONOUNS: [&str; 15] = [
    "him",
    "them",
    "me",
    "us",
    "you",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "everyone",
    "everybody",
    "anyone",
    "himself",
];
/// Pronouns with which a clause begins.
const SUBJECTS: [&str; 6] = ["he", "she", "they", "we", "i", "it"];

/// "US" is no pronoun.
fn is_initials(word: &Word<'_>) -> bool {
    word.text.len() > 1 && word.text.chars().all(char::is_uppercase)
}

fn is_institution(word: Option<&Word<'_>>) -> bool {
    let names = ["ministry", "department", "office", "committee", "centre", "center", "council", "institute", "agency"];
    word.is_some_and(|word| names.iter().any(|name| word.is(name)))
}
