//! The linker against the same network in PyTorch, on a tiny network with random weights (`training/fixture_linker.py`
//! writes both files), and the bundled one on odd texts.

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::error::ModelError;

/// How far floats may be off, as a share of the largest value: 1 unit in the last place is 1e-7 of it.
const FLOATS: f32 = 4e-6;
/// The same for coded weights.
const CODED: f32 = 5e-4;

const WEIGHTS: &[u8] = include_bytes!("../../tests/fixture/linker.safetensors");
const EXPECTED: &str = include_str!("../../tests/fixture/linker.json");

#[derive(Deserialize)]
struct Expected {
    a: String,
    b: String,
    ids: Vec<u32>,
    scores: [f32; SCORES],
    /// Of `a` as source and cue and `b` as content.
    acts: [f32; ACTS],
    embedding: Vec<f32>,
    features: [f32; lexical::FEATURES],
}

fn tiny() -> Linker {
    let (weights, sizes) = Weights::open(WEIGHTS).unwrap();
    Linker::new(&weights, sizes).unwrap()
}

fn expected() -> Vec<Expected> {
    serde_json::from_str(EXPECTED).unwrap()
}

/// The largest difference, as a share of the largest value where that is above 1.
fn difference(found: &[f32], expected: &[f32]) -> f32 {
    assert_eq!(found.len(), expected.len());
    let largest = expected.iter().fold(1.0, |largest: f32, value| largest.max(value.abs()));
    found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max) / largest
}

#[test]
fn pieces_are_those_of_python() {
    let linker = tiny();
    for Expected { a, b, ids, features, .. } in expected() {
        let (claim, text) = linker.read(&a, &b);
        let found = pieces::pair(&claim, &text.concat(), &linker.tokenizer);
        assert_eq!(found.iter().map(|piece| piece.id).collect::<Vec<_>>(), ids, "{a:?} {b:?}");
        let off = difference(&lexical::features(&claim, &text, &linker.common), &features);
        assert!(off < 1e-6, "features of {a:?} and {b:?} differ by {off}");
    }
}

#[test]
fn scores_are_those_of_pytorch() {
    let linker = tiny();
    for (floats, tolerance) in [(true, FLOATS), (false, CODED)] {
        let mut scratch = Scratch::new(Arithmetic { floats, ..Kernel::best().into() });
        for Expected { a, b, scores, acts, embedding, .. } in expected() {
            let (claim, text) = linker.read(&a, &b);
            let off = difference(&linker.scores(&claim, &text, &mut scratch), &scores);
            assert!(off < tolerance, "scores of {a:?} and {b:?} differ by {off}");
            let off = difference(&linker.act_scores(&a, &b, &mut scratch), &acts);
            assert!(off < tolerance, "acts of {a:?} and {b:?} differ by {off}");
            let found = linker.network.embed(&pieces::alone(&words(&a), &linker.tokenizer), &mut scratch);
            let off = difference(&found, &embedding);
            assert!(off < tolerance, "embeddings of {a:?} differ by {off}");
        }
    }
}

#[test]
fn every_kernel_gives_the_same_bits() {
    let linker = tiny();
    let scores = |kernel: Kernel| {
        let mut scratch = Scratch::new(kernel.into());
        let score = |pair: &Expected| {
            let (claim, text) = linker.read(&pair.a, &pair.b);
            linker.scores(&claim, &text, &mut scratch).map(f32::to_bits)
        };
        expected().iter().map(score).collect::<Vec<_>>()
    };
    let portable = scores(Kernel::all()[0]);
    for kernel in Kernel::all() {
        assert_eq!(scores(kernel), portable, "{}", kernel.name());
    }
}

#[test]
fn files_that_are_no_linker_are_refused() {
    let reader = include_bytes!("../../tests/fixture/tiny.safetensors");
    assert!(matches!(Linker::from_bytes(reader), Err(ModelError::Format)));
    assert!(matches!(Linker::from_bytes(WEIGHTS), Err(ModelError::Format)), "not as wide as an embedding");
    assert!(matches!(Linker::from_bytes(&WEIGHTS[..WEIGHTS.len() - 1]), Err(ModelError::Damaged)));
}

/// What holds for any two texts.
fn check(linker: &Linker, a: &str, b: &str) {
    let related = linker.relate(a, b);
    let whole: f32 = related.scores().iter().sum();
    assert!((whole - 1.0).abs() < 1e-5 && related.scores().iter().all(|score| (0.0..=1.0).contains(score)));
    assert!((0.0..=1.0).contains(&related.event()));
    assert_eq!(related, linker.relate(a, b));
    let acts: f32 = linker.acts(a, b).iter().map(|sure| sure.exp()).sum();
    assert!((acts - 1.0).abs() < 1e-4, "{acts}");
    let embedding = linker.embed(a);
    let length: f32 = embedding.iter().map(|v| v * v).sum();
    assert!((length - 1.0).abs() < 1e-4, "{length}");
}

#[test]
fn odd_texts_are_related() {
    let linker = Linker::bundled().unwrap();
    let long = "Oats. Twelve men denied it\n".repeat(20_000);
    let wide = format!("a.{}b", " ".repeat(100_000));
    let texts = ["", " \n", "😀😀", "\u{202e}שלום", "a\u{1}\u{7f}b", "“”\"''.", &"x".repeat(100_000), &long, &wide];
    for a in texts {
        for b in texts {
            check(&linker, a, b);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_two_texts_are_related(a in "\\PC{0,80}", b in "(\\PC{0,20}[.!?\"”\n ]{0,3}){0,30}") {
        check(&Linker::bundled().unwrap(), &a, &b);
    }
}

#[test]
fn codes_are_signs() {
    let mut embedding = [-0.5; WIDTH];
    embedding[0] = 0.5;
    embedding[65] = 0.1;
    embedding[383] = 1.0;
    assert_eq!(code(&embedding), [1, 2, 0, 0, 0, 1 << 63]);
}
