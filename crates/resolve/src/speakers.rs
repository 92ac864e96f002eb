//! Who speaks: each source to somebody of the document, pronouns and descriptions too.

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_core::{BlockKind, EntityKind, Span, Statement};
use sayso_model::{Mention, MentionKind};

use crate::cast::{Cast, Somebody, kind_of};
use crate::descriptions::{Described, fits, is_general};
use crate::knowledge::{Gender, TitleSort};
use crate::names::key;
use crate::phrase::{Determiner, Head, Phrase, Role, is_plural};

/// Words from a pronoun back to the last one who spoke, at most.
const LAST_SPEAKER_WORDS: usize = 150;
/// What it adds to the log-odds of an antecedent that it spoke last, where a pronoun is a source itself: "He added".
const SPOKE_LAST: f32 = 4.0;
/// Log-odds of the last speaker where the network has none.
const UNSEEN: f32 = -1.5;
/// What one human being loses as the antecedent of "they".
const THEY_FOR_ONE: f32 = 6.0;
/// What somebody loses as the antecedent of "he" or "she" if the text does not show which.
const GENDER_UNKNOWN: f32 = 1.0;
/// What one organisation loses as the antecedent of "they".
const THEY_FOR_IT: f32 = 1.0;
/// What a place loses where it should speak.
const PLACE_SPEAKS: f32 = 3.0;
/// A pronoun whose best antecedent has lower log-odds stays unresolved.
const LEAST: f32 = -0.5;

/// A document's cast with who spoke so far.
pub(crate) struct Scene<'a> {
    pub(crate) cast: Cast<'a>,
    /// Sources that were resolved, by first word.
    spoke: BTreeMap<usize, usize>,
    /// Where sources begin.
    sources: Vec<usize>,
    /// Whom some words are about, by first word and word after the last: two statements may share a source.
    read: BTreeMap<(usize, usize), Option<usize>>,
}

impl<'a> Scene<'a> {
    /// Resolves the sources of `statements` in text order, and with them the pronouns of the text.
    ///
    /// For each statement, who speaks; none where nobody is named or a pronoun's antecedent is not known.
    pub(crate) fn new(cast: Cast<'a>, statements: &[Statement]) -> (Scene<'a>, Vec<Option<usize>>) {
        let text = cast.phrases.text;
        let first_word = |statement: &Statement| Some(text.words_of(statement.source().cover()?).start);
        let mut order: Vec<(usize, usize)> =
            statements.iter().enumerate().filter_map(|(i, statement)| Some((first_word(statement)?, i))).collect();
        order.sort_unstable();
        let sources = order.iter().map(|(word, _)| *word).collect();
        let mut scene = Scene { cast, spoke: BTreeMap::new(), sources, read: BTreeMap::new() };
        let mut speakers = vec![None; statements.len()];
        let mut order = order.into_iter().peekable();
        for place in 0..text.mentions.len() {
            let at = text.mentions[place].words.start;
            while let Some((word, i)) = order.next_if(|(word, _)| *word <= at) {
                speakers[i] = scene.source(&statements[i], word);
            }
            scene.mention(place);
        }
        for (word, i) in order {
            speakers[i] = scene.source(&statements[i], word);
        }
        scene.first_persons(statements, &mut speakers);
        // Of a repeated headline no word is read.
        let words = |i: usize| statements[i].source().cover().map(|cover| text.document.words(cover));
        for i in (0..statements.len()).filter(|i| speakers[*i].is_none()).collect::<Vec<_>>() {
            let is_unread = statements[i].source().cover().is_some_and(|cover| text.words_of(cover).is_empty());
            let same = (0..statements.len()).find(|other| speakers[*other].is_some() && words(*other) == words(i));
            speakers[i] = same.filter(|_| is_unread).and_then(|same| speakers[same]);
        }
        (scene, speakers)
    }

    /// The one behind a source, which begins with `word`.
    fn source(&mut self, statement: &Statement, word: usize) -> Option<usize> {
        let somebody = statement.source().pieces().iter().find_map(|piece| self.somebody(*piece))?;
        self.spoke.insert(word, somebody);
        Some(somebody)
    }

    /// Whom these words of the text are about; for sources, targets, addressees.
    pub(crate) fn somebody(&mut self, span: Span) -> Option<usize> {
        let words = self.cast.phrases.text.words_of(span);
        let parts = self.cast.phrases.joint(&words);
        let members: Vec<usize> = parts.iter().filter_map(|part| self.one(part)).collect();
        if members.len() < 2 {
            return members.first().copied();
        }
        let known = self.cast.everybody.iter().position(|somebody| somebody.members == members);
        Some(known.unwrap_or_else(|| {
            let mut together = Somebody::new(EntityKind::Group, words.start);
            let names: Vec<&str> = members.iter().map(|member| self.cast.everybody[*member].name()).collect();
            let (last, rest) = names.split_last().unwrap_or((&"", &[]));
            together.description = Some(format!("{} and {last}", rest.join(", ")));
            together.is_plural = true;
            together.members = members;
            self.cast.push(together)
        }))
    }

