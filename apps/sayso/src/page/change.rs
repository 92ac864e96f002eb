//! What would change the count of origins.

use std::io::{self, Write};

use sayso_trace::Role;

use super::date;
use crate::chain::{Chain, Telling};
use crate::chart::sign;
use crate::fold::{Few, plural, thousands};
use crate::hinges::{Hinge, hinges};
use crate::markup::Text;

/// Lines of a list.
const FEW: Few = Few { most: 12, first: 8 };

/// Writes who the origins are and what hangs on each, and which links hold the count down.
pub(super) fn section(out: &mut dyn Write, chain: &Chain<'_>) -> io::Result<()> {
    writeln!(out, "<section aria-labelledby=\"change\">\n<h2 id=\"change\">What would change the count</h2>")?;
    let origins: Vec<usize> = chain.origins(false).collect();
    if origins.is_empty() {
        writeln!(out, "<p>No statement of this claim is an origin: nobody is found who has it first-hand.</p>")?;
    } else {
        let many = if origins.len() == 1 {
            "One origin is counted:"
        } else {
            "Two origins that turn out to be one make one less:"
        };
        writeln!(out, "<p>{many}</p>\n<ul>")?;
        let shown = shown(origins.len());
        for (count, at) in origins.iter().enumerate().take(shown) {
            origin(out, &chain.tellings[*at], &sign(count, false))?;
        }
        rest(out, origins.len() - shown, "origin")?;
        writeln!(out, "</ul>")?;
    }
    let (more, without) = hinges(chain);
    if !more.is_empty() {
        writeln!(out, "<p>One link fewer, and there are more origins:</p>\n<ul>")?;
        let shown = shown(more.len());
        more.iter().take(shown).try_for_each(|one| hinge(out, chain, one))?;
        rest(out, more.len() - shown, "such link")?;
        writeln!(out, "</ul>")?;
    }
    if without > 0 {
        let links = plural(without, if more.is_empty() { "link" } else { "other link" });
        writeln!(
            out,
            "<p class=\"note\">{links} of copies and relays would add none, each dismissed by itself: the speaker is named \
             before, or nobody is named.</p>"
        )?;
    }
    writeln!(out, "</section>")
}

fn shown(count: usize) -> usize {
    if count > FEW.most { FEW.first } else { count }
}

fn rest(out: &mut dyn Write, count: usize, what: &str) -> io::Result<()> {
    match count {
        0 => Ok(()),
        _ => writeln!(out, "<li class=\"rest\">and {}</li>", plural(count, &format!("more {what}"))),
    }
}

/// An origin: who, where, and how many have it from there.
fn origin(out: &mut dyn Write, one: &Telling<'_>, sign: &str) -> io::Result<()> {
    let (speaker, place) = (Text(one.speaker().unwrap_or("nobody named")), Text(one.place()));
    let hang = match one.size - 1 {
        0 => "nothing else goes back to it".to_owned(),
        1 => "1 statement goes back to it".to_owned(),
        count => format!("{} statements go back to it", thousands(count)),
    };
    writeln!(
        out,
        "<li><span class=\"sign\">{sign}</span> <bdi>{speaker}</bdi>, in <bdi>{place}</bdi>, {}: {hang}.</li>",
        date(one)
    )
}

/// A link that holds the count down.
fn hinge(out: &mut dyn Write, chain: &Chain<'_>, hinge: &Hinge) -> io::Result<()> {
    let one = &chain.tellings[hinge.first];
    let Some(of) = one.of.map(|of| &chain.tellings[of]) else { return Ok(()) };
    let source = format!("<bdi>{}</bdi>, {}", Text(of.place()), date(of));
    let what = match hinge.role {
        Role::Copy => format!("is no copy of {source}"),
        _ if of.document.id() == one.document.id() => "does not have it from another speaker of its own".to_owned(),
        _ => format!("does not have it from {source}"),
    };
    writeln!(
        out,
        "<li>If <bdi>{}</bdi>, {}, {what}: <strong>{} more</strong> (<bdi>{}</bdi>).</li>",
        Text(one.place()),
        date(one),
        hinge.speakers.len(),
        Text(hinge.speakers.join(", ")),
    )
}
