//! The tables of `knowledge/` that rules of speech acts read.

use std::collections::BTreeMap;

use sayso_core::Act;

use super::lexicon::{Class, Lexicon};
use super::pattern::{Fit, Line, Pattern};
use super::words::Word;
use crate::BadLine;
use crate::tsv;

/// The tables that come with sayso, words first: cues and contents are made of them.
pub(crate) const TABLES: [(&str, &str); 3] = [
    ("act-words.tsv", include_str!("../../../../knowledge/act-words.tsv")),
    ("cues.tsv", include_str!("../../../../knowledge/cues.tsv")),
    ("contents.tsv", include_str!("../../../../knowledge/contents.tsv")),
];

/// How much a cue decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The content may decide otherwise.
    Weak,
    /// What is said of somebody may decide otherwise.
    Plain,
    /// The cue decides.
    Strong,
}

/// Whom the words beside a cue name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nobody.
    Nobody,
    /// The target: the noun phrase of the pattern, else the one after it.
    Target,
    /// Likewise the addressee.
    Told,
    /// Likewise both.
    Both,
    /// What is denied; who claimed it is the target.
    Claim,
    /// The target, and what it is called decides the act.
    Described,
    /// The target follows the last word.
    Blame,
    /// The target stands before the cue.
    Subject,
    /// The target follows the noun.
    Against,
    /// The subject of what is said.
    Content,
}

/// A row of the table of cues.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) pattern: Pattern,
    pub(super) act: Act,
    pub(super) negated: Act,
    /// Of the speaker towards what is said: -1, 0 or 1.
    pub(super) polarity: i8,
    pub(super) strength: Strength,
    pub(super) place: Place,
}

/// Whom a content is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Nobody,
    /// The subject of the clause that decided.
    Subject,
    /// What follows the words that decided.
    After,
}

/// A row of the table of contents.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) pattern: Pattern,
    pub(super) act: Act,
    pub(super) fits_negated: bool,
    pub(super) about: About,
    /// Acts override each other in the order of the table.
    pub(super) rank: usize,
}

/// Patterns by the words with which they begin.
#[derive(Debug, Clone)]
struct Index<Row> {
    by_word: BTreeMap<String, Vec<usize>>,
    others: Vec<usize>,
    rows: Vec<Row>,
}

impl<Row> Default for Index<Row> {
    fn default() -> Index<Row> {
        Index { by_word: BTreeMap::new(), others: Vec::new(), rows: Vec::new() }
    }
}

impl<Row> Index<Row> {
    fn add(&mut self, row: Row, pattern: impl Fn(&Row) -> &Pattern) {
        let at = self.rows.len();
        match pattern(&row).first_bases() {
            Some(bases) => bases.iter().for_each(|base| {
                let base = base.strip_prefix('=').unwrap_or(base);
                self.by_word.entry(base.to_owned()).or_default().push(at);
            }),
            None => self.others.push(at),
        }
        self.rows.push(row);
    }

    /// Rows that may begin at this word, in the order of the table.
    fn at(&self, word: &Word<'_>) -> Vec<&Row> {
        let mut found: Vec<usize> =
            word.bases.iter().filter_map(|base| self.by_word.get(base)).flatten().copied().collect();
        found.extend(&self.others);
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| &self.rows[at]).collect()
    }
}

/// What cues, contents and words say about speech acts: `knowledge/cues.tsv`, `knowledge/contents.tsv`,
/// `knowledge/act-words.tsv`, and what a user adds.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    pub(super) lexicon: Lexicon,
    cues: Index<Cue>,
    contents: Index<Content>,
    ranks: Vec<Act>,
}

impl Cues {
    /// The tables that come with sayso.
    pub fn bundled() -> Cues {
        let mut cues = Cues::default();
        for (table, text) in TABLES {
            cues.add(table, table, text);
        }
        cues
    }

    /// Adds a file to one of [`TABLES`]; gives the lines that can't be used.
    pub(crate) fn add(&mut self, table: &str, file: &str, text: &str) -> Vec<BadLine> {
        match table {
            "act-words.tsv" => self.add_words(file, text),
            "cues.tsv" => self.add_cues(file, text),
            _ => self.add_contents(file, text),
        }
    }

    /// Adds classes of words; gives the lines that can't be used.
    pub fn add_words(&mut self, file: &str, text: &str) -> Vec<BadLine> {
        self.lexicon.add(file, text)
    }

    /// Adds cues; gives the lines that can't be used. Where a cue stands in more than one row, the last decides.
    pub fn add_cues(&mut self, file: &str, text: &str) -> Vec<BadLine> {
        let columns = ["cue", "act", "negated", "polarity", "strength", "party"];
        let (rows, mut bad) = tsv::rows(file, text, &columns);
        for row in rows {
            match cue(&row.cells) {
                Ok(cue) => {
                    if let Some(base) = cue.pattern.only_base() {
                        self.lexicon.class(base, Class::Cue);
                    }
                    self.cues.add(cue, |cue| &cue.pattern);
                }
                Err(reason) => bad.push(row.bad(file, reason)),
            }
        }
        bad
    }

