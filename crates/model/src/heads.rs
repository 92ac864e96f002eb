//! Heads beside the cues: which words name something, and which mentions stand for the same.
//!
//! They are small, so they compute in plain `f32`.

use crate::chain::Chain;
use crate::error::ModelError;
use crate::math::{exp, gelu, sum};
use crate::network::BUCKET_EDGES;
use crate::weights::{Config, Matrix, Weights};

/// Types of entities; `ENTITIES` in the Python twin.
pub(crate) const ENTITIES: usize = 10;
/// O, then begin and inside of each type.
pub(crate) const ENTITY_TAGS: usize = 1 + 2 * ENTITIES;

/// `y = x W^T + b` with `W` of shape `(out, in)`.
struct Dense {
    weight: Matrix,
    bias: Vec<f32>,
}

impl Dense {
    fn load(weights: &Weights<'_>, name: &str, out: usize, inputs: usize) -> Result<Dense, ModelError> {
        Ok(Dense {
            weight: weights.matrix(&format!("{name}.weight"), out, inputs)?,
            bias: weights.vector(&format!("{name}.bias"), out)?,
        })
    }

    /// The output for one row of input.
    fn apply<'a>(&'a self, x: &'a [f32]) -> impl Iterator<Item = f32> + 'a {
        let rows = self.weight.values.chunks_exact(self.weight.cols);
        rows.zip(&self.bias).map(|(row, bias)| dot(row, x) + bias)
    }
}

/// Entities and links.
pub(crate) struct Heads {
    entity: Dense,
    /// Says what may follow what.
    pub(crate) entity_chain: Chain<ENTITY_TAGS>,
    mention: Dense,
    pair: Dense,
    /// Score of each bucket of distances.
    near: Vec<f32>,
    /// What every mention asks of an earlier one.
    earlier: Vec<f32>,
}

/// A mention as the links see it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ends(Vec<f32>);

/// What a mention asks of earlier ones.
pub(crate) struct Question(Vec<f32>);

impl Heads {
    pub(crate) fn load(weights: &Weights<'_>, config: Config) -> Result<Heads, ModelError> {
        let (hidden, width) = (config.hidden, config.mention);
        Ok(Heads {
            entity: Dense::load(weights, "entity", ENTITY_TAGS, hidden)?,
            entity_chain: Chain::load(weights, "entity_chain")?,
            mention: Dense::load(weights, "mention", width, 2 * hidden)?,
            pair: Dense::load(weights, "pair", width, width)?,
            near: weights.vector("pair_distance", BUCKET_EDGES.len() + 1)?,
            earlier: weights.vector("pair_earlier", width)?,
        })
    }

    /// Entity scores of each word; `states` is `(words, hidden)`.
    pub(crate) fn entities(&self, states: &[f32]) -> Vec<[f32; ENTITY_TAGS]> {
        let scores = |state| {
            let mut out = [0.0; ENTITY_TAGS];
            out.iter_mut().zip(self.entity.apply(state)).for_each(|(out, score)| *out = score);
            out
        };
        states.chunks_exact(self.entity.weight.cols).map(scores).collect()
    }

    /// Probability that a word with these scores is of type `kind`, whatever its neighbours are.
    pub(crate) fn probability(scores: &[f32; ENTITY_TAGS], kind: usize) -> f32 {
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let of = |score: f32| exp(score - top);
        (of(scores[2 * kind + 1]) + of(scores[2 * kind + 2])) / sum(scores, of)
    }

    /// A mention from the states of its first and its last word.
    pub(crate) fn ends(&self, first: &[f32], last: &[f32]) -> Ends {
        Ends(self.mention.apply(&[first, last].concat()).map(gelu).collect())
    }

    /// What is asked of the antecedents of `later`.
    pub(crate) fn question(&self, later: &Ends) -> Question {
        Question(self.pair.apply(&later.0).zip(&self.earlier).map(|(pair, all)| pair + all).collect())
    }

    /// Score of `earlier` as an antecedent, `distance` words away from beginning to beginning; 0 is the score of there
    /// being none.
    pub(crate) fn link(&self, question: &Question, earlier: &Ends, distance: usize) -> f32 {
        let bucket = BUCKET_EDGES.iter().take_while(|edge| **edge < distance).count();
        dot(&question.0, &earlier.0) / (earlier.0.len() as f32).sqrt() + self.near[bucket]
    }
}

/// Sum of the products, in sixteen lanes: an order that is the same on every machine.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<16>(), b.as_chunks::<16>());
    for (a, b) in a.iter().zip(b) {
        lanes.iter_mut().zip(a).zip(b).for_each(|((lane, a), b)| *lane += a * b);
    }
    lanes.iter_mut().zip(a_rest).zip(b_rest).for_each(|((lane, a), b)| *lane += a * b);
    lanes.iter().sum()
}
