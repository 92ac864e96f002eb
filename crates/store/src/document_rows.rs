//! A document as rows, and back.

use rusqlite::{Connection, OptionalExtension, Row};
use sayso_core::{
    Block, Document, DocumentId, Language, Layout, Meta, Provenance, Quotation, Span, Statement, Warning,
};

use crate::{Library, Part, StoreError, page_rows, statement_rows};

/// The row number of a document, if it is there.
pub(crate) fn row_of(connection: &Connection, id: DocumentId) -> Result<Option<i64>, StoreError> {
    let mut query = connection.prepare_cached("SELECT id FROM documents WHERE digest = ?1")?;
    Ok(query.query_row([id.as_bytes()], |row| row.get(0)).optional()?)
}

/// The last document that was added with the same address, and its row, if its text is another.
pub(crate) fn version_before(
    connection: &Connection,
    document: &Document,
) -> Result<Option<(i64, DocumentId)>, StoreError> {
    let Some(url) = &document.provenance().url else { return Ok(None) };
    let mut query = connection
        .prepare_cached("SELECT id, digest, text = ?2 FROM documents WHERE url = ?1 ORDER BY id DESC LIMIT 1")?;
    let found: Option<(i64, [u8; 16], bool)> =
        query.query_row((url, document.text()), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    Ok(found.filter(|(.., is_same)| !is_same).map(|(row, digest, _)| (row, DocumentId::from_bytes(digest))))
}

/// Writes everything but the statements.
pub(crate) fn insert(connection: &Connection, run: i64, document: &Document) -> Result<i64, StoreError> {
    check(document)?;
    let (provenance, meta) = (document.provenance(), document.meta());
    let mut query = connection.prepare_cached(
        "INSERT INTO documents (digest, run, path, url, given_outlet, outlet, title, byline, published, language, \
         statements, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11)",
    )?;
    query.execute((
        document.id().as_bytes(),
        run,
        &provenance.path,
        &provenance.url,
        &provenance.outlet,
        document.outlet(),
        document.title(),
        document.byline(),
        &meta.published,
        meta.language.as_ref().map(Language::code),
        document.text(),
    ))?;
    let row = connection.last_insert_rowid();
    insert_layout(connection, row, document)?;
    if let Some(page) = document.page() {
        page_rows::insert(connection, row, page)?;
    }
    let mut query = connection.prepare_cached(
        "INSERT INTO warnings (document, ordinal, code, at_byte, message) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (ordinal, warning) in document.warnings().iter().enumerate() {
        query.execute((row, ordinal as i64, warning.code.name(), warning.at.map(|at| at as i64), &warning.message))?;
    }
    Ok(row)
}

/// The spans of the head; those of the layout were checked when it was made, but perhaps against another text.
fn check(document: &Document) -> Result<(), StoreError> {
    let (layout, id) = (document.layout(), document.id());
    let spans = layout.blocks().iter().map(|block| block.span).chain(layout.sentences().iter().copied());
    let spans = spans.chain(layout.quotations().iter().map(|quotation| quotation.span));
    let spans = spans.chain(meta_spans(document.meta()).into_iter().filter_map(|(_, span)| span));
    for span in spans {
        span.slice(document.text()).map_err(|source| StoreError::Misfit {
            document: id,
            what: Part::Layout,
            source,
        })?;
    }
    Ok(())
}

fn meta_spans(meta: &Meta) -> [(&'static str, Option<Span>); 5] {
    [
        ("title", meta.title),
        ("byline", meta.byline),
        ("outlet", meta.outlet),
        ("place", meta.place),
        ("date", meta.date),
    ]
}

fn insert_layout(connection: &Connection, row: i64, document: &Document) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "INSERT INTO layout (document, part, ordinal, kind, start_byte, end_byte, closed) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut put = |part: &str, ordinal: usize, kind: Option<&str>, span: Span, closed: Option<bool>| {
        query.execute((row, part, ordinal as i64, kind, span.start() as i64, span.end() as i64, closed))
    };
    let layout = document.layout();
    for (ordinal, block) in layout.blocks().iter().enumerate() {
        put("block", ordinal, Some(block.kind.name()), block.span, None)?;
    }
    for (ordinal, sentence) in layout.sentences().iter().enumerate() {
        put("sentence", ordinal, None, *sentence, None)?;
    }
    for (ordinal, quotation) in layout.quotations().iter().enumerate() {
        put("quotation", ordinal, Some(quotation.mark.name()), quotation.span, Some(quotation.closed))?;
    }
    for (ordinal, (name, span)) in meta_spans(document.meta()).into_iter().enumerate() {
        if let Some(span) = span {
            put("meta", ordinal, Some(name), span, None)?;
        }
    }
    Ok(())
}

