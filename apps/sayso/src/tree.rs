//! A trace as a tree: each origin, and below it who passed it on.

use std::io::{self, Write};

use sayso_core::{Document, Statement};

use crate::chain::{Chain, Telling};
use crate::claims::content;
use crate::fold::{Limits, What, fold, plural};
use crate::table::harmless;

/// Steps to the right. What is farther from its origin says what it goes back to.
const DEEPEST: usize = 12;

/// Writes the tree of a claim, and that of its denials. Says how many statements are not shown.
pub(crate) fn write(out: &mut dyn Write, chain: &Chain<'_>, limits: Limits) -> io::Result<usize> {
    let words = chain.first().map(|one| content(one.document, one.statement)).unwrap_or_default();
    writeln!(out, "{}", harmless(&words))?;
    writeln!(out, "{}", harmless(&summary(chain)))?;
    let mut hidden = 0;
    for denies in [false, true] {
        let lines = fold(chain, denies, limits);
        if lines.is_empty() {
            continue;
        }
        writeln!(out)?;
        let origins = plural(chain.origins(denies).count(), "origin");
        writeln!(out, "{} · {origins}", if denies { "Denied" } else { "Said" })?;
        for line in lines {
            let indent = "    ".repeat(line.depth.min(DEEPEST));
            match line.what {
                What::One(at) => telling(out, chain, at, &indent, line.depth > DEEPEST)?,
                What::Rest(rest) => {
                    hidden += rest.count();
                    writeln!(out, "{indent}{rest}")?;
                }
            }
        }
    }
    Ok(hidden)
}

/// The numbers of a claim, each with what is counted.
pub(crate) fn counts(chain: &Chain<'_>) -> [String; 5] {
    let counts = chain.counts();
    [
        plural(counts.origins, "independent origin"),
        plural(counts.statements, "statement"),
        plural(counts.denials, "denial"),
        plural(counts.documents, "document"),
        plural(counts.outlets, "outlet"),
    ]
}

/// "2019-05-07 to 2019-05-08", if any date is known.
pub(crate) fn dates(chain: &Chain<'_>) -> Option<String> {
    let (first, last) = chain.counts().dates?;
    Some(if first == last { first.to_owned() } else { format!("{first} to {last}") })
}

/// Numbers and dates in one line.
pub(crate) fn summary(chain: &Chain<'_>) -> String {
    counts(chain).into_iter().chain(dates(chain)).collect::<Vec<_>>().join(" · ")
}

fn telling(out: &mut dyn Write, chain: &Chain<'_>, at: usize, indent: &str, is_deep: bool) -> io::Result<()> {
    let one = &chain.tellings[at];
    let published = one.published().unwrap_or("no date");
    let outlet = one.document.outlet().unwrap_or("no outlet");
    let who = who(one.document, one.statement);
    let of = one.of.filter(|_| is_deep).map(|of| format!(" [{}]", goes_back_to(&chain.tellings[of])));
    let id: String = one.account.statement.to_string().chars().take(DIGITS).collect();
    let of = of.unwrap_or_default();
    let head = format!("{indent}{:<7} {published}  {outlet}: {who}  {id}{of}", one.account.role.name());
    writeln!(out, "{}", harmless(&head).trim_end())?;
    let quoted = format!("{indent}        {}", content(one.document, one.statement));
    writeln!(out, "{}", harmless(&quoted).trim_end())?;
    if let Some(turn) = turn(chain, one) {
        writeln!(out, "{indent}        ({})", harmless(&turn))?;
    }
    Ok(())
}

/// Digits of a statement's id that are shown.
const DIGITS: usize = 8;

/// "against the same speaker's words of 2019-05-08 in Lurvian Herald", of who says the opposite of what he or she said before.
pub(crate) fn turn(chain: &Chain<'_>, one: &Telling<'_>) -> Option<String> {
    let turn = one.account.turn?;
    let what = if turn.is_retraction { "takes back" } else { "against" };
    let from = chain.tellings.iter().find(|other| other.account.statement == turn.from)?;
    Some(format!("{what} the same speaker's words of {} in {}", from.published().unwrap_or("no date"), from.place()))
}

/// "goes back to Lurvian Herald, 2019-05-08", for what can't stand below it.
pub(crate) fn goes_back_to(of: &Telling<'_>) -> String {
    format!("goes back to {}, {}", of.place(), of.published().unwrap_or("no date"))
}

