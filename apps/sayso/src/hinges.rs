//! What the number of a claim's origins hangs on.

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{DocumentId, Speaker};
use sayso_trace::Role;

use crate::chain::Chain;

/// What one document has from another, by one kind of link: if that link is dismissed, there are more origins.
pub(crate) struct Hinge {
    /// [`Role::Copy`] or [`Role::Relay`].
    pub(crate) role: Role,
    /// A telling of the document, as an index; what it goes back to stands with it.
    pub(crate) first: usize,
    /// Speakers who would be origins then, first named first.
    pub(crate) speakers: Vec<String>,
}

/// Links by document, by that from which it has it, and by kind.
type Key = (DocumentId, DocumentId, Role);

/// Copies and relays of those that affirm the claim: such as would add origins if they were dismissed, and how many would add none,
/// as their speakers are named before them or nobody is named.
///
/// Who is one is told by names here, as one document gives them; each link is looked at by itself.
pub(crate) fn hinges(chain: &Chain<'_>) -> (Vec<Hinge>, usize) {
    let mut found: BTreeMap<Key, Hinge> = BTreeMap::new();
    let mut known = Known::default();
    for (at, one) in chain.tellings.iter().enumerate().filter(|(_, one)| !one.account.denies) {
        let speaker = one.statement.parts().speaker.as_ref();
        let new = speaker.filter(|speaker| !known.has(speaker));
        if let Some(speaker) = speaker {
            known.add(speaker);
        }
        let role = one.account.role;
        let Some(of) = one.of.filter(|_| matches!(role, Role::Copy | Role::Relay)) else { continue };
        let key = (one.document.id(), chain.tellings[of].document.id(), role);
        let hinge = found.entry(key).or_insert_with(|| Hinge { role, first: at, speakers: Vec::new() });
        hinge.speakers.extend(new.map(|speaker| speaker.name.clone()));
    }
    let (mut more, none): (Vec<Hinge>, Vec<Hinge>) = found.into_values().partition(|hinge| !hinge.speakers.is_empty());
    more.sort_by_key(|hinge| (std::cmp::Reverse(hinge.speakers.len()), hinge.first));
    (more, none.len())
}

/// Speakers so far.
#[derive(Default)]
struct Known {
    names: BTreeSet<String>,
    /// For whom they speak.
    bodies: BTreeSet<String>,
}

impl Known {
    /// Whether this one, or the body or somebody for it, has spoken.
    fn has(&self, speaker: &Speaker) -> bool {
        let body = speaker.affiliation.as_ref().map(|body| body.to_lowercase());
        names(speaker).iter().any(|name| self.names.contains(name) || self.bodies.contains(name))
            || body.is_some_and(|body| self.names.contains(&body))
    }

    fn add(&mut self, speaker: &Speaker) {
        self.names.extend(names(speaker));
        self.bodies.extend(speaker.affiliation.as_ref().map(|body| body.to_lowercase()));
    }
}

fn names(speaker: &Speaker) -> Vec<String> {
    let entity = speaker.entity.as_ref().map(|entity| entity.as_str().to_owned());
    entity.into_iter().chain([speaker.name.to_lowercase()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::made::{Given, Made, said};

    fn by(role: &'static str, of: Option<usize>, speaker: &str) -> Given {
        let mut one = said(role, of);
        one.speaker = Some(speaker.to_owned()).filter(|speaker| !speaker.is_empty());
        one
    }

    fn check(given: Vec<Given>, expect: &[&str], without: usize) {
        let made = Made::new(given);
        let chain = made.chain();
        let (more, none) = hinges(&chain);
        let shown = |hinge: &Hinge| format!("{} {}: {}", hinge.role.name(), hinge.first, hinge.speakers.join(", "));
        assert_eq!(
            (more.iter().map(shown).collect::<Vec<_>>(), none),
            (expect.iter().map(|s| s.to_string()).collect(), without)
        );
    }

    #[test]
    fn who_is_not_named_before_would_be_an_origin() {
        let orre = || by("origin", None, "Jannik Orre");
        check(vec![orre()], &[], 0);
        check(vec![orre(), by("copy", Some(0), "jannik orre"), by("relay", Some(0), "")], &[], 2);
        let two = vec![orre(), by("copy", Some(0), "a survivor"), by("copy", Some(0), "a survivor")];
        check(two, &["copy 1: a survivor"], 1);
        check(vec![orre(), by("relay", Some(0), "NHA").denying(), by("relay", Some(0), "NHA")], &["relay 2: NHA"], 0);
        check(vec![orre(), by("repeat", Some(0), "a survivor")], &[], 0);
    }
}
