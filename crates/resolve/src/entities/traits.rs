//! What besides the name tells people apart: whom they act for, their offices, the company they keep, their time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ids::{slug, tail};
use super::offices::{self, SAME_OFFICE};
use super::{Appearance, Reason};

/// Points for and against, in tenths. A threshold is in the same points.
pub(super) type Points = i32;

const SHARED_AFFILIATION: Points = 20;
/// Two countries, two towns: nobody acts for both.
const OTHER_OF_ITS_KIND: Points = -25;
const OTHER_AFFILIATION: Points = -10;
const RARE_COMPANION: Points = 10;
const USUAL_COMPANION: Points = 3;
const MOST_FOR_COMPANY: Points = 20;
/// Both stories name others, and none in common.
const OTHER_COMPANY: Points = -5;
const COMPANY_THAT_SAYS: usize = 4;
/// In a list of five thousand names nobody keeps company.
const MOST_COMPANIONS: usize = 64;
/// Affiliations beyond these are compared as they are.
const MOST_AFFILIATIONS: usize = 8;
/// Offices beyond these are compared as they are.
const MOST_ROLES: usize = 8;
/// More years than a public life has.
const LIFETIME_YEARS: i32 = 45;
const OTHER_TIME: Points = -15;

/// What is known of one appearance or of several together.
#[derive(Debug, Clone, Default)]
pub(super) struct Traits {
    /// Each with the kinds that documents give it.
    affiliations: BTreeMap<String, Option<String>>,
    roles: BTreeSet<Vec<String>>,
    company: BTreeSet<u32>,
    years: Option<(i32, i32)>,
}

/// What speaks for and against one somebody.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    affiliation: Points,
    role: Points,
    company: Points,
    time: Points,
}

impl Evidence {
    /// All together.
    pub(super) fn points(self) -> Points {
        self.affiliation + self.role + self.company + self.time
    }

    /// Whether both act for the same.
    pub(super) fn is_of_one_affiliation(self) -> bool {
        self.affiliation >= SHARED_AFFILIATION
    }

    /// What spoke most.
    pub(super) fn reason(self) -> Reason {
        match self.affiliation.max(self.role).max(self.company) {
            most if most == self.affiliation => Reason::Affiliation,
            most if most == self.role => Reason::Role,
            _ => Reason::Company,
        }
    }
}

