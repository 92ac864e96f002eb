//! Is it an office that words beside a name give, and how is it printed?

use sayso_core::EntityKind;

use crate::cast::Cast;
use crate::determiners::is_plural;
use crate::knowledge::TitleSort;
use crate::names::key;
use crate::office::Role;
use crate::tokens::tokens;

/// What somebody is to another, or to what happened, and no office.
#[rustfmt::skip]
const NO_OFFICES: [&str; 45] = [
    "man", "woman", "boy", "girl", "child", "person", "people", "human", "baby", "teenager", "wife", "husband", "mother",
    "father", "son", "daughter", "brother", "sister", "uncle", "aunt", "niece", "nephew", "cousin", "grandmother",
    "grandfather", "widow", "widower", "friend", "neighbour", "neighbor", "survivor", "victim", "rival", "opponent", "critic",
    "successor", "predecessor", "one", "other", "accused", "nominees", "parent", "native", "guest", "lead",
];

/// How somebody is, or is just now, and not what: "visiting Foreign Minister".
const PASSING: [&str; 9] = [
    "visiting",
    "longtime",
    "long-time",
    "veteran",
    "embattled",
    "outspoken",
    "influential",
    "controversial",
    "incumbent",
];

/// Words of an office.
const LONGEST_WORDS: usize = 8;

/// Whether a noun says what somebody is to another, or to what happened: "wife", "survivor".
pub(crate) fn is_no_office(noun: &str) -> bool {
    NO_OFFICES.contains(&noun.to_lowercase().as_str())
}

impl Cast<'_> {
    /// Gives somebody an office in words to print, and for whom it is held.
    pub(crate) fn note_words(&mut self, somebody: usize, role: String, affiliation: Option<String>) {
        let (role, land) = self.bare_office(&role);
        let affiliation = affiliation.or(land);
        let noun = role.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        let is_one = !self.everybody[somebody].is_plural && self.everybody[somebody].kind == EntityKind::Person;
        let is_marked = role.contains(['"', '“', '”', ':', '/', ';']) || role.contains("''") || role.ends_with("the");
        // "Trump: moderators unfair" makes nobody moderators.
        let is_many = self.knowledge().title(noun).map_or_else(|| is_plural(noun), |title| title.is_plural);
        if is_one && !role.is_empty() && (is_marked || is_many) {
            return;
        }
        // "Obama's rival" is nobody's office, and the rival not Obama.
        let is_last = |name: &String, of: &String| {
            let (name, of) = (key(name), key(of));
            name == of || name.strip_suffix(&of).is_some_and(|rest| rest.ends_with(' '))
        };
        let own = |of: &String| self.everybody[somebody].names.iter().any(|name| is_last(name, of));
        let affiliation = affiliation.filter(|of| !of.contains(" and "));
        // "succeeded her manager as president" is a sentence.
        if role.split_whitespace().count() > LONGEST_WORDS || role.contains(" as ") {
            return;
        }
        // "Democrat Hillary Clinton"
        if let Some(party) = self.party(&role) {
            let party = party.name.to_owned();
            self.everybody[somebody].note(None, Some(party));
            return;
        }
        if affiliation.as_ref().is_some_and(own) {
            return;
        }
        if is_no_office(noun) {
            self.everybody[somebody].offices.push(noun.to_lowercase());
            return;
        }
        let written_out = self.knowledge().title(&role).map(|title| title.text.to_lowercase());
        self.everybody[somebody].offices.extend(written_out);
        let is_polite = self.knowledge().title(&role).is_some_and(|title| title.sort == TitleSort::Honorific);
        let role = Some(role).filter(|role| !is_polite && !role.is_empty());
        // "Republican Donald Trump" has no office.
        let role = role.filter(|role| affiliation.as_ref().is_none_or(|of| key(of) != key(role)));
        self.everybody[somebody]
            .note(role, affiliation.filter(|words| words.len() > 3 || !words.is_empty() && key(words) != "the"));
    }

    /// "Foreign Minister" and "Iran" of "visiting Iranian Foreign Minister": an office without what goes before it.
    fn bare_office(&self, role: &str) -> (String, Option<String>) {
        let (mut role, mut land) = (role, None);
        while let Some((first, rest)) = role.split_once(' ') {
            let is_office = self.knowledge().title(rest).is_some();
            let known = self.knowledge().longest(&tokens(first)).map(|(_, known)| known);
            let of = known.filter(|known| is_office && known.kind == EntityKind::Country);
            if of.is_none() && !PASSING.contains(&first.to_lowercase().as_str()) {
                break;
            }
            land = of.map(|known| known.name.to_owned()).or(land);
            role = rest;
        }
        (role.to_owned(), land)
    }

    /// "former President", though "Afghan" stood between the two; who was "then" something is no more.
    pub(crate) fn role_words(&self, role: &Role) -> String {
        let words = self.text().phrase(&role.words);
        match &role.limits {
            Some(limits) if self.text().is(limits.start, "then") => format!("former {words}"),
            Some(limits) if limits.end == role.words.start => self.text().phrase(&(limits.start..role.words.end)),
            Some(limits) => format!("{} {words}", self.text().phrase(limits)),
            None => words,
        }
    }
}
