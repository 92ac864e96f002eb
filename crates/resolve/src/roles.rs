//! Offices beside names, and for whom they are held.

use std::ops::Range;

use sayso_core::EntityKind;
use sayso_model::MentionKind;

use crate::cast::{Cast, kind_of};
use crate::knowledge::{Known, Sense};
use crate::names::key;
use crate::office::Role;
use crate::phrase::Head;

impl Cast<'_> {
    /// Roles beside the names of persons: titles before, appositions behind.
    pub(crate) fn read_roles(&mut self) {
        let text = self.text();
        for (place, mention) in text.mentions.iter().enumerate() {
            let Some(somebody) = self.of_mention[place].filter(|_| mention.kind == MentionKind::Person) else {
                continue;
            };
            let before = self.phrases.titles_before(mention.words.start, text.sentence_start(mention.words.start));
            self.read_body(somebody, mention.words.end);
            let whole = self.office_start(before)..mention.words.end;
            let titled = self.phrases.read(&whole).and_then(|phrase| phrase.role);
            let ahead = self.apposition_before(&whole);
            let behind = self.apposition(&mention.words);
            let beside = [&ahead, &behind].into_iter().flatten().map(|(_, role)| role.clone());
            for role in titled.into_iter().chain(beside) {
                self.note(somebody, &role);
            }
            // "Its chairman, Casper Rehn"
            let own = ahead.as_ref().map(|(words, _)| words.start).filter(|at| !text.is(*at, "the"));
            self.owed.extend(own.map(|at| (somebody, at..at + 1)));
            self.read_clause(somebody, &mention.words);
            let titles = ahead.map_or(before, |(words, _)| words.start)
                ..behind.map_or(mention.words.end, |(words, _)| words.end);
            for title in text.mentions_in(&titles).filter(|title| text.mentions[*title].kind == MentionKind::Title) {
                self.of_mention[title].get_or_insert(somebody);
            }
        }
    }

    /// Where the office begins that stands before a person's titles: "Chief of Staff of the Armed Forces | Major General".
    fn office_start(&self, titles: usize) -> usize {
        const LONGEST_WORDS: usize = 12;
        let text = self.text();
        let first = text.sentence_start(titles).max(titles.saturating_sub(LONGEST_WORDS));
        let is_part = |at: &usize| {
            let is_link = text.is_any(*at, &["of", "the", "for", "to", "'", "’", "s"]);
            is_link
                || text.word(*at).starts_with(char::is_uppercase)
                || text
                    .mention_at(*at)
                    .is_some_and(|(_, m)| !matches!(m.kind, MentionKind::Date | MentionKind::Pronoun))
                || self.phrases.is_role(*at)
        };
        let linked = (first..titles).rev().take_while(is_part).last().unwrap_or(titles);
        // An office before it, and not the end of another phrase.
        let begins = |at: usize| self.phrases.titles_before(at + 1, first).min(at);
        let start = (linked..titles).find(|at| self.phrases.is_role(*at) || self.is_owner(*at));
        let start = start.map(begins);
        let is_beside =
            |start: usize| self.is_owner(start) && text.mention_at(start).is_some_and(|(_, m)| m.words.end == titles);
        let is_whole = |start: &usize| (*start..titles).any(|at| self.phrases.is_role(at)) || is_beside(*start);
        start.filter(is_whole).unwrap_or(titles)
    }

    /// Whether somebody begins here whose office may follow.
    fn is_owner(&self, at: usize) -> bool {
        self.text().mention_at(at).is_some_and(|(_, mention)| {
            let may_own =
                kind_of(mention.kind).is_some_and(|kind| !matches!(kind, EntityKind::Person | EntityKind::Document));
            may_own && mention.words.start == at
        })
    }

    /// What stands before a name and a comma: "the defence secretary, Hugo Sarn".
    fn apposition_before(&self, name: &Range<usize>) -> Option<(Range<usize>, Role)> {
        const LONGEST_WORDS: usize = 10;
        let text = self.text();
        let comma = name.start.checked_sub(1).filter(|at| text.word(*at) == ",")?;
        let first = text.sentence_start(comma).max(comma.saturating_sub(LONGEST_WORDS));
        let start = (first..comma).rev().take_while(|at| !matches!(text.word(*at), "," | ";" | ":" | "“" | "\""));
        let start = start.into_iter().find(|at| text.is_any(*at, &["the", "its", "their", "his", "her"]))?;
        let phrase = self.phrases.read(&(start..comma))?;
        let Head::Noun(noun) = phrase.head else { return None };
        let is_role = self.phrases.is_role(noun) && !phrase.is_plural;
        // "to the army chief, Varga said" is none: a verb follows the name.
        let follows =
            matches!(text.word(name.end), "," | ".") || text.is_any(name.end, &["said", "says", "has", "was", "who"]);
        let is_first = start == text.sentence_start(start);
        if is_role && (is_first || follows && !text.is_any(name.end, &["said", "says"])) {
            Some((start..comma, phrase.role?))
        } else {
            None
        }
    }

    /// What stands behind a name between commas: "Edda Lorne, a spokeswoman for the navy,".
    fn apposition(&self, name: &Range<usize>) -> Option<(Range<usize>, Role)> {
        const LONGEST_WORDS: usize = 16;
        let text = self.text();
        let start = name.end + 1;
        let end = text.sentence_end(name.start).min(start + LONGEST_WORDS);
        if text.word(name.end) != "," || start >= end {
            return None;
        }
        let end = (start..end).find(|at| {
            let is_mark = matches!(text.word(*at), "," | "." | ";" | "-" | "–" | "—" | "(" | "“" | "\"" | ":");
            is_mark || text.is_any(*at, &["who", "which", "whose"])
        })?;
        let phrase = self.phrases.read(&(start..end))?;
        let Head::Noun(noun) = phrase.head else { return None };
        // "Varga, officials said," is none.
        let is_whole = !(start..end).any(|at| text.is_any(at, &["said", "says", "told", "and"]));
        if phrase.is_plural || !is_whole || !self.phrases.is_role(noun) {
            None
        } else {
            Some((start..end, phrase.role?))
        }
    }

    /// Gives somebody a role, its words as they stand in the text.
    pub(crate) fn note(&mut self, somebody: usize, role: &Role) {
        let affiliation = role.affiliation.as_ref().map(|words| self.called_by(words));
        // "the company's": which is known when all is read.
        let is_named = |name: &String| name.contains(char::is_uppercase);
        let described = role.affiliation.clone().filter(|_| !affiliation.as_ref().is_some_and(is_named));
        self.owed.extend(described.map(|words| (somebody, words)));
        self.note_words(somebody, self.role_words(role), affiliation.filter(is_named));
        if let Some(land) = role.affiliation.as_ref().and_then(|words| self.land(words)) {
            self.everybody[somebody].lands.push(land);
        }
    }

    /// Whether words name a party or who is of it.
    pub(crate) fn is_party(&self, words: &Range<usize>) -> bool {
        self.party(self.text().slice(words)).is_some()
    }

    /// The party that words name, or of which they name somebody: "Republican", "GOP", "Democrat".
    pub(crate) fn party(&self, words: &str) -> Option<Known<'_>> {
        self.knowledge().readings(words).into_iter().find(|known| known.sort == "party")
    }

    /// The folded name of the country that words begin with or name.
    pub(crate) fn land(&self, words: &Range<usize>) -> Option<String> {
        let first = self.text().word(words.start);
        let known = self.knowledge().lookup(first).filter(|known| known.kind == EntityKind::Country);
        known.map(|known| key(known.name)).or_else(|| {
            let (place, _) = self.text().mention_at(words.start)?;
            let somebody = &self.everybody[self.of_mention[place]?];
            (somebody.kind == EntityKind::Country).then(|| key(somebody.name()))
        })
    }

    /// Whom some words name, by the name to print: "Iran" for "Iranian"; the words themselves where they name nobody.
    pub(crate) fn called_by(&self, words: &Range<usize>) -> String {
        let text = self.text();
        let inside = text.mentions_in(words);
        let is_name = |place: &usize| kind_of(text.mentions[*place].kind).is_some();
        let whole = inside.clone().rev().find(|place| is_name(place) && text.mentions[*place].words == *words);
        let last = inside.rev().find(|place| is_name(place) && text.mentions[*place].words.end == words.end);
        // "Republican", "GOP"
        if let Some(party) = self.party(text.slice(words)) {
            return party.name.to_owned();
        }
        if self.phrases.is_people(words) {
            return self.knowledge().lookup(text.slice(words)).map_or_else(String::new, |known| known.name.to_owned());
        }
        // "the White House's": an office that is not to be hidden behind its country.
        let is_government = |known: Known<'_>| known.sense == Sense::Government;
        if self.knowledge().lookup(text.slice(words)).is_some_and(is_government) {
            return text.phrase(words);
        }
        if let Some(somebody) = whole.or(last).and_then(|place| self.of_mention[place]) {
            return self.everybody[somebody].name().to_owned();
        }
        // "the Verrin Coatings works"
        let of_works = words.end.checked_sub(1).filter(|last| *last > words.start);
        let of_works =
            of_works.filter(|last| text.is_any(*last, &["works", "plant", "factory", "mill", "mine", "offices"]));
        let owner = of_works.and_then(|last| text.mention_at(last - 1)).map(|(place, _)| place);
        if let Some(somebody) = owner.and_then(|place| self.of_mention[place]) {
            return self.everybody[somebody].name().to_owned();
        }
        // "the Russian President's envoy": Russia's.
        let office =
            self.phrases.read(words).filter(|phrase| matches!(phrase.head, Head::Noun(at) if self.phrases.is_role(at)));
        match office.and_then(|phrase| phrase.role?.affiliation) {
            Some(of) if of.len() < words.len() && self.land(&of).is_some() => self.called_by(&of),
            _ => text.phrase(words),
        }
    }
}
