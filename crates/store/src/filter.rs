//! What to list, in which order, and how much of it.

use std::fmt;
use std::str::FromStr;

use sayso_core::{Act, Form};

/// A day, month or year: `2018-02-08`, `2018-02`, `2018`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartialDate(
    // Invariant: of one of the three shapes, with a month from 1 to 12 and a day from 1 to 31
    String,
);

/// Not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is YYYY-MM-DD, YYYY-MM or YYYY")]
pub struct PartialDateError;

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<PartialDate, PartialDateError> {
        let fields: Vec<&str> = text.split('-').collect();
        let number = |field: &str, digits: usize, range: std::ops::RangeInclusive<u16>| {
            let all_digits = field.len() == digits && field.bytes().all(|byte| byte.is_ascii_digit());
            all_digits && field.parse().is_ok_and(|number| range.contains(&number))
        };
        let fits = fields.len() <= 3
            && fields.iter().enumerate().all(|(place, field)| match place {
                0 => number(field, 4, 0..=9999),
                1 => number(field, 2, 1..=12),
                _ => number(field, 2, 1..=31),
            });
        if fits { Ok(PartialDate(text.to_owned())) } else { Err(PartialDateError) }
    }
}

/// The first digits of a document's id, or all 32.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdPrefix(
    // Invariant: 1 to 32 lower-case hex digits
    String,
);

impl IdPrefix {
    /// The digits.
    pub(crate) fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for IdPrefix {
    type Err = sayso_core::ParseIdError;

    fn from_str(text: &str) -> Result<IdPrefix, sayso_core::ParseIdError> {
        let fits = (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if fits { Ok(IdPrefix(text.to_ascii_lowercase())) } else { Err(sayso_core::ParseIdError) }
    }
}

/// Which documents. Every field that is given must fit; words fit anywhere, upper or lower case (of A to Z).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Words of the outlet's name.
    pub outlet: Option<String>,
    /// Published then or later; a document of an unknown date does not fit.
    pub since: Option<PartialDate>,
    /// Published then or earlier; a document of an unknown date does not fit.
    pub until: Option<PartialDate>,
    /// Words of the text.
    pub search: Option<String>,
    /// First digits of the id.
    pub id: Option<IdPrefix>,
}

/// Which statements. Every field that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementFilter {
    /// Of which documents; `search` is about the statement's words instead of the whole text.
    pub document: DocumentFilter,
    /// Words of the source or of any name of the speaker, here or in another document. An id with its kind, such as
    /// `person/ilse-varga`, is that speaker and no other. The library is to be linked.
    pub speaker: Option<String>,
    /// Words of the content, or of the target's or addressee's name.
    pub about: Option<String>,
    /// One of these acts, if there are any.
    pub acts: Vec<Act>,
    /// One of these forms, if there are any.
    pub forms: Vec<Form>,
}

/// In which order. What ties is ordered by document id and place in the text, so that two libraries with the same
/// documents list them alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By publication date, unknown dates last.
    #[default]
    Published,
    /// By the outlet's name, then by date.
    Outlet,
    /// As they were added.
    Added,
    /// Statements by score; documents by number of statements.
    Score,
}

/// How much.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Page {
    /// At most so many; all if not given.
    pub limit: Option<u64>,
    /// After so many.
    pub offset: u64,
    /// Last first.
    pub reversed: bool,
}

impl Page {
    /// LIMIT and OFFSET.
    pub(crate) fn sql(self) -> String {
        // SQLite reads a negative limit as none.
        let limit = self.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let offset = i64::try_from(self.offset).unwrap_or(i64::MAX);
        format!("LIMIT {limit} OFFSET {offset}")
    }
}

/// The pattern that finds these words anywhere, for `LIKE ... ESCAPE '\'`.
pub(crate) fn pattern(words: &str) -> String {
    let escaped = words.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    format!("%{escaped}%")
}

