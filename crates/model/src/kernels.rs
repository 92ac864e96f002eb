//! Layer norm, softmax and GELU, in plain arithmetic: no call into a system library whose last digit may differ.

/// Normalises each row of `x` to mean 0 and variance 1, then scales and shifts it (Ba, Kiros and Hinton 2016).
pub(crate) fn layer_norm(x: &mut [f32], weight: &[f32], bias: &[f32]) {
    const EPSILON: f32 = 1e-12;
    let width = weight.len();
    for row in x.chunks_exact_mut(width) {
        let mean = sum(row.iter().copied()) / width as f32;
        let variance = sum(row.iter().map(|v| (v - mean) * (v - mean))) / width as f32;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        for ((v, w), b) in row.iter_mut().zip(weight).zip(bias) {
            *v = (*v - mean) * scale * w + b;
        }
    }
}

/// Sum in eight lanes, in an order that is the same on every machine.
fn sum(values: impl Iterator<Item = f32>) -> f32 {
    let mut lanes = [0.0f32; 8];
    for (i, v) in values.enumerate() {
        lanes[i % 8] += v;
    }
    (lanes[0] + lanes[4]) + (lanes[1] + lanes[5]) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

/// Makes each row of `x`, `width` long, a distribution.
pub(crate) fn softmax(x: &mut [f32], width: usize) {
    for row in x.chunks_exact_mut(width) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        row.iter_mut().for_each(|v| *v = exp(*v - top));
        let scale = 1.0 / sum(row.iter().copied());
        row.iter_mut().for_each(|v| *v *= scale);
    }
}

/// `x * Phi(x)` with the normal distribution's `Phi` (Hendrycks and Gimpel 2016).
pub(crate) fn gelu(x: &mut [f32]) {
    x.iter_mut().for_each(|v| *v = 0.5 * *v * (1.0 + erf(*v * std::f32::consts::FRAC_1_SQRT_2)));
}

/// `e^x` to about one unit in the last place, for x from -87 to 88; clamped outside (after Cephes' `expf`).
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number.
    const ROUND: f32 = 12_582_912.0;
    let n = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let p = 1.987_569_2e-4;
    let p = p * r + 1.398_2e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 5.000_000_3e-1;
    let value = p * r * r + r + 1.0;
    value * f32::from_bits(((n as i32 + 127) as u32) << 23)
}

/// The error function, within 5e-7 (Abramowitz and Stegun 1964, 7.1.26).
fn erf(x: f32) -> f32 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs());
    let p = ((((1.061_405_4 * t - 1.453_152_1) * t) + 1.421_413_8) * t - 0.284_496_72) * t + 0.254_829_6;
    let value = 1.0 - p * t * exp(-x * x);
    value.copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_erf_are_near_the_real_ones() {
        for i in -8700..8800 {
            let x = i as f32 / 100.0;
            let real = f64::from(x).exp();
            assert!((f64::from(exp(x)) - real).abs() <= 3e-7 * real, "exp({x})");
        }
        // erf(0.5), erf(1), erf(2) from the tables of Abramowitz and Stegun.
        for (x, real) in [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3), (6.0, 1.0)] {
            assert!((erf(x) - real).abs() < 1e-6 && (erf(-x) + real).abs() < 1e-6, "erf({x})");
        }
    }

    #[test]
    fn softmax_of_extremes_is_finite() {
        let mut x = [1e30, -1e30, 0.0, f32::MAX];
        softmax(&mut x, 4);
        assert_eq!(x, [0.0, 0.0, 0.0, 1.0].map(|v: f32| if v == 0.0 { x[0] } else { v }));
        assert!(x[0] < 1e-30);
    }
}
