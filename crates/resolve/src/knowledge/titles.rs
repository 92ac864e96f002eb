//! Titles, offices and role nouns: "Mr", "Lt. Col.", "foreign minister", "spokeswoman", "residents".

use super::index::Index;
use super::thing::{Sense, Words};
use crate::tokens::Token;
use crate::tsv::{BadLine, rows};

pub(super) const FILE: &str = "titles.tsv";

/// What a word shows of somebody's gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "she".
    Female,
    /// "he".
    Male,
}

impl Gender {
    /// A cell: `f`, `m`, or nothing where the word does not show it.
    pub(super) fn parse(cell: &str) -> Result<Option<Gender>, String> {
        match cell {
            "f" => Ok(Some(Gender::Female)),
            "m" => Ok(Some(Gender::Male)),
            "" => Ok(None),
            other => Err(format!("`{other}` is no gender; write f, m or nothing")),
        }
    }

    /// Whether what is known of one and of another may be known of the same.
    pub(crate) fn agree(one: Option<Gender>, other: Option<Gender>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
}

/// What sort of title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TitleSort {
    /// "Mr", "Dr", "Sir", "Sheikh": before a name, and no more than politeness.
    Honorific,
    /// "General", "Lt. Col.", "sergeant".
    Rank,
    /// "president", "foreign minister", "spokeswoman", "bishop": held by somebody.
    Office,
    /// "analyst", "lawyer", "resident", "witness": what somebody does or is.
    Role,
    /// "former", "acting", "deputy", "vice": goes with a title and is none by itself.
    Modifier,
}

const SORTS: [(&str, TitleSort); 5] = [
    ("honorific", TitleSort::Honorific),
    ("rank", TitleSort::Rank),
    ("office", TitleSort::Office),
    ("role", TitleSort::Role),
    ("modifier", TitleSort::Modifier),
];

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// In full and singular, without modifiers: "foreign minister" for "Foreign Ministers".
    pub text: String,
    /// What sort.
    pub sort: TitleSort,
    /// Where the word shows it: "spokeswoman", "Mrs".
    pub gender: Option<Gender>,
    /// Whether several people are meant: "officials", "spokesmen".
    pub is_plural: bool,
}

/// A title's text in small letters, so that a user's row replaces the bundled one; the file's words for it.
#[derive(Debug, Clone)]
struct Row {
    title: Title,
    words: Vec<Words>,
    plurals: Vec<Words>,
}

/// All titles.
#[derive(Debug, Clone, Default)]
pub(super) struct Titles {
    rows: Vec<Row>,
}

impl Titles {
    /// Adds the rows of a file; a row of the same title is replaced.
    pub(super) fn add(&mut self, file: &str, text: &str) -> Vec<BadLine> {
        let (found, mut bad) = rows(file, text, &["title", "sort", "gender", "names", "plural"]);
        let mut new = Vec::new();
        for row in found {
            let sort = SORTS.iter().find(|(name, _)| *name == row.cells[1]).map(|(_, sort)| *sort).ok_or_else(|| {
                let names: Vec<&str> = SORTS.iter().map(|(name, _)| *name).collect();
                format!("`{}` is no sort of title; sorts are {}", row.cells[1], names.join(", "))
            });
            let gender = Gender::parse(row.cells[2]);
            match sort.and_then(|sort| Ok((sort, gender?))) {
                Ok((sort, gender)) => {
                    let words = |column| row.list(column).map(|part| Words::parse(part, Sense::Name));
                    let own = Words::parse(row.cells[0], Sense::Name);
                    let title = Title { text: own.text.clone(), sort, gender, is_plural: false };
                    let words_of_one = [own].into_iter().chain(words(3)).collect();
                    new.push(Row { title, words: words_of_one, plurals: words(4).collect() });
                }
                Err(reason) => bad.push(row.bad(file, reason)),
            }
        }
        let replaced: std::collections::BTreeSet<String> = new.iter().map(|row| row.title.text.clone()).collect();
        self.rows.retain(|row| !replaced.contains(&row.title.text));
        self.rows.extend(new);
        bad
    }

    /// For looking up.
    pub(super) fn index(&mut self) -> Index<Title> {
        let mut names = Vec::new();
        for row in &mut self.rows {
            let many = Title { is_plural: true, ..row.title.clone() };
            names.extend(row.words.iter_mut().filter_map(|words| Some(words.take_name()?.of(row.title.clone()))));
            names.extend(row.plurals.iter_mut().filter_map(|words| Some(words.take_name()?.of(many.clone()))));
        }
        Index::new(names)
    }
}

/// The longest title with which `tokens` begin, and its number of tokens, modifiers among them: "former deputy foreign
/// minister", "ex-president".
pub(super) fn longest<'k>(index: &'k Index<Title>, tokens: &[Token<'_>]) -> Option<(usize, &'k Title)> {
    after(index, tokens, 0, MOST_MODIFIERS)
}

/// "former acting deputy assistant secretary" has four.
const MOST_MODIFIERS: usize = 4;

/// The title that reaches furthest, from token `from` on. A word may be both ("deputy", "chief"): what follows tells.
fn after<'k>(
    index: &'k Index<Title>,
    tokens: &[Token<'_>],
    from: usize,
    modifiers: usize,
) -> Option<(usize, &'k Title)> {
    let mut best: Option<(usize, &Title)> = None;
    for (used, titles) in index.beginnings(tokens.get(from..)?) {
        let end = from + used;
        let full = titles.iter().find(|title| title.sort != TitleSort::Modifier).map(|title| (end, *title));
        let modifies = modifiers > 0 && titles.iter().any(|title| title.sort == TitleSort::Modifier);
        let hyphen = usize::from(tokens.get(end).is_some_and(|mark| matches!(mark.text, "-" | "‑" | "‐")));
        let longer = modifies.then(|| after(index, tokens, end + hyphen, modifiers - 1)).flatten();
        let furthest = longer.filter(|longer| full.is_none_or(|full| longer.0 > full.0)).or(full);
        best = furthest.filter(|found| best.is_none_or(|best| found.0 >= best.0)).or(best);
    }
    best
}
