//! An attributed statement and its parts.

use crate::id::IdBuilder;
use crate::{Document, DocumentId, EntityId, EntityKind, Score, Span, SpanError, Spans, Speaker, StatementId};

/// A closed list of values, each with its name on the wire.
macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident $what:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The name as it stands in output.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(text: &str) -> Result<$name, $crate::UnknownName> {
                let found = $name::ALL.iter().copied().find(|value| value.name() == text);
                found.ok_or_else(|| $crate::UnknownName { what: $what, given: text.to_owned() })
            }
        }
    };
}
pub(crate) use named_enum;

/// A name that is not on a closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no {what}")]
pub struct UnknownName {
    /// Of which list.
    pub what: &'static str,
    /// The name given.
    pub given: String,
}

named_enum! {
    /// How much of the content stands in quotation marks.
    Form "form" {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Part of it.
        Mixed = "mixed",
    }
}

named_enum! {
    /// The speech act.
    Act "act" {
        /// Says that something is so.
        Assert = "assert",
        /// Lays something at somebody's door.
        Accuse = "accuse",
        /// Says that something is not so, or not theirs.
        Deny = "deny",
        /// Says that what another said is so.
        Confirm = "confirm",
        /// Says that something against oneself is so.
        Admit = "admit",
        /// Says that harm may come.
        Warn = "warn",
        /// Says that oneself may do harm.
        Threaten = "threaten",
        /// Binds oneself.
        Promise = "promise",
        /// Would bind oneself if the other wants it.
        Offer = "offer",
        /// Wants another to do something.
        Demand = "demand",
        /// Wants to know.
        Ask = "ask",
        /// Gives a figure that nobody counted.
        Estimate = "estimate",
        /// Speaks well of.
        Praise = "praise",
        /// Speaks ill of.
        Criticise = "criticise",
        /// Believes, wants, feels.
        Opine = "opine",
    }
}

impl Act {
    /// The nearest code of CAMEO ("Conflict and Mediation Event Observations", Schrodt 2012): 010 make statement, 012 make
    /// pessimistic comment, 015 acknowledge or claim responsibility, 016 deny responsibility, 019 express accord, 02 appeal,
    /// 03 express intent to cooperate, 051 praise or endorse, 10 demand, 111 criticise or denounce, 112 accuse, 13 threaten.
    pub fn cameo(self) -> &'static str {
        match self {
            Act::Assert | Act::Estimate | Act::Opine => "010",
            Act::Accuse => "112",
            Act::Deny => "016",
            Act::Confirm => "019",
            Act::Admit => "015",
            Act::Warn => "012",
            Act::Threaten => "13",
            Act::Promise | Act::Offer => "03",
            Act::Demand => "10",
            Act::Ask => "02",
            Act::Praise => "051",
            Act::Criticise => "111",
        }
    }

    /// The category of PLOVER ("Political Language Ontology for Verifiable Event Records", Halterman et al. 2023), which
    /// succeeds CAMEO; none for acts that it leaves out, since it codes no mere comment.
    pub fn plover(self) -> Option<&'static str> {
        match self {
            Act::Promise | Act::Offer => Some("AGREE"),
            Act::Praise => Some("SUPPORT"),
            Act::Admit => Some("CONCEDE"),
            Act::Demand => Some("REQUEST"),
            Act::Accuse | Act::Criticise => Some("ACCUSE"),
            Act::Deny => Some("REJECT"),
            Act::Threaten => Some("THREATEN"),
            Act::Assert | Act::Confirm | Act::Warn | Act::Ask | Act::Estimate | Act::Opine => None,
        }
    }
}

named_enum! {
    /// What a time was reckoned from.
    Anchor "anchor" {
        /// The publication date.
        Published = "published",
        /// The dateline.
        Dateline = "dateline",
        /// An earlier date in the text, or the words themselves.
        Text = "text",
        /// Nothing: the value stays relative.
        Unknown = "unknown",
    }
}

/// Whom a statement is said to, or whom it accuses, denies or demands from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The fullest name that the document gives.
    pub name: String,
    /// What sort of somebody.
    pub kind: EntityKind,
    /// The entity, once resolved.
    pub entity: Option<EntityId>,
}

/// An outlet or person that passed the statement on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relay {
    /// The fullest name that the document gives.
    pub name: String,
    /// What sort of somebody.
    pub kind: EntityKind,
    /// The words that say so.
    pub span: Span,
}

/// When a statement was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// TIMEX3 value, such as `2018-02-08`.
    pub value: String,
    /// Finest unit: `day`, `month`, `year` ...
    pub grain: String,
    /// The words that say so.
    pub span: Span,
    /// What it was reckoned from.
    pub anchor: Anchor,
}

/// A count, sum, share or range in a content.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number.
    pub value: f64,
    /// What is counted.
    pub unit: Option<String>,
    /// "about", "at least".
    pub qualifier: Option<String>,
    /// The words that say so.
    pub span: Span,
}

