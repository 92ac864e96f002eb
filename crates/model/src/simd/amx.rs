//! Products by AMX, which multiplies bytes only: a code of 16 bits is a high byte, with its sign, and a low one without.
//! `high * w * 256 + low * w` is `code * w`, to the last bit, and so are the sums: 32 bits that may run over on the way
//! hold the right number at the end.

use std::arch::asm;
use std::arch::x86_64::{__cpuid, __cpuid_count};
use std::cell::RefCell;

use crate::product::{PANEL, Panels, Quads, Rows, finish};

/// Bytes of a row of a register, and its rows.
const LINE: usize = 64;
const LINES: usize = 16;
/// Rows that are parted into bytes together: with the weights of two panels they stay near the processor.
const ROWS_AT_ONCE: usize = 64;

/// A row of a register.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([u8; LINE]);

/// Sums of 16 rows and two panels: high and low of the first panel, high and low of the second.
#[repr(C, align(64))]
struct Sums([[[i32; PANEL]; LINES]; 4]);

/// What `ldtilecfg` reads: eight registers of 16 rows of 64 bytes.
#[repr(C, align(64))]
struct Shape([u8; 64]);

const SHAPE: Shape = {
    let mut shape = [0; 64];
    shape[0] = 1;
    let mut register = 0;
    while register < 8 {
        shape[16 + 2 * register] = LINE as u8;
        shape[48 + register] = LINES as u8;
        register += 1;
    }
    Shape(shape)
};

/// Whether the processor has AMX for bytes, and the system lets this process use it.
pub(crate) fn is_there() -> bool {
    if __cpuid(0).eax < 7 || __cpuid_count(7, 0).edx >> 24 & 3 != 3 || !cfg!(target_os = "linux") {
        return false;
    }
    // arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA): Linux saves the registers only of those that ask.
    let answer: i64;
    // SAFETY: the call changes nothing but which registers are saved; a kernel that does not know it says so.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") 158i64 => answer,
            in("rdi") 0x1023,
            in("rsi") 18,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    answer == 0
}

thread_local! {
    /// Rows parted into bytes: of each 64 codes the high ones, then the low ones.
    static PARTED: RefCell<Vec<Line>> = const { RefCell::new(Vec::new()) };
}

/// `crate::product::product`, where the panels are there in quads.
///
/// # Safety
/// `is_there` has said yes.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(crate) unsafe fn product(a: Rows<'_>, b: Panels<'_>, bias: Option<&[f32]>, out: &mut [f32], stride: usize) {
    let (rows, cols) = (a.scales.len(), b.scales.len());
    let (quads, chunks) = (b.quads, (2 * b.pairs).div_ceil(LINE));
    assert!(quads.len() >= cols.div_ceil(PANEL) * chunks && chunks > 0, "fewer weights than the product has");
    let mut sums = Sums([[[0; PANEL]; LINES]; 4]);
    PARTED.with_borrow_mut(|parted| {
        parted.resize(ROWS_AT_ONCE * 2 * chunks, Line([0; LINE]));
        // SAFETY: the registers are there; the shape is as the instruction wants it.
        unsafe { asm!("ldtilecfg [{}]", in(reg) &SHAPE, options(nostack, readonly, preserves_flags)) };
        for first in (0..rows).step_by(ROWS_AT_ONCE) {
            let count = ROWS_AT_ONCE.min(rows - first);
            for row in 0..count {
                let codes = &a.values[(first + row) * a.stride..][..a.stride.min(2 * b.pairs)];
                part(codes, &mut parted[row * 2 * chunks..][..2 * chunks]);
            }
            for first_col in (0..cols).step_by(2 * PANEL) {
                let upper = &quads[first_col / PANEL * chunks..][..chunks];
                // Where there is no second panel, the first is taken twice and the second sums are not looked at.
                let lower = quads.get((first_col / PANEL + 1) * chunks..).filter(|rest| rest.len() >= chunks);
                for part in (0..count).step_by(LINES) {
                    let lines = &parted[part * 2 * chunks..][..LINES * 2 * chunks];
                    // SAFETY: the registers have their shape; of the lines and of each panel there are as many as
                    // `chunks` says.
                    unsafe { multiply(lines, upper, lower.unwrap_or(upper), chunks, &mut sums) };
                    for panel in 0..2 {
                        let columns =
                            (first_col + panel * PANEL).min(cols)..(first_col + (panel + 1) * PANEL).min(cols);
                        if columns.is_empty() {
                            continue;
                        }
                        let bias = bias.map(|bias| &bias[columns.clone()]);
                        for row in 0..LINES.min(count - part) {
                            let (high, low) = (&sums.0[2 * panel][row], &sums.0[2 * panel + 1][row]);
                            let sums: [i32; PANEL] = std::array::from_fn(|i| (high[i] << 8).wrapping_add(low[i]));
                            let out = &mut out[(first + part + row) * stride..][columns.clone()];
                            let (scale, scales) = (a.scales[first + part + row], &b.scales[columns.clone()]);
                            match out.as_chunks_mut::<PANEL>().0 {
                                [out] => finish(&sums, scale, scales, bias, out),
                                _ => finish(&sums, scale, scales, bias, out),
                            }
                        }
                    }
                }
            }
        }
        // SAFETY: as above. Without it the system would go on saving registers that nobody uses.
        unsafe { asm!("tilerelease", options(nostack, nomem, preserves_flags)) };
    });
}

