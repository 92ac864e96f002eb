//! A statement as it is compared with others.

use jiff::Unit;
use jiff::civil::Date;
use sayso_core::{Act, BlockKind, DocumentId, EntityId, Form, Spans, Statement, StatementId};
use sayso_resolve::around;

use crate::anaphora::is_bare;
use crate::article::Article;
use crate::words::{self, Word};

/// Comes behind every date.
const UNDATED: &str = "9999";

/// A statement, prepared.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    pub(crate) article: Article<'a>,
    pub(crate) statement: &'a Statement,
    /// When and where it stands: date of publication, copies behind what they are copied from, document, first byte. Documents
    /// without a date come last.
    pub(crate) order: (String, usize, DocumentId, usize),
    /// Of the content with [one name](crate::names) for everybody, each once, by stem.
    pub(crate) words: Vec<Word>,
    /// Who speaks, across documents.
    pub(crate) speaker: Option<String>,
    /// Whom it accuses, denies or criticises, likewise.
    target: Option<String>,
    /// Whether it says that its words are not so.
    pub(crate) is_denied: bool,
    /// Numbers in the content, with what is counted.
    pub(crate) figures: Vec<(String, Option<String>)>,
    /// Whether its content means another statement and says nothing else.
    pub(crate) is_bare: bool,
    /// Whether it stands in a headline.
    pub(crate) is_title: bool,
    /// Whether it is a claim by itself, which nobody says in an article.
    pub(crate) is_text: bool,
    /// Whether the linker is told it without what stands around it.
    pub(crate) is_alone: bool,
}

impl<'a> Said<'a> {
    /// `age` is when the document was published, if that is known, and how far it is from what it is copied from.
    pub(crate) fn new(article: Article<'a>, statement: &'a Statement, age: (Option<&str>, usize)) -> Said<'a> {
        let content = text(article, statement.content());
        let words = words::sorted(&article.names.unify(&content));
        let published = age.0.unwrap_or(UNDATED).to_owned();
        let start = statement.cover().start();
        let is_title = is_title(article, statement);
        let figures = statement.parts().figures.iter();
        let figures = figures.map(|figure| (figure.value.to_string(), figure.unit.clone())).collect();
        Said {
            article,
            statement,
            order: (published, age.1, statement.document(), start),
            speaker: speaker(article, statement),
            target: target(article, statement),
            is_denied: is_denied(article, statement, &content),
            figures,
            is_bare: is_bare(&words, statement.parts().act, &content),
            words,
            is_title,
            is_text: false,
            is_alone: false,
        }
    }

    /// Whether it is known when its document was published.
    pub(crate) fn is_dated(&self) -> bool {
        self.order.0 != UNDATED
    }

    /// The day on which its document was published, counted from an arbitrary one.
    pub(crate) fn day(&self) -> Option<i32> {
        day(&self.order.0)
    }

    pub(crate) fn id(&self) -> StatementId {
        self.statement.id()
    }

    pub(crate) fn act(&self) -> Option<Act> {
        self.statement.parts().act
    }

    /// Whether it denies by its act.
    pub(crate) fn denies(&self) -> bool {
        self.act() == Some(Act::Deny)
    }

    pub(crate) fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    pub(crate) fn content(&self) -> String {
        text(self.article, self.statement.content())
    }

    /// As the linker reads it: who speaks, the cue and the content, with one name for everybody; a short one with what stands around it.
    pub(crate) fn told(&self) -> String {
        if self.is_text {
            return self.content();
        }
        let told = self.told_alone();
        let words = |words: &str| words.split_whitespace().count();
        if self.is_alone || self.is_title || words(&self.content()) > SHORT {
            return told;
        }
        let around = around(self.article.document, self.statement, words(&told), WHOLE);
        format!("{told} {}", self.article.names.unify(&around)).trim_end().to_owned()
    }

    /// Likewise, without what stands around it.
    fn told_alone(&self) -> String {
        let source = text(self.article, self.statement.source());
        let name = self.statement.parts().speaker.as_ref().map_or(source, |speaker| speaker.name.clone());
        let cue = text(self.article, self.statement.cue());
        let content = self.article.names.unify(&self.content());
        [name, cue, content].join(" ").trim().to_owned()
    }

    /// How telling its words are together.
    pub(crate) fn weight(&self) -> u32 {
        words::weight_of(&self.words)
    }

    pub(crate) fn same_document(&self, other: &Said<'_>) -> bool {
        self.statement.document() == other.statement.document()
    }

    /// How telling the stems of both are together.
    pub(crate) fn shared(&self, other: &Said<'_>) -> u32 {
        words::shared(&self.words, &other.words)
    }
}

/// A content of more words says enough by itself.
const SHORT: usize = 12;
/// Words of a short one with what stands around it, at most.
const WHOLE: usize = 40;

/// The day of a date or a time in ISO 8601, counted from an arbitrary one; none if it is less exact.
pub(crate) fn day(value: &str) -> Option<i32> {
    let date: Date = value.get(..10)?.parse().ok()?;
    Some(date.since((Unit::Day, Date::ZERO)).ok()?.get_days())
}

/// The words of some spans, with a space between pieces.
pub(crate) fn text(article: Article<'_>, spans: &Spans) -> String {
    spans.pieces().iter().map(|span| article.document.words(*span)).collect::<Vec<_>>().join(" ")
}

/// Whether a statement stands in the headline, or in a block that repeats it.
fn is_title(article: Article<'_>, statement: &Statement) -> bool {
    let Some(block) = article.document.layout().block_of(statement.cover()) else { return false };
    let title = article.document.meta().title.map(|title| article.document.words(title).trim());
    block.kind == BlockKind::Title
        || title.is_some_and(|title| !title.is_empty() && article.document.words(block.span).trim().ends_with(title))
}

/// Who speaks: a name across documents, or words of this document.
fn speaker(article: Article<'_>, statement: &Statement) -> Option<String> {
    let speaker = statement.parts().speaker.as_ref()?;
    Some(somebody(article, statement, speaker.entity.as_ref(), &speaker.name))
}

fn target(article: Article<'_>, statement: &Statement) -> Option<String> {
    let target = statement.parts().target.as_ref()?;
    Some(somebody(article, statement, target.entity.as_ref(), &target.name))
}

fn somebody(article: Article<'_>, statement: &Statement, entity: Option<&EntityId>, name: &str) -> String {
    let known = entity.and_then(|entity| article.somebodies.get(entity)).map(|somebody| somebody.as_str().to_owned());
    known.unwrap_or_else(|| format!("{}/{}", statement.document(), entity.map_or(name, EntityId::as_str)))
}

/// Words that turn a clause into its opposite.
const NEGATIONS: [&str; 9] = ["not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without"];

/// Whether the words are said not to be so: by a denial of what they say ("denied that the door was damaged"), or by a clause
/// that says the opposite ("The door was never damaged"). Two of them cancel each other.
fn is_denied(article: Article<'_>, statement: &Statement, content: &str) -> bool {
    let lower = content.to_lowercase().replace('’', "'");
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let is_negated = words.any(|word| NEGATIONS.contains(&word) || word.ends_with("n't"));
    if statement.parts().act != Some(Act::Deny) {
        return is_negated;
    }
    let cue = text(article, statement.cue()).to_lowercase();
    let denies_by_cue =
        !NEUTRAL.iter().any(|neutral| cue.contains(neutral)) && statement.parts().form == Form::Indirect;
    !(denies_by_cue && is_negated)
}

/// Cues of denials that deny by their content.
const NEUTRAL: [&str; 8] = ["said", "says", "say", "told", "tell", "insist", "according", "add"];
