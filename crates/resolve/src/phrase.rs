//! What is a noun phrase about: a name, a description, a pronoun?

use std::ops::Range;

use sayso_core::EntityKind;
use sayso_model::{Mention, MentionKind};

use crate::determiners::is_plural;
use crate::knowledge::{Knowledge, Sense};
use crate::office::Role;
use crate::text::Text;

/// What a phrase is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// A mention with a name, by its place.
    Name(usize),
    /// A common noun, by its word: "the Iranian diplomat".
    Noun(usize),
    /// A pronoun, by its word.
    Pronoun(usize),
}

/// How a phrase begins, and so whether it can stand for somebody named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Determiner {
    /// Nothing: "minister", "officials".
    Bare,
    /// "the", "this", "his": somebody known already.
    Definite,
    /// "a", "another", "one": somebody new.
    Indefinite,
    /// "some", "two", "many": several new.
    Several,
}

/// A noun phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// What it is called, without "the" and without what only adds: "Iranian diplomat".
    pub(crate) words: Range<usize>,
    /// What it is about.
    pub(crate) head: Head,
    /// How it begins.
    pub(crate) determiner: Determiner,
    /// Office or description.
    pub(crate) role: Option<Role>,
    /// Whether it is about several.
    pub(crate) is_plural: bool,
}

pub(crate) const PREPOSITIONS: [&str; 34] = [
    "of",
    "for",
    "to",
    "at",
    "in",
    "from",
    "with",
    "on",
    "by",
    "near",
    "under",
    "over",
    "inside",
    "against",
    "among",
    "about",
    "behind",
    "within",
    "outside",
    "across",
    "between",
    "during",
    "after",
    "before",
    "along",
    "around",
    "through",
    "including",
    "based",
    "close",
    "familiar",
    "involved",
    "living",
    "working",
];
/// Nouns that say behind a name what sort of body it names.
const SORTS: [&str; 9] =
    ["agency", "newspaper", "website", "broadcaster", "channel", "magazine", "company", "firm", "airline"];
const RELATIVES: [&str; 6] = ["who", "which", "that", "whose", "whom", "where"];

/// Reads noun phrases.
#[derive(Clone, Copy)]
pub(crate) struct Phrases<'a> {
    pub(crate) text: Text<'a>,
    pub(crate) knowledge: &'a Knowledge,
}

impl<'a> Phrases<'a> {
    /// What these words are about; none where they hold no word. Of a list, see [`Phrases::joint`].
    pub(crate) fn read(&self, words: &Range<usize>) -> Option<Phrase> {
        let words = self.trimmed(words);
        if words.len() == 1 && self.is_pronoun(words.start) {
            let head = Head::Pronoun(words.start);
            return Some(Phrase { words, head, determiner: Determiner::Bare, role: None, is_plural: false });
        }
        let segments = self.segments(&words);
        let first = self.segment(segments.first()?)?;
        let further = segments.get(1);
        let Some(next) = further.and_then(|next| self.segment(next)) else { return Some(first) };
        Some(match (first.head, next.head) {
            // "The prefect of Sorle, Oda Brandt"
            (Head::Noun(_), Head::Name(name)) if self.is_person(name) && self.is_whole(further?, name) => {
                Phrase { role: first.role, ..next }
            }
            // "Edda Lorne, a spokeswoman for the navy"
            (Head::Name(name), Head::Noun(noun)) if self.is_person(name) && self.is_role(noun) => {
                Phrase { role: first.role.clone().or(next.role), ..first }
            }
            // "The owner, Oskel Steamers"
            (Head::Noun(noun), Head::Name(name))
                if first.determiner == Determiner::Definite
                    && !first.is_plural
                    && self.is_body(name)
                    && self.knowledge.noun(self.text.word(noun)).is_some()
                    && self.is_whole(further?, name) =>
            {
                Phrase { role: None, ..next }
            }
            // "The document, a summary of radar logs"
            (Head::Noun(noun), Head::Noun(_))
                if first.determiner == Determiner::Definite
                    && next.determiner == Determiner::Indefinite
                    && self.text.is_any(noun, &["document", "paper", "report", "text"]) =>
            {
                Phrase { determiner: Determiner::Definite, ..next }
            }
            // "One of them, a net-mender"
            (Head::Noun(word), Head::Noun(_)) if self.text.is(word, "one") => next,
            _ => first,
        })
    }

