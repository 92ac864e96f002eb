//! How two texts are related.

/// What one text is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It says the same.
    Same,
    /// It says that the other is not so, or what can't be so if the other is.
    Denies,
    /// It says the same but for a figure.
    DifferentFigure,
    /// It tells of the same matter, and neither says the same nor denies it.
    Related,
    /// It tells of another matter.
    Unrelated,
}

impl Relation {
    /// All, in the order of [`Related::scores`].
    pub const ALL: [Relation; 5] =
        [Relation::Same, Relation::Denies, Relation::DifferentFigure, Relation::Related, Relation::Unrelated];

    /// Its name, as printed.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Same => "same",
            Relation::Denies => "denies",
            Relation::DifferentFigure => "different-figure",
            Relation::Related => "related",
            Relation::Unrelated => "unrelated",
        }
    }

    /// The one of this name.
    pub fn of_name(name: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|relation| relation.name() == name)
    }
}

/// How likely each relation is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Related {
    // Invariant: finite, none below 0; they sum to 1.
    pub(super) scores: [f32; 5],
    // Invariant: from 0 to 1.
    pub(super) event: f32,
}

impl Related {
    /// Probabilities in the order of [`Relation::ALL`], which sum to 1.
    pub fn scores(&self) -> [f32; 5] {
        self.scores
    }

    /// Probability of one.
    pub fn score(&self, relation: Relation) -> f32 {
        self.scores[relation as usize]
    }

    /// Probability that both tell of one event, whatever they say of it.
    pub fn event(&self) -> f32 {
        self.event
    }

    /// The most likely relation; of two that are as likely, the earlier of [`Relation::ALL`].
    pub fn best(&self) -> Relation {
        let better = |best: Relation, other: Relation| if self.score(other) > self.score(best) { other } else { best };
        Relation::ALL.into_iter().fold(Relation::Same, better)
    }
}