/// A WHERE clause that grows, with the values that it asks for.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    clauses: Vec<String>,
    pub(crate) values: Vec<String>,
}

impl Conditions {
    /// Adds a condition in which `?` stands for the value.
    pub(crate) fn put(&mut self, clause: &str, value: String) {
        self.values.push(value);
        self.clauses.push(clause.replace('?', &format!("?{}", self.values.len())));
    }

    /// Adds a condition in which `?` stands for a pattern that finds the words.
    pub(crate) fn like(&mut self, clause: &str, words: &Option<String>) {
        if let Some(words) = words {
            self.put(&clause.replace('?', r"? ESCAPE '\'"), pattern(words));
        }
    }

    pub(crate) fn any_of<T: fmt::Display>(&mut self, column: &str, names: &[T]) {
        if !names.is_empty() {
            let start = self.values.len() + 1;
            self.values.extend(names.iter().map(T::to_string));
            let places: Vec<String> = (start..=self.values.len()).map(|place| format!("?{place}")).collect();
            self.clauses.push(format!("{column} IN ({})", places.join(", ")));
        }
    }

    /// The clause; "WHERE 1" if there is no condition.
    pub(crate) fn sql(&self) -> String {
        let mut sql = "WHERE 1".to_owned();
        for clause in &self.clauses {
            sql += &format!(" AND ({clause})");
        }
        sql
    }
}

impl DocumentFilter {
    pub(crate) fn conditions(&self) -> Conditions {
        let mut out = self.conditions_but_search();
        out.like("d.text LIKE ?", &self.search);
        out
    }

    pub(crate) fn conditions_but_search(&self) -> Conditions {
        let mut out = Conditions::default();
        out.like("d.outlet LIKE ?", &self.outlet);
        if let Some(PartialDate(since)) = &self.since {
            // "2018-02" is not before "2018-02-05".
            out.put("d.published >= ? OR substr(?, 1, length(d.published)) = d.published", since.clone());
        }
        if let Some(PartialDate(until)) = &self.until {
            // "2018-05-01" is not after "2018"; no digit or hyphen sorts behind "~".
            out.put("d.published <= ? || '~'", until.clone());
        }
        if let Some(IdPrefix(prefix)) = &self.id {
            out.put("lower(hex(d.digest)) LIKE ? || '%'", prefix.clone());
        }
        out
    }
}

impl StatementFilter {
    pub(crate) fn conditions(&self) -> Conditions {
        let mut out = self.document.conditions_but_search();
        let words = "EXISTS (SELECT 1 FROM words w WHERE w.statement = s.id";
        let parties = "EXISTS (SELECT 1 FROM parties p WHERE p.statement = s.id";
        let linked = "EXISTS (SELECT 1 FROM parties p JOIN linked l ON l.document = s.document AND l.entity = p.entity \
                      WHERE p.statement = s.id AND p.role = 'speaker' AND l.somebody";
        match &self.speaker {
            Some(id) if id.contains('/') => out.put(&format!("{linked} = ?)"), id.clone()),
            words_of_name => out.like(
                &format!(
                    "{parties} AND p.role = 'speaker' AND p.name LIKE ?) \
                     OR {words} AND w.role = 'source' AND w.words LIKE ?) \
                     OR {linked} IN (SELECT m.somebody FROM linked m JOIN entity_words n ON n.document = m.document \
                     AND n.entity = m.entity AND n.part = 'name' WHERE n.words LIKE ?))"
                ),
                words_of_name,
            ),
        }
        out.like(
            &format!(
                "{words} AND w.role = 'content' AND w.words LIKE ?) \
                 OR {parties} AND p.role <> 'speaker' AND (p.name LIKE ? OR p.entity LIKE ?))"
            ),
            &self.about,
        );
        out.like(&format!("{words} AND w.words LIKE ?)"), &self.document.search);
        out.any_of("s.act", &self.acts);
        out.any_of("s.form", &self.forms);
        out
    }
}
