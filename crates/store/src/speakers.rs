//! Who speaks in a library, as what, when, and against whom.

use rusqlite::{Row, params_from_iter};
use sayso_core::{Act, EntityId, EntityKind};

use crate::filter::Conditions;
use crate::{DocumentFilter, Library, Page, StoreError};

/// Somebody across documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// The id across documents.
    pub id: EntityId,
    /// The fullest name.
    pub name: String,
    /// What sort of somebody.
    pub kind: String,
}

/// An office, and when documents name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleTime {
    /// "Special Envoy for Afghanistan".
    pub role: String,
    /// Date of the first document that names it, if any has one.
    pub first: Option<String>,
    /// Date of the last.
    pub last: Option<String>,
    /// How many documents do.
    pub documents: u64,
}

/// A speaker, and what is known of it across documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerSummary {
    /// Who.
    pub somebody: Somebody,
    /// Every name that some document uses, the most used first.
    pub names: Vec<String>,
    /// Every office, the earliest first.
    pub roles: Vec<RoleTime>,
    /// For whom it acts, the most named first.
    pub affiliations: Vec<String>,
    /// How many statements.
    pub statements: u64,
    /// In how many documents.
    pub documents: u64,
    /// How often each speech act, the most frequent first.
    pub acts: Vec<(Act, u64)>,
    /// Whom it accuses, denies or demands from, the most frequent first.
    pub targets: Vec<(String, u64)>,
    /// Date of the first document in which it speaks, if any has one.
    pub first: Option<String>,
    /// Date of the last.
    pub last: Option<String>,
}

/// Which speakers. Every field that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpeakerFilter {
    /// Speaking in which documents; of these the statements are counted. `search` is about the speaker's names, offices
    /// and id.
    pub document: DocumentFilter,
    /// One of these kinds, if there are any.
    pub kinds: Vec<EntityKind>,
}

/// In which order; what ties is ordered by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SpeakerOrder {
    /// Who says most comes first.
    #[default]
    Statements,
    /// By name.
    Name,
    /// By the date of the first statement, unknown dates last.
    First,
    /// By that of the last.
    Last,
}

const SPEAKERS: &str = "statements s JOIN documents d ON d.id = s.document \
                        JOIN parties p ON p.statement = s.id AND p.role = 'speaker' \
                        JOIN linked l ON l.document = s.document AND l.entity = p.entity \
                        JOIN somebodies e ON e.id = l.somebody";

impl SpeakerFilter {
    fn conditions(&self) -> Conditions {
        let mut out = self.document.conditions_but_search();
        out.like(
            "e.name LIKE ? OR e.id LIKE ? OR EXISTS (SELECT 1 FROM linked m JOIN entity_words w \
             ON w.document = m.document AND w.entity = m.entity WHERE m.somebody = e.id \
             AND w.part <> 'affiliation' AND w.words LIKE ?)",
            &self.document.search,
        );
        out.any_of("e.kind", &self.kinds);
        out
    }
}

impl Library {
    /// How many speakers fit. The library is to be linked.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn count_speakers(&self, filter: &SpeakerFilter) -> Result<u64, StoreError> {
        let conditions = filter.conditions();
        let sql = format!("SELECT count(DISTINCT e.id) FROM {SPEAKERS} {}", conditions.sql());
        let values = params_from_iter(&conditions.values);
        let count: i64 = self.connection.query_row(&sql, values, |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Shows the speakers that fit to `visit`, one after the other, until it fails. The library is to be linked.
    ///
    /// # Errors
    /// What SQLite reports, or the error of `visit`.
    pub fn list_speakers<E: From<StoreError>>(
        &self,
        filter: &SpeakerFilter,
        order: SpeakerOrder,
        page: Page,
        mut visit: impl FnMut(&SpeakerSummary) -> Result<(), E>,
    ) -> Result<(), E> {
        let conditions = filter.conditions();
        let way = |reversed: bool| if reversed { "DESC" } else { "ASC" };
        let by = match order {
            SpeakerOrder::Statements => format!("count(*) {}", way(!page.reversed)),
            SpeakerOrder::Name => format!("e.name COLLATE NOCASE {}", way(page.reversed)),
            SpeakerOrder::First => format!("min(d.published) {} NULLS LAST", way(page.reversed)),
            SpeakerOrder::Last => format!("max(d.published) {} NULLS LAST", way(page.reversed)),
        };
        let limit = page.sql();
        let sql = format!(
            "SELECT e.id, e.name, e.kind, count(*), count(DISTINCT s.document), min(d.published), max(d.published) \
             FROM {SPEAKERS} {} GROUP BY e.id ORDER BY {by}, e.id {limit}",
            conditions.sql()
        );
        let mut query = self.connection.prepare(&sql).map_err(StoreError::from)?;
        let mut rows = query.query(params_from_iter(&conditions.values)).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let mut speaker = summary(row).map_err(StoreError::from)?;
            self.describe(&mut speaker, filter)?;
            visit(&speaker)?;
        }
        Ok(())
    }

