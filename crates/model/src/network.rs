//! The network: an encoder over word pieces, a cue head, and layers that read the words again for each cue.
//!
//! `training/network.py` is the same network in PyTorch; `src/twin.rs` compares the two.

use std::ops::Range;

use crate::attention;
use crate::chain::Chain;
use crate::error::ModelError;
use crate::heads::Heads;
use crate::layer::{Layer, Linear, Scratch};
use crate::ops::Norm;
use crate::weights::{CodedMatrix, Config, Matrix, Weights};
use crate::words::Word;

/// O, B, I, and B and I of cues that stand in the content of another statement.
pub(crate) const CUE_TAGS: usize = 5;
/// O, B-source, I-source, B-content, I-content.
pub(crate) const FRAME_TAGS: usize = 5;
/// Upper edges of the buckets of distances to a cue or an antecedent, in words; `bucket` in the Python twin.
pub(crate) const BUCKET_EDGES: [usize; 11] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64];
const BUCKETS: usize = 2 * (BUCKET_EDGES.len() + 1) + 1;
/// Frames are read together up to so many words: enough to keep the matrix products large, and memory small.
const WORDS_AT_ONCE: usize = 1024;

pub(crate) struct Network {
    pub(crate) config: Config,
    word: CodedMatrix,
    position: Matrix,
    shape: Matrix,
    place: Matrix,
    quoted: Matrix,
    norm: Norm,
    layers: Vec<Layer>,
    cue: Linear,
    pub(crate) cue_chain: Chain<CUE_TAGS>,
    marker: Matrix,
    frame_norm: Norm,
    frame_layers: Vec<Layer>,
    frame: Linear,
    pub(crate) frame_chain: Chain<FRAME_TAGS>,
    pub(crate) heads: Heads,
}

/// A cue in a window, and the words that its frame may reach; all counted in words of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) words: Range<usize>,
    pub(crate) reach: Range<usize>,
}

/// One window of input.
pub(crate) struct Window<'a> {
    pub(crate) words: &'a [Word],
    /// Pieces with `[CLS]` and `[SEP]`.
    pub(crate) pieces: &'a [u32],
    /// Position of each word's first piece in `pieces`.
    pub(crate) first: &'a [usize],
}

impl Network {
    pub(crate) fn load(weights: &Weights<'_>, config: Config) -> Result<Network, ModelError> {
        let Config { hidden, heads, .. } = config;
        let layers = |name: &str, count: usize, inner: usize| -> Result<Vec<Layer>, ModelError> {
            (0..count)
                .map(|i| Layer::load(weights, &format!("{name}.{i}"), attention::Heads { hidden, heads }, inner))
                .collect()
        };
        Ok(Network {
            config,
            word: weights.coded("word.weight", config.vocab, hidden)?,
            position: weights.matrix("position.weight", config.positions, hidden)?,
            shape: weights.matrix("shape.weight", 7, hidden)?,
            place: weights.matrix("place.weight", 3, hidden)?,
            quoted: weights.matrix("quoted.weight", 4, hidden)?,
            norm: Norm::load(weights, "norm", hidden)?,
            layers: layers("layers", config.layers, config.inner)?,
            cue: Linear::load(weights, "cue", CUE_TAGS, hidden)?,
            cue_chain: Chain::load(weights, "cue_chain")?,
            marker: weights.matrix("marker.weight", BUCKETS, hidden)?,
            frame_norm: Norm::load(weights, "frame_norm", hidden)?,
            frame_layers: layers("frame_layers", config.frame_layers, config.frame_inner)?,
            frame: Linear::load(weights, "frame", FRAME_TAGS, hidden)?,
            frame_chain: Chain::load(weights, "frame_chain")?,
            heads: Heads::load(weights, config)?,
        })
    }

