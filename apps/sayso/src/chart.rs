//! A claim as a picture: time from left to right, a row for each outlet, a mark for each telling.
//!
//! Whole pixels everywhere, and no measuring of text: letters are taken to be as wide as the widest usual ones.

mod columns;
mod marks;
mod draw;

use std::collections::BTreeMap;

use crate::chain::Chain;
use crate::fold::{Few, Limits, Rest, What, fold};
use columns::{Column, columns};

pub(crate) use draw::{Frame, draw, style};

/// Tellings that are drawn one by one,
const MARKS: usize = 60;
/// of them denials, at most.
const DENIALS: usize = 20;
const FEW: Limits =
    Limits { roots: Few { most: 24, first: 12 }, below: Few { most: 12, first: 5 }, total: MARKS, depth: usize::MAX };

/// Pixels from one line of marks to the next.
const LINE: usize = 22;
/// A picture of so many pixels has the names of its rows beside them, a narrower one above.
const WIDE: usize = 700;
/// Room for names beside their rows, in pixels.
const GUTTER: usize = 236;
/// Pixels from the top of a row to its first line, with its name above that,
const NAME: usize = 20;
/// and without.
const ABOVE: usize = 6;
/// Pixels below the last line of a row.
const BELOW: usize = 6;
/// Pixels between marks.
const BETWEEN: usize = 4;

/// What a mark stands for.
pub(crate) enum Stands {
    /// A telling, by index; an origin has a sign, by which the key names it.
    One { at: usize, sign: Option<String> },
    /// Tellings that are not drawn, and on what they hang.
    Rest(Rest),
}

/// A mark of the picture. Its middle is `(x, y)`, in pixels.
pub(crate) struct Mark {
    pub(crate) stands: Stands,
    pub(crate) denies: bool,
    /// The mark that it goes back to, as an index.
    pub(crate) of: Option<usize>,
    pub(crate) x: usize,
    pub(crate) y: usize,
}

/// A row of the picture: its name, and where it begins.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) y: usize,
}

/// Where everything stands; pixels from the upper left.
pub(crate) struct Layout {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) marks: Vec<Mark>,
    /// Room for names beside the rows; 0 if they stand above.
    pub(crate) gutter: usize,
    pub(crate) height: usize,
}

impl Mark {
    /// Pixels from left to right.
    fn width(&self) -> usize {
        match &self.stands {
            Stands::One { sign: Some(_), .. } => 20,
            Stands::One { .. } => 14,
            Stands::Rest(rest) => marks::pill_width(&marks::short(rest.count())),
        }
    }
}

/// A mark that has no place yet: its row's name and its date.
struct Loose {
    mark: Mark,
    row: String,
    date: Option<String>,
}

/// Where the marks of a claim stand in a picture that is `width` pixels wide.
pub(crate) fn layout(chain: &Chain<'_>, width: usize) -> Layout {
    let mut loose = Vec::new();
    let denials = fold(chain, true, FEW.with_total(DENIALS));
    let drawn = denials.iter().filter(|line| matches!(line.what, What::One(_))).count();
    scatter(chain, false, fold(chain, false, FEW.with_total(MARKS - drawn)), &mut loose);
    scatter(chain, true, denials, &mut loose);
    place(loose, width)
}

/// Marks of the lines of one stance, with their rows and dates.
fn scatter(chain: &Chain<'_>, denies: bool, lines: Vec<crate::fold::Line>, loose: &mut Vec<Loose>) {
    let signs: BTreeMap<usize, String> =
        chain.origins(denies).enumerate().map(|(count, at)| (at, sign(count, denies))).collect();
    let mut marks: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines {
        let of = line.of.and_then(|of| marks.get(&of)).copied();
        let (stands, row, date) = match line.what {
            What::One(at) => {
                marks.insert(at, loose.len());
                let one = &chain.tellings[at];
                let stands = Stands::One { at, sign: signs.get(&at).cloned() };
                (stands, one.place().to_owned(), one.published().map(str::to_owned))
            }
            What::Rest(rest) => {
                let row = line.of.map_or("others", |of| chain.tellings[of].place()).to_owned();
                let date = rest.first.clone();
                (Stands::Rest(rest), row, date)
            }
        };
        loose.push(Loose { mark: Mark { stands, denies, of, x: 0, y: 0 }, row, date });
    }
}

/// Origins are 1, 2, 3; those that deny A, B, ... Z, AA, AB.
pub(crate) fn sign(count: usize, denies: bool) -> String {
    if !denies {
        return (count + 1).to_string();
    }
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    match count / 26 {
        0 => letter(count).to_string(),
        before => sign(before - 1, true) + &letter(count).to_string(),
    }
}

