//! The whole way: articles to claims with their origins.

use std::collections::BTreeMap;

use petgraph::Direction;
use petgraph::algo::toposort;
use petgraph::graphmap::DiGraphMap;
use sayso_core::{Claim, ClaimId, DocumentId, StatementId};

use crate::article::Article;
use crate::claims::{self, Member};
use crate::comparer::Comparer;
use crate::copied::copied;
use crate::copies::{Copies, Copy, Sketch};
use crate::decisions::{Decision, decide_copies};
use crate::evidence::Evidence;
use crate::hang::{Differing, narratives, of_actors, series};
use crate::origins::{Role, Source, sources};
use crate::pairs::{Found, Pairs};
use crate::said::Said;
use crate::turns::{Turn, turn};
use crate::words::{Word, shared, sorted, weight_of};

/// What a statement is to its claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub statement: StatementId,
    /// Whether it denies the claim.
    pub denies: bool,
    /// Where it comes from.
    pub role: Role,
    /// The statement that it reports, repeats, relays or copies.
    pub of: Option<StatementId>,
    /// The same speaker's earlier words that it goes against.
    pub turn: Option<Turn>,
}

/// A claim with its statements, first published first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedClaim {
    /// Made of the first statement's.
    pub id: ClaimId,
    /// Its statements and denials.
    pub accounts: Vec<Account>,
}

impl TracedClaim {
    /// The statements that share no ancestor, of those that affirm the claim or those that deny it.
    pub fn origins(&self, denying: bool) -> impl Iterator<Item = &Account> {
        self.accounts.iter().filter(move |account| account.denies == denying && account.role == Role::Origin)
    }
}

/// What linking found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// In the order of their first statement.
    pub claims: Vec<TracedClaim>,
    /// Claims that give different figures for one question, as indices.
    pub series: Vec<Vec<usize>>,
    /// Claims of one matter, as indices: each claim is in one of them.
    pub narratives: Vec<Vec<usize>>,
}

