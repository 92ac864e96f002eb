//! Whom does a document name as its source?
//!
//! A *credit* stands where those stand who wrote it: in the dateline, in a byline, in a line at the foot. A paper that
//! prints "(NHA)" says that it has the text from there. An outlet that is only *named* in the article ("told NHA") may be
//! where the article is from, or only somebody who asked.

use std::collections::BTreeSet;

use sayso_core::{Block, BlockKind, Chrome, Document};
use sayso_ingest::is_outlet_name;
use sayso_resolve::is_name_of_outlet;

/// Bylines stand among so many blocks from the start.
const HEAD: usize = 12;
/// Credits stand among so many blocks from the end that are not chrome.
const FOOT: usize = 6;
/// Longer lines, in bytes, are no credits.
const LONGEST: usize = 200;
/// A dateline ends within so many bytes.
const LONGEST_DATELINE: usize = 120;
/// Words of the name of an outlet, at most.
const LONGEST_NAME: usize = 6;
/// So many names are kept of one document.
const MOST_NAMES: usize = 48;

/// Names of outlets, without that of the document's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Credits {
    /// From credit lines.
    pub(super) credited: Vec<String>,
    /// From the article.
    pub(super) named: Vec<String>,
    /// Whether the dateline names the document's own outlet, as those of agencies do.
    pub(super) is_agency: bool,
}

/// What the document says of where it is from.
pub(super) fn credits(document: &Document) -> Credits {
    let blocks = document.layout().blocks();
    let words = |block: &Block| document.words(block.span);
    let mut credited: BTreeSet<String> = BTreeSet::new();
    for (at, block) in blocks.iter().enumerate() {
        let line = words(block);
        if at < HEAD && is_head(block, line) || is_foot(blocks, at, line) {
            credited.extend(outlets(line));
        }
    }
    let bodies = || blocks.iter().filter(|block| block.kind == BlockKind::Body);
    let dateline = bodies().take(4).find_map(|block| dateline(words(block)));
    let signature = bodies().next_back().and_then(|block| signature(words(block)));
    credited.extend(dateline.into_iter().chain(signature).map(str::to_owned));
    let own = own(document).unwrap_or_default();
    let from_foot = document.outlet().filter(|_| own.is_empty()).and_then(without_lead);
    credited.extend(from_foot.map(str::to_owned));
    let is_own = |name: &str| is_name_of_outlet(name, own);
    let named: BTreeSet<String> =
        bodies().flat_map(|block| outlets(article(words(block)))).take(MOST_NAMES * 4).collect();
    let others = |names: BTreeSet<String>| -> Vec<String> {
        names.into_iter().filter(|name| !is_own(name)).take(MOST_NAMES).collect()
    };
    Credits { credited: others(credited), named: others(named), is_agency: dateline.is_some_and(is_own) }
}

/// The outlet that published it. What the text names behind "With" or "Copyright" is a credit.
pub(super) fn own(document: &Document) -> Option<&str> {
    let stated = document.provenance().outlet.as_deref();
    stated.or_else(|| document.outlet().filter(|name| without_lead(name).is_none()))
}

/// "the Associated Press" of "With the Associated Press".
fn without_lead(name: &str) -> Option<&str> {
    ["With ", "Copyright ", "© ", "Source ", "From ", "Via "].iter().find_map(|lead| name.trim().strip_prefix(lead))
}

/// "By Ewa Tollin and NHA", "From the wires".
fn is_head(block: &Block, line: &str) -> bool {
    let starts = ["By ", "BY ", "From ", "Source: ", "Via "].iter().any(|lead| line.starts_with(lead));
    let is_short = line.len() <= LONGEST && !line.ends_with(['.', '”', '"']);
    is_short && (block.kind == BlockKind::Byline || block.kind == BlockKind::Body && starts)
}

