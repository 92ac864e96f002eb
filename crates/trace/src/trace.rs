//! The whole way: articles to claims with their origins.

use sayso_core::{Claim, ClaimId, StatementId};

use crate::article::Article;
use crate::claims::{self, Member};
use crate::origins::{Role, sources};
use crate::said::Said;
use crate::words::{Word, words};

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
}

/// Links the statements of some documents. The result is the same in whatever order they are given.
pub fn trace(articles: &[Article<'_>]) -> Traced {
    let mut said: Vec<Said<'_>> = articles.iter().flat_map(|article| prepared(*article)).collect();
    said.sort_by(|one, other| one.order.cmp(&other.order).then(one.id().cmp(&other.id())));
    let claims = claims::claims(&said);
    Traced { claims: claims.iter().filter_map(|members| traced(&said, members)).collect() }
}

fn prepared(article: Article<'_>) -> impl Iterator<Item = Said<'_>> {
    article.statements.iter().map(move |statement| Said::new(article, statement))
}

/// None of no members.
fn traced(said: &[Said<'_>], members: &[Member]) -> Option<TracedClaim> {
    let account = |(member, source): (&Member, crate::origins::Source)| Account {
        statement: said[member.at].id(),
        denies: member.denies,
        role: source.role,
        of: source.of,
    };
    let accounts: Vec<Account> = members.iter().zip(sources(said, members)).map(account).collect();
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

fn sorted(text: &str) -> Vec<Word> {
    let mut words = words(text);
    words.sort();
    words.dedup();
    words
}

/// How alike two sets of words are, in thousandths (Dice 1945, weighed).
fn common(one: &[Word], other: &[Word]) -> u32 {
    let sum = |words: &[Word]| words.iter().map(|word| word.weight).sum::<u32>();
    let shared: u32 = one.iter().filter(|word| other.contains(word)).map(|word| word.weight).sum();
    2000 * shared / (sum(one) + sum(other)).max(1)
}