/// What is known of each pair of statements that may be of one claim.
pub fn compared(articles: &[Article<'_>], comparer: &mut Comparer<'_>) -> Vec<(StatementId, StatementId, Evidence)> {
    let copies = copies(articles);
    let said = said(articles, &copies);
    let mut pairs = Vec::new();
    comparer.compare(&said, &copied(&said, &copies), |pair, evidence| pairs.push((pair, evidence)));
    pairs.sort_by_key(|(pair, _)| *pair);
    pairs.into_iter().map(|((a, b), evidence)| (said[a].id(), said[b].id(), evidence)).collect()
}

/// Links the statements of some documents. The result is the same in whatever order they are given.
/// What people decided wins over what is found.
pub fn trace(articles: &[Article<'_>], comparer: &mut Comparer<'_>, decisions: &[Decision]) -> Traced {
    let copies = decide_copies(copies(articles), decisions);
    let said = said(articles, &copies);
    let copied = copied(&said, &copies);
    let (found, differing) = looked_at(&said, &copied, comparer);
    let pairs = Pairs::new(&found);
    let claims = claims::claims(&said, &copied, pairs.clone(), decisions);
    Traced {
        series: series(&said, &claims, &differing),
        narratives: narratives(&said, &claims, &found),
        claims: claims.iter().filter_map(|members| traced(&said, members, &copied, &pairs)).collect(),
    }
}

/// What is found of each pair that may be of one claim, and of those with figures how they differ; in order.
fn looked_at(
    said: &[Said<'_>],
    copied: &BTreeMap<usize, usize>,
    comparer: &mut Comparer<'_>,
) -> (Vec<Found>, Vec<Differing>) {
    let (mut found, mut differing) = (Vec::new(), Vec::new());
    comparer.compare(said, copied, |(a, b), evidence| {
        let (one, other) = (&said[a], &said[b]);
        found.push(Found::new((a, b), &evidence, of_actors(one, other)));
        if !one.figures.is_empty() && !other.figures.is_empty() {
            differing.push(((a, b), evidence.differs().unwrap_or_default()));
        }
    });
    found.sort_unstable();
    differing.sort_by_key(|(pair, _)| *pair);
    (found, differing)
}

/// Where the statements of claims come from that somebody else put together: of each its statements, and whether they deny it.
/// How these claims hang together is not looked for.
pub fn trace_given(articles: &[Article<'_>], claims: &[Vec<(StatementId, bool)>]) -> Vec<TracedClaim> {
    let copies = copies(articles);
    let said = said(articles, &copies);
    let copied = copied(&said, &copies);
    let places: BTreeMap<StatementId, usize> = said.iter().enumerate().map(|(at, one)| (one.id(), at)).collect();
    let members = |claim: &Vec<(StatementId, bool)>| {
        let member = |(id, denies): &(StatementId, bool)| Some(Member { at: *places.get(id)?, denies: *denies });
        let mut members: Vec<Member> = claim.iter().filter_map(member).collect();
        members.sort_unstable_by_key(|member| member.at);
        members
    };
    claims.iter().filter_map(|claim| traced(&said, &members(claim), &copied, &Pairs::new(&[]))).collect()
}

/// All statements, in their order.
pub(crate) fn said<'a>(articles: &[Article<'a>], copies: &[Copy]) -> Vec<Said<'a>> {
    let (dates, depths) = (dates(articles, copies), depths(copies));
    let mut said: Vec<Said<'_>> = Vec::new();
    for article in articles {
        let id = article.document.id();
        let age = (dates.get(&id).map(String::as_str), depths.get(&id).copied().unwrap_or(0));
        said.extend(article.statements.iter().map(|statement| Said::new(*article, statement, age)));
    }
    said.sort_by(|one, other| one.order.cmp(&other.order).then(one.id().cmp(&other.id())));
    said
}

/// What each document took from others.
fn copies(articles: &[Article<'_>]) -> Vec<Copy> {
    let mut copies = Copies::new();
    articles.iter().for_each(|article| {
        copies.add(Sketch::of(article.document));
    });
    copies.found().copies
}

/// How many documents stand between each that is a copy and one that is none, along the longest way, itself counted.
fn depths(copies: &[Copy]) -> BTreeMap<DocumentId, usize> {
    let graph: DiGraphMap<DocumentId, ()> = copies.iter().map(|copy| (copy.source, copy.document)).collect();
    let mut depths: BTreeMap<DocumentId, usize> = BTreeMap::new();
    // There are no circles in what `Copies` finds.
    for document in toposort(&graph, None).unwrap_or_default() {
        let above = graph.neighbors_directed(document, Direction::Incoming);
        let depth = above.map(|source| 1 + depths.get(&source).copied().unwrap_or(0)).max().unwrap_or(0);
        depths.insert(document, depth);
    }
    depths
}

/// When each document was published, as far as it is known. One that does not say is no later than what was copied from it.
fn dates(articles: &[Article<'_>], copies: &[Copy]) -> BTreeMap<DocumentId, String> {
    let stated =
        articles.iter().filter_map(|article| Some((article.document.id(), article.document.meta().published.clone()?)));
    let mut dates: BTreeMap<DocumentId, String> = stated.collect();
    let mut later: BTreeMap<DocumentId, String> = BTreeMap::new();
    for copy in copies.iter().filter(|copy| !dates.contains_key(&copy.source)) {
        if let Some(date) = dates.get(&copy.document) {
            let earliest = later.entry(copy.source).or_insert_with(|| date.clone());
            if date < earliest {
                *earliest = date.clone();
            }
        }
    }
    dates.extend(later);
    dates
}

/// None of no members.
fn traced(
    said: &[Said<'_>],
    members: &[Member],
    copied: &BTreeMap<usize, usize>,
    pairs: &Pairs<'_>,
) -> Option<TracedClaim> {
    let account = |(member, source): (&Member, Source)| Account {
        statement: said[member.at].id(),
        denies: member.denies,
        role: source.role,
        of: source.of,
        turn: turn(said, members, *member, source.role, pairs),
    };
    let accounts: Vec<Account> = members.iter().zip(sources(said, members, copied)).map(account).collect();
    Some(TracedClaim { id: Claim::id_of(accounts.first()?.statement), accounts })
}

/// The claim whose statements are most like a text, as an index; none if no word fits.
pub fn nearest(traced: &Traced, text: &str, content: impl Fn(StatementId) -> String) -> Option<usize> {
    let wanted = sorted(text);
    let fit = |claim: &TracedClaim| {
        let affirming = claim.accounts.iter().filter(|account| !account.denies);
        affirming.map(|account| common(&wanted, &sorted(&content(account.statement)))).max().unwrap_or(0)
    };
    let fits = traced.claims.iter().map(fit).enumerate();
    let best = fits.filter(|(_, fit)| *fit > 0).max_by_key(|(at, fit)| (*fit, std::cmp::Reverse(*at)));
    best.map(|(at, _)| at)
}

/// How alike two sets of words are, in thousandths (Dice 1945, weighed).
fn common(one: &[Word], other: &[Word]) -> u32 {
    2000 * shared(one, other) / (weight_of(one) + weight_of(other)).max(1)
}
