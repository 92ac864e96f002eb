//! Whom does a pronoun stand for?

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_core::{Document, EntityKind, Span, Statement};
use sayso_model::{Encodings, Mention, MentionKind};

use crate::cast::Cast;
use crate::knowledge::{Gender, Knowledge};
use crate::mentions::mentions;
use crate::phrase::{Head, PREPOSITIONS};
use crate::somebody::Somebody;
use crate::speakers::Scene;
use crate::text::Text;

/// Words from a pronoun back to the last one who spoke, at most.
const LAST_SPEAKER_WORDS: usize = 150;
/// What it adds to the log-odds of an antecedent that it spoke last, where a pronoun is a source itself: "He added".
const SPOKE_LAST: f32 = 5.0;
/// The same if a sentence has begun with somebody else since,
const SPOKE_BEFORE: f32 = 1.0;
/// and what that adds for the other.
const BEGUN: f32 = 4.0;
/// What one human being loses as the antecedent of "they".
const THEY_FOR_ONE: f32 = 7.0;
/// What somebody without a name loses as the antecedent of "he" or "she".
const NAMELESS: f32 = 1.5;
/// What a name speaks for that is given to men or women alone, in pronouns that stand for it: "Kevin".
const SEEMS: f32 = 1.0;
/// So many pronouns speak for man or woman at most,
const MOST_LEANING: f32 = 3.0;
/// and each takes so much from somebody as the antecedent of one of the others.
const LEANS: f32 = 6.0;
/// What one organisation loses as the antecedent of "they".
const THEY_FOR_IT: f32 = 1.0;
/// What a place loses where it should speak.
const PLACE_SPEAKS: f32 = 3.0;
/// A pronoun whose best antecedent has lower log-odds stays unresolved.
const LEAST: f32 = -4.0;
/// The chance of somebody near of whom the network says nothing.
const UNSEEN: f32 = 0.1;
/// Lower chances are forgotten.
const LEAST_CHANCE: f32 = 0.01;
/// Sentences back that are looked at.
const SENTENCES: usize = 6;

/// For each of some names, whether a pronoun of the document stands for whoever it names, as [`resolve`](crate::resolve()) has
/// it; `statements` are the document's.
pub fn stands_for(
    document: &Document,
    encodings: &Encodings,
    statements: &[Statement],
    knowledge: &Knowledge,
    pronoun: Span,
    names: &[Span],
) -> Vec<bool> {
    let mentions = mentions(document, encodings, knowledge);
    let text = Text { document, encodings, mentions: &mentions };
    let mut scene = Scene::new(Cast::new(text, knowledge), statements);
    let meant = text.mention_at(text.words_of(pronoun).start).and_then(|(place, _)| scene.antecedent(place));
    names.iter().map(|name| meant.is_some() && scene.named(*name) == meant).collect()
}