    /// States of the window's words, `(words, hidden)`.
    pub(crate) fn encode(&self, window: &Window<'_>, scratch: &mut Scratch) -> Vec<f32> {
        let hidden = self.config.hidden;
        let mut x = Vec::with_capacity(window.pieces.len() * hidden);
        let mut word = 0;
        for (position, piece) in window.pieces.iter().enumerate() {
            let at = x.len();
            x.extend(self.word.row(*piece as usize));
            add(&mut x[at..], self.position.row(position));
            let inside = position > 0 && position + 1 < window.pieces.len();
            if window.first.get(word + 1) == Some(&position) {
                word += 1;
            }
            let (shape, place, quoted) = match window.words.get(word).filter(|_| inside) {
                Some(w) => (w.shape as usize, w.place as usize, w.quoted as usize),
                None => (0, 0, 0),
            };
            add(&mut x[at..], self.shape.row(shape));
            add(&mut x[at..], self.place.row(place));
            add(&mut x[at..], self.quoted.row(quoted));
        }
        self.norm.apply(&mut x, scratch);
        let all = 0..window.pieces.len();
        for layer in &self.layers {
            layer.apply(&mut x, std::slice::from_ref(&all), scratch);
        }
        window.first.iter().flat_map(|at| &x[at * hidden..(at + 1) * hidden]).copied().collect()
    }

    /// Cue scores of each word.
    pub(crate) fn cues(&self, states: &[f32], scratch: &mut Scratch) -> Vec<[f32; CUE_TAGS]> {
        let mut scores = Vec::new();
        self.cue.apply(states, &mut scores, scratch);
        rows(&scores)
    }

    /// For each cue, the frame scores of the words in its reach.
    pub(crate) fn frames(&self, states: &[f32], cues: &[Cue], scratch: &mut Scratch) -> Vec<Vec<[f32; FRAME_TAGS]>> {
        let mut out = Vec::with_capacity(cues.len());
        let mut rest = cues;
        while !rest.is_empty() {
            let mut words = 0;
            let fits = rest.iter().take_while(|cue| {
                words += cue.reach.len();
                words <= WORDS_AT_ONCE
            });
            let (now, later) = rest.split_at(fits.count().max(1));
            self.read_frames(states, now, scratch, &mut out);
            rest = later;
        }
        out
    }

    fn read_frames(&self, states: &[f32], cues: &[Cue], scratch: &mut Scratch, out: &mut Vec<Vec<[f32; FRAME_TAGS]>>) {
        let hidden = self.config.hidden;
        let mut x = Vec::new();
        let mut sequences = Vec::new();
        for cue in cues {
            let first = x.len() / hidden;
            for word in cue.reach.clone() {
                let at = x.len();
                x.extend_from_slice(&states[word * hidden..(word + 1) * hidden]);
                add(&mut x[at..], self.marker.row(bucket(word, &cue.words)));
            }
            sequences.push(first..first + cue.reach.len());
        }
        self.frame_norm.apply(&mut x, scratch);
        for layer in &self.frame_layers {
            layer.apply(&mut x, &sequences, scratch);
        }
        let mut scores = Vec::new();
        self.frame.apply(&x, &mut scores, scratch);
        out.extend(sequences.iter().map(|s| rows(&scores[s.start * FRAME_TAGS..s.end * FRAME_TAGS])));
    }
}

pub(crate) fn add(x: &mut [f32], y: &[f32]) {
    x.iter_mut().zip(y).for_each(|(a, b)| *a += b);
}

fn rows<const N: usize>(scores: &[f32]) -> Vec<[f32; N]> {
    scores.as_chunks::<N>().0.to_vec()
}

/// Bucket of a word's signed distance to a cue: 0 on the cue, then one side, then the other.
fn bucket(word: usize, cue: &Range<usize>) -> usize {
    let size = |distance: usize| BUCKET_EDGES.iter().take_while(|edge| **edge < distance).count() + 1;
    if word < cue.start {
        size(cue.start - word) + BUCKET_EDGES.len() + 1
    } else if word >= cue.end {
        size(word + 1 - cue.end)
    } else {
        0
    }
}
