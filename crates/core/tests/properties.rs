//! What holds of spans, layouts and ids whatever the text.
#![allow(clippy::unwrap_used, reason = "a test that panics fails")]

use proptest::prelude::*;
use sayso_core::{
    Block, BlockKind, Document, Form, Layout, Meta, Provenance, Quotation, QuoteMark, Score, Span, SpanError, Spans,
    Statement, StatementError, StatementParts,
};

proptest! {
    #[test]
    fn what_a_span_slices_is_found_where_it_stands(text in "\\PC{1,40}", a in 0usize..160, b in 0usize..160) {
        match Span::of(&text, a..b) {
            Ok(span) => {
                let words = span.slice(&text).unwrap();
                let found = text.match_indices(words).any(|(at, _)| Span::of(&text, at..at + words.len()) == Ok(span));
                // Matches that overlap an earlier one are not listed; the words stand there all the same.
                prop_assert!(found || text[a..].starts_with(words));
                prop_assert_eq!(span.range(), a..b);
            }
            Err(SpanError::Empty { .. }) => prop_assert!(a >= b),
            Err(SpanError::Outside { .. }) => prop_assert!(b > text.len()),
            Err(SpanError::InsideCharacter { at, .. }) => prop_assert!(!text.is_char_boundary(at)),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn merged_pieces_are_in_order_and_cover_the_same_bytes(ranges in prop::collection::vec((0usize..50, 1usize..9), 0..8)) {
        let pieces: Vec<Span> = ranges.iter().map(|(start, len)| Span::new(*start..start + len).unwrap()).collect();
        let merged = Spans::merged(pieces.clone());
        prop_assert_eq!(Spans::new(merged.pieces().to_vec()), Ok(merged.clone()));
        for byte in 0..60 {
            let holds = |spans: &[Span]| spans.iter().any(|span| span.range().contains(&byte));
            prop_assert_eq!(holds(merged.pieces()), holds(&pieces));
        }
    }

    #[test]
    fn quotations_over_a_span_are_those_that_overlap_it(
        ranges in prop::collection::vec((0usize..90, 1usize..30), 0..12), start in 0usize..99, len in 1usize..30,
    ) {
        let text = "x".repeat(120);
        let mut quotations: Vec<Quotation> = ranges
            .iter()
            .map(|(start, len)| Span::new(*start..start + len).unwrap())
            .map(|span| Quotation { span, mark: QuoteMark::Double, closed: true })
            .collect();
        quotations.sort_by_key(|quotation| quotation.span);
        let block = Block { span: Span::new(0..120).unwrap(), kind: BlockKind::Body };
        let layout = Layout::new(&text, vec![block], Vec::new(), quotations.clone()).unwrap();
        let span = Span::new(start..start + len).unwrap();
        let mut found: Vec<Quotation> = layout.quotations_over(span).copied().collect();
        found.reverse();
        let expect: Vec<Quotation> = quotations.into_iter().filter(|q| q.span.overlaps(span)).collect();
        prop_assert_eq!(found, expect);
    }

    #[test]
    fn a_score_is_a_probability(raw in any::<f32>()) {
        prop_assert!((0.0..=1.0).contains(&Score::new(raw).get()));
    }
}

const TEXT: &str = "“No,” she said.";

fn document(provenance: Provenance) -> Document {
    Document::new(TEXT.to_owned(), provenance, Meta::default(), Layout::default(), Vec::new())
}

fn parts(source: [usize; 2], cue: [usize; 2], content: [usize; 2]) -> StatementParts {
    let spans = |[start, end]: [usize; 2]| Spans::from(Span::of(TEXT, start..end).unwrap());
    StatementParts::new(spans(source), spans(cue), spans(content), Form::Direct, Score::ONE)
}

/// Computed with Python's hashlib from the recipe in corpora/build_gold.py: another platform, another implementation.
#[test]
fn ids_are_the_same_everywhere() {
    let plain = document(Provenance { path: Some("a.txt".to_owned()), ..Provenance::default() });
    assert_eq!(plain.id().to_string(), "06026ce7d3084a10d3e1e9dbaafef477");
    let url = Some("https://example.org/1".to_owned());
    let published = document(Provenance { path: None, url, outlet: Some("The Echo".to_owned()) });
    assert_eq!(published.id().to_string(), "90eae3f3d7e4262a2aef9a6e493f29e9");
    let statement = Statement::new(&plain, parts([10, 13], [14, 18], [0, 9])).unwrap();
    assert_eq!(statement.id().to_string(), "493bae72c9480bfcd5e9171f5c4c53ca");
    assert_eq!(statement.id().to_string().parse(), Ok(statement.id()));
    assert!("493BAE".parse::<sayso_core::StatementId>().is_err());
}

#[test]
fn a_word_has_one_role() {
    let plain = document(Provenance::default());
    let error = Statement::new(&plain, parts([10, 13], [10, 18], [0, 9]));
    assert_eq!(error, Err(StatementError::RolesOverlap));
    let error = Statement::new(&plain, StatementParts { content: Spans::NONE, ..parts([10, 13], [14, 18], [0, 9]) });
    assert_eq!(error, Err(StatementError::NoContent));
}
