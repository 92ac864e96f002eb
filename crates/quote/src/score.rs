//! How well statements agree with gold.
//!
//! Four measures, from strict to kind, as published work and two human annotators are compared on PolNeAR:
//! - *exact*: a piece of a role with the same first and last byte, over all pieces of a document;
//! - *tokens*: words of a role that are in that role in gold;
//! - *triple*: all three roles exact;
//! - *statement*: the cues overlap, the sources overlap or both are absent, and the contents' words agree to four fifths
//!   (F1), one found statement for one of gold.

use std::collections::BTreeSet;

use sayso_core::{Form, Span};

pub use crate::parts::PARTS;
use crate::parts::parts;

/// The roles of a statement, in the order of the tables.
pub const ROLES: [&str; 3] = ["source", "cue", "content"];

/// A statement as the scorer sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// Pieces of source, cue and content.
    pub roles: [Vec<Span>; 3],
    /// Form, by the quotation marks in the text.
    pub form: Form,
    /// Whether it stands in another.
    pub nested: bool,
    /// How sure the reader is; 1 in gold.
    pub score: f64,
}

/// Right, found and wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of what was found, what is wanted.
    pub right: usize,
    /// Of what is wanted, what was found: other than `right` only where both count statements of one part.
    pub recalled: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub gold: usize,
}

impl Counts {
    /// Adds to each; what is right is recalled.
    pub fn add(&mut self, right: usize, found: usize, gold: usize) {
        *self += Counts { right, recalled: right, found, gold };
    }

    /// Of what was found, the share that is right; 0 of nothing.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// Of what is wanted, the share that was found; 0 of nothing.
    pub fn recall(&self) -> f64 {
        self.recalled as f64 / self.gold.max(1) as f64
    }

    /// Their harmonic mean.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.right += other.right;
        self.recalled += other.recalled;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// The counts of one or more documents.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Exact pieces of each role.
    pub exact: [Counts; 3],
    /// Words of each role.
    pub tokens: [Counts; 3],
    /// All three roles exact.
    pub triple: Counts,
    /// Whole statements.
    pub statement: Counts,
    /// Whole statements of each of [`PARTS`]: precision by what the found ones are, recall by what gold's are.
    pub by_part: [Counts; PARTS.len()],
}

impl Table {
    /// Adds the counts of another table.
    pub fn add(&mut self, other: &Table) {
        let sum = |mine: &mut [Counts], theirs: &[Counts]| mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += *b);
        sum(&mut self.exact, &other.exact);
        sum(&mut self.tokens, &other.tokens);
        self.triple += other.triple;
        self.statement += other.statement;
        sum(&mut self.by_part, &other.by_part);
    }
}

/// Adds the comparison of one document to `table`; for each found statement, whether it is right as a whole.
pub fn compare(text: &str, found: &[Scored], gold: &[Scored], table: &mut Table) -> Vec<bool> {
    for role in 0..ROLES.len() {
        let pieces = |all: &[Scored]| -> BTreeSet<Span> { all.iter().flat_map(|s| s.roles[role].clone()).collect() };
        count(&mut table.exact[role], &pieces(found), &pieces(gold));
        let words =
            |all: &[Scored]| -> BTreeSet<usize> { all.iter().flat_map(|s| tokens(text, &s.roles[role])).collect() };
        count(&mut table.tokens[role], &words(found), &words(gold));
    }
    let triples = |all: &[Scored]| -> BTreeSet<[Vec<Span>; 3]> { all.iter().map(|s| s.roles.clone()).collect() };
    count(&mut table.triple, &triples(found), &triples(gold));
    let pairs = pair(text, found, gold);
    table.statement.add(pairs.len(), found.len(), gold.len());
    let (found_parts, gold_parts) = (found.iter().map(|s| parts(text, s)), gold.iter().map(|s| parts(text, s)));
    let (found_parts, gold_parts): (Vec<_>, Vec<_>) = (found_parts.collect(), gold_parts.collect());
    for (i, counts) in table.by_part.iter_mut().enumerate() {
        *counts += Counts {
            right: pairs.iter().filter(|(f, _)| found_parts[*f][i]).count(),
            recalled: pairs.iter().filter(|(_, g)| gold_parts[*g][i]).count(),
            found: found_parts.iter().filter(|parts| parts[i]).count(),
            gold: gold_parts.iter().filter(|parts| parts[i]).count(),
        };
    }
    let right: BTreeSet<usize> = pairs.into_iter().map(|(f, _)| f).collect();
    (0..found.len()).map(|f| right.contains(&f)).collect()
}