impl Scene<'_> {
    /// Whom a pronoun of the third person stands for.
    pub(crate) fn antecedent(&mut self, place: usize) -> Option<usize> {
        self.follow(place);
        let at = self.cast.phrases.text.mentions[place].words.start;
        let text = self.cast.phrases.text;
        let pronoun = Pronoun::of(text.word(at))?;
        // Who is quoted speaks of himself as "I", and who spoke before the quotation is not who speaks in it.
        let around = self.whose(at, None);
        let own = around.and_then(|around| self.speakers[around]);
        let is_near = |word: usize| at - word <= LAST_SPEAKER_WORDS && self.whose(word, None) == around;
        let last = self.spoke.range(..at).next_back().filter(|(word, _)| is_near(**word));
        let last = last.map(|(_, last)| *last).filter(|_| self.sources.binary_search(&at).is_ok());
        let near = self.near(at);
        let begun = last.and_then(|last| self.begun_since(at, last, around, pronoun));
        let chances = &self.chances[place];
        let weighed = near.into_iter().filter(|somebody| Some(*somebody) != own).filter_map(|somebody| {
            let loss = pronoun.loss(&self.cast.everybody[somebody])?;
            let spoke_last = match () {
                () if begun == Some(somebody) => BEGUN,
                () if last == Some(somebody) => {
                    if begun.is_none() {
                        SPOKE_LAST
                    } else {
                        SPOKE_BEFORE
                    }
                }
                () => 0.0,
            };
            let chance = chances.iter().find(|(one, _)| *one == somebody).map_or(0.0, |(_, chance)| *chance);
            let odds = (chance + UNSEEN) / (1.0 - chance + UNSEEN);
            Some((odds.ln() + spoke_last - loss, somebody))
        });
        let best = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.filter(|(score, _)| *score >= LEAST).map(|(_, somebody)| somebody)
    }

    /// With whom else a sentence begins since somebody spoke last: "Dr Ondras said so. Professor Drey found something. ... he said".
    fn begun_since(&self, at: usize, last: usize, around: Option<usize>, pronoun: Pronoun) -> Option<usize> {
        const FIRST_WORDS: usize = 4;
        let text = self.cast.phrases.text;
        let (spoke, _) = self.spoke.range(..at).rev().find(|(_, somebody)| **somebody == last)?;
        let begins = |(place, mention): (usize, &Mention)| {
            let word = mention.words.start;
            let start = text.sentence_start(word);
            let begins = mention.kind == MentionKind::Person && start > *spoke && word < (start + FIRST_WORDS).min(at);
            let somebody = self.cast.of_mention[place].filter(|somebody| begins && *somebody != last)?;
            let may_be = pronoun.loss(&self.cast.everybody[somebody]).is_some();
            (may_be && self.whose(word, None) == around).then_some(somebody)
        };
        text.mentions.iter().enumerate().filter_map(begins).next_back()
    }

    /// Those who are spoken of near a word: up to some sentences before it, or behind it in its own.
    fn near(&self, at: usize) -> Vec<usize> {
        let text = self.cast.phrases.text;
        let mut start = text.sentence_start(at);
        for _ in 0..SENTENCES {
            start = text.sentence_start(start.saturating_sub(1));
        }
        let around = start..text.sentence_end(at);
        let is_near =
            |somebody: &usize| self.cast.everybody[*somebody].places.iter().any(|place| around.contains(place));
        (0..self.cast.everybody.len()).filter(is_near).collect()
    }

    /// Follows the network's links up to the mention at `place`: how probable it is that each pronoun stands for somebody, whatever
    /// pronouns lie between. (The marginals of mention ranking; Durrett and Klein 2013.)
    pub(crate) fn follow(&mut self, place: usize) {
        let mentions = self.cast.phrases.text.mentions;
        while self.chances.len() <= place {
            let mention = &mentions[self.chances.len()];
            let mut chances: BTreeMap<usize, f32> = BTreeMap::new();
            for (one, share) in shares(mention).filter(|_| mention.kind == MentionKind::Pronoun) {
                if mentions[one].kind == MentionKind::Pronoun {
                    for (somebody, chance) in &self.chances[one] {
                        *chances.entry(*somebody).or_default() += share * chance;
                    }
                } else if let Some(somebody) = self.cast.of_mention[one] {
                    *chances.entry(somebody).or_default() += share;
                }
            }
            self.chances.push(chances.into_iter().filter(|(_, chance)| *chance >= LEAST_CHANCE).collect());
        }
    }

    /// Counts what the pronouns show of everybody's gender.
    pub(crate) fn lean(&mut self) {
        let text = self.cast.phrases.text;
        for somebody in &mut self.cast.everybody {
            somebody.leans = somebody.seems.map_or(0.0, |seems| SEEMS * sign(seems));
        }
        for place in 0..text.mentions.len() {
            self.follow(place);
            let shown = Pronoun::of(text.word(text.mentions[place].words.start)).and_then(Pronoun::gender);
            let Some(gender) = shown else { continue };
            for (somebody, chance) in &self.chances[place] {
                self.cast.everybody[*somebody].leans += chance * sign(gender);
            }
        }
        // Who is only described is not known yet.
        self.chances.clear();
    }

    /// Whom "it" or "they" stands for that speaks, if nobody near has a name: "She gave it to the police. They asked why", the
    /// subject of the sentence before rather than what a preposition governs.
    pub(crate) fn described_before(&mut self, at: usize) -> Option<usize> {
        const LONGEST_WORDS: usize = 4;
        let text = self.cast.phrases.text;
        let pronoun = Pronoun::of(text.word(at)).filter(|pronoun| matches!(pronoun, Pronoun::It | Pronoun::They))?;
        let is_source = self.sources.binary_search(&at).is_ok();
        let here = text.sentence_start(at);
        let from = here.checked_sub(1).map_or(here, |last| text.sentence_start(last));
        let opens =
            |word: &usize| text.is_any(*word, &["the", "a", "an", "its", "their", "his", "her", "some", "several"]);
        let phrase = |noun: usize| {
            let first = noun.saturating_sub(LONGEST_WORDS).max(from);
            let start = (first..noun).rev().find(opens)?;
            let is_one =
                (start..noun + 1).all(|word| text.mention_at(word).is_none_or(|(_, m)| m.kind == MentionKind::Title));
            let is_last = !self.may_speak(noun + 1, pronoun);
            (is_one && is_last).then_some(start..noun + 1)
        };
        let nouns = (from..at).filter(|noun| is_source && self.may_speak(*noun, pronoun));
        let found: Vec<Range<usize>> = nouns.filter_map(phrase).collect();
        let is_governed = |words: &&Range<usize>| words.start > from && text.is_any(words.start - 1, &PREPOSITIONS);
        let best = found.iter().find(|words| !is_governed(words)).or(found.last())?;
        let phrase = self.cast.phrases.read(best).filter(|phrase| matches!(phrase.head, Head::Noun(_)))?;
        Some(self.describe(&phrase))
    }

    /// Whether a noun is one of a body, or of people where they are several.
    fn may_speak(&self, noun: usize, pronoun: Pronoun) -> bool {
        let (text, knowledge) = (self.cast.phrases.text, self.cast.phrases.knowledge);
        let word = text.word(noun);
        let is_body = matches!(knowledge.noun(word), Some(EntityKind::Organisation | EntityKind::Outlet));
        let is_people = knowledge.title(word).is_some_and(|title| title.is_plural)
            || knowledge.noun(word) == Some(EntityKind::Group);
        word.starts_with(char::is_lowercase) && (is_body || pronoun == Pronoun::They && is_people)
    }
}

