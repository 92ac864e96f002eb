//! Floats to whole numbers and back: a row of numbers becomes `int16` with one scale.

use crate::math::greatest;
use crate::product::{Block, PANEL, Panels, Quads, Rows};
use crate::simd::Kernel;
use crate::weights::CodedMatrix;

/// The largest code: all that 16 bits hold.
pub(crate) const LARGEST: f32 = 32767.0;
/// Adding it rounds to a whole number, which then stands in the lower bits: 1.5 * 2^23.
pub(crate) const ROUND: f32 = 12_582_912.0;
/// A row of smaller numbers is one of zeros: their inverse would overflow.
const TINY: f32 = 1e-30;
/// Numbers beyond are cut: no row has an infinite scale.
const HUGE: f32 = 1e30;

/// Rows that were coded, with buffers that are kept.
#[derive(Default)]
pub(crate) struct Coded {
    pub(crate) values: Vec<i16>,
    pub(crate) scales: Vec<f32>,
    width: usize,
}

impl Coded {
    /// Room for `rows` rows of `width`.
    pub(crate) fn fit(&mut self, rows: usize, width: usize) {
        self.width = width;
        // One more: see `Rows`.
        self.values.resize(rows * width + 1, 0);
        self.scales.resize(rows, 0.0);
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows { values: &self.values, scales: &self.scales, stride: self.width }
    }
}

/// Codes `x`, so that none exceeds `largest`, and returns the scale. Whatever is no number becomes a number.
#[inline(always)]
pub(crate) fn code_row(x: &[f32], largest: f32, out: &mut [i16]) -> f32 {
    let (scale, inverse) = scale_of(greatest(x, 0.0, f32::abs), largest);
    for (out, v) in out.iter_mut().zip(x) {
        *out = code(v * inverse, largest);
    }
    scale
}

/// The scale of a row whose greatest number is `top`, and its inverse.
#[inline(always)]
pub(crate) fn scale_of(top: f32, largest: f32) -> (f32, f32) {
    let top = if top < HUGE { top } else { HUGE };
    if top > TINY { (top / largest, largest / top) } else { (0.0, 0.0) }
}

/// The nearest whole number, of two the even one; not beyond `largest`.
#[inline(always)]
pub(crate) fn code(v: f32, largest: f32) -> i16 {
    // Written so that what is no number gives the same on every machine, in one instruction.
    let v = if v > -largest { v } else { -largest };
    let v = if v < largest { v } else { largest };
    (v + ROUND).to_bits() as i16
}

/// A matrix of weights `(outputs, inputs)` in panels, an output a column.
pub(crate) struct Packed {
    values: Vec<Block>,
    quads: Vec<Quads>,
    pub(crate) scales: Vec<f32>,
    pub(crate) inputs: usize,
    /// How large a code of the other operand may be: no sum then overflows.
    pub(crate) largest: f32,
}

impl Packed {
    pub(crate) fn new(matrix: &CodedMatrix, outputs: usize, inputs: usize) -> Packed {
        let pairs = inputs.div_ceil(2);
        let mut values = vec![Block::ZERO; outputs.div_ceil(PANEL) * pairs];
        let chunks = if Kernel::best().takes_quads() { inputs.div_ceil(64) } else { 0 };
        let mut quads = vec![Quads([[[0; 4]; PANEL]; 16]); outputs.div_ceil(PANEL) * chunks];
        let mut most = 1;
        for output in 0..outputs {
            let row = matrix.codes(output);
            most = most.max(row.iter().map(|v| i32::from(v.unsigned_abs())).sum());
            for (i, v) in row.iter().enumerate() {
                values[output / PANEL * pairs + i / 2].0[output % PANEL][i % 2] = i16::from(*v);
                if let Some(quads) = quads.get_mut(output / PANEL * chunks + i / 64) {
                    quads.0[i % 64 / 4][output % PANEL][i % 4] = *v;
                }
            }
        }
        let largest = (i32::MAX / most).min(LARGEST as i32) as f32;
        Packed { values, quads, scales: matrix.scales.clone(), inputs, largest }
    }

    pub(crate) fn panels(&self) -> Panels<'_> {
        Panels { values: &self.values, scales: &self.scales, pairs: self.inputs.div_ceil(2), quads: &self.quads }
    }
}
