//! Which lines of a page are the article?
//!
//! The container first: the element for which prose inside less noise inside is most, and in it the element that calls
//! itself the article's text, if one holds most of it. Then the lines of the container: prose stays, what is short stays
//! where it is set as text, links and labels go.

use std::ops::Range;

use super::chrome::{AllNames, Before, Names, cuts};
use super::labels::is_label;
use super::lines::Line;
use super::tag::Tag;
use super::tree::{Kind, Tree};

/// Prose of a line that counts for a container: beyond it, a longer line says no more.
const PROSE_COUNTS: usize = 600;
/// A text of fewer characters is hardly an article; then it is looked for with fewer cuts.
const FEW_CHARS: usize = 250;

/// Lines before the article in which its headline and lead stand.
const LEAD_WITHIN: usize = 24;
/// A lead has at least so many characters.
const LEAD_CHARS: usize = 60;

/// Words of classes and ids, two in a row, by which an element calls itself the article's text.
#[rustfmt::skip]
const BODY_PAIRS: &[(&str, &str)] = &[
    ("article", "body"), ("article", "content"), ("article", "text"), ("entry", "content"), ("post", "content"),
    ("post", "body"), ("post", "text"), ("post", "entry"), ("story", "body"), ("story", "content"), ("story", "text"),
    ("content", "body"), ("news", "content"), ("news", "body"), ("news", "text"), ("blog", "content"),
    ("blog", "post"), ("page", "content"), ("single", "content"), ("main", "content"), ("text", "content"),
    ("body", "content"), ("body", "text"), ("article", "main"), ("article", "copy"), ("body", "copy"),
    ("article", "detail"), ("text", "body"), ("content", "text"), ("entry", "text"), ("td", "post"),
    ("article", "inner"), ("detail", "content"), ("mw", "content"),
];
/// The same in one word.
#[rustfmt::skip]
const BODY: &[&str] = &[
    "articlebody", "articlecontent", "articletext", "entrycontent", "postcontent", "postbody", "storybody",
    "storycontent", "newstext", "bodytext", "storytext", "artikel", "articlecopy", "bodycopy", "artikeltext",
    "blogpost", "hentry",
];

/// The article in its page.
#[derive(Debug)]
pub(crate) struct Body {
    /// Its lines: numbers into those of the page.
    pub(crate) lines: Vec<usize>,
    /// For each node, whether it is page where it stands in a line of the article: a button in a paragraph.
    cut: Vec<bool>,
}

impl Body {
    /// Where the words of a line of the article stand: bytes of the decoded page.
    pub(crate) fn ranges<'a>(&'a self, tree: &'a Tree<'_>, line: &'a Line) -> impl Iterator<Item = Range<usize>> + 'a {
        let lead = self.cut[line.block as usize];
        let nodes = line.texts.iter().map(|node| *node as usize).filter(move |node| lead || !self.cut[*node]);
        nodes.map(|node| tree.nodes[node].range).map(|(start, end)| start as usize..end as usize)
    }
}

/// Finds the article.
pub(crate) fn body(tree: &Tree<'_>, lines: &[Line], names: &AllNames) -> Body {
    let prose = Before::new(tree.nodes.len(), lines.iter().filter(|line| line.is_prose()).map(counted));
    let length = |found: &[usize]| found.iter().map(|line| lines[*line].chars).sum::<usize>();
    let by_tag = cuts(tree, names, &prose, false);
    let mut cut = cuts(tree, names, &prose, true);
    let mut found = attempt(tree, lines, names, &cut);
    if length(&found) < FEW_CHARS {
        let unnamed = attempt(tree, lines, names, &by_tag);
        if length(&unnamed) >= 2 * length(&found) {
            (found, cut) = (unnamed, by_tag.clone());
        }
    }
    let lead = lead(tree, lines, &by_tag, &found);
    Body { lines: lead.into_iter().chain(found).collect(), cut }
}

/// The lead: prose between the headline and the first line of the article, where many pages set it apart from the text.
fn lead(tree: &Tree<'_>, lines: &[Line], cut: &[bool], chosen: &[usize]) -> Vec<usize> {
    let Some(&first) = chosen.first() else { return Vec::new() };
    let near = first.saturating_sub(LEAD_WITHIN)..first;
    let Some(headline) = near.clone().rev().find(|at| lines[*at].tag == Tag::H1) else { return Vec::new() };
    let is_lead = |at: &usize| {
        let line = &lines[*at];
        let seen = !cut[line.texts[0] as usize]
            || tree.nodes[tree.nodes[line.block as usize].parent as usize].tag() == Tag::Header;
        seen && line.chars >= LEAD_CHARS && line.linked * 5 < line.chars && line.is_prose() && !is_label(&line.words)
    };
    (headline + 1..first).filter(is_lead).take(3).collect()
}

fn counted(line: &Line) -> (usize, usize) {
    (line.texts[0] as usize, line.plain())
}

