//! What speaks for two statements being of one claim: their words, where they lie, and how the linker relates them.

use sayso_core::Act;
use sayso_model::{exp, ln};

use crate::candidates::BEFORE;
use crate::fitted;
use crate::likeness::likeness;
use crate::memory::Relations;
use crate::pairs::Weighed;
use crate::said::Said;
use crate::speakers::is_one;

/// What is known of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Shared words, from 0 to 1.
    pub words: f32,
    /// Cosine of the embeddings.
    pub cosine: f32,
    /// How the linker relates them; none where the rest speaks so much against one claim that it was not asked.
    pub relations: Option<Relations>,
    /// How they stand to each other where they are told: [`CIRCUMSTANCES`].
    pub circumstances: [bool; CIRCUMSTANCES.len()],
}

/// Numbers that are made of what is known of a pair without the linker,
const AT_A_GLANCE: usize = 6 + CIRCUMSTANCES.len();
/// and with it.
const FEATURES: usize = 12 + CIRCUMSTANCES.len();

/// A pair's relations count from this probability on.
const LEAST: f32 = 1e-3;

/// The linker is asked of pairs that seem at a glance to be about one thing with this probability,
const ASKED: f32 = 0.045;
/// and of those with different figures that lie so near each other: they may answer one question.
const ONE_QUESTION: f32 = 0.4;

impl Evidence {
    /// What two statements show at a glance: `one` is the earlier, `apart` how many places lie between them.
    pub(crate) fn at_a_glance(one: &Said<'_>, other: &Said<'_>, cosine: f32, apart: usize) -> Evidence {
        let words = likeness(one, other) as f32 / 1000.0;
        Evidence { words, cosine, relations: None, circumstances: circumstances(one, other, apart) }
    }

    /// The numbers that [`fitted`] weighs; the last is 1.
    fn features(&self, relations: &Relations) -> [f32; FEATURES] {
        let sure = relations.map(|p| p.clamp(LEAST, 1.0 - LEAST));
        let glance = self.glance();
        let mut out = [0.0; FEATURES];
        out[..5].copy_from_slice(&glance[..5]);
        out[5..10].iter_mut().zip(sure).for_each(|(out, p)| *out = ln(p));
        out[10] = ln(sure[5] / (1.0 - sure[5]));
        out[11..].copy_from_slice(&glance[5..]);
        out
    }

    /// Likewise, without the linker.
    fn glance(&self) -> [f32; AT_A_GLANCE] {
        let Evidence { words, cosine, circumstances, .. } = self;
        let mut out = [1.0; AT_A_GLANCE];
        out[..5].copy_from_slice(&[*words, *cosine, words * words, cosine * cosine, words * cosine]);
        out[5..AT_A_GLANCE - 1]
            .iter_mut()
            .zip(circumstances)
            .for_each(|(out, is_so)| *out = f32::from(u8::from(*is_so)));
        out
    }

    /// Whether the linker is asked.
    pub(crate) fn is_worth_asking(&self) -> bool {
        let differ = self.circumstances[FIGURES_DIFFER] && self.cosine >= ONE_QUESTION;
        differ || sure(&fitted::AT_A_GLANCE, &self.glance()) >= ASKED
    }

    /// Probabilities that both say the same, and that one denies the other; none where the linker was not asked.
    ///
    /// Where they are told shows whether they are about one thing; which of the two it is only their words show, so that is the
    /// linker's to say.
    pub fn probabilities(&self) -> Option<[f32; 2]> {
        let [same, denies, ..] = self.relations?;
        let share = (same / (same + denies).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
        let about = self.about()?;
        Some([about * share, about * (1.0 - share)])
    }

    /// Probability that they are about one thing; none where the linker was not asked.
    fn about(&self) -> Option<f32> {
        let features = self.features(self.relations.as_ref()?);
        let [same, denies] = [fitted::SAME, fitted::DENIES].map(|weights| sure(&weights, &features));
        Some(1.0 - (1.0 - same) * (1.0 - denies))
    }

    /// Probability that both give figures for one question, and different ones.
    pub(crate) fn differs(&self) -> Option<f32> {
        Some(self.relations?[2])
    }

    /// Probability that both are of one matter.
    pub(crate) fn of_one_matter(&self) -> Option<f32> {
        Some(1.0 - self.relations?[4])
    }

    pub(crate) fn weighed(&self) -> Weighed {
        let odds = |p: f32| p.clamp(LEAST, 1.0 - LEAST);
        match self.about().zip(self.relations) {
            Some((about, [same, denies, ..])) => {
                Weighed { about: (1000.0 * about) as u32, sense: (100.0 * ln(odds(same) / odds(denies))) as i32 }
            }
            None => Weighed { about: (1000.0 * sure(&fitted::AT_A_GLANCE, &self.glance())) as u32, sense: 0 },
        }
    }
}

/// Logistic regression.
fn sure<const N: usize>(weights: &[f32; N], features: &[f32; N]) -> f32 {
    let score: f32 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
    1.0 / (1.0 + exp(-score))
}

/// What is asked of a pair besides its words, in this order.
pub const CIRCUMSTANCES: [&str; 14] = [
    "one document",
    "one document, next to each other",
    "one speaker",
    "one speaker in one document",
    "both accuse or criticise one target",
    "one denies whom the other accuses, or whose claim it is",
    "one of them denies by its act",
    "their clauses are of opposite sense",
    "figures, one of them shared",
    "figures, none of them shared",
    "one has figures and the other none",
    "one says nothing without another",
    "both deny, next to each other, by one mouth",
    "one denies what stands before it",
];

/// The place of "figures, none of them shared".
const FIGURES_DIFFER: usize = 9;

fn accuses(said: &Said<'_>) -> bool {
    matches!(said.act(), Some(Act::Accuse | Act::Criticise))
}

/// Whether one denies whom the other accuses, or whose claim it is.
pub(crate) fn answers(one: &Said<'_>, other: &Said<'_>) -> bool {
    let denies = |denial: &Said<'_>, claim: &Said<'_>| {
        let of_claim = denial.target().is_some() && denial.target() == claim.speaker.as_deref();
        let is_accused = accuses(claim) && claim.target().is_some() && claim.target() == denial.speaker.as_deref();
        denial.denies() && (of_claim || is_accused)
    };
    denies(one, other) || denies(other, one)
}

/// Whether somebody denies, and somebody who speaks for him or her goes on: "Kestria denied it. “We run no ferries,” its minister
/// said."
pub(crate) fn goes_on_denying(one: &Said<'_>, other: &Said<'_>, apart: usize) -> bool {
    one.same_document(other) && apart <= 2 && one.denies() && other.denies() && is_one(one, other)
}

fn circumstances(one: &Said<'_>, other: &Said<'_>, apart: usize) -> [bool; CIRCUMSTANCES.len()] {
    let here = one.same_document(other);
    let is_one = one.speaker.is_some() && one.speaker == other.speaker;
    let same_target = one.target().is_some() && one.target() == other.target();
    let shares = one.figures.iter().any(|(value, _)| other.figures.iter().any(|(theirs, _)| theirs == value));
    let (first, second) = (!one.figures.is_empty(), !other.figures.is_empty());
    [
        here,
        here && apart == 1,
        is_one,
        is_one && here,
        accuses(one) && accuses(other) && same_target,
        answers(one, other),
        one.denies() != other.denies(),
        one.is_denied != other.is_denied,
        shares,
        first && second && !shares,
        first != second,
        one.is_bare || other.is_bare,
        goes_on_denying(one, other, apart),
        here && apart <= BEFORE && other.denies() && !one.denies() && !is_one,
    ]
}
