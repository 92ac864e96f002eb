//! Who appears in a document: which names are one somebody's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sayso_core::{EntityId, EntityKind};
use sayso_model::MentionKind;

use crate::knowledge::{Gender, Knowledge, Known, Sense, TitleSort};
use crate::names::{Agreement, PersonName, compatible, key};
use crate::phrase::{Head, Phrases, Role};
use crate::text::Text;

/// Somebody in a document.
#[derive(Debug, Clone)]
pub(crate) struct Somebody {
    /// What sort of somebody.
    pub(crate) kind: EntityKind,
    /// Id and name in the knowledge files.
    pub(crate) known: Option<(EntityId, String)>,
    /// Distinct names as they stand in the text, in its order; empty for who is only described.
    pub(crate) names: Vec<String>,
    /// What it is called where it has no name: "Iranian diplomat".
    pub(crate) description: Option<String>,
    /// Offices, in text order.
    pub(crate) roles: Vec<String>,
    /// For whom, in text order.
    pub(crate) affiliations: Vec<String>,
    /// Folded names of the countries of those for whom it acts: "iran" for "Iranian Armed Forces".
    pub(crate) lands: Vec<String>,
    /// Whether the text shows a man or a woman.
    pub(crate) gender: Option<Gender>,
    /// Whether it is several.
    pub(crate) is_plural: bool,
    /// First words of its mentions, in text order.
    pub(crate) places: Vec<usize>,
    /// Those who are meant together: "Iran and Russia".
    pub(crate) members: Vec<usize>,
}

impl Somebody {
    /// Nothing known but the first mention.
    pub(crate) fn new(kind: EntityKind, at: usize) -> Somebody {
        Somebody {
            kind,
            known: None,
            names: Vec::new(),
            description: None,
            roles: Vec::new(),
            affiliations: Vec::new(),
            lands: Vec::new(),
            gender: None,
            is_plural: false,
            places: vec![at],
            members: Vec::new(),
        }
    }

    /// The fullest name.
    pub(crate) fn name(&self) -> &str {
        let words = |name: &String| (name.split_whitespace().count(), name.len());
        let canonical = self.known.as_ref().filter(|_| self.kind == EntityKind::Country).map(|(_, name)| name);
        let fullest = self.names.iter().rev().max_by_key(|name| words(name));
        canonical.or(fullest).or(self.description.as_ref()).map_or("", String::as_str)
    }

    /// Notes a role and for whom it is held, each once.
    pub(crate) fn note(&mut self, role: Option<String>, affiliation: Option<String>) {
        for (list, value) in [(&mut self.roles, role), (&mut self.affiliations, affiliation)] {
            if let Some(value) = value.filter(|value| !list.iter().any(|known| key(known) == key(value))) {
                list.push(value);
            }
        }
    }

    fn add(&mut self, name: String, at: usize) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
        self.places.push(at);
    }
}

/// Everybody in a document, and which mention stands for whom.
pub(crate) struct Cast<'a> {
    pub(crate) phrases: Phrases<'a>,
    /// In order of their first mention by name, then those only described.
    pub(crate) everybody: Vec<Somebody>,
    /// For each mention of the network, who it is; none where that is not known.
    pub(crate) of_mention: Vec<Option<usize>>,
}

/// Names that are asked whether a later one is short for them, the nearest.
const MOST_NAMES: usize = 200;

/// A person's name in the text.
struct Called {
    mention: usize,
    words: Range<usize>,
    name: PersonName,
    gender: Option<Gender>,
}

