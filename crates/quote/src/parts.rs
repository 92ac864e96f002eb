//! The kinds of statements that are counted apart.

use sayso_core::{Form, Span};
use sayso_model::is_pronoun;

use crate::score::{Scored, tokens};

/// Names of the parts of all statements, in the order of the tables; a statement belongs to several.
pub const PARTS: [&str; 10] = [
    "direct",
    "indirect",
    "mixed",
    "with a source",
    "without a source",
    "pronoun source",
    "one-word cue",
    "longer cue",
    "content in pieces",
    "nested",
];

/// To which of [`PARTS`] a statement in `text` belongs.
pub(crate) fn parts(text: &str, statement: &Scored) -> [bool; PARTS.len()] {
    let [source, cue, content] = &statement.roles;
    let is_form = |form| statement.form == form;
    let short = tokens(text, cue).count() == 1;
    [
        is_form(Form::Direct),
        is_form(Form::Indirect),
        is_form(Form::Mixed),
        !source.is_empty(),
        source.is_empty(),
        is_pronoun_alone(text, source),
        short,
        !short,
        content.len() > 1,
        statement.nested,
    ]
}

/// Whether a source is one pronoun and nothing else.
fn is_pronoun_alone(text: &str, source: &[Span]) -> bool {
    matches!(source, [only] if only.slice(text).is_ok_and(is_pronoun))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The boats, he has told the court, were not there; she agrees.";

    fn check(roles: [&[&str]; 3], expect: &[&str]) {
        let span = |words: &&str| TEXT.find(*words).and_then(|at| Span::of(TEXT, at..at + words.len()).ok());
        let roles = roles.map(|pieces| pieces.iter().filter_map(span).collect());
        let found = parts(TEXT, &Scored { roles, form: Form::Indirect, nested: true, score: 1.0 });
        let names: Vec<&str> = PARTS.into_iter().zip(found).filter_map(|(name, is)| is.then_some(name)).collect();
        assert_eq!(names, expect);
    }

    #[test]
    fn a_statement_belongs_to_several_parts() {
        check(
            [&["he"], &["has told"], &["The boats", "were not there"]],
            &["indirect", "with a source", "pronoun source", "longer cue", "content in pieces", "nested"],
        );
        check([&[], &["agrees"], &["The boats"]], &["indirect", "without a source", "one-word cue", "nested"]);
        check([&["the court"], &["told"], &["The boats"]], &["indirect", "with a source", "one-word cue", "nested"]);
    }
}
