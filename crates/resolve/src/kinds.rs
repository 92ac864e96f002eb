//! What sort of somebody does a name name? The document as a whole tells, where the network is unsure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sayso_core::EntityKind;
use sayso_model::MentionKind;

use crate::bodies::bodies;
use crate::edges::BROADCASTS;
use crate::knowledge::{Knowledge, TitleSort};
use crate::mentions::is_name;
use crate::names::key;
use crate::others::is_adjective;
use crate::text::Text;

/// Capitalised words that are tried as derived from names, at most.
const MOST_ADJECTIVES: usize = 500;
/// Last words of the names of firms.
const FIRMS: [&str; 40] = [
    "water",
    "coatings",
    "steamers",
    "bank",
    "airlines",
    "airways",
    "motors",
    "energy",
    "holdings",
    "group",
    "industries",
    "foods",
    "systems",
    "partners",
    "inc",
    "ltd",
    "plc",
    "corp",
    "pharma",
    "petroleum",
    "oil",
    "gas",
    "steel",
    "mining",
    "foundation",
    "media",
    "records",
    "studios",
    "pictures",
    "lines",
    "logistics",
    "insurance",
    "electric",
    "shipping",
    "technologies",
    "chemicals",
    "railways",
    "stores",
    "brewery",
    "co",
];
/// Last words of the names of outlets.
const MASTHEADS: [&str; 20] = [
    "herald",
    "courier",
    "gazette",
    "times",
    "tribune",
    "telegraph",
    "echo",
    "observer",
    "mirror",
    "chronicle",
    "examiner",
    "dispatch",
    "sentinel",
    "post",
    "news",
    "weekly",
    "tv",
    "journal",
    "newspaper",
    "argus",
];

