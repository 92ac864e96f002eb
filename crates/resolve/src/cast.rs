//! Who appears in a document: which names are one somebody's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sayso_core::EntityKind;
use sayso_model::MentionKind;

use crate::knowledge::{Gender, Knowledge};
use crate::names::{Agreement, PersonName, compatible};
use crate::phrase::Phrases;
use crate::somebody::Somebody;
use crate::text::Text;

/// Everybody in a document, and which mention stands for whom.
pub(crate) struct Cast<'a> {
    pub(crate) phrases: Phrases<'a>,
    /// In order of their first mention by name, then those only described.
    pub(crate) everybody: Vec<Somebody>,
    /// For each mention of the network, who it is; none where that is not known.
    pub(crate) of_mention: Vec<Option<usize>>,
    /// Who holds an office for somebody who is described or a pronoun: "the company's", "its".
    pub(crate) owed: Vec<(usize, Range<usize>)>,
}

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
        let mut cast =
            Cast { phrases: Phrases { text, knowledge }, everybody: Vec::new(), of_mention, owed: Vec::new() };
        cast.read_persons();
        cast.read_others();
        for somebody in &mut cast.everybody {
            somebody.places.sort_unstable();
            somebody.places.dedup();
        }
        cast.read_roles();
        cast
    }

    /// Adds somebody.
    pub(crate) fn push(&mut self, somebody: Somebody) -> usize {
        self.everybody.push(somebody);
        self.everybody.len() - 1
    }

    pub(crate) fn text(&self) -> Text<'a> {
        self.phrases.text
    }

    pub(crate) fn knowledge(&self) -> &'a Knowledge {
        self.phrases.knowledge
    }

    /// Persons: full names first, each with the short ones that fit it.
    fn read_persons(&mut self) {
        let mentions = self.text().mentions.iter().enumerate();
        let called: Vec<Called> = mentions
            .filter(|(_, m)| m.kind == MentionKind::Person)
            .filter_map(|(at, m)| self.called(at, &m.words))
            .collect();
        let mut order: Vec<&Called> = called.iter().collect();
        order.sort_by_key(|called| (std::cmp::Reverse(called.name.words()), called.words.start));
        // By spellings of the family name: distinct names, and who has them.
        let mut persons: BTreeMap<String, Vec<(PersonName, usize)>> = BTreeMap::new();
        // By given names: who has them.
        let mut given: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for called in order {
            let blocks = called.name.blocks();
            let mut alike: Vec<(PersonName, usize)> =
                blocks.iter().filter_map(|block| persons.get(block)).flatten().cloned().collect();
            alike.sort_unstable();
            alike.dedup();
            let by_family = self.fitting(called, &alike);
            let somebody = by_family.or_else(|| self.by_given(called, &given)).unwrap_or_else(|| {
                self.everybody.push(Somebody::new(EntityKind::Person, called.words.start));
                self.everybody.len() - 1
            });
            let shown = self.text().phrase(&called.words);
            let person = &mut self.everybody[somebody];
            person.add(shown, called.words.start);
            person.gender = person.gender.or(called.gender);
            person.seems = self.phrases.knowledge.gender_of_given(&person.names[0]).filter(|_| person.names.len() == 1);
            if let Some(first) = called.name.given().first() {
                given.entry((*first).to_owned()).or_default().insert(somebody);
            }
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
        while name.len() > 1
            && is_title(text.word(name.start))
            && !(is_given(name.start) && text.word(name.start + 1) != ".")
        {
            gender = gender.or(self.knowledge().title(text.word(name.start)).and_then(|title| title.gender));
            name.start += 1;
            if text.word(name.start) == "." && name.len() > 1 {
                name.start += 1;
            }
        }
        let mut titles = (before..name.start).rev().filter_map(|at| self.knowledge().title(text.word(at))?.gender);
        gender = gender.or_else(|| titles.next());
        // 'Bobby" Scott': the rest of a nickname in marks.
        if let Some(mark) = name.clone().find(|at| matches!(text.word(*at), "\"" | "”")).filter(|at| at + 1 < name.end)
        {
            let is_open = name.clone().any(|at| at != mark && matches!(text.word(at), "\"" | "“"));
            name.start = if is_open { name.start } else { mark + 1 };
        }
        let parsed = PersonName::parse(&text.phrase(&name), |_| false);
        if parsed.is_empty() {
            return None;
        }
        let is_full = !parsed.given().is_empty();
        gender = gender.or_else(|| self.knowledge().gender_of_given(text.word(name.start)).filter(|_| is_full));
        Some(Called { mention, words: name, name: parsed, gender })
    }

    /// Whether words of kinship stand beside a name: "Ivanka Trump, the nominee's eldest daughter".
    fn is_kin(&self, name: usize) -> bool {
        const KIN: [&str; 14] = [
            "daughter", "son", "wife", "husband", "brother", "sister", "mother", "father", "niece", "nephew", "widow",
            "uncle", "cousin", "ex-wife",
        ];
        const NEAR_WORDS: usize = 8;
        let text = self.text();
        let sentence = text.sentence_start(name)..text.sentence_end(name);
        let is_kin = |at: usize| text.is_any(at, &KIN);
        // "his wife, Laura", "daughter Chelsea"
        let before = name.saturating_sub(2).max(sentence.start)..name;
        let is_before = before.clone().any(|at| is_kin(at) && (at + 1 == name || text.word(at + 1) == ","));
        // "Ivanka Trump, the nominee's eldest daughter,": between commas, and nothing but a phrase.
        let end = text.mention_at(name).map_or(name + 1, |(_, mention)| mention.words.end);
        let behind =
            (end + 1..(end + 1 + NEAR_WORDS).min(sentence.end)).take_while(|at| !matches!(text.word(*at), "," | "."));
        let is_behind = text.word(end) == "," && behind.into_iter().any(|at| is_kin(at) && !text.is(at + 1, "and"));
        is_before || is_behind
    }

    /// Who alone has this given name, if it is all that is said: "Linda" after "Linda Carroll".
    fn by_given(&self, called: &Called, given: &BTreeMap<String, BTreeSet<usize>>) -> Option<usize> {
        let having =
            called.name.family().first().filter(|_| called.name.words() == 1).and_then(|word| given.get(*word))?;
        let one = having.first().copied().filter(|_| having.len() == 1)?;
        Gender::agree(self.everybody[one].gender, called.gender).then_some(one)
    }

    /// Who among the persons so far has this name: the nearest before it, else the first after.
    fn fitting(&self, called: &Called, persons: &[(PersonName, usize)]) -> Option<usize> {
        let fits = |name: &PersonName, somebody: usize| {
            let person = &self.everybody[somebody];
            // "Trump" in the headline is not the daughter whom the text names in full for the first time.
            let is_earlier = person.places.iter().all(|place| *place > called.words.start);
            if called.name.words() == 1 && is_earlier && person.places.iter().any(|place| self.is_kin(*place)) {
                return false;
            }
            let is_same_gender = Gender::agree(self.everybody[somebody].gender, called.gender);
            is_same_gender && compatible(&called.name, name) != Agreement::Different
        };
        let fitting = persons.iter().filter(|(name, somebody)| fits(name, *somebody)).map(|(_, somebody)| *somebody);
        let distance = |somebody: usize| {
            let at = called.words.start;
            let before =
                self.everybody[somebody].places.iter().filter(|place| **place <= at).map(|place| (0, at - place)).min();
            before.unwrap_or((1, self.everybody[somebody].places[0]))
        };
        // "Trump" is the nominee rather than his daughter.
        let is_kin = |somebody: usize| {
            called.name.words() == 1 && self.everybody[somebody].places.iter().any(|place| self.is_kin(*place))
        };
        fitting.min_by_key(|somebody| (is_kin(*somebody), distance(*somebody), *somebody))
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
