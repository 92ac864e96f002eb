//! A statement as rows, and back.

use rusqlite::{CachedStatement, Connection};
use sayso_core::{
    Document, DocumentId, EntityId, Figure, Id, Party, Relay, Said, Score, Span, Spans, Speaker, Statement,
    StatementParts, UnknownName,
};

use crate::document_rows::span;
use crate::{Part, StoreError};

/// Writes a statement; `false` if the document has one of the same spans already.
pub(crate) fn insert(
    connection: &Connection,
    document_row: i64,
    ordinal: usize,
    document: &Document,
    statement: &Statement,
) -> Result<bool, StoreError> {
    if statement.document() != document.id() {
        return Err(StoreError::OtherDocument { document: document.id(), other: statement.document() });
    }
    check(statement, ordinal, document.text())?;
    let parts = statement.parts();
    let mut query = connection.prepare_cached(
        "INSERT INTO statements (digest, document, ordinal, form, act, score, parent) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (digest) DO NOTHING",
    )?;
    let added = query.execute((
        statement.id().as_bytes(),
        document_row,
        ordinal as i64,
        parts.form.name(),
        parts.act.map(|act| act.name()),
        i64::from(parts.score.basis_points()),
        parts.parent.map(|parent| *parent.as_bytes()),
    ))?;
    if added == 0 {
        return Ok(false);
    }
    let row = connection.last_insert_rowid();
    insert_spans(connection, row, parts)?;
    insert_parties(connection, row, parts)?;
    insert_details(connection, row, parts)?;
    Ok(true)
}

/// Every span with the role that an error names.
fn spans(parts: &StatementParts) -> impl Iterator<Item = (&'static str, Span)> {
    let named = |role, spans: &Spans| spans.pieces().iter().map(move |span| (role, *span)).collect::<Vec<_>>();
    let mut out = named("source", &parts.source);
    out.extend(named("cue", &parts.cue));
    out.extend(named("content", &parts.content));
    out.extend(parts.relays.iter().map(|relay| ("relay", relay.span)));
    out.extend(parts.said.iter().map(|said| ("time", said.span)));
    out.extend(parts.figures.iter().map(|figure| ("figure", figure.span)));
    out.into_iter()
}

fn check(statement: &Statement, ordinal: usize, text: &str) -> Result<(), StoreError> {
    for (role, span) in spans(statement.parts()) {
        span.slice(text).map_err(|source| StoreError::Misfit {
            document: statement.document(),
            what: Part::Statement { ordinal, role, span: Some((span.start() as i64, span.end() as i64)) },
            source,
        })?;
    }
    Ok(())
}

fn insert_spans(connection: &Connection, row: i64, parts: &StatementParts) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "INSERT INTO spans (statement, role, ordinal, start_byte, end_byte) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (role, spans) in [("source", &parts.source), ("cue", &parts.cue), ("content", &parts.content)] {
        for (ordinal, span) in spans.pieces().iter().enumerate() {
            query.execute((row, role, ordinal as i64, span.start() as i64, span.end() as i64))?;
        }
    }
    Ok(())
}

fn insert_parties(connection: &Connection, row: i64, parts: &StatementParts) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "INSERT INTO parties (statement, role, name, kind, entity, office, affiliation) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    if let Some(Speaker { name, kind, role, affiliation, entity }) = &parts.speaker {
        let entity = entity.as_ref().map(EntityId::as_str);
        query.execute((row, "speaker", name, kind.name(), entity, role, affiliation))?;
    }
    for (role, party) in [("addressee", &parts.addressee), ("target", &parts.target)] {
        if let Some(Party { name, kind, entity }) = party {
            let entity = entity.as_ref().map(EntityId::as_str);
            query.execute((row, role, name, kind.name(), entity, None::<&str>, None::<&str>))?;
        }
    }
    Ok(())
}

/// Relays, time and figures.
fn insert_details(connection: &Connection, row: i64, parts: &StatementParts) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "INSERT INTO relays (statement, ordinal, name, kind, start_byte, end_byte) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (ordinal, Relay { name, kind, span }) in parts.relays.iter().enumerate() {
        query.execute((row, ordinal as i64, name, kind.name(), span.start() as i64, span.end() as i64))?;
    }
    if let Some(Said { value, grain, span, anchor }) = &parts.said {
        let mut query = connection.prepare_cached(
            "INSERT INTO said (statement, value, grain, anchor, start_byte, end_byte) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        query.execute((row, value, grain, anchor.name(), span.start() as i64, span.end() as i64))?;
    }
    let mut query = connection.prepare_cached(
        "INSERT INTO figures (statement, ordinal, value, unit, qualifier, start_byte, end_byte) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (ordinal, Figure { value, unit, qualifier, span }) in parts.figures.iter().enumerate() {
        query.execute((row, ordinal as i64, value, unit, qualifier, span.start() as i64, span.end() as i64))?;
    }
    Ok(())
}