    /// What is asked about one speaker at a time.
    fn describe(&self, speaker: &mut SpeakerSummary, filter: &SpeakerFilter) -> Result<(), StoreError> {
        let id = speaker.somebody.id.as_str().to_owned();
        let said = "FROM linked l JOIN entity_words w ON w.document = l.document AND w.entity = l.entity \
                    JOIN documents d ON d.id = l.document WHERE l.somebody = ?1";
        let words = |part: &str| -> Result<Vec<String>, StoreError> {
            let mut query = self.connection.prepare_cached(&format!(
                "SELECT w.words {said} AND w.part = ?2 GROUP BY w.words ORDER BY count(*) DESC, w.words"
            ))?;
            let found = query.query_map((&id, part), |row| row.get(0))?;
            Ok(found.collect::<Result<_, _>>()?)
        };
        speaker.names = words("name")?;
        speaker.affiliations = words("affiliation")?;
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT min(w.words), min(d.published), max(d.published), count(DISTINCT d.id) {said} AND w.part = 'role' \
             GROUP BY lower(w.words) ORDER BY min(d.published) NULLS LAST, max(d.published), min(w.words)"
        ))?;
        let roles = query.query_map([&id], |row| {
            let documents = row.get::<_, i64>(3)?.unsigned_abs();
            Ok(RoleTime { role: row.get(0)?, first: row.get(1)?, last: row.get(2)?, documents })
        })?;
        speaker.roles = roles.collect::<Result<_, _>>()?;
        let acts = self.counted(&id, filter, "s.act", "")?;
        speaker.acts = acts.into_iter().filter_map(|(act, count)| Some((act.parse().ok()?, count))).collect();
        let targets = "JOIN parties t ON t.statement = s.id AND t.role = 'target' \
                       LEFT JOIN linked u ON u.document = s.document AND u.entity = t.entity \
                       LEFT JOIN somebodies o ON o.id = u.somebody";
        speaker.targets = self.counted(&id, filter, "coalesce(o.name, t.name)", targets)?;
        Ok(())
    }

    /// How often each value of an expression stands among the speaker's statements, the most frequent first.
    fn counted(
        &self,
        id: &str,
        filter: &SpeakerFilter,
        expression: &str,
        join: &str,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let mut conditions = filter.document.conditions_but_search();
        conditions.put("l.somebody = ?", id.to_owned());
        let sql = format!(
            "SELECT {expression}, count(*) FROM {SPEAKERS} {join} {} AND {expression} IS NOT NULL \
             GROUP BY 1 ORDER BY 2 DESC, 1",
            conditions.sql()
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map(params_from_iter(&conditions.values), |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn summary(row: &Row<'_>) -> Result<SpeakerSummary, rusqlite::Error> {
    let id = EntityId::new(row.get::<_, String>(0)?);
    Ok(SpeakerSummary {
        somebody: Somebody { id, name: row.get(1)?, kind: row.get(2)? },
        names: Vec::new(),
        roles: Vec::new(),
        affiliations: Vec::new(),
        statements: row.get::<_, i64>(3)?.unsigned_abs(),
        documents: row.get::<_, i64>(4)?.unsigned_abs(),
        acts: Vec::new(),
        targets: Vec::new(),
        first: row.get(5)?,
        last: row.get(6)?,
    })
}
