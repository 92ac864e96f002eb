//! One row of a list, in every shape: what stands in JSON, in CSV and in a table.

use sayso_core::wire::{WireFigure, WireParty, WireSpan, WireStatement};
use sayso_core::{Document, PageOrigin, Statement};
use sayso_store::{DocumentSummary, ListedStatement};
use serde::Serialize;

use crate::table::{Cells, Column};

/// Something that can be listed. Its JSON is what serde makes of it.
pub(crate) trait Row: Serialize {
    /// Header of the CSV.
    const FIELDS: &'static [&'static str];
    /// The columns of a table.
    const COLUMNS: &'static [Column];
    /// The fields of a CSV record.
    fn fields(&self) -> Vec<String>;
    /// The cells of a table row.
    fn cells(&self) -> Cells;
}

/// A document without its text.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DocumentRow {
    id: String,
    path: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    language: Option<String>,
    statements: u64,
    text_bytes: u64,
}

/// A statement as on the wire, with its document.
#[derive(Debug, Serialize)]
pub(crate) struct StatementRow {
    #[serde(flatten)]
    statement: WireStatement,
    document: DocumentRow,
}

impl From<&DocumentSummary> for DocumentRow {
    fn from(summary: &DocumentSummary) -> DocumentRow {
        let DocumentSummary { path, url, outlet, title, byline, published, language, .. } = summary.clone();
        let (statements, text_bytes) = (summary.statements, summary.text_bytes);
        let id = summary.id.to_string();
        DocumentRow { id, path, url, outlet, title, byline, published, language, statements, text_bytes }
    }
}

impl DocumentRow {
    /// Of a document that is in no library.
    pub(crate) fn new(document: &Document, statements: &[Statement]) -> DocumentRow {
        let (provenance, meta) = (document.provenance(), document.meta());
        DocumentRow {
            id: document.id().to_string(),
            path: provenance.path.clone(),
            url: provenance.url.clone(),
            outlet: document.outlet().map(str::to_owned),
            title: document.title().map(str::to_owned),
            byline: document.byline().map(str::to_owned),
            published: meta.published.clone(),
            language: meta.language.as_ref().map(|language| language.code().to_owned()),
            statements: statements.len() as u64,
            text_bytes: document.text().len() as u64,
        }
    }
}

impl StatementRow {
    /// Of a document that is in no library.
    pub(crate) fn new(
        document: DocumentRow,
        statement: &Statement,
        text: &str,
        page: Option<&PageOrigin>,
    ) -> StatementRow {
        let mut statement = WireStatement::new(statement, text);
        statement.place(text, page);
        StatementRow { statement, document }
    }
}

impl From<ListedStatement<'_>> for StatementRow {
    fn from(listed: ListedStatement<'_>) -> StatementRow {
        StatementRow::new(listed.document.into(), listed.statement, listed.text, listed.page)
    }
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// The pieces of a role as one text.
fn joined(pieces: &[WireSpan]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … ")
}

fn party(party: &Option<WireParty>) -> String {
    party.as_ref().map(|party| party.name.clone()).unwrap_or_default()
}

/// Several values in one field.
fn several(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// "more than 10000 members".
fn figure(figure: &WireFigure) -> String {
    let value = figure.value.to_string();
    [figure.qualifier.as_deref(), Some(&value), figure.unit.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

impl Row for DocumentRow {
    const FIELDS: &'static [&'static str] =
        &["id", "path", "url", "outlet", "title", "byline", "published", "language", "statements", "text_bytes"];
    const COLUMNS: &'static [Column] = &[
        Column::fixed("published", 10),
        Column::fixed("id", 8),
        Column::number("statements", 10),
        Column::name("outlet"),
        Column::text("title"),
    ];

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![self.id.clone()];
        let texts = [&self.path, &self.url, &self.outlet, &self.title, &self.byline, &self.published, &self.language];
        fields.extend(texts.into_iter().map(text));
        fields.extend([self.statements.to_string(), self.text_bytes.to_string()]);
        fields
    }

    fn cells(&self) -> Cells {
        let id = self.id.chars().take(8).collect();
        let title = self.title.as_ref().or(self.path.as_ref()).cloned().unwrap_or_default();
        vec![text(&self.published), id, self.statements.to_string(), text(&self.outlet), title]
    }
}

impl StatementRow {
    /// Who says it: the speaker if known, else the words of the source.
    fn who(&self) -> String {
        match &self.statement.speaker {
            Some(speaker) => speaker.name.clone(),
            None if self.statement.source.is_empty() => "(unstated)".to_owned(),
            None => joined(&self.statement.source),
        }
    }
}

impl Row for StatementRow {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "published",
        "outlet",
        "source",
        "speaker",
        "role",
        "affiliation",
        "entity",
        "form",
        "act",
        "target",
        "addressee",
        "said",
        "relays",
        "figures",
        "cue",
        "content",
        "score",
        "start_byte",
        "end_byte",
        "document",
        "path",
        "url",
        "title",
    ];
    const COLUMNS: &'static [Column] = &[
        Column::fixed("when", 10),
        Column::name("outlet").below(),
        Column::name("speaker"),
        Column::fixed("act", 9).below(),
        Column::fixed("cue", 14).below(),
        Column::text("content"),
        Column::number("score", 5),
    ];

    fn fields(&self) -> Vec<String> {
        let StatementRow { statement, document } = self;
        let speaker = statement.speaker.as_ref();
        let pieces = || [&statement.source, &statement.cue, &statement.content].into_iter().flatten();
        let start = pieces().map(|piece| piece.start_byte).min().unwrap_or_default();
        let end = pieces().map(|piece| piece.end_byte).max().unwrap_or_default();
        vec![
            statement.id.clone(),
            text(&document.published),
            text(&document.outlet),
            joined(&statement.source),
            speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
            speaker.and_then(|speaker| speaker.role.clone()).unwrap_or_default(),
            speaker.and_then(|speaker| speaker.affiliation.clone()).unwrap_or_default(),
            speaker.and_then(|speaker| speaker.entity.clone()).unwrap_or_default(),
            statement.form.clone(),
            text(&statement.act),
            party(&statement.target),
            party(&statement.addressee),
            statement.said.as_ref().map(|said| said.value.clone()).unwrap_or_default(),
            several(statement.relays.iter().map(|relay| relay.name.clone())),
            several(statement.figures.iter().map(figure)),
            joined(&statement.cue),
            joined(&statement.content),
            statement.score.to_string(),
            start.to_string(),
            end.to_string(),
            document.id.clone(),
            text(&document.path),
            text(&document.url),
            text(&document.title),
        ]
    }

    fn cells(&self) -> Cells {
        let StatementRow { statement, document } = self;
        vec![
            text(&document.published),
            text(&document.outlet),
            self.who(),
            text(&statement.act),
            joined(&statement.cue),
            joined(&statement.content),
            format!("{:.2}", statement.score),
        ]
    }
}
