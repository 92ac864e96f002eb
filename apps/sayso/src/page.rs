//! A trace as a page: one file that needs no script and no network.

mod tellings;
mod change;

use std::io::{self, Write};

use crate::beside::Beside;
use crate::chain::{Chain, Telling};
use crate::chart::{self, Frame};
use crate::claims::content;
use crate::fold::{Limits, fold, plural};
use crate::markup::{Text, cut};
use crate::moved::{Given, figures};
use crate::tree::{counts, dates};

const STYLE: &str = include_str!("page/style.css");
/// Characters of the claim that stand above all else.
const CLAIM: usize = 300;
/// Figures that are listed.
const FIGURES: usize = 60;

/// What a page says of itself.
pub(crate) struct About<'a> {
    /// Id of the claim.
    pub(crate) claim: &'a str,
    /// Name of the library's file.
    pub(crate) library: &'a str,
}

/// Writes the page of a claim.
pub(crate) fn write(
    out: &mut dyn Write,
    chain: &Chain<'_>,
    beside: &Beside,
    limits: Limits,
    about: &About<'_>,
) -> io::Result<()> {
    let words = chain.first().map(|one| content(one.document, one.statement)).unwrap_or_default();
    writeln!(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">")?;
    writeln!(out, "<title>{} - sayso</title>", Text(cut(&words, 80)))?;
    writeln!(out, "<style>\n{}{STYLE}</style>\n</head>\n<body>", chart::style())?;
    header(out, chain, &words, about)?;
    writeln!(out, "<main>")?;
    picture(out, chain)?;
    change::section(out, chain)?;
    let is_denied = !chain.roots(true).is_empty();
    writeln!(out, "<div class=\"{}\">", if is_denied { "sides two" } else { "sides" })?;
    side(out, chain, false, limits)?;
    if is_denied {
        side(out, chain, true, limits)?;
    }
    writeln!(out, "</div>")?;
    if !is_denied {
        writeln!(out, "<p class=\"note\">No denial of it was found in this library.</p>")?;
    }
    moved(out, chain)?;
    beside.page(out)?;
    writeln!(out, "</main>")?;
    footer(out, about)
}

/// The claim, whose words these are, and the counts.
fn header(out: &mut dyn Write, chain: &Chain<'_>, words: &str, about: &About<'_>) -> io::Result<()> {
    writeln!(out, "<header>\n<p class=\"dim\">Claim <code>{}</code></p>", Text(about.claim))?;
    writeln!(out, "<h1 dir=\"auto\">{}</h1>", Text(cut(words, CLAIM)))?;
    if let Some(first) = chain.first() {
        let whose = if chain.origins(false).next().is_some() { "first origin" } else { "first statement" };
        let speaker = first.speaker().unwrap_or("nobody named");
        writeln!(
            out,
            "<p class=\"dim\">In the words of its {whose}: <bdi>{}</bdi>, in <bdi>{}</bdi>, {}.</p>",
            Text(speaker),
            Text(first.place()),
            date(first)
        )?;
    }
    writeln!(out, "<ul class=\"counts\">")?;
    for count in counts(chain) {
        let (number, what) = count.split_once(' ').unwrap_or_default();
        writeln!(out, "<li><strong>{number}</strong> {what}</li>")?;
    }
    if let Some(dates) = dates(chain) {
        writeln!(out, "<li>{}</li>", Text(dates))?;
    }
    writeln!(out, "</ul>\n</header>")
}

/// A date of publication, marked as one if it has the shape.
fn date(one: &Telling<'_>) -> String {
    let Some(published) = one.published() else { return "no date".to_owned() };
    let is_date = [4, 7, 10].contains(&published.len())
        && published.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if is_date { format!("<time>{published}</time>") } else { Text(published).to_string() }
}

/// The picture, once for wide windows and once for narrow ones; the other is not there for anybody.
fn picture(out: &mut dyn Write, chain: &Chain<'_>) -> io::Result<()> {
    writeln!(out, "<section aria-labelledby=\"picture\">\n<h2 id=\"picture\">Over time</h2>")?;
    for (class, width) in [("wide", 1000), ("narrow", 336)] {
        writeln!(out, "<div class=\"{class}\">")?;
        chart::draw(out, chain, Frame { id: class, width, is_alone: false })?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</section>")
}

/// Those that affirm the claim, or those that deny it.
fn side(out: &mut dyn Write, chain: &Chain<'_>, denies: bool, limits: Limits) -> io::Result<()> {
    let (id, name, what) = if denies { ("denied", "Denied", "denial") } else { ("said", "Said", "statement") };
    let origins = plural(chain.origins(denies).count(), "origin");
    let count = chain.tellings.iter().filter(|one| one.account.denies == denies).count();
    writeln!(out, "<section class=\"{id}\" aria-labelledby=\"{id}\">")?;
    writeln!(out, "<h2 id=\"{id}\">{name} <small>{origins}, {}</small></h2>", plural(count, what))?;
    tellings::list(out, chain, &fold(chain, denies, limits), denies)?;
    writeln!(out, "</section>")
}

/// The figures that statements of the claim hold.
fn moved(out: &mut dyn Write, chain: &Chain<'_>) -> io::Result<()> {
    let figures = figures(chain);
    if figures.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">Figures</h2>")?;
    writeln!(
        out,
        "<p class=\"note\">As printed by whoever gave each first; what counts the same stands together.</p>"
    )?;
    writeln!(out, "<div class=\"scroll\" role=\"region\" aria-labelledby=\"figures\" tabindex=\"0\">\n<table>")?;
    writeln!(out, "<thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">counts</th><th scope=\"col\">first</th>")?;
    writeln!(out, "<th scope=\"col\">last</th><th scope=\"col\">given</th></tr></thead>\n<tbody>")?;
    figures.iter().take(FIGURES).try_for_each(|given| figure(out, chain, given))?;
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    if let Some(more) = figures.len().checked_sub(FIGURES).filter(|more| *more > 0) {
        writeln!(out, "<p class=\"note\">and {}</p>", plural(more, "more figure"))?;
    }
    writeln!(out, "</section>")
}

fn figure(out: &mut dyn Write, chain: &Chain<'_>, given: &Given) -> io::Result<()> {
    let first = &chain.tellings[given.first];
    let by = format!("<bdi>{}</bdi>", Text(first.speaker().unwrap_or("nobody named")));
    let denials = match given.denials {
        0 => String::new(),
        count => format!(", {}", plural(count, "denial")),
    };
    writeln!(
        out,
        "<tr><th scope=\"row\" dir=\"auto\">{}</th><td><bdi>{}</bdi></td><td>{}, {by} in <bdi>{}</bdi></td><td class=\"last\">{}</td><td>{}{denials}</td></tr>",
        Text(cut(&given.words, 80)),
        Text(cut(&given.unit, 80)),
        date(first),
        Text(first.place()),
        Text(given.last.as_deref().unwrap_or("no date")),
        plural(given.statements, "statement"),
    )
}

fn footer(out: &mut dyn Write, about: &About<'_>) -> io::Result<()> {
    writeln!(
        out,
        "<footer>\n<p>Made by sayso {} from <code>{}</code>.",
        env!("CARGO_PKG_VERSION"),
        Text(about.library)
    )?;
    writeln!(out, "Words are quoted as they stand in the documents; \" … \" joins what stands apart there.")?;
    writeln!(
        out,
        "Bytes are counted from 0 in the document's text; the second number is that of the first byte after the words.</p>"
    )?;
    writeln!(out, "</footer>\n</body>\n</html>")
}

#[cfg(test)]
mod tests;
