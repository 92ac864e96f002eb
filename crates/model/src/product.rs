//! Products of whole numbers: what every kernel computes alike, to the last bit.
//!
//! Both operands are `int16`, sums are `i32` and can't overflow, so that the order in which a kernel adds does not show.
//! Only then come floats: one conversion, two products and a sum for each element.

/// Columns of a panel: as many sums as the widest register holds.
pub(crate) const PANEL: usize = 16;
/// Rows and panels of a tile: 24 sums of 16, which leaves AVX-512 with registers for the operands.
pub(crate) const TILE_ROWS: usize = 8;
pub(crate) const TILE_PANELS: usize = 3;
const TILE_COLS: usize = TILE_PANELS * PANEL;

/// Two elements of each of 16 columns: what one multiply-add of pairs takes, and a line of the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C, align(64))]
pub(crate) struct Block(pub(crate) [[i16; 2]; PANEL]);

impl Block {
    pub(crate) const ZERO: Block = Block([[0; 2]; PANEL]);
}

/// Four elements of each of 16 columns, sixteen times, as bytes: what AMX takes at once. Element `(4 * i + j, column)`
/// stands at `[i][column][j]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C, align(64))]
pub(crate) struct Quads(pub(crate) [[[i8; 4]; PANEL]; 16]);

/// Sums of a part of a product, `(row, column)`.
#[repr(C, align(64))]
pub(crate) struct Tile(pub(crate) [[i32; TILE_COLS]; TILE_ROWS]);

/// Rows of numbers `values * scale of the row`, `stride` elements apart. A row of an odd number of elements is read one
/// element beyond its end: that element meets a zero.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) values: &'a [i16],
    pub(crate) scales: &'a [f32],
    pub(crate) stride: usize,
}

impl<'a> Rows<'a> {
    /// The rows from `first` on.
    #[inline(always)]
    pub(crate) fn from(self, first: usize) -> Rows<'a> {
        Rows { values: &self.values[first * self.stride..], scales: &self.scales[first..], ..self }
    }
}

/// Columns of numbers `values * scale of the column`, in panels: element `(2 * pair + i, 16 * panel + column)` stands at
/// `values[panel * pairs + pair].0[column][i]`. What is beyond the matrix is zero.
#[derive(Clone, Copy)]
pub(crate) struct Panels<'a> {
    pub(crate) values: &'a [Block],
    pub(crate) scales: &'a [f32],
    pub(crate) pairs: usize,
    /// The same as bytes, panel by panel, where they are bytes and a kernel wants them; else none.
    pub(crate) quads: &'a [Quads],
}

/// What a kernel is asked for: `out(r, c) = sum over i of a(r, i) * panels(i, c)`, for `rows` rows and `panels.len() /
/// pairs` panels, from 1 to those that fit a tile.
pub(crate) trait Tiles: Copy {
    fn tile(self, a: Rows<'_>, rows: usize, panels: &[Block], pairs: usize, out: &mut Tile);
}

/// `out(r, c) = a(r, ..) . b(.., c) + bias(c)`; `a` is `(scales.len(), 2 * pairs)`, `b` is `(2 * pairs, scales.len())`,
/// rows of `out` are `stride` apart.
#[inline(always)]
pub(crate) fn product(
    tiles: impl Tiles,
    a: Rows<'_>,
    b: Panels<'_>,
    bias: Option<&[f32]>,
    out: &mut [f32],
    stride: usize,
) {
    let (rows, cols) = (a.scales.len(), b.scales.len());
    let mut tile = Tile([[0; TILE_COLS]; TILE_ROWS]);
    for first_col in (0..cols).step_by(TILE_COLS) {
        let end = (first_col + TILE_COLS).min(cols);
        let panels = &b.values[first_col / PANEL * b.pairs..end.div_ceil(PANEL) * b.pairs];
        let scales = &b.scales[first_col..end];
        let bias = bias.map(|bias| &bias[first_col..end]);
        for first_row in (0..rows).step_by(TILE_ROWS) {
            let count = TILE_ROWS.min(rows - first_row);
            tiles.tile(a.from(first_row), count, panels, b.pairs, &mut tile);
            for (r, sums) in tile.0[..count].iter().enumerate() {
                let out = &mut out[(first_row + r) * stride + first_col..][..end - first_col];
                let scale = a.scales[first_row + r];
                // The same loop twice: of a known length it needs no second one for what is left over.
                match out.as_chunks_mut::<TILE_COLS>().0 {
                    [out] => finish(sums, scale, scales, bias, out),
                    _ => finish(sums, scale, scales, bias, out),
                }
            }
        }
    }
}

/// Sums of a row to floats.
#[inline(always)]
pub(crate) fn finish(sums: &[i32], row_scale: f32, scales: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
    for ((out, sum), scale) in out.iter_mut().zip(sums).zip(scales) {
        *out = *sum as f32 * (row_scale * scale);
    }
    if let Some(bias) = bias {
        out.iter_mut().zip(bias).for_each(|(out, bias)| *out += bias);
    }
}
