//! From bytes to statements.

use std::panic::{self, AssertUnwindSafe};

use sayso_core::{Document, Provenance, Span, Statement};
use sayso_ingest::containers::Given;
use sayso_ingest::{NotText, PageKind, Stated};
use sayso_model::{Encodings, Linker, Reader};
use sayso_resolve::{Knowledge, Resolved};

use crate::load::Why;
use crate::model::{Model, linker};

/// Everything that is loaded once and shared by all threads.
pub struct Pipeline {
    reader: Reader,
    linker: Linker,
    knowledge: Knowledge,
    takes: Vec<PageKind>,
}

impl Pipeline {
    /// With this reader and the bundled tables.
    ///
    /// # Errors
    /// If the reader can't be loaded.
    pub fn bundled(model: &Model) -> anyhow::Result<Pipeline> {
        Pipeline::with(model, Knowledge::bundled())
    }

    /// With this reader and these tables.
    ///
    /// # Errors
    /// If the reader can't be loaded.
    pub fn with(model: &Model, knowledge: Knowledge) -> anyhow::Result<Pipeline> {
        Ok(Pipeline { reader: model.reader()?, linker: linker()?, knowledge, takes: Vec::new() })
    }

    /// The same, with pages taken that are no articles.
    pub fn taking(self, takes: &[PageKind]) -> Pipeline {
        Pipeline { takes: takes.to_vec(), ..self }
    }

    /// What is known of names and titles, whatever the article.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// What says how texts are related, and which acts they are.
    pub fn linker(&self) -> &Linker {
        &self.linker
    }

    /// The reader's name, kept with what it reads.
    pub fn reader(&self) -> &str {
        self.reader.digest()
    }

    /// The document that these bytes hold.
    ///
    /// # Errors
    /// [`NotText`], if the bytes are no text.
    pub fn document(&self, bytes: &[u8], provenance: Provenance) -> Result<Document, NotText> {
        sayso_ingest::document(bytes, provenance)
    }

    /// The document that these bytes hold, with what the container says of them. Its `Content-Type` tells pages and their
    /// encoding. Its date and its headline win over what the text says: who exports articles knows them.
    ///
    /// # Errors
    /// [`NotText`], if the bytes are no text.
    pub fn record(&self, bytes: &[u8], provenance: Provenance, given: &Given) -> Result<Document, NotText> {
        let Given { content_type, title, published, .. } = given;
        let (content_type, title, published) = (content_type.as_deref(), title.as_deref(), published.as_deref());
        sayso_ingest::document_as(bytes, provenance, &Stated { content_type, title, published, takes: &self.takes })
    }

    /// What the reader says of it.
    pub fn encodings(&self, document: &Document) -> Encodings {
        self.reader.encode(document)
    }

    /// How likely each pair of a mention and a possible antecedent stands for the same; see [`Reader::links`].
    pub fn links(&self, document: &Document, pairs: &[(Span, Span)]) -> Vec<Option<f32>> {
        self.reader.links(document, pairs)
    }

    /// For each of some names, whether a pronoun stands for whoever it names.
    pub fn stands_for(&self, document: &Document, pronoun: Span, names: &[Span]) -> Vec<bool> {
        let encodings = self.encodings(document);
        let statements = sayso_quote::statements(document, &encodings);
        sayso_resolve::stands_for(document, &encodings, &statements, &self.knowledge, pronoun, names)
    }

    /// Its statements, in text order, and everybody in it.
    pub fn read(&self, document: &Document) -> Resolved {
        let encodings = self.encodings(document);
        let statements = sayso_quote::statements(document, &encodings);
        sayso_resolve::resolve(document, &encodings, statements, &self.knowledge, Some(&self.linker))
    }

    /// What is known of statements that somebody else found.
    pub fn resolve(&self, document: &Document, statements: Vec<Statement>) -> Resolved {
        sayso_resolve::resolve(document, &self.encodings(document), statements, &self.knowledge, Some(&self.linker))
    }

    /// Its statements, in text order.
    pub fn statements(&self, document: &Document) -> Vec<Statement> {
        self.read(document).statements
    }
}

/// Does `work` on one document. An error in sayso must cost that document alone and not the ten thousand after it; what
/// went wrong stands on standard error.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Why> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Why::Panicked)
}
