//! The linker: says where a text lies among others, how two texts are related, and which speech act a statement is.

mod words;
mod pick;
mod pieces;
mod network;
mod relation;
mod lexical;
mod calibration;
#[cfg(test)]
mod twin;

use std::collections::HashSet;

use crate::error::ModelError;
use crate::layer::{Arithmetic, Scratch};
use crate::math::{exp, ln};
use crate::simd::Kernel;
use crate::tokenizer::Tokenizer;
use crate::weights::Weights;
use calibration::Calibration;
use network::{ACTS, Network, SCORES, Sizes};
use words::words;

pub use relation::{Related, Relation};

/// Numbers of an embedding.
pub const WIDTH: usize = 384;

/// The signs of an embedding: near texts differ in few bits (Charikar 2002).
pub type Code = [u64; WIDTH / 64];

/// So many words of the vocabulary, from its beginning, say nothing of what a sentence is about.
const COMMON: usize = 300;

/// A trained network with its vocabulary.
pub struct Linker {
    network: Network,
    tokenizer: Tokenizer,
    common: HashSet<String>,
    calibration: Calibration,
    digest: String,
    arithmetic: Arithmetic,
}

impl Linker {
    /// The linker that comes with the program.
    ///
    /// # Errors
    /// None with a program that was built from whole sources: [`ModelError`] as for [`Linker::from_bytes`].
    pub fn bundled() -> Result<Linker, ModelError> {
        Linker::from_bytes(include_bytes!("../../../models/linker.safetensors"))
    }

    /// A linker from the bytes of a weights file.
    ///
    /// # Errors
    /// [`ModelError`]: damaged, of another format, another digest than it was written with, a tensor missing or of
    /// another shape, a vocabulary that does not fit.
    pub fn from_bytes(bytes: &[u8]) -> Result<Linker, ModelError> {
        let (weights, sizes) = Weights::open::<Sizes>(bytes)?;
        if sizes.hidden != WIDTH {
            return Err(ModelError::Format);
        }
        Linker::new(&weights, sizes)
    }

    fn new(weights: &Weights<'_>, sizes: Sizes) -> Result<Linker, ModelError> {
        let vocabulary = weights.vocabulary()?;
        let tokenizer = Tokenizer::new(vocabulary).ok_or(ModelError::Vocabulary)?;
        if vocabulary.lines().count() != sizes.vocab || sizes.positions < pieces::WHOLE {
            return Err(ModelError::Vocabulary);
        }
        let is_word = |piece: &&str| piece.chars().all(char::is_alphabetic) && piece.chars().count() > 1;
        Ok(Linker {
            network: Network::load(weights, sizes)?,
            tokenizer,
            common: vocabulary.lines().filter(is_word).take(COMMON).map(str::to_owned).collect(),
            calibration: Calibration::load(weights)?,
            digest: weights.digest.clone(),
            arithmetic: Kernel::best().into(),
        })
    }

    /// First 16 hex digits of the SHA-256 of the weights.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Where a text lies: a vector of length one, near those of texts that tell of the same. Of a long text the beginning
    /// is read.
    pub fn embed(&self, text: &str) -> [f32; WIDTH] {
        let pieces = pieces::alone(&words(text), &self.tokenizer);
        let embedding = self.network.embed(&pieces, &mut Scratch::new(self.arithmetic));
        std::array::from_fn(|i| embedding[i])
    }

    /// How `b` is related to `a`. One of them may be long: of that the beginning is read, and the sentences that share
    /// most words with the other or doubt something.
    pub fn relate(&self, a: &str, b: &str) -> Related {
        let (claim, text) = self.read(a, b);
        let scores = self.scores(&claim, &text, &mut Scratch::new(self.arithmetic));
        let is_far = || cosine(&self.embed(a), &self.embed(b)) < FAR;
        self.calibration.related(scores, &lexical::features(&claim, &text, &self.common), is_far)
    }

    /// How likely each speech act is of a statement, given its source and cue in the order of the text ("the minister told
    /// reporters") and its content: logarithms of probabilities, in the order of [`sayso_core::Act::ALL`].
    pub fn acts(&self, frame: &str, content: &str) -> [f32; ACTS] {
        self.act_scores(frame, content, &mut Scratch::new(self.arithmetic))
    }

    fn act_scores(&self, frame: &str, content: &str, scratch: &mut Scratch) -> [f32; ACTS] {
        let scores = self.network.acts(&pieces::pair(&words(frame), &words(content), &self.tokenizer), scratch);
        let top = scores.into_iter().fold(f32::MIN, f32::max);
        let whole = ln(scores.iter().map(|score| exp(score - top)).sum());
        scores.map(|score| score - top - whole)
    }

    /// The words of a claim, and those of the text that is held against it, sentence by sentence.
    fn read(&self, a: &str, b: &str) -> (Vec<String>, Vec<Vec<String>>) {
        // A claim stands first, and the text that is held against it second: of the first little is read.
        let (mut claim, mut text) = (words(a), b);
        if claim.len() > pieces::FIRST && b.len() < a.len() {
            (claim, text) = (words(b), a);
        }
        let text = pick::picked(&claim, text, &self.common);
        (claim, text)
    }

    /// Scores of the network.
    fn scores(&self, claim: &[String], text: &[Vec<String>], scratch: &mut Scratch) -> [f32; SCORES] {
        self.network.relate(&pieces::pair(claim, &text.concat(), &self.tokenizer), scratch)
    }
}

/// Texts of a lower cosine lie far from each other.
const FAR: f32 = 0.25;

/// Of embeddings, which have a length of one.
fn cosine(one: &[f32; WIDTH], other: &[f32; WIDTH]) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// The code of an embedding.
pub fn code(embedding: &[f32; WIDTH]) -> Code {
    let bits = |part: &[f32]| part.iter().rev().fold(0, |bits, v| bits << 1 | u64::from(*v > 0.0));
    std::array::from_fn(|i| bits(&embedding[64 * i..][..64]))
}