/// Parts a row of codes. What is beyond it meets weights that are zero.
#[inline(always)]
fn part(codes: &[i16], out: &mut [Line]) {
    for (codes, lines) in codes.chunks(LINE).zip(out.as_chunks_mut::<2>().0) {
        let [high, low] = lines;
        for ((code, high), low) in codes.iter().zip(&mut high.0).zip(&mut low.0) {
            *high = (code >> 8) as u8;
            *low = *code as u8;
        }
    }
}

/// Sums of 16 rows of `lines` and of two panels.
///
/// # Safety
/// The registers have `SHAPE`; there are `LINES * 2 * chunks` lines and `chunks` quads of each panel, `chunks > 0`.
#[inline]
unsafe fn multiply(lines: &[Line], upper: &[Quads], lower: &[Quads], chunks: usize, sums: &mut Sums) {
    // SAFETY: the caller's promise; each load takes 16 lines, of `lines` those of a chunk of 16 rows.
    unsafe {
        asm!(
            "tilezero tmm0",
            "tilezero tmm1",
            "tilezero tmm2",
            "tilezero tmm3",
            "2:",
            "tileloadd tmm4, [{lines} + {row}*1]",
            "tileloadd tmm6, [{upper} + {line}*1]",
            "tdpbssd tmm0, tmm4, tmm6",
            "tileloadd tmm5, [{lines} + {row}*1 + 64]",
            "tdpbusd tmm1, tmm5, tmm6",
            "tileloadd tmm7, [{lower} + {line}*1]",
            "tdpbssd tmm2, tmm4, tmm7",
            "tdpbusd tmm3, tmm5, tmm7",
            "add {lines}, 128",
            "add {upper}, 1024",
            "add {lower}, 1024",
            "dec {chunks}",
            "jnz 2b",
            "tilestored [{sums} + {line}*1], tmm0",
            "tilestored [{sums} + {line}*1 + 1024], tmm1",
            "tilestored [{sums} + {line}*1 + 2048], tmm2",
            "tilestored [{sums} + {line}*1 + 3072], tmm3",
            lines = inout(reg) lines.as_ptr() => _,
            upper = inout(reg) upper.as_ptr() => _,
            lower = inout(reg) lower.as_ptr() => _,
            chunks = inout(reg) chunks => _,
            row = in(reg) 2 * chunks * LINE,
            line = in(reg) LINE,
            sums = in(reg) std::ptr::from_mut(sums),
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
            out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
            options(nostack),
        );
    }
}
