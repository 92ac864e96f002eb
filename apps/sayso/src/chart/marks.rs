//! What a mark looks like. Stances differ in shape and colour, roles in shape and filling.

use std::io::{self, Write};

use sayso_trace::Role;

/// "+412", "+12k".
pub(super) fn short(count: usize) -> String {
    match count {
        0..1_000 => format!("+{count}"),
        1_000..1_000_000 => format!("+{}k", count / 1000),
        _ => format!("+{}m", (count / 1_000_000).min(999)),
    }
}

/// Pixels from left to right of a mark with a text in it.
pub(super) fn pill_width(text: &str) -> usize {
    (12 + 8 * text.chars().count()).max(20)
}

/// A mark with its middle at `(x, y)`.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) denies: bool,
}

impl Shape {
    /// `sd` and `dn` are the classes of the stances.
    fn stance(self) -> &'static str {
        if self.denies { "dn" } else { "sd" }
    }

    /// A mark with a text in it: an origin with its sign, filled, or what is not drawn with its count, hollow.
    pub(super) fn pill(self, out: &mut dyn Write, text: &str, is_origin: bool) -> io::Result<()> {
        let (Shape { x, y, .. }, stance, width) = (self, self.stance(), pill_width(text));
        let rounded = if self.denies { 2 } else { 10 };
        let filling = if is_origin { "full" } else { "hollow" };
        let left = x.saturating_sub(width / 2);
        write!(
            out,
            "<rect class=\"{stance} {filling}\" x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"20\" rx=\"{rounded}\"/>",
            y.saturating_sub(10)
        )?;
        let class = if is_origin { "sign" } else { "more" };
        write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{}\">{text}</text>", y + 4)
    }

    /// The mark of a role without a text.
    pub(super) fn of_role(self, out: &mut dyn Write, role: Role) -> io::Result<()> {
        match role {
            Role::Origin => self.round(out, 9, "full"),
            Role::Report => self.round(out, 5, "full"),
            Role::Repeat => self.round(out, 3, "full"),
            Role::Copy => self.round(out, 5, "hollow"),
            Role::Relay => self.pointed(out),
            Role::Ring => {
                self.round(out, 6, "hollow ring")?;
                self.round(out, 2, "full")
            }
            Role::Rumour => {
                self.round(out, 7, "hollow ring")?;
                write!(out, "<text class=\"more\" x=\"{}\" y=\"{}\">?</text>", self.x, self.y + 4)
            }
        }
    }

    /// A disc, for a denial a square.
    fn round(self, out: &mut dyn Write, radius: usize, filling: &str) -> io::Result<()> {
        let (Shape { x, y, denies }, stance) = (self, self.stance());
        if !denies {
            return write!(out, "<circle class=\"{stance} {filling}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        }
        let (left, top, side) = (x.saturating_sub(radius), y.saturating_sub(radius), 2 * radius);
        write!(out, "<rect class=\"{stance} {filling}\" x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\"/>")
    }

    /// A triangle, for a denial a lozenge.
    fn pointed(self, out: &mut dyn Write) -> io::Result<()> {
        let (Shape { x, y, denies }, stance) = (self, self.stance());
        let way = if denies { "l7 7l-7 7l-7 -7z" } else { "l7 12h-14z" };
        write!(out, "<path class=\"{stance} hollow\" d=\"M{x} {}{way}\"/>", y.saturating_sub(7))
    }
}

/// Class of the line by which a role is joined to what it goes back to.
pub(super) fn line(role: Role) -> &'static str {
    match role {
        Role::Relay => "by-relay",
        Role::Report => "by-report",
        _ => "by-copy",
    }
}
