//! Who speaks: each source to somebody of the document, pronouns and descriptions too.

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_core::{BlockKind, EntityKind, Span, Statement};
use sayso_model::{Mention, MentionKind};

use crate::cast::{Cast, Somebody};
use crate::descriptions::{Described, fits};
use crate::knowledge::Gender;
use crate::names::key;
use crate::phrase::{Determiner, Head, Phrase, is_plural};

/// Words from a pronoun back to the last one who spoke, at most.
const LAST_SPEAKER_WORDS: usize = 150;
/// What it adds to the log-odds of an antecedent that it spoke last, where a pronoun is a source itself: "He added".
const SPOKE_LAST: f32 = 2.0;
/// Log-odds of the last speaker where the network has none.
const UNSEEN: f32 = -1.5;
/// What one human being loses as the antecedent of "they".
const THEY_FOR_ONE: f32 = 3.0;
/// A pronoun whose best antecedent has lower log-odds stays unresolved.
const LEAST: f32 = -0.5;

/// A document's cast with who spoke so far.
pub(crate) struct Scene<'a> {
    pub(crate) cast: Cast<'a>,
    /// Sources that were resolved, by first word.
    spoke: BTreeMap<usize, usize>,
    /// Where sources begin.
    sources: Vec<usize>,
}

impl<'a> Scene<'a> {
    /// Resolves the sources of `statements` in text order, and with them the pronouns of the text.
    ///
    /// For each statement, who speaks; none where nobody is named or a pronoun's antecedent is not known.
    pub(crate) fn new(cast: Cast<'a>, statements: &[Statement]) -> (Scene<'a>, Vec<Option<usize>>) {
        let text = cast.phrases.text;
        let first_word = |statement: &Statement| Some(text.words_of(statement.source().cover()?).start);
        let mut order: Vec<(usize, usize)> =
            statements.iter().enumerate().filter_map(|(i, statement)| Some((first_word(statement)?, i))).collect();
        order.sort_unstable();
        let sources = order.iter().map(|(word, _)| *word).collect();
        let mut scene = Scene { cast, spoke: BTreeMap::new(), sources };
        let mut speakers = vec![None; statements.len()];
        let mut order = order.into_iter().peekable();
        for place in 0..text.encodings.mentions.len() {
            let at = text.encodings.mentions[place].words.start;
            while let Some((word, i)) = order.next_if(|(word, _)| *word <= at) {
                speakers[i] = scene.source(&statements[i], word);
            }
            scene.mention(place);
        }
        for (word, i) in order {
            speakers[i] = scene.source(&statements[i], word);
        }
        scene.first_persons(statements, &mut speakers);
        (scene, speakers)
    }

    /// The one behind a source, which begins with `word`.
    fn source(&mut self, statement: &Statement, word: usize) -> Option<usize> {
        let somebody = statement.source().pieces().iter().find_map(|piece| self.somebody(*piece))?;
        self.spoke.insert(word, somebody);
        Some(somebody)
    }

    /// Whom these words of the text are about; for sources, targets, addressees.
    pub(crate) fn somebody(&mut self, span: Span) -> Option<usize> {
        let words = self.cast.phrases.text.words_of(span);
        let parts = self.cast.phrases.joint(&words);
        let members: Vec<usize> = parts.iter().filter_map(|part| self.one(part)).collect();
        if members.len() < 2 {
            return members.first().copied();
        }
        let known = self.cast.everybody.iter().position(|somebody| somebody.members == members);
        Some(known.unwrap_or_else(|| {
            let mut together = Somebody::new(EntityKind::Group, words.start);
            together.description = Some(self.cast.phrases.text.phrase(&words));
            together.is_plural = true;
            together.members = members;
            self.cast.push(together)
        }))
    }