/// The mentions for which one may stand, by the network, with how probable each is.
fn shares(mention: &Mention) -> impl Iterator<Item = (usize, f32)> {
    let highest = mention.antecedents.iter().map(|one| one.score).fold(0.0, f32::max);
    let weight = move |score: f32| (score - highest).exp();
    let whole = weight(0.0) + mention.antecedents.iter().map(|one| weight(one.score)).sum::<f32>();
    mention.antecedents.iter().map(move |one| (one.mention, weight(one.score) / whole))
}

/// What a pronoun of this gender adds to what somebody leans to.
pub(crate) fn sign(gender: Gender) -> f32 {
    match gender {
        Gender::Female => 1.0,
        Gender::Male => -1.0,
    }
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    They,
    It,
    Who,
}

impl Pronoun {
    /// None for those of the first and second person.
    pub(crate) fn of(word: &str) -> Option<Pronoun> {
        Some(match word.to_ascii_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Pronoun::He,
            "she" | "her" | "hers" | "herself" => Pronoun::She,
            "they" | "them" | "their" | "theirs" | "themselves" | "themself" => Pronoun::They,
            "it" | "its" | "itself" => Pronoun::It,
            "who" | "whom" | "whose" => Pronoun::Who,
            _ => return None,
        })
    }

    pub(crate) fn gender(self) -> Option<Gender> {
        match self {
            Pronoun::He => Some(Gender::Male),
            Pronoun::She => Some(Gender::Female),
            _ => None,
        }
    }

    /// What somebody loses as its antecedent; none if it can't be.
    pub(crate) fn loss(self, somebody: &Somebody) -> Option<f32> {
        let is_person = somebody.kind == EntityKind::Person && !somebody.is_plural;
        match self {
            Pronoun::He | Pronoun::She => {
                let may_be = is_person && Gender::agree(somebody.gender, self.gender());
                let nameless = if somebody.names.is_empty() && somebody.gender.is_none() { NAMELESS } else { 0.0 };
                let against = -self.gender().map_or(0.0, sign) * somebody.leans;
                let known = if somebody.gender.is_some() { 0.0 } else { against.clamp(0.0, MOST_LEANING) };
                may_be.then_some(nameless + LEANS * known)
            }
            Pronoun::It | Pronoun::They if somebody.kind == EntityKind::Place => Some(PLACE_SPEAKS),
            Pronoun::It => (somebody.kind != EntityKind::Person && !somebody.is_plural).then_some(0.0),
            Pronoun::They if somebody.is_plural => Some(0.0),
            Pronoun::They if somebody.kind == EntityKind::Person => Some(THEY_FOR_ONE),
            Pronoun::They => Some(THEY_FOR_IT),
            Pronoun::Who => Some(0.0),
        }
    }
}
