//! Whom does a description stand for: somebody of the document, or somebody new?

use sayso_core::{BlockKind, EntityKind, Span};
use sayso_model::MentionKind;

use crate::descriptions::{Described, fits, is_general, is_of_business};
use crate::determiners::is_plural;
use crate::knowledge::Gender;
use crate::names::key;
use crate::office::Role;
use crate::offices::is_no_office;
use crate::phrase::{Determiner, Head, Phrase};
use crate::somebody::Somebody;
use crate::speakers::Scene;

/// What a general word such as "the company" asks of the one that it stands for; a name in the sentence before has twice that.
const LEAST_SALIENCE: f32 = 0.2;

impl<'a> Scene<'a> {
    /// Somebody whom a description fits, else somebody new.
    pub(crate) fn describe(&mut self, phrase: &Phrase) -> usize {
        let text = self.cast.phrases.text;
        let Head::Noun(noun) = phrase.head else { return 0 };
        let at = phrase.words.start;
        let known = self.known(phrase).or_else(|| self.without_office(phrase));
        let somebody = known.unwrap_or_else(|| {
            let word = text.word(noun);
            let kind = self.kind_of_noun(self.noun(noun), phrase.is_plural);
            let mut new = Somebody::new(kind, at);
            let is_name = kind == EntityKind::Unknown && word.starts_with(char::is_uppercase) && noun > at;
            let shown = without_open_quote(text.phrase(&phrase.words));
            match is_name {
                true => new.names.push(shown),
                false => new.description = Some(shown),
            }
            new.is_plural = phrase.is_plural;
            new.gender = self.cast.phrases.knowledge.title(word).and_then(|title| title.gender);
            self.cast.push(new)
        });
        self.cast.everybody[somebody].places.push(at);
        let is_bare = self.cast.everybody[somebody].names.is_empty() || self.cast.everybody[somebody].roles.is_empty();
        if let Some(role) = phrase.role.as_ref().filter(|_| is_bare) {
            self.note(somebody, role);
        }
        somebody
    }

    /// Somebody in the document whom a description fits.
    fn known(&self, phrase: &Phrase) -> Option<usize> {
        let text = self.cast.phrases.text;
        let Head::Noun(noun) = phrase.head else { return None };
        let affiliation = phrase.role.as_ref().and_then(|role| role.affiliation.as_ref());
        let described = Described {
            noun: self.noun(noun).to_lowercase(),
            affiliation: affiliation
                .map(|words| self.cast.called_by(words))
                .filter(|name| name.contains(char::is_uppercase))
                .map(|name| key(&name)),
            kind: self.kind_of_noun(self.noun(noun), phrase.is_plural),
            is_plural: phrase.is_plural,
            words: key(&text.phrase(&phrase.words)),
            modifiers: self.modifiers(phrase, noun),
        };
        let block = text.span(&phrase.words).and_then(|span| text.document.layout().block_of(span))?;
        let is_headline = block.kind == BlockKind::Title;
        let is_ahead = is_headline || self.is_lead(block.span);
        if phrase.determiner == Determiner::Several || (phrase.determiner == Determiner::Indefinite && !is_ahead) {
            return None;
        }
        // "The mate told us": who says so is not the mate.
        let own = self.whose(phrase.words.start, None).and_then(|around| self.speakers[around]);
        let everybody = self.cast.everybody.iter().enumerate().filter(|(i, _)| Some(*i) != own);
        let fitting = everybody.filter(|(_, somebody)| fits(&described, somebody));
        let fitting: Vec<(usize, &Somebody)> = fitting.collect();
        let at = phrase.words.start;
        let before = |somebody: &Somebody| somebody.places.iter().filter(|place| **place < at).max().copied();
        let is_new = phrase.determiner == Determiner::Indefinite;
        let known = fitting.iter().filter(|_| !is_new).filter_map(|(i, somebody)| Some((before(somebody)?, *i)));
        let nearest = match is_general(&described) {
            true => {
                let weighed = fitting.iter().filter(|_| !is_new).map(|(i, _)| (self.salience(*i, at), *i));
                let best = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
                best.filter(|(salience, _)| *salience >= LEAST_SALIENCE).map(|(_, i)| i)
            }
            false => known.max().map(|(_, i)| i),
        };
        // "Engineer: works dumped solvent", and three paragraphs on who it is; if there is one such only.
        let named: Vec<usize> = fitting.iter().filter(|(_, s)| !s.names.is_empty()).map(|(i, _)| *i).collect();
        let only = named.first().copied().filter(|_| is_ahead && named.len() == 1);
        // "Iran's top military commander", a name two paragraphs on.
        let later = described.affiliation.as_ref().filter(|_| !is_new && named.len() == 1).and_then(|affiliation| {
            let one = &self.cast.everybody[named[0]];
            let is_same =
                one.lands.contains(affiliation) || one.affiliations.iter().any(|other| key(other) == *affiliation);
            (is_same && one.kind == EntityKind::Person).then_some(named[0])
        });
        // "Leaked log shows", above "a leaked report has revealed"
        let above = fitting
            .iter()
            .find(|(_, s)| s.kind == EntityKind::Document && is_ahead && !is_headline && s.names.is_empty());
        let above = above.filter(|(_, s)| s.places.iter().all(|place| *place < at)).map(|(i, _)| *i);
        // "The operator has denied it", and the one firm of the article is named two sentences on.
        let sole = named.first().copied().filter(|_| !is_new && named.len() == 1 && is_of_business(&described));
        nearest.or(only).or(later).or(sole).or(above).or_else(|| {
            let first = named.iter().min_by_key(|i| self.cast.everybody[**i].places.iter().min());
            first.copied().filter(|_| is_headline)
        })
    }

