//! One word of a person's name.

use super::fold::{fold, is_dash, written_out};
use super::forms::{self, Tie};
use super::sound;

/// One word of a person's name, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word {
    /// Without what parts it: "kazemiqomi".
    folded: String,
    /// The same with umlauts written out, if there are any: "mueller".
    other: Option<String>,
    /// Where hyphens part it: "kazemi", "qomi"; empty if they don't.
    parts: Vec<String>,
}

/// How two words agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The same word, or a spelling of it.
    Same,
    /// An initial and its name, or a name and its familiar form.
    Loose,
}

impl Word {
    /// Of one word as written; nothing if it has no letter or digit.
    pub(super) fn new(text: &str) -> Option<Word> {
        let letters = |text: String| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let folded = letters(fold(text));
        let other = written_out(text).map(letters);
        let pieces = text.split(is_dash).map(|piece| letters(fold(piece))).filter(|piece| !piece.is_empty());
        let mut parts: Vec<String> = pieces.collect();
        if parts.len() < 2 {
            parts.clear();
        }
        (!folded.is_empty()).then_some(Word { folded, other, parts })
    }

    /// The word, folded.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// Its parts, if hyphens part it.
    pub(super) fn parts(&self) -> &[String] {
        &self.parts
    }

    /// A bit for the sounds with which its spellings can begin; all of them where nicknames begin otherwise.
    pub(super) fn initial_class(&self) -> u32 {
        let first = self.folded.chars().next().unwrap_or_default();
        if !first.is_ascii_lowercase() || forms::has_others(&self.folded) {
            return u32::MAX;
        }
        let class = match first {
            'c' | 'g' | 'h' | 'k' | 'q' | 's' | 'x' | 'z' | 't' | 'd' | 'j' => 'k',
            'e' | 'i' | 'y' | 'a' => 'e',
            'o' | 'u' => 'o',
            'p' | 'f' | 'v' | 'w' => 'v',
            other => other,
        };
        1 << (class as u32 - 'a' as u32)
    }

    /// Whether it is one letter.
    pub(super) fn is_initial(&self) -> bool {
        self.folded.chars().count() == 1
    }

    /// Whether it looks as if written from another alphabet.
    pub(super) fn is_transliterated(&self) -> bool {
        sound::is_transliterated(&self.folded) || forms::is_transliterated(&self.folded)
    }

    /// How it agrees with another; `transliterated` if the names look as if written from another alphabet, which allows
    /// other letters.
    pub(super) fn fit(&self, other: &Word, transliterated: bool) -> Option<Fit> {
        if self.is_initial() || other.is_initial() {
            let same = self.folded == other.folded;
            let starts = self.folded.chars().next() == other.folded.chars().next();
            return if same { Some(Fit::Same) } else { starts.then_some(Fit::Loose) };
        }
        if self.is_like(other, transliterated) {
            return Some(Fit::Same);
        }
        forms::tie(&self.folded, &other.folded).map(|tie| match tie {
            Tie::Spelling => Fit::Same,
            Tie::Nickname => Fit::Loose,
        })
    }

    /// Whether it can be the same surname.
    pub(super) fn is_like(&self, other: &Word, transliterated: bool) -> bool {
        let is_same = |a: &Option<String>, b: &Word| a.as_ref().is_some_and(|a| *a == b.folded);
        self.folded == other.folded
            || is_same(&self.other, other)
            || is_same(&other.other, self)
            || is_umlaut(&self.folded, &other.folded)
            || (transliterated && sound::alike(&self.folded, &other.folded))
    }
}

/// Whether one has "oe" or "ue" where the other has lost its umlaut: "mueller", "muller". Not "ae": "Michael", "Michal".
fn is_umlaut(a: &str, b: &str) -> bool {
    const LEAST_LETTERS: usize = 5;
    let is_possible = a.len() != b.len() && a.len().min(b.len()) >= LEAST_LETTERS;
    let flat = |word: &str| word.replace("oe", "o").replace("ue", "u");
    is_possible && flat(a) == flat(b)
}

/// Several words as one.
pub(super) fn joined(words: &[&Word]) -> Word {
    let folded = words.iter().map(|word| word.folded.as_str()).collect();
    let other = words
        .iter()
        .any(|word| word.other.is_some())
        .then(|| words.iter().map(|word| word.other.as_deref().unwrap_or(&word.folded)).collect());
    Word { folded, other, parts: Vec::new() }
}
