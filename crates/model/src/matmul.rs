//! Matrix products. The only module with `unsafe`: the `gemm` crate takes pointers and strides.

#![allow(unsafe_code, reason = "the one door to the gemm crate; every call checks its bounds first")]

use gemm::Parallelism;

/// A matrix inside a slice: element `(r, c)` is `data[r * row_stride + c * col_stride]`.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    data: &'a [f32],
    row_stride: usize,
    col_stride: usize,
}

impl<'a> View<'a> {
    /// Rows one after another, `stride` elements apart.
    pub(crate) fn rows(data: &'a [f32], stride: usize) -> View<'a> {
        View { data, row_stride: stride, col_stride: 1 }
    }

    /// The same with rows and columns exchanged.
    pub(crate) fn transposed(self) -> View<'a> {
        View { row_stride: self.col_stride, col_stride: self.row_stride, ..self }
    }

    /// Whether every element of a matrix of this shape lies in the slice.
    fn holds(self, rows: usize, cols: usize) -> bool {
        rows == 0 || cols == 0 || (rows - 1) * self.row_stride + (cols - 1) * self.col_stride < self.data.len()
    }
}

/// `out[r * out_stride + c] = scale * sum over i of a(r, i) * b(i, c)`, or added to what is there if `add`.
///
/// `a` is `(m, k)`, `b` is `(k, n)`. One thread; the sum over `i` runs in blocks of fixed size, so that the result does
/// not depend on the cache sizes by which `gemm` chooses its own.
///
/// # Panics
/// If a shape does not fit its slice: a mistake in this crate, never in the input.
pub(crate) fn matmul(
    out: &mut [f32],
    out_stride: usize,
    (m, n, k): (usize, usize, usize),
    a: View<'_>,
    b: View<'_>,
    scale: f32,
    add: bool,
) {
    if m == 0 || n == 0 {
        return;
    }
    assert!(a.holds(m, k) && b.holds(k, n), "matmul: an operand is smaller than {m} x {k} x {n}");
    assert!(out_stride >= n && (m - 1) * out_stride + n <= out.len(), "matmul: the output is smaller than {m} x {n}");
    const BLOCK: usize = 384;
    let mut at = 0;
    while at < k {
        let block = BLOCK.min(k - at);
        let (a_at, b_at) = (&a.data[at * a.col_stride..], &b.data[at * b.row_stride..]);
        // SAFETY: the asserts above show that every element which the strides reach from the first one, for rows below
        // m or k and columns below k or n, lies inside the three slices; `out` is borrowed mutably, so that it does not
        // overlap the others.
        unsafe {
            gemm::gemm(
                m,
                n,
                block,
                out.as_mut_ptr(),
                1,
                out_stride as isize,
                add || at > 0,
                a_at.as_ptr(),
                a.col_stride as isize,
                a.row_stride as isize,
                b_at.as_ptr(),
                b.col_stride as isize,
                b.row_stride as isize,
                1.0,
                scale,
                false,
                false,
                false,
                Parallelism::None,
            );
        }
        at += block;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_three_loops() {
        let (m, n, k) = (7, 5, 800);
        let a: Vec<f32> = (0..m * k).map(|i| ((i * 37) % 101) as f32 / 50.0 - 1.0).collect();
        let b: Vec<f32> = (0..n * k).map(|i| ((i * 53) % 97) as f32 / 48.0 - 1.0).collect();
        let mut out = vec![1.0; m * n];
        matmul(&mut out, n, (m, n, k), View::rows(&a, k), View::rows(&b, k).transposed(), 0.5, true);
        for r in 0..m {
            for c in 0..n {
                let sum: f64 = (0..k).map(|i| f64::from(a[r * k + i]) * f64::from(b[c * k + i])).sum();
                assert!((f64::from(out[r * n + c]) - (1.0 + 0.5 * sum)).abs() < 1e-3);
            }
        }
    }
}
