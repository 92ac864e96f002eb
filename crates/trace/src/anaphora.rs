//! Contents that say nothing by themselves: "denied the allegation", "rejected this". Which statement do they mean?

use std::collections::HashSet;
use std::sync::LazyLock;

use sayso_core::Act;

use crate::said::Said;
use crate::speakers::is_one;
use crate::structure::stands_in;
use crate::words::{Stem, Word, sorted};

/// Stems of what statements are called; with none but these a content means another statement.
static MEANT: LazyLock<HashSet<Stem>> = LazyLock::new(|| NAMES.iter().map(|stem| Stem::of(stem)).collect());

const NAMES: [&str; 34] = [
    "alleg",
    "claim",
    "accus",
    "charg",
    "report",
    "this",
    "that",
    "it",
    "so",
    "stori",
    "rumour",
    "rumor",
    "suggest",
    "statement",
    "assert",
    "both",
    "everyth",
    "anyth",
    "them",
    "these",
    "those",
    "news",
    "such",
    "thing",
    "opposit",
    "contrari",
    "fals",
    "untru",
    "true",
    "lie",
    "wrong",
    "same",
    "noth",
    "otherwis",
];

/// Whether a content means another statement and says nothing else; what a denial calls it is nothing else: "the allegations as
/// “mere rumours”".
pub(crate) fn is_bare(words: &[Word], act: Option<Act>, content: &str) -> bool {
    let is_meant = |word: &Word| MEANT.contains(&word.stem);
    if words.iter().all(is_meant) {
        return true;
    }
    if act != Some(Act::Deny) {
        return false;
    }
    let end = [" as ", " a ", " an "].iter().filter_map(|word| content.find(word)).chain(content.find(QUOTES)).min();
    let meant = end.map(|end| sorted(&content[..end])).unwrap_or_default();
    !meant.is_empty() && meant.iter().all(is_meant)
}

/// Marks that open a quotation.
const QUOTES: [char; 7] = ['"', '“', '‘', '„', '«', '»', '\''];

/// For each bare content the statement of its document that it means, as an index; `said` is in order.
pub(crate) fn antecedents(said: &[Said<'_>]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = vec![None; said.len()];
    for (at, one) in said.iter().enumerate() {
        if !one.is_bare {
            continue;
        }
        let is_there = |other: &usize| said[*other].same_document(one);
        let before = (0..at).rev().take_while(is_there);
        let after = (at + 1..said.len()).take_while(is_there);
        // Who denies answers those who said it, and not those who denied it before.
        let is_answered = |other: &usize| !one.denies() || !said[*other].denies();
        let fits = |other: &usize| !said[*other].is_bare && said[*other].speaker != one.speaker && is_answered(other);
        let accused = |other: &usize| said[*other].act() == Some(Act::Accuse) && is_about(&said[*other], one);
        let candidates: Vec<usize> = before.chain(after).filter(|other| fits(other)).collect();
        // "Rejected Iran's claims that ... Its spokesman rejected the claims."
        let again = |other: &usize| {
            let denials = said[..at].iter().rev().take_while(|earlier| earlier.same_document(one));
            denials
                .filter(|earlier| earlier.denies() && is_one(earlier, one))
                .any(|earlier| stands_in(&said[*other], earlier))
        };
        out[at] = candidates
            .iter()
            .find(|other| again(other))
            .or_else(|| candidates.iter().find(|other| accused(other)))
            .or_else(|| candidates.iter().find(|other| is_about(&said[**other], one)))
            .or(candidates.first())
            .copied();
    }
    out
}

/// Whether a statement is about who speaks in another: its target, or named in it.
fn is_about(said: &Said<'_>, by: &Said<'_>) -> bool {
    let Some(speaker) = by.statement.parts().speaker.as_ref() else { return false };
    let target = said.statement.parts().target.as_ref();
    if target.is_some_and(|target| target.entity.is_some() && target.entity == speaker.entity) {
        return true;
    }
    let names = [Some(&speaker.name), speaker.affiliation.as_ref()];
    let last = |name: &String| name.split_whitespace().last().map(str::to_lowercase);
    let content = said.content().to_lowercase();
    names.into_iter().flatten().filter_map(last).any(|name| content.contains(&name))
}
