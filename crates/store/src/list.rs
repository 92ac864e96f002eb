//! Lists of documents and statements.

use rusqlite::{Row, params_from_iter};
use sayso_core::{Document, DocumentId, Id, PageOrigin, Provenance, Statement};

use crate::filter::Conditions;
use crate::{DocumentFilter, Library, Order, Page, Part, StatementFilter, StoreError, page_rows, statement_rows};

/// A document without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSummary {
    /// Digest of text, address and stated outlet.
    pub id: DocumentId,
    /// Path of the file, as given.
    pub path: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// As stated, else as the text names it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub published: Option<String>,
    /// BCP 47 code.
    pub language: Option<String>,
    /// How many statements.
    pub statements: u64,
    /// Length of the text in bytes.
    pub text_bytes: u64,
}

/// A statement with where it stands.
pub struct ListedStatement<'a> {
    /// Checked against the text and its id.
    pub statement: &'a Statement,
    /// Its document.
    pub document: &'a DocumentSummary,
    /// Its document's text, which spans count in.
    pub text: &'a str,
    /// The page that its document was taken from, if it was.
    pub page: Option<&'a PageOrigin>,
}

const SUMMARY: &str = "d.digest, d.path, d.url, d.outlet, d.title, d.byline, d.published, d.language, d.statements, \
                       octet_length(d.text)";

fn summary(row: &Row<'_>) -> Result<DocumentSummary, rusqlite::Error> {
    Ok(DocumentSummary {
        id: Id::from_bytes(row.get(0)?),
        path: row.get(1)?,
        url: row.get(2)?,
        outlet: row.get(3)?,
        title: row.get(4)?,
        byline: row.get(5)?,
        published: row.get(6)?,
        language: row.get(7)?,
        statements: row.get::<_, i64>(8)?.unsigned_abs(),
        text_bytes: row.get::<_, i64>(9)?.unsigned_abs(),
    })
}

/// ORDER BY, LIMIT and OFFSET; `score` and `added` name the columns for [`Order::Score`] and [`Order::Added`].
fn arranged(order: Order, page: Page, score: &str, ties: &str) -> String {
    let way = if page.reversed { "DESC" } else { "ASC" };
    let by = match order {
        Order::Published => format!("d.published {way} NULLS LAST, "),
        Order::Outlet => format!("d.outlet COLLATE NOCASE {way} NULLS LAST, d.published {way} NULLS LAST, "),
        Order::Score => format!("{score} {way}, "),
        Order::Added => format!("d.id {way}, "),
    };
    format!("ORDER BY {by}{ties} {}", page.sql())
}

const STATEMENTS: &str = "statements s JOIN documents d ON d.id = s.document";

impl Library {
    /// How many documents fit.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn count_documents(&self, filter: &DocumentFilter) -> Result<u64, StoreError> {
        self.count("documents d", &filter.conditions())
    }

    /// How many statements fit.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn count_statements(&self, filter: &StatementFilter) -> Result<u64, StoreError> {
        self.count(STATEMENTS, &filter.conditions())
    }

    fn count(&self, from: &str, conditions: &Conditions) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {from} {}", conditions.sql());
        let values = params_from_iter(&conditions.values);
        let count: i64 = self.connection.query_row(&sql, values, |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Shows the documents that fit to `visit`, one after the other, until it fails.
    ///
    /// # Errors
    /// What SQLite reports, or the error of `visit`.
    pub fn list_documents<E: From<StoreError>>(
        &self,
        filter: &DocumentFilter,
        order: Order,
        page: Page,
        mut visit: impl FnMut(&DocumentSummary) -> Result<(), E>,
    ) -> Result<(), E> {
        let conditions = filter.conditions();
        let arranged = arranged(order, page, "d.statements", "d.digest");
        let sql = format!("SELECT {SUMMARY} FROM documents d {} {arranged}", conditions.sql());
        let mut query = self.connection.prepare(&sql).map_err(StoreError::from)?;
        let mut rows = query.query(params_from_iter(&conditions.values)).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(&summary(row).map_err(StoreError::from)?)?;
        }
        Ok(())
    }

    /// Shows the statements that fit to `visit`, one after the other, until it fails. Each is checked against the text
    /// of its document and its id.
    ///
    /// # Errors
    /// [`StoreError::Changed`], [`StoreError::Misfit`], what SQLite reports, or the error of `visit`.
    pub fn list_statements<E: From<StoreError>>(
        &self,
        filter: &StatementFilter,
        order: Order,
        page: Page,
        mut visit: impl FnMut(ListedStatement<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let conditions = filter.conditions();
        let arranged = arranged(order, page, "s.score", "d.digest, s.ordinal");
        let sql = format!("SELECT s.id, d.id FROM {STATEMENTS} {} {arranged}", conditions.sql());
        let mut query = self.connection.prepare(&sql).map_err(StoreError::from)?;
        let mut rows = query.query(params_from_iter(&conditions.values)).map_err(StoreError::from)?;
        // Statements of one document mostly follow each other.
        let mut last: Option<(i64, DocumentSummary, String, Option<PageOrigin>)> = None;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let (statement, document): (i64, i64) =
                (row.get(0).map_err(StoreError::from)?, row.get(1).map_err(StoreError::from)?);
            let (_, summary, text, page) = match last.take() {
                Some(last_one) if last_one.0 == document => last.insert(last_one),
                _ => {
                    let (summary, text) = self.summary_and_text(document)?;
                    let page = page_rows::read(&self.connection, document)?.transpose();
                    let changed = |()| StoreError::Changed { document: summary.id, what: Part::Page };
                    let page = page.map_err(changed)?;
                    last.insert((document, summary, text, page))
                }
            };
            let statement = statement_rows::read(&self.connection, statement, summary.id, text)?;
            visit(ListedStatement { statement: &statement, document: summary, text, page: page.as_ref() })?;
        }
        Ok(())
    }

    /// A document's head and its text, checked against its id.
    fn summary_and_text(&self, row: i64) -> Result<(DocumentSummary, String), StoreError> {
        let sql = format!("SELECT {SUMMARY}, d.given_outlet, d.text FROM documents d WHERE d.id = ?1");
        let mut query = self.connection.prepare_cached(&sql)?;
        let (summary, outlet, text) =
            query.query_row([row], |row| Ok((summary(row)?, row.get(10)?, row.get::<_, String>(11)?)))?;
        let provenance = Provenance { path: None, url: summary.url.clone(), outlet };
        if Document::id_of(&text, &provenance) != summary.id {
            return Err(StoreError::Changed { document: summary.id, what: Part::Text });
        }
        Ok((summary, text))
    }
}
