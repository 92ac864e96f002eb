//! One layer of the encoder: self-attention and a feed-forward part, each with its residual and norm (BERT, post-norm).

use std::ops::Range;

use crate::error::ModelError;
use crate::kernels::{gelu, layer_norm, softmax};
use crate::matmul::{View, matmul};
use crate::weights::{Config, Matrix, Weights};

/// `y = x W^T + b` with `W` of shape `(out, in)`.
pub(crate) struct Linear {
    weight: Matrix,
    bias: Vec<f32>,
}

impl Linear {
    pub(crate) fn load(weights: &Weights<'_>, name: &str, out: usize, inputs: usize) -> Result<Linear, ModelError> {
        Ok(Linear {
            weight: weights.matrix(&format!("{name}.weight"), out, inputs)?,
            bias: weights.vector(&format!("{name}.bias"), out)?,
        })
    }

    /// `x` is `(rows, in)`; `out` becomes `(rows, out)`, or has the product added if `add`.
    pub(crate) fn apply(&self, x: &[f32], out: &mut Vec<f32>, add: bool) {
        let (n, k) = (self.weight.rows, self.weight.cols);
        let rows = x.len() / k;
        if !add {
            out.clear();
            out.resize(rows * n, 0.0);
        }
        for row in out.chunks_exact_mut(n) {
            row.iter_mut().zip(&self.bias).for_each(|(v, b)| *v += b);
        }
        matmul(out, n, (rows, n, k), View::rows(x, k), View::rows(&self.weight.values, k).transposed(), 1.0, true);
    }
}

/// Scale and shift of a layer norm.
pub(crate) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    pub(crate) fn load(weights: &Weights<'_>, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm {
            weight: weights.vector(&format!("{name}.weight"), width)?,
            bias: weights.vector(&format!("{name}.bias"), width)?,
        })
    }

    pub(crate) fn apply(&self, x: &mut [f32]) {
        layer_norm(x, &self.weight, &self.bias);
    }
}

/// Buffers of a forward pass, kept from one to the next.
#[derive(Default)]
pub(crate) struct Scratch {
    qkv: Vec<f32>,
    scores: Vec<f32>,
    attended: Vec<f32>,
    inner: Vec<f32>,
}

pub(crate) struct Layer {
    hidden: usize,
    heads: usize,
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

impl Layer {
    pub(crate) fn load(weights: &Weights<'_>, name: &str) -> Result<Layer, ModelError> {
        let Config { hidden, heads, inner, .. } = weights.config;
        Ok(Layer {
            hidden,
            heads,
            qkv: Linear::load(weights, &format!("{name}.qkv"), 3 * hidden, hidden)?,
            out: Linear::load(weights, &format!("{name}.out"), hidden, hidden)?,
            norm1: Norm::load(weights, &format!("{name}.norm1"), hidden)?,
            up: Linear::load(weights, &format!("{name}.up"), inner, hidden)?,
            down: Linear::load(weights, &format!("{name}.down"), hidden, inner)?,
            norm2: Norm::load(weights, &format!("{name}.norm2"), hidden)?,
        })
    }

    /// `x` is `(rows, hidden)`; rows attend to those of their own sequence only.
    pub(crate) fn apply(&self, x: &mut Vec<f32>, sequences: &[Range<usize>], scratch: &mut Scratch) {
        self.qkv.apply(x, &mut scratch.qkv, false);
        scratch.attended.clear();
        scratch.attended.resize(x.len(), 0.0);
        for sequence in sequences {
            self.attend(sequence.clone(), scratch);
        }
        self.out.apply(&scratch.attended, x, true);
        self.norm1.apply(x);
        self.up.apply(x, &mut scratch.inner, false);
        gelu(&mut scratch.inner);
        self.down.apply(&scratch.inner, x, true);
        self.norm2.apply(x);
    }

    /// Scaled dot-product attention (Vaswani et al. 2017) within one sequence, head by head.
    fn attend(&self, sequence: Range<usize>, scratch: &mut Scratch) {
        let (n, hidden) = (sequence.len(), self.hidden);
        let width = hidden / self.heads;
        let stride = 3 * hidden;
        scratch.scores.clear();
        scratch.scores.resize(n * n, 0.0);
        let qkv = &scratch.qkv[sequence.start * stride..sequence.end * stride];
        let attended = &mut scratch.attended[sequence.start * hidden..sequence.end * hidden];
        for head in 0..self.heads {
            let part = |i: usize| View::rows(&qkv[i * hidden + head * width..], stride);
            let scale = 1.0 / (width as f32).sqrt();
            matmul(&mut scratch.scores, n, (n, n, width), part(0), part(1).transposed(), scale, false);
            softmax(&mut scratch.scores, n);
            let out = &mut attended[head * width..];
            matmul(out, hidden, (n, width, n), View::rows(&scratch.scores, n), part(2), 1.0, false);
        }
    }
}
