//! Statements in statements.

use sayso_core::{Document, Statement, StatementParts};

use crate::decode::{Found, same_words};

/// Sets the parent of each statement that stands wholly inside a content piece of another: the smallest such piece's.
///
/// A nested cue that stands in no content has said the same words as the statement around it: "X reported, quoting Y".
/// Where there is none such either, its statement stands alone. `found` is in text order.
pub(crate) fn set_parents(document: &Document, found: Vec<Found>) -> Vec<Statement> {
    let mut around: Vec<Option<(usize, usize)>> = vec![None; found.len()];
    let mut relayed: Vec<Option<usize>> = vec![None; found.len()];
    for (i, outer) in found.iter().enumerate() {
        let cover = outer.statement.cover();
        let start = |found: &Found| found.statement.cover().start();
        let before = found[..i].iter().rev().take_while(|f| start(f) == cover.start()).count();
        let near = found.iter().enumerate().skip(i - before).take_while(|(_, f)| start(f) < cover.end());
        for (j, inner) in near.filter(|(j, _)| *j != i) {
            let pieces = outer.statement.content().pieces().iter();
            let size = pieces.filter(|piece| piece.contains(inner.statement.cover())).map(|piece| piece.len()).min();
            around[j] = [around[j], size.map(|size| (size, i))].into_iter().flatten().min();
            if inner.nested != outer.nested && same_words(&inner.statement, &outer.statement) {
                let (nested, other) = if inner.nested { (j, i) } else { (i, j) };
                relayed[nested].get_or_insert(other);
            }
        }
    }
    let parent = |i: usize| {
        // Only of what stands alone itself: so no statement is its own ancestor.
        let relayed = relayed[i].filter(|other| around[*other].is_none());
        Some(found[around[i].map(|(_, outer)| outer).or(relayed)?].statement.id())
    };
    let with_parent = |(i, f): (usize, &Found)| {
        Statement::new(document, StatementParts { parent: parent(i), ..f.statement.parts().clone() }).ok()
    };
    found.iter().enumerate().filter_map(with_parent).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::{Form, Score, Span, Spans, StatementId};

    const TEXT: &str = "The agency reported, quoting Hale, that she said the boats had left.";

    /// Source, cue and content as words of [`TEXT`], and whether the cue is a nested one.
    type Row<'a> = ([&'a str; 3], bool);

    fn check(rows: &[Row<'_>], parents: &[Option<usize>]) {
        let document = sayso_ingest::document(TEXT.as_bytes(), Default::default()).unwrap();
        let spans = |words: &str| -> Spans {
            let at = TEXT.find(words).unwrap();
            Span::of(TEXT, at..at + words.len()).unwrap().into()
        };
        let found = |(roles, nested): &Row<'_>| {
            let [source, cue, content] = roles.map(spans);
            let parts = StatementParts::new(source, cue, content, Form::Indirect, Score::from_basis_points(5_000));
            Found { nested: *nested, cue_probability: 0.5, statement: Statement::new(&document, parts).unwrap() }
        };
        let found = set_parents(&document, rows.iter().map(found).collect());
        let place = |id: StatementId| found.iter().position(|s| s.id() == id).unwrap();
        assert_eq!(found.iter().map(|s| s.parts().parent.map(place)).collect::<Vec<_>>(), parents, "{rows:?}");
    }

    #[test]
    fn the_statement_around_is_the_parent() {
        let reported = ["The agency", "reported", "that she said the boats had left"];
        let quoting = ["Hale", "quoting", "that she said the boats had left"];
        let said = ["she", "said", "the boats had left"];
        check(&[(reported, false), (said, true)], &[None, Some(0)]);
        // Whatever the network says of the cue.
        check(&[(reported, false), (said, false)], &[None, Some(0)]);
        check(&[(reported, false), (quoting, true)], &[None, Some(0)]);
        check(&[(reported, false), (quoting, false)], &[None, None]);
        check(&[(said, true)], &[None]);
    }
}
