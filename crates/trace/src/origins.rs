//! Where does a statement of a claim come from?

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use sayso_core::{DocumentId, StatementId};
use sayso_resolve::is_name_of_outlet;

use crate::claims::Member;
use crate::said::{Said, day, text};
use crate::speakers::{is_one, may_be_one, speaks_as};
use crate::structure::stands_in;

/// What a statement is to its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// First-hand: nobody else's statement is passed on.
    Origin,
    /// First-hand too, but of an act of speech that another document reports as well.
    Report,
    /// The same speaker again, the body that he or she speaks for, or a headline.
    Repeat,
    /// Passes on another's statement.
    Relay,
    /// Stands in a passage copied from another document.
    Copy,
    /// A relay of a relay that leads back to it: nobody has it.
    Ring,
    /// Nobody is named who said it.
    Rumour,
}

impl Role {
    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            Role::Origin => "origin",
            Role::Report => "report",
            Role::Repeat => "repeat",
            Role::Relay => "relay",
            Role::Copy => "copy",
            Role::Ring => "ring",
            Role::Rumour => "rumour",
        }
    }
}

/// Where a statement has its words from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) role: Role,
    /// The statement that it reports, repeats, relays or copies.
    pub(crate) of: Option<StatementId>,
}

/// For each member of a claim where it comes from. Those of one stance have it from each other alone.
pub(crate) fn sources(said: &[Said<'_>], members: &[Member], copied: &BTreeMap<usize, usize>) -> Vec<Source> {
    let of_stance = |denies: bool| members.iter().filter(move |member| member.denies == denies).map(|member| member.at);
    let stances = [false, true].map(|denies| Stance::new(said, copied, of_stance(denies).collect()));
    let [affirming, denying] = &stances;
    let mut sources: Vec<(Role, Option<usize>)> =
        members.iter().map(|member| if member.denies { denying } else { affirming }.source(member.at)).collect();
    let places: BTreeMap<usize, usize> = members.iter().enumerate().map(|(place, member)| (member.at, place)).collect();
    let mut graph: DiGraphMap<usize, ()> = DiGraphMap::new();
    for (from, (_, of)) in sources.iter().enumerate() {
        if let Some(to) = of.and_then(|at| places.get(&at)) {
            graph.add_edge(from, *to, ());
        }
    }
    for ring in tarjan_scc(&graph).into_iter().filter(|ring| ring.len() > 1) {
        ring.into_iter().for_each(|at| sources[at].0 = Role::Ring);
    }
    sources.into_iter().map(|(role, of)| Source { role, of: of.map(|at| said[at].id()) }).collect()
}

/// The statements of a claim that affirm it, or those that deny it, in order. Later ones have it from earlier ones: their places
/// among all statements say which are earlier.
struct Stance<'s> {
    said: &'s [Said<'s>],
    copied: &'s BTreeMap<usize, usize>,
    all: Vec<usize>,
    of_document: BTreeMap<DocumentId, Vec<usize>>,
    of_outlet: BTreeMap<&'s str, Vec<usize>>,
    /// By who speaks, as far as it is looked at.
    of_speaker: BTreeMap<Voice<'s>, Vec<usize>>,
    copies_of: BTreeMap<usize, Vec<usize>>,
}

