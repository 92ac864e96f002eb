//! Whom does a description stand for: somebody of the document, or somebody new?

use sayso_core::{BlockKind, EntityKind, Span};

use crate::descriptions::{Described, fits, is_general};
use crate::names::key;
use crate::office::Role;
use crate::phrase::{Determiner, Head, Phrase, is_plural};
use crate::somebody::Somebody;
use crate::speakers::Scene;

impl<'a> Scene<'a> {
    /// Somebody whom a description fits, else somebody new.
    pub(crate) fn describe(&mut self, phrase: &Phrase) -> usize {
        let text = self.cast.phrases.text;
        let Head::Noun(noun) = phrase.head else { return 0 };
        let at = phrase.words.start;
        let somebody = self.known(phrase).unwrap_or_else(|| {
            let word = text.word(noun);
            let kind = self.kind_of_noun(self.noun(noun), phrase.is_plural);
            let mut new = Somebody::new(kind, at);
            let is_name = kind == EntityKind::Unknown && word.starts_with(char::is_uppercase) && noun > at;
            let shown = text.phrase(&phrase.words);
            match is_name {
                true => new.names.push(shown),
                false => new.description = Some(shown),
            }
            new.is_plural = phrase.is_plural;
            new.gender = self.cast.phrases.knowledge.title(word).and_then(|title| title.gender);
            self.cast.push(new)
        });
        self.cast.everybody[somebody].places.push(at);
        if let Some(role) = phrase.role.as_ref().filter(|_| self.cast.everybody[somebody].names.is_empty()) {
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
            affiliation: affiliation.map(|words| key(&self.cast.called_by(words))).filter(|key| !key.is_empty()),
            kind: self.kind_of_noun(self.noun(noun), phrase.is_plural),
            is_plural: phrase.is_plural,
            words: key(&text.phrase(&phrase.words)),
        };
        let block = text.span(&phrase.words).and_then(|span| text.document.layout().block_of(span))?;
        let is_headline = block.kind == BlockKind::Title;
        let is_ahead = is_headline || self.is_lead(block.span);
        if phrase.determiner == Determiner::Several || (phrase.determiner == Determiner::Indefinite && !is_ahead) {
            return None;
        }
        let fitting = self.cast.everybody.iter().enumerate().filter(|(_, somebody)| fits(&described, somebody));
        let fitting: Vec<(usize, &Somebody)> = fitting.collect();
        let at = phrase.words.start;
        let before = |somebody: &Somebody| somebody.places.iter().filter(|place| **place < at).max().copied();
        let times = |somebody: &Somebody| somebody.places.iter().filter(|place| **place < at).count();
        let is_new = phrase.determiner == Determiner::Indefinite;
        let known = fitting.iter().filter(|_| !is_new).filter_map(|(i, somebody)| Some((before(somebody)?, *i)));
        let nearest = match is_general(&described) {
            true => {
                fitting.iter().filter(|(_, s)| !is_new && times(s) > 1).max_by_key(|(_, s)| times(s)).map(|(i, _)| *i)
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
        nearest.or(only).or(later).or_else(|| {
            let first = named.iter().min_by_key(|i| self.cast.everybody[**i].places.iter().min());
            first.copied().filter(|_| is_headline)
        })
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

    /// Gives somebody a role; "the company's" and "his" are the company and him.
    pub(crate) fn note(&mut self, somebody: usize, role: &Role) {
        let words = self.cast.role_words(role);
        let affiliation = role.affiliation.as_ref().map(|words| {
            let phrase = self.cast.phrases.read(words).filter(|phrase| matches!(phrase.head, Head::Noun(_)));
            let known = phrase.and_then(|phrase| self.known(&phrase));
            known.map_or_else(|| self.cast.called_by(words), |known| self.cast.everybody[known].name().to_owned())
        });
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