impl Library {
    /// Whether a document is there.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn contains(&self, id: DocumentId) -> Result<bool, StoreError> {
        Ok(row_of(&self.connection, id)?.is_some())
    }

    /// A document as it was added, checked against its id.
    ///
    /// # Errors
    /// [`StoreError::Changed`], [`StoreError::Misfit`], or what SQLite reports.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>, StoreError> {
        row_of(&self.connection, id)?.map(|row| read(&self.connection, id, row)).transpose()
    }

    /// The statements of a document of this library, in text order, each checked against its text and its id.
    ///
    /// # Errors
    /// [`StoreError::Changed`], [`StoreError::Misfit`], or what SQLite reports.
    pub fn statements_of(&self, document: &Document) -> Result<Vec<Statement>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT statements.id FROM statements JOIN documents ON documents.id = statements.document \
             WHERE documents.digest = ?1 ORDER BY statements.ordinal",
        )?;
        let rows = query.query_map([document.id().as_bytes()], |row| row.get(0))?;
        rows.map(|row| statement_rows::read(&self.connection, row?, document.id(), document.text())).collect()
    }
}

fn read(connection: &Connection, id: DocumentId, row: i64) -> Result<Document, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT text, path, url, given_outlet, published, language, title FROM documents WHERE id = ?1",
    )?;
    let mut found = query.query([row])?;
    let changed = |what| StoreError::Changed { document: id, what };
    let columns = found.next()?.ok_or(changed(Part::Text))?;
    let text: String = columns.get(0)?;
    let provenance = Provenance { path: columns.get(1)?, url: columns.get(2)?, outlet: columns.get(3)? };
    let language: Option<String> = columns.get(5)?;
    let title: Option<String> = columns.get(6)?;
    let meta = Meta { published: columns.get(4)?, language: language.map(Language::new), ..Meta::default() };
    if Document::id_of(&text, &provenance) != id {
        return Err(changed(Part::Text));
    }
    let mut layout = LayoutRows { meta, ..LayoutRows::default() };
    let mut query = connection.prepare_cached(
        "SELECT part, kind, start_byte, end_byte, closed FROM layout WHERE document = ?1 ORDER BY part, ordinal",
    )?;
    let mut rows = query.query([row])?;
    while let Some(row) = rows.next()? {
        layout.put(row)?.ok_or(changed(Part::Layout))?;
    }
    let LayoutRows { meta, blocks, sentences, quotations } = layout;
    for span in meta_spans(&meta).into_iter().filter_map(|(_, span)| span) {
        span.slice(&text).map_err(|source| StoreError::Misfit { document: id, what: Part::Layout, source })?;
    }
    let layout = Layout::new(&text, blocks, sentences, quotations).map_err(|_| changed(Part::Layout))?;
    let warnings = warnings(connection, row)?.ok_or(changed(Part::Warning))?;
    let page = page_rows::read(connection, row)?.transpose().map_err(|()| changed(Part::Page))?;
    let page = page.map(|page| if page.map.fits(text.len(), page.bytes) { Ok(page) } else { Err(changed(Part::Page)) });
    let document = Document::new(text, provenance, meta, layout, warnings);
    let document = match page.transpose()? {
        Some(page) => document.with_page(page),
        None => document,
    };
    // Kept as it is shown: one that stands in the text changes nothing.
    Ok(document.titled(&title.unwrap_or_default()))
}

/// What the rows of `layout` say, as they come.
#[derive(Default)]
struct LayoutRows {
    meta: Meta,
    blocks: Vec<Block>,
    sentences: Vec<Span>,
    quotations: Vec<Quotation>,
}

impl LayoutRows {
    /// Takes one row in; nothing if it holds what sayso does not write.
    fn put(&mut self, row: &Row<'_>) -> Result<Option<()>, rusqlite::Error> {
        let (part, kind): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        let Some(span) = span(row.get(2)?, row.get(3)?) else { return Ok(None) };
        let kind = kind.unwrap_or_default();
        match (part.as_str(), kind.as_str()) {
            ("block", kind) => match kind.parse() {
                Ok(kind) => self.blocks.push(Block { span, kind }),
                Err(_) => return Ok(None),
            },
            ("sentence", _) => self.sentences.push(span),
            ("quotation", mark) => match mark.parse() {
                Ok(mark) => self.quotations.push(Quotation { span, mark, closed: row.get(4)? }),
                Err(_) => return Ok(None),
            },
            ("meta", "title") => self.meta.title = Some(span),
            ("meta", "byline") => self.meta.byline = Some(span),
            ("meta", "outlet") => self.meta.outlet = Some(span),
            ("meta", "place") => self.meta.place = Some(span),
            ("meta", "date") => self.meta.date = Some(span),
            _ => return Ok(None),
        }
        Ok(Some(()))
    }
}

/// A span as stored, if it is one.
pub(crate) fn span(start: i64, end: i64) -> Option<Span> {
    Span::new(usize::try_from(start).ok()?..usize::try_from(end).ok()?).ok()
}

/// The warnings of a document; nothing if one has a code that sayso does not write.
fn warnings(connection: &Connection, row: i64) -> Result<Option<Vec<Warning>>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT code, at_byte, message FROM warnings WHERE document = ?1 ORDER BY ordinal")?;
    let mut rows = query.query([row])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (code, at): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let Ok(code) = code.parse() else { return Ok(None) };
        out.push(Warning { code, at: at.and_then(|at| usize::try_from(at).ok()), message: row.get(2)? });
    }
    Ok(Some(out))
}
