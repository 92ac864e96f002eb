//! Documents and statements for the tests.
#![allow(dead_code, reason = "not every test file uses all of it")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use sayso_core::*;
use sayso_store::*;

pub(crate) const MAKER: Maker<'static> = Maker { program: "test", reader: "by hand" };

pub(crate) const TEXT: &str = "Bridge is safe, minister says\nBy Ana Reyes\nVELMORA, 8 Feb 2018 (HNA) - “The bridge is safe,” \
                        Ilse Varga told Harbour Radio on Thursday, and about 10,000 people use it.\nShare this";

/// The span of the first place at which `words` stand.
pub(crate) fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap();
    Span::of(text, at..at + words.len()).unwrap()
}

/// A document that uses every field.
pub(crate) fn document() -> Document {
    let s = |words| span(TEXT, words);
    let block = |words, kind| Block { span: s(words), kind };
    let body = span(TEXT, TEXT.lines().nth(2).unwrap());
    let blocks = vec![
        block("Bridge is safe, minister says", BlockKind::Title),
        block("By Ana Reyes", BlockKind::Byline),
        Block { span: body, kind: BlockKind::Body },
        block("Share this", BlockKind::Chrome(Chrome::Promotion)),
    ];
    let quotations = vec![Quotation { span: s("“The bridge is safe,”"), mark: QuoteMark::Double, closed: true }];
    let layout = Layout::new(TEXT, blocks, vec![body], quotations).unwrap();
    let meta = Meta {
        title: Some(s("Bridge is safe, minister says")),
        byline: Some(s("Ana Reyes")),
        outlet: Some(s("HNA")),
        place: Some(s("VELMORA")),
        date: Some(s("8 Feb 2018")),
        published: Some("2018-02-08".into()),
        language: Some(Language::english()),
    };
    let provenance = Provenance { path: Some("a/bridge.txt".into()), url: None, outlet: None };
    let warning = Warning { code: WarningCode::UnpairedQuotation, at: Some(7), message: "A mark.".into() };
    Document::new(TEXT.into(), provenance, meta, layout, vec![warning])
}

/// The same, taken from a page that says all of itself.
pub(crate) fn page_document() -> Document {
    let some = |words: &str| Some(words.to_owned());
    let piece = |text, page, count| Piece { text, page, count, text_step: 1, page_step: 1 };
    let review = Review {
        claim: "The bridge fell.".into(),
        claimant: some("A leaflet"),
        verdict: some("False"),
        reviewer: some("HNA"),
        url: some("https://hna.example/review"),
    };
    let meta = PageMeta {
        title: some("Bridge is safe"),
        byline: some("Ana Reyes, Tom Hale"),
        outlet: some("HNA"),
        published: some("2018-02-08T08:15:00Z"),
        modified: some("2018-02-09"),
        language: some("en"),
        canonical_url: some("https://hna.example/bridge"),
        section: some("News"),
        wire: some("Reuters"),
        reviews: vec![review.clone(), Review { claim: "It leans.".into(), ..Review::default() }],
    };
    let map = PageMap::new(vec![piece(0, 100, 6), piece(6, 120, 3)]).unwrap();
    let origin = PageOrigin { bytes: 5000, sha256: "0".repeat(64), charset: "UTF-8".into(), meta, map };
    document().with_page(origin)
}

/// A statement that uses every field.
pub(crate) fn statement(document: &Document) -> Statement {
    let s = |words| span(document.text(), words);
    let party = |name: &str, kind| Party { name: name.into(), kind, entity: Some(EntityId::new("x/y")) };
    let content = Spans::new(vec![s("The bridge is safe,"), s("about 10,000 people use it")]).unwrap();
    let mut parts =
        StatementParts::new(s("Ilse Varga").into(), s("told").into(), content, Form::Mixed, Score::new(0.9312));
    parts.act = Some(Act::Assert);
    parts.parent = Some(Id::from_bytes([7; 16]));
    parts.speaker = Some(Speaker {
        name: "Ilse Varga".into(),
        kind: EntityKind::Person,
        role: Some("minister".into()),
        affiliation: Some("Velmora".into()),
        entity: Some(EntityId::new("person/ilse-varga")),
    });
    parts.addressee = Some(party("Harbour Radio", EntityKind::Outlet));
    parts.target = Some(Party { entity: None, ..party("the bridge", EntityKind::Unknown) });
    parts.relays = vec![
        Relay { name: "Harbour Radio".into(), kind: EntityKind::Outlet, span: s("Harbour Radio") },
        Relay { name: "HNA".into(), kind: EntityKind::Outlet, span: s("HNA") },
    ];
    parts.said = Some(Said {
        value: "2018-02-08".into(),
        grain: "day".into(),
        span: s("on Thursday"),
        anchor: Anchor::Dateline,
    });
    parts.figures = vec![Figure {
        value: 10_000.0,
        unit: Some("people".into()),
        qualifier: Some("about".into()),
        span: s("10,000"),
    }];
    Statement::new(document, parts).unwrap()
}

/// A short document `“…,” source said.` of an outlet and date.
pub(crate) fn short(source: &str, content: &str, outlet: &str, published: Option<&str>) -> (Document, Statement) {
    let text = format!("“{content},” {source} said.");
    let meta = Meta { published: published.map(str::to_owned), ..Meta::default() };
    let provenance = Provenance { outlet: Some(outlet.into()), ..Provenance::default() };
    let document = Document::new(text.clone(), provenance, meta, Layout::default(), vec![]);
    let spans = |words| Spans::from(span(&text, words));
    let parts = StatementParts::new(spans(source), spans("said"), spans(content), Form::Direct, Score::new(0.5));
    let statement = Statement::new(&document, parts).unwrap();
    (document, statement)
}

/// An empty library in a folder that goes away with the first item.
pub(crate) fn library() -> (tempfile::TempDir, PathBuf, Library) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sayso.db");
    let library = Library::open_or_create(&path).unwrap();
    (folder, path, library)
}

pub(crate) fn add(library: &mut Library, document: &Document, statements: &[Statement]) -> Inserted {
    let mut batch = library.batch(MAKER).unwrap();
    let inserted = batch.insert(document, statements, &[]).unwrap();
    batch.commit().unwrap();
    inserted
}

/// Runs SQL on the file behind sayso's back.
pub(crate) fn tamper(path: &std::path::Path, sql: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// Makes a library of this format one of format 2.
pub(crate) const TO_FORMAT_2: &str = "DROP TABLE deliveries; DROP TABLE alerts; DROP TABLE tracked; DROP TABLE claim_reviews; DROP TABLE page_map; DROP TABLE pages; DROP TABLE inputs; \
     DROP TABLE fetches; DROP TABLE reviews; DROP TABLE compared; DROP TABLE embeddings; ALTER TABLE library DROP COLUMN linker; \
     DROP INDEX documents_by_url; ALTER TABLE documents DROP COLUMN previous; UPDATE library SET format_version = 2;";
