//! Tables for people.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

/// One text for each column.
pub(crate) type Cells = Vec<String>;

/// A column: its header and how much room it gets.
pub(crate) struct Column {
    header: &'static str,
    room: Room,
}

/// Widths in characters.
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
    /// At most `width` characters wide.
    pub(crate) const fn fixed(header: &'static str, width: u16) -> Column {
        Column { header, room: Room::Fixed(width) }
    }

    /// At most `width` characters wide, to the right.
    pub(crate) const fn number(header: &'static str, width: u16) -> Column {
        Column { header, room: Room::Number(width) }
    }

    /// A name.
    pub(crate) const fn name(header: &'static str) -> Column {
        Column { header, room: Room::Name }
    }

    /// The column that gets the rest.
    pub(crate) const fn text(header: &'static str) -> Column {
        Column { header, room: Room::Text }
    }

    fn width(&self, terminal: u16) -> Option<u16> {
        match self.room {
            Room::Fixed(width) | Room::Number(width) => Some(width),
            Room::Name => Some((terminal / 8).clamp(11, 28)),
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

/// Writes rows as a table; texts that are too long end in "…".
pub(crate) fn write(out: &mut dyn Write, columns: &[Column], rows: &[Cells]) -> io::Result<()> {
    let width = terminal_width();
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width).set_truncation_indicator("…");
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header(columns.iter().map(|column| column.header));
    for row in rows {
        let cells = row.iter().map(|cell| harmless(cell).split_whitespace().collect::<Vec<_>>().join(" "));
        let mut row = comfy_table::Row::from(cells);
        row.max_height(if width < WIDE { 3 } else { 2 });
        table.add_row(row);
    }
    for (column, place) in columns.iter().zip(table.column_iter_mut()) {
        place.set_padding((0, 2));
        if let Some(width) = column.width(width) {
            place.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(width + 2)));
        }
        if matches!(column.room, Room::Number(_)) {
            place.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
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
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
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
