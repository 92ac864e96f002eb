//! One article as published.

use crate::id::IdBuilder;
use crate::{DocumentId, Layout, PageMap, PageOrigin, Span, Warning};

/// What the caller knows about where a document comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Path of the file, as given; not part of the id.
    pub path: Option<String>,
    /// Address of the page, as the caller states it, else as the page does.
    pub url: Option<String>,
    /// Outlet, as the caller states it, else as the page's mark-up does; what the text says of its outlet stands in
    /// [`Meta`].
    pub outlet: Option<String>,
}

/// BCP 47 code of a language, `en` for English.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language(String);

impl Language {
    /// English, the one language that has a model.
    pub fn english() -> Language {
        Language("en".to_owned())
    }

    /// Any code; kept as given.
    pub fn new(code: impl Into<String>) -> Language {
        Language(code.into())
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// What the document says of itself. Each value stands in the text, and the span says where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline.
    pub title: Option<Span>,
    /// Who wrote it: "Ana Reyes", without "By".
    pub byline: Option<Span>,
    /// The agency or outlet that a dateline, credit or masthead names.
    pub outlet: Option<Span>,
    /// Place in the dateline.
    pub place: Option<Span>,
    /// Publication date as written.
    pub date: Option<Span>,
    /// Publication date, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as much as the text gives.
    pub published: Option<String>,
    /// Language of the text.
    pub language: Option<Language>,
}

/// One article as published; its text is frozen.
///
/// The id is a digest of the text and of what the caller said of where it was published: the same text in two outlets
/// is two documents, the same file under two paths is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    id: DocumentId,
    text: String,
    provenance: Provenance,
    meta: Meta,
    layout: Layout,
    warnings: Vec<Warning>,
    page: Option<Box<PageOrigin>>,
    /// What the caller says its headline is, where the text says something else.
    stated_title: Option<String>,
}

impl Document {
    /// A document of parts that `ingest` found. The layout was checked against the text when it was made.
    pub fn new(text: String, provenance: Provenance, meta: Meta, layout: Layout, warnings: Vec<Warning>) -> Document {
        let id = Document::id_of(&text, &provenance);
        Document { id, text, provenance, meta, layout, warnings, page: None, stated_title: None }
    }

    /// The same document, taken from this page. A map that does not fit the text is left out.
    pub fn with_page(mut self, mut page: PageOrigin) -> Document {
        if !page.map.fits(self.text.len(), page.bytes) {
            page.map = PageMap::default();
        }
        self.page = Some(Box::new(page));
        self
    }

    /// The same document, published on this day (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`) as the caller knows; what the text
    /// says more exactly of the same day stays.
    pub fn published_on(mut self, date: &str) -> Document {
        if !self.meta.published.as_deref().is_some_and(|said| said.starts_with(date)) {
            self.meta.published = Some(date.to_owned());
            // The words in the text say another day.
            self.meta.date = None;
        }
        self
    }

    /// The same document, under this headline, as the caller knows. Where it stands in the text, nothing changes.
    pub fn titled(mut self, title: &str) -> Document {
        let title = title.trim();
        if !title.is_empty() && self.title() != Some(title) {
            self.stated_title = Some(title.to_owned());
        }
        self
    }

    /// The id that a text of this provenance has; what a library asks before it reads a text again.
    pub fn id_of(text: &str, provenance: &Provenance) -> DocumentId {
        IdBuilder::new("sayso document 1")
            .bytes(text.as_bytes())
            .optional(provenance.url.as_deref())
            .optional(provenance.outlet.as_deref())
            .finish()
    }

    /// Digest of text, address and stated outlet.
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// The text, which spans count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it comes from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// What it says of itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// What stands where.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What was odd about the input.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The page that its text was taken from, if it was.
    pub fn page(&self) -> Option<&PageOrigin> {
        self.page.as_deref()
    }

    /// The headline, as the caller states it, else as the text has it, else as its page says.
    pub fn title(&self) -> Option<&str> {
        let said = || self.page()?.meta.title.as_deref();
        let found = || self.meta.title.map(|span| self.words(span)).or_else(said);
        self.stated_title.as_deref().or_else(found)
    }

    /// Who wrote it, as its page says, else as the text has it.
    pub fn byline(&self) -> Option<&str> {
        let said = self.page().and_then(|page| page.meta.byline.as_deref());
        said.or_else(|| self.meta.byline.map(|span| self.words(span)))
    }

    /// The words of a span that is known to fit, such as one of [`Meta`]; empty if it does not.
    pub fn words(&self, span: Span) -> &str {
        span.slice(&self.text).unwrap_or_default()
    }

    /// The outlet, as the caller states it, else as the text names it.
    pub fn outlet(&self) -> Option<&str> {
        self.provenance.outlet.as_deref().or_else(|| self.meta.outlet.map(|span| self.words(span)))
    }
}
