//! The reader: weights and vocabulary, loaded once and shared by all threads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use sayso_core::{Document, Language, Span};

use crate::encodings::{Encodings, Frame};
use crate::error::ModelError;
use crate::input::Input;
use crate::layer::{Arithmetic, Scratch};
use crate::mentions::{ReadWindow, Spotted, is_pronoun, words_of};
use crate::network::{Cue, Network, Window};
use crate::reach::reach;
use crate::simd::Kernel;
use crate::tokenizer::Tokenizer;
use crate::weights::{Config, Weights};
use crate::window::{LONGEST, owners, windows};

/// A trained network with its vocabulary.
pub struct Reader {
    pub(crate) network: Network,
    pub(crate) tokenizer: Tokenizer,
    calibration: [f32; 3],
    digest: String,
    pub(crate) arithmetic: Arithmetic,
}

impl Reader {
    /// The reader that comes with the program and reads best.
    ///
    /// # Errors
    /// None with a program that was built from whole sources: [`ModelError`] as for [`Reader::from_bytes`].
    pub fn best() -> Result<Reader, ModelError> {
        Reader::from_bytes(include_bytes!("../../../models/reader.safetensors"))
    }

    /// The one that reads fastest: half the layers, and some statements fewer.
    ///
    /// # Errors
    /// As for [`Reader::best`].
    pub fn fast() -> Result<Reader, ModelError> {
        Reader::from_bytes(include_bytes!("../../../models/reader-fast.safetensors"))
    }

    /// A reader from a weights file.
    ///
    /// # Errors
    /// [`ModelError::Read`], and those of [`Reader::from_bytes`].
    pub fn load(path: &Path) -> Result<Reader, ModelError> {
        let bytes = std::fs::read(path).map_err(|source| ModelError::Read { path: path.to_owned(), source })?;
        Reader::from_bytes(&bytes)
    }

    /// A reader from the bytes of a weights file.
    ///
    /// # Errors
    /// [`ModelError`]: damaged, of another format, another digest than it was written with, a tensor missing or of
    /// another shape, a vocabulary that does not fit.
    pub fn from_bytes(bytes: &[u8]) -> Result<Reader, ModelError> {
        let (weights, config) = Weights::open::<Config>(bytes)?;
        let vocabulary = weights.vocabulary()?;
        let tokenizer = Tokenizer::new(vocabulary).ok_or(ModelError::Vocabulary)?;
        if vocabulary.lines().count() != config.vocab {
            return Err(ModelError::Vocabulary);
        }
        let calibration = weights.vector("calibration", 3)?;
        Ok(Reader {
            network: Network::load(&weights, config)?,
            tokenizer,
            calibration: [calibration[0], calibration[1], calibration[2]],
            digest: weights.digest,
            arithmetic: Kernel::best().into(),
        })
    }

    /// First 16 hex digits of the SHA-256 of the weights.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Reads a document: finds cues, and scores what may belong to each; finds mentions, and scores which may stand for the
    /// same. A document known to be in another language than English has neither.
    pub fn encode(&self, document: &Document) -> Encodings {
        let input = Input::new(document, &self.tokenizer);
        let windows = windows(&input, self.longest());
        let owners = owners(&windows, input.words.len());
        let mut scratch = Scratch::new(self.arithmetic);
        let (mut frames, mut spotted) = (Vec::new(), Spotted::default());
        // In another language than the one it learnt, the network finds statements too, wrong ones.
        let other = document.meta().language.as_ref().is_some_and(|language| *language != Language::english());
        for (i, window) in windows.iter().enumerate().filter(|_| !other) {
            let owns = |word| owners[word] == i;
            let states = self.states(&input, window, &mut scratch);
            frames.extend(self.read(&input, &states, window, owns, &mut scratch));
            let read = ReadWindow { words: window.clone(), states: &states };
            let is_pronoun = |word: usize| is_pronoun(document.words(input.words[word].span));
            spotted.read(&self.network.heads, &read, owns, is_pronoun);
        }
        frames.sort_by_key(|frame: &Frame| frame.cue.start);
        Encodings {
            mentions: spotted.linked(&self.network.heads, &input.sentence_starts),
            words: input.words,
            sentence_starts: input.sentence_starts,
            frames,
            chain: self.network.frame_chain.clone(),
            calibration: self.calibration,
            model: self.digest.clone(),
        }
    }

