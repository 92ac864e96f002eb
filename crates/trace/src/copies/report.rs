//! What was found, in documents and bytes.

use sayso_core::{DocumentId, Score, Span};

use super::align::{self, weigh};
use super::direction::{Amount, Reason, Verdict, judge};
use super::siblings::{Common, Origin};
use super::sketch::Sketch;
use super::sources::{Edge, Pair};
use super::words::Word;
use super::{Copies, Text, evidence};

/// Copies and siblings among some documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// By document, then source.
    pub copies: Vec<Copy>,
    /// By their documents. Of many cuts of one text each is compared with the sixteen that follow it in time.
    pub siblings: Vec<Siblings>,
}

/// A document that has text from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The copy.
    pub document: DocumentId,
    /// Where it has it from.
    pub source: DocumentId,
    /// What it has from there, by its place in the text that was compared first.
    pub passages: Vec<Passage>,
    /// Equal words of all passages.
    pub words: u32,
    /// Which part of the copy's words they are.
    pub of_document: Score,
    /// Which part of the source's.
    pub of_source: Score,
    /// Why it is from there and not the other way about.
    pub reasons: Vec<Reason>,
    /// How sure it is that one has it from the other.
    pub score: Score,
    /// How sure it is that this one has it from that one, given that: a half where nothing tells.
    pub direction: Score,
}

impl Copy {
    /// The other way about, as somebody decided.
    pub(crate) fn turned(self) -> Copy {
        let turned = |passage: Passage| Passage { document: passage.source, source: passage.document, ..passage };
        Copy {
            document: self.source,
            source: self.document,
            passages: self.passages.into_iter().map(turned).collect(),
            of_document: self.of_source,
            of_source: self.of_document,
            reasons: vec![Reason::Decided],
            direction: Score::new(1.0),
            ..self
        }
    }
}

/// Words that two documents share, but for small edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// In the copy, or the first of two siblings.
    pub document: Span,
    /// In the source, or the second sibling.
    pub source: Span,
    /// Equal words.
    pub words: u32,
    /// Those of them that stand in quotation marks in one of the two.
    pub quoted: u32,
    /// Other words within the passage, on both sides. Where there are none, the two say the same word for word.
    pub edits: u32,
}

/// Two documents that share text and have it from elsewhere; neither is from the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Siblings {
    /// The one with the smaller id, then the other.
    pub documents: [DocumentId; 2],
    /// Where both have it from.
    pub source: Source,
    /// What they share.
    pub passages: Vec<Passage>,
    /// Equal words of all passages.
    pub words: u32,
}

/// Where two siblings have their text from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A document that was added.
    Document(DocumentId),
    /// An outlet that is credited, whose own text was not added.
    Unseen(String),
}

/// Puts together what is known of pairs of texts, and of documents of one text.
pub(super) fn report(copies: &Copies, pairs: &[Pair], edges: &[Edge], common: &[Common]) -> Found {
    let mut found = Found::default();
    for edge in edges {
        let Pair { texts, shared, verdict } = &pairs[edge.pair];
        let [one, other] = texts.map(|text| copies.root(text));
        let is_one = texts[0] == edge.copy;
        let passages = passages(&shared.passages, one, other, is_one);
        let (document, source) = if is_one { (one, other) } else { (other, one) };
        if let Verdict::Copy { points, reasons, .. } = verdict {
            found.copies.push(copy(document, source, passages, shared.free, *points, reasons.clone()));
        }
    }
    for Common { texts, source } in common {
        // Always the same one first, as alignment does not look the same from both sides.
        let [one, other] = copies.in_order(*texts).map(|text| copies.root(text));
        let shared = evidence::kept(&one.words, &other.words, align::align(&one.words, &other.words));
        let source = match source {
            Origin::Text(text) => Source::Document(copies.root(*text).id),
            Origin::Unseen(name) => Source::Unseen(name.clone()),
        };
        found.siblings.extend((!shared.is_empty()).then(|| siblings(one, other, &shared, source)));
    }
    copies.texts.iter().for_each(|text| same_text(copies, text, &mut found));
    found.copies.sort_by_key(|copy| (copy.document, copy.source));
    found.siblings.sort_by_key(|siblings| siblings.documents);
    found
}

