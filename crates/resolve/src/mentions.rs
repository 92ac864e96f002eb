//! Which words name somebody: what the network says word by word, put right by the document as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sayso_core::{BlockKind, Document, EntityKind};
use sayso_model::{Antecedent, Encodings, Mention, MentionKind};

use crate::knowledge::{Knowledge, TitleSort};
use crate::names::key;
use crate::others::is_adjective;
use crate::text::Text;
use crate::tokens::{Token, tokens};

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

/// A person's name with the capitalised word beside it that the network left out: "Ask" of "Bertil Ask".
fn extended(text: &Text<'_>, knowledge: &Knowledge, mention: Mention) -> Mention {
    let block = text.span(&mention.words).and_then(|span| text.document.layout().block_of(span));
    // In "Mayor Olav Berg Calls For Calm" capitals say nothing.
    if block.is_some_and(|block| block.kind == BlockKind::Title) {
        return mention;
    }
    let run = capitalised(text, mention.words.end);
    let is_next =
        mention.kind == MentionKind::Person && run.len() == 1 && run.end < text.sentence_end(mention.words.start);
    let first = text.sentence_start(mention.words.start);
    let before = mention.words.start.checked_sub(1).filter(|at| *at >= first && mention.words.len() == 1);
    let is_before = mention.kind == MentionKind::Person
        && before.is_some_and(|at| {
            // Any word that begins a sentence has a capital.
            let is_given = knowledge.gender_of_given(text.word(at)).is_some();
            let is_month = tokens(text.word(at)).first().is_some_and(is_calendar);
            !capitalised(text, at).is_empty() && !is_title(text, knowledge, at) && !is_month && (at > first || is_given)
        });
    let start = mention.words.start - usize::from(is_before);
    Mention { words: start..if is_next { run.end } else { mention.words.end }, ..mention }
}

/// Whether a word is a month or a day of the week: "on 8 February Orlo said".
fn is_calendar(token: &Token<'_>) -> bool {
    const NAMES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    NAMES.iter().any(|name| token.is(name))
}

/// Whether a name is a piece of a word with hyphens: "EB-" of "EB-5".
fn is_cut(text: &Text<'_>, mention: &Mention) -> bool {
    let is_dash = |at: usize| text.word(at) == "-";
    is_name(mention.kind) && (is_dash(mention.words.start) || is_dash(mention.words.end - 1))
}

/// A title and the name that the network took for part of it, "Councillor Bertil Ask", or for which it took the title,
/// "General Olav Berg".
fn parted(text: &Text<'_>, knowledge: &Knowledge, mention: &Mention) -> Vec<Mention> {
    let words = &mention.words;
    let is_titled = mention.kind == MentionKind::Person
        && words.len() > 1
        && knowledge.title(text.word(words.start)).is_some()
        && knowledge.gender_of_given(text.word(words.start)).is_none();
    if is_titled {
        let count =
            words.clone().take_while(|at| knowledge.title(text.word(*at)).is_some() || text.word(*at) == ".").count();
        let at = words.start + count.min(words.len() - 1);
        let title = Mention { words: words.start..at, kind: MentionKind::Title, ..mention.clone() };
        return vec![title, Mention { words: at..words.end, ..mention.clone() }];
    }
    let is_split = |at: &usize| {
        let rest = *at..words.end;
        let is_name = rest.clone().all(|at| text.word(at).starts_with(char::is_uppercase));
        is_name && knowledge.title(text.word(*at - 1)).is_some() && knowledge.title(text.slice(&rest)).is_none()
    };
    let split = (words.start + 1..words.end).rev().find(is_split).filter(|_| mention.kind == MentionKind::Title);
    let whole = knowledge.title(text.slice(words)).is_some();
    let Some(split) = split.filter(|_| !whole) else { return vec![mention.clone()] };
    let title = Mention { words: words.start..split, ..mention.clone() };
    vec![title, Mention { words: split..words.end, kind: MentionKind::Person, ..mention.clone() }]
}

/// Two parts of a person's name that stand side by side are one: "Ine", "Solberg".
fn joined(text: &Text<'_>, mentions: Vec<(usize, Mention)>) -> Vec<(usize, Mention)> {
    let mut out: Vec<(usize, Mention)> = Vec::with_capacity(mentions.len());
    for (place, mention) in mentions {
        let is_part = |last: &Mention| {
            let are_persons = last.kind == MentionKind::Person && mention.kind == MentionKind::Person;
            // Robert C. "Bobby" Scott
            let gap = last.words.end..mention.words.start;
            let is_near = gap.len() < 3 && gap.into_iter().all(|at| matches!(text.word(at), "\"" | "“" | "."));
            are_persons && is_near && text.is_same_sentence(&last.words, &mention.words)
        };
        match out.last_mut().filter(|(_, last)| is_part(last)) {
            Some((_, last)) => last.words.end = mention.words.end,
            None => out.push((place, mention)),
        }
    }
    out
}

/// A rank whose first word the network left to the name before it: "Armed Forces Major | General".
fn ranked(text: &Text<'_>, knowledge: &Knowledge, mut mentions: Vec<(usize, Mention)>) -> Vec<(usize, Mention)> {
    for at in 1..mentions.len() {
        let (before, title) = (mentions[at - 1].1.words.clone(), mentions[at].1.words.clone());
        let is_split = before.len() > 1 && before.end == title.start && mentions[at].1.kind == MentionKind::Title;
        if is_split && knowledge.title(text.slice(&(before.end - 1..title.end))).is_some() {
            mentions[at - 1].1.words.end -= 1;
            mentions[at].1.words.start -= 1;
        }
    }
    mentions
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

fn is_name(kind: MentionKind) -> bool {
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

/// The capitalised words from `at` on that are in no mention; "A." between them too.
fn capitalised(text: &Text<'_>, at: usize) -> Range<usize> {
    let is_capital = |at: usize| {
        let word = text.word(at);
        word.starts_with(char::is_uppercase) && text.mention_at(at).is_none()
    };
    let sentence = text.sentence_end(at);
    let mut end = at;
    while end < sentence && is_capital(end) {
        end += 1;
        let is_initial = text.word(end - 1).chars().count() == 1 && text.word(end) == "." && is_capital(end + 1);
        end += usize::from(is_initial);
    }
    at..end.min(sentence).max(at)
}

/// Whether an office or form of address stands directly before a name: "Councillor Bertil Ask", "Dr. Keel".
fn is_titled(text: &Text<'_>, knowledge: &Knowledge, name: &Range<usize>) -> bool {
    let first = text.sentence_start(name.start);
    let Some(before) = name.start.checked_sub(1).filter(|at| *at >= first) else { return false };
    let before = if text.word(before) == "." { before.saturating_sub(1) } else { before };
    text.word(before).starts_with(char::is_uppercase) && is_title(text, knowledge, before)
}

/// Whether a word is one person's office or form of address.
fn is_title(text: &Text<'_>, knowledge: &Knowledge, at: usize) -> bool {
    let is_marked = text.mention_at(at).is_some_and(|(_, mention)| mention.kind == MentionKind::Title);
    let title = knowledge.title(text.word(at));
    is_marked || title.is_some_and(|title| !title.is_plural && title.sort != TitleSort::Modifier)
}
