//! Kernels: the same numbers by the widest registers that the processor has. The only module with `unsafe`.
//!
//! A kernel multiplies tiles of whole numbers (`x86`, `arm`, or plain loops), and has everything in `ops` compiled for
//! its registers. Neither changes a bit of a result.

#![allow(unsafe_code, reason = "registers are loaded through pointers, and need processors that have them")]

#[cfg(target_arch = "x86_64")]
mod x86;
#[cfg(target_arch = "x86_64")]
mod amx;
#[cfg(target_arch = "aarch64")]
mod arm;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::attention::{Buffers, Heads};
use crate::code::Coded;
use crate::ops::Norm;
use crate::product::{Block, PANEL, Panels, Rows, Tile, Tiles};

/// A way to compute that this processor has.
// Invariant: made by `Kernel::all` alone, which asks the processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kernel(Registers);

/// Names of the registers, and for AVX-512 of the multiply-add, from the slowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Registers {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// Those for matrices of bytes, beside the ones above.
    #[cfg(target_arch = "x86_64")]
    Amx,
    #[cfg(target_arch = "aarch64")]
    Neon,
}

impl Kernel {
    /// The fastest.
    pub(crate) fn best() -> Kernel {
        static BEST: OnceLock<Kernel> = OnceLock::new();
        *BEST.get_or_init(|| Kernel::all().pop().unwrap_or(Kernel(Registers::Portable)))
    }

    /// All that this processor has, from the slowest.
    pub(crate) fn all() -> Vec<Kernel> {
        let mut out = vec![Kernel(Registers::Portable)];
        #[cfg(target_arch = "x86_64")]
        {
            let wide = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl");
            out.extend(is_x86_feature_detected!("avx2").then_some(Kernel(Registers::Avx2)));
            out.extend(wide.then_some(Kernel(Registers::Avx512)));
            let vnni = wide && is_x86_feature_detected!("avx512vnni");
            out.extend(vnni.then_some(Kernel(Registers::Vnni)));
            out.extend((vnni && amx::is_there()).then_some(Kernel(Registers::Amx)));
        }
        #[cfg(target_arch = "aarch64")]
        out.extend(std::arch::is_aarch64_feature_detected!("neon").then_some(Kernel(Registers::Neon)));
        out
    }

    /// Whether weights should also be there as bytes.
    pub(crate) fn takes_quads(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        return self.0 == Registers::Amx;
        #[cfg(not(target_arch = "x86_64"))]
        false
    }

    /// What people call it.
    #[cfg(any(test, feature = "reference"))]
    pub(crate) fn name(self) -> String {
        format!("{:?}", self.0).to_lowercase()
    }
}

/// Plain loops, for every processor.
#[derive(Clone, Copy)]
struct Portable;

impl Tiles for Portable {
    #[inline(always)]
    fn tile(self, a: Rows<'_>, rows: usize, panels: &[Block], pairs: usize, out: &mut Tile) {
        for (panel, blocks) in panels.chunks_exact(pairs).enumerate() {
            for (row, out) in out.0[..rows].iter_mut().enumerate() {
                let row = a.values[row * a.stride..][..2 * pairs].as_chunks::<2>().0;
                let mut sums = [0i32; PANEL];
                for ([x, y], block) in row.iter().zip(blocks) {
                    for (sum, [v, w]) in sums.iter_mut().zip(&block.0) {
                        let pair = i32::from(*x) * i32::from(*v) + i32::from(*y) * i32::from(*w);
                        *sum = sum.wrapping_add(pair);
                    }
                }
                out[panel * PANEL..][..PANEL].copy_from_slice(&sums);
            }
        }
    }
}

/// The type of a kernel with registers of its own, whose tiles `$tile` computes.
macro_rules! registers {
    ($(#[$cfg:meta])* $name:ident, $tile:path) => {
        // Invariant: made where a `Kernel` of these registers is at hand, and nowhere else.
        $(#[$cfg])*
        #[derive(Clone, Copy)]
        struct $name(());

        $(#[$cfg])*
        impl Tiles for $name {
            #[inline(always)]
            fn tile(self, a: Rows<'_>, rows: usize, panels: &[Block], pairs: usize, out: &mut Tile) {
                // SAFETY: the processor has the registers, for a value of this type exists.
                unsafe { $tile(a, rows, panels, pairs, out) }
            }
        }
    };
}

registers!(
    #[cfg(target_arch = "x86_64")]
    Avx2,
    x86::avx2
);
registers!(
    #[cfg(target_arch = "x86_64")]
    Avx512,
    x86::avx512
);
registers!(
    #[cfg(target_arch = "x86_64")]
    Vnni,
    x86::vnni
);
registers!(
    #[cfg(target_arch = "aarch64")]
    Neon,
    arm::neon
);

/// One of the steps for every kernel: `$body`, compiled once for each kind of registers, behind one function that chooses.
macro_rules! step {
    ($name:ident($($argument:ident: $type:ty),*) = $body:path) => {
        pub(crate) fn $name(kernel: Kernel, $($argument: $type),*) {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $type),*) {
                $body(Avx2(()), $($argument),*);
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
            fn avx512($($argument: $type),*) {
                $body(Avx512(()), $($argument),*);
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
            fn vnni($($argument: $type),*) {
                $body(Vnni(()), $($argument),*);
            }
            #[cfg(target_arch = "aarch64")]
            #[target_feature(enable = "neon")]
            fn neon($($argument: $type),*) {
                $body(Neon(()), $($argument),*);
            }
            match kernel.0 {
                Registers::Portable => $body(Portable, $($argument),*),
                // SAFETY, here and below: a kernel is made only where the processor has its registers.
                #[cfg(target_arch = "x86_64")]
                Registers::Avx2 => unsafe { avx2($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                Registers::Avx512 => unsafe { avx512($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                Registers::Vnni | Registers::Amx => unsafe { vnni($($argument),*) },
                #[cfg(target_arch = "aarch64")]
                Registers::Neon => unsafe { neon($($argument),*) },
            }
        }
    };
}

/// The product of rows and panels: `crate::product::product`.
pub(crate) fn product(
    kernel: Kernel,
    a: Rows<'_>,
    b: Panels<'_>,
    bias: Option<&[f32]>,
    out: &mut [f32],
    stride: usize,
) {
    if kernel.takes_quads() && !b.quads.is_empty() {
        // SAFETY: a kernel is made only where the processor has its registers.
        #[cfg(target_arch = "x86_64")]
        return unsafe { amx::product(a, b, bias, out, stride) };
    }
    product_of_tiles(kernel, a, b, bias, out, stride);
}

step!(product_of_tiles(a: Rows<'_>, b: Panels<'_>, bias: Option<&[f32]>, out: &mut [f32], stride: usize) = crate::product::product);
step!(attend(qkv: &[f32], sizes: Heads, buffers: &mut Buffers, out: &mut [f32]) = crate::attention::attend);
step!(code_rows(x: &[f32], width: usize, largest: f32, out: &mut Coded) = crate::ops::code_rows);
step!(gelu_rows(x: &mut [f32], width: usize, largest: f32, out: &mut Coded) = crate::ops::gelu_rows);
step!(add_norm(x: &mut [f32], y: &[f32], norm: &Norm) = crate::ops::add_norm);
