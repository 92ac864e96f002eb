//! Time: which dates share a column, how wide it is, and what stands above it.

use std::collections::{BTreeMap, BTreeSet};

/// Pixels above the rows, for dates.
pub(super) const HEAD: usize = 40;
/// A column's least width, in pixels: as much as its dates take.
const NARROWEST: usize = 58;
/// Pixels between columns.
const APART: usize = 12;
/// Days without a telling from which on the axis is broken.
const LONG: i64 = 62;

/// A stretch of time.
pub(crate) struct Column {
    /// Left edge, in pixels.
    pub(crate) x: usize,
    /// In pixels.
    pub(crate) width: usize,
    /// Two lines: day and month, year.
    pub(crate) label: [String; 2],
    /// Whether much time lies between the column before and this one.
    pub(crate) is_after_gap: bool,
}

/// Dates that stand together, none of them for "no date".
type Stretch<'a> = Option<(&'a str, &'a str)>;

/// The columns of marks, each given by its date, its row and its width in pixels; and for each mark which column it stands in. Days
/// that lie close share a column if there are too many for the picture's width.
pub(super) fn columns(marks: &[(Option<&str>, usize, usize)], width: usize) -> (Vec<Column>, Vec<usize>) {
    let is_undated = marks.iter().any(|(date, ..)| date.is_none());
    let dates: BTreeSet<&str> = marks.iter().filter_map(|(date, ..)| *date).collect();
    let mut stretches: Vec<Stretch<'_>> = dates.into_iter().map(|date| Some((date, date))).collect();
    let most = ((width + APART) / (NARROWEST + APART)).max(2) - usize::from(is_undated);
    while stretches.len() > most {
        let Some(at) = (1..stretches.len()).min_by_key(|at| days(stretches[at - 1], stretches[*at])) else { break };
        let later = stretches.remove(at);
        stretches[at - 1] = stretches[at - 1].zip(later).map(|((first, _), (_, last))| (first, last));
    }
    stretches.extend(is_undated.then_some(None));
    let holds = |stretch: &Stretch<'_>, date: Option<&str>| match (stretch, date) {
        (Some((first, last)), Some(date)) => (*first..=*last).contains(&date),
        (None, date) => date.is_none(),
        _ => false,
    };
    let of_mark = |(date, ..): &(Option<&str>, usize, usize)| stretches.iter().position(|one| holds(one, *date));
    let of_marks: Vec<usize> = marks.iter().map(|mark| of_mark(mark).unwrap_or_default()).collect();
    let mut x = 0;
    let mut out: Vec<Column> = Vec::new();
    for (at, width) in widths(marks, &of_marks, stretches.len(), width).into_iter().enumerate() {
        let is_after_gap = at > 0 && days(stretches[at - 1], stretches[at]) > LONG;
        out.push(Column { x, width, label: label(stretches[at]), is_after_gap });
        x += width + APART;
    }
    (out, of_marks)
}

/// How wide each of so many columns is: as wide as its fullest row, if all that fits.
fn widths(marks: &[(Option<&str>, usize, usize)], of_marks: &[usize], count: usize, width: usize) -> Vec<usize> {
    let mut cells: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for ((_, row, wide), column) in marks.iter().zip(of_marks) {
        *cells.entry((*column, *row)).or_default() += wide;
    }
    let mut wanted = vec![0; count];
    for ((column, _), wide) in cells {
        wanted[column] = wide.saturating_sub(NARROWEST).max(wanted[column]);
    }
    let least = count * NARROWEST + count.saturating_sub(1) * APART;
    let spare = width.saturating_sub(least);
    let all: usize = wanted.iter().sum();
    let (given, even) = if all > spare { (spare, 0) } else { (all, (spare - all) / count.max(1)) };
    wanted.into_iter().map(|wide| NARROWEST + even + wide * given / all.max(1)).collect()
}

/// Year, month and day, as far as they are given.
fn parts(date: &str) -> Option<(i64, Option<usize>, Option<i64>)> {
    let mut parts = date.split('-').map(|part| part.parse::<u16>().ok());
    let year = parts.next()??;
    let month = parts.next().flatten().map(usize::from).filter(|month| (1..=12).contains(month));
    Some((i64::from(year), month, parts.next().flatten().map(i64::from)))
}

/// Days between two stretches, about: months have 31.
fn days(before: Stretch<'_>, after: Stretch<'_>) -> i64 {
    let number = |date: &str| {
        parts(date).map_or(0, |(year, month, day)| year * 372 + month.unwrap_or(1) as i64 * 31 + day.unwrap_or(1))
    };
    before.zip(after).map_or(0, |((_, last), (first, _))| number(first) - number(last))
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "7 May" above "2019", "7–9 May", "May–Jul"; "2019" above "to 2021"; "no date".
fn label(stretch: Stretch<'_>) -> [String; 2] {
    let Some((first, last)) = stretch else { return ["no date".to_owned(), String::new()] };
    let (Some(one), Some(other)) = (parts(first), parts(last)) else {
        return [crate::markup::cut(first, 8), String::new()];
    };
    let month = |at: usize| MONTHS.get(at - 1).copied().unwrap_or_default();
    let day = |(_, at, day): (i64, Option<usize>, Option<i64>)| match (at, day) {
        (Some(at), Some(day)) => format!("{day} {}", month(at)),
        (Some(at), None) => month(at).to_owned(),
        (None, _) => String::new(),
    };
    let above = match (one, other) {
        _ if one == other => day(one),
        _ if one.0 != other.0 => return [one.0.to_string(), format!("to {}", other.0)],
        ((_, Some(a), Some(from)), (_, Some(b), Some(to))) if a == b => format!("{from}–{to} {}", month(a)),
        ((_, Some(a), _), (_, Some(b), _)) if a != b => format!("{}–{}", month(a), month(b)),
        _ => day(other),
    };
    [above, one.0.to_string()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dates: &[&str], width: usize, expect: &str) {
        let marks: Vec<(Option<&str>, usize, usize)> =
            dates.iter().map(|date| (Some(*date).filter(|date| !date.is_empty()), 0, 18)).collect();
        let (columns, of_marks) = columns(&marks, width);
        let shown = |column: &Column| {
            let gap = if column.is_after_gap { "// " } else { "" };
            format!("{gap}{}", column.label.join(" ").trim())
        };
        assert_eq!(columns.iter().map(shown).collect::<Vec<_>>().join(" | "), expect);
        assert!(of_marks.len() == dates.len() && of_marks.iter().all(|at| *at < columns.len().max(1)));
        let end = columns.last().map_or(0, |last| last.x + last.width);
        assert!(end <= width, "{end}");
    }

    #[test]
    fn days_have_columns() {
        check(&[], 300, "");
        check(&["2019-05-07", "2019-05-07", "2019-05-08"], 300, "7 May 2019 | 8 May 2019");
        check(&["2019-05-08", "2021-06-15", ""], 300, "8 May 2019 | // 15 Jun 2021 | no date");
        check(&["2019", "2019-04"], 300, "2019 | // Apr 2019");
        check(&["x\u{1b}y", "99999-99-99"], 300, "99999-9… | x\u{1b}y");
    }

    #[test]
    fn days_that_lie_close_share_one() {
        check(&["2019-05-07", "2019-05-08", "2021-06-15"], 130, "7–8 May 2019 | // 15 Jun 2021");
        check(&["2019-05-07", "2019-06-08", "2021-06-15"], 130, "May–Jun 2019 | // 15 Jun 2021");
        check(&["2019-05-07", "2020-06-08", "2021-06-15", ""], 130, "2019 to 2021 | no date");
    }
}
