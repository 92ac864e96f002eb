//! Which office does a phrase name, and for whom is it held?

use std::ops::Range;

use sayso_core::EntityKind;
use sayso_model::MentionKind;

use crate::cast::kind_of;
use crate::determiners::is_plural;
use crate::phrase::{PREPOSITIONS, Phrases};

/// An office or description and for whom it is held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Role {
    /// "former", "acting": what must not be lost, where it stands apart from `words`.
    pub(crate) limits: Option<Range<usize>>,
    /// "Special Envoy for Afghanistan".
    pub(crate) words: Range<usize>,
    /// "Russia", "Russian".
    pub(crate) affiliation: Option<Range<usize>>,
}

/// Words that change what an office is.
const LIMITS: [&str; 10] =
    ["former", "ex", "acting", "interim", "then", "outgoing", "incoming", "late", "onetime", "retired"];
/// Offices whose place is part of them: "special envoy to Afghanistan".
const SENT: [&str; 7] = ["envoy", "ambassador", "representative", "emissary", "adviser", "advisor", "delegate"];

fn is_determining_kind(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Number | MentionKind::Date)
}

impl Phrases<'_> {
    /// The role in what stands before a name: "Iran's special envoy to Afghanistan", "Foreign Minister".
    pub(crate) fn role_before(&self, words: &Range<usize>) -> Option<Role> {
        if words.is_empty() {
            return None;
        }
        let core = words.start..self.core_end(words);
        self.role(&core, Some(words.end))
    }

    /// First word of the titles and adjectives of origin that stand directly before a name, not before `from`.
    pub(crate) fn titles_before(&self, name: usize, from: usize) -> usize {
        const LONGEST_TITLE_WORDS: usize = 6;
        let mut start = name;
        loop {
            let longest = (1..=LONGEST_TITLE_WORDS).rev().find_map(|count| {
                let at = start.checked_sub(count).filter(|at| *at >= from)?;
                self.knowledge.title(self.text.slice(&(at..start))).map(|_| at)
            });
            let marked = start.checked_sub(1).filter(|at| *at >= from).and_then(|at| self.text.mention_at(at));
            let marked = marked.filter(|(_, mention)| {
                // "Iranian" before a title; "Afghanistan" before a name belongs to something else.
                let is_part =
                    mention.kind == MentionKind::Title || (mention.kind == MentionKind::Country && start < name);
                is_part && mention.words.start >= from
            });
            let limit = start.checked_sub(1).filter(|at| *at >= from && start < name && self.text.is_any(*at, &LIMITS));
            let before = [longest, marked.map(|(_, mention)| mention.words.start), limit].into_iter().flatten().min();
            let stop = start.checked_sub(1).filter(|at| *at >= from && self.text.word(*at) == "." && start < name);
            match before.or(stop) {
                Some(at) => start = at,
                None => return start,
            }
        }
    }

    /// Office and affiliation in `core`, a phrase up to its first preposition; `end` is that of the whole phrase.
    pub(crate) fn role(&self, core: &Range<usize>, end: Option<usize>) -> Option<Role> {
        let mut words = core.clone();
        let limits =
            words.clone().take_while(|at| self.text.is_any(*at, &LIMITS) || self.text.word(*at) == "-").count();
        let mut limits = words.start..words.start + limits;
        words.start = limits.end;
        // "Health Minister" is no minister of somebody called Health.
        let title = self.knowledge.title(self.text.slice(&words)).map(|title| title.text.to_lowercase());
        let is_in_title = |owner: &Range<usize>| {
            title.as_ref().is_some_and(|title| title.contains(&self.text.slice(owner).to_lowercase()))
        };
        let owner = self.owner_in(&words).filter(|owner| !is_in_title(owner));
        let mut affiliation = owner.filter(|owner| !self.is_bare_body(owner));
        if let Some(owner) = &affiliation {
            words.start = owner.end + self.text.possessive(owner.end);
        }
        if limits.is_empty() {
            let further = words.clone().take_while(|at| self.text.is_any(*at, &LIMITS)).count();
            limits = words.start..words.start + further;
            words.start = limits.end;
        }
        if words.is_empty() {
            return None;
        }
        if let Some(end) = end.filter(|end| core.end < *end) {
            let is_sent = self.text.is_any(core.end - 1, &SENT) && self.text.is_any(core.end, &["to", "for"]);
            let behind = self.served(core.end, end);
            let field = self.field(core.end, end);
            if is_sent {
                words.end = self.object(core.end, end).end;
            } else if let Some(field) = field {
                affiliation = self.served(field, end).or(affiliation);
                words.end = field;
            } else if affiliation.as_ref().is_none_or(|owner| !self.is_land(owner)) {
                // "House editor for the Cook Political Report"
                affiliation = behind.filter(|served| affiliation.is_none() || self.is_named(served)).or(affiliation);
            }
        }
        // "29-year-old carpenter"
        let age = words.clone().take_while(|at| {
            self.text.is_joined(*at) && *at > words.start
                || self.text.word(*at).starts_with(|c: char| c.is_ascii_digit())
        });
        words.start += Some(age.count()).filter(|count| *count < words.len()).unwrap_or(0);
        // "nominee Gov. Pence": two titles, of which the second is a form of address.
        if words.len() > 2 && self.text.word(words.end - 1) == "." {
            words.end -= 2;
        }
        Some(Role { limits: Some(limits).filter(|limits| !limits.is_empty()), words, affiliation })
    }

    /// Whether words name a body that every state has, and not which: "Foreign Ministry" in "Foreign Ministry spokesman".
    fn is_bare_body(&self, words: &Range<usize>) -> bool {
        const BODIES: [&str; 3] = ["ministry", "department", "office"];
        let is_body = words.end > words.start && self.text.is_any(words.end - 1, &BODIES);
        let of_somebody = words.clone().any(|at| self.text.possessive(at) > 0) || self.text.possessive(words.end) > 0;
        is_body && !of_somebody && self.knowledge.lookup(self.text.slice(words)).is_none() && !self.is_land(words)
    }

    /// End of what an office is for, where that is no name and has no article: "head of emergency medicine", "professor
    /// of law". What its holder serves may stand behind it.
    fn field(&self, from: usize, end: usize) -> Option<usize> {
        if !self.text.is(from, "of") || self.determiner(&(from + 1..end)).1 > from + 1 {
            return None;
        }
        let object = self.object(from, end);
        let is_plain = object.clone().all(|at| self.text.word(at).starts_with(char::is_lowercase));
        let is_number =
            self.text.mention_at(object.start).is_some_and(|(_, mention)| is_determining_kind(mention.kind));
        let is_bare = !object.is_empty()
            && !is_number
            && object.len() < 4
            && is_plain
            && !is_plural(self.text.word(object.end - 1));
        Some(object.end).filter(|_| is_bare)
    }

    /// Whose the office in these words is, as they begin: "Iran's", "the Russian President's", "Virginia AFL-CIO".
    fn owner_in(&self, words: &Range<usize>) -> Option<Range<usize>> {
        if let Some(mark) = words.clone().rev().find(|at| self.text.possessive(*at) > 0) {
            return Some(words.start..mark).filter(|owner| !owner.is_empty());
        }
        let mut end = words.start;
        while let Some((_, mention)) = self.text.mention_at(end).filter(|(_, mention)| mention.words.end < words.end) {
            let is_owner = kind_of(mention.kind).is_some_and(|kind| kind != EntityKind::Document);
            if !is_owner {
                break;
            }
            end = mention.words.end;
        }
        let is_joined = self.text.is_any(end, &["and", "or", "/", ","]);
        (end > words.start && !is_joined).then_some(words.start..end)
    }

    /// For whom or what, behind an office: of what its prepositions govern the first that has a name, else the first.
    fn served(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let serves = |at: &usize| self.text.is_any(*at, &["of", "for", "from", "at", "with", "in"]);
        let is_date = |object: &Range<usize>| {
            let mention = self.text.mention_at(object.start);
            // "a joiner of twenty-nine"
            mention.is_some_and(|(_, mention)| is_determining_kind(mention.kind))
        };
        let objects: Vec<Range<usize>> =
            (from..end).filter(serves).map(|at| self.object(at, end)).filter(|object| !is_date(object)).collect();
        let named = objects.iter().find(|object| self.is_named(object)).or(objects.first());
        named.filter(|_| serves(&from)).cloned()
    }

    /// Whether words end with a name.
    fn is_named(&self, words: &Range<usize>) -> bool {
        let last = words.end.checked_sub(1).and_then(|at| self.text.mention_at(at));
        last.is_some_and(|(_, mention)| kind_of(mention.kind).is_some())
    }

    fn is_land(&self, words: &Range<usize>) -> bool {
        self.text.mention_at(words.start).is_some_and(|(_, mention)| mention.kind == MentionKind::Country)
    }

    /// End of a phrase without the time behind it: "a document from the ministry this year".
    pub(crate) fn without_time(&self, words: &Range<usize>) -> usize {
        let last = words.end - 1;
        let date = self.text.mention_at(last).filter(|(_, mention)| mention.kind == MentionKind::Date);
        let start = date.map(|(_, mention)| mention.words.start);
        let spelled = self.text.is_any(last, &["year", "month", "week"]).then(|| last.saturating_sub(1));
        let spelled = spelled.filter(|at| self.text.is_any(*at, &["this", "last"]));
        let is_bare = |at: &usize| *at > words.start && !self.text.is_any(*at - 1, &PREPOSITIONS);
        start.or(spelled).filter(is_bare).map_or(words.end, |at| at.min(words.end))
    }

    /// For whom, where nothing but that stands in these words.
    pub(crate) fn origin(&self, words: &Range<usize>) -> Option<Role> {
        let end = words.end - if words.len() > 2 { self.text.possessive(words.end - 2) } else { 0 };
        let (_, mention) = self.text.mention_at(words.start).filter(|(_, mention)| mention.words.end == end)?;
        let is_land = matches!(mention.kind, MentionKind::Country | MentionKind::Place);
        is_land.then(|| Role { limits: None, words: end..end, affiliation: Some(mention.words.clone()) })
    }

    /// What a preposition at `at` governs, without its article.
    fn object(&self, at: usize, end: usize) -> Range<usize> {
        let (_, start) = self.determiner(&(at + 1..end));
        if start >= end {
            return at + 1..end;
        }
        let core = start..self.core_end(&(start..end));
        let joins = |at: &usize| self.text.is_any(*at, &["and", "or"]) && self.text.mention_at(*at).is_none();
        // "of the Armed Forces Major General Berg": the rank is his and not theirs.
        let is_rank = |at: &usize| {
            let title = self.text.mention_at(*at).filter(|(_, mention)| mention.kind == MentionKind::Title);
            title.is_some_and(|(_, mention)| mention.words.start == *at) && self.is_named(&(core.start..*at))
        };
        let joined = (core.start + 1..core.end).find(|at| joins(at) || is_rank(at)).unwrap_or(core.end);
        // "the ministry of defence"
        let is_body = self.text.is_any(joined - 1, &["ministry", "department", "bank", "university", "bureau"]);
        let field = Some(joined).filter(|at| is_body && *at == core.end).and_then(|at| self.field(at, end));
        start..self.without_time(&(start..field.unwrap_or(joined)))
    }
}
