//! Which tellings of a claim are shown one by one, and what the rest of them is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use sayso_trace::Role;

use crate::chain::Chain;

/// How much is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Of what goes back to nothing.
    pub(crate) roots: Few,
    /// Of what goes back to one and the same.
    pub(crate) below: Few,
    /// Tellings in all.
    pub(crate) total: usize,
    /// Steps below a root.
    pub(crate) depth: usize,
}

/// If there are more than `most`, `first` of them are shown: those on which the most hang.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Few {
    pub(crate) most: usize,
    pub(crate) first: usize,
}

impl Few {
    const ALL: Few = Few { most: usize::MAX, first: usize::MAX };
}

impl Limits {
    /// Everything.
    pub(crate) const ALL: Limits = Limits { roots: Few::ALL, below: Few::ALL, total: usize::MAX, depth: usize::MAX };
    /// What fits a reader's patience.
    pub(crate) const READABLE: Limits =
        Limits { roots: Few { most: 40, first: 20 }, below: Few { most: 12, first: 5 }, total: 300, depth: 12 };

    /// The same, with so many in all.
    pub(crate) fn with_total(self, total: usize) -> Limits {
        Limits { total, ..self }
    }
}

/// Tellings that are not shown one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rest {
    roles: BTreeMap<Role, usize>,
    /// Different ones that are named.
    outlets: usize,
    /// First date of publication.
    pub(crate) first: Option<String>,
}

impl Rest {
    fn of(chain: &Chain<'_>, hidden: &[usize]) -> Rest {
        let (mut rest, mut outlets) = (Rest::default(), BTreeSet::new());
        for at in hidden.iter().flat_map(|at| chain.under(*at)) {
            let one = &chain.tellings[at];
            *rest.roles.entry(one.account.role).or_default() += 1;
            outlets.extend(one.document.outlet());
            let is_first = |date: &&str| rest.first.as_deref().is_none_or(|first| *date < first);
            if let Some(date) = one.published().filter(is_first) {
                rest.first = Some(date.to_owned());
            }
        }
        rest.outlets = outlets.len();
        rest
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.roles.values().sum()
    }
}

/// "and 412 more copies (37 outlets)", "and 415 more (37 outlets): 3 relays, 412 copies".
impl std::fmt::Display for Rest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let many = |(role, count): (&Role, &usize)| format!("{} {}", thousands(*count), noun(*role, *count));
        let outlets = match self.outlets {
            0 => String::new(),
            count => format!(" ({})", plural(count, "outlet")),
        };
        write!(f, "and {} more", thousands(self.count()))?;
        match self.roles.first_key_value() {
            Some((role, count)) if self.roles.len() == 1 => write!(f, " {}{outlets}", noun(*role, *count)),
            _ => write!(f, "{outlets}: {}", self.roles.iter().map(many).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// "copy", "copies".
fn noun(role: Role, count: usize) -> &'static str {
    let (one, many) = match role {
        Role::Origin => ("origin", "origins"),
        Role::Report => ("report", "reports"),
        Role::Repeat => ("repeat", "repeats"),
        Role::Relay => ("relay", "relays"),
        Role::Copy => ("copy", "copies"),
        Role::Ring => ("of a ring", "of a ring"),
        Role::Rumour => ("rumour", "rumours"),
    };
    if count == 1 { one } else { many }
}

/// "1 outlet", "2 outlets".
pub(crate) fn plural(count: usize, what: &str) -> String {
    format!("{} {what}{}", thousands(count), if count == 1 { "" } else { "s" })
}

/// "1,234".
pub(crate) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Steps below a root.
    pub(crate) depth: usize,
    /// The telling below which it stands.
    pub(crate) of: Option<usize>,
    pub(crate) what: What,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A telling, by index.
    One(usize),
    /// Those beside it that are not shown.
    Rest(Rest),
}

/// What is shown below one telling, and what is not.
#[derive(Default)]
struct Portion {
    shown: Vec<usize>,
    hidden: Vec<usize>,
}

/// The lines of those that affirm the claim, or of those that deny it: each telling, then what goes back to it. What stands
/// nearer to an origin is shown before what is farther.
pub(crate) fn fold(chain: &Chain<'_>, denying: bool, limits: Limits) -> Vec<Line> {
    let mut portions: BTreeMap<Option<usize>, Portion> = BTreeMap::new();
    let mut open: VecDeque<(Option<usize>, usize)> = VecDeque::from([(None, 0)]);
    let mut left = limits.total;
    while let Some((of, depth)) = open.pop_front() {
        let (siblings, few) = match of {
            None => (chain.roots(denying), limits.roots),
            Some(at) => (chain.tellings[at].below.as_slice(), limits.below),
        };
        let few = if depth > limits.depth { Few { most: 0, first: 0 } } else { few };
        let portion = portion(chain, siblings, few, left);
        left -= portion.shown.len();
        open.extend(portion.shown.iter().map(|at| (Some(*at), depth + 1)));
        portions.insert(of, portion);
    }
    lines(chain, &portions)
}

