//! Tables for people.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

/// One text for each column.
pub(crate) type Cells = Vec<String>;

/// A column: its header and how much room it gets.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    header: &'static str,
    room: Room,
    /// In a narrow table it stands below the column before it.
    below: bool,
}

/// Widths in characters.
#[derive(Clone, Copy)]
enum Room {
    /// At most this wide.
    Fixed(u16),
    /// As `Fixed`, to the right.
    Number(u16),
    /// A name: narrow or wide as the terminal allows.
    Name,
    /// The rest.
    Text,
}

impl Column {
    const fn new(header: &'static str, room: Room) -> Column {
        Column { header, room, below: false }
    }

    /// The same, but below the column before it where the terminal is narrow.
    pub(crate) const fn below(mut self) -> Column {
        self.below = true;
        self
    }

    /// At most `width` characters wide.
    pub(crate) const fn fixed(header: &'static str, width: u16) -> Column {
        Column::new(header, Room::Fixed(width))
    }

    /// At most `width` characters wide, to the right.
    pub(crate) const fn number(header: &'static str, width: u16) -> Column {
        Column::new(header, Room::Number(width))
    }

    /// A name.
    pub(crate) const fn name(header: &'static str) -> Column {
        Column::new(header, Room::Name)
    }

    /// The column that gets the rest.
    pub(crate) const fn text(header: &'static str) -> Column {
        Column::new(header, Room::Text)
    }

    fn width(&self, terminal: u16) -> Option<u16> {
        match self.room {
            Room::Fixed(width) | Room::Number(width) => Some(width),
            Room::Name if terminal < WIDE => Some(16),
            Room::Name => Some((terminal / 8).min(28)),
            Room::Text => None,
        }
    }
}

/// From here on the terminal is wide enough for short rows.
const WIDE: u16 = 120;
/// Where the width is not known.
const USUAL: u16 = 100;
/// Less is not enough for any column.
const NARROWEST: u16 = 60;

/// Width of the terminal in characters: what COLUMNS says, else what the terminal says.
fn terminal_width() -> u16 {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = said.or_else(|| terminal_size::terminal_size().map(|(width, _)| width.0));
    width.unwrap_or(USUAL).max(NARROWEST)
}

/// Writes rows as a table; texts that are too long end in "…", and a column with nothing in it is left out.
pub(crate) fn write(out: &mut dyn Write, columns: &[Column], rows: &[Cells]) -> io::Result<()> {
    let is_filled = |column: usize| rows.iter().any(|row| !row[column].trim().is_empty());
    let filled: Vec<usize> = (0..columns.len()).filter(|column| is_filled(*column)).collect();
    let columns: Vec<Column> = filled.iter().map(|column| columns[*column]).collect();
    let rows: Vec<Cells> = rows.iter().map(|row| filled.iter().map(|column| row[*column].clone()).collect()).collect();
    let width = terminal_width();
    let is_below = |column: &Column| column.below && width < WIDE;
    let piles: Vec<&[Column]> = columns.chunk_by(|_, next| is_below(next)).collect();
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width).set_truncation_indicator("…");
    table.load_style(comfy_table::presets::NOTHING);
    let headers = columns.iter().map(|column| column.header.to_owned()).collect();
    table.set_header(piled(&piles, &headers, width));
    for row in &rows {
        let mut row = comfy_table::Row::from(piled(&piles, row, width));
        row.max_height(if width < WIDE { 3 } else { 2 });
        table.add_row(row);
    }
    for (pile, place) in piles.iter().zip(table.column_iter_mut()) {
        place.set_padding((0, 2));
        if let Some(width) = pile_width(pile, width) {
            place.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(width + 2)));
        }
        if matches!(pile[0].room, Room::Number(_)) {
            place.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// Room for the widest of a pile.
fn pile_width(pile: &[Column], terminal: u16) -> Option<u16> {
    pile.iter().map(|column| column.width(terminal)).max().flatten()
}

/// One text for each pile of columns: its cells below each other, each on one line.
fn piled(piles: &[&[Column]], cells: &Cells, terminal: u16) -> Cells {
    let mut cells = cells.iter().map(|cell| harmless(cell).split_whitespace().collect::<Vec<_>>().join(" "));
    let pile = |pile: &&[Column]| {
        let width = pile_width(pile, terminal).map_or(usize::MAX, usize::from);
        let cells = cells.by_ref().take(pile.len());
        match pile.len() {
            1 => cells.collect(),
            _ => cells.filter(|cell| !cell.is_empty()).map(|cell| cut(&cell, width)).collect::<Vec<_>>().join("\n"),
        }
    };
    piles.iter().map(pile).collect()
}

/// The text, or as much of it as fits, with "…".
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A text that does nothing to a terminal: control characters, which can move the cursor, change the title or forge
/// lines, are shown as their symbols, and characters that reorder or hide text as "�". Line ends and tabs are spaces.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let acts = |c: char| c.is_control() || reorders(c);
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        _ if acts(c) => '�',
        _ => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Bidirectional overrides and isolates, and characters without width that hide in words.
fn reorders(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_safe() {
        let check = |text, expect| assert_eq!(harmless(text), expect);
        check("Żółw “yes”", "Żółw “yes”");
        check("\u{1b}[31mred\u{1b}]0;title\u{7}", "␛[31mred␛]0;title␇");
        check("a\r\nb\tc\0\u{7f}\u{9b}1A", "a  b c␀␡�1A");
        check("exe\u{202e}txt.\u{200b}x\u{feff}", "exe�txt.�x�");
    }
}
