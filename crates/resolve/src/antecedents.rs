//! What speaks for somebody as the one for whom a pronoun stands?
//!
//! The network's score of two mentions knows nothing of sentences; here it is one thing among those that grammars of
//! discourse name: how near, in which place of its sentence, how often, beside whom (Lappin and Leass 1994).

use std::ops::Range;

use sayso_core::EntityKind;

use crate::phrase::PREPOSITIONS;
use crate::pronouns::Pronoun;
use crate::speakers::Scene;

/// How many things are weighed.
const COUNT: usize = 20;
/// Sentences back that are looked at.
const SENTENCES: usize = 6;

/// How much each of them counts, fitted by logistic regression over all who are near, on the development set of GAP.
#[rustfmt::skip]
const WEIGHTS: [f32; COUNT] = [
    0.66,  // somebody rather than nobody
    0.64,  // the network's score
    0.41,  // the network compared them at all
    0.57,  // in the same sentence, before
    0.18,  // in the sentence before
    -0.53, // two sentences back
    -0.71, // each sentence back
    -0.31, // logarithm of the words between
    0.04,  // the first in its sentence
    -0.33, // the first in the same sentence
    -0.09, // behind a preposition
    0.26,  // with a possessive mark
    -0.26, // logarithm of the mentions before
    -0.21, // each of up to three others between who fit
    0.38,  // its gender is known
    0.16,  // behind the pronoun
    -0.84, // the nearest mention is a pronoun
    -0.07, // nobody near is named earlier
    0.30,  // in the same sentence as "his" or "her"
    0.69,  // a subject, as far as marks and prepositions show
];

/// A pronoun and what stands around it.
pub(crate) struct Asked {
    /// Its word.
    pub(crate) at: usize,
    /// What it may stand for.
    pub(crate) pronoun: Pronoun,
    /// From the first sentence that is looked at to the end of its own.
    pub(crate) around: Range<usize>,
}

impl Scene<'_> {
    /// A pronoun, ready to be weighed.
    pub(crate) fn asked(&self, at: usize, pronoun: Pronoun) -> Asked {
        let text = self.cast.phrases.text;
        let mut start = text.sentence_start(at);
        for _ in 0..SENTENCES {
            start = text.sentence_start(start.saturating_sub(1));
        }
        Asked { at, pronoun, around: start..text.sentence_end(at) }
    }

    /// Those who are spoken of near a pronoun, each with its nearest mention: before it, else behind it in its sentence.
    pub(crate) fn near(&self, asked: &Asked) -> Vec<(usize, usize)> {
        let mut near: Vec<(usize, usize)> = Vec::new();
        for (somebody, one) in self.cast.everybody.iter().enumerate() {
            let places = one.places.iter().copied().filter(|place| asked.around.contains(place));
            let before = places.clone().filter(|place| *place < asked.at).max();
            let behind = places.filter(|place| *place > asked.at).min();
            near.extend(before.or(behind).map(|place| (somebody, place)));
        }
        near
    }

    /// Log-odds that a pronoun stands for `somebody`, mentioned nearest at `place`; `score` is the network's, `near` all who
    /// are near.
    pub(crate) fn log_odds(
        &self,
        asked: &Asked,
        (somebody, place): (usize, usize),
        score: Option<f32>,
        near: &[(usize, usize)],
    ) -> f32 {
        let found = self.found(asked, (somebody, place), score, near);
        found.iter().zip(WEIGHTS).map(|(found, weight)| found * weight).sum()
    }

    /// What speaks for and against somebody, in the order of the weights.
    fn found(
        &self,
        asked: &Asked,
        (somebody, place): (usize, usize),
        score: Option<f32>,
        near: &[(usize, usize)],
    ) -> [f32; COUNT] {
        let text = self.cast.phrases.text;
        let at = asked.at;
        let flag = |is: bool| f32::from(u8::from(is));
        let starts = &text.encodings.sentence_starts;
        let sentence = |at: usize| starts.partition_point(|start| *start <= at);
        let ago = sentence(at).saturating_sub(sentence(place));
        let is_behind = place > at;
        let is_rival = |other: usize| other != somebody && asked.pronoun.loss(&self.cast.everybody[other]).is_some();
        let is_kin = |other: usize| {
            let (one, other) = (&self.cast.everybody[other], &self.cast.everybody[somebody]);
            (one.kind == EntityKind::Person) == (other.kind == EntityKind::Person)
        };
        let first = !near.iter().any(|(other, _)| {
            *other != somebody
                && is_kin(*other)
                && self.cast.everybody[*other]
                    .places
                    .iter()
                    .any(|other| (text.sentence_start(place)..place).contains(other))
        });
        let between = place.min(at)..place.max(at);
        let rivals_between = near.iter().filter(|(other, _)| {
            is_rival(*other)
                && self.cast.everybody[*other].places.iter().any(|other| between.contains(other) && *other != place)
        });
        let rivals_between = rivals_between.count();
        let end = text.mention_at(place).map_or(place + 1, |(_, mention)| mention.words.end);
        let before = place.checked_sub(1).filter(|before| *before >= text.sentence_start(place));
        let titled = self.cast.phrases.titles_before(place, text.sentence_start(place)).checked_sub(1);
        let is_governed = [before, titled]
            .into_iter()
            .flatten()
            .any(|at| text.is_any(at, &PREPOSITIONS) || text.is_any(at, &["as", "than", "like"]));
        let is_active = !matches!(text.word(end), "," | "." | ";" | ")" | "(")
            && !text.is(end, "and")
            && !is_governed
            && text.possessive(end) == 0;
        let is_own = matches!(text.word(at).to_lowercase().as_str(), "his" | "her" | "its" | "their");
        let is_here = ago == 0 && !is_behind;
        let one = &self.cast.everybody[somebody];
        let times = one.places.iter().filter(|place| **place < at).count();
        let is_pronoun = Pronoun::of(text.word(place)).is_some();
        let is_first_here = near.iter().all(|(other, _)| {
            *other == somebody || !is_kin(*other) || self.cast.everybody[*other].places.first() >= one.places.first()
        });
        [
            1.0,
            score.unwrap_or(0.0).clamp(-4.0, 6.0),
            flag(score.is_some()),
            flag(ago == 0 && !is_behind),
            flag(ago == 1),
            flag(ago == 2),
            ago.min(5) as f32,
            (1.0 + at.abs_diff(place) as f32).ln(),
            flag(first && !is_behind),
            flag(first && ago == 0 && !is_behind),
            flag(is_governed),
            flag(text.possessive(end) > 0),
            (1.0 + times as f32).ln(),
            rivals_between.min(3) as f32,
            flag(one.gender.is_some()),
            flag(is_behind),
            flag(is_pronoun),
            flag(is_first_here),
            flag(is_own && is_here),
            flag(is_active),
        ]
    }
}
