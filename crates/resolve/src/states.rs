//! For which state does a minister speak, and for which firm a spokeswoman, where the article does not say it beside the
//! office?

use std::collections::BTreeMap;

use sayso_core::EntityKind;

use crate::cast::Cast;

/// Offices that states have, by their last words.
const OFFICES: [&str; 12] = [
    "minister",
    "prime minister",
    "president",
    "vice president",
    "chancellor",
    "premier",
    "attorney general",
    "king",
    "queen",
    "emir",
    "first lady",
    "ministry",
];
/// Of a hundred mentions of states, those of the one that an article is about, at least.
const MOST: usize = 80;

/// Offices that firms and other bodies have, by their last words.
const POSTS: [&str; 12] = [
    "managing director",
    "chief executive",
    "ceo",
    "chief executive officer",
    "chairman",
    "chairwoman",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "finance director",
    "general manager",
    "vice chairman",
];

impl Cast<'_> {
    /// Gives those who have an office and nobody for whom they hold it the state or body that the sentences before are
    /// about, else the one that the whole article is about.
    pub(crate) fn read_states(&mut self) {
        let is_state = |kind| kind == EntityKind::Country;
        let is_body = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Group);
        let (state, body) = (self.about(is_state), self.about(is_body));
        for somebody in 0..self.everybody.len() {
            let one = &self.everybody[somebody];
            let is_bare = one.kind == EntityKind::Person && !one.is_plural && one.affiliations.is_empty();
            let Some(at) = one.places.first().copied().filter(|_| is_bare) else { continue };
            let of = match () {
                () if one.roles.iter().any(|role| is_of_state(role)) => self.said_before(at, is_state).or(state),
                () if one.roles.iter().any(|role| ends_with(role, &POSTS)) => self.said_before(at, is_body).or(body),
                () => None,
            };
            if let Some(of) = of {
                let name = self.everybody[of].name().to_owned();
                self.everybody[somebody].note(None, Some(name));
            }
        }
    }

    /// The one of a kind with which this sentence or the one before it, of the same paragraph, begins.
    fn said_before(&self, at: usize, is_wanted: impl Fn(EntityKind) -> bool) -> Option<usize> {
        const FIRST_WORDS: usize = 4;
        let text = self.text();
        let block = |at: usize| text.span(&(at..at + 1)).and_then(|span| text.document.layout().block_of(span));
        let here = text.sentence_start(at);
        let before = here.checked_sub(1).map(|last| text.sentence_start(last));
        [Some(here), before].into_iter().flatten().filter(|start| block(*start) == block(at)).find_map(|start| {
            let place = text.mentions_in(&(start..at.min(start + FIRST_WORDS))).next()?;
            self.of_mention[place].filter(|somebody| is_wanted(self.everybody[*somebody].kind))
        })
    }

    /// The one of a kind that most of an article's mentions of such are of.
    fn about(&self, is_wanted: impl Fn(EntityKind) -> bool) -> Option<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for somebody in self.of_mention.iter().flatten().filter(|one| is_wanted(self.everybody[**one].kind)) {
            *counts.entry(*somebody).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let most = counts.into_iter().max_by_key(|(somebody, count)| (*count, std::cmp::Reverse(*somebody)));
        most.filter(|(_, count)| *count > 1 && count * 100 >= all * MOST).map(|(somebody, _)| somebody)
    }
}

/// Whether states have such an office: "Transport Minister", "President", "Foreign Ministry spokesman".
fn is_of_state(role: &str) -> bool {
    let role = role.to_lowercase();
    let of_ministry = role.contains("ministry ");
    of_ministry || ends_with(&role, &OFFICES)
}

fn ends_with(role: &str, offices: &[&str]) -> bool {
    let role = role.to_lowercase();
    offices.iter().any(|office| role.strip_suffix(office).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}
