//! Names by their words, sorted, so that the longest name at a place of a text is found without trying all.

use super::words::{fold_into, has_capitals, is_exactly, words};
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
    /// The words as the table has them, with a space between: their capitals matter.
    written: String,
    /// Whether only these very capitals will do.
    is_exact: bool,
    pub(super) of: Of,
}

impl<Of> Name<Of> {
    /// A name as a table has it; none if it is not made of words.
    pub(super) fn new(name: &str, is_exact: bool, of: Of) -> Option<Name<Of>> {
        let tokens = tokens(name);
        let (mut key, mut written, mut used) = (String::new(), String::new(), 0);
        for (end, word) in words(&tokens) {
            if used > 0 {
                key.push(' ');
                written.push(' ');
            }
            fold_into(&mut key, word);
            written.push_str(word);
            used = end;
        }
        // The stop of an abbreviation: "Gen."
        let is_whole = used == tokens.len() || used + 1 == tokens.len() && tokens[used].text == ".";
        (used > 0 && is_whole).then_some(Name { key, written, is_exact, of })
    }

    /// The name as one word, for those who write "PressTV"; none if it is one, or so short that it may become another.
    pub(super) fn joined(&self, of: Of) -> Option<Name<Of>> {
        const SHORTEST_JOINED_BYTES: usize = 6;
        let has_small_letters = self.written.chars().any(char::is_lowercase);
        let key: String = self.key.split(' ').collect();
        let is_other = self.key.contains(' ') && has_small_letters && key.len() >= SHORTEST_JOINED_BYTES;
        let written = self.written.split(' ').collect();
        is_other.then_some(Name { key, written, is_exact: self.is_exact, of })
    }

    /// Whether these words of a text, of the same key, are written as this name is.
    fn fits(&self, text: &[&str]) -> bool {
        let is_only_word = text.len() == 1;
        let mut pairs = text.iter().zip(self.written.split(' '));
        if self.is_exact {
            return pairs.all(|(text, name)| is_exactly(text, name));
        }
        pairs.all(|(text, name)| has_capitals(text, name, is_only_word))
    }
}

impl<Of> Index<Of> {
    pub(super) fn new(mut names: Vec<Name<Of>>) -> Index<Of> {
        names.sort_by(|a, b| a.key.cmp(&b.key));
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
            let from = self.names.partition_point(|name| name.key < key);
            let same = self.names[from..].iter().take_while(|name| name.key == key);
            let fitting: Vec<&Of> = same.filter(|name| name.fits(&written)).map(|name| &name.of).collect();
            if !fitting.is_empty() {
                out.push((used, fitting));
            }
            // Only while a name goes on with a further word.
            key.push(' ');
            let further = self.names.partition_point(|name| name.key < key);
            if !self.names.get(further).is_some_and(|name| name.key.starts_with(&key)) {
                break;
            }
            key.pop();
        }
        out
    }

    /// What these words, all of them, may stand for.
    pub(super) fn whole(&self, tokens: &[Token<'_>]) -> Vec<&Of> {
        let last = self.beginnings(tokens).pop();
        last.filter(|(used, _)| *used == tokens.len()).map(|(_, fitting)| fitting).unwrap_or_default()
    }
}