/// Documents whose text is one: all have it from the first.
fn same_text(copies: &Copies, text: &Text, found: &mut Found) {
    let mut members = text.members.iter().map(|member| &copies.sketches[*member as usize]);
    let Some(root) = members.next() else { return };
    let count = root.words.len();
    let whole = align::Passage::whole(&root.words);
    let shared = evidence::shared(&root.words, &root.words, whole);
    if shared.passages.is_empty() {
        return;
    }
    for member in members {
        match judge(root, member, Amount { lengths: [count; 2], words: count, extra: [0; 2] }) {
            Verdict::Siblings(name) => {
                found.siblings.push(siblings(root, member, &shared.passages, Source::Unseen(name)));
            }
            Verdict::Copy { points, reasons, .. } => {
                let passages = passages(&shared.passages, member, root, true);
                found.copies.push(copy(member, root, passages, shared.free, points, reasons));
            }
        }
    }
}

fn copy(
    document: &Sketch,
    source: &Sketch,
    passages: Vec<Passage>,
    free: usize,
    points: i32,
    reasons: Vec<Reason>,
) -> Copy {
    let words: u32 = passages.iter().map(|passage| passage.words).sum();
    let part = |of: &Sketch| {
        Score::from_basis_points((u64::from(words) * 10_000 / (of.words.len() as u64).max(1)).min(10_000) as u16)
    };
    let (of_document, of_source) = (part(document), part(source));
    Copy {
        document: document.id,
        source: source.id,
        passages,
        words,
        of_document,
        of_source,
        reasons,
        score: score(free),
        direction: direction(points),
    }
}

fn siblings(one: &Sketch, other: &Sketch, passages: &[align::Passage], source: Source) -> Siblings {
    let is_in_order = one.id <= other.id;
    let passages = self::passages(passages, one, other, is_in_order);
    let words = passages.iter().map(|passage| passage.words).sum();
    let documents = if is_in_order { [one.id, other.id] } else { [other.id, one.id] };
    Siblings { documents, source, passages, words }
}

/// Passages in bytes; the document is the first one if `is_one`.
fn passages(passages: &[align::Passage], one: &Sketch, other: &Sketch, is_one: bool) -> Vec<Passage> {
    let passage = |passage: &align::Passage| {
        let (left, right) = (passage.range(true), passage.range(false));
        let weight = weigh(&one.words, &other.words, passage);
        let edits = (left.len() + right.len()).saturating_sub(2 * weight.shared) as u32;
        let (left, right) = (span(&one.words, left)?, span(&other.words, right)?);
        let (document, source) = if is_one { (left, right) } else { (right, left) };
        Some(Passage { document, source, words: weight.shared as u32, quoted: weight.quoted as u32, edits })
    };
    let mut out: Vec<Passage> = passages.iter().filter_map(passage).collect();
    out.sort_unstable();
    out
}

fn span(words: &[Word], range: std::ops::Range<usize>) -> Option<Span> {
    let words = words.get(range)?;
    Span::new(words.first()?.start()..words.last()?.end()).ok()
}

/// How sure it is that text was copied, by the number of free words; read off real articles, of which forty were looked at.
fn score(free: usize) -> Score {
    Score::from_basis_points(match free {
        0..20 => 8_000,
        20..30 => 9_200,
        30..60 => 9_700,
        _ => 9_900,
    })
}

/// How sure the direction is, by the points that speak for it.
fn direction(points: i32) -> Score {
    Score::from_basis_points(match points {
        ..=0 => 5_000,
        1 => 6_500,
        2..=3 => 8_000,
        4..=7 => 9_200,
        _ => 9_800,
    })
}
