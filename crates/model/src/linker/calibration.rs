//! From the scores of the network to probabilities.

use crate::error::ModelError;
use crate::linker::network::SCORES;
use crate::linker::relation::{Related, Relation};
use crate::math::exp;
use crate::weights::Weights;

/// What `training/calibrate_linker.py` fits.
pub(super) struct Calibration {
    slope: f32,
    /// What is added to each score: relations are met in other shares than in what the network learnt from.
    shifts: [f32; SCORES],
    /// What [`Relation::DifferentFigure`] gets where each text has a number that the other lacks.
    numbers: f32,
}

impl Calibration {
    pub(super) fn load(weights: &Weights<'_>) -> Result<Calibration, ModelError> {
        let fitted = weights.vector("calibration", SCORES + 2)?;
        let shifts = std::array::from_fn(|i| fitted[1 + i]);
        Ok(Calibration { slope: fitted[0], shifts, numbers: fitted[1 + SCORES] })
    }

    /// Probabilities from scores.
    pub(super) fn related(&self, scores: [f32; SCORES], numbers_differ: bool) -> Related {
        let shifted: [f32; SCORES] = std::array::from_fn(|i| self.slope * scores[i] + self.shifts[i]);
        let [mut relations @ .., event] = shifted;
        if numbers_differ {
            relations[Relation::DifferentFigure as usize] += self.numbers;
        }
        let top = relations.into_iter().fold(f32::MIN, f32::max);
        let parts = relations.map(|score| exp(score - top));
        let whole: f32 = parts.iter().sum();
        Related { scores: parts.map(|part| part / whole), event: 1.0 / (1.0 + exp(-event)) }
    }
}
