//! Who are a statement's target and addressee?

use sayso_core::{EntityKind, Span, Statement};

use crate::acts::Acted;
use crate::names::key;
use crate::others::is_adjective;
use crate::somebody::Somebody;
use crate::speakers::Scene;
use crate::tokens::tokens;

/// Words for whoever speaks.
const FIRST_PERSON: [&str; 8] = ["i", "we", "me", "us", "my", "our", "myself", "ourselves"];
/// Those for whoever speaks with others or for them.
const PLURAL: [&str; 4] = ["we", "us", "our", "ourselves"];
const ARTICLES: [&str; 3] = ["the ", "a ", "an "];

/// Ends of words that say that somebody speaks of or to himself.
const REFLEXIVE: [&str; 2] = ["self", "selves"];

/// Target and addressee of a statement. "us" in somebody's words is whoever says them; nobody is target or addressee of his
/// own words, unless "himself" or the like says so.
pub(crate) fn parties(scene: &mut Scene<'_>, statements: &[Statement], at: usize, acted: &Acted) -> [Option<usize>; 2] {
    [acted.target, acted.addressee].map(|span| {
        let span = span?;
        let words = scene.cast.text().document.words(span).to_lowercase();
        if let Some(employer) = employer(scene, at, &words) {
            return Some(employer);
        }
        if !FIRST_PERSON.contains(&words.as_str()) || is_acronym(scene, span) {
            let found = scene.somebody(span).or_else(|| by_words(scene, span))?;
            let is_meant = REFLEXIVE.iter().any(|end| words.ends_with(end));
            return (is_meant || !is_speaker(scene, at, found)).then_some(found);
        }
        let is_plural = PLURAL.contains(&words.as_str());
        let Some(parent) = statements[at].parts().parent else {
            // "told us", in the article's own words
            return scene.cast.own_outlet().filter(|_| is_plural);
        };
        let parent = statements.iter().position(|statement| statement.id() == parent)?;
        let speaker = scene.speakers.get(parent).copied().flatten()?;
        // A survivor's "us" is more than the survivor, a minister's is his state.
        let one = &scene.cast.everybody[speaker];
        let is_alone = one.kind == EntityKind::Person && !one.is_plural && one.roles.is_empty();
        (!is_plural || !is_alone).then_some(speaker)
    })
}

/// For whom the speaker works, where the words are "his employer".
fn employer(scene: &Scene<'_>, at: usize, words: &str) -> Option<usize> {
    let owner = words.strip_suffix(" employer").or_else(|| words.strip_suffix(" employers"))?;
    let speaker =
        scene.speakers.get(at).copied().flatten().filter(|_| ["his", "her", "their", "my"].contains(&owner))?;
    let body = key(scene.cast.everybody[speaker].affiliations.first()?);
    let is_so_called = |somebody: &Somebody| somebody.names.iter().any(|name| key(name) == body);
    scene.cast.everybody.iter().position(is_so_called)
}

/// Whether somebody says a statement, alone or with others.
fn is_speaker(scene: &Scene<'_>, at: usize, somebody: usize) -> bool {
    let speaker = scene.speakers.get(at).copied().flatten();
    speaker.is_some_and(|speaker| speaker == somebody || scene.cast.everybody[speaker].members.contains(&somebody))
}

/// "US" is no pronoun.
fn is_acronym(scene: &Scene<'_>, span: Span) -> bool {
    let words = scene.cast.text().document.words(span);
    words.len() > 1 && words.chars().all(char::is_uppercase)
}

/// Who is called so elsewhere, or known by the words: the network reads no name in many a headline and adjective.
fn by_words(scene: &mut Scene<'_>, span: Span) -> Option<usize> {
    let words = scene.cast.text().document.words(span);
    let bare = ARTICLES.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words);
    let plain = key(bare);
    let is_so_called = |somebody: &Somebody| {
        let mut names = somebody.names.iter().map(|name| key(name));
        names.any(|name| name == plain || somebody.kind == EntityKind::Country && is_adjective(&plain, &name))
    };
    if let Some(found) = scene.cast.everybody.iter().position(is_so_called) {
        return Some(found);
    }
    let known = scene.cast.knowledge().longest(&tokens(bare)).map(|(_, known)| known)?;
    let is_body = matches!(known.kind, EntityKind::Country | EntityKind::Organisation | EntityKind::Group);
    let known = Some((known.entity.clone(), known.name.to_owned())).filter(|_| is_body)?;
    let same = |somebody: &Somebody| somebody.known.as_ref().is_some_and(|(id, _)| *id == known.0);
    let found = scene.cast.everybody.iter().position(same);
    let kind = if known.0.as_str().starts_with("country/") { EntityKind::Country } else { EntityKind::Organisation };
    let place = scene.cast.text().words_of(span).start;
    Some(found.unwrap_or_else(|| {
        let mut new = Somebody::new(kind, place);
        new.known = Some(known);
        scene.cast.push(new)
    }))
}
