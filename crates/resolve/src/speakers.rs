//! Who speaks: each source to somebody of the document, pronouns and descriptions too.

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_core::{EntityKind, Span, Statement};
use sayso_model::MentionKind;

use crate::cast::Cast;
use crate::knowledge::TitleSort;
use crate::offices::is_no_office;
use crate::phrase::{Head, Phrase};
use crate::pronouns::{Pronoun, sign};
use crate::somebody::Somebody;
use crate::text::Text;

/// A document's cast with who spoke so far.
pub(crate) struct Scene<'a> {
    pub(crate) cast: Cast<'a>,
    /// Sources that were resolved, by first word.
    pub(crate) spoke: BTreeMap<usize, usize>,
    /// Where sources begin.
    pub(crate) sources: Vec<usize>,
    /// Words between quotation marks and the statement whose content they are.
    pub(crate) quoted: Vec<(Range<usize>, usize)>,
    /// For each statement, who speaks, as far as that is known.
    pub(crate) speakers: Vec<Option<usize>>,
    /// Whom some words are about, by first word and word after the last: two statements may share a source.
    read: BTreeMap<(usize, usize), Option<usize>>,
    /// For each mention so far, for whom it may stand if it is a pronoun, and how probable that is.
    pub(crate) chances: Vec<Vec<(usize, f32)>>,
    /// Whose name ends with a word, the first of several.
    by_last_word: BTreeMap<String, usize>,
}

impl<'a> Scene<'a> {
    /// Resolves the sources of `statements` in text order, and with them the pronouns of the text.
    ///
    /// For each statement, who speaks; none where nobody is named or a pronoun's antecedent is not known.
    pub(crate) fn new(cast: Cast<'a>, statements: &[Statement]) -> Scene<'a> {
        let text = cast.phrases.text;
        let first_word = |statement: &Statement| Some(text.words_of(statement.source().cover()?).start);
        let mut order: Vec<(usize, usize)> =
            statements.iter().enumerate().filter_map(|(i, statement)| Some((first_word(statement)?, i))).collect();
        order.sort_unstable();
        let sources = order.iter().map(|(word, _)| *word).collect();
        let mut by_last_word = BTreeMap::new();
        for (i, somebody) in cast.everybody.iter().enumerate() {
            for last in somebody.names.iter().filter_map(|name| name.split_whitespace().next_back()) {
                by_last_word.entry(last.to_owned()).or_insert(i);
            }
        }
        let quoted = quoted(&text, statements);
        let speakers = vec![None; statements.len()];
        let mut scene = Scene {
            cast,
            spoke: BTreeMap::new(),
            sources,
            quoted,
            speakers,
            read: BTreeMap::new(),
            chances: Vec::new(),
            by_last_word,
        };
        scene.lean();
        // First what the article says in its own words, then what it quotes: by then it is known whose words these are.
        scene.walk(statements, &order, false);
        scene.walk(statements, &order, true);
        scene.settle();
        scene.first_persons(statements);
        scene.named_later(&order);
        // Of a repeated headline no word is read.
        let words = |i: usize| statements[i].source().cover().map(|cover| text.document.words(cover));
        for i in (0..statements.len()).filter(|i| scene.speakers[*i].is_none()).collect::<Vec<_>>() {
            let is_unread = statements[i].source().cover().is_some_and(|cover| text.words_of(cover).is_empty());
            let same =
                (0..statements.len()).find(|other| scene.speakers[*other].is_some() && words(*other) == words(i));
            scene.speakers[i] = same.filter(|_| is_unread).and_then(|same| scene.speakers[same]);
        }
        scene
    }

    /// Resolves sources and pronouns in text order: those within quotations, or those outside.
    fn walk(&mut self, statements: &[Statement], order: &[(usize, usize)], is_quoted: bool) {
        let mut order = order.iter().copied().filter(|(word, i)| self.whose(*word, Some(*i)).is_some() == is_quoted);
        let order: Vec<(usize, usize)> = order.by_ref().collect();
        let mut order = order.into_iter().peekable();
        for place in 0..self.cast.phrases.text.mentions.len() {
            let at = self.cast.phrases.text.mentions[place].words.start;
            while let Some((word, i)) = order.next_if(|(word, _)| *word <= at) {
                self.speakers[i] = self.source(&statements[i], word);
            }
            if self.whose(at, None).is_some() == is_quoted {
                self.mention(place);
            }
        }
        for (word, i) in order {
            self.speakers[i] = self.source(&statements[i], word);
        }
    }

    /// The statement in whose quotation a word stands, the innermost; none if it stands in no one's, or only in that of
    /// `except`.
    pub(crate) fn whose(&self, word: usize, except: Option<usize>) -> Option<usize> {
        let around = self.quoted.iter().filter(|(words, i)| words.contains(&word) && Some(*i) != except);
        around.min_by_key(|(words, _)| words.len()).map(|(_, i)| *i)
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
            Head::Noun(word) => self.by_name(word, &phrase),
            Head::Pronoun(_) => None,
        }
    }