/// The kind of each folded name: that of the knowledge files, else the one that the network sees most surely in sum. A
/// name of one word that is part of a person's name in this document is the person's.
pub(crate) fn kinds(text: &Text<'_>, knowledge: &Knowledge) -> BTreeMap<String, MentionKind> {
    let mut votes: BTreeMap<String, BTreeMap<MentionKind, f32>> = BTreeMap::new();
    // Balkhi is somebody from Balkh, not what is of it.
    let families: BTreeSet<String> = text
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person && mention.words.len() > 1)
        .map(|mention| key(text.word(mention.words.end - 1)))
        .collect();
    for mention in text.mentions.iter().filter(|mention| is_name(mention.kind)) {
        let name = text.slice(&mention.words);
        *votes.entry(key(name)).or_default().entry(mention.kind).or_default() += mention.probability;
        let known = knowledge.lookup(name).filter(|known| !known.is_unsure).and_then(|known| kind_of(known.kind));
        // "Jordan", where a Petra Jordan is named, need not be the country.
        if let Some(known) = known.filter(|known| *known != mention.kind && !families.contains(&key(name))) {
            *votes.entry(key(name)).or_default().entry(known).or_default() += 1.0;
        }
        for (kind, vote) in shown_around(text, knowledge, &mention.words) {
            *votes.entry(key(name)).or_default().entry(kind).or_default() += vote;
        }
        if let Some((kind, vote)) = shown_by_words(text, knowledge, &mention.words) {
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
    let is_given = |name: &str| knowledge.gender_of_given(name).is_some() || families.contains(name);
    for name in votes.keys().filter(|name| !name.contains(' ') && !is_given(name)) {
        let derived = adjectives.iter().filter(|adjective| is_adjective(adjective, name) && !is_given(adjective));
        lands.extend(derived.flat_map(|adjective| [adjective.clone(), name.clone()]));
    }
    lands.extend(dateline_land(text, knowledge));
    for (_, votes) in votes.iter_mut().filter(|(name, _)| lands.contains(*name)) {
        let all = votes.values().sum::<f32>();
        *votes.entry(MentionKind::Country).or_default() += 1.0 + all;
    }
    for name in bodies(text, knowledge) {
        let votes = votes.entry(name).or_default();
        let person = votes.remove(&MentionKind::Person).unwrap_or_default();
        *votes.entry(MentionKind::Organisation).or_default() += person;
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

/// The folded name of the country in a dateline: "TESMARK, Lurvia". One that is known may be a state or province.
fn dateline_land(text: &Text<'_>, knowledge: &Knowledge) -> Option<String> {
    let place = text.document.words(text.document.meta().place?);
    let (_, land) = place.rsplit_once(", ")?;
    (knowledge.lookup(land).is_none() && !land.ends_with('.')).then(|| key(land))
}

/// What the words around a name show of its kind, and how much that counts.
fn shown_around(text: &Text<'_>, knowledge: &Knowledge, name: &Range<usize>) -> Vec<(MentionKind, f32)> {
    use MentionKind::{ArmedGroup, Country, Organisation, Outlet, Person, Place};
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
    const OF_FIRMS: [&str; 10] = [
        "managing",
        "shareholders",
        "customers",
        "headquarters",
        "employees",
        "website",
        "managers",
        "executives",
        "board",
        "engineers",
    ];
    const FIGHTERS: [&str; 7] = ["fighters", "militants", "rebels", "insurgents", "gunmen", "jihadists", "militiamen"];
    const OUTLETS: [&str; 10] =
        ["newspaper", "website", "magazine", "broadcaster", "channel", "daily", "weekly", "tabloid", "blog", "agency"];
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
    let is_chief_executive = text.is(name.end + 2, "chief") && text.is(name.end + 3, "executive");
    if text.possessive(name.end) == 2 && (text.is_any(name.end + 2, &OF_FIRMS) || is_chief_executive) {
        out.push((Organisation, 0.8));
    }
    let fighters_of = before(2).is_some_and(|at| text.is_any(at, &FIGHTERS) && text.is(at + 1, "of"))
        || before(3).is_some_and(|at| text.is_any(at, &FIGHTERS) && text.is(at + 1, "of") && text.is(at + 2, "the"));
    if fighters_of || text.is_any(name.end, &FIGHTERS) {
        out.push((ArmedGroup, 0.8));
    }
    let is_led =
        |at: usize| text.is(at, "who") && text.is_any(at + 1, &["runs", "leads", "heads", "owns", "founded", "ran"]);
    if before(2).is_some_and(is_led) {
        out.push((Organisation, 0.8));
    }
    if before(1).is_some_and(|at| text.is_any(at, &OUTLETS)) || text.is_any(name.end, &OUTLETS[..3]) {
        out.push((Outlet, 0.8));
    }
    out
}

pub(crate) fn kind_of(kind: EntityKind) -> Option<MentionKind> {
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

/// Whether a name sounds like that of an outlet: "Halvern Post", "Radio Tesmark", "Northern Harbours Agency".
pub(crate) fn is_masthead(name: &str) -> bool {
    const OTHERS: [&str; 5] = ["agency", "press", "radio", "television", "broadcasting"];
    let folded = name.to_lowercase();
    let mut words = folded.split_whitespace();
    words.any(|word| MASTHEADS.contains(&word) || OTHERS.contains(&word))
}

/// What the first or the last word of a name of several shows: "Aldane Water" is no person, "Halvern Post" no organisation like others.
fn shown_by_words(text: &Text<'_>, knowledge: &Knowledge, name: &Range<usize>) -> Option<(MentionKind, f32)> {
    let last = text.word(name.end.checked_sub(1).filter(|last| *last > name.start)?).to_lowercase();
    let is_given = knowledge.gender_of_given(text.word(name.start)).is_some();
    let is_body = knowledge.noun(&last) == Some(EntityKind::Organisation) || FIRMS.contains(&last.as_str());
    match () {
        () if BROADCASTS.contains(&text.word(name.start)) => Some((MentionKind::Outlet, 1.2)),
        () if is_given => None,
        () if MASTHEADS.contains(&last.as_str()) => Some((MentionKind::Outlet, 1.2)),
        () if is_body => Some((MentionKind::Organisation, 1.2)),
        () if knowledge.noun(&last) == Some(EntityKind::Group) => Some((MentionKind::ArmedGroup, 0.5)),
        () => None,
    }
}
