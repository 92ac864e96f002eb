//! How statements hang together across documents.

use crate::id::IdBuilder;
use crate::statement::named_enum;
use crate::{ClaimId, Score, StatementId};

named_enum! {
    /// How one statement bears on another. Read: *from* RELATION *to*.
    Relation "relation" {
        /// One act of speech in two reports.
        SameUtterance = "same-utterance",
        /// Same truth conditions.
        SameClaim = "same-claim",
        /// Says that the other is not so.
        Denies = "denies",
        /// Passes the other on.
        Relays = "relays",
        /// Reuses the other's text.
        Copies = "copies",
        /// The same claim with another figure.
        DifferentFigure = "different-figure",
        /// Same actors and matter.
        Related = "related",
    }
}

/// One relation between two statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    from: StatementId,
    to: StatementId,
    relation: Relation,
    score: Score,
}

/// Why two statements can't be linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// From a statement to itself.
    #[error("statement {0} can't be linked to itself")]
    ToItself(StatementId),
}

impl Link {
    /// *from* RELATION *to*.
    ///
    /// # Errors
    /// [`LinkError::ToItself`].
    pub fn new(from: StatementId, to: StatementId, relation: Relation, score: Score) -> Result<Link, LinkError> {
        if from == to {
            return Err(LinkError::ToItself(from));
        }
        Ok(Link { from, to, relation, score })
    }

    /// The statement that bears on the other.
    pub fn from(&self) -> StatementId {
        self.from
    }

    /// The other.
    pub fn to(&self) -> StatementId {
        self.to
    }

    /// How.
    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// How sure.
    pub fn score(&self) -> Score {
        self.score
    }
}

/// Statements with the same truth conditions. Derived from links; deleting and rebuilding it loses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Digest of the first statement's id.
    pub id: ClaimId,
    /// Its statements, first said first.
    pub statements: Vec<StatementId>,
}

impl Claim {
    /// The id of a claim whose first statement is this one.
    pub fn id_of(first: StatementId) -> ClaimId {
        IdBuilder::new("sayso claim 1").fixed(first.to_string().as_bytes()).finish()
    }
}
