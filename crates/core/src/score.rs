//! How sure a model is.

use std::fmt;

/// A probability in steps of a ten-thousandth, so that it compares, hashes and prints the same everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(
    // Invariant: at most 10,000
    u16,
);

impl Score {
    /// Certain.
    pub const ONE: Score = Score(10_000);

    /// The nearest score to `probability`; below 0, above 1 and NaN are brought to the nearest end (NaN to 0).
    pub fn new(probability: f32) -> Score {
        // `as` saturates and takes NaN to 0.
        Score((probability.clamp(0.0, 1.0) * 10_000.0).round() as u16)
    }

    /// In ten-thousandths; above 10,000 is certain.
    pub const fn from_basis_points(points: u16) -> Score {
        Score(if points > 10_000 { 10_000 } else { points })
    }

    /// As a probability in `0.0..=1.0`, exact to four decimals.
    pub fn get(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// In ten-thousandths.
    pub fn basis_points(self) -> u16 {
        self.0
    }
}

impl fmt::Debug for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4}", self.get())
    }
}