    /// Adds what contents say; gives the lines that can't be used.
    pub fn add_contents(&mut self, file: &str, text: &str) -> Vec<BadLine> {
        let (rows, mut bad) = tsv::rows(file, text, &["pattern", "act", "negation", "who"]);
        for row in rows {
            match content(&row.cells) {
                Ok(mut content) => {
                    let rank = self.ranks.iter().position(|act| *act == content.act);
                    content.rank = rank.unwrap_or_else(|| {
                        self.ranks.push(content.act);
                        self.ranks.len() - 1
                    });
                    self.contents.add(content, |content| &content.pattern);
                }
                Err(reason) => bad.push(row.bad(file, reason)),
            }
        }
        bad
    }

    /// The cues that fit with `at` as their first word.
    pub(super) fn cues_at(&self, line: &Line<'_>, at: usize) -> Vec<(&Cue, Fit)> {
        let rows = line.words.get(at).map(|word| self.cues.at(word)).unwrap_or_default();
        rows.into_iter().filter_map(|cue| Some((cue, cue.pattern.fit(line, at)?))).collect()
    }

    /// What fits in a content with `at` as its first word.
    pub(super) fn contents_at(&self, line: &Line<'_>, at: usize) -> Vec<(&Content, Fit)> {
        let rows = line.words.get(at).map(|word| self.contents.at(word)).unwrap_or_default();
        rows.into_iter().filter_map(|content| Some((content, content.pattern.fit(line, at)?))).collect()
    }
}

fn cue(cells: &[&str]) -> Result<Cue, String> {
    let [pattern, act, negated, polarity, strength, place] = cells else {
        return Err("six cells are needed".to_owned());
    };
    let act: Act = act.parse().map_err(|error: sayso_core::UnknownName| error.to_string())?;
    Ok(Cue {
        pattern: Pattern::parse(pattern)?,
        act,
        negated: match *negated {
            "" => Act::Assert,
            name => name.parse().map_err(|error: sayso_core::UnknownName| error.to_string())?,
        },
        polarity: match *polarity {
            "+" => 1,
            "-" => -1,
            "0" | "" => 0,
            other => return Err(format!("polarity is +, - or 0, not `{other}`")),
        },
        strength: match *strength {
            "weak" => Strength::Weak,
            "plain" => Strength::Plain,
            "strong" | "" => Strength::Strong,
            other => return Err(format!("strength is weak, plain or strong, not `{other}`")),
        },
        place: match *place {
            "" => Place::Nobody,
            "target" => Place::Target,
            "told" => Place::Told,
            "both" => Place::Both,
            "claim" => Place::Claim,
            "described" => Place::Described,
            "blame" => Place::Blame,
            "subject" => Place::Subject,
            "against" | "of" => Place::Against,
            "content" => Place::Content,
            other => return Err(format!("there is no party `{other}`")),
        },
    })
}

fn content(cells: &[&str]) -> Result<Content, String> {
    let [pattern, act, negation, who] = cells else { return Err("four cells are needed".to_owned()) };
    Ok(Content {
        pattern: Pattern::parse(pattern)?,
        act: act.parse().map_err(|error: sayso_core::UnknownName| error.to_string())?,
        fits_negated: match *negation {
            "" => false,
            "any" => true,
            other => return Err(format!("negation is empty or any, not `{other}`")),
        },
        about: match *who {
            "" => About::Nobody,
            "subject" => About::Subject,
            "after" => About::After,
            other => return Err(format!("who is empty, subject or after, not `{other}`")),
        },
        rank: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_that_comes_with_sayso_is_used() {
        let mut cues = Cues::default();
        for (table, text) in TABLES {
            assert_eq!(cues.add(table, table, text), []);
        }
        assert!(cues.cues.rows.len() >= 800, "{}", cues.cues.rows.len());
    }

    #[test]
    fn lines_that_can_not_be_used_are_named() {
        let check = |line: &str, expect: &str| {
            let text = format!("cue\tact\tnegated\tpolarity\tstrength\tparty\n{line}\n");
            let bad = Cues::default().add_cues("own.tsv", &text);
            assert_eq!(bad.first().map(ToString::to_string).unwrap_or_default(), expect, "{line}");
        };
        check("say\tassert\t\t0\tweak\t", "");
        check("say\tassert\t\t2\tweak\t", "own.tsv:2: polarity is +, - or 0, not `2`");
        check("say\tassert\t\t0\tmild\t", "own.tsv:2: strength is weak, plain or strong, not `mild`");
        check("say\tassert\t\t0\tweak\tx", "own.tsv:2: there is no party `x`");
        check("~ say\tassert", "own.tsv:2: a pattern can't begin with a gap");
        check("say <x>\tassert", "own.tsv:2: there is no class `x`");
    }
}
