//! Whom does "who" stand for, in "a man who said"? And whom do "I" and "we" stand for in somebody's words?

use sayso_core::{EntityKind, Statement};
use sayso_model::MentionKind;

use crate::cast::kind_of;
use crate::names::key;
use crate::somebody::Somebody;
use crate::speakers::Scene;

impl Scene<'_> {
    /// Whom the words directly before a relative pronoun are about.
    pub(crate) fn before(&mut self, word: usize) -> Option<usize> {
        const LONGEST_WORDS: usize = 6;
        let text = self.cast.phrases.text;
        let first = text.sentence_start(word);
        let comma = usize::from(word > first && text.word(word - 1) == ",");
        let last = word.checked_sub(1 + comma).filter(|last| *last >= first)?;
        // "an architect who": a noun that is nobody's name, from its article on.
        let is_noun = text.mention_at(last).is_none_or(|(_, mention)| mention.kind == MentionKind::Title);
        let is_common = text.word(last).starts_with(char::is_lowercase);
        if is_noun && is_common {
            let from = first.max((last + 1).saturating_sub(LONGEST_WORDS));
            let articles =
                ["the", "a", "an", "some", "those", "these", "many", "several", "two", "three", "his", "her", "their"];
            let start = (from..last).rev().find(|at| text.is_any(*at, &articles) || text.word(*at).ends_with(','));
            let start = start.filter(|at| text.word(*at) != ",").unwrap_or(last);
            let is_human = text.is_any(last, &["people", "those", "men", "women"]) || self.cast.phrases.is_role(last);
            if is_human || start < last {
                let subject = self.subject_beside(start);
                return subject.or_else(|| self.one(&(start..last + 1)));
            }
        }
        let near = text.mentions_in(&(first..word)).rev();
        near.into_iter().find_map(|place| {
            self.mention(place);
            self.cast.of_mention[place].filter(|_| kind_of(text.mentions[place].kind).is_some())
        })
    }

    /// Who is said to be what begins at a word: "Bram Okker, the coastguard who", "Kaine is a lawyer who".
    fn subject_beside(&mut self, start: usize) -> Option<usize> {
        let text = self.cast.phrases.text;
        let first = text.sentence_start(start);
        let before = start.checked_sub(1).filter(|at| *at > first)?;
        let place = match () {
            () if text.word(before) == "," => text.mention_at(before - 1).map(|(place, _)| place),
            () if text.is_any(before, &["is", "was", "becomes", "became"]) => text.mentions_in(&(first..before)).next(),
            () => None,
        }?;
        self.cast.of_mention[place].filter(|_| text.mentions[place].kind == MentionKind::Person)
    }

    /// "I" and "we" in somebody's words are theirs; outside of quotations "I" is who wrote the article.
    pub(crate) fn first_persons(&mut self, statements: &[Statement]) {
        const DEEPEST: usize = 3;
        let text = self.cast.phrases.text;
        for _ in 0..DEEPEST {
            for (i, statement) in statements.iter().enumerate() {
                let Some(cover) = statement.source().cover().filter(|_| self.speakers[i].is_none()) else { continue };
                let words = text.words_of(cover);
                if words.len() != 1 || !text.is_any(words.start, &["i", "we", "me", "us", "you"]) {
                    continue;
                }
                let parent =
                    statement.parts().parent.and_then(|parent| statements.iter().position(|s| s.id() == parent));
                let around = self.whose(words.start, Some(i)).or(parent);
                let speaker = around.and_then(|around| self.speakers[around]);
                self.speakers[i] = match () {
                    () if text.is(words.start, "you") => around.and_then(|around| self.other(statements, around)),
                    () if text.is_any(words.start, &["we", "us"]) => match speaker {
                        Some(speaker) => Some(self.spoken_for(speaker)),
                        None => around.is_none().then(|| self.cast.own_outlet()).flatten(),
                    },
                    () => speaker.or_else(|| around.is_none().then(|| self.author())?),
                };
            }
        }
    }

    /// Whom somebody speaks for as "we": a minister for the country, a spokeswoman for the firm.
    pub(crate) fn spoken_for(&self, speaker: usize) -> usize {
        let one = &self.cast.everybody[speaker];
        let is_body = |other: &Somebody| {
            matches!(
                other.kind,
                EntityKind::Country | EntityKind::Organisation | EntityKind::Group | EntityKind::Outlet
            )
        };
        let of = one.affiliations.first().filter(|_| one.kind == EntityKind::Person && !one.roles.is_empty());
        let is_named = |other: &Somebody, of: &String| {
            other.names.iter().any(|name| key(name) == key(of)) || key(other.name()) == key(of)
        };
        let body = of.and_then(|of| self.cast.everybody.iter().position(|other| is_body(other) && is_named(other, of)));
        body.unwrap_or(speaker)
    }

    /// Whom somebody talks to where questions and answers alternate: who speaks next, or did before.
    fn other(&self, statements: &[Statement], around: usize) -> Option<usize> {
        let speaker = self.speakers[around]?;
        let text = self.cast.phrases.text.document;
        let is_turn = |i: &usize| {
            let turn = &statements[*i];
            turn.parts().parent.is_none() && turn.cue().cover().is_some_and(|cue| text.words(cue) == ":")
        };
        let turns: Vec<usize> = (0..statements.len()).filter(is_turn).collect();
        let place = turns.iter().position(|turn| *turn == around)?;
        let differs = |turn: &&usize| self.speakers[**turn].is_some_and(|other| other != speaker);
        let next = turns[place..].iter().find(differs).or_else(|| turns[..place].iter().rev().find(differs));
        next.and_then(|turn| self.speakers[*turn])
    }

    /// Who wrote the article, by its byline, if that is one person.
    fn author(&mut self) -> Option<usize> {
        let document = self.cast.phrases.text.document;
        let name = document.meta().byline.map(|byline| document.words(byline).trim())?;
        let words = name.split_whitespace().count();
        let is_one = (2..5).contains(&words) && !name.contains([',', '/', '&']) && !name.contains(" and ");
        if !is_one {
            return None;
        }
        let is_same =
            |one: &Somebody| one.kind == EntityKind::Person && one.names.iter().any(|other| key(other) == key(name));
        let known = self.cast.everybody.iter().position(is_same);
        Some(known.unwrap_or_else(|| {
            let mut author = Somebody::new(EntityKind::Person, 0);
            author.names.push(name.to_owned());
            self.cast.push(author)
        }))
    }
}