/// Gives every mark its place: rows in the order of their first date, in a cell one mark after the other, in as many lines as it
/// takes.
fn place(mut loose: Vec<Loose>, width: usize) -> Layout {
    let mut firsts: BTreeMap<&str, (bool, &str, usize)> = BTreeMap::new();
    for (at, one) in loose.iter().enumerate() {
        let first = (one.date.is_none(), one.date.as_deref().unwrap_or_default(), at);
        let known = firsts.entry(&one.row).or_insert(first);
        *known = first.min(*known);
    }
    let mut names: Vec<(&str, (bool, &str, usize))> = firsts.into_iter().collect();
    names.sort_by_key(|(_, first)| *first);
    let names: Vec<String> = names.into_iter().map(|(name, _)| name.to_owned()).collect();
    let numbers: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let needs: Vec<(Option<&str>, usize, usize)> =
        loose.iter().map(|one| (one.date.as_deref(), numbers[one.row.as_str()], one.mark.width() + BETWEEN)).collect();
    let gutter = if width < WIDE { 0 } else { GUTTER };
    let (mut columns, of_date) = columns(&needs, width - gutter);
    columns.iter_mut().for_each(|column| column.x += gutter);
    let mut cells: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, one) in loose.iter().enumerate() {
        cells.entry((numbers[one.row.as_str()], of_date[at])).or_default().push(at);
    }
    let mut tallest = vec![1; names.len()];
    for ((row, column), marks) in &cells {
        let lines = fill(&mut loose, marks, &columns[*column]);
        tallest[*row] = lines.max(tallest[*row]);
    }
    let mut rows: Vec<Row> = Vec::new();
    let above = if gutter > 0 { ABOVE } else { NAME };
    let mut y = columns::HEAD;
    for (name, lines) in names.iter().zip(tallest) {
        rows.push(Row { name: name.clone(), y });
        y += above + lines * LINE + BELOW;
    }
    let tops: Vec<usize> = loose.iter().map(|one| rows[numbers[one.row.as_str()]].y).collect();
    for (one, top) in loose.iter_mut().zip(tops) {
        one.mark.y += top + above + LINE / 2;
    }
    Layout { columns, rows, marks: loose.into_iter().map(|one| one.mark).collect(), gutter, height: y }
}

/// Sets the marks of a cell in lines, `y` counted from the first line; how many lines it took.
fn fill(loose: &mut [Loose], marks: &[usize], column: &Column) -> usize {
    let (mut x, mut line) = (0, 0);
    for at in marks {
        let mark = &mut loose[*at].mark;
        let width = mark.width();
        if x > 0 && x + width > column.width {
            (x, line) = (0, line + 1);
        }
        mark.x = column.x + x + width / 2;
        mark.y = line * LINE;
        x += width + BETWEEN;
    }
    line + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::made::{Given, Made, said};

    /// No mark on another, none outside.
    #[track_caller]
    fn check(given: Vec<Given>, width: usize, most: usize) {
        let made = Made::new(given);
        let layout = layout(&made.chain(), width);
        assert!(layout.marks.len() <= most, "{} marks", layout.marks.len());
        for (at, one) in layout.marks.iter().enumerate() {
            let half = one.width() / 2;
            assert!(one.x >= half && one.x + half <= width && one.y + LINE / 2 <= layout.height);
            for other in &layout.marks[..at] {
                let apart = one.x.abs_diff(other.x) >= (one.width() + other.width()) / 2;
                assert!(apart || one.y.abs_diff(other.y) >= LINE, "{},{} {},{}", one.x, one.y, other.x, other.y);
            }
        }
        for pair in layout.columns.windows(2) {
            assert!(pair[0].x + pair[0].width < pair[1].x, "columns are apart");
        }
    }

    #[test]
    fn marks_never_overlap() {
        let dated = |at: usize, date: Option<String>| {
            let mut one = said(if at == 0 { "origin" } else { "copy" }, at.checked_sub(1).map(|at| at / 9));
            (one.published, one.outlet) = (date, Some(format!("Outlet {}", at % 4)));
            one
        };
        for width in [336, 900] {
            let day = (0..500).map(|at| dated(at, Some("2019-05-07".to_owned()))).collect();
            check(day, width, 120);
            let days = (0..60).map(|at| dated(at, Some(format!("20{:02}-0{}", at, 1 + at % 9)))).collect();
            check(days, width, 120);
            check((0..30).map(|at| dated(at, (at % 2 == 0).then(|| "2019".to_owned()))).collect(), width, 120);
            check((0..30).map(|at| dated(at, None)).collect(), width, 120);
            check((0..30).map(|_| said("origin", None)).collect(), width, 13);
            check(vec![], width, 0);
        }
    }

    #[test]
    fn fifty_thousand_are_a_picture() {
        check((0..50_000).map(|at: usize| said("copy", at.checked_sub(1).map(|_| 0))).collect(), 336, 7);
        check((0..50_000).map(|at: usize| said("relay", at.checked_sub(1))).collect(), 900, 61);
    }

    #[test]
    fn signs() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 702].into_iter().map(|count| sign(count, true)).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "AAA"]);
        assert_eq!(sign(0, false), "1");
    }
}
