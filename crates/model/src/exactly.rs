//! The layers in floats and plain loops: what the whole numbers are held against. Not in the program.

use std::ops::Range;

use crate::layer::{Layer, Linear};
use crate::ops::Norm;
use crate::product::{PANEL, Panels};

impl Linear {
    pub(crate) fn apply_exactly(&self, x: &[f32], out: &mut [f32]) {
        let (Panels { values, scales, pairs, .. }, inputs) = (self.weight.panels(), self.weight.inputs);
        for (x, out) in x.chunks_exact(inputs).zip(out.chunks_exact_mut(self.width())) {
            for (panel, out) in out.chunks_mut(PANEL).enumerate() {
                let mut sums = [0.0f32; PANEL];
                for (pair, block) in values[panel * pairs..][..pairs].iter().enumerate() {
                    let (a, b) = (x[2 * pair], x.get(2 * pair + 1).copied().unwrap_or(0.0));
                    for (sum, [v, w]) in sums.iter_mut().zip(block.0) {
                        *sum += a * f32::from(v) + b * f32::from(w);
                    }
                }
                let columns = scales[panel * PANEL..].iter().zip(&self.bias[panel * PANEL..]);
                for ((out, sum), (scale, bias)) in out.iter_mut().zip(sums).zip(columns) {
                    *out = sum * scale + bias;
                }
            }
        }
    }
}

impl Layer {
    pub(crate) fn apply_exactly(&self, x: &mut [f32], sequences: &[Range<usize>]) {
        let hidden = self.heads.hidden;
        let mut qkv = vec![0.0; 3 * x.len()];
        self.qkv.apply_exactly(x, &mut qkv);
        let mut attended = vec![0.0; x.len()];
        for rows in sequences {
            let qkv = &qkv[rows.start * 3 * hidden..rows.end * 3 * hidden];
            self.attend_exactly(qkv, &mut attended[rows.start * hidden..rows.end * hidden]);
        }
        let mut delta = vec![0.0; x.len()];
        self.out.apply_exactly(&attended, &mut delta);
        add_norm(x, &delta, &self.norm1);
        let mut inner = vec![0.0; x.len() / hidden * self.up.width()];
        self.up.apply_exactly(x, &mut inner);
        inner.iter_mut().for_each(|v| *v = gelu(*v));
        self.down.apply_exactly(&inner, &mut delta);
        add_norm(x, &delta, &self.norm2);
    }

    fn attend_exactly(&self, qkv: &[f32], out: &mut [f32]) {
        let hidden = self.heads.hidden;
        let width = hidden / self.heads.heads;
        let rows = qkv.len() / (3 * hidden);
        for head in 0..self.heads.heads {
            let part = |i: usize, row: usize| &qkv[(3 * row + i) * hidden + head * width..][..width];
            for row in 0..rows {
                let dot = |key: usize| -> f32 { part(0, row).iter().zip(part(1, key)).map(|(q, k)| q * k).sum() };
                let mut scores: Vec<f32> = (0..rows).map(|key| dot(key) / (width as f32).sqrt()).collect();
                let top = scores.iter().copied().fold(f32::MIN, f32::max);
                scores.iter_mut().for_each(|score| *score = (*score - top).exp());
                let sum: f32 = scores.iter().sum();
                let out = &mut out[row * hidden + head * width..][..width];
                out.fill(0.0);
                for (key, score) in scores.iter().enumerate() {
                    out.iter_mut().zip(part(2, key)).for_each(|(out, v)| *out += score / sum * v);
                }
            }
        }
    }
}

pub(crate) fn add_norm(x: &mut [f32], y: &[f32], norm: &Norm) {
    let width = norm.weight.len();
    for (x, y) in x.chunks_exact_mut(width).zip(y.chunks_exact(width)) {
        x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
        let mean = x.iter().sum::<f32>() / width as f32;
        let variance = x.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / width as f32;
        for ((v, w), b) in x.iter_mut().zip(&norm.weight).zip(&norm.bias) {
            *v = (*v - mean) / (variance + 1e-12).sqrt() * w + b;
        }
    }
}

/// `x * Phi(x)` in double precision.
pub(crate) fn gelu(x: f32) -> f32 {
    let x = f64::from(x);
    (0.5 * x * erfc(-x * std::f64::consts::FRAC_1_SQRT_2)) as f32
}

/// The complementary error function, within 1.2e-7 of its value (Press et al. 1992, 6.2).
fn erfc(x: f64) -> f64 {
    let z = x.abs();
    let t = 1.0 / (1.0 + 0.5 * z);
    const TERMS: [f64; 10] = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let p = TERMS.iter().rev().fold(0.0, |sum, term| sum * t + term);
    let value = t * (p - z * z).exp();
    if x >= 0.0 { value } else { 2.0 - value }
}