/// Reads a statement back, checked against the text of its document and against its id.
pub(crate) fn read(
    connection: &Connection,
    row: i64,
    document: DocumentId,
    text: &str,
) -> Result<Statement, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT ordinal, digest, form, act, score, parent FROM statements WHERE id = ?1")?;
    let mut rows = query.query([row])?;
    let Some(columns) = rows.next()? else {
        return Err(StoreError::Changed { document, what: Part::Text });
    };
    let ordinal: i64 = columns.get(0)?;
    let reader = Reader { connection, row, document, ordinal: usize::try_from(ordinal).unwrap_or_default(), text };
    let act: Option<String> = columns.get(3)?;
    let parts = StatementParts {
        source: reader.spans("source")?,
        cue: reader.spans("cue")?,
        content: reader.spans("content")?,
        form: reader.named(&columns.get::<_, String>(2)?)?,
        act: act.map(|act| reader.named(&act)).transpose()?,
        score: Score::new(columns.get::<_, f32>(4)? / 10_000.0),
        parent: columns.get::<_, Option<[u8; 16]>>(5)?.map(Id::from_bytes),
        speaker: reader.speaker()?,
        addressee: reader.party("addressee")?,
        target: reader.party("target")?,
        relays: reader.relays()?,
        said: reader.said()?,
        figures: reader.figures()?,
    };
    let statement = Statement::in_text(document, text, parts).map_err(|_| reader.changed("words"))?;
    if *statement.id().as_bytes() != columns.get::<_, [u8; 16]>(1)? {
        return Err(reader.changed("words"));
    }
    Ok(statement)
}

/// One statement that is being read.
struct Reader<'a> {
    connection: &'a Connection,
    row: i64,
    document: DocumentId,
    ordinal: usize,
    text: &'a str,
}

impl Reader<'_> {
    fn changed(&self, role: &'static str) -> StoreError {
        let what = Part::Statement { ordinal: self.ordinal, role, span: None };
        StoreError::Changed { document: self.document, what }
    }

    fn query(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// A value of a closed list.
    fn named<T: std::str::FromStr<Err = UnknownName>>(&self, name: &str) -> Result<T, StoreError> {
        name.parse().map_err(|_| self.changed("values"))
    }

    /// A span, checked against the text.
    fn span(&self, role: &'static str, start: i64, end: i64) -> Result<Span, StoreError> {
        let what = Part::Statement { ordinal: self.ordinal, role, span: Some((start, end)) };
        let document = self.document;
        let span = span(start, end).ok_or(StoreError::Changed { document, what })?;
        match span.slice(self.text) {
            Ok(_) => Ok(span),
            Err(source) => Err(StoreError::Misfit { document, what, source }),
        }
    }

    fn spans(&self, role: &'static str) -> Result<Spans, StoreError> {
        let mut query =
            self.query("SELECT start_byte, end_byte FROM spans WHERE statement = ?1 AND role = ?2 ORDER BY ordinal")?;
        let mut rows = query.query((self.row, role))?;
        let mut pieces = Vec::new();
        while let Some(row) = rows.next()? {
            pieces.push(self.span(role, row.get(0)?, row.get(1)?)?);
        }
        Spans::new(pieces).map_err(|_| self.changed(role))
    }

    fn speaker(&self) -> Result<Option<Speaker>, StoreError> {
        let Some(Party { name, kind, entity }) = self.party("speaker")? else { return Ok(None) };
        let mut query =
            self.query("SELECT office, affiliation FROM parties WHERE statement = ?1 AND role = 'speaker'")?;
        let (role, affiliation) = query.query_row([self.row], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Some(Speaker { name, kind, role, affiliation, entity }))
    }

    fn party(&self, role: &'static str) -> Result<Option<Party>, StoreError> {
        let mut query = self.query("SELECT name, kind, entity FROM parties WHERE statement = ?1 AND role = ?2")?;
        let mut rows = query.query((self.row, role))?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let entity: Option<String> = row.get(2)?;
        let kind = self.named(&row.get::<_, String>(1)?)?;
        Ok(Some(Party { name: row.get(0)?, kind, entity: entity.map(EntityId::new) }))
    }

    fn relays(&self) -> Result<Vec<Relay>, StoreError> {
        let mut query =
            self.query("SELECT name, kind, start_byte, end_byte FROM relays WHERE statement = ?1 ORDER BY ordinal")?;
        let mut rows = query.query([self.row])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = self.named(&row.get::<_, String>(1)?)?;
            let span = self.span("relay", row.get(2)?, row.get(3)?)?;
            out.push(Relay { name: row.get(0)?, kind, span });
        }
        Ok(out)
    }

    fn said(&self) -> Result<Option<Said>, StoreError> {
        let mut query =
            self.query("SELECT value, grain, anchor, start_byte, end_byte FROM said WHERE statement = ?1")?;
        let mut rows = query.query([self.row])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let anchor = self.named(&row.get::<_, String>(2)?)?;
        let span = self.span("time", row.get(3)?, row.get(4)?)?;
        Ok(Some(Said { value: row.get(0)?, grain: row.get(1)?, span, anchor }))
    }

    fn figures(&self) -> Result<Vec<Figure>, StoreError> {
        let mut query = self.query(
            "SELECT value, unit, qualifier, start_byte, end_byte FROM figures WHERE statement = ?1 ORDER BY ordinal",
        )?;
        let mut rows = query.query([self.row])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let value: Option<f64> = row.get(0)?;
            let span = self.span("figure", row.get(3)?, row.get(4)?)?;
            // SQLite keeps "not a number" as NULL.
            out.push(Figure { value: value.unwrap_or(f64::NAN), unit: row.get(1)?, qualifier: row.get(2)?, span });
        }
        Ok(out)
    }
}
