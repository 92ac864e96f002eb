//! What an expression says, before anybody asks from when.

use std::ops::Range;

use super::{Grain, Modifier};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The grain of a date that this unit shifts; none below a day.
    pub(super) fn grain(self) -> Option<Grain> {
        Some(match self {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Grain::Day,
            Unit::Weekend => Grain::Weekend,
            Unit::Week | Unit::Fortnight => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter,
            Unit::Year => Grain::Year,
            Unit::Decade => Grain::Decade,
            Unit::Century => Grain::Century,
        })
    }

    /// Before and after the number of a period.
    pub(super) fn letters(self) -> (&'static str, &'static str) {
        match self {
            Unit::Second => ("PT", "S"),
            Unit::Minute => ("PT", "M"),
            Unit::Hour => ("PT", "H"),
            Unit::Day => ("P", "D"),
            Unit::Weekend => ("P", "WE"),
            Unit::Week | Unit::Fortnight => ("P", "W"),
            Unit::Month => ("P", "M"),
            Unit::Quarter => ("P", "Q"),
            Unit::Year => ("P", "Y"),
            Unit::Decade => ("P", "DE"),
            Unit::Century => ("P", "CE"),
        }
    }

    /// How many of the units that `letters` names.
    pub(super) fn times(self) -> f64 {
        if self == Unit::Fortnight { 2.0 } else { 1.0 }
    }
}

/// A season, by the year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn letters(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The month with which it begins.
    pub(super) fn first_month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    pub(super) fn letters(self) -> &'static str {
        match self {
            Part::Morning => "TMO",
            Part::Afternoon => "TAF",
            Part::Evening => "TEV",
            Part::Night => "TNI",
        }
    }
}

/// Which one of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing said: the last one, or the next one if the clause speaks of the future.
    Near,
    /// "last"
    Last,
    /// "this"
    This,
    /// "next"
    Next,
    /// "this coming"
    Coming,
    /// "the previous", before what was narrated.
    Previous,
    /// "the following", after what was narrated.
    Following,
    /// "the same", what was narrated.
    Same,
}

/// From when something is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The day of writing.
    Writing,
    /// What was narrated last.
    Narrated,
    /// What was narrated last, else the day of writing.
    Either,
}

/// A year, or which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    Given(i16),
    Shift(i16),
    Step(Step),
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    Of(f64),
    /// "several", "a few"
    Some,
}

/// A day that is kept each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// Days from Easter Sunday.
    Easter(i16),
    /// Month, weekday from 0 for Monday, which one of the month; -1 the last.
    Nth(i8, i8, i8),
    /// The Tuesday after the first Monday in November.
    Election,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// Words that are no time though they look like it; they take their tokens and give nothing.
    Nothing,
    /// "8 February 2018", "February 8", "February 2018", "February".
    Calendar { year: Option<i16>, month: i8, day: Option<i8> },
    /// "July last year", "on 5 May this year": years from that of writing.
    InYear { month: i8, day: Option<i8>, by: i16 },
    /// "last November".
    Month(i8, Step),
    /// "Monday", "last Monday"; from 0 for Monday.
    Weekday(i8, Step),
    /// "the weekend", "last weekend".
    Weekend(Step),
    /// "last autumn", "the summer of 2018".
    Season(Season, YearOf),
    /// "the first quarter of 2018"; from 1.
    Quarter(i8, YearOf),
    /// "the second half of last year"; from 1.
    Half(i8, YearOf),
    /// "Christmas", "Easter 2018".
    Feast(Feast, YearOf),
    /// "yesterday", "last week", "two years ago", "the next day", "that month".
    Shift { unit: Unit, by: i32, from: From },
    /// A value that needs no reckoning, with its grain: "2018", "the 1990s", "the 19th century".
    Written(String, Option<Grain>),
    /// "now", "recently".
    Reference(&'static str),
    /// "at the time".
    TheTime,
    /// "three days".
    Period(Amount, Unit),
    /// "the past three days"; whether it lies ahead.
    Window(Amount, Unit, bool),
    /// "every Monday", "daily".
    Set(String, Option<Grain>),
    /// From one to the other.
    Range(Box<Expression>, Box<Expression>),
}

/// An hour and what is known of its minutes and zone, as `T17:30Z`.
pub(super) type Clock = String;

/// An expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression {
    pub(super) tokens: Range<usize>,
    pub(super) meaning: Meaning,
    pub(super) modifier: Option<Modifier>,
    pub(super) part: Option<Part>,
    pub(super) clock: Option<Clock>,
}

impl Expression {
    pub(super) fn new(tokens: Range<usize>, meaning: Meaning) -> Expression {
        Expression { tokens, meaning, modifier: None, part: None, clock: None }
    }

    pub(super) fn part(mut self, part: Part) -> Expression {
        self.part = Some(part);
        self
    }

    pub(super) fn modified(mut self, modifier: Modifier) -> Expression {
        self.modifier = Some(modifier);
        self
    }

    /// The same meaning in more or fewer words.
    pub(super) fn over(mut self, tokens: Range<usize>) -> Expression {
        self.tokens = tokens;
        self
    }

    /// Whether it names a day on which a clock can show something.
    pub(super) fn is_day(&self) -> bool {
        self.clock.is_none()
            && match &self.meaning {
                Meaning::Calendar { day, .. } | Meaning::InYear { day, .. } => day.is_some(),
                Meaning::Weekday(..) | Meaning::Feast(..) => true,
                Meaning::Shift { unit, .. } => *unit == Unit::Day,
                Meaning::Written(_, grain) => *grain == Some(Grain::Day),
                _ => false,
            }
    }
}
