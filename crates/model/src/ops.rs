//! The steps of a layer over all rows, each written once and compiled for each kernel in `simd`.

use crate::code::{Coded, LARGEST, ROUND, code_row};
use crate::math::{exp2, gelu, greatest, sum};
use crate::product::Tiles;

/// Scale and shift of a layer norm.
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// Codes the rows of `x`, `width` wide.
#[inline(always)]
pub(crate) fn code_rows(_: impl Tiles, x: &[f32], width: usize, largest: f32, out: &mut Coded) {
    out.fit(x.len() / width, width);
    let codes = out.values.chunks_exact_mut(width);
    for ((x, codes), scale) in x.chunks_exact(width).zip(codes).zip(&mut out.scales) {
        *scale = code_row(x, largest, codes);
    }
}

/// Applies GELU to `x` and codes its rows, `width` wide.
#[inline(always)]
pub(crate) fn gelu_rows(_: impl Tiles, x: &mut [f32], width: usize, largest: f32, out: &mut Coded) {
    out.fit(x.len() / width, width);
    let codes = out.values.chunks_exact_mut(width);
    for ((x, codes), scale) in x.chunks_exact_mut(width).zip(codes).zip(&mut out.scales) {
        x.iter_mut().for_each(|v| *v = gelu(*v));
        *scale = code_row(x, largest, codes);
    }
}

/// Adds `y` to `x`, then normalises each row to mean 0 and variance 1, scales and shifts it (Ba, Kiros and Hinton 2016).
#[inline(always)]
pub(crate) fn add_norm(_: impl Tiles, x: &mut [f32], y: &[f32], norm: &Norm) {
    const EPSILON: f32 = 1e-12;
    let width = norm.weight.len();
    for (x, y) in x.chunks_exact_mut(width).zip(y.chunks_exact(width)) {
        x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
        let mean = sum(x, |v| v) / width as f32;
        let variance = sum(x, |v| (v - mean) * (v - mean)) / width as f32;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        for ((v, w), b) in x.iter_mut().zip(&norm.weight).zip(&norm.bias) {
            *v = (*v - mean) * scale * w + b;
        }
    }
}

/// Makes `2^x` a distribution, in units of 1 / 32767. Two to the power of it: whoever scales the scores can as well take
/// them times the logarithm of e to base 2.
#[inline(always)]
pub(crate) fn softmax_row(x: &mut [f32], out: &mut [i16]) {
    let top = greatest(x, f32::MIN, |v| v);
    x.iter_mut().for_each(|v| *v = exp2(*v - top));
    let scale = LARGEST / sum(x, |v| v);
    // None is beyond the largest code, for none is beyond the sum.
    out.iter_mut().zip(x).for_each(|(out, v)| *out = (*v * scale + ROUND).to_bits() as i16);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softmax_of_extremes_is_a_distribution() {
        let check = |x: &[f32], expect: &[i16]| {
            let mut out = vec![0; x.len()];
            softmax_row(&mut x.to_vec(), &mut out);
            assert_eq!(out, expect);
        };
        check(&[1e30, -1e30, 0.0, f32::MAX], &[0, 0, 0, 32767]);
        check(&[-1e30, -1e30], &[16384, 16384]);
        check(&[5.0], &[32767]);
    }
}
