//! Which words name somebody: what the network says word by word, put right by the document as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sayso_core::{Document, EntityKind};
use sayso_model::{Antecedent, Encodings, Mention, MentionKind};

use crate::edges::{capitalised, extended, is_cut, is_title, is_titled, joined, parted, ranked};
use crate::knowledge::{Knowledge, TitleSort};
use crate::names::key;
use crate::others::is_adjective;
use crate::text::Text;

/// Capitalised words that are tried as derived from names, at most.
const MOST_ADJECTIVES: usize = 500;

/// The mentions of a document in text order, none inside another: those of the network without the dateline's, each with
/// the kind that its name has mostly, and names that the network passed over here and saw elsewhere.
pub(crate) fn mentions(document: &Document, encodings: &Encodings, knowledge: &Knowledge) -> Vec<Mention> {
    let meta = document.meta();
    let is_dateline = |mention: &Mention| {
        let first = encodings.words.get(mention.words.start).map(|word| word.span);
        first
            .is_some_and(|first| [meta.place, meta.byline, meta.date].iter().flatten().any(|span| span.contains(first)))
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

/// The kind of each folded name: that of the knowledge files, else the one that the network sees most surely in sum. A
/// name of one word that is part of a person's name in this document is the person's.
fn kinds(text: &Text<'_>, knowledge: &Knowledge) -> BTreeMap<String, MentionKind> {
    let mut votes: BTreeMap<String, BTreeMap<MentionKind, f32>> = BTreeMap::new();
    for mention in text.mentions.iter().filter(|mention| is_name(mention.kind)) {
        let name = text.slice(&mention.words);
        *votes.entry(key(name)).or_default().entry(mention.kind).or_default() += mention.probability;
        let known = knowledge.lookup(name).filter(|known| !known.is_unsure).and_then(|known| kind_of(known.kind));
        if let Some(known) = known.filter(|known| *known != mention.kind) {
            *votes.entry(key(name)).or_default().entry(known).or_default() += 1.0;
        }
        for (kind, vote) in shown_around(text, knowledge, &mention.words) {
            *votes.entry(key(name)).or_default().entry(kind).or_default() += vote;
        }
        if mention.kind == MentionKind::Organisation && mention.words.len() > 1 {
            let first = key(text.word(mention.words.start));
            *votes.entry(first).or_default().entry(MentionKind::Organisation).or_default() += 0.5 * mention.probability;
        }
        if mention.kind == MentionKind::Person && mention.words.len() > 1 {
            let family = key(text.word(mention.words.end - 1));
            *votes.entry(family).or_default().entry(MentionKind::Person).or_default() += mention.probability;
        }
    }
    // A word that another is derived from as "Teldovan" from "Teldova" is a country's name.
    let adjectives: Vec<String> = (0..text.len())
        .filter(|at| {
            text.word(*at).starts_with(char::is_uppercase) && text.word(*at).ends_with(['n', 'h', 'i', 'e', 's'])
        })
        .map(|at| key(text.word(at)))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .take(MOST_ADJECTIVES)
        .collect();
    let mut lands: BTreeSet<String> = BTreeSet::new();
    // Balkhi is somebody from Balkh, not what is of it.
    let families: BTreeSet<String> = text
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person && mention.words.len() > 1)
        .map(|mention| key(text.word(mention.words.end - 1)))
        .collect();
    let is_given = |name: &str| knowledge.gender_of_given(name).is_some() || families.contains(name);
    for name in votes.keys().filter(|name| !name.contains(' ') && !is_given(name)) {
        let derived = adjectives.iter().filter(|adjective| is_adjective(adjective, name) && !is_given(adjective));
        lands.extend(derived.flat_map(|adjective| [adjective.clone(), name.clone()]));
    }
    for (_, votes) in votes.iter_mut().filter(|(name, _)| lands.contains(*name)) {
        let all = votes.values().sum::<f32>();
        *votes.entry(MentionKind::Country).or_default() += 1.0 + all;
    }
    let best = |votes: BTreeMap<MentionKind, f32>| {
        votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(kind, _)| kind)
    };
    votes
        .into_iter()
        .filter_map(|(name, votes)| Some((name, best(votes)?)))
        .filter(|(name, _)| !name.is_empty())
        .collect()
}

/// What the words around a name show of its kind, and how much that counts.
fn shown_around(text: &Text<'_>, knowledge: &Knowledge, name: &Range<usize>) -> Vec<(MentionKind, f32)> {
    use MentionKind::{Country, Organisation, Person, Place};
    const STATE: [&str; 20] = [
        "president",
        "minister",
        "prime",
        "foreign",
        "defence",
        "defense",
        "government",
        "parliament",
        "army",
        "navy",
        "armed",
        "military",
        "ambassador",
        "embassy",
        "border",
        "borders",
        "coast",
        "capital",
        "economy",
        "king",
    ];
    let before = |count: usize| name.start.checked_sub(count).filter(|at| *at >= text.sentence_start(name.start));
    let mut out = Vec::new();
    if before(1).is_some_and(|at| text.is_any(at, &["in", "near", "across", "throughout", "into"])) {
        out.extend([(Country, 0.5), (Place, 0.5)]);
    }
    let is_office = |at: usize| knowledge.title(text.word(at)).is_some_and(|title| title.sort != TitleSort::Honorific);
    if before(2).is_some_and(is_office) && before(1).is_some_and(|at| text.is_any(at, &["for", "at", "of", "with"])) {
        out.extend([(Organisation, 0.6), (Country, 0.3), (Place, 0.3)]);
    }
    if text.word(name.end) == "," && text.is(name.end + 1, "which") {
        out.push((Organisation, 1.0));
    }
    if text.possessive(name.end) == 2 && text.is_any(name.end + 2, &STATE) {
        out.push((Country, 0.7));
    }
    if name.len() > 1 && knowledge.gender_of_given(text.word(name.start)).is_some() {
        out.push((Person, 0.5));
    }
    out
}

fn kind_of(kind: EntityKind) -> Option<MentionKind> {
    Some(match kind {
        EntityKind::Person => MentionKind::Person,
        EntityKind::Organisation => MentionKind::Organisation,
        EntityKind::Country => MentionKind::Country,
        EntityKind::Place => MentionKind::Place,
        EntityKind::Group => MentionKind::ArmedGroup,
        EntityKind::Outlet => MentionKind::Outlet,
        EntityKind::Document => MentionKind::Document,
        EntityKind::Unknown => return None,
    })
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
        let kind = kind.or_else(|| is_titled(text, knowledge, &run).then_some(MentionKind::Person));
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
