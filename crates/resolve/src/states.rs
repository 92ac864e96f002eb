//! For which state does a minister speak, and for which firm a spokeswoman, where the article does not say it beside the
//! office?

use std::collections::BTreeMap;

use sayso_core::EntityKind;

use crate::cast::Cast;
use crate::somebody::Somebody;

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

/// Offices that towns have.
const TOWN_POSTS: [&str; 4] = ["mayor", "deputy mayor", "city manager", "town clerk"];

impl Cast<'_> {
    /// Gives those who have an office and nobody for whom they hold it the state or body that the sentences before are
    /// about, else the one that the whole article is about.
    pub(crate) fn read_states(&mut self) {
        let is_state = |kind| kind == EntityKind::Country;
        let is_body = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Group);
        let is_town = |kind| kind == EntityKind::Place;
        let (state, body) = (self.about(is_state), self.about(is_body));
        for somebody in 0..self.everybody.len() {
            let one = &self.everybody[somebody];
            let is_bare = one.kind == EntityKind::Person && !one.is_plural && one.affiliations.is_empty();
            let Some(at) = one.places.first().copied().filter(|_| is_bare) else { continue };
            let own = self.own_outlet().filter(|_| self.is_of_newsroom(somebody));
            let of = match () {
                () if own.is_some() => own,
                () if one.roles.iter().any(|role| is_of_state(role)) => {
                    let own = self.said_before(at, is_state).or(state);
                    own.filter(|state| !self.is_against(somebody, *state))
                }
                () if one.roles.iter().any(|role| ends_with(role, &POSTS)) => self.said_before(at, is_body).or(body),
                () if one.roles.iter().any(|role| ends_with(role, &TOWN_POSTS)) => {
                    self.said_before(at, is_town).or_else(|| self.about(is_town))
                }
                () => None,
            };
            if let Some(of) = of {
                let name = self.everybody[of].name().to_owned();
                self.everybody[somebody].note(None, Some(name));
            }
        }
    }

    /// Whether a sentence has somebody accuse a state, or calls it a neighbour of his: "Varga accused neighbouring Kestria".
    fn is_against(&self, somebody: usize, state: usize) -> bool {
        const NEIGHBOUR: [&str; 5] = ["neighbouring", "neighboring", "neighbour", "neighbor", "rival"];
        const ACCUSES: [&str; 10] = [
            "accuse",
            "accuses",
            "accused",
            "accusing",
            "blame",
            "blames",
            "blamed",
            "blaming",
            "condemned",
            "condemns",
        ];
        let text = self.text();
        self.everybody[somebody].places.iter().any(|at| {
            let end = text.sentence_end(*at);
            let named = self.everybody[state].places.iter().find(|place| (*at..end).contains(place));
            named.is_some_and(|named| {
                let is_neighbour = text.is_any(named.saturating_sub(1), &NEIGHBOUR);
                let verb = (*at..*named).rev().find(|between| text.is_any(*between, &ACCUSES));
                let is_first = verb.is_some_and(|verb| text.mentions_in(&(verb + 1..*named)).is_empty());
                is_neighbour || is_first
            })
        })
    }

    /// The document's own outlet.
    pub(crate) fn own_outlet(&self) -> Option<usize> {
        let outlet = self.text().document.outlet()?;
        let is_own = |one: &Somebody| one.kind == EntityKind::Outlet && one.names.iter().any(|name| name == outlet);
        self.everybody.iter().position(is_own)
    }

    /// Whether somebody asks or reports for the document's own outlet: "PRESENTER:", "our reporter Olle Marn".
    fn is_of_newsroom(&self, somebody: usize) -> bool {
        const NEWSROOM: [&str; 7] =
            ["presenter", "interviewer", "reporter", "correspondent", "host", "newsreader", "anchor"];
        let one = &self.everybody[somebody];
        let is_staff = |words: &String| NEWSROOM.contains(&words.to_lowercase().as_str());
        // "a reporter asked" may be anybody's.
        let text = self.text();
        let is_label = |at: &usize| text.word(at + 1) == ":" && text.sentence_start(*at) == *at;
        let is_labelled = one.description.as_ref().is_some_and(is_staff) && one.places.iter().any(is_label);
        let is_ours = |at: &usize| *at > 1 && (at.saturating_sub(3)..*at).any(|at| text.is(at, "our"));
        is_labelled || one.roles.iter().any(is_staff) && !one.names.is_empty() && one.places.iter().any(is_ours)
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
