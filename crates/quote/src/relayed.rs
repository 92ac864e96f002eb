//! "X reported, quoting Y": two statements that say the same words.

use sayso_core::{Document, Score, Span, Statement, StatementParts};

use crate::decode::Found;
use crate::form::form;

/// Bytes between the two cues at most: ", ", or " on Tuesday, ".
const BETWEEN_BYTES: usize = 40;

/// Gives each nested statement whose cue follows that of another at once the words of that other, if it has some of them
/// already. The network sees whom an agency quotes more surely than where the quoted words begin; those of the agency's own
/// statement are better known, and how well they are known bounds the score.
pub(crate) fn share_words(document: &Document, found: &mut [Found]) {
    let shared: Vec<Option<Statement>> = found.iter().map(|inner| shared(document, inner, found)).collect();
    for (found, shared) in found.iter_mut().zip(shared) {
        if let Some(shared) = shared {
            found.statement = shared;
        }
    }
}

fn shared(document: &Document, inner: &Found, all: &[Found]) -> Option<Statement> {
    let follows = |outer: &&Found| !outer.nested && follows(document, outer, inner);
    let outer = all.iter().filter(|_| inner.nested).find(follows)?;
    let content = outer.statement.content().clone();
    let parts = inner.statement.parts();
    let known = f32::from(outer.statement.parts().score.basis_points()) / 1e4;
    let score = Score::new(known * inner.cue_probability).max(parts.score);
    let form = form(document, &content);
    Statement::new(document, StatementParts { content, form, score, ..parts.clone() }).ok()
}

/// Whether the cue of `inner` comes right after that of `outer`, in one sentence, and they say words in common.
fn follows(document: &Document, outer: &Found, inner: &Found) -> bool {
    let (outer, inner) = (&outer.statement, &inner.statement);
    let (Some(before), Some(after)) = (outer.cue().pieces().last(), inner.cue().pieces().first()) else { return false };
    let Ok(between) = Span::new(before.end()..after.start()) else { return false };
    let text = document.words(between);
    let apart = !inner.source().overlap(outer.content()) && !inner.cue().overlap(outer.content());
    between.len() <= BETWEEN_BYTES
        && !text.contains(['.', '\n', '”', '"'])
        && apart
        && inner.content().overlap(outer.content())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::{Form, Spans};

    /// The words of the nested statement, and its score, where the two found are given as source, cue and content.
    fn check(text: &str, outer: [&str; 3], inner: [&str; 3], expect: (&str, u16)) {
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let span = |words: &str| -> Spans {
            let at = text.find(words).unwrap();
            Span::of(text, at..at + words.len()).unwrap().into()
        };
        let found = |roles: [&str; 3], nested: bool, score: u16| {
            let [source, cue, content] = roles.map(span);
            let parts = StatementParts::new(source, cue, content, Form::Direct, Score::from_basis_points(score));
            Found { nested, cue_probability: 0.5, statement: Statement::new(&document, parts).unwrap() }
        };
        let mut both = [found(outer, false, 9_000), found(inner, true, 2_000)];
        share_words(&document, &mut both);
        let parts = both[1].statement.parts();
        assert_eq!((document.words(parts.content.pieces()[0]), parts.score.basis_points()), expect, "{text}");
    }

    #[test]
    fn who_is_quoted_says_what_the_agency_reports() {
        let text = "“They left, then came back,” the agency reported, quoting Ilse Varga.";
        let [agency, varga] = ["the agency", "Ilse Varga"];
        let whole = "“They left, then came back,”";
        check(text, [agency, "reported", whole], [varga, "quoting", "then came back,”"], (whole, 4_500));
        check(text, [agency, "reported", whole], [varga, "quoting", whole], (whole, 4_500));
        check(
            text,
            [agency, "reported", "“They left"],
            [varga, "quoting", "then came back,”"],
            ("then came back,”", 2_000),
        );
        let text = "“They left,” the agency reported. Quoting Ilse Varga, it said they had left for good.";
        let later = [varga, "Quoting", "they had left for good"];
        check(text, [agency, "reported", "“They left,”"], later, ("they had left for good", 2_000));
    }
}