fn attempt(tree: &Tree<'_>, lines: &[Line], names: &AllNames, cut: &[bool]) -> Vec<usize> {
    let kept = |line: &Line| !cut[line.block as usize] && line.texts.iter().any(|node| !cut[*node as usize]);
    let candidates: Vec<bool> = lines.iter().map(kept).collect();
    let container = container(tree, lines, names, &candidates);
    let inside = |line: &Line| tree.below(container).contains(&(line.texts[0] as usize));
    let inside: Vec<usize> = (0..lines.len()).filter(|at| candidates[*at] && inside(&lines[*at])).collect();
    filtered(tree, lines, inside)
}

/// The element that holds the article.
fn container(tree: &Tree<'_>, lines: &[Line], names: &AllNames, candidates: &[bool]) -> usize {
    let mut gain = vec![0i64; tree.nodes.len()];
    for (line, candidate) in lines.iter().zip(candidates) {
        gain[line.block as usize] += if *candidate { weight(line) } else { 0 };
    }
    // Children stand after their parents: from the last node back, each sum is whole when it is passed on.
    for node in (1..tree.nodes.len()).rev() {
        let parent = tree.nodes[node].parent as usize;
        gain[parent] += gain[node];
    }
    let is_element = |node: &usize| is_container(tree.nodes[*node].kind);
    // Of equals the innermost, which stands last.
    let best = (0..tree.nodes.len()).filter(is_element).filter(|node| gain[*node] > 0).max_by_key(|node| gain[*node]);
    let best = best.or_else(|| tree.all(Tag::Body).next()).unwrap_or(0);
    let enough = gain[best] * 6 / 10;
    let inner = (best..tree.nodes[best].end as usize).filter(is_element);
    let inner =
        inner.filter(|node| names_itself(&names[*node]) && gain[*node] >= enough).max_by_key(|node| gain[*node]);
    inner.or_else(|| outer(tree, names, best)).unwrap_or(best)
}

/// The element around `node`, not far, that calls itself the article's text.
fn outer(tree: &Tree<'_>, names: &AllNames, node: usize) -> Option<usize> {
    let parent = |node: &usize| (*node > 0).then(|| tree.nodes[*node].parent as usize);
    std::iter::successors(Some(node), parent).skip(1).take(3).find(|node| names_itself(&names[*node]))
}

/// Whether an element can be what an article stands in: no paragraph, no list.
fn is_container(kind: Kind) -> bool {
    use Tag::{Dd, Dl, Dt, Li, Ol, P, Tr, Ul};
    match kind {
        Kind::Element(tag) => {
            !matches!(tag, P | Ul | Ol | Li | Dl | Dt | Dd | Tr)
                && !tag.is_heading()
                && (!tag.is_inline() || tag == Tag::Span)
        }
        _ => false,
    }
}

/// What a line speaks for its container.
fn weight(line: &Line) -> i64 {
    if line.is_prose() {
        return line.plain().min(PROSE_COUNTS) as i64;
    }
    if line.linked * 2 < line.chars && (line.is_heading() || matches!(line.tag, Tag::P | Tag::Li | Tag::Td | Tag::Th)) {
        return 0;
    }
    -(10 + line.linked.min(60) as i64)
}

fn names_itself(names: &Names) -> bool {
    names.itemprop.contains("articlebody")
        || names.any(BODY)
        || names.words.windows(2).any(|pair| BODY_PAIRS.contains(&(pair[0].as_str(), pair[1].as_str())))
}

/// The lines of `inside` that are text.
fn filtered(tree: &Tree<'_>, lines: &[Line], inside: Vec<usize>) -> Vec<usize> {
    let lists = list_links(tree, lines, &inside);
    let is_text = |at: &usize| {
        let line = &lines[*at];
        if is_label(&line.words) {
            return false;
        }
        if line.is_heading() {
            return line.linked * 2 < line.chars;
        }
        if line.tag == Tag::Li || line.tag == Tag::Dd {
            return lists[*at];
        }
        line.is_prose() || (line.linked * 2 < line.chars && is_set_as_text(line))
    };
    let mut kept: Vec<usize> = inside.into_iter().filter(is_text).collect();
    // A heading without a text after it is one of what was cut.
    let mut follows = false;
    let mut at = kept.len();
    while at > 0 {
        at -= 1;
        let heading = lines[kept[at]].is_heading();
        if heading && !follows {
            kept.remove(at);
        }
        follows = !heading;
    }
    kept
}

/// Whether a short line stands where text stands.
fn is_set_as_text(line: &Line) -> bool {
    match line.tag {
        Tag::P | Tag::Blockquote | Tag::Pre | Tag::Td | Tag::Th | Tag::Dt | Tag::Li | Tag::Dd => true,
        _ => line.after_break || line.words.ends_with(['.', '!', '?', '”', '"', '“', '»', ':', '…', '।', '。']),
    }
}

/// For each line, whether the list that it stands in is text and not a list of links.
fn list_links(tree: &Tree<'_>, lines: &[Line], inside: &[usize]) -> Vec<bool> {
    let mut sums: std::collections::HashMap<u32, (usize, usize)> = std::collections::HashMap::new();
    let list = |line: &Line| tree.nodes[line.block as usize].parent;
    for at in inside {
        let sum = sums.entry(list(&lines[*at])).or_default();
        sum.0 += lines[*at].chars;
        sum.1 += lines[*at].linked;
    }
    lines.iter().map(|line| sums.get(&list(line)).is_some_and(|(chars, linked)| linked * 2 < *chars)).collect()
}
