//! One layer of the encoder: self-attention and a feed-forward part, each with its residual and norm (BERT, post-norm).

use std::ops::Range;

use crate::attention::{Buffers, Heads};
use crate::code::{Coded, Packed};
use crate::error::ModelError;
use crate::ops::Norm;
use crate::product::Rows;
use crate::simd::{self, Kernel};
use crate::weights::Weights;

/// Rows that go through the feed-forward part together: what stands between its two products then stays near the
/// processor.
const ROWS_AT_ONCE: usize = 128;

/// `y = x W^T + b` with `W` of shape `(out, in)`.
pub(crate) struct Linear {
    pub(crate) weight: Packed,
    pub(crate) bias: Vec<f32>,
}

impl Linear {
    pub(crate) fn load(weights: &Weights<'_>, name: &str, out: usize, inputs: usize) -> Result<Linear, ModelError> {
        let matrix = weights.coded(&format!("{name}.weight"), out, inputs)?;
        Ok(Linear { weight: Packed::new(&matrix, out, inputs), bias: weights.vector(&format!("{name}.bias"), out)? })
    }

    /// Width of a row of the output.
    pub(crate) fn width(&self) -> usize {
        self.bias.len()
    }

    /// `x` is `(rows, in)`; `out` becomes `(rows, out)`.
    pub(crate) fn apply(&self, x: &[f32], out: &mut Vec<f32>, scratch: &mut Scratch) {
        out.resize(x.len() / self.weight.inputs * self.width(), 0.0);
        #[cfg(any(test, feature = "reference"))]
        if scratch.arithmetic.floats {
            return self.apply_exactly(x, out);
        }
        self.code(x, scratch.arithmetic.kernel, &mut scratch.coded);
        self.multiply(scratch.coded.rows(), scratch.arithmetic.kernel, out);
    }

    /// Codes rows for `multiply`.
    fn code(&self, x: &[f32], kernel: Kernel, coded: &mut Coded) {
        simd::code_rows(kernel, x, self.weight.inputs, self.weight.largest, coded);
    }

    fn multiply(&self, x: Rows<'_>, kernel: Kernel, out: &mut [f32]) {
        simd::product(kernel, x, self.weight.panels(), Some(&self.bias), out, self.width());
    }
}

impl Norm {
    pub(crate) fn load(weights: &Weights<'_>, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm {
            weight: weights.vector(&format!("{name}.weight"), width)?,
            bias: weights.vector(&format!("{name}.bias"), width)?,
        })
    }

    /// Normalises the rows of `x`, to which nothing is added.
    pub(crate) fn apply(&self, x: &mut [f32], scratch: &mut Scratch) {
        scratch.delta.clear();
        scratch.delta.resize(x.len(), 0.0);
        simd::add_norm(scratch.arithmetic.kernel, x, &scratch.delta, self);
    }
}

/// How to compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arithmetic {
    pub(crate) kernel: Kernel,
    /// The layers in floats, to see what whole numbers cost.
    #[cfg(any(test, feature = "reference"))]
    pub(crate) floats: bool,
}

impl From<Kernel> for Arithmetic {
    fn from(kernel: Kernel) -> Arithmetic {
        Arithmetic {
            kernel,
            #[cfg(any(test, feature = "reference"))]
            floats: false,
        }
    }
}

/// How to compute, and buffers of a forward pass, kept from one to the next.
pub(crate) struct Scratch {
    pub(crate) arithmetic: Arithmetic,
    coded: Coded,
    qkv: Vec<f32>,
    attention: Buffers,
    /// What is added to the residual.
    delta: Vec<f32>,
    inner: Vec<f32>,
}

impl Scratch {
    pub(crate) fn new(arithmetic: Arithmetic) -> Scratch {
        Scratch {
            arithmetic,
            coded: Coded::default(),
            qkv: Vec::new(),
            attention: Buffers::default(),
            delta: Vec::new(),
            inner: Vec::new(),
        }
    }
}

pub(crate) struct Layer {
    pub(crate) heads: Heads,
    pub(crate) qkv: Linear,
    pub(crate) out: Linear,
    pub(crate) norm1: Norm,
    pub(crate) up: Linear,
    pub(crate) down: Linear,
    pub(crate) norm2: Norm,
}

impl Layer {
    /// The layer `name`, whose feed-forward part is `inner` wide.
    pub(crate) fn load(weights: &Weights<'_>, name: &str, heads: Heads, inner: usize) -> Result<Layer, ModelError> {
        let hidden = heads.hidden;
        Ok(Layer {
            heads,
            qkv: Linear::load(weights, &format!("{name}.qkv"), 3 * hidden, hidden)?,
            out: Linear::load(weights, &format!("{name}.out"), hidden, hidden)?,
            norm1: Norm::load(weights, &format!("{name}.norm1"), hidden)?,
            up: Linear::load(weights, &format!("{name}.up"), inner, hidden)?,
            down: Linear::load(weights, &format!("{name}.down"), hidden, inner)?,
            norm2: Norm::load(weights, &format!("{name}.norm2"), hidden)?,
        })
    }

    /// `x` is `(rows, hidden)`; rows attend to those of their own sequence only. Sequences follow one another and hold
    /// all rows.
    pub(crate) fn apply(&self, x: &mut [f32], sequences: &[Range<usize>], scratch: &mut Scratch) {
        #[cfg(any(test, feature = "reference"))]
        if scratch.arithmetic.floats {
            return self.apply_exactly(x, sequences);
        }
        let Scratch { arithmetic, coded, qkv, attention, delta, inner } = scratch;
        let (kernel, hidden) = (arithmetic.kernel, self.heads.hidden);
        delta.resize(x.len(), 0.0);
        qkv.resize(3 * x.len(), 0.0);
        self.qkv.code(x, kernel, coded);
        self.qkv.multiply(coded.rows(), kernel, qkv);
        for rows in sequences.iter().filter(|rows| !rows.is_empty()) {
            let (qkv, out) = (&qkv[rows.start * 3 * hidden..rows.end * 3 * hidden], &mut delta[rows.start * hidden..]);
            simd::attend(kernel, qkv, self.heads, attention, out);
        }
        self.out.code(delta, kernel, coded);
        self.out.multiply(coded.rows(), kernel, delta);
        simd::add_norm(kernel, x, delta, &self.norm1);
        for (x, delta) in x.chunks_mut(ROWS_AT_ONCE * hidden).zip(delta.chunks_mut(ROWS_AT_ONCE * hidden)) {
            inner.resize(x.len() / hidden * self.up.width(), 0.0);
            self.up.code(x, kernel, coded);
            self.up.multiply(coded.rows(), kernel, inner);
            simd::gelu_rows(kernel, inner, self.up.width(), self.down.weight.largest, coded);
            self.down.multiply(coded.rows(), kernel, delta);
            simd::add_norm(kernel, x, delta, &self.norm2);
        }
    }
}
