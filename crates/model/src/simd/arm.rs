//! Tiles by NEON.

use std::arch::aarch64::*;

use crate::product::{Block, PANEL, Rows, Tile};

/// Four rows and a panel at a time: 16 sums of four in 32 registers.
#[target_feature(enable = "neon")]
pub(super) fn neon(a: Rows<'_>, rows: usize, panels: &[Block], pairs: usize, out: &mut Tile) {
    for first in (0..rows).step_by(4) {
        for panel in 0..panels.len() / pairs {
            let (a, blocks) = (a.from(first), &panels[panel * pairs..][..pairs]);
            match rows - first {
                1 => block::<1>(a, blocks, first, panel, out),
                2 => block::<2>(a, blocks, first, panel, out),
                3 => block::<3>(a, blocks, first, panel, out),
                _ => block::<4>(a, blocks, first, panel, out),
            }
        }
    }
}

#[target_feature(enable = "neon")]
fn block<const ROWS: usize>(a: Rows<'_>, blocks: &[Block], first: usize, panel: usize, out: &mut Tile) {
    let mut rows = [&[][..]; ROWS];
    for (row, values) in rows.iter_mut().enumerate() {
        *values = a.values[row * a.stride..][..2 * blocks.len()].as_chunks::<2>().0;
    }
    let mut sums = [[vdupq_n_s32(0); PANEL / 4]; ROWS];
    for (pair, block) in blocks.iter().enumerate() {
        let at = block.0.as_ptr().cast::<i16>();
        // SAFETY: a block has 32 numbers. Each load parts 16 into the first and the second of the pairs of 8 columns.
        let halves = unsafe { [vld2q_s16(at), vld2q_s16(at.add(16))] };
        for (row, sums) in rows.iter().zip(&mut sums) {
            let [x, y] = row[pair];
            for (half, sums) in halves.iter().zip(sums.as_chunks_mut::<2>().0) {
                let int16x8x2_t(upper, lower) = *half;
                sums[0] = vmlal_n_s16(sums[0], vget_low_s16(upper), x);
                sums[0] = vmlal_n_s16(sums[0], vget_low_s16(lower), y);
                sums[1] = vmlal_n_s16(sums[1], vget_high_s16(upper), x);
                sums[1] = vmlal_n_s16(sums[1], vget_high_s16(lower), y);
            }
        }
    }
    for (sums, out) in sums.iter().zip(&mut out.0[first..]) {
        for (sums, out) in sums.iter().zip(out[panel * PANEL..][..PANEL].as_chunks_mut::<4>().0) {
            // SAFETY: four numbers of 32 bits are a register.
            unsafe { vst1q_s32(out.as_mut_ptr(), *sums) };
        }
    }
}