    /// Whom these words name, if they do.
    pub(crate) fn named(&self, span: Span) -> Option<usize> {
        let phrase = self.cast.phrases.read(&self.cast.phrases.text.words_of(span))?;
        match phrase.head {
            Head::Name(place) => self.cast.of_mention[place],
            Head::Noun(_) | Head::Pronoun(_) => None,
        }
    }

    fn one(&mut self, words: &Range<usize>) -> Option<usize> {
        if let Some(known) = self.read.get(&(words.start, words.end)) {
            return *known;
        }
        let somebody = self.read_one(words);
        self.read.insert((words.start, words.end), somebody);
        somebody
    }

    fn read_one(&mut self, words: &Range<usize>) -> Option<usize> {
        let text = self.cast.phrases.text;
        let phrase = self.cast.phrases.read(words)?;
        let somebody = match phrase.head {
            Head::Name(place) => self.cast.of_mention[place]?,
            Head::Pronoun(word) if text.is_any(word, &["who", "whom"]) => self.before(word)?,
            Head::Pronoun(word) => {
                let (place, _) = text.mention_at(word)?;
                self.mention(place);
                self.cast.of_mention[place]?
            }
            Head::Noun(word) if text.is_any(word, &["which", "who", "that"]) => self.before(word)?,
            Head::Noun(_) => self.describe(&phrase),
        };
        if let (Head::Name(_), Some(role)) = (phrase.head, &phrase.role) {
            self.note(somebody, role);
        }
        if let Some(owner) = self.owner(words) {
            self.cast.everybody[somebody].note(None, Some(owner));
        }
        Some(somebody)
    }

    /// Whose lawyer "his lawyer" is.
    fn owner(&mut self, words: &Range<usize>) -> Option<String> {
        let text = self.cast.phrases.text;
        if words.len() < 2 || !text.is_any(words.start, &["his", "her", "their", "its"]) {
            return None;
        }
        let (place, _) = text.mention_at(words.start)?;
        self.mention(place);
        let owner = self.cast.of_mention[place]?;
        Some(self.cast.everybody[owner].name().to_owned())
    }

    /// Whom the words directly before a relative pronoun are about.
    fn before(&mut self, word: usize) -> Option<usize> {
        let text = self.cast.phrases.text;
        let first = text.sentence_start(word);
        let near = text.mentions_in(&(first..word)).rev();
        near.into_iter().find_map(|place| {
            self.mention(place);
            self.cast.of_mention[place].filter(|_| kind_of(text.mentions[place].kind).is_some())
        })
    }

    /// Resolves a pronoun, or a title without a name.
    fn mention(&mut self, place: usize) {
        let text = self.cast.phrases.text;
        let mention = &text.mentions[place];
        if self.cast.of_mention[place].is_some() {
            return;
        }
        self.cast.of_mention[place] = match mention.kind {
            MentionKind::Pronoun => self.antecedent(mention),
            MentionKind::Title => {
                let start = mention.words.start;
                let has_article = start > text.sentence_start(start) && text.is_any(start - 1, &["the", "a", "an", "this"]);
                let words = start - usize::from(has_article)..mention.words.end;
                let title = self.cast.phrases.knowledge.title(text.slice(&mention.words));
                let is_office = title.is_none_or(|title| !matches!(title.sort, TitleSort::Honorific | TitleSort::Modifier));
                self.cast.phrases.read(&words).filter(|_| is_office).filter(|phrase| matches!(phrase.head, Head::Noun(_))).map(|p| self.describe(&p))
            }
            _ => None,
        };
        if let Some(somebody) = self.cast.of_mention[place] {
            let gender = Pronoun::of(text.word(mention.words.start)).and_then(Pronoun::gender);
            let somebody = &mut self.cast.everybody[somebody];
            somebody.places.push(mention.words.start);
            somebody.gender = somebody.gender.or(gender.filter(|_| somebody.kind == EntityKind::Person));
        }
    }

