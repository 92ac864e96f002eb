//! A statement with the words around it.

use std::ops::Range;

use sayso_core::{Document, Form, Span, Statement};

use super::cues::Cues;
use super::lexicon::Class;
use super::sides::Side;
use super::words::{Word, words};

/// Bytes on each side of a cue in which the words that belong to it are looked for.
const REACH: usize = 500;
/// Bytes of a content that are read: the act shows in its first sentences.
const LONGEST_CONTENT: usize = 1200;
/// Words of a content in which its main verb is looked for.
const OPENING: usize = 14;
/// Letters that "Iran" and "Iranian" must share to be taken for one name.
const SHARED_LETTERS: usize = 4;

/// What a word is to the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Source,
    Cue,
    Content,
    Other,
}

/// A statement with the words of its sentence and of its content.
pub(super) struct Scene<'a> {
    /// The sentence with the cue.
    pub(super) near: Vec<Word<'a>>,
    /// What each of these words is to the statement.
    pub(super) roles: Vec<Role>,
    pub(super) content: Vec<Word<'a>>,
    /// How many words name the speaker, for each word of the content with which such words may begin.
    pub(super) speaker: Vec<usize>,
    /// Whether all of the content ends with a question mark.
    pub(super) is_question: bool,
    /// Whether words of the content stand in quotation marks.
    pub(super) is_quoted: bool,
    /// Whether nobody is named as the source.
    pub(super) is_unsourced: bool,
    pub(super) source: Vec<Word<'a>>,
    /// Contents of statements inside this one.
    inner: Vec<Span>,
}

impl<'a> Scene<'a> {
    /// The scene of a statement; `inner` are contents of others' statements inside it.
    pub(super) fn of(document: &'a Document, statement: &Statement, inner: &[Span], cues: &Cues) -> Scene<'a> {
        let text = document.text();
        let near = words(text, sentence(document, statement), &cues.lexicon);
        let roles = near.iter().map(|word| role(statement, &word.range)).collect();
        let mut content = Vec::new();
        let mut left = LONGEST_CONTENT;
        for piece in statement.content().pieces() {
            let end = piece.end().min(floor(text, piece.start() + left));
            content.extend(words(text, piece.start()..end, &cues.lexicon));
            left = left.saturating_sub(piece.len());
        }
        let source: Vec<Word<'a>> =
            statement.source().pieces().iter().flat_map(|p| words(text, p.range(), &cues.lexicon)).collect();
        let form = statement.parts().form;
        let last = statement.content().pieces().last().and_then(|piece| piece.slice(text).ok()).unwrap_or_default();
        let speaker = (0..content.len()).map(|at| named(&content, at, &source, form)).collect();
        Scene {
            is_question: last.trim_end_matches(|c: char| "\"'”’»› ".contains(c)).ends_with('?'),
            is_quoted: form != Form::Indirect,
            is_unsourced: source.is_empty(),
            near,
            roles,
            content,
            speaker,
            source,
            inner: inner.to_vec(),
        }
    }

    /// Takes the names of the speaker's side in what is said for the speaker's own: "Iran" in the mouth of its envoy.
    pub(super) fn recognise(&mut self, side: &Side) {
        for (at, word) in self.content.iter().enumerate() {
            let is_free = self.content.get(at + 1).is_none_or(|next| !next.is_possessive() && !next.is_capital());
            if is_free && self.speaker[at] == 0 && side.has(word) {
                self.speaker[at] = 1;
            }
        }
    }

    /// Whether what is said begins with the speaker.
    pub(super) fn is_about_speaker(&self) -> bool {
        self.speaker.iter().take(4).any(|length| *length > 0)
    }

    /// Whether what is said begins with a quotation mark.
    pub(super) fn is_direct(&self) -> bool {
        self.content.first().is_some_and(|word| word.opens_quote)
    }

    /// Whether these words of the content are somebody else's, told by the speaker.
    pub(super) fn is_told(&self, words: &Range<usize>) -> bool {
        let start = self.content.get(words.start).map(|word| word.range.start);
        start.is_some_and(|start| self.inner.iter().any(|span| span.start() <= start && start < span.end()))
    }

    /// Whether what is said begins with a negation that is more than not knowing.
    pub(super) fn is_negative(&self) -> bool {
        let sentence = self.content.iter().take_while(|word| !word.ends_sentence());
        let opening: Vec<&Word<'_>> = sentence.take(OPENING).collect();
        let weak = [
            "know",
            "clear",
            "yet",
            "only",
            "decide",
            "comment",
            "sure",
            "immediately",
            "want",
            "need",
            "expect",
            "remember",
            "surprise",
        ];
        let is_negative =
            opening.iter().any(|word| word.has(Class::Negation) && !word.is("without") && !word.is("hardly"));
        is_negative && !opening.iter().any(|word| weak.iter().any(|other| word.is_of(other)))
    }

    /// Words of the cue, by their place in the sentence.
    pub(super) fn cue(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.near.len()).filter(|at| self.roles[*at] == Role::Cue)
    }
}

