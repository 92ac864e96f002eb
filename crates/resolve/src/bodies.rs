//! Which names that look like a person's are a body's, as the grammar around them shows?

use std::collections::BTreeSet;

use sayso_core::EntityKind;
use sayso_model::{Mention, MentionKind};

use crate::knowledge::{Knowledge, TitleSort};
use crate::mentions::is_name;
use crate::names::key;
use crate::phrase::PREPOSITIONS;
use crate::text::Text;

/// Words behind "its" among which an office stands: "its managing director".
const OFFICE_REACH: usize = 3;

/// Folded names of one word that are no person's: "Oskeline, which owns the ferry", "Oskeline denied it. Its managing
/// director", "the operator, Oskeline", and the document's own outlet.
pub(crate) fn bodies(text: &Text<'_>, knowledge: &Knowledge) -> BTreeSet<String> {
    let persons = || text.mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    let families: BTreeSet<String> = persons()
        .filter(|mention| mention.words.len() > 1)
        .flat_map(|mention| mention.words.clone().map(|at| key(text.word(at))))
        .collect();
    let own = text.document.outlet().map(key);
    let is_body = |mention: &&Mention| {
        let name = text.word(mention.words.start);
        let is_own = own.as_ref().is_some_and(|own| *own == key(name));
        let is_person = knowledge.gender_of_given(name).is_some() || families.contains(&key(name));
        let is_shown = has_which(text, mention) || has_apposition(text, knowledge, mention);
        !is_person && (is_own || is_shown || has_officers(text, knowledge, mention))
    };
    let single = persons().filter(|mention| mention.words.len() == 1);
    let bodies: BTreeSet<String> =
        single.clone().filter(is_body).map(|mention| key(text.word(mention.words.start))).collect();
    // "Mr Orlo", "Orlo, who": a person, whatever else is near.
    let shown = single.filter(|mention| is_shown_person(text, knowledge, mention));
    let persons: BTreeSet<String> = shown.map(|mention| key(text.word(mention.words.start))).collect();
    bodies.difference(&persons).cloned().collect()
}

fn has_which(text: &Text<'_>, name: &Mention) -> bool {
    text.word(name.words.end) == "," && text.is(name.words.end + 1, "which")
}

/// Whether a body stands beside a name: "the operator, Oskeline", "Oskeline, the owner of the ferry company,".
fn has_apposition(text: &Text<'_>, knowledge: &Knowledge, name: &Mention) -> bool {
    const WORDS: usize = 4;
    const ARTICLES: [&str; 4] = ["the", "a", "an", "its"];
    let is_body = |at: usize| {
        text.word(at).starts_with(char::is_lowercase)
            && matches!(knowledge.noun(text.word(at)), Some(EntityKind::Organisation | EntityKind::Outlet))
    };
    let (first, end) = (text.sentence_start(name.words.start), text.sentence_end(name.words.start));
    // "At the ministry, Orlo said": there he is no ministry.
    let opens = |at: usize| text.is_any(at, &ARTICLES) && (at == first || !text.is_any(at - 1, &PREPOSITIONS));
    let comma = name.words.start.checked_sub(1).filter(|at| *at >= first && text.word(*at) == ",");
    let is_before = comma.and_then(|at| at.checked_sub(1)).filter(|at| is_body(*at)).is_some_and(|noun| {
        (noun.saturating_sub(WORDS).max(first)..noun).rev().take_while(|at| text.word(*at) != ",").any(opens)
    });
    let from = name.words.end + 1;
    let is_behind = text.word(name.words.end) == ","
        && text.is_any(from, &ARTICLES)
        && (from + 1..end.min(from + 1 + WORDS)).any(|at| {
            is_body(at)
                && (matches!(text.word(at + 1), "," | "." | ";") || text.is_any(at + 1, &["of", "which", "in", "that"]))
        });
    is_before || is_behind
}

/// Whether "its chairman" follows a name that begins a sentence, in that sentence or the next, and nobody else stands between.
fn has_officers(text: &Text<'_>, knowledge: &Knowledge, name: &Mention) -> bool {
    let start = name.words.start;
    let is_first = text.mentions_in(&(text.sentence_start(start)..start)).is_empty();
    let end = text.sentence_end(text.sentence_end(start));
    let own = text.slice(&name.words);
    let is_other = |at: usize| {
        let named =
            text.mention_at(at).is_some_and(|(_, other)| is_name(other.kind) && text.slice(&other.words) != own);
        named || knowledge.noun(text.word(at)) == Some(EntityKind::Organisation)
    };
    let is_office = |at: usize| {
        knowledge
            .title(text.word(at))
            .is_some_and(|title| !matches!(title.sort, TitleSort::Honorific | TitleSort::Modifier))
    };
    let mut between = (name.words.end..end).take_while(|at| !is_other(*at));
    let is_officer = |at: usize| text.is(at, "its") && (at + 1..=at + OFFICE_REACH).any(is_office);
    is_first && between.any(is_officer)
}

fn is_shown_person(text: &Text<'_>, knowledge: &Knowledge, name: &Mention) -> bool {
    let before = name.words.start.checked_sub(1).filter(|at| *at >= text.sentence_start(name.words.start));
    let before = before.map(|at| if text.word(at) == "." { at.saturating_sub(1) } else { at });
    let is_titled = before.is_some_and(|at| knowledge.title(text.word(at)).is_some());
    is_titled || text.word(name.words.end) == "," && text.is_any(name.words.end + 1, &["who", "whose"])
}