    fn one(&mut self, words: &Range<usize>) -> Option<usize> {
        let phrase = self.cast.phrases.read(words)?;
        let somebody = match phrase.head {
            Head::Name(place) => self.cast.of_mention[place]?,
            Head::Pronoun(word) => {
                let (place, _) = self.cast.phrases.text.mention_at(word)?;
                self.mention(place);
                self.cast.of_mention[place]?
            }
            Head::Noun(_) => self.describe(&phrase),
        };
        if let (Head::Name(_), Some(role)) = (phrase.head, &phrase.role) {
            self.cast.note(somebody, role);
        }
        Some(somebody)
    }

    /// Resolves a pronoun, or a title without a name.
    fn mention(&mut self, place: usize) {
        let text = self.cast.phrases.text;
        let mention = &text.encodings.mentions[place];
        if self.cast.of_mention[place].is_some() {
            return;
        }
        self.cast.of_mention[place] = match mention.kind {
            MentionKind::Pronoun => self.antecedent(mention),
            MentionKind::Title => {
                let start = mention.words.start;
                let has_article = start > text.sentence_start(start) && text.is_any(start - 1, &["the", "a", "an", "this"]);
                let words = start - usize::from(has_article)..mention.words.end;
                self.cast.phrases.read(&words).filter(|phrase| matches!(phrase.head, Head::Noun(_))).map(|p| self.describe(&p))
            }
            _ => None,
        };
        if let Some(somebody) = self.cast.of_mention[place] {
            self.cast.everybody[somebody].places.push(mention.words.start);
        }
    }

    /// Whom a pronoun of the third person stands for.
    fn antecedent(&self, mention: &Mention) -> Option<usize> {
        let at = mention.words.start;
        let text = self.cast.phrases.text;
        let pronoun = Pronoun::of(text.word(at))?;
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        for antecedent in &mention.antecedents {
            if let Some(somebody) = self.cast.of_mention[antecedent.mention] {
                let score = scores.entry(somebody).or_insert(f32::NEG_INFINITY);
                *score = score.max(antecedent.score);
            }
        }
        let last = self.spoke.range(..at).next_back().filter(|(word, _)| at - **word <= LAST_SPEAKER_WORDS);
        if let Some((_, last)) = last.filter(|_| self.sources.binary_search(&at).is_ok()) {
            *scores.entry(*last).or_insert(UNSEEN) += SPOKE_LAST;
        }
        let weighed = scores.into_iter().filter_map(|(somebody, score)| {
            let loss = pronoun.loss(&self.cast.everybody[somebody])?;
            Some((score - loss, somebody))
        });
        let best = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.filter(|(score, _)| *score >= LEAST).map(|(_, somebody)| somebody)
    }

    /// Somebody whom a description fits, else somebody new.
    fn describe(&mut self, phrase: &Phrase) -> usize {
        let text = self.cast.phrases.text;
        let Head::Noun(noun) = phrase.head else { return 0 };
        let word = text.word(noun);
        let affiliation = phrase.role.as_ref().and_then(|role| role.affiliation.as_ref());
        let described = Described {
            noun: word.to_lowercase(),
            affiliation: affiliation.map(|words| key(&self.cast.called_by(words))).filter(|key| !key.is_empty()),
            kind: self.kind_of_noun(word, phrase.is_plural),
            is_plural: phrase.is_plural,
            words: key(&text.phrase(&phrase.words)),
        };
        let is_headline = text.span(&phrase.words).and_then(|span| text.document.layout().block_of(span));
        let is_headline = is_headline.is_some_and(|block| block.kind == BlockKind::Title);
        let may_be_known = matches!(phrase.determiner, Determiner::Definite | Determiner::Bare) || is_headline;
        let at = phrase.words.start;
        let candidates = self.cast.everybody.iter().enumerate();
        let distance = |somebody: &Somebody| {
            let before = somebody.places.iter().filter(|place| **place < at).max().map(|place| (0, at - place));
            let after = somebody.places.iter().min().filter(|_| is_headline).map(|place| (1, *place));
            before.or(after)
        };
        let fitting = candidates.filter(|(_, somebody)| may_be_known && fits(&described, somebody));
        let nearest = fitting.filter_map(|(i, somebody)| Some((distance(somebody)?, i))).min();
        let somebody = nearest.map_or_else(
            || {
                let mut new = Somebody::new(described.kind, at);
                new.description = Some(text.phrase(&phrase.words));
                new.is_plural = phrase.is_plural;
                new.gender = self.cast.phrases.knowledge.title(word).and_then(|title| title.gender);
                self.cast.push(new)
            },
            |(_, somebody)| somebody,
        );
        self.cast.everybody[somebody].places.push(at);
        if let Some(role) = phrase.role.as_ref().filter(|_| self.cast.everybody[somebody].names.is_empty()) {
            self.cast.note(somebody, role);
        }
        somebody
    }