/// Bytes of the sentence in which the cue stands, clipped around it.
fn sentence(document: &Document, statement: &Statement) -> Range<usize> {
    let text = document.text();
    let Some(cue) = statement.cue().cover() else { return 0..0 };
    let (low, high) = (floor(text, cue.start().saturating_sub(REACH)), floor(text, cue.start() + REACH));
    let sentences = document.layout().sentences();
    let first = sentences.partition_point(|sentence| sentence.end() <= cue.start());
    let found = sentences.get(first).filter(|sentence| sentence.start() <= cue.start());
    let (start, end) = found.map_or((low, high), |sentence| (sentence.start(), sentence.end().max(cue.end())));
    start.max(low)..end.min(high)
}

/// The last place at or before `at` at which a character begins.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn role(statement: &Statement, word: &Range<usize>) -> Role {
    let holds = |pieces: &[Span]| {
        let near = pieces.partition_point(|piece| piece.end() <= word.start);
        pieces.get(near).is_some_and(|piece| piece.start() <= word.start)
    };
    match () {
        () if holds(statement.cue().pieces()) => Role::Cue,
        () if holds(statement.source().pieces()) => Role::Source,
        () if holds(statement.content().pieces()) => Role::Content,
        () => Role::Other,
    }
}

/// How many words at `at` name the speaker.
fn named(content: &[Word<'_>], at: usize, source: &[Word<'_>], form: Form) -> usize {
    let word = &content[at];
    if word.is("i") || word.is("we") {
        return 1;
    }
    let next = content.get(at + 1);
    if form == Form::Direct {
        // Within quotation marks: "my government", "our forces".
        let owned = (word.is("our") || word.is("my")) && next.is_some_and(|next| next.has(Class::SelfNoun));
        return if owned { 2 } else { 0 };
    }
    if let Some(pronoun) = PRONOUNS.iter().find(|pronoun| word.is(pronoun)) {
        return usize::from(may_be(pronoun, source, next));
    }
    let is_owned = ["his", "her", "its", "their", "our", "my", "the"].iter().any(|owner| word.is(owner));
    let noun = if is_owned { next } else { Some(word) };
    let Some(noun) = noun else { return 0 };
    let is_self = if noun.is_capital() {
        is_source(source, noun)
    } else {
        noun.has(Class::SelfNoun) && source.iter().any(|o| o.bases[0] == noun.bases[0])
    };
    // "the government" in the mouth of a minister
    let in_office = source.iter().any(|word| word.has(Class::Office));
    let is_own = is_owned && (!word.is("the") || in_office) && noun.has(Class::SelfNoun);
    let length = 1 + usize::from(is_owned);
    // A possessive speaks of something else: "Iran's neighbours".
    let is_free = content.get(at + length).is_none_or(|after| !after.is_possessive());
    if (is_self || is_own) && is_free { length } else { 0 }
}

const PRONOUNS: [&str; 4] = ["he", "she", "it", "they"];

/// Whether a pronoun in what is said may stand for the source.
fn may_be(pronoun: &str, source: &[Word<'_>], next: Option<&Word<'_>>) -> bool {
    let [only] = source else {
        let speaks_for_body = source.iter().any(|word| word.has(Class::SelfNoun));
        let is_expletive = pronoun == "it" && next.is_some_and(|next| next.has(Class::Be));
        return !source.is_empty() && (!is_expletive || speaks_for_body);
    };
    match PRONOUNS.iter().find(|other| only.is(other)) {
        Some(other) => *other == pronoun,
        None if only.is("i") || only.is("we") || only.is("who") => pronoun != "it" && only.is("who"),
        None => pronoun != "it" || next.is_none_or(|next| !next.is("is") && !next.is("was") && !next.is("'s")),
    }
}

/// Whether a name is that of the source: its last word, or the country for which it speaks.
fn is_source(source: &[Word<'_>], name: &Word<'_>) -> bool {
    let last = source.last().is_some_and(|last| last.text == name.text);
    let mut places = source.iter().zip(source.iter().skip(1).map(Some).chain([None]));
    last || places.any(|(word, next)| {
        let is_owner = word.text == name.text && next.is_some_and(Word::is_possessive);
        is_owner || word.text != name.text && shares_stem(word, name)
    })
}

/// "Iran" and "Iranian", "Kestria" and "Kestrian".
fn shares_stem(one: &Word<'_>, other: &Word<'_>) -> bool {
    let shared = one.text.chars().zip(other.text.chars()).take_while(|(a, b)| a == b).count();
    let longest = one.text.chars().count().max(other.text.chars().count());
    one.is_capital() && shared >= SHARED_LETTERS && longest - shared <= SHARED_LETTERS
}
