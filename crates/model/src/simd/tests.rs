//! Kernels against one another, to the last bit, and against plain sums.

use proptest::prelude::*;

use super::*;
use crate::code::Packed;
use crate::weights::CodedMatrix;

/// Numbers of all sizes, and some that are none.
fn numbers(len: usize) -> impl Strategy<Value = Vec<f32>> {
    let number = prop_oneof![
        20 => -4.0f32..4.0,
        2 => Just(0.0),
        1 => prop_oneof![Just(1e30), Just(-3e38), Just(1e-40), Just(f32::INFINITY), Just(f32::NAN), Just(f32::MIN_POSITIVE)],
    ];
    proptest::collection::vec(number, len)
}

/// Rows, inputs and outputs of a product, with both operands; a weight may be any byte.
fn product_of() -> impl Strategy<Value = (usize, usize, Vec<f32>, Vec<i8>)> {
    (0usize..20, 1usize..70, 1usize..120).prop_flat_map(|(rows, inputs, outputs)| {
        let weights = proptest::collection::vec(any::<i8>(), inputs * outputs);
        (Just(inputs), Just(outputs), numbers(rows * inputs), weights)
    })
}

fn bits(x: &[f32]) -> Vec<u32> {
    x.iter().map(|v| v.to_bits()).collect()
}

/// What every kernel gives must be what the portable one gives; returns it.
fn same(compute: impl Fn(Kernel) -> Vec<f32>) -> Vec<f32> {
    let portable = compute(Kernel::all()[0]);
    for kernel in Kernel::all() {
        assert_eq!(bits(&compute(kernel)), bits(&portable), "{}", kernel.name());
    }
    portable
}

proptest! {
    #[test]
    fn products_are_exact((inputs, outputs, x, weights) in product_of()) {
        let rows = x.len() / inputs;
        let weight = Packed::new(&CodedMatrix::new(inputs, weights.clone(), vec![1.0; outputs]), outputs, inputs);
        let mut coded = Coded::default();
        code_rows(Kernel::all()[0], &x, inputs, weight.largest, &mut coded);
        let found = same(|kernel| {
            let mut out = vec![0.0; rows * outputs];
            product(kernel, coded.rows(), weight.panels(), None, &mut out, outputs);
            out
        });
        for (at, found) in found.iter().enumerate() {
            let (row, output) = (at / outputs, at % outputs);
            let pairs = coded.values[row * inputs..][..inputs].iter().zip(&weights[output * inputs..][..inputs]);
            let sum: i64 = pairs.map(|(a, b)| i64::from(*a) * i64::from(*b)).sum();
            let sum = i32::try_from(sum).expect("no sum overflows");
            prop_assert_eq!(*found, sum as f32 * coded.scales[row]);
        }
    }

    #[test]
    fn codes_stand_for_their_numbers(x in numbers(37), largest in 1.0f32..32767.0) {
        let largest = largest.trunc();
        let coded = same(|kernel| {
            let mut coded = Coded::default();
            code_rows(kernel, &x, 37, largest, &mut coded);
            let codes = coded.values.iter().map(|code| f32::from(*code));
            codes.chain(coded.scales.clone()).collect()
        });
        let scale = *coded.last().unwrap();
        prop_assert!(scale.is_finite());
        for (code, x) in coded.iter().zip(&x) {
            prop_assert!(code.abs() <= largest);
            if x.abs() <= 1e30 {
                prop_assert!((code * scale - x).abs() <= scale * 0.51 + 1e-30, "{} for {}", code * scale, x);
            }
        }
    }

    #[test]
    fn steps_between_products_are_the_same(x in numbers(3 * 50), y in numbers(3 * 50)) {
        same(|kernel| {
            let (mut x, mut coded) = (x.clone(), Coded::default());
            gelu_rows(kernel, &mut x, 50, 9_000.0, &mut coded);
            coded.values.iter().map(|code| f32::from(*code)).chain(coded.scales).collect()
        });
        let finite = |x: &[f32]| -> Vec<f32> { x.iter().map(|v| if v.abs() < 1e6 { *v } else { 1.0 }).collect() };
        let norm = Norm { weight: finite(&y[..50]), bias: finite(&y[50..100]) };
        same(|kernel| {
            let mut x = finite(&x);
            add_norm(kernel, &mut x, &finite(&y), &norm);
            x
        });
    }

    #[test]
    fn attention_is_the_same(
        (heads, width, qkv) in (1usize..4, 1usize..40, 1usize..40).prop_flat_map(|(heads, width, rows)| {
            (Just(heads), Just(width), numbers(rows * 3 * heads * width))
        })
    ) {
        let hidden = heads * width;
        let found = same(|kernel| {
            let mut out = vec![0.0; qkv.len() / 3];
            attend(kernel, &qkv, Heads { hidden, heads }, &mut Buffers::default(), &mut out);
            out
        });
        prop_assert!(found.iter().all(|v| v.is_finite()));
    }
}

#[test]
fn the_greatest_operands_do_not_overflow() {
    for (weight, inputs) in [(127i8, 384), (-128, 1536), (1, 9), (-128, 3001)] {
        let packed = Packed::new(&CodedMatrix::new(inputs, vec![weight; inputs], vec![1.0]), 1, inputs);
        let mut coded = Coded::default();
        code_rows(Kernel::best(), &vec![-7.5; inputs], inputs, packed.largest, &mut coded);
        let found = same(|kernel| {
            let mut out = vec![0.0];
            product(kernel, coded.rows(), packed.panels(), None, &mut out, 1);
            out
        });
        let expect = -7.5 * f32::from(weight) * inputs as f32;
        assert!((found[0] - expect).abs() <= expect.abs() * 1e-4, "{} for {expect}", found[0]);
    }
}

#[test]
fn attention_is_near_the_real_one() {
    // Two heads of width 8; 21 rows.
    let sizes = Heads { hidden: 16, heads: 2 };
    let qkv: Vec<f32> = (0..21 * 48).map(|i| ((i * 7919) % 997) as f32 / 250.0 - 2.0).collect();
    let mut out = vec![0.0; 21 * 16];
    attend(Kernel::best(), &qkv, sizes, &mut Buffers::default(), &mut out);
    let at = |part: usize, row: usize, column: usize| f64::from(qkv[row * 48 + part * 16 + column]);
    for (i, found) in out.iter().enumerate() {
        let (row, column) = (i / 16, i % 16);
        let head = column / 8 * 8;
        let score = |key: usize| (0..8).map(|c| at(0, row, head + c) * at(1, key, head + c)).sum::<f64>() / 8f64.sqrt();
        let parts: Vec<f64> = (0..21).map(|key| score(key).exp()).collect();
        let sum: f64 = parts.iter().sum();
        let expect: f64 = parts.iter().enumerate().map(|(key, part)| part / sum * at(2, key, column)).sum();
        assert!((f64::from(*found) - expect).abs() < 5e-4, "{found} for {expect}");
    }
}