    /// What sort of somebody a common noun names.
    fn kind_of_noun(&self, noun: &str, is_many: bool) -> EntityKind {
        let knowledge = self.cast.phrases.knowledge;
        let human = if is_many { EntityKind::Group } else { EntityKind::Person };
        let singular = noun.strip_suffix(['s', 'S']).filter(|_| is_plural(noun)).unwrap_or(noun);
        if knowledge.title(noun).or_else(|| knowledge.title(singular)).is_some() {
            return human;
        }
        let listed = knowledge.noun(noun).or_else(|| knowledge.noun(singular));
        listed.unwrap_or_else(|| {
            let ends = ["er", "or", "ist", "ian", "man", "woman", "ee", "ant", "wright", "keeper"];
            let is_human = ends.iter().any(|end| singular.to_lowercase().ends_with(end));
            if is_human { human } else if is_many { EntityKind::Group } else { EntityKind::Unknown }
        })
    }

    /// "I" and "we" in somebody's words are theirs.
    fn first_persons(&mut self, statements: &[Statement], speakers: &mut [Option<usize>]) {
        let text = self.cast.phrases.text;
        for (i, statement) in statements.iter().enumerate().filter(|(i, _)| speakers[*i].is_none()).collect::<Vec<_>>() {
            let Some(cover) = statement.source().cover() else { continue };
            let words = text.words_of(cover);
            if words.len() != 1 || !text.is_any(words.start, &["I", "we", "i"]) {
                continue;
            }
            let around = statement.parts().parent.and_then(|parent| statements.iter().position(|s| s.id() == parent));
            speakers[i] = around.and_then(|around| speakers[around]);
        }
    }
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    He,
    She,
    They,
    It,
    Who,
}

impl Pronoun {
    /// None for those of the first and second person.
    fn of(word: &str) -> Option<Pronoun> {
        Some(match word.to_ascii_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Pronoun::He,
            "she" | "her" | "hers" | "herself" => Pronoun::She,
            "they" | "them" | "their" | "theirs" | "themselves" | "themself" => Pronoun::They,
            "it" | "its" | "itself" => Pronoun::It,
            "who" | "whom" | "whose" => Pronoun::Who,
            _ => return None,
        })
    }

    /// What somebody loses as its antecedent; none if it can't be.
    fn loss(self, somebody: &Somebody) -> Option<f32> {
        let is_person = matches!(somebody.kind, EntityKind::Person | EntityKind::Unknown) && !somebody.is_plural;
        match self {
            Pronoun::He => (is_person && somebody.gender != Some(Gender::Female)).then_some(0.0),
            Pronoun::She => (is_person && somebody.gender != Some(Gender::Male)).then_some(0.0),
            Pronoun::It => (somebody.kind != EntityKind::Person && !somebody.is_plural).then_some(0.0),
            Pronoun::They if somebody.kind == EntityKind::Person && !somebody.is_plural => Some(THEY_FOR_ONE),
            Pronoun::They | Pronoun::Who => Some(0.0),
        }
    }
}
