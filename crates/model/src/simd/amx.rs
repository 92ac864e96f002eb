//! Products by AMX, which multiplies bytes only: a code of 16 bits is a high byte, with its sign, and a low one without.
//! `high * w * 256 + low * w` is `code * w`, to the last bit, and so are the sums: 32 bits that may run over on the way
//! hold the right number at the end.

use std::arch::asm;
use std::arch::x86_64::{__cpuid, __cpuid_count, _MM_HINT_T0, _mm_prefetch};
use std::cell::RefCell;

use crate::product::{PANEL, Panels, Quads, Rows, finish};

/// Bytes of a row of a register, and its rows.
const LINE: usize = 64;
const LINES: usize = 16;
/// Rows that are parted into bytes together: enough that weights are seldom fetched, few enough to stay near.
const ROWS_AT_ONCE: usize = 128;

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
    /// Rows parted into bytes: of 16 rows and 64 codes of each the high ones, a line a row, then the low ones.
    static PARTED: RefCell<Vec<Line>> = const { RefCell::new(Vec::new()) };
}

/// `crate::product::product`, where the panels are there in quads.
///
/// # Safety
/// `is_there` has said yes.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(crate) unsafe fn product(a: Rows<'_>, b: Panels<'_>, bias: Option<&[f32]>, out: &mut [f32], stride: usize) {
    let rows = a.scales.len();
    PARTED.with_borrow_mut(|parted| {
        // SAFETY: the registers are there; the shape is as the instruction wants it.
        unsafe { asm!("ldtilecfg [{}]", in(reg) &SHAPE, options(nostack, readonly, preserves_flags)) };
        for first in (0..rows).step_by(ROWS_AT_ONCE) {
            let a = Rows { scales: &a.scales[first..rows.min(first + ROWS_AT_ONCE)], ..a.from(first) };
            // SAFETY: the registers have just been given their shape.
            unsafe { product_of_some(a, b, bias, &mut out[first * stride..], stride, parted) };
        }
        // SAFETY: as above. Without it the system would go on saving registers that nobody uses.
        unsafe { asm!("tilerelease", options(nostack, nomem, preserves_flags)) };
    });
}

/// The same for up to `ROWS_AT_ONCE` rows.
///
/// # Safety
/// The registers have `SHAPE`.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
unsafe fn product_of_some(
    a: Rows<'_>,
    b: Panels<'_>,
    bias: Option<&[f32]>,
    out: &mut [f32],
    stride: usize,
    parted: &mut Vec<Line>,
) {
    let (rows, chunks) = (a.scales.len(), (2 * b.pairs).div_ceil(LINE));
    let lines = rows.next_multiple_of(LINES) * 2 * chunks;
    if parted.len() < lines {
        parted.resize(lines, Line([0; LINE]));
    }
    for row in 0..rows {
        let codes = &a.values[row * a.stride..][..a.stride.min(2 * b.pairs)];
        part(codes, &mut parted[row / LINES * LINES * 2 * chunks + row % LINES..]);
    }
    let mut sums = Sums([[[0; PANEL]; LINES]; 4]);
    for (pair, scales) in b.scales.chunks(2 * PANEL).enumerate() {
        let upper = &b.quads[2 * pair * chunks..][..chunks];
        // Where there is no second panel, the first is taken twice and the second sums are not looked at.
        let lower = if scales.len() > PANEL { &b.quads[(2 * pair + 1) * chunks..][..chunks] } else { upper };
        let next = &b.quads[((2 * pair + 2) * chunks).min(b.quads.len())..];
        let next = &next[..next.len().min(2 * chunks)];
        for first in (0..rows).step_by(LINES) {
            fetch(next, first / LINES, rows.div_ceil(LINES));
            let lines = &parted[first * 2 * chunks..][..LINES * 2 * chunks];
            // SAFETY: the caller's promise; of the lines and of each panel there are as many as `chunks` says.
            unsafe { multiply(lines, upper, lower, chunks, &mut sums) };
            for (panel, scales) in scales.chunks(PANEL).enumerate() {
                let col = (2 * pair + panel) * PANEL;
                let bias = bias.map(|bias| &bias[col..][..scales.len()]);
                for row in 0..LINES.min(rows - first) {
                    let (high, low) = (&sums.0[2 * panel][row], &sums.0[2 * panel + 1][row]);
                    let sums: [i32; PANEL] = std::array::from_fn(|i| (high[i] << 8).wrapping_add(low[i]));
                    let out = &mut out[(first + row) * stride + col..][..scales.len()];
                    // The same twice, as in `crate::product::product`.
                    match out.as_chunks_mut::<PANEL>().0 {
                        [out] => finish(&sums, a.scales[first + row], scales, bias, out),
                        _ => finish(&sums, a.scales[first + row], scales, bias, out),
                    }
                }
            }
        }
    }
}

/// Asks for one of `parts` parts of the weights that come next: they stand far from the processor, and nothing else is
/// asked for meanwhile.
#[inline(always)]
fn fetch(next: &[Quads], part: usize, parts: usize) {
    let count = next.len().div_ceil(parts);
    for quads in next.iter().skip(part * count).take(count) {
        for line in &quads.0 {
            // SAFETY: asking for memory reads nothing, and the address is that of a line that exists.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
        }
    }
}

/// Parts a row of codes, whose lines are 16 apart. What is beyond it meets weights that are zero.
#[inline(always)]
fn part(codes: &[i16], out: &mut [Line]) {
    for (chunk, codes) in codes.chunks(LINE).enumerate() {
        let high = &mut out[2 * LINES * chunk].0;
        high.iter_mut().zip(codes).for_each(|(high, code)| *high = (code >> 8) as u8);
        let low = &mut out[2 * LINES * chunk + LINES].0;
        low.iter_mut().zip(codes).for_each(|(low, code)| *low = *code as u8);
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
            "tileloadd tmm4, [{lines} + {line}*1]",
            "tileloadd tmm6, [{upper} + {line}*1]",
            "tdpbssd tmm0, tmm4, tmm6",
            "tileloadd tmm5, [{lines} + {line}*1 + 1024]",
            "tdpbusd tmm1, tmm5, tmm6",
            "tileloadd tmm7, [{lower} + {line}*1]",
            "tdpbssd tmm2, tmm4, tmm7",
            "tdpbusd tmm3, tmm5, tmm7",
            "add {lines}, 2048",
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
            line = in(reg) LINE,
            sums = in(reg) std::ptr::from_mut(sums),
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
            out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
            options(nostack),
        );
    }
}
