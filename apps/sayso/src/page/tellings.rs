//! Tellings as lists inside lists: what goes back to one stands below it.

use std::io::{self, Write};

use sayso_core::{Document, Spans, Statement};

use super::date;
use crate::chain::{Chain, Telling};
use crate::chart::sign;
use crate::fold::{Line, What};
use crate::markup::{Text, cut};
use crate::tree::{cue, goes_back_to, relays, turn};

/// Lists inside lists. What is farther from its origin says what it goes back to.
const DEEPEST: usize = 5;
/// Characters of a content that are shown.
const LONGEST: usize = 1200;

/// Writes the lists of one stance.
pub(super) fn list(out: &mut dyn Write, chain: &Chain<'_>, lines: &[Line], denies: bool) -> io::Result<()> {
    let signs: std::collections::BTreeMap<usize, String> =
        chain.origins(denies).enumerate().map(|(count, at)| (at, sign(count, denies))).collect();
    // Depth of the item that is open, and how many lists are.
    let (mut open, mut first) = (0, true);
    writeln!(out, "<ol class=\"tellings\">")?;
    for line in lines {
        let depth = line.depth.min(DEEPEST);
        if !first {
            match depth.checked_sub(open) {
                // One step down at a time: `fold` gives each line after the one that it hangs on.
                Some(1..) => writeln!(out, "<ol>")?,
                _ => writeln!(out, "</li>{}", "</ol>\n</li>".repeat(open.saturating_sub(depth)))?,
            }
        }
        (open, first) = (depth, false);
        match &line.what {
            What::One(at) => telling(out, chain, *at, signs.get(at), line.depth > DEEPEST)?,
            What::Rest(rest) => write!(out, "<li class=\"rest\"><p>{rest}</p>")?,
        }
    }
    if !first {
        writeln!(out, "</li>{}", "</ol>\n</li>".repeat(open))?;
    }
    writeln!(out, "</ol>")
}

/// An item, left open for what goes back to it.
fn telling(out: &mut dyn Write, chain: &Chain<'_>, at: usize, sign: Option<&String>, is_deep: bool) -> io::Result<()> {
    let one = &chain.tellings[at];
    let (document, statement) = (one.document, one.statement);
    let role = one.account.role.name();
    writeln!(out, "<li class=\"{role}\">")?;
    if let Some(sign) = sign {
        let what = if one.account.denies { "Denial" } else { "Origin" };
        let speaker = Text(one.speaker().unwrap_or("nobody named"));
        writeln!(out, "<h3><span class=\"sign\">{what} {sign}</span> <bdi>{speaker}</bdi></h3>")?;
    }
    write!(out, "<p class=\"head\">")?;
    if sign.is_none() {
        write!(out, "<span class=\"role\">{role}</span> ")?;
    }
    write!(out, "{} <b><bdi>{}</bdi></b>: ", date(one), Text(document.outlet().unwrap_or("no outlet")))?;
    writeln!(out, "{}</p>", who(document, statement))?;
    writeln!(out, "<blockquote dir=\"auto\">{}</blockquote>", words(document, statement))?;
    if let Some(turn) = turn(chain, one) {
        writeln!(out, "<p class=\"turn\">{}</p>", Text(turn))?;
    }
    writeln!(out, "<p class=\"place\">{}{}</p>", place(document, statement), of(chain, one, is_deep))
}

/// Speaker with role, the cue, who passed it on, and when it was said.
fn who(document: &Document, statement: &Statement) -> String {
    let parts = statement.parts();
    let mut out = match &parts.speaker {
        Some(speaker) => {
            let role = speaker.role.as_ref().map(|role| format!(" (<bdi>{}</bdi>)", Text(role))).unwrap_or_default();
            format!("<bdi>{}</bdi>{role}", Text(&speaker.name))
        }
        None => "nobody named".to_owned(),
    };
    out += &format!(", <i>{}</i>", Text(cut(&cue(document, statement), LONGEST)));
    if let Some(relays) = relays(statement) {
        out += &format!(", by way of <bdi>{}</bdi>", Text(relays));
    }
    if let Some(said) = &parts.said {
        out += &format!(", said {} (<q>{}</q>)", Text(&said.value), Text(document.words(said.span)));
    }
    out
}

/// The words of the content, the joins between its pieces marked as ours.
fn words(document: &Document, statement: &Statement) -> String {
    let (mut left, mut pieces) = (LONGEST, Vec::new());
    for span in statement.content().pieces() {
        let words = document.words(*span);
        pieces.push(Text(cut(words, left)).to_string());
        left = left.saturating_sub(words.chars().count());
        if left == 0 {
            break;
        }
    }
    pieces.join(" <span class=\"join\">…</span> ")
}

/// Where the words stand, so that anyone can look.
fn place(document: &Document, statement: &Statement) -> String {
    let provenance = document.provenance();
    let file = provenance.path.as_deref().or(provenance.url.as_deref()).unwrap_or("no file");
    format!("<code>{}</code>, bytes {}", Text(file), bytes(statement.content()))
}

/// Pieces of a content that are named at most.
const PIECES: usize = 8;

fn bytes(spans: &Spans) -> String {
    let pieces = spans.pieces().iter().take(PIECES).map(|span| format!("{} to {}", span.start(), span.end()));
    let more = if spans.pieces().len() > PIECES { ", …" } else { "" };
    format!("{}{more}", pieces.collect::<Vec<_>>().join(", "))
}

fn of(chain: &Chain<'_>, one: &Telling<'_>, is_deep: bool) -> String {
    let of = one.of.filter(|_| is_deep).map(|of| &chain.tellings[of]);
    of.map(|of| format!("; {}", Text(goes_back_to(of)))).unwrap_or_default()
}
