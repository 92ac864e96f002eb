//! The linker's network: one encoder that says where a text lies among others, how two are related, and what a statement does.
//!
//! `training/linker.py` is the same network in PyTorch; `twin.rs` compares the two.

use sayso_core::Act;

use crate::attention::Heads;
use crate::error::ModelError;
use crate::layer::{Layer, Linear, Scratch};
use crate::math::{gelu, sum};
use crate::network::add;
use crate::ops::Norm;
use crate::weights::{self, CodedMatrix, Matrix, Weights};

/// Scores of a pair: five relations, and whether both tell of one event.
pub(super) const SCORES: usize = 6;
/// Scores of a statement: the speech acts, in the order of [`Act::ALL`].
pub(super) const ACTS: usize = Act::ALL.len();
/// Nothing; a word that stands on the other side, one that does not; a number that does, one that does not.
const SHARED: usize = 5;
/// Width between the states of a pair and its scores.
const INNER: usize = 256;

/// Sizes of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub(super) struct Sizes {
    /// Word pieces.
    pub(super) vocab: usize,
    /// Width of a state.
    pub(super) hidden: usize,
    /// Attention heads a layer.
    heads: usize,
    /// Width inside the feed-forward part of a layer.
    inner: usize,
    /// Layers of the encoder.
    layers: usize,
    /// Most pieces, `[CLS]` and `[SEP]` included.
    pub(super) positions: usize,
}

impl weights::Sizes for Sizes {
    const FORMAT: &str = "sayso linker 2";

    fn is_sound(&self) -> bool {
        let sizes = [self.vocab, self.hidden, self.heads, self.inner, self.positions];
        sizes.iter().all(weights::is_usable) && self.hidden.is_multiple_of(self.heads) && self.layers <= 64
    }
}

/// A piece, and what the network is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) id: u32,
    /// 0 up to the first `[SEP]`, 1 behind it.
    pub(super) side: usize,
    /// See [`SHARED`].
    pub(super) shared: usize,
}

pub(super) struct Network {
    hidden: usize,
    word: CodedMatrix,
    position: Matrix,
    side: Matrix,
    shared: Matrix,
    norm: Norm,
    layers: Vec<Layer>,
    relations: Head,
    acts: Head,
}

/// From what is known of a pair to scores, through a small layer.
struct Head {
    inner: Linear,
    outer: Linear,
}

impl Head {
    /// Of the tensors whose names begin so.
    fn load(weights: &Weights<'_>, name: &str, hidden: usize, scores: usize) -> Result<Head, ModelError> {
        Ok(Head {
            inner: Linear::load(weights, &format!("{name}inner"), INNER, 3 * hidden)?,
            outer: Linear::load(weights, &format!("{name}outer"), scores, INNER)?,
        })
    }

    fn apply(&self, pair: &[f32], scratch: &mut Scratch) -> Vec<f32> {
        let mut inner = Vec::new();
        self.inner.apply(pair, &mut inner, scratch);
        inner.iter_mut().for_each(|v| *v = gelu(*v));
        let mut scores = Vec::new();
        self.outer.apply(&inner, &mut scores, scratch);
        scores
    }
}

impl Network {
    pub(super) fn load(weights: &Weights<'_>, sizes: Sizes) -> Result<Network, ModelError> {
        let Sizes { hidden, heads, .. } = sizes;
        let heads = Heads { hidden, heads };
        let layer = |i| Layer::load(weights, &format!("layers.{i}"), heads, sizes.inner);
        Ok(Network {
            hidden,
            word: weights.coded("word.weight", sizes.vocab, hidden)?,
            position: weights.matrix("position.weight", sizes.positions, hidden)?,
            side: weights.matrix("side.weight", 2, hidden)?,
            shared: weights.matrix("shared.weight", SHARED, hidden)?,
            norm: Norm::load(weights, "norm", hidden)?,
            layers: (0..sizes.layers).map(layer).collect::<Result<_, _>>()?,
            relations: Head::load(weights, "", hidden, SCORES)?,
            acts: Head::load(weights, "act_", hidden, ACTS)?,
        })
    }

    /// The mean of the states, of length one.
    pub(super) fn embed(&self, pieces: &[Piece], scratch: &mut Scratch) -> Vec<f32> {
        let mut mean = self.mean(&self.states(pieces, scratch), pieces, 0);
        let length = sum(&mean, |v| v * v).sqrt().max(1e-12);
        mean.iter_mut().for_each(|v| *v /= length);
        mean
    }

    /// Scores of the relations, and of one event.
    pub(super) fn relate(&self, pieces: &[Piece], scratch: &mut Scratch) -> [f32; SCORES] {
        let scores = self.relations.apply(&self.pair(pieces, scratch), scratch);
        std::array::from_fn(|i| scores[i])
    }

    /// Scores of the speech acts.
    pub(super) fn acts(&self, pieces: &[Piece], scratch: &mut Scratch) -> [f32; ACTS] {
        let scores = self.acts.apply(&self.pair(pieces, scratch), scratch);
        std::array::from_fn(|i| scores[i])
    }

    /// The first state and the means of both sides, `(3 * hidden)`.
    fn pair(&self, pieces: &[Piece], scratch: &mut Scratch) -> Vec<f32> {
        let states = self.states(pieces, scratch);
        let mut pair = states[..self.hidden].to_vec();
        (0..2).for_each(|side| pair.extend(self.mean(&states, pieces, side)));
        pair
    }

    /// States of the pieces, `(pieces, hidden)`.
    fn states(&self, pieces: &[Piece], scratch: &mut Scratch) -> Vec<f32> {
        let mut x = Vec::with_capacity(pieces.len() * self.hidden);
        for (position, piece) in pieces.iter().enumerate() {
            let at = x.len();
            x.extend(self.word.row(piece.id as usize));
            add(&mut x[at..], self.position.row(position));
            add(&mut x[at..], self.side.row(piece.side));
            add(&mut x[at..], self.shared.row(piece.shared));
        }
        self.norm.apply(&mut x, scratch);
        let all = 0..pieces.len();
        for layer in &self.layers {
            layer.apply(&mut x, std::slice::from_ref(&all), scratch);
        }
        x
    }

    /// Mean state of the pieces of a side.
    fn mean(&self, states: &[f32], pieces: &[Piece], side: usize) -> Vec<f32> {
        let mut mean = vec![0.0; self.hidden];
        let mut count = 0.0f32;
        for (state, _) in states.chunks_exact(self.hidden).zip(pieces).filter(|(_, piece)| piece.side == side) {
            add(&mut mean, state);
            count += 1.0;
        }
        mean.iter_mut().for_each(|v| *v /= count.max(1.0));
        mean
    }
}
