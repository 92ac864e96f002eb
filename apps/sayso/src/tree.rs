//! A trace as a tree: each origin, and below it who passed it on.

use std::collections::BTreeSet;
use std::io::{self, Write};

use sayso_core::{Document, Statement, StatementId};
use sayso_trace::{Account, TracedClaim};

use crate::claims::{Linked, content, words};
use crate::table::harmless;

/// Writes the tree of a claim, and that of its denials.
pub(crate) fn write(out: &mut dyn Write, linked: &Linked, claim: &TracedClaim) -> io::Result<()> {
    writeln!(out, "{}", harmless(&words(linked, claim)))?;
    writeln!(out, "{}", counts(linked, claim))?;
    for denies in [false, true] {
        let accounts: Vec<&Account> = claim.accounts.iter().filter(|account| account.denies == denies).collect();
        if accounts.is_empty() {
            continue;
        }
        writeln!(out)?;
        let origins = plural(claim.origins(denies).count(), "origin");
        writeln!(out, "{} · {origins}", if denies { "Denied" } else { "Said" })?;
        let ids: BTreeSet<StatementId> = accounts.iter().map(|account| account.statement).collect();
        let is_root = |account: &&&Account| account.of.is_none_or(|of| !ids.contains(&of));
        for root in accounts.iter().filter(is_root) {
            branch(out, linked, &accounts, root, "", &mut BTreeSet::new())?;
        }
        // Those of a ring hang on each other alone.
        for ring in accounts.iter().filter(|account| account.role == sayso_trace::Role::Ring) {
            line(out, linked, ring, "  ")?;
        }
    }
    Ok(())
}

fn counts(linked: &Linked, claim: &TracedClaim) -> String {
    let documents: Vec<&Document> = claim
        .accounts
        .iter()
        .filter_map(|account| linked.statement(account.statement))
        .map(|(document, _)| document)
        .collect();
    let ids: BTreeSet<_> = documents.iter().map(|document| document.id()).collect();
    let outlets: BTreeSet<&str> = documents.iter().filter_map(|document| document.outlet()).collect();
    let dates: BTreeSet<&str> = documents.iter().filter_map(|document| document.meta().published.as_deref()).collect();
    let during = match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first == last => format!(" · {first}"),
        (Some(first), Some(last)) => format!(" · {first} to {last}"),
        _ => String::new(),
    };
    let denials = claim.accounts.iter().filter(|account| account.denies).count();
    format!(
        "{} · {} · {} · {} · {}{during}",
        plural(claim.origins(false).count(), "independent origin"),
        plural(claim.accounts.len() - denials, "statement"),
        plural(denials, "denial"),
        plural(ids.len(), "document"),
        plural(outlets.len(), "outlet"),
    )
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// An account and all that hang on it.
fn branch(
    out: &mut dyn Write,
    linked: &Linked,
    accounts: &[&Account],
    account: &Account,
    indent: &str,
    seen: &mut BTreeSet<StatementId>,
) -> io::Result<()> {
    if !seen.insert(account.statement) {
        return Ok(());
    }
    line(out, linked, account, indent)?;
    let further = format!("{indent}    ");
    let hanging = accounts.iter().filter(|other| other.of == Some(account.statement));
    hanging.into_iter().try_for_each(|other| branch(out, linked, accounts, other, &further, seen))
}

fn line(out: &mut dyn Write, linked: &Linked, account: &Account, indent: &str) -> io::Result<()> {
    let Some((document, statement)) = linked.statement(account.statement) else { return Ok(()) };
    let published = document.meta().published.as_deref().unwrap_or("no date");
    let outlet = document.outlet().unwrap_or("no outlet");
    let head = format!("{indent}{:<7} {published}  {outlet}: {}", account.role.name(), who(document, statement));
    writeln!(out, "{}", harmless(&head).trim_end())?;
    let quoted = format!("{indent}        {}", content(document, statement));
    writeln!(out, "{}", harmless(&quoted).trim_end())
}

/// Who says it, in which words: "Jannik Orre (carpenter), said".
fn who(document: &Document, statement: &Statement) -> String {
    let cue: Vec<&str> = statement.cue().pieces().iter().map(|span| document.words(*span)).collect();
    let cue = cue.join(" … ");
    let Some(speaker) = &statement.parts().speaker else { return format!("nobody named, {cue}") };
    let role = speaker.role.as_ref().map(|role| format!(" ({role})")).unwrap_or_default();
    let relays: Vec<&str> = statement.parts().relays.iter().map(|relay| relay.name.as_str()).collect();
    let relays = if relays.is_empty() { String::new() } else { format!(", by way of {}", relays.join(", ")) };
    format!("{}{role}, {cue}{relays}", speaker.name)
}
