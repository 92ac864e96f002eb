//! Of two documents that share text, which has it from which?

use sayso_resolve::is_name_of_outlet;

use super::sketch::Sketch;
use super::words::{NAME, Word, hashes};

/// Why one is taken for the source of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A person said so.
    Decided,
    /// The copy credits the source's outlet in its dateline, its byline or at its foot.
    Credited,
    /// The copy names the source's outlet in its text.
    Named,
    /// The source was published first.
    PublishedFirst,
    /// The source bears the later date; something else outweighs that, so one of the dates is wrong.
    DatedBefore,
    /// The dates don't say who was first: one has none, or both are of one day.
    DatesTie,
    /// The source is of an agency, whose dateline names itself.
    Agency,
    /// Less of the source is in the copy than of the copy in the source: the copy is a cut.
    Longer,
    /// Within shared sentences the copy leaves words out.
    WordsCut,
    /// Both are of one outlet, which uses its own text again.
    SameOutlet,
    /// Nothing tells; the one that stands first by date and id was taken.
    Undecided,
}

/// What is known of how two documents share text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// One has it from the other.
    Copy {
        /// Whether the first is the source.
        is_first_source: bool,
        /// How much more speaks for this direction than for the other.
        points: i32,
        /// In order.
        reasons: Vec<Reason>,
    },
    /// Both have it from an outlet that both credit, or the later one does.
    Siblings(String),
}

/// How much is shared: of both documents their length, what is shared, and what they have more within the passages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) lengths: [usize; 2],
    pub(super) words: usize,
    pub(super) extra: [usize; 2],
}

const CREDITED: i32 = 8;
const NAMED: i32 = 3;
const DAYS_BEFORE: i32 = 4;
const MINUTES_BEFORE: i32 = 2;
const AGENCY: i32 = 2;
const CUT: i32 = 1;
/// The share of the copy is larger by so much, in percent, where it is a cut.
const LARGER_PERCENT: usize = 10;
/// So many words more are left out by the one than by the other.
const MORE_CUT: usize = 3;

/// Which of two documents has its text from the other.
pub(super) fn judge(first: &Sketch, second: &Sketch, amount: Amount) -> Verdict {
    let backwards =
        Amount { lengths: [amount.lengths[1], amount.lengths[0]], extra: [amount.extra[1], amount.extra[0]], ..amount };
    let (from_first, from_second) = (speaks(first, second, amount), speaks(second, first, backwards));
    let credited = |reasons: &[(Reason, i32)]| reasons.iter().any(|(reason, _)| *reason == Reason::Credited);
    if !credited(&from_first)
        && !credited(&from_second)
        && let Some(name) = unseen(first, second)
    {
        return Verdict::Siblings(name);
    }
    let sum = |reasons: &[(Reason, i32)]| reasons.iter().map(|(_, points)| points).sum::<i32>();
    let points = sum(&from_first) - sum(&from_second);
    let is_first_source = points > 0 || points == 0 && first.order() <= second.order();
    let (of, against) = if is_first_source { (from_first, from_second) } else { (from_second, from_first) };
    let mut reasons: Vec<Reason> = of.into_iter().map(|(reason, _)| reason).collect();
    let is_before = against.iter().any(|(reason, _)| *reason == Reason::PublishedFirst);
    reasons.extend(is_before.then_some(Reason::DatedBefore));
    let is_dated = is_before || reasons.contains(&Reason::PublishedFirst);
    reasons.extend((!is_dated).then_some(Reason::DatesTie));
    reasons.extend(is_same_outlet(first, second).then_some(Reason::SameOutlet));
    reasons.extend((points == 0).then_some(Reason::Undecided));
    reasons.sort_unstable();
    Verdict::Copy { is_first_source, points: points.abs(), reasons }
}

/// What speaks for `source` being the source of `copy`, and how loudly.
fn speaks(source: &Sketch, copy: &Sketch, amount: Amount) -> Vec<(Reason, i32)> {
    let names = |names: &[String]| {
        let outlet = source.outlet.as_deref();
        outlet.is_some_and(|outlet| names.iter().any(|name| is_name_of_outlet(name, outlet)))
    };
    let is_same = is_same_outlet(source, copy);
    let days = source.published.zip(copy.published).and_then(|(source, copy)| source.days_before(copy));
    let share = |at: usize| amount.words * 100 / amount.lengths[at].max(1);
    let [left_out, put_in] = amount.extra;
    let mut out = Vec::new();
    let mut speaks = |reason, points, does: bool| out.extend(does.then_some((reason, points)));
    let is_credited = !is_same && names(&copy.credits.credited);
    speaks(Reason::Credited, CREDITED, is_credited);
    let is_named = || names(&copy.credits.named) || source.outlet.as_deref().is_some_and(|name| stands_in(name, copy));
    speaks(Reason::Named, NAMED, !is_same && !is_credited && is_named());
    speaks(Reason::PublishedFirst, if days == Some(0) { MINUTES_BEFORE } else { DAYS_BEFORE }, days.is_some());
    speaks(Reason::Agency, AGENCY, !is_same && source.credits.is_agency && !copy.credits.is_agency);
    // An outlet's own text grows from one version to the next.
    speaks(Reason::Longer, CUT, !is_same && share(1) >= share(0) + LARGER_PERCENT);
    speaks(Reason::WordsCut, CUT, !is_same && left_out >= 2 * put_in && left_out >= put_in + MORE_CUT);
    out
}

fn is_same_outlet(one: &Sketch, other: &Sketch) -> bool {
    let both = one.outlet.as_deref().zip(other.outlet.as_deref());
    both.is_some_and(|(one, other)| is_name_of_outlet(one, other))
}

/// Whether the article names who published the other, where that is no newspaper: a firm of whose press release it is made.
/// A single word has to stand there twice, as many an outlet is called by a common one.
fn stands_in(outlet: &str, copy: &Sketch) -> bool {
    let name = hashes(outlet.strip_prefix("The ").or_else(|| outlet.strip_prefix("THE ")).unwrap_or(outlet));
    let is_it = |words: &&[Word]| words.iter().zip(&name).all(|(word, hash)| word.hash == *hash && word.is(NAME));
    let least = if name.len() == 1 { 2 } else { 1 };
    !name.is_empty() && copy.words.windows(name.len()).filter(is_it).take(least).count() == least
}

/// The third outlet that both credit; or that the later one credits, where the earlier one credits nobody.
fn unseen(one: &Sketch, other: &Sketch) -> Option<String> {
    let (left, right) = (&one.credits.credited, &other.credits.credited);
    let both = left.iter().find(|name| right.iter().any(|other| is_name_of_outlet(name, other)));
    let is_before = |one: &Sketch, other: &Sketch| {
        one.published.zip(other.published).and_then(|(one, other)| one.days_before(other)).is_some()
    };
    let later = match (left.is_empty(), right.is_empty()) {
        (true, false) if is_before(one, other) && !one.credits.is_agency => right.first(),
        (false, true) if is_before(other, one) && !other.credits.is_agency => left.first(),
        _ => None,
    };
    both.or(later).cloned()
}
