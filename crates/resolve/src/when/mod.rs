//! When? Time expressions of English news, as [TIMEX3](https://timeml.org) values.
//!
//! They are read in narrative mode: a story tells of what was, so "on Monday" is the last one, and "5 May" the last one,
//! unless the clause speaks of the future. What can't be reckoned stays relative and says so: its anchor is
//! [`Anchor::Unknown`], and its value is a signed period (`-P1D` for "yesterday", `+P2W` for "two weeks later") or has `X`
//! where something is not known (`XXXX-WXX-1` for "Monday", `XXXX-05-05` for "5 May").

mod lexicon;
mod words;
mod expression;
mod calendar;
mod absolute;
mod years;
mod feasts;
mod relative;
mod period;
mod clock;
mod composed;
mod scan;
mod tense;
mod reckon;
mod yearly;
mod narrative;
mod said_words;
mod clause;
mod between;
mod said;

pub use calendar::{AnchorDate, BadAnchorDate};
pub(crate) use lexicon::{MONTHS, WEEKDAYS};
pub use narrative::{document_times, times};
pub use said::said;

use sayso_core::{Anchor, Span};

/// What sort of time: the types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day, or anything longer that the calendar names.
    Date,
    /// A part of a day, or an hour.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// The name as it stands in output.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "date",
            TimeKind::Time => "time",
            TimeKind::Duration => "duration",
            TimeKind::Set => "set",
        }
    }
}

/// The finest unit that a value names, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// Hours or minutes.
    Time,
    /// A morning, a night.
    PartOfDay,
    /// A day.
    Day,
    /// A Saturday with its Sunday.
    Weekend,
    /// From Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months, by the calendar.
    Quarter,
    /// Spring, summer, autumn, winter.
    Season,
    /// Six months, by the calendar.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Grain {
    /// The name as it stands in output.
    pub fn name(self) -> &'static str {
        match self {
            Grain::Time => "time",
            Grain::PartOfDay => "part-of-day",
            Grain::Day => "day",
            Grain::Weekend => "weekend",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Season => "season",
            Grain::Half => "half",
            Grain::Year => "year",
            Grain::Decade => "decade",
            Grain::Century => "century",
        }
    }
}

/// What words such as "late" or "about" do to a value: the `mod` of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// "about three years"
    Approx,
    /// "early May"
    Start,
    /// "mid-May"
    Mid,
    /// "late May"
    End,
    /// "earlier this year"
    Before,
    /// "later this year"
    After,
    /// "more than a year"
    MoreThan,
    /// "almost a year"
    LessThan,
    /// "at least a year"
    EqualOrMore,
    /// "up to a year"
    EqualOrLess,
}

impl Modifier {
    /// The name in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            Modifier::Approx => "APPROX",
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::LessThan => "LESS_THAN",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
        }
    }
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Its words: no preposition before them but the "from" and "between" of a range; "the", "last", "late" belong to it.
    pub span: Span,
    /// What sort of time.
    pub kind: TimeKind,
    /// TIMEX3 value; of a range, its first and last value with a slash between them.
    pub value: String,
    /// The finest unit of the value; none where it names none, as in `PAST_REF`.
    pub grain: Option<Grain>,
    /// What the value was reckoned from.
    pub anchor: Anchor,
    /// What words such as "late" do to it.
    pub modifier: Option<Modifier>,
    /// First and last value of a range, as far as they are known.
    pub range: Option<(String, String)>,
}
