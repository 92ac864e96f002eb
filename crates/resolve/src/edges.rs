//! Where exactly does a name begin and end? The network is off by a word here and there.

use std::ops::Range;

use sayso_core::BlockKind;
use sayso_model::{Mention, MentionKind};

use crate::knowledge::{Knowledge, TitleSort};
use crate::mentions::is_name;
use crate::text::Text;
use crate::tokens::{Token, tokens};
use crate::when::{MONTHS, WEEKDAYS};

/// A title and the name that the network took for part of it, "Councillor Bertil Ask", or for which it took the title,
/// "General Olav Berg".
pub(crate) fn parted(text: &Text<'_>, knowledge: &Knowledge, mention: &Mention) -> Vec<Mention> {
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
pub(crate) fn joined(text: &Text<'_>, mentions: Vec<(usize, Mention)>) -> Vec<(usize, Mention)> {
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
pub(crate) fn ranked(
    text: &Text<'_>,
    knowledge: &Knowledge,
    mut mentions: Vec<(usize, Mention)>,
) -> Vec<(usize, Mention)> {
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

/// First words of the names of outlets: "Radio Mirel".
pub(crate) const BROADCASTS: [&str; 4] = ["Radio", "TV", "Television", "Channel"];

/// A person's name with the capitalised word beside it that the network left out: "Ask" of "Bertil Ask".
pub(crate) fn extended(text: &Text<'_>, knowledge: &Knowledge, mention: Mention) -> Mention {
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
    let is_radio = before.is_some_and(|at| BROADCASTS.contains(&text.word(at)) && !capitalised(text, at).is_empty());
    let is_before = is_radio
        || mention.kind == MentionKind::Person
            && before.is_some_and(|at| {
                // Any word that begins a sentence has a capital.
                let is_given = knowledge.gender_of_given(text.word(at)).is_some();
                let is_month = tokens(text.word(at)).first().is_some_and(is_calendar);
                !capitalised(text, at).is_empty()
                    && !is_title(text, knowledge, at)
                    && !is_month
                    && (at > first || is_given)
            });
    let start = mention.words.start - usize::from(is_before);
    Mention { words: start..if is_next { run.end } else { mention.words.end }, ..mention }
}

/// Whether a name is a piece of a word with hyphens: "EB-" of "EB-5".
pub(crate) fn is_cut(text: &Text<'_>, mention: &Mention) -> bool {
    let is_dash = |at: usize| text.word(at) == "-";
    is_name(mention.kind) && (is_dash(mention.words.start) || is_dash(mention.words.end - 1))
}

/// Whether a word is a month or a day of the week: "on 8 February Orlo said".
fn is_calendar(token: &Token<'_>) -> bool {
    MONTHS.iter().chain(&WEEKDAYS).any(|name| token.is(name))
}

/// The capitalised words from `at` on that are in no mention; "A." between them too.
pub(crate) fn capitalised(text: &Text<'_>, at: usize) -> Range<usize> {
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
pub(crate) fn is_titled(text: &Text<'_>, knowledge: &Knowledge, name: &Range<usize>) -> bool {
    let first = text.sentence_start(name.start);
    let Some(before) = name.start.checked_sub(1).filter(|at| *at >= first) else { return false };
    let before = if text.word(before) == "." { before.saturating_sub(1) } else { before };
    text.word(before).starts_with(char::is_uppercase) && is_title(text, knowledge, before)
}

/// Whether a word is one person's office or form of address.
pub(crate) fn is_title(text: &Text<'_>, knowledge: &Knowledge, at: usize) -> bool {
    let is_marked = text.mention_at(at).is_some_and(|(_, mention)| mention.kind == MentionKind::Title);
    let title = knowledge.title(text.word(at));
    is_marked || title.is_some_and(|title| !title.is_plural && title.sort != TitleSort::Modifier)
}
