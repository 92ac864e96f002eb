//! Patterns of words, as `knowledge/cues.tsv` and `knowledge/contents.tsv` write them.

use std::ops::Range;

use super::lexicon::Class;
use super::phrase;
use super::words::Word;
use crate::numbers::number;
use crate::tokens::Token;

/// Words that `~` may stand for.
const SHORT_GAP: usize = 3;
/// Words that `...` may stand for.
const LONG_GAP: usize = 12;
/// Adverbs that may stand between two words of a pattern.
const MOST_ADVERBS: usize = 2;

const NEGATIONS: [&str; 7] = ["not", "n't", "never", "no", "none", "nothing", "nobody"];

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Any of these base forms, or words of these classes.
    Word {
        bases: Vec<String>,
        classes: Vec<ClassName>,
    },
    /// So many words at most, in one sentence.
    Gap(usize),
    /// A noun phrase.
    Phrase,
    Number,
    /// The speaker.
    Speaker,
    /// "I" or "we".
    First,
    /// The speaker in the third person.
    Third,
    /// A verb that is done on purpose.
    Deed,
    /// The beginning of what is said.
    Start,
}

/// [`Class`], comparable.
type ClassName = Class;

/// A sequence of words, gaps and phrases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<Part>,
}

/// Where a pattern fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    /// Words from its first to its last.
    pub(super) words: Range<usize>,
    /// The noun phrase, if the pattern asks for one.
    pub(super) phrase: Option<Range<usize>>,
}

/// What a pattern is compared with.
pub(super) struct Line<'a> {
    pub(super) words: &'a [Word<'a>],
    /// How many words name the speaker, for each word with which such words may begin; empty where nobody asks.
    pub(super) speaker: &'a [usize],
}

impl Pattern {
    /// # Errors
    /// A sentence for people about what can't be read.
    pub(super) fn parse(text: &str) -> Result<Pattern, String> {
        let parts: Vec<Part> = text.split_whitespace().map(part).collect::<Result<_, _>>()?;
        match parts.first() {
            None => Err("the pattern is empty".to_owned()),
            Some(Part::Gap(_)) => Err("a pattern can't begin with a gap".to_owned()),
            Some(_) => Ok(Pattern { parts }),
        }
    }

    /// The base forms with which it begins; none if it does not begin with a word.
    pub(super) fn first_bases(&self) -> Option<&[String]> {
        match self.parts.first() {
            Some(Part::Word { bases, classes }) if classes.is_empty() => Some(bases),
            _ => None,
        }
    }

    /// The only word of a pattern that has one part.
    pub(super) fn only_base(&self) -> Option<&str> {
        match &self.parts[..] {
            [Part::Word { bases, .. }] => bases.first().map(String::as_str),
            _ => None,
        }
    }

    /// Whether it holds a negation itself.
    pub(super) fn says_no(&self) -> bool {
        let negative = |part: &Part| match part {
            Part::Word { bases, .. } => bases.iter().any(|base| NEGATIONS.contains(&base.as_str())),
            _ => false,
        };
        self.parts.iter().any(negative)
    }

    /// Whether it begins with the speaker.
    pub(super) fn is_of_speaker(&self) -> bool {
        matches!(self.parts.first(), Some(Part::Speaker | Part::First | Part::Third))
    }

    /// How much it asks for: words, and half as much for each phrase.
    pub(super) fn weight(&self) -> usize {
        let weight = |part: &Part| match part {
            Part::Word { .. } | Part::Number | Part::Deed => 2,
            Part::Phrase | Part::Speaker | Part::First | Part::Third | Part::Start => 1,
            Part::Gap(_) => 0,
        };
        self.parts.iter().map(weight).sum()
    }

    /// Whether it fits with `at` as its first word.
    pub(super) fn fit(&self, line: &Line<'_>, at: usize) -> Option<Fit> {
        let (end, phrase) = fit(&self.parts, line, at, true)?;
        (end > at).then_some(Fit { words: at..end, phrase })
    }
}