    /// The parts of "Iran and Russia", "A, B and C", where names are joined and nothing else; one part otherwise.
    pub(crate) fn joint(&self, words: &Range<usize>) -> Vec<Range<usize>> {
        let words = self.trimmed(words);
        let joins = |at: usize| self.text.is_any(at, &["and", "&", ","]) && self.text.mention_at(at).is_none();
        let Some(last) = words.clone().rev().find(|at| self.text.is_any(*at, &["and", "&"]) && joins(*at)) else {
            return vec![words];
        };
        let mut parts = Vec::new();
        let mut start = words.start;
        for at in words.clone().filter(|at| joins(*at)) {
            parts.push(start..at);
            start = at + 1;
        }
        parts.push(start..words.end);
        parts.retain(|part| !part.is_empty());
        let is_name = |part: &Range<usize>| {
            self.segment(part)
                .is_some_and(|phrase| matches!(phrase.head, Head::Name(name) if self.is_whole(part, name)))
        };
        if last > words.start && parts.len() > 1 && parts.iter().all(is_name) { parts } else { vec![words] }
    }

    /// Whether nothing but titles and an article stand beside the name in `words`.
    fn is_whole(&self, words: &Range<usize>, name: usize) -> bool {
        let name = &self.mention(name).words;
        let before = words.start..name.start;
        let is_title = |at: usize| {
            let word = self.text.word(at);
            self.text.mention_at(at).is_some()
                || self.is_role(at)
                || !word.starts_with(char::is_lowercase)
                || word == "the"
        };
        before.clone().all(is_title) && name.end + 1 >= words.end
    }

