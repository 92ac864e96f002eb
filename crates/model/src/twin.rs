//! The forward pass against the same network in PyTorch, on a tiny network with random weights
//! (`training/fixture.py` writes both files).

use serde::Deserialize;

use crate::input::Input;
use crate::layer::{Arithmetic, Scratch};
use crate::mentions::ReadWindow;
use crate::network::{Cue, Network, Window};
use crate::simd::Kernel;
use crate::tokenizer::Tokenizer;
use crate::weights::Weights;

/// Greatest difference of a score from PyTorch's that is put down to the order of sums in `f32`.
const FLOATS: f32 = 2e-5;
/// The same for whole numbers: a code is off by at most half of 1 / 32767 of its row's greatest number (in queries and
/// keys of this network, too), which goes through four layers; scores are near 1.
const CODED: f32 = 2e-3;

const TEXT: &str = include_str!("../tests/fixture/text.txt");
const WEIGHTS: &[u8] = include_bytes!("../tests/fixture/tiny.safetensors");
const EXPECTED: &str = include_str!("../tests/fixture/expected.json");

#[derive(Deserialize)]
struct Expected {
    words: usize,
    cue_scores: Vec<[f32; 5]>,
    entity_scores: Vec<[f32; 21]>,
    /// First word and end of each.
    mentions: Vec<[usize; 2]>,
    /// Of each mention with those before it in the list.
    links: Vec<Vec<f32>>,
    frames: Vec<ExpectedFrame>,
}

#[derive(Deserialize)]
struct ExpectedFrame {
    cue: [usize; 2],
    reach: [usize; 2],
    scores: Vec<[f32; 5]>,
}

fn greatest_difference<const N: usize>(found: &[[f32; N]], expected: &[[f32; N]]) -> f32 {
    assert_eq!(found.len(), expected.len());
    let pairs = found.as_flattened().iter().zip(expected.as_flattened());
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

/// All scores of the tiny network: frames and links are those of `expected`.
#[derive(Debug, PartialEq)]
struct Found {
    cues: Vec<[f32; 5]>,
    entities: Vec<[f32; 21]>,
    frames: Vec<Vec<[f32; 5]>>,
    links: Vec<Vec<f32>>,
}

fn find(expected: &Expected, scratch: &mut Scratch) -> Found {
    let (weights, config) = Weights::open(WEIGHTS).unwrap();
    let network = Network::load(&weights, config).unwrap();
    let tokenizer = Tokenizer::new(weights.vocabulary().unwrap()).unwrap();
    let document = sayso_ingest::document(TEXT.as_bytes(), Default::default()).unwrap();
    let input = Input::new(&document, &tokenizer);
    assert_eq!(input.words.len(), expected.words);
    let mut pieces = vec![tokenizer.start];
    pieces.extend(&input.pieces);
    pieces.push(tokenizer.end);
    let first: Vec<usize> = input.piece_starts[..input.words.len()].iter().map(|at| at + 1).collect();
    let states = network.encode(&Window { words: &input.words, pieces: &pieces, first: &first }, scratch);
    let cues: Vec<Cue> =
        expected.frames.iter().map(|f| Cue { words: f.cue[0]..f.cue[1], reach: f.reach[0]..f.reach[1] }).collect();
    let window = ReadWindow { words: 0..expected.words, states: &states };
    let ends = |[start, end]: &[usize; 2]| (*start, window.ends(&network.heads, &(*start..*end)));
    let mentions: Vec<_> = expected.mentions.iter().map(ends).collect();
    let links = mentions.iter().enumerate().map(|(i, (at, later))| {
        let question = network.heads.question(later);
        mentions[..i].iter().map(|(to, earlier)| network.heads.link(&question, earlier, at - to)).collect()
    });
    Found {
        cues: network.cues(&states, scratch),
        entities: network.heads.entities(&states),
        frames: network.frames(&states, &cues, scratch),
        links: links.collect(),
    }
}

#[test]
fn scores_are_those_of_pytorch() {
    let expected: Expected = serde_json::from_str(EXPECTED).unwrap();
    for (floats, tolerance) in [(true, FLOATS), (false, CODED)] {
        let found = find(&expected, &mut Scratch::new(Arithmetic { floats, ..Kernel::best().into() }));
        let check = |what: &str, difference: f32| assert!(difference < tolerance, "{what} differ by {difference}");
        // Both mentions of a link are off, and its score is their product.
        let check_link = |difference: f32| assert!(difference < 2.0 * tolerance, "links differ by {difference}");
        check("cue scores", greatest_difference(&found.cues, &expected.cue_scores));
        check("entity scores", greatest_difference(&found.entities, &expected.entity_scores));
        for (found, frame) in found.frames.iter().zip(&expected.frames) {
            check("frame scores", greatest_difference(found, &frame.scores));
        }
        for (found, links) in found.links.iter().zip(&expected.links) {
            assert_eq!(found.len(), links.len());
            check_link(found.iter().zip(links).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max));
        }
    }
}