/// Reads traits; knows how rare each companion is.
pub(super) struct Reader<'a> {
    numbers: HashMap<&'a str, u32>,
    is_rare: Vec<bool>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(appearances: &[&'a Appearance]) -> Reader<'a> {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut counts: Vec<usize> = Vec::new();
        let mut documents = BTreeSet::new();
        for appearance in appearances {
            // The list of a document counts once.
            let is_new = documents.insert(appearance.document.as_bytes());
            for companion in appearance.company.iter().take(MOST_COMPANIONS) {
                let next = numbers.len() as u32;
                let number = *numbers.entry(companion.as_str()).or_insert(next);
                if number == next {
                    counts.push(0);
                }
                counts[number as usize] += usize::from(is_new);
            }
        }
        let usual = (documents.len() / 50).max(3);
        Reader { numbers, is_rare: counts.into_iter().map(|count| count <= usual).collect() }
    }

    /// Of one appearance.
    pub(super) fn traits(&self, appearance: &Appearance) -> Traits {
        let kinds: HashMap<&str, &str> = appearance
            .company
            .iter()
            .take(MOST_COMPANIONS)
            .filter_map(|id| Some((tail(id), id.as_str().split_once('/')?.0)))
            .collect();
        let affiliation = |name: &String| {
            let slug = slug(name);
            let kind = kinds.get(slug.as_str()).map(|kind| (*kind).to_owned());
            (slug, kind)
        };
        let year = appearance.published.as_deref().and_then(|date| date.get(..4)?.parse().ok());
        let own = appearance.entity.id.as_str();
        let others = appearance.company.iter().take(MOST_COMPANIONS).map(|id| id.as_str()).filter(|id| *id != own);
        Traits {
            affiliations: appearance.entity.affiliations.iter().map(affiliation).collect(),
            roles: appearance
                .entity
                .roles
                .iter()
                .map(|role| offices::words(role))
                .filter(|words| !words.is_empty())
                .collect(),
            company: others.filter_map(|id| self.numbers.get(id).copied()).collect(),
            years: year.map(|year| (year, year)),
        }
    }

    /// What speaks for and against these being of one.
    pub(super) fn compare(&self, a: &Traits, b: &Traits) -> Evidence {
        Evidence {
            affiliation: affiliations(a, b),
            role: roles(a, b),
            company: self.company(a, b),
            time: match (a.years, b.years) {
                (Some((first, last)), Some((from, to)))
                    if first - to > LIFETIME_YEARS || from - last > LIFETIME_YEARS =>
                {
                    OTHER_TIME
                }
                _ => 0,
            },
        }
    }

    fn company(&self, a: &Traits, b: &Traits) -> Points {
        let (few, many) = if a.company.len() <= b.company.len() { (a, b) } else { (b, a) };
        // Those for whom both act are companions too, and are counted already.
        let shared = few.company.iter().filter(|one| many.company.contains(one));
        let points = |one: &u32| if self.is_rare[*one as usize] { RARE_COMPANION } else { USUAL_COMPANION };
        let points: Points = shared.map(points).sum();
        match points {
            0 if few.company.len() >= COMPANY_THAT_SAYS => OTHER_COMPANY,
            _ => points.min(MOST_FOR_COMPANY),
        }
    }
}

impl Traits {
    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.affiliations.is_empty() && self.roles.is_empty()
    }

    /// How much is known.
    pub(super) fn richness(&self) -> usize {
        self.affiliations.len() + self.roles.len()
    }

    /// Whom they act for and what they are, for putting together what is alike in every respect.
    pub(super) fn signature(&self) -> (Vec<String>, Vec<Vec<String>>) {
        (self.affiliations.keys().cloned().collect(), self.roles.iter().cloned().collect())
    }

    /// Takes in what is known of another appearance of the same.
    pub(super) fn join(&mut self, other: &Traits) {
        for (name, kind) in &other.affiliations {
            let known = self.affiliations.entry(name.clone()).or_default();
            *known = known.take().or_else(|| kind.clone());
        }
        self.roles.extend(other.roles.iter().cloned());
        self.company.extend(&other.company);
        self.years = match (self.years, other.years) {
            (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
            (known, new) => known.or(new),
        };
    }
}

fn affiliations(a: &Traits, b: &Traits) -> Points {
    if a.affiliations.is_empty() || b.affiliations.is_empty() {
        return 0;
    }
    if a.affiliations.keys().any(|name| b.affiliations.contains_key(name)) {
        return SHARED_AFFILIATION;
    }
    let mut few = a.affiliations.keys().take(MOST_AFFILIATIONS);
    if few.any(|x| b.affiliations.keys().take(MOST_AFFILIATIONS).any(|y| are_related(x, y))) {
        return 0;
    }
    let mut kinds = a.affiliations.values().flatten();
    let has_rival = kinds.any(|kind| b.affiliations.values().flatten().any(|other| other == kind));
    let is_unsaid = |traits: &Traits| traits.affiliations.values().all(Option::is_none);
    if has_rival || (is_unsaid(a) && is_unsaid(b)) { OTHER_OF_ITS_KIND } else { OTHER_AFFILIATION }
}

/// Whether two can be names of one body or one be part of the other: "coastguard", "Kestrian coastguard"; "Brannia",
/// "Brannian navy".
fn are_related(a: &str, b: &str) -> bool {
    const LEAST_LETTERS: usize = 4;
    let shared = |x: &str, y: &str| x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count();
    let is_close = |x: &str, y: &str| {
        let shortest = x.chars().count().min(y.chars().count());
        shared(x, y) >= LEAST_LETTERS.max(shortest.saturating_sub(1))
    };
    a.split('-').any(|x| b.split('-').any(|y| is_close(x, y)))
}

fn roles(a: &Traits, b: &Traits) -> Points {
    let (few, many) = if a.roles.len() <= b.roles.len() { (a, b) } else { (b, a) };
    if few.roles.iter().any(|role| role.len() > 1 && many.roles.contains(role)) {
        return SAME_OFFICE;
    }
    // More would make this slow, and say no more.
    let pairs = few
        .roles
        .iter()
        .take(MOST_ROLES)
        .flat_map(|x| many.roles.iter().take(MOST_ROLES).map(move |y| offices::agree(x, y)));
    pairs.max().unwrap_or(0)
}