    fn mention(&self, place: usize) -> &'a Mention {
        &self.text.mentions[place]
    }

    /// Whether a mention names a human being.
    pub(crate) fn is_person(&self, place: usize) -> bool {
        self.mention(place).kind == MentionKind::Person
    }

    fn is_body(&self, place: usize) -> bool {
        matches!(self.mention(place).kind, MentionKind::Organisation | MentionKind::Outlet | MentionKind::ArmedGroup)
    }

    fn is_pronoun(&self, at: usize) -> bool {
        self.text.mention_at(at).is_some_and(|(_, mention)| mention.kind == MentionKind::Pronoun)
    }

    /// Whether some words name people of a country or party: "Afghans" are not Afghanistan, "some Democrats" not their party.
    pub(crate) fn is_people(&self, words: &Range<usize>) -> bool {
        let known = self.knowledge.lookup(self.text.slice(words));
        let is_many = words.len() == 1 && is_plural(self.text.word(words.start));
        known.is_some_and(|known| {
            matches!(known.sense, Sense::People | Sense::Demonym) || (known.sort == "party" && is_many)
        })
    }

    /// Whether a word is that of an office or occupation.
    pub(crate) fn is_role(&self, at: usize) -> bool {
        let is_title = self.text.mention_at(at).is_some_and(|(_, mention)| mention.kind == MentionKind::Title);
        is_title || self.knowledge.title(self.text.word(at)).is_some()
    }

    /// Without marks and coordinators at the ends, and without the possessive mark of all of it.
    fn trimmed(&self, words: &Range<usize>) -> Range<usize> {
        let is_edge = |at: usize| {
            let word = self.text.word(at);
            !word.starts_with(char::is_alphanumeric) && !matches!(word, "$" | "£" | "€" | "@" | "#")
        };
        let mut out = words.clone();
        while !out.is_empty() && (is_edge(out.start) || self.text.is_any(out.start, &["and", "but", "that"])) {
            out.start += 1;
        }
        if out.len() > 2 && self.text.possessive(out.end - 2) == 2 {
            out.end -= 2;
        }
        while !out.is_empty() && is_edge(out.end - 1) {
            out.end -= 1;
        }
        out
    }

    /// The parts between commas, dashes and parentheses; without relative clauses.
    fn segments(&self, words: &Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = words.start;
        for at in words.clone() {
            let ends = self.text.is_any(at, &RELATIVES) && at > words.start;
            let parts = matches!(self.text.word(at), "," | ";" | "(" | ")" | "–" | "—" | "[" | "]")
                || (self.text.word(at) == "-" && !self.text.is_joined(at));
            if ends || parts {
                out.extend((start < at).then_some(start..at));
                start = at + 1;
            }
            if ends {
                return out;
            }
        }
        out.extend((start < words.end).then_some(start..words.end));
        out
    }

    /// What one such part is about.
    fn segment(&self, words: &Range<usize>) -> Option<Phrase> {
        if let Some(found) = self.name_at_end(words) {
            return Some(found);
        }
        let (determiner, start) = self.determiner(words);
        if start >= words.end || (start > words.start && self.text.is(start, "of")) {
            // "one", "two", "one of them"
            let head = Head::Noun(start.min(words.end).checked_sub(1)?);
            let is_plural = determiner == Determiner::Several;
            return Some(Phrase { words: words.clone(), head, determiner, role: None, is_plural });
        }
        let core = start..self.core_end(&(start..words.end));
        let core = self.without_sort(&core);
        let last = core.end - 1;
        if let Some((place, mention)) = self.text.mention_at(last) {
            let named = !self.is_people(&mention.words)
                && !matches!(
                    mention.kind,
                    MentionKind::Title | MentionKind::Pronoun | MentionKind::Date | MentionKind::Number
                );
            if named {
                let whole = core.start.min(mention.words.start)..mention.words.end;
                let before = core.start..mention.words.start;
                let role = match self.is_person(place) {
                    true => self.role(&before, None),
                    // "Afghanistan Interior Ministry"
                    false => self.origin(&before),
                };
                let is_plural = false;
                return Some(Phrase { words: whole, head: Head::Name(place), determiner, role, is_plural });
            }
        }
        let role = match self.text.mention_at(last).filter(|(_, mention)| self.is_people(&mention.words)) {
            Some((_, people)) => {
                Some(Role { limits: None, words: core.end..core.end, affiliation: Some(people.words.clone()) })
            }
            None => self.role(&core, Some(words.end)),
        };
        // "Federal and state officials", "Islam and his friends"
        let is_joint = core.clone().any(|at| self.text.is(at, "and") && self.text.mention_at(at).is_none());
        let is_plural = determiner == Determiner::Several || is_joint || is_plural(self.text.word(last));
        let end = self.without_time(words);
        let words = words.start..end;
        let articles = words.clone().take_while(|at| self.text.is_any(*at, &["the", "a", "an"])).count();
        Some(Phrase { words: words.start + articles..words.end, head: Head::Noun(last), determiner, role, is_plural })
    }

    /// The noun behind a name that says what sort of body it names.
    pub(crate) fn sort_behind(&self, phrase: &Phrase) -> Option<usize> {
        let is_sort = matches!(phrase.head, Head::Name(_)) && self.text.is_any(phrase.words.end, &SORTS);
        Some(phrase.words.end).filter(|_| is_sort)
    }

    /// "the NHA agency" up to the name: the noun says what sort of body it is. A body that is known has agencies of its own.
    fn without_sort(&self, core: &Range<usize>) -> Range<usize> {
        let last = core.end - 1;
        let name = last.checked_sub(1).filter(|at| *at >= core.start).and_then(|at| self.text.mention_at(at));
        let is_bare = |name: &Mention| {
            let is_body = matches!(name.kind, MentionKind::Organisation | MentionKind::Outlet);
            let known = self.knowledge.lookup(self.text.slice(&name.words));
            is_body && name.words.end == last && known.is_none_or(|known| known.kind == EntityKind::Outlet)
        };
        let is_sort = self.text.is_any(last, &SORTS) && name.is_some_and(|(_, name)| is_bare(name));
        core.start..core.end - usize::from(is_sort)
    }

    /// "Chief of Staff of the Armed Forces Major General Baqeri": a person's name at the end that no preposition governs.
    fn name_at_end(&self, words: &Range<usize>) -> Option<Phrase> {
        let (place, mention) = self.text.mention_at(words.end.checked_sub(1)?)?;
        if mention.kind != MentionKind::Person || mention.words.start < words.start {
            return None;
        }
        let group = self.titles_before(mention.words.start, words.start);
        let before = group.checked_sub(1).filter(|at| *at >= words.start);
        // "residents of Low Sorle", where the network saw "Sorle" alone.
        let is_untitled = group == mention.words.start;
        let is_more = |at: usize| {
            let is_place = |kind| matches!(kind, MentionKind::Place | MentionKind::Person);
            is_untitled
                && self.text.mention_at(at).is_none_or(|(_, mention)| is_place(mention.kind))
                && self.text.word(at).starts_with(char::is_uppercase)
        };
        let before = before.and_then(|at| (words.start..=at).rev().find(|at| !is_more(*at)));
        // "the captain of the Lintje"
        let is_article = |at: &usize| *at > words.start && self.text.is_any(*at, &["the", "a", "an"]);
        let before = before.map(|at| if is_article(&at) { at - 1 } else { at });
        if before.is_some_and(|at| self.text.is_any(at, &PREPOSITIONS) || self.text.is_any(at, &["and", "/"])) {
            return None;
        }
        let (determiner, start) = self.determiner(&(words.start..mention.words.start));
        // "Chief of Staff of the Armed Forces Major General Baqeri": the office, not the rank.
        let has_office = (start..group).any(|at| self.is_role(at));
        let role = self.role_before(&(start..if has_office { group } else { mention.words.start }));
        Some(Phrase { words: mention.words.clone(), head: Head::Name(place), determiner, role, is_plural: false })
    }
}
