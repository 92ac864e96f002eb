//! What do these words stand for?

use std::ops::Range;

use sayso_core::{EntityId, EntityKind};

use super::thing::Sense;
use super::words::without_ending;
use super::{Gender, Knowledge, Known, Title, given, titles};
use crate::tokens::{Token, tokens};

impl Knowledge {
    /// Whom these words name, as they stand in a text: "the United States", "Daesh's", "PRESS TV". A leading "the" and a
    /// genitive ending are no part of a name. Capitals count as far as they tell names from words: "turkey" and "us" are
    /// none. Nobody, if the words stand for several.
    pub fn lookup(&self, words: &str) -> Option<Known<'_>> {
        self.choose(self.readings(words))
    }

    /// All that these words may stand for, the likeliest first; see [`Known::is_unsure`].
    pub fn readings(&self, words: &str) -> Vec<Known<'_>> {
        let tokens = tokens(words);
        for tokens in [&tokens[..], without_ending(&tokens)] {
            let article = tokens.first().is_some_and(|token| token.is("the"));
            for tokens in [tokens, &tokens[usize::from(article)..]] {
                let found = self.names.whole(tokens);
                if !found.is_empty() {
                    return self.sorted(found);
                }
            }
        }
        Vec::new()
    }

    /// The longest name with which these tokens begin, and its number of tokens. Names begin at their first word: "the"
    /// is skipped by who scans a text.
    pub(crate) fn longest(&self, tokens: &[Token<'_>]) -> Option<(usize, Known<'_>)> {
        let found = self.names.beginnings(tokens);
        found.into_iter().rev().find_map(|(used, found)| Some((used, self.choose(self.sorted(found))?)))
    }

    /// Every name in a text, with its bytes: from left to right, the longest at each place, none in another.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, Known<'_>)> {
        let tokens = tokens(text);
        let (mut out, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            match self.longest(&tokens[at..]) {
                Some((used, known)) => {
                    out.push((tokens[at].start..tokens[at + used - 1].end(), known));
                    at += used;
                }
                None => at += 1,
            }
        }
        out
    }

    /// The title that these words are, in small letters or not: "Foreign Minister", "Gen.", "former spokeswoman".
    pub fn title(&self, words: &str) -> Option<&Title> {
        let tokens = tokens(words);
        let tokens = without_ending(&tokens);
        self.longest_title(tokens).filter(|(used, _)| *used == tokens.len()).map(|(_, title)| title)
    }

    /// The longest title with which these tokens begin, and its number of tokens, "former" and the like among them.
    pub(crate) fn longest_title(&self, tokens: &[Token<'_>]) -> Option<(usize, &Title)> {
        titles::longest(&self.by_title, tokens)
    }

    /// The gender that a given name shows; none if it is not listed or given to both.
    pub fn gender_of_given(&self, word: &str) -> Option<Gender> {
        given::gender(&self.given, word)
    }

    /// What a common noun names that is no word for a human being: an organisation for "ministry". Singular, or a plural
    /// that is listed.
    pub fn noun(&self, word: &str) -> Option<EntityKind> {
        self.nouns.get(&word.to_lowercase()).copied()
    }

    /// What has this id.
    pub fn entity(&self, id: &EntityId) -> Option<Known<'_>> {
        Some(self.known(*self.places.get(id)?, 0))
    }

    /// The outlet that publishes on this host: "www.bbc.co.uk", "edition.cnn.com".
    pub fn outlet_of_host(&self, host: &str) -> Option<Known<'_>> {
        let host = host.to_ascii_lowercase();
        let parents = host.match_indices('.').map(|(dot, _)| &host[dot + 1..]);
        let at = std::iter::once(&host[..]).chain(parents).find_map(|host| self.domains.get(host))?;
        Some(self.known(*at, 0))
    }

    fn known(&self, at: usize, which: usize) -> Known<'_> {
        let thing = &self.things[at];
        Known {
            entity: &thing.entity,
            name: &thing.name,
            kind: thing.kind,
            sort: &thing.sort,
            country: thing.country.as_ref(),
            parent: thing.parent.as_ref(),
            domains: &thing.domains,
            sense: thing.words.get(which).map_or(Sense::Name, |words| words.sense),
            is_unsure: thing.words.get(which).is_some_and(|words| words.is_unsure),
        }
    }

    /// A user's words before bundled ones, sure ones before unsure ones, names before other words.
    fn sorted(&self, mut found: Vec<&(usize, usize)>) -> Vec<Known<'_>> {
        found.sort_by_key(|(at, which)| {
            let (thing, words) = (&self.things[*at], &self.things[*at].words[*which]);
            (words.is_unsure, !thing.is_own, words.sense, *at, *which)
        });
        found.dedup();
        found.into_iter().map(|(at, which)| self.known(*at, *which)).collect()
    }

    /// The first, unless the next best is somebody else.
    fn choose<'k>(&'k self, readings: Vec<Known<'k>>) -> Option<Known<'k>> {
        let is_own = |known: &Known<'_>| self.places.get(known.entity).is_some_and(|at| self.things[*at].is_own);
        let first = readings.first().filter(|first| !first.is_unsure)?;
        let mut rivals = readings.iter().filter(|known| !known.is_unsure && is_own(known) == is_own(first));
        rivals.all(|rival| rival.entity == first.entity).then_some(*first)
    }
}
