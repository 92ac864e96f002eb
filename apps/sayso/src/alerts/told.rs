//! An alert as receivers are told of it.

use sayso_core::wire::WireStatement;
use sayso_core::{Document, Statement};
use sayso_store::{Alert, Library, StoreError, Whole};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::claim;

/// An alert. There is no time in it but the document's, so that the same library gives the same bytes.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    /// The same for the same claim, statement and kind, in whatever library: who is told twice can see it.
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    /// How probable it is that the statement is about the claim.
    pub(crate) score: f64,
    pub(crate) tracked: Claim,
    /// The stretch of the document from the first word of the statement to its last, as it stands there.
    pub(crate) words: String,
    figures: Figures,
    statement: WireStatement,
    pub(crate) document: Source,
}

/// The tracked claim.
#[derive(Debug, Serialize)]
pub(crate) struct Claim {
    number: i64,
    pub(crate) claim: String,
    /// The statement that makes it.
    statement: Option<String>,
}

/// The words of figures.
#[derive(Debug, Serialize)]
struct Figures {
    claim: Vec<String>,
    statement: Vec<String>,
}

/// The document in which the statement stands.
#[derive(Debug, Serialize)]
pub(crate) struct Source {
    id: String,
    path: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) title: Option<String>,
}

impl Told {
    /// None if its statement is gone.
    ///
    /// # Errors
    /// As the library's.
    pub(crate) fn of(library: &Library, alert: &Alert) -> Result<Option<Told>, StoreError> {
        let Some((Whole { document, statements, .. }, place)) = library.whole_with(alert.statement)? else {
            return Ok(None);
        };
        let Some(statement) = statements.get(place) else { return Ok(None) };
        let made = claim(library, &alert.claim, alert.made_by)?;
        let figures = Figures {
            claim: made.as_ref().map(|made| made.statement()).map_or(Vec::new(), |(text, made)| figures(text, made)),
            statement: figures(&document, statement),
        };
        let fields = Sha256::new_with_prefix("sayso alert 1\0");
        let fields = fields.chain_update(&alert.claim).chain_update("\0").chain_update(alert.kind.name());
        let mut wire = WireStatement::new(statement, document.text());
        wire.place(document.text(), document.page());
        Ok(Some(Told {
            id: digest(fields.chain_update("\0").chain_update(alert.statement.as_bytes())),
            kind: alert.kind.name(),
            score: alert.score.get(),
            tracked: Claim {
                number: alert.tracked,
                claim: alert.claim.clone(),
                statement: alert.made_by.map(|id| id.to_string()),
            },
            words: document.words(statement.cover()).to_owned(),
            figures,
            statement: wire,
            document: Source::of(&document),
        }))
    }

    /// One line.
    ///
    /// # Errors
    /// None that a library can give rise to.
    pub(crate) fn json(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string(self)?)
    }
}

impl Source {
    fn of(document: &Document) -> Source {
        Source {
            id: document.id().to_string(),
            path: document.provenance().path.clone(),
            outlet: document.outlet().map(str::to_owned),
            url: document.provenance().url.clone(),
            published: document.meta().published.clone(),
            title: document.title().map(str::to_owned),
        }
    }
}

fn figures(document: &Document, statement: &Statement) -> Vec<String> {
    statement.parts().figures.iter().map(|figure| document.words(figure.span).to_owned()).collect()
}

/// The first 32 hex digits.
pub(crate) fn digest(of: Sha256) -> String {
    of.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
