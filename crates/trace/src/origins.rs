//! Where does a statement of a claim come from?

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use sayso_core::StatementId;
use sayso_resolve::is_name_of_outlet;

use crate::claims::Member;
use crate::said::{Said, day, text};
use crate::speakers::{is_one, speaks_as};
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
    let mut sources: Vec<(Role, Option<usize>)> =
        members.iter().map(|member| source(said, members, *member, copied)).collect();
    let place = |at: usize| members.iter().position(|member| member.at == at);
    let mut graph: DiGraphMap<usize, ()> = DiGraphMap::new();
    for (from, (_, of)) in sources.iter().enumerate() {
        if let Some(to) = of.and_then(place) {
            graph.add_edge(from, to, ());
        }
    }
    for ring in tarjan_scc(&graph).into_iter().filter(|ring| ring.len() > 1) {
        ring.into_iter().for_each(|at| sources[at].0 = Role::Ring);
    }
    sources.into_iter().map(|(role, of)| Source { role, of: of.map(|at| said[at].id()) }).collect()
}

fn source(
    said: &[Said<'_>],
    members: &[Member],
    member: Member,
    copied: &BTreeMap<usize, usize>,
) -> (Role, Option<usize>) {
    let one = &said[member.at];
    let others =
        members.iter().filter(|other| other.denies == member.denies && other.at != member.at).map(|other| other.at);
    let others: Vec<usize> = others.collect();
    let earlier = |other: &&usize| said[**other].order < one.order;
    let here = |other: &&usize| said[**other].same_document(one);
    if let Some(of) = copied.get(&member.at).filter(|of| others.contains(of)) {
        return (Role::Copy, Some(*of));
    }
    // A headline says what the article does.
    if one.is_title {
        let body = others.iter().filter(here).find(|other| !said[**other].is_title);
        if let Some(body) = body {
            return (Role::Repeat, Some(*body));
        }
    }
    // Inside the same document: the same speaker once more.
    let same = |other: &&usize| is_one(&said[**other], one);
    if let Some(first) = others.iter().filter(here).filter(earlier).find(|other| !said[**other].is_title && same(other))
    {
        return (Role::Repeat, Some(*first));
    }
    // "We were told to say nothing": who tells it is the origin, and what is inside says it once more.
    if let Some(outer) = others.iter().find(|other| stands_in(one, &said[**other]) && is_own(one)) {
        return (Role::Repeat, Some(*outer));
    }
    if let Some(of) = relayed(said, &others, one) {
        return (Role::Relay, Some(of));
    }
    // What was copied from this one is not where it comes from.
    let is_younger = |other: &usize| descends(copied, *other, member.at);
    let others: Vec<usize> = others.into_iter().filter(|other| !is_younger(other)).collect();
    if let Some(joint) = joint(said, &others, one) {
        return (Role::Relay, Some(joint));
    }
    if let Some(first) = others.iter().filter(|other| !here(other)).filter(earlier).find(same) {
        return (again(&said[*first], one), Some(*first));
    }
    match one.speaker {
        None => others
            .iter()
            .filter(|other| !said[**other].is_title)
            .find(earlier)
            .map_or((Role::Rumour, None), |first| (Role::Relay, Some(*first))),
        Some(_) => (Role::Origin, None),
    }
}

/// Whether a statement is copied from another, or from one that is.
fn descends(copied: &BTreeMap<usize, usize>, from: usize, to: usize) -> bool {
    let of = |at: &usize| copied.get(at).copied();
    std::iter::successors(Some(from), of).skip(1).take(LONGEST).any(|at| at == to)
}

/// The first earlier statement of one of several who speak together, if each has said so before: "Halvern and Ardovar deny that".
fn joint(said: &[Said<'_>], others: &[usize], one: &Said<'_>) -> Option<usize> {
    let name = &one.statement.parts().speaker.as_ref()?.name;
    let parts: Vec<&str> = name.split(" and ").flat_map(|part| part.split(", ")).collect();
    let earlier = || others.iter().filter(|other| said[**other].order < one.order);
    let spoke = |part: &&str| earlier().find(|other| speaks_as(&said[**other], part));
    let firsts: Option<Vec<&usize>> = parts.iter().map(spoke).collect();
    firsts.filter(|firsts| firsts.len() > 1)?.into_iter().min().copied()
}

/// Copies of copies that are followed at most.
const LONGEST: usize = 64;

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

/// The statement that this one passes on: said in this document by whom it quotes, or found in the outlet that it names.
fn relayed(said: &[Said<'_>], others: &[usize], one: &Said<'_>) -> Option<usize> {
    let parts = one.statement.parts();
    // "said it had warned": who tells of earlier words of their own says them again.
    let inner = |other: &&usize| {
        let inner = &said[**other];
        stands_in(inner, one) && !is_own(inner) && !is_one(inner, one)
    };
    if let Some(inner) = others.iter().find(inner) {
        return Some(*inner);
    }
    let outlets = parts.relays.iter().map(|relay| relay.name.as_str()).collect::<Vec<_>>();
    let speaks = parts.speaker.as_ref().map(|speaker| speaker.name.as_str());
    let from = |other: &&usize, name: &str| {
        let theirs = said[**other].article.document.outlet();
        !said[**other].same_document(one) && theirs.is_some_and(|theirs| is_name_of_outlet(theirs, name))
    };
    let named = outlets.iter().copied().chain(speaks);
    named.into_iter().find_map(|name| others.iter().find(|other| from(other, name)).copied())
}