impl<'a> Cast<'a> {
    /// Everybody whom the text names.
    pub(crate) fn new(text: Text<'a>, knowledge: &'a Knowledge) -> Cast<'a> {
        let of_mention = vec![None; text.mentions.len()];
        let mut cast = Cast { phrases: Phrases { text, knowledge }, everybody: Vec::new(), of_mention };
        cast.read_persons();
        cast.read_others();
        for somebody in &mut cast.everybody {
            somebody.places.sort_unstable();
            somebody.places.dedup();
        }
        cast.read_roles();
        if std::env::var_os("SAYSO_DBG").is_some() {
            for (m, of) in text.mentions.iter().zip(&cast.of_mention) { eprintln!("{:?} {:?} {:?} {:.2}", text.slice(&m.words), m.kind, of, m.probability); }
            for (i, s) in cast.everybody.iter().enumerate() { eprintln!("{i} {:?} {:?} {:?} {:?} {:?}", s.names, s.kind, s.gender, s.roles, s.affiliations); }
        }
        cast
    }

    /// Adds somebody.
    pub(crate) fn push(&mut self, somebody: Somebody) -> usize {
        self.everybody.push(somebody);
        self.everybody.len() - 1
    }

    fn text(&self) -> Text<'a> {
        self.phrases.text
    }

    fn knowledge(&self) -> &'a Knowledge {
        self.phrases.knowledge
    }

    /// Persons: full names first, each with the short ones that fit it.
    fn read_persons(&mut self) {
        let mentions = self.text().mentions.iter().enumerate();
        let called: Vec<Called> =
            mentions.filter(|(_, m)| m.kind == MentionKind::Person).filter_map(|(at, m)| self.called(at, &m.words)).collect();
        let mut order: Vec<&Called> = called.iter().collect();
        order.sort_by_key(|called| (std::cmp::Reverse(called.name.words()), called.words.start));
        // By spellings of the family name: distinct names, and who has them.
        let mut persons: BTreeMap<String, Vec<(PersonName, usize)>> = BTreeMap::new();
        for called in order {
            let blocks = called.name.blocks();
            let mut alike: Vec<(PersonName, usize)> = blocks.iter().filter_map(|block| persons.get(block)).flatten().cloned().collect();
            alike.sort_unstable();
            alike.dedup();
            let somebody = self.fitting(called, &alike).unwrap_or_else(|| {
                self.everybody.push(Somebody::new(EntityKind::Person, called.words.start));
                self.everybody.len() - 1
            });
            let shown = self.text().phrase(&called.words);
            let person = &mut self.everybody[somebody];
            person.add(shown, called.words.start);
            person.gender = person.gender.or(called.gender);
            let new = (called.name.clone(), somebody);
            if !alike.contains(&new) {
                blocks.into_iter().for_each(|block| persons.entry(block).or_default().push(new.clone()));
            }
            self.of_mention[called.mention] = Some(somebody);
        }
    }

    /// A mention of a person without titles; none if nothing else is there.
    fn called(&self, mention: usize, words: &Range<usize>) -> Option<Called> {
        let text = self.text();
        let mut name = words.clone();
        if text.possessive(name.end.saturating_sub(2)) == 2 {
            name.end -= 2;
        }
        let is_title = |words: &str| self.knowledge().title(words).is_some();
        let mut gender = None;
        let before = self.phrases.titles_before(name.start, text.sentence_start(name.start));
        // "Mr" may stand before the mention or be its first word.
        let is_given = |at: usize| self.knowledge().gender_of_given(text.word(at)).is_some();
        while name.len() > 1 && is_title(text.word(name.start)) && !(is_given(name.start) && text.word(name.start + 1) != ".") {
            gender = gender.or(self.knowledge().title(text.word(name.start)).and_then(|title| title.gender));
            name.start += 1;
            if text.word(name.start) == "." && name.len() > 1 {
                name.start += 1;
            }
        }
        let titles = (before..name.start).filter_map(|at| self.knowledge().title(text.word(at))?.gender);
        gender = gender.or(titles.last());
        let parsed = PersonName::parse(&text.phrase(&name), is_title);
        if parsed.is_empty() {
            return None;
        }
        gender = gender.or_else(|| self.knowledge().gender_of_given(parsed.given().first()?));
        Some(Called { mention, words: name, name: parsed, gender })
    }

    /// Who among the persons so far has this name: the nearest before it, else the first after.
    fn fitting(&self, called: &Called, persons: &[(PersonName, usize)]) -> Option<usize> {
        let fits = |name: &PersonName, somebody: usize| {
            let gender = self.everybody[somebody].gender;
            let is_same_gender = gender.is_none() || called.gender.is_none() || gender == called.gender;
            is_same_gender && compatible(&called.name, name) != Agreement::Different
        };
        let fitting = persons.iter().filter(|(name, somebody)| fits(name, *somebody)).map(|(_, somebody)| *somebody);
        let distance = |somebody: usize| {
            let at = called.words.start;
            let before = self.everybody[somebody].places.iter().filter(|place| **place <= at).map(|place| (0, at - place)).min();
            before.unwrap_or((1, self.everybody[somebody].places[0]))
        };
        fitting.min_by_key(|somebody| (distance(*somebody), *somebody))
    }

    /// Countries, organisations, outlets and the like.
    fn read_others(&mut self) {
        let text = self.text();
        // Folded name or known id, and who it is.
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut named: Vec<usize> = Vec::new();
        let lands: BTreeSet<String> = text.mentions.iter().filter(|m| is_land(m.kind)).map(|m| key(text.slice(&m.words))).collect();
        for (place, mention) in text.mentions.iter().enumerate() {
            let Some(kind) = kind_of(mention.kind).filter(|kind| *kind != EntityKind::Person) else { continue };
            let mut words = mention.words.clone();
            while !words.is_empty() && text.is_any(words.start, &["the", "a", "an"]) && words.len() > 1 {
                words.start += 1;
            }
            let shown = text.phrase(&words);
            let known = self.knowledge().lookup(&shown).filter(|known| is_fitting(known, kind));
            let plain = key(&shown);
            let land = known.is_none().then(|| lands.iter().find(|land| is_land(mention.kind) && is_adjective(&plain, land))).flatten();
            let folded = known.map_or_else(|| land.cloned().unwrap_or(plain), |known| known.entity.as_str().to_owned());
            if folded.is_empty() {
                continue;
            }
            let found = seen.get(&folded).copied();
            let somebody = found.or_else(|| self.short_form(&named, &shown, kind)).unwrap_or_else(|| {
                let mut new = Somebody::new(known.map_or(kind, |known| known.kind), words.start);
                new.known = known.map(|known| (known.entity.clone(), known.name.to_owned()));
                self.push(new)
            });
            if seen.insert(folded, somebody).is_none() {
                named.push(somebody);
            }
            // "Iranian" and "Tehran" stand for Iran and are no names of it.
            let is_name = known.map_or(land.is_none(), |known| {
                matches!(known.sense, Sense::Name | Sense::Acronym | Sense::Government)
            });
            match is_name {
                true => self.everybody[somebody].add(shown, words.start),
                false => self.everybody[somebody].places.push(words.start),
            }
            self.of_mention[place] = Some(somebody);
        }
    }

    /// An organisation that was named more fully before: by its initials, or without a country before it.
    fn short_form(&self, named: &[usize], shown: &str, kind: EntityKind) -> Option<usize> {
        if !matches!(kind, EntityKind::Organisation | EntityKind::Outlet | EntityKind::Group) {
            return None;
        }
        let fits = |somebody: &Somebody| {
            let same_sort = somebody.known.is_none() && somebody.kind != EntityKind::Person && somebody.kind != EntityKind::Country;
            // "The Post", after "the New York Post"
            let is_outlet = somebody.kind == EntityKind::Outlet && somebody.names.iter().any(|name| is_last(shown, name));
            is_outlet || same_sort && somebody.names.iter().any(|name| is_initials(shown, name) || is_part(shown, name))
        };
        let nearest = named.iter().rev().take(MOST_NAMES).copied();
        nearest.into_iter().find(|somebody| fits(&self.everybody[*somebody]))
    }

    /// Roles beside the names of persons: titles before, appositions behind.
    fn read_roles(&mut self) {
        let text = self.text();
        for (place, mention) in text.mentions.iter().enumerate() {
            let Some(somebody) = self.of_mention[place].filter(|_| mention.kind == MentionKind::Person) else { continue };
            let before = self.phrases.titles_before(mention.words.start, text.sentence_start(mention.words.start));
            let whole = before..mention.words.end;
            let titled = self.phrases.read(&whole).and_then(|phrase| phrase.role);
            let behind = self.apposition(&mention.words);
            for role in titled.into_iter().chain(behind.as_ref().map(|(_, role)| role.clone())) {
                self.note(somebody, &role);
            }
            let titles = before..behind.map_or(mention.words.end, |(words, _)| words.end);
            for title in text.mentions_in(&titles).filter(|title| text.mentions[*title].kind == MentionKind::Title) {
                self.of_mention[title].get_or_insert(somebody);
            }
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
        let end = (start..end).find(|at| matches!(text.word(*at), "," | "." | ";" | "-" | "–" | "—" | "(" | "“" | "\"" | ":"))?;
        let phrase = self.phrases.read(&(start..end))?;
        let Head::Noun(noun) = phrase.head else { return None };
        // "Varga, officials said," is none.
        let is_whole = !(start..end).any(|at| text.is_any(at, &["said", "says", "told", "and"]));
        if phrase.is_plural || !is_whole || !self.phrases.is_role(noun) { None } else { Some((start..end, phrase.role?)) }
    }

    /// Gives somebody a role, its words as they stand in the text.
    fn note(&mut self, somebody: usize, role: &Role) {
        let affiliation = role.affiliation.as_ref().map(|words| self.called_by(words));
        self.note_words(somebody, self.role_words(role), affiliation);
        if let Some(land) = role.affiliation.as_ref().and_then(|words| self.land(words)) {
            self.everybody[somebody].lands.push(land);
        }
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

    /// The same with the words to print.
    pub(crate) fn note_words(&mut self, somebody: usize, role: String, affiliation: Option<String>) {
        let is_polite = self.knowledge().title(&role).is_some_and(|title| title.sort == TitleSort::Honorific);
        let role = Some(role).filter(|role| !is_polite && !role.is_empty());
        // "Republican Donald Trump" has no office.
        let role = role.filter(|role| affiliation.as_ref().is_none_or(|of| key(of) != key(role)));
        self.everybody[somebody].note(role, affiliation.filter(|words| !words.is_empty()));
    }

    /// "former President", though "Afghan" stood between the two.
    pub(crate) fn role_words(&self, role: &Role) -> String {
        let words = self.text().phrase(&role.words);
        match &role.limits {
            Some(limits) if limits.end == role.words.start => self.text().phrase(&(limits.start..role.words.end)),
            Some(limits) => format!("{} {words}", self.text().phrase(limits)),
            None => words,
        }
    }

    /// Whom some words name, by the name to print: "Iran" for "Iranian"; the words themselves where they name nobody.
    pub(crate) fn called_by(&self, words: &Range<usize>) -> String {
        let text = self.text();
        let inside = text.mentions_in(words);
        let whole = inside.clone().rev().find(|place| text.mentions[*place].words == *words);
        let last = inside.rev().find(|place| text.mentions[*place].words.end == words.end);
        // "the White House's": an office that is not to be hidden behind its country.
        let is_government = |known: Known<'_>| known.sense == Sense::Government;
        if self.knowledge().lookup(text.slice(words)).is_some_and(is_government) {
            return text.phrase(words);
        }
        if let Some(somebody) = whole.or(last).and_then(|place| self.of_mention[place]) {
            return self.everybody[somebody].name().to_owned();
        }
        // "the Russian President's envoy": Russia's.
        let office = self.phrases.read(words).filter(|phrase| matches!(phrase.head, Head::Noun(at) if self.phrases.is_role(at)));
        match office.and_then(|phrase| phrase.role?.affiliation) {
            Some(of) if of.len() < words.len() => self.called_by(&of),
            _ => text.phrase(words),
        }
    }
}

/// What sort of somebody a kind of mention is; none for what is nobody.
pub(crate) fn kind_of(kind: MentionKind) -> Option<EntityKind> {
    Some(match kind {
        MentionKind::Person => EntityKind::Person,
        MentionKind::Organisation => EntityKind::Organisation,
        MentionKind::Country => EntityKind::Country,
        MentionKind::Place => EntityKind::Place,
        MentionKind::ArmedGroup => EntityKind::Group,
        MentionKind::Outlet => EntityKind::Outlet,
        MentionKind::Document => EntityKind::Document,
        MentionKind::Date | MentionKind::Number | MentionKind::Title | MentionKind::Pronoun => return None,
    })
}

fn is_land(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Country | MentionKind::Place)
}