/// Who says it, in which words: "Jannik Orre (carpenter), said".
fn who(document: &Document, statement: &Statement) -> String {
    let cue = cue(document, statement);
    let Some(speaker) = &statement.parts().speaker else { return format!("nobody named, {cue}") };
    let role = speaker.role.as_ref().map(|role| format!(" ({role})")).unwrap_or_default();
    let relays = relays(statement).map(|relays| format!(", by way of {relays}")).unwrap_or_default();
    format!("{}{role}, {cue}{relays}", speaker.name)
}

/// The words that attribute, with "…" between their pieces.
pub(crate) fn cue(document: &Document, statement: &Statement) -> String {
    statement.cue().pieces().iter().map(|span| document.words(*span)).collect::<Vec<_>>().join(" … ")
}

/// Who passed it on, by what the statement says.
pub(crate) fn relays(statement: &Statement) -> Option<String> {
    let relays: Vec<&str> = statement.parts().relays.iter().map(|relay| relay.name.as_str()).collect();
    (!relays.is_empty()).then(|| relays.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::made::{Made, said};

    fn shown(made: &Made, limits: Limits) -> (String, usize) {
        let mut out = Vec::new();
        let hidden = write(&mut out, &made.chain(), limits).unwrap();
        (String::from_utf8(out).unwrap(), hidden)
    }

    #[test]
    fn many_copies_are_counted() {
        let mut all = vec![said("origin", None)];
        all.extend((0..14).map(|_| said("copy", Some(0))));
        all.push(said("rumour", None).denying());
        all.last_mut().unwrap().speaker = None;
        let made = Made::new(all);
        let (tree, hidden) = shown(&made, Limits::READABLE);
        insta::assert_snapshot!(tree, @"
        the bow door was tied shut
        1 independent origin · 15 statements · 1 denial · 16 documents · 16 outlets · 2019-05-01

        Said · 1 origin
        origin  2019-05-01  Outlet 0: Jannik Orre, said  01d47476
                the bow door was tied shut
            copy    2019-05-01  Outlet 1: Jannik Orre, said  5fe31c56
                    the bow door was tied shut
            copy    2019-05-01  Outlet 2: Jannik Orre, said  722aba5a
                    the bow door was tied shut
            copy    2019-05-01  Outlet 3: Jannik Orre, said  d6ed8359
                    the bow door was tied shut
            copy    2019-05-01  Outlet 4: Jannik Orre, said  0674d169
                    the bow door was tied shut
            copy    2019-05-01  Outlet 5: Jannik Orre, said  a8833c3f
                    the bow door was tied shut
            and 9 more copies (9 outlets)

        Denied · 0 origins
        rumour  2019-05-01  Outlet 15: nobody named, said  4f880337
                the bow door was tied shut
        ");
        assert_eq!(hidden, 9);
        let (tree, hidden) = shown(&made, Limits::ALL);
        assert_eq!((tree.matches("\n    copy ").count(), hidden), (14, 0));
    }

    #[test]
    fn large_claims_are_a_page() {
        let star = |of: fn(usize) -> Option<usize>| Made::new((0..50_000).map(|at| said("relay", of(at))).collect());
        for of in [|_| None, |at: usize| at.checked_sub(1), |at: usize| at.checked_sub(1).map(|at| at / 5)] {
            let made = star(of);
            let (tree, hidden) = shown(&made, Limits::READABLE);
            assert!(tree.lines().count() < 1000 && hidden > 49_000, "{tree}");
            // Whoever wants all gets all, and no line that is longer for being far from its origin.
            let (tree, hidden) = shown(&made, Limits::ALL);
            assert_eq!((tree.lines().count(), hidden), (100_004, 0));
            assert!(tree.lines().all(|line| line.len() < 200));
        }
    }

    #[test]
    fn hostile_text_does_nothing_to_a_terminal() {
        let mut one = said("origin", None);
        one.content = "bad\u{1b}[31m \u{202e}words".to_owned();
        one.outlet = Some("Out\u{7}let".to_owned());
        one.published = Some("2019\u{1b}]0;x".to_owned());
        let (tree, _) = shown(&Made::new(vec![one]), Limits::READABLE);
        assert!(!tree.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{tree}");
    }
}
