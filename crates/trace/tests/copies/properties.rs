//! What holds for any documents.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use proptest::prelude::*;
use sayso_core::{Document, DocumentId, Meta, Provenance};
use sayso_trace::copies::{Copies, Found, Sketch};

/// Sentences of which documents are made; some quote, some are odd.
#[rustfmt::skip]
const SENTENCES: &[&str] = &[
    "The dam above the town gave way before dawn and the water took two bridges with it. ",
    "\"We heard it before we saw it, and then there was no street any more,\" she said. ",
    "At least nine people were missing by noon, said the head of the fire brigade of Kell. ",
    "The works rejected reports that cracks had been found in April by a diver from the coast. ",
    "The minister flew over the valley and promised a thousand marks to each household. ",
    "“Nobody will pay for a roof twice — and nobody will be asked who his father was”, he said. ",
    "a a a a a a a a a a a a a a a a ", "Ünïcødé — wörds 1,000 ‘x’ \u{ad}… ", "é", "\n\n", "\n\nRead more: Ten dams\n\n",
    "SORLE (NHA) - ", " (Reuters)", "\u{1a}", "He declined to comment. ", "👩‍👩‍👧 ",
];

fn document(outlet: usize, day: usize, text: &str) -> Document {
    let outlet = ["Tarnby Echo", "Sorle Post", "Northern Harbours Agency", "Reuters"][outlet % 4];
    // Of another day is another page.
    let url = Some(format!("https://example.org/{day}"));
    let provenance = Provenance { outlet: Some(outlet.to_owned()), url, ..Provenance::default() };
    let read = sayso_ingest::document(text.as_bytes(), provenance.clone()).unwrap();
    let published = (!day.is_multiple_of(4)).then(|| format!("2019-05-0{}", day % 4));
    let meta = Meta { published, ..read.meta().clone() };
    Document::new(read.text().to_owned(), provenance, meta, read.layout().clone(), Vec::new())
}

fn found(documents: &[Document]) -> Found {
    let mut copies = Copies::new();
    for document in documents {
        copies.add(Sketch::of(document));
    }
    copies.found()
}

/// Letters and digits in small letters, one space between words.
fn normalised(text: &str) -> String {
    let text: String = text.chars().filter(|c| !"'’‘ʼ,\u{ad}\u{200d}".contains(*c)).collect();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Spans lie in their texts, passages without edits are equal, and nobody is a source of itself.
fn is_sound(documents: &[Document], found: &Found) {
    let by_id: BTreeMap<DocumentId, &Document> = documents.iter().map(|document| (document.id(), document)).collect();
    let copies = found.copies.iter().map(|copy| (copy.document, copy.source, &copy.passages));
    let siblings = found.siblings.iter().map(|two| (two.documents[0], two.documents[1], &two.passages));
    for (document, source, passages) in copies.chain(siblings) {
        assert_ne!(document, source);
        assert!(!passages.is_empty());
        for passage in passages {
            let copy = passage.document.slice(by_id[&document].text()).unwrap();
            let source = passage.source.slice(by_id[&source].text()).unwrap();
            assert!(passage.edits > 0 || normalised(copy) == normalised(source), "{copy}\n{source}");
            assert!(passage.quoted <= passage.words);
        }
    }
    let mut above: BTreeMap<DocumentId, BTreeSet<DocumentId>> = BTreeMap::new();
    for copy in &found.copies {
        above.entry(copy.document).or_default().insert(copy.source);
    }
    for start in by_id.keys() {
        let (mut open, mut seen) = (vec![*start], BTreeSet::new());
        while let Some(next) = open.pop() {
            let sources = above.get(&next).into_iter().flatten().copied();
            open.extend(sources.filter(|source| seen.insert(*source)));
        }
        assert!(!seen.contains(start), "a document is its own source");
    }
}

fn texts() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let text = proptest::collection::vec(proptest::sample::select(SENTENCES), 1..9).prop_map(|parts| parts.concat());
    proptest::collection::vec((0..4usize, 0..4usize, text), 1..9)
}

proptest! {
    #[test]
    fn any_documents(texts in texts()) {
        let documents: Vec<Document> = texts.iter().map(|(outlet, day, text)| document(*outlet, *day, text)).collect();
        is_sound(&documents, &found(&documents));
    }

    #[test]
    fn the_order_decides_nothing(texts in texts(), turn in 0..9usize) {
        let mut documents: Vec<Document> = texts.iter().map(|(outlet, day, text)| document(*outlet, *day, text)).collect();
        let expect = found(&documents);
        documents.reverse();
        documents.rotate_left(turn % texts.len());
        prop_assert_eq!(&found(&documents), &expect);
        // Nor does it matter what was asked in between.
        let mut copies = Copies::new();
        for document in &documents {
            copies.add(Sketch::of(document));
            copies.found();
        }
        prop_assert_eq!(copies.found(), expect);
    }

    #[test]
    fn any_text(one in "\\PC{0,200}", other in "\\PC{0,200}") {
        let documents = [document(0, 1, &format!("{one}{other}{one}")), document(1, 2, &format!("{other}{one}"))];
        is_sound(&documents, &found(&documents));
    }
}

#[test]
fn odd_texts_take_no_longer() {
    let odd = ["a ", "a b ", "a a b ", "“a ", "NHA ", "A\n\n", "(@a) ", "1,1 ", "=;", "é\u{301} "];
    let repeated = odd.map(|unit| unit.repeat(20_000));
    for (at, text) in repeated.iter().enumerate() {
        let documents = [document(0, 1, text), document(1, 2, &format!("{text}b {text}")), document(2, at, "")];
        is_sound(&documents, &found(&documents));
    }
}

/// Thousands of prints of one text: each is from the first, and no two of the others are compared for long.
#[test]
fn five_thousand_prints_of_one_text() {
    let count = if cfg!(debug_assertions) { 500 } else { 5_000 };
    let text = SENTENCES[..5].concat().repeat(3);
    let print = |number: usize, text: String| {
        let provenance = Provenance { outlet: Some(format!("Paper No {number}")), ..Provenance::default() };
        sayso_ingest::document(text.as_bytes(), provenance).unwrap()
    };
    for is_edited in [false, true] {
        // One word is another in each of the edited ones.
        let edited = |number: usize| {
            if is_edited { text.replacen("bridges", &format!("bridges{number}"), 1) } else { text.clone() }
        };
        let documents: Vec<Document> = (0..count).map(|number| print(number, edited(number))).collect();
        let start = Instant::now();
        let found = found(&documents);
        println!(
            "{count} prints, edited: {is_edited}: {} copies, {} siblings, {:?}",
            found.copies.len(),
            found.siblings.len(),
            start.elapsed()
        );
        assert_eq!(found.copies.len(), count - 1);
        let sources: BTreeSet<DocumentId> = found.copies.iter().map(|copy| copy.source).collect();
        assert_eq!(sources.len(), 1, "all are from the first");
        assert!(found.siblings.len() <= 16 * count);
    }
}
