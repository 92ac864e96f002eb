//! Which words name somebody: what the network says word by word, put right by the document as a whole.

use std::collections::BTreeMap;

use sayso_core::{BlockKind, Document};
use sayso_model::{Antecedent, Encodings, Mention, MentionKind};

use crate::edges::{capitalised, extended, is_cut, is_title, is_titled, joined, parted, ranked};
use crate::kinds::{kind_of, kinds};
use crate::knowledge::Knowledge;
use crate::names::key;
use crate::text::Text;

/// The mentions of a document in text order, none inside another: those of the network without the dateline's, each with
/// the kind that its name has mostly, and names that the network passed over here and saw elsewhere.
pub(crate) fn mentions(document: &Document, encodings: &Encodings, knowledge: &Knowledge) -> Vec<Mention> {
    let meta = document.meta();
    let is_dateline = |mention: &Mention| {
        let first = encodings.words.get(mention.words.start).map(|word| word.span);
        let block = first.and_then(|first| document.layout().block_of(first));
        // "By Ewa Tollin and NHA"
        let is_byline =
            block.is_some_and(|block| block.kind == BlockKind::Byline || is_byline(document.words(block.span)));
        is_byline
            || first.is_some_and(|first| {
                [meta.place, meta.byline, meta.date].iter().flatten().any(|span| span.contains(first))
            })
    };
    let bare = Text { document, encodings, mentions: &encodings.mentions };
    let seen: Vec<(usize, Mention)> = encodings
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| !is_dateline(mention) && !is_cut(&bare, mention))
        .flat_map(|(place, mention)| parted(&bare, knowledge, mention).into_iter().map(move |part| (place, part)))
        .collect();
    let seen = ranked(&bare, knowledge, joined(&bare, seen));
    let all: Vec<Mention> = seen.iter().map(|(_, mention)| mention.clone()).collect();
    let text = Text { document, encodings, mentions: &all };
    let kinds = kinds(&text, knowledge);
    let mut out: Vec<(Option<usize>, Mention)> = seen
        .into_iter()
        .map(|(place, mention)| {
            let mention = extended(&text, knowledge, mention);
            let kind = kinds.get(&key(text.slice(&mention.words))).copied().filter(|_| is_name(mention.kind));
            (Some(place), Mention { kind: kind.unwrap_or(mention.kind), ..mention })
        })
        .collect();
    out.extend(passed_over(&text, knowledge, &kinds).into_iter().map(|mention| (None, mention)));
    out.sort_by_key(|(_, mention)| mention.words.start);
    renumbered(out)
}

/// Whether a line says who wrote the article: "By Ewa Tollin and NHA".
fn is_byline(line: &str) -> bool {
    const LONGEST_WORDS: usize = 10;
    let is_short = line.split_whitespace().count() <= LONGEST_WORDS && !line.ends_with(['.', '?', '!', '”', '"']);
    is_short && line.split_whitespace().next() == Some("By")
}

/// Antecedents are places among the network's mentions; they become places among these.
fn renumbered(mentions: Vec<(Option<usize>, Mention)>) -> Vec<Mention> {
    let places: BTreeMap<usize, usize> =
        mentions.iter().enumerate().filter_map(|(new, (old, _))| Some(((*old)?, new))).collect();
    let moved =
        |antecedent: &Antecedent| Some(Antecedent { mention: *places.get(&antecedent.mention)?, ..*antecedent });
    let moved =
        |mention: Mention| Mention { antecedents: mention.antecedents.iter().filter_map(moved).collect(), ..mention };
    mentions.into_iter().map(|(_, mention)| moved(mention)).collect()
}

pub(crate) fn is_name(kind: MentionKind) -> bool {
    !matches!(kind, MentionKind::Title | MentionKind::Pronoun | MentionKind::Date | MentionKind::Number)
}

/// Runs of capitalised words that the network passed over: behind a title, or named elsewhere in the document.
fn passed_over(text: &Text<'_>, knowledge: &Knowledge, kinds: &BTreeMap<String, MentionKind>) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let run = capitalised(text, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        let titles = run.clone().take_while(|at| is_title(text, knowledge, *at)).count();
        let run = run.start + titles.min(run.len() - 1)..run.end;
        let kind = kinds.get(&key(text.slice(&run))).copied();
        let block = text.span(&run).and_then(|span| text.document.layout().block_of(span));
        // In "Former White House Doctor Says" capitals say nothing.
        let is_titled = block.is_some_and(|block| block.kind == BlockKind::Body) && is_titled(text, knowledge, &run);
        let kind = kind.or_else(|| is_titled.then_some(MentionKind::Person));
        let known = (run.start + 1..=run.end).rev().find_map(|end| {
            // "Let" at the start of a sentence is no acronym.
            let is_word =
                end == run.start + 1 && run.start == text.sentence_start(run.start) && text.word(run.start).len() < 5;
            let known = knowledge.lookup(text.slice(&(run.start..end))).filter(|known| !known.is_unsure && !is_word)?;
            Some((run.start..end, kind_of(known.kind)?))
        });
        let found = kind.map(|kind| (run.clone(), kind)).or(known);
        at = found.as_ref().map_or(run.start + 1, |(words, _)| words.end);
        out.extend(found.map(|(words, kind)| Mention { words, kind, probability: 0.5, antecedents: Vec::new() }));
    }
    out
}
