//! Mentions: the words that name or stand for somebody or something, and what may stand for the same before them.

use std::ops::Range;

use sayso_core::Span;

use crate::encodings::{Antecedent, Mention, MentionKind};
use crate::heads::{ENTITY_TAGS, Ends, Heads};
use crate::words::Word;

/// Words from the beginning of a mention back to that of the farthest antecedent which is asked.
const FARTHEST_WORDS: usize = 250;
/// At most so many antecedents are asked, the nearest: more stand within reach in odd texts only.
const MOST_ANTECEDENTS: usize = 100;
/// Of the names behind a pronoun in its sentence ("In her speech, Varga said") at most so many.
const MOST_BEHIND: usize = 4;

/// Words that stand for somebody or something named elsewhere, or for speakers and readers.
const PRONOUNS: [&str; 34] = [
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "themself",
    "it",
    "its",
    "itself",
    "who",
    "whom",
    "whose",
    "i",
    "me",
    "my",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

/// Whether a word is a personal, possessive, reflexive or relative pronoun, and no name that is written like one: "US",
/// "IT", "WHO".
pub fn is_pronoun(word: &str) -> bool {
    // No pronoun is longer.
    let is_name = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    word.len() <= 10 && !is_name && PRONOUNS.contains(&word.to_ascii_lowercase().as_str())
}

/// A window that was read.
pub(crate) struct ReadWindow<'a> {
    /// Its words.
    pub(crate) words: Range<usize>,
    /// Their states, `(words, hidden)`.
    pub(crate) states: &'a [f32],
}

impl ReadWindow<'_> {
    /// The mention over `words`, which are cut to those of the window.
    pub(crate) fn ends(&self, heads: &Heads, words: &Range<usize>) -> Ends {
        let hidden = self.states.len() / self.words.len();
        let state = |word: usize| {
            let at = word.clamp(self.words.start, self.words.end - 1) - self.words.start;
            &self.states[at * hidden..(at + 1) * hidden]
        };
        heads.ends(state(words.start), state(words.end - 1))
    }
}

/// The mentions found so far, window by window.
#[derive(Default)]
pub(crate) struct Spotted {
    mentions: Vec<(Mention, Ends)>,
}

impl Spotted {
    /// Adds the mentions that begin with a word which the window owns: what the entity head names, and pronouns.
    pub(crate) fn read(
        &mut self,
        heads: &Heads,
        window: &ReadWindow<'_>,
        owns: impl Fn(usize) -> bool,
        is_pronoun: impl Fn(usize) -> bool,
    ) {
        let scores = heads.entities(window.states);
        let tags = heads.entity_chain.best(&scores);
        let mut found: Vec<(Range<usize>, MentionKind, f32)> = Vec::new();
        for (words, kind) in entities(&tags) {
            let inside = scores[words.clone()].iter().map(|scores| Heads::probability(scores, kind)).sum::<f32>();
            found.push((words.clone(), MentionKind::ENTITIES[kind], inside / words.len() as f32));
        }
        let named = |at: usize| tags[at] != 0;
        let pronouns = (0..tags.len()).filter(|at| !named(*at) && is_pronoun(window.words.start + at));
        // The word list is certain of itself.
        found.extend(pronouns.map(|at| (at..at + 1, MentionKind::Pronoun, 1.0)));
        found.sort_by_key(|(words, ..)| words.start);
        for (words, kind, probability) in found {
            let words = window.words.start + words.start..window.words.start + words.end;
            // One window's last mention may reach into the words of the next.
            let is_free = self.mentions.last().is_none_or(|(last, _)| last.words.end <= words.start);
            if is_free && owns(words.start) {
                let ends = window.ends(heads, &words);
                self.mentions.push((Mention { words, kind, probability, antecedents: Vec::new() }, ends));
            }
        }
    }

    /// The mentions in text order, each with its possible antecedents: those before it, and of a pronoun the names behind it in its
    /// sentence; `sentence_starts` are the first words of sentences.
    pub(crate) fn linked(self, heads: &Heads, sentence_starts: &[usize]) -> Vec<Mention> {
        let antecedents = |i: usize| -> Vec<Antecedent> {
            let (own, ends) = &self.mentions[i];
            if !own.kind.is_linked() {
                return Vec::new();
            }
            let question = heads.question(ends);
            let distance = |other: usize| own.words.start.abs_diff(self.mentions[other].0.words.start);
            let is_linked = |other: &usize| self.mentions[*other].0.kind.is_linked();
            let before = (0..i).rev().take_while(|other| distance(*other) <= FARTHEST_WORDS).filter(is_linked);
            let next_sentence = sentence_starts.partition_point(|start| *start <= own.words.start);
            let end = sentence_starts.get(next_sentence).copied().unwrap_or(usize::MAX);
            let behind = (i + 1..self.mentions.len())
                .take_while(|other| own.kind == MentionKind::Pronoun && self.mentions[*other].0.words.start < end);
            let names = behind.filter(|other| self.mentions[*other].0.kind != MentionKind::Pronoun).filter(is_linked);
            let score = |mention: usize| Antecedent {
                mention,
                score: heads.link(&question, &self.mentions[mention].1, distance(mention)),
            };
            before.take(MOST_ANTECEDENTS).chain(names.take(MOST_BEHIND)).map(score).collect()
        };
        let all: Vec<Vec<Antecedent>> = (0..self.mentions.len()).map(antecedents).collect();
        let mentions = self.mentions.into_iter().map(|(mention, _)| mention);
        mentions.zip(all).map(|(mention, antecedents)| Mention { antecedents, ..mention }).collect()
    }
}

/// Ranges of the tags begin and inside of each type, with the type.
fn entities(tags: &[usize]) -> Vec<(Range<usize>, usize)> {
    debug_assert!(tags.iter().all(|tag| *tag < ENTITY_TAGS));
    let mut out: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| **tag != 0) {
        let (kind, begins) = ((tag - 1) / 2, tag % 2 == 1);
        match out.last_mut() {
            Some((words, last)) if !begins && *last == kind && words.end == at => words.end += 1,
            _ => out.push((at..at + 1, kind)),
        }
    }
    out
}

/// The words of a document that a span covers or cuts; none where no word of it is read.
pub(crate) fn words_of(words: &[Word], span: Span) -> Option<Range<usize>> {
    let first = words.partition_point(|word| word.span.end() <= span.start());
    let end = words.partition_point(|word| word.span.start() < span.end());
    (first < end).then_some(first..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_entities() {
        let check = |tags: &[usize], expect: &[(Range<usize>, usize)]| assert_eq!(entities(tags), expect);
        check(&[0, 1, 2, 2, 1, 0], &[(1..4, 0), (4..5, 0)]);
        check(&[3, 4, 19, 20, 1], &[(0..2, 1), (2..4, 9), (4..5, 0)]);
        // What no chain gives is read all the same.
        check(&[2, 4, 0, 4], &[(0..1, 0), (1..2, 1), (3..4, 1)]);
        check(&[], &[]);
    }

    #[test]
    fn pronouns_and_names_written_like_them() {
        let check = |word, expect| assert_eq!(is_pronoun(word), expect, "{word}");
        ["I", "She", "us", "whose", "yourselves"].into_iter().for_each(|word| check(word, true));
        ["US", "IT", "WHO", "that", "", "Ilse", "themselvesandothers"].into_iter().for_each(|word| check(word, false));
    }
}
