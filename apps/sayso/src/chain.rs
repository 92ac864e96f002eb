//! The accounts of a claim as what goes back to what: each origin, and below it all who have it from there.

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{Document, DocumentId, Statement, StatementId};
use sayso_trace::{Account, Role};

/// An account with the statement and the document that it is about.
pub(crate) struct Telling<'l> {
    pub(crate) account: &'l Account,
    pub(crate) document: &'l Document,
    pub(crate) statement: &'l Statement,
    /// What it goes back to, as an index.
    pub(crate) of: Option<usize>,
    /// What goes back to it, first published first.
    pub(crate) below: Vec<usize>,
    /// How many go back to it by whatever way, itself counted.
    pub(crate) size: usize,
}

impl<'l> Telling<'l> {
    /// As much of the date of publication as is known.
    pub(crate) fn published(&self) -> Option<&'l str> {
        self.document.meta().published.as_deref()
    }

    /// The speaker's name, if there is one.
    pub(crate) fn speaker(&self) -> Option<&'l str> {
        self.statement.parts().speaker.as_ref().map(|speaker| speaker.name.as_str())
    }

    /// Where it stands, in a name: the outlet, else the file, else the headline.
    pub(crate) fn place(&self) -> &'l str {
        let file = || self.document.provenance().path.as_deref().and_then(|path| path.rsplit(['/', '\\']).next());
        let title = || self.document.meta().title.map(|span| self.document.words(span));
        self.document.outlet().or_else(file).or_else(title).unwrap_or("no outlet")
    }
}

/// A claim's accounts, linked.
pub(crate) struct Chain<'l> {
    /// First published first.
    pub(crate) tellings: Vec<Telling<'l>>,
    /// Those that go back to nothing: who affirm the claim, who deny it.
    // Invariant: from these every telling is reached once.
    roots: [Vec<usize>; 2],
}

/// What is counted of a claim.
pub(crate) struct Counts<'l> {
    pub(crate) origins: usize,
    pub(crate) statements: usize,
    pub(crate) denials: usize,
    pub(crate) documents: usize,
    pub(crate) outlets: usize,
    /// First and last date of publication.
    pub(crate) dates: Option<(&'l str, &'l str)>,
}

impl<'l> Chain<'l> {
    /// Of accounts whose statements `find` finds; one that it does not find is left out.
    pub(crate) fn of(
        accounts: &'l [Account],
        find: impl Fn(StatementId) -> Option<(&'l Document, &'l Statement)>,
    ) -> Chain<'l> {
        let telling = |account: &'l Account| {
            let (document, statement) = find(account.statement)?;
            Some(Telling { account, document, statement, of: None, below: Vec::new(), size: 1 })
        };
        let mut chain = Chain { tellings: accounts.iter().filter_map(telling).collect(), roots: Default::default() };
        chain.link();
        chain.plant();
        chain
    }

    /// Follows each account's lead inside its stance. Those of a ring have nothing but each other: they stand side by side.
    fn link(&mut self) {
        let key = |account: &Account, id| (account.denies, id);
        let places = self.tellings.iter().enumerate().map(|(at, one)| (key(one.account, one.account.statement), at));
        let places: BTreeMap<(bool, StatementId), usize> = places.collect();
        for at in 0..self.tellings.len() {
            let account = self.tellings[at].account;
            let lead = account.of.filter(|_| account.role != Role::Ring);
            let of = lead.and_then(|id| places.get(&key(account, id)).copied()).filter(|of| *of != at);
            if let Some(of) = of {
                self.tellings[at].of = Some(of);
                self.tellings[of].below.push(at);
            }
        }
    }

    /// Finds the roots and the sizes. Should leads run in a circle that nobody called a ring, its first becomes a root.
    fn plant(&mut self) {
        let mut order: Vec<usize> = Vec::with_capacity(self.tellings.len());
        let mut is_reached = vec![false; self.tellings.len()];
        let leading = (0..self.tellings.len()).filter(|at| self.tellings[*at].of.is_none());
        let others = (0..self.tellings.len()).filter(|at| self.tellings[*at].of.is_some());
        for root in leading.chain(others).collect::<Vec<_>>() {
            if is_reached[root] {
                continue;
            }
            if let Some(of) = self.tellings[root].of.take() {
                self.tellings[of].below.retain(|below| *below != root);
            }
            self.roots[usize::from(self.tellings[root].account.denies)].push(root);
            let from = order.len();
            order.push(root);
            is_reached[root] = true;
            let mut next = from;
            while let Some(at) = order.get(next).copied() {
                for below in &self.tellings[at].below {
                    is_reached[*below] = true;
                    order.push(*below);
                }
                next += 1;
            }
        }
        self.roots.iter_mut().for_each(|roots| roots.sort_unstable());
        for at in order.into_iter().rev() {
            if let Some(of) = self.tellings[at].of {
                self.tellings[of].size += self.tellings[at].size;
            }
        }
    }

    /// Those that go back to nothing, first published first.
    pub(crate) fn roots(&self, denying: bool) -> &[usize] {
        &self.roots[usize::from(denying)]
    }

    /// The origins among them, as indices.
    pub(crate) fn origins(&self, denying: bool) -> impl Iterator<Item = usize> {
        let is_origin = |at: &usize| self.tellings[*at].account.role == Role::Origin;
        self.roots(denying).iter().copied().filter(is_origin)
    }

    /// The telling whose words stand for the claim: the first origin, else the first that affirms it.
    pub(crate) fn first(&self) -> Option<&Telling<'l>> {
        let first = self.origins(false).next().or_else(|| self.roots(false).first().copied());
        first.map(|at| &self.tellings[at])
    }

    /// A telling and all that go back to it, as indices.
    pub(crate) fn under(&self, at: usize) -> impl Iterator<Item = usize> {
        let mut open = vec![at];
        std::iter::from_fn(move || {
            let at = open.pop()?;
            open.extend(self.tellings[at].below.iter().rev());
            Some(at)
        })
    }

    /// The numbers of a claim.
    pub(crate) fn counts(&self) -> Counts<'l> {
        let documents: BTreeSet<DocumentId> = self.tellings.iter().map(|one| one.document.id()).collect();
        let outlets: BTreeSet<&str> = self.tellings.iter().filter_map(|one| one.document.outlet()).collect();
        let dates: BTreeSet<&str> = self.tellings.iter().filter_map(Telling::published).collect();
        let denials = self.tellings.iter().filter(|one| one.account.denies).count();
        Counts {
            origins: self.origins(false).count(),
            statements: self.tellings.len() - denials,
            denials,
            documents: documents.len(),
            outlets: outlets.len(),
            dates: dates.first().copied().zip(dates.last().copied()),
        }
    }
}