    pub(crate) fn one(&mut self, words: &Range<usize>) -> Option<usize> {
        if let Some(known) = self.read.get(&(words.start, words.end)) {
            return *known;
        }
        let somebody = self.read_one(words);
        self.read.insert((words.start, words.end), somebody);
        somebody
    }

    /// Whoever was read as one is another.
    pub(crate) fn forget(&mut self, one: usize, other: usize) {
        for known in self.read.values_mut() {
            *known = known.map(|somebody| if somebody == one { other } else { somebody });
        }
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
            Head::Noun(word) => self.by_name(word, &phrase).unwrap_or_else(|| self.describe(&phrase)),
        };
        if let Some(sort) = self.cast.phrases.sort_behind(&phrase) {
            // "the NHA agency": called so here.
            self.cast.everybody[somebody].name_also(text.phrase(&(phrase.words.start..sort + 1)));
        }
        if let (Head::Name(_), Some(role)) = (phrase.head, &phrase.role) {
            self.note(somebody, role);
        }
        // "his daughter Runa"
        let is_mark = |at: &usize| matches!(text.word(*at), "," | "(" | "–" | "—");
        let head = (words.start..phrase.words.end).take_while(|at| !is_mark(at));
        let is_office = !phrase.words.is_empty() && !head.into_iter().any(|at| is_no_office(text.word(at)));
        if let Some(owner) = self.owner(words).filter(|_| is_office) {
            self.cast.everybody[somebody].note(None, Some(owner));
        }
        Some(somebody)
    }

    /// Whose name ends with a capitalised word that the network took for none: "told the Echo", in the Wexholm Echo.
    fn by_name(&self, word: usize, phrase: &Phrase) -> Option<usize> {
        let name = self.cast.phrases.text.word(word);
        let is_name = phrase.words.len() == 1 && name.starts_with(char::is_uppercase) && word > 0;
        let known = self.by_last_word.get(name).copied();
        known.filter(|_| is_name && self.cast.phrases.knowledge.title(name).is_none())
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

    /// Resolves a pronoun, or a title without a name.
    pub(crate) fn mention(&mut self, place: usize) {
        let text = self.cast.phrases.text;
        let mention = &text.mentions[place];
        if self.cast.of_mention[place].is_some() {
            return;
        }
        self.cast.of_mention[place] = match mention.kind {
            MentionKind::Pronoun => self.antecedent(place).or_else(|| self.described_before(mention.words.start)),
            MentionKind::Title => {
                let start = mention.words.start;
                let has_article =
                    start > text.sentence_start(start) && text.is_any(start - 1, &["the", "a", "an", "this"]);
                let words = start - usize::from(has_article)..mention.words.end;
                let title = self.cast.phrases.knowledge.title(text.slice(&mention.words));
                let is_office =
                    title.is_none_or(|title| !matches!(title.sort, TitleSort::Honorific | TitleSort::Modifier));
                self.cast
                    .phrases
                    .read(&words)
                    .filter(|_| is_office)
                    .filter(|phrase| matches!(phrase.head, Head::Noun(_)))
                    .map(|p| self.describe(&p))
            }
            _ => None,
        };
        if let Some(somebody) = self.cast.of_mention[place] {
            let gender = Pronoun::of(text.word(mention.words.start)).and_then(Pronoun::gender);
            let somebody = &mut self.cast.everybody[somebody];
            somebody.places.push(mention.words.start);
            match gender.filter(|_| somebody.kind == EntityKind::Person && somebody.shown().is_none()) {
                Some(gender) if somebody.names.is_empty() => somebody.gender = Some(gender),
                Some(gender) => somebody.leans += sign(gender),
                None => {}
            }
        }
    }
}

/// Words between quotation marks that are contents, with their statements.
fn quoted(text: &Text<'_>, statements: &[Statement]) -> Vec<(Range<usize>, usize)> {
    let layout = text.document.layout();
    let mut out = Vec::new();
    for (i, statement) in statements.iter().enumerate() {
        for piece in statement.content().pieces() {
            let own = text.words_of(*piece);
            let marked = layout.quotations_over(*piece).map(|quotation| text.words_of(quotation.span));
            let marked = marked.map(|words| words.start.max(own.start)..words.end.min(own.end));
            out.extend(marked.filter(|words| !words.is_empty()).map(|words| (words, i)));
        }
    }
    out
}

#[cfg(test)]
mod tests;
