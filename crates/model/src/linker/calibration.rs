//! From the scores of the network and what the words show to probabilities.

use super::lexical::FEATURES;
use super::network::SCORES;
use super::relation::{Related, Relation};
use crate::error::ModelError;
use crate::math::{exp, ln};
use crate::weights::Weights;

const RELATIONS: usize = SCORES - 1;
/// What is less probable than this says nothing more: it was fitted on probabilities of four decimals.
const LEAST: f32 = 1e-4;

/// How much speaks for another matter where no telling word is shared, in nats,
const NOTHING_SHARED: f32 = 1.2;
/// and how much more where both lie far from each other.
const FAR_APART: f32 = 2.0;

/// What `training/calibrate_linker.py` fits: a regression on the logarithms of the network's probabilities and on the
/// words.
pub(super) struct Calibration {
    slope: f32,
    shifts: [f32; RELATIONS],
    weights: [[f32; RELATIONS]; FEATURES],
}

impl Calibration {
    pub(super) fn load(weights: &Weights<'_>) -> Result<Calibration, ModelError> {
        let fitted = weights.vector("calibration", 1 + RELATIONS + FEATURES * RELATIONS)?;
        let row = |first: usize| std::array::from_fn(|i| fitted[first + i]);
        Ok(Calibration {
            slope: fitted[0],
            shifts: row(1),
            weights: std::array::from_fn(|i| row(1 + RELATIONS * (1 + i))),
        })
    }

    /// Probabilities from scores and features; `is_far` says whether texts that share no telling word lie far from each other.
    pub(super) fn related(
        &self,
        scores: [f32; SCORES],
        features: &[f32; FEATURES],
        is_far: impl FnOnce() -> bool,
    ) -> Related {
        let [relations @ .., event] = scores;
        let mut fitted = self.shifts;
        for (fitted, sure) in fitted.iter_mut().zip(distribution(relations)) {
            *fitted += self.slope * ln(sure.max(LEAST));
        }
        for (weights, feature) in self.weights.iter().zip(features) {
            fitted.iter_mut().zip(weights).for_each(|(fitted, weight)| *fitted += weight * feature);
        }
        // Two short texts without a word in common: the network has learnt from few such pairs, and hears an affair in them.
        if features[0] == 0.0 {
            fitted[Relation::Unrelated as usize] += NOTHING_SHARED + if is_far() { FAR_APART } else { 0.0 };
        }
        Related { scores: distribution(fitted), event: 1.0 / (1.0 + exp(-event)) }
    }
}

/// Softmax.
fn distribution(scores: [f32; RELATIONS]) -> [f32; RELATIONS] {
    let top = scores.into_iter().fold(f32::MIN, f32::max);
    let parts = scores.map(|score| exp(score - top));
    let whole: f32 = parts.iter().sum();
    parts.map(|part| part / whole)
}