/// Whether a folded word is made of a country's folded name: "teldovan" of "teldova".
pub(crate) fn is_adjective(word: &str, land: &str) -> bool {
    const ENDINGS: [&str; 10] = ["n", "an", "ian", "ean", "ish", "ese", "i", "ns", "ans", "ians"];
    let stem = |text: &'_ str| text.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']).to_owned();
    let of = |ending: &&str| word.strip_suffix(*ending).is_some_and(|start| stem(start) == stem(land));
    word.len() > land.len() && stem(land).len() > 2 && ENDINGS.iter().any(|ending| of(&ending))
}

/// Whether the network and the knowledge files may speak of the same: a capital is a place first.
fn is_fitting(known: &Known<'_>, kind: EntityKind) -> bool {
    known.sense != Sense::Capital || kind == EntityKind::Country
}

/// Whether `short` is made of the first letters of `long`.
fn is_initials(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    let words = long.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    letters.len() > 1 && letters == initials
}

/// Whether `short` is the last word of `long`.
fn is_last(short: &str, long: &str) -> bool {
    long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

/// Whether `short` is the end of `long` and has a name of its own, "State Department" of "U.S. State Department", or its
/// first word, "Aldane" of "Aldane Water".
fn is_part(short: &str, long: &str) -> bool {
    let is_end = long.strip_suffix(short).is_some_and(|rest| rest.ends_with([' ', '.'])) && short.contains(' ');
    let is_start = long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ')) && !short.contains(' ');
    is_end || is_start
}