fn part(text: &str) -> Result<Part, String> {
    Ok(match text {
        "~" => Part::Gap(SHORT_GAP),
        "..." => Part::Gap(LONG_GAP),
        "NP" => Part::Phrase,
        "NUM" => Part::Number,
        "SELF" => Part::Speaker,
        "FIRST" => Part::First,
        "THIRD" => Part::Third,
        "DO" => Part::Deed,
        "^" => Part::Start,
        _ => {
            let (mut bases, mut classes) = (Vec::new(), Vec::new());
            for word in text.split('/').filter(|word| !word.is_empty()) {
                match word.strip_prefix('<').and_then(|word| word.strip_suffix('>')) {
                    Some(name) => classes.push(Class::named(name).ok_or(format!("there is no class `{name}`"))?),
                    None => bases.push(word.to_lowercase()),
                }
            }
            Part::Word { bases, classes }
        }
    })
}

/// Where the parts end if the first begins at `at`, and the noun phrase among them.
fn fit(parts: &[Part], line: &Line<'_>, at: usize, is_first: bool) -> Option<(usize, Option<Range<usize>>)> {
    let Some((part, rest)) = parts.split_first() else { return Some((at, None)) };
    let words = line.words;
    match part {
        Part::Gap(most) => {
            for skipped in 0..=*most {
                if let Some(found) = fit(rest, line, at + skipped, true) {
                    return Some(found);
                }
                if words.get(at + skipped).is_none_or(Word::ends_sentence) {
                    break;
                }
            }
            None
        }
        Part::Start => (at == 0).then(|| fit(rest, line, at, true))?,
        Part::Phrase => {
            let needs_of = matches!(rest.first(), Some(Part::Word { bases, .. }) if bases.iter().any(|b| b == "of"));
            let ends = phrase::ends(words, at, needs_of);
            ends.into_iter().find_map(|end| Some((fit(rest, line, end, false)?.0, Some(at..end))))
        }
        Part::Word { .. } | Part::Number | Part::Speaker | Part::First | Part::Third | Part::Deed => {
            let skips = if is_first { 0 } else { MOST_ADVERBS };
            for skipped in 0..=skips {
                if let Some(found) = length(part, line, at + skipped) {
                    return fit(rest, line, at + skipped + found, false);
                }
                if !words.get(at + skipped).is_some_and(is_adverb) {
                    break;
                }
            }
            None
        }
    }
}

fn is_adverb(word: &Word<'_>) -> bool {
    word.has(Class::Adverb) || word.text.starts_with(char::is_lowercase) && word.text.ends_with("ly")
}

/// How many words a part takes up at `at`.
fn length(part: &Part, line: &Line<'_>, at: usize) -> Option<usize> {
    let word = line.words.get(at)?;
    let fits = match part {
        Part::Word { bases, classes } => {
            bases.iter().any(|base| is_word(word, base)) || classes.iter().any(|class| word.has(*class))
        }
        Part::Number if matches!(word.text, "$" | "£" | "€") => {
            return length(part, &Line { words: line.words.get(at + 1..at + 2)?, speaker: &[] }, 0)
                .map(|found| found + 1);
        }
        Part::Number => number(&[Token { start: 0, text: word.text }]).is_some_and(|n| !is_year(word.text, n.value)),
        Part::Speaker => return line.speaker.get(at).copied().filter(|length| *length > 0),
        Part::First => is_first_person(word),
        Part::Third if is_first_person(word) => false,
        Part::Third => return line.speaker.get(at).copied().filter(|length| *length > 0),
        Part::Deed => is_deed(word),
        Part::Gap(_) | Part::Phrase | Part::Start => false,
    };
    fits.then_some(1)
}

/// Whether it may be an inflection of a base form; of `=have`, only "have" itself.
fn is_word(word: &Word<'_>, base: &str) -> bool {
    base.strip_prefix('=').map_or_else(|| word.is_of(base), |exact| word.is(exact))
}

fn is_first_person(word: &Word<'_>) -> bool {
    word.is("i") || word.is("we")
}

/// Whether it may be a verb in base form, of something that is done on purpose.
fn is_deed(word: &Word<'_>) -> bool {
    let other =
        [Class::Still, Class::Be, Class::Modal, Class::Negation, Class::Det, Class::Prep, Class::Time, Class::Adverb];
    word.text.starts_with(char::is_lowercase)
        && !word.text.ends_with("ly")
        && !other.iter().any(|class| word.has(*class))
}

/// Whether a number written like this may well be a year.
fn is_year(text: &str, value: f64) -> bool {
    text.len() == 4 && (1800.0..2100.0).contains(&value)
}