#[test]
fn every_kernel_gives_the_same_bits() {
    let expected: Expected = serde_json::from_str(EXPECTED).unwrap();
    let portable = find(&expected, &mut Scratch::new(Kernel::all()[0].into()));
    for kernel in Kernel::all() {
        let mut scratch = Scratch::new(kernel.into());
        assert_eq!(find(&expected, &mut scratch), portable, "{}", kernel.name());
        assert_eq!(find(&expected, &mut scratch), portable, "{}, a second time", kernel.name());
    }
}

#[test]
fn a_damaged_file_is_refused() {
    use crate::{ModelError, Reader};
    assert!(Reader::from_bytes(WEIGHTS).is_ok());
    assert!(matches!(Reader::from_bytes(b""), Err(ModelError::Damaged)));
    assert!(matches!(Reader::from_bytes(&WEIGHTS[..WEIGHTS.len() - 1]), Err(ModelError::Damaged)));
    let mut flipped = WEIGHTS.to_vec();
    let last = flipped.len() - 1;
    flipped[last] ^= 1;
    assert!(matches!(Reader::from_bytes(&flipped), Err(ModelError::Digest)));
}

#[test]
fn another_language_has_no_frames() {
    let reader = crate::Reader::from_bytes(WEIGHTS).unwrap();
    let check = |text: &str, language: &str, frames: bool| {
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        assert_eq!(document.meta().language.as_ref().unwrap().code(), language);
        assert_eq!(!reader.encode(&document).frames.is_empty(), frames, "{text}");
    };
    check(TEXT, "en", true);
    check(
        "Der Minister sagte am Montag, dass die Boote nicht gesehen worden seien, und wies alles zurück.",
        "de",
        false,
    );
}

#[test]
fn odd_texts_are_read() {
    let reader = crate::Reader::from_bytes(WEIGHTS).unwrap();
    let long = "x".repeat(1_000_000);
    for text in ["", " \n", "a", "😀😀😀", "\u{202e}שלום", "a\u{1}\u{7f}b", "“”\"''", &long, &"a ".repeat(2000)]
    {
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let encodings = reader.encode(&document);
        assert!(encodings.frames.iter().all(|frame| frame.reach.end <= encodings.words.len()));
        assert!(encodings.mentions.is_sorted_by(|a, b| a.words.end <= b.words.start));
        assert!(encodings.mentions.last().is_none_or(|last| last.words.end <= encodings.words.len()));
        assert_eq!(encodings, reader.encode(&document));
    }
}

#[test]
fn pairs_have_the_scores_of_their_mentions() {
    let reader = crate::Reader::from_bytes(WEIGHTS).unwrap();
    let text = TEXT.repeat(5);
    let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
    let encodings = reader.encode(&document);
    let span = |mention: &crate::Mention| {
        let words = &encodings.words[mention.words.clone()];
        words[0].span.cover(words[words.len() - 1].span)
    };
    let antecedents = |mention: &crate::Mention| -> Vec<_> {
        mention.antecedents.iter().map(|a| ((span(mention), span(&encodings.mentions[a.mention])), a.score)).collect()
    };
    let (pairs, scores): (Vec<_>, Vec<_>) = encodings.mentions.iter().flat_map(antecedents).unzip();
    assert!(!pairs.is_empty(), "{:?}", encodings.mentions);
    let found: Vec<f32> = reader.links(&document, &pairs).into_iter().flatten().collect();
    assert_eq!(found, scores);
}
