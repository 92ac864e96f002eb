//! Do two statements of one claim come from one mouth?
//!
//! Within a claim less is needed than across a library: who says the same under half of a name is hardly somebody else.

use sayso_core::{EntityKind, Speaker};

use crate::said::Said;

/// Words that no name is told apart by.
const PLAIN: [&str; 12] = ["the", "a", "an", "of", "for", "and", "s", "his", "her", "its", "their", "former"];

/// Words for bodies that the head of a state speaks for.
const GOVERNMENTS: [&str; 3] = ["government", "cabinet", "administration"];
/// Roles of those who do.
const HEADS: [&str; 5] = ["prime", "president", "chancellor", "premier", "taoiseach"];

/// Whether two statements are of one somebody, or of one body and who speaks for it.
pub(crate) fn is_one(one: &Said<'_>, other: &Said<'_>) -> bool {
    is_one_if(one, other, is_narrow)
}

/// Likewise, whatever lies between the two.
pub(crate) fn may_be_one(one: &Said<'_>, other: &Said<'_>) -> bool {
    is_one_if(one, other, |_, _, _| true)
}

fn is_one_if(one: &Said<'_>, other: &Said<'_>, is_meant: impl Fn(&Speaker, &Said<'_>, &Said<'_>) -> bool) -> bool {
    if one.speaker.is_some() && one.speaker == other.speaker {
        return true;
    }
    let (first, second) = (one.statement.parts().speaker.as_ref(), other.statement.parts().speaker.as_ref());
    let (Some(first), Some(second)) = (first, second) else { return false };
    is_named_alike(first, second)
        || (speaks_for(first, second) && is_meant(second, one, other))
        || (speaks_for(second, first) && is_meant(first, one, other))
}

/// Whether it may be taken that who speaks for a body is behind what the body is reported to say. A state has many mouths: it is
/// meant to be this one only in one article, or in articles of one week.
fn is_narrow(body: &Speaker, one: &Said<'_>, other: &Said<'_>) -> bool {
    body.kind != EntityKind::Country
        || one.same_document(other)
        || one.day().zip(other.day()).is_some_and(|(one, other)| one.abs_diff(other) <= WEEK)
}

const WEEK: u32 = 7;

/// Whether a statement is of whom this names, or of who speaks for them.
pub(crate) fn speaks_as(said: &Said<'_>, name: &str) -> bool {
    let is_meant = |speaker: &Speaker| {
        fits(&words(name), &words(&speaker.name))
            || speaker.affiliation.as_ref().is_some_and(|affiliation| fits(&words(name), &words(affiliation)))
    };
    said.statement.parts().speaker.as_ref().is_some_and(is_meant)
}

/// One name is part of the other, and nothing tells two apart: "Saller" and "Henrik Saller", "the rescue service".
fn is_named_alike(first: &Speaker, second: &Speaker) -> bool {
    let apart = first.affiliation.as_ref().zip(second.affiliation.as_ref());
    let apart = apart.is_some_and(|(one, other)| !fits(&words(one), &words(other)));
    !apart && fits(&words(&first.name), &words(&second.name))
}

fn speaks_for(person: &Speaker, body: &Speaker) -> bool {
    let of_body = |affiliation: &String| fits(&words(affiliation), &words(&body.name));
    let is_head = |role: &String| words(role).iter().any(|word| HEADS.contains(&word.as_str()));
    let governs = words(&body.name).iter().any(|word| GOVERNMENTS.contains(&word.as_str()));
    person.affiliation.as_ref().is_some_and(of_body) || governs && person.role.as_ref().is_some_and(is_head)
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| !word.is_empty() && !PLAIN.contains(&word.as_str())).collect()
}

/// Whether all words of one stand in the other.
fn fits(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}