/// What tells whether two statements are of one mouth: who speaks, across documents and as this one has it.
type Voice<'s> = (Option<&'s str>, Option<[Option<&'s str>; 3]>);

impl<'s> Stance<'s> {
    fn new(said: &'s [Said<'s>], copied: &'s BTreeMap<usize, usize>, all: Vec<usize>) -> Stance<'s> {
        let mut stance = Stance {
            said,
            copied,
            of_document: BTreeMap::new(),
            of_outlet: BTreeMap::new(),
            of_speaker: BTreeMap::new(),
            copies_of: BTreeMap::new(),
            all: Vec::new(),
        };
        for at in &all {
            let one = &said[*at];
            stance.of_document.entry(one.statement.document()).or_default().push(*at);
            if let Some(outlet) = one.article.document.outlet() {
                stance.of_outlet.entry(outlet).or_default().push(*at);
            }
            stance.of_speaker.entry(voice(one)).or_default().push(*at);
            if let Some(of) = copied.get(at) {
                stance.copies_of.entry(*of).or_default().push(*at);
            }
        }
        Stance { all, ..stance }
    }

    fn source(&self, at: usize) -> (Role, Option<usize>) {
        let (said, one) = (self.said, &self.said[at]);
        let all_here = self.of_document.get(&one.statement.document());
        let here = || all_here.into_iter().flatten().copied().filter(|other| *other != at);
        if let Some(of) = self.copied.get(&at).filter(|of| self.all.binary_search(of).is_ok()) {
            return (Role::Copy, Some(*of));
        }
        // A headline says what the article does.
        if one.is_title
            && let Some(body) = here().find(|other| !said[*other].is_title)
        {
            return (Role::Repeat, Some(body));
        }
        // Inside the same document: the same speaker once more.
        let again_here = |other: &usize| *other < at && !said[*other].is_title && is_one(&said[*other], one);
        if let Some(first) = here().find(again_here) {
            return (Role::Repeat, Some(first));
        }
        // "We were told to say nothing": who tells it is the origin, and what is inside says it once more.
        if let Some(outer) = here().find(|other| stands_in(one, &said[*other]) && is_own(one)) {
            return (Role::Repeat, Some(outer));
        }
        if let Some(of) = self.relayed(at, here()) {
            return (Role::Relay, Some(of));
        }
        // What was copied from this one is not where it comes from.
        let younger = self.younger(at);
        if let Some(joint) = self.joint(at, &younger) {
            return (Role::Relay, Some(joint));
        }
        if let Some(first) = self.elsewhere(at, &younger) {
            return (again(&said[first], one), Some(first));
        }
        if one.speaker.is_some() {
            return (Role::Origin, None);
        }
        let earlier = self.all.iter().copied().take_while(|other| *other < at);
        let first = earlier.filter(|other| !younger.contains(other)).find(|other| !said[*other].is_title);
        first.map_or((Role::Rumour, None), |first| (Role::Relay, Some(first)))
    }

    /// What is copied from a statement, or from a copy of it.
    fn younger(&self, at: usize) -> BTreeSet<usize> {
        let mut younger = BTreeSet::new();
        let mut open = vec![at];
        while let Some(next) = open.pop() {
            let copies = self.copies_of.get(&next).into_iter().flatten();
            open.extend(copies.filter(|copy| younger.insert(**copy)));
        }
        younger
    }

    /// The first earlier statement of the same mouth in another document.
    fn elsewhere(&self, at: usize, younger: &BTreeSet<usize>) -> Option<usize> {
        let one = &self.said[at];
        let is_it = |other: &usize| {
            let other_one = &self.said[*other];
            !other_one.same_document(one) && !younger.contains(other) && is_one(other_one, one)
        };
        let first = |all: &Vec<usize>| {
            // Of one voice all are of one mouth, or none, but for how far they are apart.
            let may_be = all.first().is_some_and(|first| may_be_one(&self.said[*first], one));
            all.iter().copied().take_while(|other| may_be && *other < at).find(is_it)
        };
        self.of_speaker.values().filter_map(first).min()
    }

    /// The first earlier statement of one of several who speak together, if each has said so before: "Halvern and Ardovar deny that".
    fn joint(&self, at: usize, younger: &BTreeSet<usize>) -> Option<usize> {
        let name = &self.said[at].statement.parts().speaker.as_ref()?.name;
        let parts: Vec<&str> = name.split(" and ").flat_map(|part| part.split(", ")).collect();
        if parts.len() < 2 {
            return None;
        }
        let earlier =
            || self.all.iter().copied().take_while(|other| *other < at).filter(|other| !younger.contains(other));
        let spoke = |part: &&str| earlier().find(|other| speaks_as(&self.said[*other], part));
        let firsts: Option<Vec<usize>> = parts.iter().map(spoke).collect();
        firsts?.into_iter().min()
    }

    /// The statement that this one passes on: said in this document by whom it quotes, or found in the outlet that it names.
    fn relayed(&self, at: usize, mut here: impl Iterator<Item = usize>) -> Option<usize> {
        let one = &self.said[at];
        let parts = one.statement.parts();
        // "said it had warned": who tells of earlier words of their own says them again.
        let inner = |other: &usize| {
            let inner = &self.said[*other];
            stands_in(inner, one) && !is_own(inner) && !is_one(inner, one)
        };
        if let Some(inner) = here.find(inner) {
            return Some(inner);
        }
        let outlets = parts.relays.iter().map(|relay| relay.name.as_str());
        let mut named = outlets.chain(parts.speaker.as_ref().map(|speaker| speaker.name.as_str()));
        named.find_map(|name| {
            let theirs = self.of_outlet.iter().filter(|(outlet, _)| is_name_of_outlet(outlet, name));
            let elsewhere = |all: &Vec<usize>| all.iter().copied().find(|other| !self.said[*other].same_document(one));
            theirs.filter_map(|(_, all)| elsewhere(all)).min()
        })
    }
}

fn voice<'s>(said: &'s Said<'_>) -> Voice<'s> {
    let speaker = said.statement.parts().speaker.as_ref();
    let words =
        speaker.map(|speaker| [Some(speaker.name.as_str()), speaker.role.as_deref(), speaker.affiliation.as_deref()]);
    (said.speaker.as_deref(), words)
}

/// What a speaker's statement in a later document is to an earlier one: a report of the same act of speech where both are of
/// one day, as far as is known, or their articles of a few; else another act, unless the article itself says that it tells of
/// what was said long before.
fn again(earlier: &Said<'_>, later: &Said<'_>) -> Role {
    let value = |said: &Said<'_>| said.statement.parts().said.as_ref().map(|said| said.value.clone());
    let spoken = |said: &Said<'_>| day(&value(said)?);
    let apart = |one: Option<i32>, other: Option<i32>| Some(one?.abs_diff(other?));
    if apart(spoken(later), later.day()).is_some_and(|apart| apart > RECENT) {
        return Role::Relay;
    }
    if let Some((one, other)) = value(earlier).zip(value(later)) {
        return if one == other { Role::Report } else { Role::Repeat };
    }
    if apart(earlier.day(), later.day()).is_none_or(|apart| apart <= RECENT) { Role::Report } else { Role::Repeat }
}

/// Days in which an act of speech is news.
const RECENT: u32 = 3;

/// Whether a statement has no speaker of its own beside the one in whose words it stands: nobody is named, or "our estimates".
fn is_own(said: &Said<'_>) -> bool {
    let source = text(said.article, said.statement.source()).to_lowercase();
    said.speaker.is_none() || ["my ", "our "].iter().any(|own| source.starts_with(own))
}