/// A source, a cue and a content, and what is known of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    id: StatementId,
    document: DocumentId,
    // Invariant: cue and content are not empty, the three roles share no byte, all fit the document's text.
    parts: StatementParts,
}

/// The parts of a [`Statement`] before they are checked.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementParts {
    /// Whose words; empty where unstated.
    pub source: Spans,
    /// The words that attribute: "said", "according to".
    pub cue: Spans,
    /// What was said.
    pub content: Spans,
    /// How it was quoted.
    pub form: Form,
    /// The speech act, once resolved.
    pub act: Option<Act>,
    /// Probability that the whole statement is right.
    pub score: Score,
    /// The statement in whose content this one stands.
    pub parent: Option<StatementId>,
    /// The entity behind the source, once resolved.
    pub speaker: Option<Speaker>,
    /// Whom it was said to.
    pub addressee: Option<Party>,
    /// Whom it accuses, denies or demands from.
    pub target: Option<Party>,
    /// Who passed it on, nearest to the speaker first.
    pub relays: Vec<Relay>,
    /// When it was made.
    pub said: Option<Said>,
    /// Counts and sums in the content.
    pub figures: Vec<Figure>,
}

/// Why parts make no statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatementError {
    /// Nothing says that somebody says something.
    #[error("a statement needs a cue")]
    NoCue,
    /// Nothing is said.
    #[error("a statement needs a content")]
    NoContent,
    /// A word has two roles.
    #[error("source, cue and content share bytes")]
    RolesOverlap,
    /// A span does not fit the text.
    #[error(transparent)]
    Span(#[from] SpanError),
}

impl StatementParts {
    /// The three roles and how sure the reader is; everything else not known yet.
    pub fn new(source: Spans, cue: Spans, content: Spans, form: Form, score: Score) -> StatementParts {
        StatementParts {
            source,
            cue,
            content,
            form,
            act: None,
            score,
            parent: None,
            speaker: None,
            addressee: None,
            target: None,
            relays: Vec::new(),
            said: None,
            figures: Vec::new(),
        }
    }
}

impl Statement {
    /// A statement in `document`.
    ///
    /// # Errors
    /// [`StatementError`]: no cue, no content, roles that share bytes, or a span that does not fit the text.
    pub fn new(document: &Document, parts: StatementParts) -> Result<Statement, StatementError> {
        Statement::in_text(document.id(), document.text(), parts)
    }

    /// A statement in the text of the document with this id; for what was stored.
    ///
    /// # Errors
    /// As [`Statement::new`].
    pub fn in_text(document: DocumentId, text: &str, parts: StatementParts) -> Result<Statement, StatementError> {
        if parts.cue.is_empty() {
            return Err(StatementError::NoCue);
        }
        if parts.content.is_empty() {
            return Err(StatementError::NoContent);
        }
        let roles = [&parts.source, &parts.cue, &parts.content];
        roles.iter().try_for_each(|spans| spans.check(text))?;
        if parts.source.overlap(&parts.cue) || parts.cue.overlap(&parts.content) || parts.source.overlap(&parts.content)
        {
            return Err(StatementError::RolesOverlap);
        }
        let others = parts.relays.iter().map(|relay| relay.span);
        let others = others.chain(parts.said.iter().map(|said| said.span));
        let mut others = others.chain(parts.figures.iter().map(|figure| figure.span));
        others.try_for_each(|span| span.slice(text).map(drop))?;
        let id = Statement::id_of(document, roles);
        Ok(Statement { id, document, parts })
    }

    fn id_of(document: DocumentId, roles: [&Spans; 3]) -> StatementId {
        let mut builder = IdBuilder::new("sayso statement 1").fixed(document.to_string().as_bytes());
        for spans in roles {
            builder = builder.number(spans.pieces().len());
            for piece in spans.pieces() {
                builder = builder.number(piece.start()).number(piece.end());
            }
        }
        builder.finish()
    }

    /// Digest of the document's id and the spans.
    pub fn id(&self) -> StatementId {
        self.id
    }

    /// The document in which it stands.
    pub fn document(&self) -> DocumentId {
        self.document
    }

    /// Everything else.
    pub fn parts(&self) -> &StatementParts {
        &self.parts
    }

    /// Whose words; empty where unstated.
    pub fn source(&self) -> &Spans {
        &self.parts.source
    }

    /// The words that attribute.
    pub fn cue(&self) -> &Spans {
        &self.parts.cue
    }

    /// What was said.
    pub fn content(&self) -> &Spans {
        &self.parts.content
    }

    /// The smallest span over source, cue and content.
    pub fn cover(&self) -> Span {
        let spans = [self.source().cover(), self.cue().cover(), self.content().cover()];
        // Invariant: cue and content are not empty.
        spans.into_iter().flatten().reduce(Span::cover).expect("a statement has a cue")
    }
}