    /// "The minister", behind a sentence about somebody of whom the article tells no office.
    fn without_office(&self, phrase: &Phrase) -> Option<usize> {
        const SENTENCES: usize = 2;
        let text = self.cast.phrases.text;
        let Head::Noun(noun) = phrase.head else { return None };
        let word = text.word(noun);
        let title = self.cast.phrases.knowledge.title(word)?;
        let has_owner = phrase.role.as_ref().is_some_and(|role| role.affiliation.is_some());
        let is_known = phrase.determiner == Determiner::Definite || phrase.determiner == Determiner::Bare && has_owner;
        // Whose spokesman or lawyer is meant the article would have said, and a chair of something is not anybody.
        let is_relative =
            ["spokes", "lawyer", "attorney", "official", "officer", "reporter", "source", "judge", "aide"];
        let is_relative = is_relative.iter().any(|start| word.to_lowercase().starts_with(start));
        let owner = phrase.role.as_ref().and_then(|role| role.affiliation.as_ref());
        let is_land = owner.is_none_or(|owner| self.cast.land(owner).is_some() || self.cast.is_party(owner));
        let is_office = is_known && is_land && !is_relative && !phrase.is_plural && !title.is_plural;
        let is_its = text.is_any(phrase.words.start, &["his", "her", "their", "its", "my", "our"]);
        let block = text.span(&phrase.words).and_then(|span| text.document.layout().block_of(span))?;
        let start = phrase.words.start;
        let is_source = (start.saturating_sub(1)..=start).any(|at| self.sources.binary_search(&at).is_ok());
        if !is_office || !is_source || is_its || is_no_office(word) || block.kind == BlockKind::Title {
            return None;
        }
        let mut from = text.sentence_start(phrase.words.start);
        for _ in 0..SENTENCES {
            from = text.sentence_start(from.saturating_sub(1));
        }
        let fits = |somebody: &Somebody| {
            let is_person = somebody.kind == EntityKind::Person && !somebody.is_plural && !somebody.names.is_empty();
            let is_same = Gender::agree(title.gender, somebody.gender);
            is_person && is_same && somebody.roles.is_empty() && somebody.offices.is_empty()
        };
        // The last whom anything is said of, if he is not beside somebody else.
        let mut named = text.mentions_in(&(from..phrase.words.start)).rev();
        let last = named.find_map(|place| {
            let somebody = self.cast.of_mention[place]?;
            (self.cast.everybody[somebody].kind == EntityKind::Person).then_some(somebody)
        })?;
        let is_first = |place: &usize| {
            let mut before = text.mentions_in(&(text.sentence_start(*place)..*place));
            let is_other = |other: usize| self.cast.of_mention[other].is_some_and(|other| other != last);
            (from..phrase.words.start).contains(place) && !before.any(is_other)
        };
        let own = self.whose(start, None).and_then(|around| self.speakers[around]);
        let one = &self.cast.everybody[last];
        (Some(last) != own && fits(one) && one.places.iter().any(is_first)).then_some(last)
    }

    /// What stands before a noun and is neither article nor affiliation.
    fn modifiers(&self, phrase: &Phrase, noun: usize) -> Vec<String> {
        let text = self.cast.phrases.text;
        let affiliation = phrase.role.as_ref().and_then(|role| role.affiliation.clone()).unwrap_or_default();
        let (_, start) = self.cast.phrases.determiner(&(phrase.words.start..noun));
        let is_modifier = |at: &usize| {
            let is_mark =
                !text.word(*at).starts_with(char::is_alphanumeric) || text.possessive(at.saturating_sub(1)) > 0;
            !affiliation.contains(at) && !is_mark
        };
        (start..noun).filter(is_modifier).map(|at| key(text.word(at))).collect()
    }

    /// How much somebody is spoken of before a word: each sentence counts less the longer ago it is, and more if it is about
    /// nobody before.
    pub(crate) fn salience(&self, somebody: usize, at: usize) -> f32 {
        let text = self.cast.phrases.text;
        let starts = &text.encodings.sentence_starts;
        let sentence = |at: usize| starts.partition_point(|start| *start <= at);
        let here = sentence(at);
        let is_first = |place: usize| {
            let before = text.mentions_in(&(text.sentence_start(place)..place));
            !before.into_iter().any(|before| self.cast.of_mention[before].is_some_and(|other| other != somebody))
        };
        let weigh = |place: &usize| {
            let ago = here.saturating_sub(sentence(*place)) as f32;
            (if is_first(*place) { 2.0 } else { 1.0 }) / (1.0 + ago * ago / 2.0)
        };
        self.cast.everybody[somebody].places.iter().filter(|place| **place < at).map(weigh).sum()
    }