fn count<T: Ord>(counts: &mut Counts, found: &BTreeSet<T>, gold: &BTreeSet<T>) {
    counts.add(found.intersection(gold).count(), found.len(), gold.len());
}

/// Pairs found statements with gold ones that are the same as a whole, best content first, each at most once.
fn pair(text: &str, found: &[Scored], gold: &[Scored]) -> Vec<(usize, usize)> {
    let words =
        |all: &[Scored]| -> Vec<BTreeSet<usize>> { all.iter().map(|s| tokens(text, &s.roles[2]).collect()).collect() };
    let (found_words, gold_words) = (words(found), words(gold));
    let mut candidates = Vec::new();
    for (f, a) in found.iter().enumerate() {
        for (g, b) in gold.iter().enumerate() {
            let sources = a.roles[0].is_empty() && b.roles[0].is_empty() || overlap(&a.roles[0], &b.roles[0]);
            if !sources || !overlap(&a.roles[1], &b.roles[1]) {
                continue;
            }
            let shared = found_words[f].intersection(&gold_words[g]).count();
            let agreement = 2.0 * shared as f64 / (found_words[f].len() + gold_words[g].len()).max(1) as f64;
            if agreement >= 0.8 {
                candidates.push((agreement, f, g));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_found, mut used_gold) = (BTreeSet::new(), BTreeSet::new());
    let free = |(_, f, g): (f64, usize, usize)| {
        let free = !used_found.contains(&f) && !used_gold.contains(&g);
        if free {
            used_found.insert(f);
            used_gold.insert(g);
        }
        free.then_some((f, g))
    };
    candidates.into_iter().filter_map(free).collect()
}

fn overlap(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.overlaps(*y)))
}

/// First bytes of the words of `pieces`: runs of letters and digits, and single other characters that are no space.
pub(crate) fn tokens<'a>(text: &'a str, pieces: &'a [Span]) -> impl Iterator<Item = usize> + 'a {
    pieces.iter().flat_map(move |piece| {
        let mut in_word = false;
        let words = piece.slice(text).unwrap_or_default();
        words.char_indices().filter_map(move |(at, c)| {
            let is_letter = c.is_alphanumeric() || c == '_';
            let starts = !(c.is_whitespace() || is_letter && in_word);
            in_word = is_letter;
            starts.then_some(piece.start() + at)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "She said it was over, and he said it was not.";

    fn scored(words: [&str; 3]) -> Scored {
        let span = |word: &str| TEXT.find(word).and_then(|at| Span::of(TEXT, at..at + word.len()).ok());
        let roles = words.map(|word| span(word).into_iter().collect());
        Scored { roles, form: Form::Indirect, nested: false, score: 1.0 }
    }

    fn check(found: [&str; 3], exact: [usize; 3], statement: usize) {
        let mut table = Table::default();
        let right = compare(TEXT, &[scored(found)], &[scored(["She", "said", "it was over"])], &mut table);
        assert_eq!(table.exact.map(|counts| counts.right), exact);
        assert_eq!((table.statement.right, right), (statement, vec![statement == 1]));
    }

    #[test]
    fn strict_and_kind_measures() {
        check(["She", "said", "it was over"], [1, 1, 1], 1);
        check(["She", "said", "it was over, and"], [1, 1, 0], 0);
        check(["She", "said", "it was over,"], [1, 1, 0], 1);
        check(["She", "said", "it was"], [1, 1, 0], 1);
        check(["She", "said", "it"], [1, 1, 0], 0);
        check(["", "said", "it was over"], [0, 1, 1], 0);
        check([" he", "said", "it was over"], [0, 1, 1], 0);
    }

    #[test]
    fn a_part_has_the_precision_of_what_was_found_and_the_recall_of_gold() {
        let mut table = Table::default();
        let found = [Scored { form: Form::Mixed, ..scored(["She", "said", "it was over"]) }];
        compare(TEXT, &found, &[scored(["She", "said", "it was over"])], &mut table);
        let part = |name: &str| table.by_part[PARTS.iter().position(|part| *part == name).unwrap()];
        assert_eq!(part("mixed"), Counts { right: 1, recalled: 0, found: 1, gold: 0 });
        assert_eq!(part("indirect"), Counts { right: 0, recalled: 1, found: 0, gold: 1 });
        assert_eq!(part("pronoun source"), Counts { right: 1, recalled: 1, found: 1, gold: 1 });
    }
}