#[cfg(test)]
#[path = "chain/made.rs"]
pub(crate) mod made;

#[cfg(test)]
mod tests {
    use super::made::{Made, said};

    /// Each telling as `index of index, size`, in order.
    fn check(made: &Made, expect: &str, said: &[usize], denied: &[usize]) {
        let chain = made.chain();
        let shown = |(at, one): (usize, &super::Telling<'_>)| match one.of {
            Some(of) => format!("{at} of {of}, {}", one.size),
            None => format!("{at}, {}", one.size),
        };
        assert_eq!(chain.tellings.iter().enumerate().map(shown).collect::<Vec<_>>().join("; "), expect);
        assert_eq!((chain.roots(false), chain.roots(true)), (said, denied));
    }

    #[test]
    fn what_hangs_on_what() {
        let made = Made::new(vec![
            said("origin", None),
            said("copy", Some(0)),
            said("relay", Some(1)),
            said("origin", None).denying(),
            said("copy", Some(3)).denying(),
        ]);
        check(&made, "0, 3; 1 of 0, 2; 2 of 1, 1; 3, 2; 4 of 3, 1", &[0], &[3]);
    }

    #[test]
    fn circles_end() {
        // A ring that is known, what hangs on it, one that nobody knew of, and one that goes back to itself.
        let made = Made::new(vec![
            said("ring", Some(1)),
            said("ring", Some(0)),
            said("copy", Some(1)),
            said("copy", Some(4)),
            said("copy", Some(3)),
            said("copy", Some(5)),
        ]);
        check(&made, "0, 1; 1, 2; 2 of 1, 1; 3, 2; 4 of 3, 1; 5, 1", &[0, 1, 3, 5], &[]);
    }

    #[test]
    fn long_chains_do_not_overflow() {
        let made = Made::new((0..50_000).map(|at: usize| said("relay", at.checked_sub(1))).collect());
        let chain = made.chain();
        assert_eq!((chain.tellings[0].size, chain.under(0).count()), (50_000, 50_000));
    }

    #[test]
    fn numbers() {
        let mut all = vec![said("origin", None), said("copy", Some(0)), said("origin", None).denying()];
        all[1].published = Some("2019-05".to_owned());
        all[2].published = None;
        let made = Made::new(all);
        let counts = made.chain().counts();
        let numbers = [counts.origins, counts.statements, counts.denials, counts.documents, counts.outlets];
        assert_eq!(numbers, [1, 2, 1, 3, 3]);
        assert_eq!(counts.dates, Some(("2019-05", "2019-05-01")));
    }
}