    /// A noun with what a hyphen joins to it: "e-mail".
    fn noun(&self, at: usize) -> &'a str {
        let text = self.cast.phrases.text;
        let mut start = at;
        while start > 1 && text.word(start - 1) == "-" && text.is_joined(start) && text.is_joined(start - 1) {
            start -= 2;
        }
        let joined = text.slice(&(start..at + 1));
        if self.cast.phrases.knowledge.noun(joined).is_some() { joined } else { text.word(at) }
    }

    /// Whether a block is the first paragraph.
    fn is_lead(&self, block: Span) -> bool {
        let layout = self.cast.phrases.text.document.layout();
        layout.blocks().iter().find(|block| block.kind == BlockKind::Body).is_some_and(|first| first.span == block)
    }

    /// Gives those their affiliations that are described or pronouns.
    pub(crate) fn settle(&mut self) {
        for (somebody, words) in std::mem::take(&mut self.cast.owed) {
            let text = self.cast.phrases.text;
            let pronoun = text.mention_at(words.start).filter(|(_, mention)| mention.kind == MentionKind::Pronoun);
            let of = match pronoun {
                Some((place, _)) => self.cast.of_mention[place],
                None => {
                    let phrase = self.cast.phrases.read(&words).filter(|phrase| matches!(phrase.head, Head::Noun(_)));
                    phrase.and_then(|phrase| self.body(&phrase))
                }
            };
            if let Some(of) = of.filter(|of| *of != somebody) {
                let name = self.cast.everybody[of].name().to_owned();
                self.cast.everybody[somebody].note(None, Some(name).filter(|name| !name.is_empty()));
            }
        }
        self.cast.read_states();
    }

    /// The organisation that a description stands for, known or new.
    fn body(&mut self, phrase: &Phrase) -> Option<usize> {
        let Head::Noun(noun) = phrase.head else { return None };
        let is_body = self.kind_of_noun(self.noun(noun), phrase.is_plural) == EntityKind::Organisation;
        let known = self.known(phrase);
        known.or_else(|| is_body.then(|| self.describe(phrase)))
    }

    /// Gives somebody a role; "the company's" and "his" are the company and him.
    pub(crate) fn note(&mut self, somebody: usize, role: &Role) {
        let words = self.cast.role_words(role);
        let affiliation = role.affiliation.as_ref().map(|words| {
            let phrase = self.cast.phrases.read(words).filter(|phrase| matches!(phrase.head, Head::Noun(_)));
            let known = phrase.and_then(|phrase| self.body(&phrase));
            known.map_or_else(|| self.cast.called_by(words), |known| self.cast.everybody[known].name().to_owned())
        });
        let is_person = self.cast.everybody[somebody].kind == EntityKind::Person;
        let affiliation = affiliation.filter(|of: &String| is_person || of.contains(char::is_uppercase));
        self.cast.note_words(somebody, words, affiliation);
        if let Some(land) = role.affiliation.as_ref().and_then(|words| self.cast.land(words)) {
            self.cast.everybody[somebody].lands.push(land);
        }
    }

    /// What sort of somebody a common noun names.
    fn kind_of_noun(&self, noun: &str, is_many: bool) -> EntityKind {
        let knowledge = self.cast.phrases.knowledge;
        let human = if is_many { EntityKind::Group } else { EntityKind::Person };
        let singular = noun.strip_suffix(['s', 'S']).filter(|_| is_plural(noun)).unwrap_or(noun);
        if knowledge.title(noun).or_else(|| knowledge.title(singular)).is_some() {
            return human;
        }
        let listed = knowledge.noun(noun).or_else(|| knowledge.noun(singular));
        if is_many
            && listed
                .is_some_and(|kind| matches!(kind, EntityKind::Organisation | EntityKind::Country | EntityKind::Outlet))
        {
            return EntityKind::Group;
        }
        listed.unwrap_or_else(|| {
            let ends = ["er", "or", "ist", "ian", "man", "woman", "ee", "ant", "wright", "keeper"];
            let is_human = ends.iter().any(|end| singular.to_lowercase().ends_with(end));
            if is_human {
                human
            } else if is_many {
                EntityKind::Group
            } else {
                EntityKind::Unknown
            }
        })
    }
}

/// "aggressor country", where the quotation goes on behind the phrase.
fn without_open_quote(words: String) -> String {
    let is_open = |(open, close): &(char, char)| words.strip_prefix(*open).is_some_and(|rest| !rest.contains(*close));
    match [('‘', '’'), ('“', '”'), ('"', '"')].iter().any(is_open) {
        true => words.chars().skip(1).collect(),
        false => words,
    }
}
