//! The picture as SVG.

use std::collections::BTreeSet;
use std::io::{self, Write};

use sayso_trace::Role;

use super::columns::{self, Column};
use super::marks::{self, Shape};
use super::{Layout, Mark, Row, Stands, layout};
use crate::chain::Chain;
use crate::claims::content;
use crate::markup::Text;
use crate::tree::summary;

const STYLE: &str = include_str!("style.css");
/// Pixels around the picture.
const EDGE: usize = 12;
/// Pixels above it for the claim and its counts, if it stands alone.
const CLAIM: usize = 52;
/// Pixels from one line of the legend to the next.
const LINE: usize = 24;

/// How a picture is framed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'f> {
    /// Begins its ids.
    pub(crate) id: &'f str,
    /// In pixels.
    pub(crate) width: usize,
    /// Whether it is a file by itself, with the claim above it.
    pub(crate) is_alone: bool,
}

/// Writes the picture of a claim.
pub(crate) fn draw(out: &mut dyn Write, chain: &Chain<'_>, frame: Frame<'_>) -> io::Result<()> {
    let Frame { id, width, is_alone } = frame;
    let layout = layout(chain, width - 2 * EDGE);
    let legend = legend(chain, &layout, width - 2 * EDGE);
    let top = if is_alone { CLAIM } else { EDGE };
    let height = top + layout.height + legend.height + 2 * EDGE;
    let file = format!(" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"");
    write!(out, "<svg class=\"sayso\"{}", if is_alone { file.as_str() } else { "" })?;
    writeln!(out, " viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">")?;
    writeln!(out, "<title id=\"{id}-title\">Where the claim comes from, over time</title>")?;
    writeln!(out, "<desc id=\"{id}-desc\">{}</desc>", Text(description(chain)))?;
    // In a page, every picture has the page's.
    if is_alone {
        writeln!(out, "<style>\n{STYLE}</style>")?;
        writeln!(out, "<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>")?;
        heading(out, chain, width - 2 * EDGE)?;
    }
    writeln!(out, "<g transform=\"translate({EDGE} {top})\">")?;
    layout.columns.iter().try_for_each(|column| time(out, column, layout.height))?;
    for row in &layout.rows {
        writeln!(out, "<path class=\"rule\" d=\"M0 {}h{}\"/>", row.y, width - 2 * EDGE)?;
    }
    layout.marks.iter().try_for_each(|mark| curve(out, chain, &layout, mark))?;
    layout.rows.iter().try_for_each(|row| name(out, row, layout.gutter, width - 2 * EDGE))?;
    layout.marks.iter().try_for_each(|one| mark(out, chain, one))?;
    writeln!(out, "</g>")?;
    writeln!(out, "<g transform=\"translate({EDGE} {})\">", top + layout.height + EDGE)?;
    out.write_all(&legend.svg)?;
    writeln!(out, "</g>\n</svg>")
}

/// The look of pictures in a page.
pub(crate) fn style() -> &'static str {
    STYLE
}

fn description(chain: &Chain<'_>) -> String {
    let origin = |at: usize, denies: bool, sign: String| {
        let one = &chain.tellings[at];
        let (what, speaker) = (if denies { "Denial" } else { "Origin" }, one.speaker().unwrap_or("nobody named"));
        format!(" {what} {sign}: {speaker}, in {}, {}.", one.place(), one.published().unwrap_or("no date"))
    };
    let all = [false, true].map(|denies| {
        let origins = chain.origins(denies).enumerate().take(super::FEW.roots.first);
        origins.map(|(count, at)| origin(at, denies, super::sign(count, denies))).collect::<String>()
    });
    format!("{}.{}", summary(chain), all.concat())
}

/// The claim and its counts.
fn heading(out: &mut dyn Write, chain: &Chain<'_>, width: usize) -> io::Result<()> {
    let words = chain.first().map(|one| content(one.document, one.statement)).unwrap_or_default();
    writeln!(out, "<text class=\"claim\" x=\"{EDGE}\" y=\"24\">{}</text>", Text(fitted(&words, width * 6 / 7)))?;
    let counts = fitted(&summary(chain), width);
    writeln!(out, "<text class=\"dim\" x=\"{EDGE}\" y=\"42\">{}</text>", Text(counts))
}

/// As much of a text as fits, with "…". A letter takes seven pixels, a capital nine, one of East Asia thirteen.
fn fitted(text: &str, pixels: usize) -> String {
    let wide = |c: char| match c {
        _ if c >= '\u{1100}' => 13,
        _ if c.is_uppercase() => 9,
        _ => 7,
    };
    let mut taken = 0;
    let fits = text.chars().take_while(|c| {
        taken += wide(*c);
        taken <= pixels
    });
    crate::markup::cut(text, fits.count().max(1))
}

/// The dates above a column, and its ground.
fn time(out: &mut dyn Write, column: &Column, height: usize) -> io::Result<()> {
    let Column { x, width, label: [above, below], is_after_gap } = column;
    let head = columns::HEAD;
    writeln!(out, "<rect class=\"band\" x=\"{x}\" y=\"{head}\" width=\"{width}\" height=\"{}\"/>", height - head)?;
    writeln!(out, "<text class=\"date\" x=\"{x}\" y=\"15\">{}</text>", Text(above))?;
    if !below.is_empty() {
        writeln!(out, "<text class=\"dim\" x=\"{x}\" y=\"31\">{}</text>", Text(below))?;
    }
    if *is_after_gap {
        let left = x.saturating_sub(10);
        writeln!(
            out,
            "<path class=\"gap\" d=\"M{left} 30l4 -12M{} 30l4 -12\"><title>a long time between</title></path>",
            left + 4
        )?;
    }
    Ok(())
}

/// The name of a row, beside it or above.
fn name(out: &mut dyn Write, row: &Row, gutter: usize, width: usize) -> io::Result<()> {
    let (room, below) = if gutter > 0 { (gutter - EDGE, 21) } else { (width, 15) };
    let name = Text(fitted(&row.name, room));
    writeln!(out, "<text class=\"name\" x=\"2\" y=\"{}\">{name}</text>", row.y + below)
}

/// The line from what a mark goes back to, to the mark.
fn curve(out: &mut dyn Write, chain: &Chain<'_>, layout: &Layout, mark: &Mark) -> io::Result<()> {
    let Some(of) = mark.of.and_then(|of| layout.marks.get(of)) else { return Ok(()) };
    let class = match &mark.stands {
        Stands::One { at, .. } => marks::line(chain.tellings[*at].account.role),
        Stands::Rest(_) => marks::line(Role::Copy),
    };
    let stance = if mark.denies { "dn" } else { "sd" };
    let (x, y, to_x, to_y) = (of.x as i64, of.y as i64, mark.x as i64, mark.y as i64);
    let way = if y == to_y {
        format!("M{x} {y}Q{} {} {to_x} {to_y}", (x + to_x) / 2, y - 18)
    } else {
        // Out of it towards where it leads, and in from there; to what stands right below, round by the right.
        let bend = ((to_x - x).abs() / 2).clamp(16, 90);
        let (out_of, into) = match to_x - x {
            8.. => (bend, -bend),
            ..-8 => (-bend, bend),
            _ => (bend, bend),
        };
        format!("M{x} {y}C{} {y} {} {to_y} {to_x} {to_y}", x + out_of, to_x + into)
    };
    writeln!(out, "<path class=\"{stance} line {class}\" d=\"{way}\"/>")
}

fn mark(out: &mut dyn Write, chain: &Chain<'_>, mark: &Mark) -> io::Result<()> {
    let shape = Shape { x: mark.x, y: mark.y, denies: mark.denies };
    match &mark.stands {
        Stands::Rest(rest) => {
            write!(out, "<g><title>{rest}</title>")?;
            shape.pill(out, &marks::short(rest.count()), false)?;
        }
        Stands::One { at, sign } => {
            let one = &chain.tellings[*at];
            let (role, speaker) = (one.account.role, one.speaker().unwrap_or("nobody named"));
            let denies = if mark.denies { "denial, " } else { "" };
            let date = one.published().unwrap_or("no date");
            let words = format!("{denies}{}, {date}, {}: {speaker}", role.name(), one.place());
            write!(out, "<g><title>{}</title>", Text(words))?;
            match sign {
                Some(sign) => shape.pill(out, sign, true)?,
                None => shape.of_role(out, role)?,
            }
        }
    }
    writeln!(out, "</g>")
}

/// What the marks mean.
struct Legend {
    svg: Vec<u8>,
    /// In pixels.
    height: usize,
}

fn legend(chain: &Chain<'_>, layout: &Layout, width: usize) -> Legend {
    let mut legend = Legend { svg: Vec::new(), height: 0 };
    // Writing to memory never fails.
    legend.write(chain, layout, width).ok();
    legend
}

impl Legend {
    fn write(&mut self, chain: &Chain<'_>, layout: &Layout, width: usize) -> io::Result<()> {
        for denies in [false, true] {
            self.origins(chain, layout, width, denies)?;
        }
        for denies in [false, true] {
            self.roles(chain, layout, width, denies)?;
        }
        if layout.marks.iter().any(|mark| matches!(mark.stands, Stands::Rest(_))) {
            let y = self.height + LINE / 2;
            Shape { x: 18, y, denies: false }.pill(&mut self.svg, "+9", false)?;
            writeln!(self.svg, "<text class=\"dim\" x=\"40\" y=\"{}\">so many more, not drawn</text>", y + 4)?;
            self.height += LINE;
        }
        Ok(())
    }

    /// Who the origins are that have a mark.
    fn origins(&mut self, chain: &Chain<'_>, layout: &Layout, width: usize, denies: bool) -> io::Result<()> {
        for mark in layout.marks.iter().filter(|mark| mark.denies == denies) {
            let Stands::One { at, sign: Some(sign) } = &mark.stands else { continue };
            let (one, y) = (&chain.tellings[*at], self.height + LINE / 2);
            let pill = marks::pill_width(sign);
            Shape { x: 4 + pill / 2, y, denies }.pill(&mut self.svg, sign, true)?;
            let what = if denies { "denies: " } else { "" };
            let words = format!("{what}{}, {}", one.speaker().unwrap_or("nobody named"), one.place());
            let words = fitted(&words, width.saturating_sub(pill + 12));
            writeln!(self.svg, "<text class=\"key\" x=\"{}\" y=\"{}\">{}</text>", pill + 12, y + 4, Text(words))?;
            self.height += LINE;
        }
        Ok(())
    }

    /// The other roles that have a mark, in a line that breaks where it is full.
    fn roles(&mut self, chain: &Chain<'_>, layout: &Layout, width: usize, denies: bool) -> io::Result<()> {
        let drawn = layout.marks.iter().filter(|mark| mark.denies == denies);
        let roles = drawn.filter_map(|mark| match &mark.stands {
            Stands::One { at, sign: None } => Some(chain.tellings[*at].account.role),
            _ => None,
        });
        let roles: BTreeSet<Role> = roles.collect();
        let mut x = 0;
        for role in &roles {
            let words = if denies { format!("denial, {}", role.name()) } else { role.name().to_owned() };
            let wide = 56 + 7 * words.len();
            if x > 0 && x + wide > width {
                self.height += LINE;
                x = 0;
            }
            let y = self.height + LINE / 2;
            if !matches!(role, Role::Ring | Role::Rumour | Role::Origin) {
                let stance = if denies { "dn" } else { "sd" };
                write!(self.svg, "<path class=\"{stance} line {}\" d=\"M{} {y}h24\"/>", marks::line(*role), x + 2)?;
            }
            Shape { x: x + 30, y, denies }.of_role(&mut self.svg, *role)?;
            writeln!(self.svg, "<text class=\"key\" x=\"{}\" y=\"{}\">{words}</text>", x + 44, y + 4)?;
            x += wide;
        }
        self.height += if roles.is_empty() { 0 } else { LINE };
        Ok(())
    }
}