fn portion(chain: &Chain<'_>, siblings: &[usize], few: Few, left: usize) -> Portion {
    let count = if siblings.len() > few.most { few.first } else { siblings.len() }.min(left);
    if count >= siblings.len() {
        return Portion { shown: siblings.to_vec(), hidden: Vec::new() };
    }
    let mut shown = siblings.to_vec();
    shown.sort_by_key(|at| (std::cmp::Reverse(chain.tellings[*at].size), *at));
    let hidden = shown.split_off(count);
    Portion { shown, hidden }
}

fn lines(chain: &Chain<'_>, portions: &BTreeMap<Option<usize>, Portion>) -> Vec<Line> {
    let below = |of: Option<usize>, depth: usize| {
        let Portion { shown, hidden } = &portions[&of];
        let rest = (!hidden.is_empty()).then(|| What::Rest(Rest::of(chain, hidden)));
        // The last first, for a stack.
        rest.into_iter().chain(shown.iter().rev().map(|at| What::One(*at))).map(move |what| Line { depth, of, what })
    };
    let mut open: Vec<Line> = below(None, 0).collect();
    let mut out = Vec::new();
    while let Some(line) = open.pop() {
        if let What::One(at) = line.what {
            open.extend(below(Some(at), line.depth + 1));
        }
        out.push(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::made::{Given, Made, said};

    fn check(given: Vec<Given>, limits: Limits, expect: &str) {
        let made = Made::new(given);
        let shown = |line: &Line| {
            let what = match &line.what {
                What::One(at) => at.to_string(),
                What::Rest(rest) => rest.to_string(),
            };
            format!("{}{what}", " ".repeat(line.depth))
        };
        let lines = fold(&made.chain(), false, limits);
        assert_eq!(lines.iter().map(shown).collect::<Vec<_>>().join("\n"), expect);
    }

    fn star(copies: usize) -> Vec<Given> {
        let mut all = vec![said("origin", None)];
        all.extend((0..copies).map(|_| said("copy", Some(0))));
        all
    }

    #[test]
    fn twelve_are_shown_thirteen_are_not() {
        check(star(2), Limits::READABLE, "0\n 1\n 2");
        let all: Vec<String> = (1..=12).map(|at| format!("\n {at}")).collect();
        check(star(12), Limits::READABLE, &format!("0{}", all.concat()));
        check(star(13), Limits::READABLE, "0\n 1\n 2\n 3\n 4\n 5\n and 8 more copies (8 outlets)");
        let all: Vec<String> = (1..=13).map(|at| format!("\n {at}")).collect();
        check(star(13), Limits::ALL, &format!("0{}", all.concat()));
    }

    #[test]
    fn those_on_which_the_most_hang_come_first() {
        let mut all = star(13);
        all.extend([said("relay", Some(13)), said("relay", Some(12)), said("relay", Some(14))]);
        let expect = "0\n 13\n  14\n   16\n 12\n  15\n 1\n 2\n 3\n and 8 more copies (8 outlets)";
        check(all.clone(), Limits::READABLE, expect);
        check(
            all,
            Limits::READABLE.with_total(3),
            "0\n 13\n  and 2 more relays (2 outlets)\n 12\n  and 1 more relay (1 outlet)\n and 11 more copies (11 outlets)",
        );
    }

    #[test]
    fn the_rest_is_told_by_role() {
        let mut all = star(2);
        all.extend([said("relay", Some(2)), said("report", Some(3))]);
        all.iter_mut().skip(3).for_each(|one| one.outlet = Some(String::new()));
        let none = Few { most: 1, first: 1 };
        let limits = Limits { below: none, ..Limits::READABLE };
        check(all, limits, "0\n 2\n  3\n   4\n and 1 more copy (1 outlet)");
        let mut all = star(1);
        all.extend([said("relay", Some(1)), said("report", Some(2))]);
        check(all, Limits { depth: 0, ..Limits::READABLE }, "0\n and 3 more (3 outlets): 1 report, 1 relay, 1 copy");
    }

    #[test]
    fn fifty_thousand_are_a_page() {
        let lines = fold(&Made::new(star(50_000)).chain(), false, Limits::READABLE);
        assert_eq!(lines.len(), 7);
        let What::Rest(rest) = &lines[6].what else { panic!("{lines:?}") };
        assert_eq!(rest.to_string(), "and 49,995 more copies (49,995 outlets)");
        let chain: Vec<Given> = (0..50_000).map(|at: usize| said("relay", at.checked_sub(1))).collect();
        assert_eq!(fold(&Made::new(chain).chain(), false, Limits::READABLE).len(), 14);
        // Five at each step down would be 97,656.
        let wide: Vec<Given> = (0..50_000).map(|at: usize| said("relay", at.checked_sub(1).map(|at| at / 5))).collect();
        let lines = fold(&Made::new(wide).chain(), false, Limits::READABLE);
        assert_eq!(lines.iter().filter(|line| matches!(line.what, What::One(_))).count(), 300);
    }
}
