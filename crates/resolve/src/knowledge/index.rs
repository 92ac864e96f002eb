//! Names by their words, sorted, so that the longest name at a place of a text is found without trying all.

use std::cmp::Ordering;

use super::words::{Capitals, fold_into, is_exactly, words};
use crate::tokens::{Token, tokens};

/// Names with what each stands for.
#[derive(Debug, Clone)]
pub(super) struct Index<Of> {
    /// Sorted by key; names of one key in the order in which they came.
    names: Vec<Name<Of>>,
}

/// A way to write something.
#[derive(Debug, Clone)]
pub(super) struct Name<Of> {
    /// Folded words with a space between.
    key: String,
    /// The first bytes of the key as a number, so that few keys need to be compared further.
    begins: u128,
    /// A bit for each word: whether a capital is asked for, whether capitals alone are.
    first: u32,
    all: u32,
    /// The words as written, if only these very capitals will do.
    exactly: Option<String>,
    pub(super) of: Of,
}

/// Words that a name may have: as many as there are bits.
const MOST_WORDS: usize = 32;

impl Name<()> {
    /// A name as a table has it; none if it is not made of words.
    pub(super) fn new(name: &str, is_exact: bool) -> Option<Name<()>> {
        let tokens = tokens(name);
        let (mut key, mut used, mut count) = (String::with_capacity(name.len()), 0, 0);
        let (mut first, mut all, mut exactly) = (0, 0, is_exact.then(String::new));
        for (end, word) in words(&tokens) {
            if used > 0 {
                key.push(' ');
            }
            let start = key.len();
            fold_into(&mut key, word);
            let is_only_word = used == 0 && end == tokens.len();
            let capitals = Capitals::of(word, &key[start..], is_only_word);
            let bit = 1u32.checked_shl(count)?;
            first |= if capitals == Capitals::First { bit } else { 0 };
            all |= if capitals == Capitals::All { bit } else { 0 };
            if let Some(exactly) = &mut exactly {
                exactly.push_str(if used > 0 { " " } else { "" });
                exactly.push_str(word);
            }
            used = end;
            count += 1;
        }
        // The stop of an abbreviation: "Gen."
        let is_whole = used == tokens.len() || used + 1 == tokens.len() && tokens[used].text == ".";
        (used > 0 && is_whole).then(|| Name { begins: begins(&key), key, first, all, exactly, of: () })
    }

    /// The name as one word, for those who write "PressTV"; none if it is one, an acronym, so short that it may become
    /// another, or so long that nobody does.
    pub(super) fn joined(&self) -> Option<Name<()>> {
        const SHORTEST_JOINED_BYTES: usize = 6;
        const MOST_JOINED_WORDS: usize = 3;
        let is_other = (2..=MOST_JOINED_WORDS).contains(&self.key.split(' ').count());
        let is_other = is_other && self.first > 0 && self.exactly.is_none();
        let key: String = if is_other { self.key.replace(' ', "") } else { String::new() };
        let first = self.first & 1;
        (key.len() >= SHORTEST_JOINED_BYTES).then(|| Name {
            begins: begins(&key),
            key,
            first,
            all: 0,
            exactly: None,
            of: (),
        })
    }

    /// The same words for something.
    pub(super) fn of<Of>(self, of: Of) -> Name<Of> {
        let Name { key, begins, first, all, exactly, of: () } = self;
        Name { key, begins, first, all, exactly, of }
    }
}

impl<Of> Name<Of> {
    /// Whether these words of a text, of the same key, are written as this name is.
    fn fits(&self, text: &[&str]) -> bool {
        if let Some(exactly) = &self.exactly {
            return text.iter().zip(exactly.split(' ')).all(|(text, name)| is_exactly(text, name));
        }
        let has = |bits: u32, at: usize| at < MOST_WORDS && bits >> at & 1 == 1;
        text.iter().enumerate().all(|(at, word)| {
            (!has(self.first, at) || Capitals::First.are_in(word)) && (!has(self.all, at) || Capitals::All.are_in(word))
        })
    }

    fn order(&self, begins: u128, key: &str) -> Ordering {
        self.begins.cmp(&begins).then_with(|| self.key.as_str().cmp(key))
    }
}

/// The first sixteen bytes, which order as the text does.
fn begins(key: &str) -> u128 {
    let mut bytes = [0; 16];
    let count = key.len().min(bytes.len());
    bytes[..count].copy_from_slice(&key.as_bytes()[..count]);
    u128::from_be_bytes(bytes)
}

impl<Of> Index<Of> {
    pub(super) fn new(mut names: Vec<Name<Of>>) -> Index<Of> {
        names.sort_by(|a, b| a.order(b.begins, &b.key));
        Index { names }
    }

    /// What each stretch of words with which `tokens` begin may stand for, with its number of tokens; shortest first.
    pub(super) fn beginnings(&self, tokens: &[Token<'_>]) -> Vec<(usize, Vec<&Of>)> {
        let (mut out, mut key, mut written) = (Vec::new(), String::new(), Vec::new());
        for (used, word) in words(tokens) {
            if !key.is_empty() {
                key.push(' ');
            }
            fold_into(&mut key, word);
            written.push(word);
            let from = self.first_from(&key);
            let same = self.names[from..].iter().take_while(|name| name.key == key);
            let fitting: Vec<&Of> = same.filter(|name| name.fits(&written)).map(|name| &name.of).collect();
            if !fitting.is_empty() {
                out.push((used, fitting));
            }
            // Only while a name goes on with a further word.
            key.push(' ');
            let further = self.first_from(&key);
            if !self.names.get(further).is_some_and(|name| name.key.starts_with(&key)) {
                break;
            }
            key.pop();
        }
        out
    }

    /// Place of the first name whose key is not before this one.
    fn first_from(&self, key: &str) -> usize {
        let begins = begins(key);
        self.names.partition_point(|name| name.order(begins, key) == Ordering::Less)
    }

    /// What these words, all of them, may stand for.
    pub(super) fn whole(&self, tokens: &[Token<'_>]) -> Vec<&Of> {
        let last = self.beginnings(tokens).pop();
        last.filter(|(used, _)| *used == tokens.len()).map(|(_, fitting)| fitting).unwrap_or_default()
    }
}
