//! Functions of one number and sums of many, in plain arithmetic: no call into a system library, no fused multiply-add,
//! no order that depends on the machine. They are inlined into the loops of `ops`, and vectorised there.

use crate::code::ROUND;

/// The greatest of `f(v)`, and of `least`; what is no number is passed over.
#[inline(always)]
pub(crate) fn greatest(x: &[f32], least: f32, f: impl Fn(f32) -> f32) -> f32 {
    fold(x, least, f, |top, v| if v > top { v } else { top })
}

/// Sum of `f(v)`.
#[inline(always)]
pub(crate) fn sum(x: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    fold(x, 0.0, f, |sum, v| sum + v)
}

/// Takes `f(v)` together in sixteen lanes and these pairwise, in an order that is the same on every machine.
#[inline(always)]
fn fold(x: &[f32], start: f32, f: impl Fn(f32) -> f32, join: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; 16];
    let (chunks, rest) = x.as_chunks::<16>();
    for chunk in chunks {
        for (lane, v) in lanes.iter_mut().zip(chunk) {
            *lane = join(*lane, f(*v));
        }
    }
    for (lane, v) in lanes.iter_mut().zip(rest) {
        *lane = join(*lane, f(*v));
    }
    let eight: [f32; 8] = std::array::from_fn(|i| join(lanes[i], lanes[i + 8]));
    let four: [f32; 4] = std::array::from_fn(|i| join(eight[i], eight[i + 4]));
    join(join(four[0], four[2]), join(four[1], four[3]))
}

/// `e^x` to about one unit in the last place, for x from -60 to 88; clamped outside (after Cephes' `expf`).
///
/// Not lower than -60: what is smaller counts for nothing in a sum here, but would soon be multiplied into a denormal
/// number, with which a CPU is many times slower.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = if x > -60.0 { x } else { -60.0 };
    let x = if x < 88.0 { x } else { 88.0 };
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let p = 1.987_569_2e-4;
    let p = p * r + 1.398_2e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 5.000_000_3e-1;
    let value = p * (r * r) + r + 1.0;
    // The whole number n stands in the lower bits of `rounded`; what is above them is shifted out.
    value * f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23))
}

/// `2^x` within 3e-7 of its value, for x from -64 to 0; clamped below, and what is no number counts as -64.
#[inline(always)]
pub(crate) fn exp2(x: f32) -> f32 {
    let x = if x > -64.0 { x } else { -64.0 };
    let rounded = x + ROUND;
    let r = x - (rounded - ROUND);
    // The polynomial of least relative error on -1/2..1/2.
    let p = 1.327_646_3e-3 * r + 9.675_542e-3;
    let p = p * r + 5.550_713_3e-2;
    let p = p * r + 2.402_212e-1;
    let p = p * r + 6.931_469_7e-1;
    let p = p * r + 1.000_000_1;
    f32::from_bits(p.to_bits().wrapping_add(rounded.to_bits() << 23))
}

/// The natural logarithm of a positive, normal `x`, right but for the rounding.
pub fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    // x = 2^power * m with m from 0.7 to 1.4, whose logarithm is 2 artanh((m - 1) / (m + 1)).
    let power = (bits.wrapping_sub(0x3f35_04f3) as i32) >> 23;
    let m = f64::from(f32::from_bits(bits.wrapping_sub((power << 23) as u32)));
    let s = (m - 1.0) / (m + 1.0);
    let series = (0..8).rev().fold(0.0, |sum, i| sum * s * s + 1.0 / f64::from(2 * i + 1));
    (f64::from(power) * std::f64::consts::LN_2 + 2.0 * s * series) as f32
}

/// `x * Phi(x)` with the normal distribution's `Phi` (Hendrycks and Gimpel 2016), within 1e-6 and 1e-7 of `x`.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    /// Beyond it `Phi` is 0 or 1, nearly.
    const EDGE: f32 = 5.2;
    /// `(Phi(x) - 1/2) / x` as a polynomial of `2 x^2 / EDGE^2 - 1`, of least error times `x^2`. It takes no division.
    const TERMS: [f32; 14] = [
        -3.882_423_3e-4,
        1.188_689_1e-3,
        -1.468_754_5e-3,
        2.005_172e-3,
        -4.542_332e-3,
        8.365_104e-3,
        -1.261_965_2e-2,
        1.803_877e-2,
        -2.469_884_2e-2,
        3.197_391_7e-2,
        -3.993_198_6e-2,
        5.002_561_6e-2,
        -6.774_362e-2,
        1.359_499_8e-1,
    ];
    let near = if x > -EDGE { x } else { -EDGE };
    let near = if near < EDGE { near } else { EDGE };
    let u = near * near * (2.0 / (EDGE * EDGE)) - 1.0;
    let mut p = TERMS[0];
    for term in &TERMS[1..] {
        p = p * u + term;
    }
    x * (0.5 + near * p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exactly;

    #[test]
    fn powers_are_near_the_real_ones() {
        for i in -60_000..88_000 {
            let x = i as f32 / 1000.0;
            let real = f64::from(x).exp();
            assert!((f64::from(exp(x)) - real).abs() <= 3e-7 * real, "exp({x})");
        }
        for i in -64_000..=0 {
            let x = i as f32 / 1000.0;
            let real = f64::from(x).exp2();
            assert!((f64::from(exp2(x)) - real).abs() <= 3e-7 * real, "exp2({x})");
        }
        assert_eq!([exp2(f32::NAN), exp2(-1e30)], [exp2(-64.0); 2]);
        assert_eq!(exp(f32::NAN), exp(-60.0));
        assert_eq!(exp(f32::INFINITY), exp(88.0));
    }

    #[test]
    fn gelu_is_near_the_real_one() {
        for i in -80_000..80_000 {
            let x = i as f32 / 10_000.0;
            assert!((gelu(x) - exactly::gelu(x)).abs() <= 1e-6 + 1e-7 * x.abs(), "gelu({x})");
        }
        assert_eq!(gelu(0.0), 0.0);
        assert!(gelu(-30.0).abs() < 4e-6 && (gelu(30.0) - 30.0).abs() < 4e-6);
    }

    #[test]
    fn ln_is_the_real_one() {
        for i in 1..400_000 {
            for x in [i as f32 / 1000.0, i as f32 * 1e30, i as f32 * 1e-30] {
                let real = f64::from(x).ln();
                assert!((f64::from(ln(x)) - real).abs() <= 6.1e-8 * real.abs() + 1e-12, "ln({x})");
            }
        }
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn sums_are_those_of_any_order() {
        for len in [0usize, 1, 15, 16, 17, 40, 384] {
            let x: Vec<f32> = (0..len).map(|i| i as f32).collect();
            assert_eq!(sum(&x, |v| 2.0 * v), (len * len.saturating_sub(1)) as f32);
            assert_eq!(greatest(&x, 1.0, |v| v), (len as f32 - 1.0).max(1.0));
        }
    }
}