    /// How likely it is that two spans stand for the same, for pairs of a mention and a possible antecedent: the logarithm
    /// of the odds against there being no antecedent. None where a span holds no word that is read. Either may stand
    /// first in the text.
    pub fn links(&self, document: &Document, pairs: &[(Span, Span)]) -> Vec<Option<f32>> {
        let input = Input::new(document, &self.tokenizer);
        let windows = windows(&input, self.longest());
        let owners = owners(&windows, input.words.len());
        let heads = &self.network.heads;
        let mut scratch = Scratch::new(self.arithmetic);
        let mut read: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
        let mut ends = |span: Span| {
            let words = words_of(&input.words, span)?;
            let owner = owners[words.start];
            let window = &windows[owner];
            let states = read.entry(owner).or_insert_with(|| self.states(&input, window, &mut scratch));
            Some((words.start, ReadWindow { words: window.clone(), states }.ends(heads, &words)))
        };
        let mut score = |(mention, antecedent): &(Span, Span)| {
            let ((at, mention), (to, antecedent)) = (ends(*mention)?, ends(*antecedent)?);
            Some(heads.link(&heads.question(&mention), &antecedent, at.abs_diff(to)))
        };
        pairs.iter().map(&mut score).collect()
    }

    /// Most pieces of a window.
    pub(crate) fn longest(&self) -> usize {
        LONGEST.min(self.network.config.positions - 2)
    }

    /// Pieces of a window with `[CLS]` and `[SEP]`, and the position of each word's first.
    pub(crate) fn pieces(&self, input: &Input, window: &Range<usize>) -> (Vec<u32>, Vec<usize>) {
        let starts = &input.piece_starts[window.start..=window.end];
        let (first, last) = (starts[0], starts[window.len()]);
        let mut pieces = vec![self.tokenizer.start];
        pieces.extend_from_slice(&input.pieces[first..last]);
        pieces.push(self.tokenizer.end);
        (pieces, starts[..window.len()].iter().map(|at| at - first + 1).collect())
    }

    /// States of the words of a window, `(words, hidden)`.
    fn states(&self, input: &Input, window: &Range<usize>, scratch: &mut Scratch) -> Vec<f32> {
        let (pieces, first) = self.pieces(input, window);
        let words = &input.words[window.clone()];
        self.network.encode(&Window { words, pieces: &pieces, first: &first }, scratch)
    }

    /// The frames of the cues in one window that it owns; `states` are those of its words.
    fn read(
        &self,
        input: &Input,
        states: &[f32],
        window: &Range<usize>,
        owns: impl Fn(usize) -> bool,
        scratch: &mut Scratch,
    ) -> Vec<Frame> {
        let scores = self.network.cues(states, scratch);
        let tags = self.network.cue_chain.best(&scores);
        let marginals = self.network.cue_chain.marginals(&scores);
        // Those of statements that stand alone, then the nested ones.
        let found = [1, 3].into_iter().flat_map(|begin| runs(&tags, begin));
        let found = found.filter(|cue| owns(window.start + cue.start));
        let shifted = |words: &Range<usize>| window.start + words.start..window.start + words.end;
        let in_window = |words: Range<usize>| words.start - window.start..words.end - window.start;
        let cues: Vec<Cue> =
            found.map(|words| Cue { reach: in_window(reach(input, &shifted(&words), window)), words }).collect();
        let scores = self.network.frames(states, &cues, scratch);
        let frame = |(cue, scores): (&Cue, _)| {
            let inside: f32 = marginals[cue.words.clone()].iter().map(|row| 1.0 - row[0]).sum();
            let cue_probability = inside / cue.words.len() as f32;
            let nested = tags[cue.words.start] > 2;
            Frame { cue: shifted(&cue.words), nested, cue_probability, reach: shifted(&cue.reach), scores }
        };
        cues.iter().zip(scores).map(frame).collect()
    }
}

/// Ranges of the tags `begin` and the one after it, which is inside.
fn runs(tags: &[usize], begin: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        match out.last_mut() {
            Some(last) if *tag == begin + 1 && last.end == i => last.end += 1,
            _ if *tag == begin || *tag == begin + 1 => out.push(i..i + 1),
            _ => {}
        }
    }
    out
}
