//! Offices that a clause behind a name tells: "Ilse Varga, who was foreign minister", "Tove Hassel, who runs Oskeline".

use std::ops::Range;

use sayso_core::EntityKind;

use crate::cast::{Cast, kind_of};
use crate::phrase::{Determiner, Head};

/// Verbs of offices: now, before, and what is called who does it.
const LEADS: [(&str, &str, &str); 13] = [
    ("leads", "led", "leader"),
    ("heads", "headed", "head"),
    ("runs", "ran", "head"),
    ("chairs", "chaired", "chair"),
    ("commands", "commanded", "commander"),
    ("founded", "", "founder"),
    ("owns", "owned", "owner"),
    ("directs", "directed", "director"),
    ("manages", "managed", "manager"),
    ("edits", "edited", "editor"),
    ("coaches", "coached", "coach"),
    ("governs", "governed", "governor"),
    ("co-founded", "", "co-founder"),
];
const NOW: [&str; 2] = ["is", "became"];
const BEFORE: [&str; 1] = ["was"];
/// Words of a body's description up to its noun: "finance committee".
const MOST_MODIFIERS: usize = 3;
/// Words of a clause that are read.
const LONGEST_WORDS: usize = 14;

impl Cast<'_> {
    /// Reads what stands behind a person's name.
    pub(crate) fn read_clause(&mut self, somebody: usize, name: &Range<usize>) {
        self.read_party(somebody, name.end);
        let text = self.text();
        let who = name.end + usize::from(text.word(name.end) == ",");
        let end = text.sentence_end(name.start).min(who + LONGEST_WORDS);
        if !text.is(who, "who") || who + 2 >= end {
            return;
        }
        self.read_employer(somebody, who, end);
        let verb = who + 1 + usize::from(text.is_any(who + 1, &["has", "had", "now", "once", "also"]));
        let is_over = text.is_any(who + 1, &["had", "once"]);
        let stops = |at: usize| {
            matches!(text.word(at), "," | "." | ";" | "“" | "\"" | "—" | "–" | "(" | ")")
                || text.is_any(
                    at,
                    &["last", "this", "in", "when", "until", "since", "while", "and", "said", "told", "as", "because"],
                )
        };
        let object = verb + 1..(verb + 1..end).find(|at| stops(*at)).unwrap_or(end);
        if object.is_empty() {
            return;
        }
        let lead =
            LEADS.iter().find(|(now, before, _)| text.is(verb, now) || (!before.is_empty() && text.is(verb, before)));
        if let Some((now, _, noun)) = lead {
            let is_over = is_over || !text.is(verb, now);
            self.read_lead(somebody, &object, noun, is_over);
        } else if text.is_any(verb, &NOW) || text.is_any(verb, &BEFORE) {
            let phrase = self.phrases.read(&object);
            let Some(phrase) =
                phrase.filter(|phrase| matches!(phrase.head, Head::Noun(at) if self.phrases.is_role(at)))
            else {
                return;
            };
            let Some(role) = phrase.role.filter(|_| !phrase.is_plural) else { return };
            let words = self.role_words(&role);
            let is_over = text.is_any(verb, &BEFORE) && role.limits.is_none();
            let words = if is_over { format!("former {words}") } else { words };
            let affiliation = role.affiliation.as_ref().map(|words| self.called_by(words));
            self.note_words(somebody, words, affiliation);
        }
    }

    /// "who works for Oskeline", "who has worked on the quay for Oskeline since 2011"; who only worked for it is no longer its.
    fn read_employer(&mut self, somebody: usize, who: usize, end: usize) {
        let text = self.text();
        let has = usize::from(text.is_any(who + 1, &["has", "still", "now"]));
        let verb = who + 1 + has;
        let is_now = text.is_any(verb, &["works", "serves"]) || has == 1 && text.is_any(verb, &["worked", "served"]);
        let stop = (verb..end).find(|at| matches!(text.word(*at), "," | ";" | "and")).unwrap_or(end);
        let body = |preposition: &str| {
            (verb + 1..stop).filter(|at| is_now && text.is(*at, preposition)).find_map(|at| {
                let name = at + 1 + usize::from(text.is(at + 1, "the"));
                let (_, mention) = text.mention_at(name).filter(|(_, mention)| mention.words.start == name)?;
                let is_body = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Outlet | EntityKind::Group);
                kind_of(mention.kind).is_some_and(is_body).then(|| mention.words.clone())
            })
        };
        if let Some(body) = body("for").or_else(|| body("at")) {
            let affiliation = self.called_by(&body);
            self.everybody[somebody].note(None, Some(affiliation));
        }
    }

    /// "runs Oskeline", "leads the search": an office for something that is named or known.
    fn read_lead(&mut self, somebody: usize, object: &Range<usize>, noun: &str, is_over: bool) {
        let Some(phrase) = self.phrases.read(object) else { return };
        let is_thing = match phrase.head {
            Head::Name(place) => !self.phrases.is_person(place),
            Head::Noun(noun) => {
                let is_body = self.knowledge().noun(self.text().word(noun)) == Some(EntityKind::Organisation);
                is_body && phrase.determiner == Determiner::Definite && !phrase.is_plural
            }
            Head::Pronoun(at) => self.text().is(at, "it"),
        };
        if let Head::Pronoun(at) = phrase.head {
            self.owed.extend(is_thing.then_some((somebody, at..at + 1)));
            self.note_words(somebody, noun.to_owned(), None);
        } else if is_thing {
            let words = if is_over { format!("former {noun}") } else { noun.to_owned() };
            let affiliation = self.called_by(&phrase.words);
            self.note_words(somebody, words, Some(affiliation));
        }
    }

    /// "Marta Quill of the Harbour Party", "Olav Berg from Oskel Bank": for whom, without an office.
    pub(crate) fn read_body(&mut self, somebody: usize, behind: usize) {
        let text = self.text();
        let start = behind + 1 + usize::from(text.is(behind + 1, "the"));
        if !text.is_any(behind, &["of", "from"]) || start >= text.sentence_end(behind) {
            return;
        }
        // "of the ministry", "of the finance committee"
        let is_plain = |at: &usize| text.word(*at).starts_with(char::is_lowercase) && text.mention_at(*at).is_none();
        let is_common = |at: &usize| self.knowledge().noun(text.word(*at)) == Some(EntityKind::Organisation);
        let common = (start..start + MOST_MODIFIERS).take_while(is_plain).find(is_common);
        if let Some(last) = common.filter(|_| start > behind + 1) {
            let affiliation = text.phrase(&(start..last + 1));
            self.everybody[somebody].note(None, Some(affiliation));
            return;
        }
        let Some((_, mention)) = text.mention_at(start).filter(|(_, mention)| mention.words.start == start) else {
            return;
        };
        let is_body = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Outlet | EntityKind::Group);
        let is_home = |kind| matches!(kind, EntityKind::Country | EntityKind::Place) && text.is(behind, "of");
        if kind_of(mention.kind).is_some_and(|kind| is_body(kind) || is_home(kind)) {
            let affiliation = self.called_by(&mention.words);
            self.everybody[somebody].note(None, Some(affiliation));
        }
    }

    /// "(D-Mass.)", "(R., Ohio)": the state that a lawmaker sits for.
    fn read_party(&mut self, somebody: usize, behind: usize) {
        let text = self.text();
        let is_party = text.word(behind) == "(" && text.is_any(behind + 1, &["d", "r", "i"]);
        let dash = behind + 2 + usize::from(text.word(behind + 2) == ".");
        if !is_party || !matches!(text.word(dash), "-" | "–" | ",") {
            return;
        }
        let close = (dash + 1..(dash + 8).min(text.len())).find(|at| text.word(*at) == ")");
        let Some(state) = close.map(|close| text.phrase(&(dash + 1..close))).filter(|state| !state.is_empty()) else {
            return;
        };
        let readings = self.knowledge().readings(&state).into_iter();
        let known =
            readings.into_iter().find(|known| known.kind == EntityKind::Place).map(|known| known.name.to_owned());
        if known.is_some() {
            self.everybody[somebody].note(None, known);
        }
    }
}