    /// Whom a pronoun of the third person stands for.
    fn antecedent(&self, mention: &Mention) -> Option<usize> {
        let at = mention.words.start;
        let text = self.cast.phrases.text;
        let pronoun = Pronoun::of(text.word(at))?;
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        for antecedent in &mention.antecedents {
            if let Some(somebody) = self.cast.of_mention[antecedent.mention] {
                let score = scores.entry(somebody).or_insert(f32::NEG_INFINITY);
                *score = score.max(antecedent.score);
            }
        }
        let last = self.spoke.range(..at).next_back().filter(|(word, _)| at - **word <= LAST_SPEAKER_WORDS);
        if let Some((_, last)) = last.filter(|_| self.sources.binary_search(&at).is_ok()) {
            *scores.entry(*last).or_insert(UNSEEN) += SPOKE_LAST;
        }
        let weighed = scores.into_iter().filter_map(|(somebody, score)| {
            let loss = pronoun.loss(&self.cast.everybody[somebody])?;
            Some((score - loss, somebody))
        });
        let best = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.filter(|(score, _)| *score >= LEAST).map(|(_, somebody)| somebody)
    }

    /// Somebody whom a description fits, else somebody new.
    fn describe(&mut self, phrase: &Phrase) -> usize {
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
            true => fitting.iter().filter(|(_, s)| !is_new && times(s) > 1).max_by_key(|(_, s)| times(s)).map(|(i, _)| *i),
            false => known.max().map(|(_, i)| i),
        };
        // "Engineer: works dumped solvent", and three paragraphs on who it is; if there is one such only.
        let named: Vec<usize> = fitting.iter().filter(|(_, s)| !s.names.is_empty()).map(|(i, _)| *i).collect();
        let only = named.first().copied().filter(|_| is_ahead && named.len() == 1);
        // "Iran's top military commander", a name two paragraphs on.
        let later = described.affiliation.as_ref().filter(|_| !is_new && named.len() == 1).and_then(|affiliation| {
            let one = &self.cast.everybody[named[0]];
            let is_same = one.lands.contains(affiliation) || one.affiliations.iter().any(|other| key(other) == *affiliation);
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
    fn note(&mut self, somebody: usize, role: &Role) {
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
        if is_many && listed.is_some_and(|kind| matches!(kind, EntityKind::Organisation | EntityKind::Country | EntityKind::Outlet)) {
            return EntityKind::Group;
        }
        listed.unwrap_or_else(|| {
            let ends = ["er", "or", "ist", "ian", "man", "woman", "ee", "ant", "wright", "keeper"];
            let is_human = ends.iter().any(|end| singular.to_lowercase().ends_with(end));
            if is_human { human } else if is_many { EntityKind::Group } else { EntityKind::Unknown }
        })
    }

    /// "I" and "we" in somebody's words are theirs.
    fn first_persons(&mut self, statements: &[Statement], speakers: &mut [Option<usize>]) {
        let text = self.cast.phrases.text;
        for (i, statement) in statements.iter().enumerate().filter(|(i, _)| speakers[*i].is_none()).collect::<Vec<_>>() {
            let Some(cover) = statement.source().cover() else { continue };
            let words = text.words_of(cover);
            if words.len() != 1 || !text.is_any(words.start, &["I", "we", "i"]) {
                continue;
            }
            let around = statement.parts().parent.and_then(|parent| statements.iter().position(|s| s.id() == parent));
            speakers[i] = around.and_then(|around| speakers[around]);
        }
    }
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    He,
    She,
    They,
    It,
    Who,
}

impl Pronoun {
    /// None for those of the first and second person.
    fn of(word: &str) -> Option<Pronoun> {
        Some(match word.to_ascii_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Pronoun::He,
            "she" | "her" | "hers" | "herself" => Pronoun::She,
            "they" | "them" | "their" | "theirs" | "themselves" | "themself" => Pronoun::They,
            "it" | "its" | "itself" => Pronoun::It,
            "who" | "whom" | "whose" => Pronoun::Who,
            _ => return None,
        })
    }

    fn gender(self) -> Option<Gender> {
        match self {
            Pronoun::He => Some(Gender::Male),
            Pronoun::She => Some(Gender::Female),
            _ => None,
        }
    }

    /// What somebody loses as its antecedent; none if it can't be.
    fn loss(self, somebody: &Somebody) -> Option<f32> {
        let is_person = matches!(somebody.kind, EntityKind::Person | EntityKind::Unknown) && !somebody.is_plural;
        match self {
            Pronoun::He | Pronoun::She => {
                let is_known = somebody.gender.is_some();
                let may_be = is_person && (!is_known || somebody.gender == self.gender());
                may_be.then_some(if is_known { 0.0 } else { GENDER_UNKNOWN })
            }
            Pronoun::It | Pronoun::They if somebody.kind == EntityKind::Place => Some(PLACE_SPEAKS),
            Pronoun::It => (somebody.kind != EntityKind::Person && !somebody.is_plural).then_some(0.0),
            Pronoun::They if somebody.is_plural => Some(0.0),
            Pronoun::They if somebody.kind == EntityKind::Person => Some(THEY_FOR_ONE),
            Pronoun::They => Some(THEY_FOR_IT),
            Pronoun::Who => Some(0.0),
        }
    }
}