/// "(With input from NHA)", "NHA / Coast Today", "Reuters contributed to this report.", not "Read more: Herald pull-out".
fn is_foot(blocks: &[Block], at: usize, line: &str) -> bool {
    let Some(block) = blocks.get(at) else { return false };
    let is_text = |block: &Block| match block.kind {
        BlockKind::Chrome(chrome) => chrome == Chrome::Imprint,
        kind => matches!(kind, BlockKind::Body | BlockKind::Byline),
    };
    let behind = blocks[at + 1..].iter().filter(|block| is_text(block)).count();
    if line.len() > LONGEST || !is_text(block) || behind >= FOOT || at < blocks.len() / 2 {
        return false;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
    let leads = ["with ", "source: ", "source - ", "additional reporting", "(c) ", "© ", "via ", "by ", "from "];
    lower.contains(" contributed to this ")
        || lower.contains("contributed reporting")
        || leads.iter().any(|lead| bare.starts_with(lead)) && !bare.ends_with('.')
        || is_all_outlets(line)
}

/// "NHA / Coast Today", "(Reuters)": names of outlets and nothing else.
fn is_all_outlets(line: &str) -> bool {
    let pieces = line.split(['/', '|', ',', '(', ')', '[', ']']).flat_map(|piece| piece.split(" and "));
    let mut pieces =
        pieces.map(|piece| piece.trim_matches([' ', '-', '–', '—', '.'])).filter(|piece| !piece.is_empty()).peekable();
    pieces.peek().is_some() && pieces.all(|piece| is_outlet_name(piece) || is_acronym(piece))
}

/// A paragraph without its dateline, whose place may look like the initials of somebody.
fn article(paragraph: &str) -> &str {
    let end = dateline(paragraph).and_then(|_| paragraph.find(')'));
    end.and_then(|end| paragraph.get(end..)).unwrap_or(paragraph)
}

/// "PORT ELSE (NHA) -": the words in brackets.
fn dateline(paragraph: &str) -> Option<&str> {
    let head = paragraph.get(..paragraph.floor_char_boundary(LONGEST_DATELINE))?;
    let (before, rest) = head.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let is_dash = after.trim_start().starts_with(['-', '–', '—', '―']);
    let is_place = !before.contains(['.', ';', '“', '"']);
    (is_dash && is_place && (is_acronym(name) || is_outlet_name(name) || is_title(name))).then_some(name)
}

/// "(Reuters)", "- AFP" behind the last sentence.
fn signature(paragraph: &str) -> Option<&str> {
    let text = paragraph.trim_end();
    let (before, name) = match text.strip_suffix(')') {
        Some(rest) => rest.rsplit_once('(')?,
        None => text.rsplit_once(['—', '–']).or_else(|| text.rsplit_once(" - "))?,
    };
    let ends = before.trim_end().ends_with(['.', '”', '"', '!', '?', '’', '\'']);
    let name = name.trim();
    (ends && (is_acronym(name) || is_outlet_name(name))).then_some(name)
}

/// The names of outlets in a line.
fn outlets(line: &str) -> Vec<String> {
    line.split(['/', '|', '(', ')', '[', ']', ',', ';', ':']).flat_map(outlets_in).collect()
}

/// The same where no mark parts one name from the next.
fn outlets_in(piece: &str) -> Vec<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let is_small = |word: &str| matches!(word, "of" | "the" | "for");
        let run = words[at..].iter().take(LONGEST_NAME).take_while(|word| is_title(word) || is_small(word)).count();
        let run = if words.get(at).is_some_and(|word| is_title(word)) { run } else { 0 };
        let name = |len: usize| {
            let joined = words[at..at + len].join(" ");
            let bare = joined.trim_matches(|c: char| !c.is_alphanumeric());
            bare.trim_end_matches("'s").trim_end_matches("’s").to_owned()
        };
        let found = (1..=run).rev().map(|len| (len, name(len)));
        let found = found.into_iter().find(|(_, name)| is_outlet_name(name) || is_acronym(name));
        at += found.as_ref().map_or(1, |(len, _)| *len);
        out.extend(found.map(|(_, name)| name));
    }
    out
}

fn is_title(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

/// "NHA", "AP": initials. Two letters are too few for a name in running text, and are known where they are one.
fn is_acronym(word: &str) -> bool {
    (3..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Provenance;

    /// Credited, and named in the article, in a document of the "Sorle Echo".
    #[track_caller]
    fn check(text: &str, credited: &[&str], named: &[&str]) {
        let provenance = Provenance { outlet: Some("Sorle Echo".to_owned()), ..Provenance::default() };
        let found = credits(&sayso_ingest::document(text.as_bytes(), provenance).unwrap());
        assert_eq!((found.credited, found.named), (owned(credited), owned(named)), "{text}");
    }

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    const STORY: &str = "The harbour was closed on Monday after two boats had been lost, the harbour master said.\n\n\
                         Nobody was hurt, he said, and one of the boats was found on Tuesday morning.";

    #[test]
    fn credits_stand_at_head_and_foot() {
        check(&format!("Boats lost at sea\n\n{STORY}"), &[], &[]);
        check(&format!("Boats lost at sea\n\nSORLE (NHA) - {STORY}"), &["NHA"], &[]);
        check(&format!("Boats lost at sea\n\nBy Ewa Tollin and NHA\n\n{STORY}"), &["NHA"], &["NHA"]);
        check(&format!("Boats lost at sea\n\nBy Ewa Tollin, Sorle Echo\n\n{STORY}"), &[], &[]);
        check(&format!("Boats lost at sea\n\n{STORY} (Reuters)"), &["Reuters"], &["Reuters"]);
        check(&format!("Boats lost at sea\n\n{STORY}\n\n(With input from NHA)"), &["NHA"], &["NHA"]);
        check(&format!("Boats lost at sea\n\n{STORY}\n\nNHA / Sorle Echo"), &["NHA"], &["NHA"]);
        let contributed = "The Associated Press contributed to this report.";
        check(&format!("Boats lost at sea\n\n{STORY}\n\n{contributed}"), &["The Associated Press"], &[]);
    }

    #[test]
    fn who_is_named_is_not_credited() {
        check(&format!("Boats lost at sea\n\n{STORY} He told NHA so."), &[], &["NHA"]);
        check(&format!("Boats lost at sea\n\n{STORY} He told the Lurvian Herald so."), &[], &["Lurvian Herald"]);
    }

    #[test]
    fn agencies_credit_themselves() {
        let provenance = Provenance { outlet: Some("Northern Harbours Agency".to_owned()), ..Provenance::default() };
        let text = format!("Boats lost at sea\n\nSORLE (NHA) - {STORY}");
        assert!(credits(&sayso_ingest::document(text.as_bytes(), provenance).unwrap()).is_agency);
    }
}
