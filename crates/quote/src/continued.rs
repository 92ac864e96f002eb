//! `"A," said X, who lives there. "B."`: a quotation that goes on behind the sentence with the cue.

use std::collections::BTreeMap;

use sayso_core::{Document, Form, Span, Spans, Statement, StatementParts};

use crate::decode::Found;
use crate::form::form;

/// Gives each statement whose quotation stands before its cue the quotation that follows the sentence of the cue, if that is
/// whole sentences and nobody else has said it. The network sees such a second half less surely the longer the words about the
/// speaker are.
pub(crate) fn go_on(document: &Document, found: &mut [Found]) {
    let layout = document.layout();
    let sentences = layout.sentences();
    let sentence_of = |at: usize| sentences.partition_point(|sentence| sentence.end() <= at);
    // By the sentence that a quotation may follow: the one statement whose quoted words end before its cue there.
    let mut last: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for (i, one) in found.iter().enumerate().filter(|(_, one)| !one.nested) {
        let (Some(content), Some(cue)) = (one.statement.content().cover(), one.statement.cue().cover()) else {
            continue;
        };
        let here = sentence_of(cue.start());
        let is_before = content.end() <= cue.start() && sentence_of(content.start()) == here;
        let is_quoted = is_before && one.statement.parts().form == Form::Direct;
        last.entry(here).and_modify(|other| *other = None).or_insert(is_quoted.then_some(i));
    }
    let taken: Vec<Span> = found.iter().flat_map(|one| one.statement.content().pieces().to_vec()).collect();
    for quotation in layout.quotations().iter().filter(|quotation| quotation.closed) {
        let from = sentence_of(quotation.span.start());
        let (Some(before), Some(first)) = (from.checked_sub(1), sentences.get(from)) else { continue };
        let Some(Some(said)) = last.get(&before) else { continue };
        let is_whole = first.start() == quotation.span.start() && ends_sentence(document, quotation.span);
        let is_near = layout.block_of(*first).is_some_and(|block| block.span.overlaps(sentences[before]));
        if is_whole
            && is_near
            && !taken.iter().any(|piece| piece.overlaps(quotation.span))
            && let Some(longer) = with(document, &found[*said].statement, quotation.span)
        {
            found[*said].statement = longer;
        }
    }
}

/// Whether a quotation ends with the end of a sentence, or of its block.
fn ends_sentence(document: &Document, quotation: Span) -> bool {
    let sentences = document.layout().sentences();
    let last = sentences.get(sentences.partition_point(|sentence| sentence.end() < quotation.end()));
    let said = document.words(quotation).trim_end_matches(['"', '”', '’', '\'', '»']);
    said.ends_with(['.', '!', '?', '…']) && last.is_some_and(|last| last.end() == quotation.end())
}

fn with(document: &Document, statement: &Statement, quotation: Span) -> Option<Statement> {
    let content = Spans::merged(statement.content().pieces().iter().copied().chain([quotation]).collect());
    let form = form(document, &content);
    Statement::new(document, StatementParts { content, form, ..statement.parts().clone() }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Score;

    /// The pieces of the content, where those of the statements are given as source, cue and content.
    fn check(text: &str, told: &[[&str; 3]], expect: &[&str]) {
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let span = |words: &str| -> Spans {
            let at = text.find(words).unwrap();
            Span::of(text, at..at + words.len()).unwrap().into()
        };
        let statement = |roles: &[&str; 3]| {
            let [source, cue, content] = roles.map(span);
            let form = form(&document, &content);
            let parts = StatementParts::new(source, cue, content, form, Score::from_basis_points(9_000));
            Found { nested: false, cue_probability: 0.9, statement: Statement::new(&document, parts).unwrap() }
        };
        let mut found: Vec<Found> = told.iter().map(statement).collect();
        go_on(&document, &mut found);
        let pieces: Vec<&str> =
            found[0].statement.content().pieces().iter().map(|piece| document.words(*piece)).collect();
        assert_eq!(pieces, expect, "{text}");
    }

    #[test]
    fn whole_sentences_that_nobody_else_said_go_on() {
        let (first, second) = ("“We left at dawn,”", "“Nobody saw us. Nobody asked.”");
        let quist = ["Ida Quist, who keeps the light on Skarn,", "said", first];
        let text = format!("{first} said Ida Quist, who keeps the light on Skarn, on Monday. {second} Then it rained.");
        check(&text, &[quist], &[first, second]);
        check(&text, &[quist, ["Ida", "Then", second]], &[first]);
    }

    #[test]
    fn other_quotations_do_not() {
        let first = "“We left at dawn,”";
        let quist = ["Ida Quist", "said", first];
        check(&format!("{first} said Ida Quist. “Nobody saw us,” Tor Elm added."), &[quist], &[first]);
        check(&format!("{first} said Ida Quist.\n\n“Nobody saw us.”"), &[quist], &[first]);
        check(&format!("{first} said Ida Quist. He read “The Light.”"), &[quist], &[first]);
        let elm = ["Tor Elm", "denied", "it"];
        check(&format!("{first} said Ida Quist, and Tor Elm denied it. “Nobody saw us.”"), &[quist, elm], &[first]);
    }
}
