//! Scaled dot-product attention (Vaswani et al. 2017) within one sequence, head by head, in whole numbers.

use crate::code::{LARGEST, code, code_row, scale_of};
use crate::ops::softmax_row;
use crate::product::{Block, PANEL, Panels, Rows, TILE_ROWS, Tiles, product};

/// Sizes of an attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heads {
    pub(crate) hidden: usize,
    pub(crate) heads: usize,
}

/// Buffers, kept from one sequence to the next.
#[derive(Default)]
pub(crate) struct Buffers {
    queries: Vec<i16>,
    query_scales: Vec<f32>,
    keys: Vec<Block>,
    key_scales: Vec<f32>,
    values: Vec<Block>,
    value_scales: Vec<f32>,
    inverses: Vec<f32>,
    scores: Vec<f32>,
    parts: Vec<i16>,
    row: Vec<i16>,
}

/// `qkv` is `(rows, 3 * hidden)`: queries, keys and values, each head by head. `out` is `(rows, hidden)`.
#[inline(always)]
pub(crate) fn attend(tiles: impl Tiles, qkv: &[f32], sizes: Heads, buffers: &mut Buffers, out: &mut [f32]) {
    let rows = qkv.len() / (3 * sizes.hidden);
    let width = sizes.hidden / sizes.heads;
    for head in 0..sizes.heads {
        let part = |i: usize, row: usize| &qkv[row * 3 * sizes.hidden + i * sizes.hidden + head * width..][..width];
        let b = &mut *buffers;
        b.code_queries_and_keys(rows, width, part);
        b.code_values(rows, width, |row| part(2, row));
        b.scores.resize(TILE_ROWS * rows, 0.0);
        // An even number of elements a row, the last of which is zero if there is no such word.
        let stride = rows.next_multiple_of(2);
        b.parts.clear();
        b.parts.resize(TILE_ROWS * stride, 0);
        let queries = Rows { values: &b.queries, scales: &b.query_scales, stride: width };
        let keys = Panels { values: &b.keys, scales: &b.key_scales, pairs: width.div_ceil(2), quads: &[] };
        let values = Panels { values: &b.values, scales: &b.value_scales, pairs: rows.div_ceil(2), quads: &[] };
        for first in (0..rows).step_by(TILE_ROWS) {
            let count = TILE_ROWS.min(rows - first);
            let queries = queries.from(first);
            product(tiles, Rows { scales: &queries.scales[..count], ..queries }, keys, None, &mut b.scores, rows);
            for (scores, parts) in b.scores.chunks_exact_mut(rows).zip(b.parts.chunks_exact_mut(stride)).take(count) {
                softmax_row(scores, &mut parts[..rows]);
            }
            let parts = Rows { values: &b.parts, scales: &[1.0 / LARGEST; TILE_ROWS][..count], stride };
            product(tiles, parts, values, None, &mut out[first * sizes.hidden + head * width..], sizes.hidden);
        }
    }
}

impl Buffers {
    /// Each row of queries and of keys has a scale. Their codes are such that a sum over `width` can't overflow.
    #[inline(always)]
    fn code_queries_and_keys<'a>(&mut self, rows: usize, width: usize, part: impl Fn(usize, usize) -> &'a [f32]) {
        let largest = ((i32::MAX as usize / width).isqrt() as f32).min(LARGEST);
        // See `softmax_row`.
        let shrink = std::f32::consts::LOG2_E / (width as f32).sqrt();
        let pairs = width.div_ceil(2);
        self.queries.resize(rows * width + 1, 0);
        self.query_scales.resize(rows, 0.0);
        self.keys.resize(rows.div_ceil(PANEL) * pairs, Block::ZERO);
        self.key_scales.resize(rows, 0.0);
        self.row.clear();
        self.row.resize(2 * pairs, 0);
        for row in 0..rows {
            let codes = &mut self.queries[row * width..][..width];
            self.query_scales[row] = code_row(part(0, row), largest, codes) * shrink;
            self.key_scales[row] = code_row(part(1, row), largest, &mut self.row[..width]);
            let panel = &mut self.keys[row / PANEL * pairs..][..pairs];
            for (block, pair) in panel.iter_mut().zip(self.row.as_chunks::<2>().0) {
                block.0[row % PANEL] = *pair;
            }
        }
    }

    /// Each column of values has a scale: a row's scale would stand inside the sum.
    #[inline(always)]
    fn code_values<'a>(&mut self, rows: usize, width: usize, value: impl Fn(usize) -> &'a [f32]) {
        self.value_scales.clear();
        self.value_scales.resize(width, 0.0);
        for row in 0..rows {
            for (top, v) in self.value_scales.iter_mut().zip(value(row)) {
                *top = if v.abs() > *top { v.abs() } else { *top };
            }
        }
        self.inverses.clear();
        for top in &mut self.value_scales {
            let (scale, inverse) = scale_of(*top, LARGEST);
            *top = scale;
            self.inverses.push(inverse);
        }
        let pairs = rows.div_ceil(2);
        self.values.resize(width.div_ceil(PANEL) * pairs, Block::ZERO);
        for pair in 0..pairs {
            let upper = value(2 * pair);
            for (panel, (upper, inverses)) in upper.chunks(PANEL).zip(self.inverses.chunks(PANEL)).enumerate() {
                let block = &mut self.values[panel * pairs + pair].0;
                for ((block, v), inverse) in block.iter_mut().zip(upper).zip(inverses) {
                    *block = [code(v * inverse, LARGEST), 0];
                }
            }
            if 2 * pair + 1 == rows {
                continue;
            }
            let lower = value(2 * pair + 1);
            for (panel, (lower, inverses)) in lower.chunks(PANEL).zip(self.inverses.chunks(PANEL)).enumerate() {
                let block = &mut self.values[panel * pairs + pair].0;
                for ((block, v), inverse) in block.iter_mut().zip(lower).zip(inverses) {
                    block[1] = code(v * inverse, LARGEST);
                }
            }
        }
    }
}
