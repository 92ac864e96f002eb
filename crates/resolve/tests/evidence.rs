//! What must hold of figures and relays for any text: no panic, spans that fit, the same again.

#![allow(clippy::unwrap_used, reason = "a test that panics fails; that is what it is for")]

use proptest::prelude::*;
use sayso_core::{Document, EntityKind, Form, Provenance, Relay, Score, Span, Spans, Statement, StatementParts};

/// Odd text out of what figures and relays are made of.
fn news() -> impl Strategy<Value = String> {
    let words = [
        "told",
        "TVX",
        "the",
        "a",
        "agency",
        "news",
        "Radio",
        "Sorle",
        "according",
        "to",
        "on",
        "X",
        "tweeted",
        "by",
        "quoting",
        "(NHA)",
        "-",
        "–",
        "—",
        "“",
        "”",
        "’s",
        "'",
        ",",
        ".",
        "\n\n",
        "10,000",
        "5",
        "million",
        "half",
        "of",
        "one",
        "in",
        "percent",
        "%",
        "$",
        "£3.5m",
        "Rs",
        "2017",
        "May",
        "people",
        "killed",
        "between",
        "and",
        "from",
        "dozens",
        "al-Jarida",
        "two",
        "thirds",
        "1990s",
        "G7",
        "\u{301}",
        "é",
        "日本",
        "9/11",
        "5:30",
        "magnitude",
        "hundred",
        "twice",
        "as",
        "more",
        "than",
    ];
    let word = prop_oneof![4 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec((word, any::<bool>()), 0..60).prop_map(|words| {
        words.into_iter().map(|(word, space)| if space { word + " " } else { word }).collect::<String>()
    })
}

fn document(text: &str) -> Option<Document> {
    sayso_ingest::document(
        text.as_bytes(),
        Provenance { outlet: Some("Sorle Echo".to_owned()), ..Provenance::default() },
    )
    .ok()
}

/// Statements that cut the text at these places, each third of three pieces; those that overlap are left out.
fn statements(document: &Document, cuts: &[usize]) -> Vec<Statement> {
    let text = document.text();
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| text.floor_char_boundary(cut % (text.len() + 1))).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let spans: Vec<Spans> =
        cuts.windows(2).filter_map(|pair| Span::of(text, pair[0]..pair[1]).ok()).map(Spans::from).collect();
    let mut out: Vec<Statement> = Vec::new();
    for three in spans.windows(3) {
        let [source, cue, content] = three else { continue };
        let parent = out.last().map(Statement::id);
        let parts = StatementParts::new(source.clone(), cue.clone(), content.clone(), Form::Indirect, Score::new(1.0));
        out.extend(Statement::new(document, StatementParts { parent, ..parts }));
    }
    out
}

fn relays(document: &Document, statements: &[Statement]) -> Vec<Vec<Relay>> {
    let who = |span: Span| (document.words(span) == "TVX").then(|| ("TVX".to_owned(), EntityKind::Outlet));
    sayso_resolve::relays(document, statements, who)
}

proptest! {
    #[test]
    fn any_text_has_figures_that_fit(text in news()) {
        let Ok(whole) = Span::of(&text, 0..text.len()) else { return Ok(()) };
        let found = sayso_resolve::figures(&text, &whole.into());
        for figure in &found {
            prop_assert!(figure.span.slice(&text).is_ok());
            prop_assert!(figure.value.is_finite() && figure.value >= 0.0);
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
        prop_assert_eq!(&found, &sayso_resolve::figures(&text, &whole.into()));
    }

    #[test]
    fn spans_of_other_texts_give_no_figures(text in any::<String>(), start in 0_usize..40, len in 1_usize..40) {
        let Ok(span) = Span::new(start..start + len) else { return Ok(()) };
        let found = sayso_resolve::figures(&text, &span.into());
        prop_assert!(found.iter().all(|figure| span.contains(figure.span)));
    }

    #[test]
    fn any_statements_have_relays_that_fit(text in news(), cuts in proptest::collection::vec(any::<usize>(), 0..12)) {
        let Some(document) = document(&text) else { return Ok(()) };
        let statements = statements(&document, &cuts);
        let found = relays(&document, &statements);
        prop_assert_eq!(found.len(), statements.len());
        for relay in found.iter().flatten() {
            prop_assert!(relay.span.slice(document.text()).is_ok());
            prop_assert!(!relay.name.trim().is_empty());
        }
        prop_assert_eq!(&found, &relays(&document, &statements));
    }
}

/// What is quadratic takes minutes here.
#[test]
fn long_texts_come_to_an_end() {
    let check = |unit: &str| {
        let text = unit.repeat(100_000 / unit.len());
        let whole = Span::of(&text, 0..text.len()).unwrap();
        sayso_resolve::figures(&text, &whole.into());
        let document = document(&text).unwrap();
        let cuts: Vec<usize> = (0..text.len()).step_by(100).collect();
        let statements = statements(&document, &cuts);
        assert_eq!(relays(&document, &statements).len(), statements.len());
    };
    for unit in
        ["a ", "5 ", "5-", "one hundred and ", "the News ", "told the agency ", "million ", "$5 to ", "twenty - "]
    {
        check(unit);
    }
}
