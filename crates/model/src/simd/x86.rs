//! Tiles by AVX2 and AVX-512.

use std::arch::x86_64::*;

use crate::product::{Block, PANEL, Rows, Tile};

/// Panics unless the operands hold all that a tile reads and the output all that it writes.
#[inline(always)]
fn check(a: Rows<'_>, rows: usize, panels: &[Block], count: usize, pairs: usize) {
    assert!(rows > 0 && (rows - 1) * a.stride + 2 * pairs <= a.values.len() && count * pairs <= panels.len());
}

/// Sums of a block in registers of 512 bits: `$add(sum, a, b)` adds to each of 16 sums the products of a pair.
macro_rules! wide {
    ($name:ident, $features:literal, $add:ident) => {
        #[target_feature(enable = $features)]
        pub(super) fn $name(a: Rows<'_>, rows: usize, panels: &[Block], pairs: usize, out: &mut Tile) {
            #[target_feature(enable = $features)]
            fn block<const ROWS: usize, const PANELS: usize>(
                a: Rows<'_>,
                panels: &[Block],
                pairs: usize,
                out: &mut Tile,
            ) {
                check(a, ROWS, panels, PANELS, pairs);
                let mut sums = [[_mm512_setzero_si512(); PANELS]; ROWS];
                let (a_at, b_at) = (a.values.as_ptr(), panels.as_ptr());
                for pair in 0..pairs {
                    let mut weights = [_mm512_setzero_si512(); PANELS];
                    for (panel, weights) in weights.iter_mut().enumerate() {
                        // SAFETY: `check` shows that there are so many blocks; a block is a register long and aligned.
                        *weights = unsafe { _mm512_load_si512(b_at.add(panel * pairs + pair).cast()) };
                    }
                    for (row, sums) in sums.iter_mut().enumerate() {
                        // SAFETY: `check` shows that the row has the pair.
                        let x = unsafe { a_at.add(row * a.stride + 2 * pair).cast::<i32>().read_unaligned() };
                        let x = _mm512_set1_epi32(x);
                        for (sum, weights) in sums.iter_mut().zip(weights) {
                            *sum = $add(*sum, x, weights);
                        }
                    }
                }
                for (sums, out) in sums.iter().zip(&mut out.0) {
                    for (sums, out) in sums.iter().zip(out.as_chunks_mut::<PANEL>().0) {
                        // SAFETY: 16 numbers of 32 bits are a register.
                        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), *sums) };
                    }
                }
            }
            #[target_feature(enable = $features)]
            fn rows_of<const PANELS: usize>(a: Rows<'_>, rows: usize, panels: &[Block], pairs: usize, out: &mut Tile) {
                match rows {
                    1 => block::<1, PANELS>(a, panels, pairs, out),
                    2 => block::<2, PANELS>(a, panels, pairs, out),
                    3 => block::<3, PANELS>(a, panels, pairs, out),
                    4 => block::<4, PANELS>(a, panels, pairs, out),
                    5 => block::<5, PANELS>(a, panels, pairs, out),
                    6 => block::<6, PANELS>(a, panels, pairs, out),
                    7 => block::<7, PANELS>(a, panels, pairs, out),
                    _ => block::<8, PANELS>(a, panels, pairs, out),
                }
            }
            match panels.len() / pairs {
                1 => rows_of::<1>(a, rows, panels, pairs, out),
                2 => rows_of::<2>(a, rows, panels, pairs, out),
                _ => rows_of::<3>(a, rows, panels, pairs, out),
            }
        }
    };
}

wide!(avx512, "avx512f,avx512bw,avx512dq,avx512vl", add_products);
wide!(vnni, "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni", add_products_at_once);

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn add_products(sum: __m512i, a: __m512i, b: __m512i) -> __m512i {
    _mm512_add_epi32(sum, _mm512_madd_epi16(a, b))
}

/// The same in one instruction. By name: the compiler takes its intrinsic apart again, into the two above, to save latency
/// that does not matter here.
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
fn add_products_at_once(mut sum: __m512i, a: __m512i, b: __m512i) -> __m512i {
    // SAFETY: the instruction reads and writes registers only, and belongs to the features that this function has.
    unsafe {
        std::arch::asm!(
            "vpdpwssd {sum}, {a}, {b}",
            sum = inout(zmm_reg) sum,
            a = in(zmm_reg) a,
            b = in(zmm_reg) b,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sum
}

/// Four rows and a panel at a time: with 16 registers there is room for no more.
#[target_feature(enable = "avx2")]
pub(super) fn avx2(a: Rows<'_>, rows: usize, panels: &[Block], pairs: usize, out: &mut Tile) {
    for first in (0..rows).step_by(4) {
        for panel in 0..panels.len() / pairs {
            let (a, blocks) = (a.from(first), &panels[panel * pairs..][..pairs]);
            match rows - first {
                1 => narrow::<1>(a, blocks, first, panel, out),
                2 => narrow::<2>(a, blocks, first, panel, out),
                3 => narrow::<3>(a, blocks, first, panel, out),
                _ => narrow::<4>(a, blocks, first, panel, out),
            }
        }
    }
}

#[target_feature(enable = "avx2")]
fn narrow<const ROWS: usize>(a: Rows<'_>, blocks: &[Block], first: usize, panel: usize, out: &mut Tile) {
    check(a, ROWS, blocks, 1, blocks.len());
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for (pair, block) in blocks.iter().enumerate() {
        let halves = block.0.as_ptr().cast::<__m256i>();
        // SAFETY: a block is two registers long and aligned.
        let weights = unsafe { [_mm256_load_si256(halves), _mm256_load_si256(halves.add(1))] };
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: `check` shows that the row has the pair.
            let x = unsafe { a.values.as_ptr().add(row * a.stride + 2 * pair).cast::<i32>().read_unaligned() };
            let x = _mm256_set1_epi32(x);
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(x, weights));
            }
        }
    }
    for (sums, out) in sums.iter().zip(&mut out.0[first..]) {
        let halves = out[panel * PANEL..][..PANEL].as_mut_ptr().cast::<__m256i>();
        // SAFETY: 16 numbers of 32 bits are two registers.
        unsafe {
            _mm256_storeu_si256(halves, sums[0]);
            _mm256_storeu_si256(halves.add(1), sums[1]);
        }
    }
}
