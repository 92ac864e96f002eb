//! Which lines of a page are the article?
//!
//! The container first: the element for which prose inside less noise inside is most, and in it the element that calls
//! itself the article's text, if one holds most of it. Then the lines of the container: prose stays, what is short stays
//! where it is set as text, links and labels go.

use super::chrome::{Before, Names, cuts};
use super::labels::is_label;
use super::lines::Line;
use super::tag::Tag;
use super::tree::{Kind, Tree};

/// Prose of a line that counts for a container: beyond it, a longer line says no more.
const PROSE_COUNTS: usize = 600;
/// A text of fewer characters is hardly an article; then it is looked for with fewer cuts.
const FEW_CHARS: usize = 250;

/// Words of classes and ids, two in a row, by which an element calls itself the article's text.
const BODY_PAIRS: &[(&str, &str)] = &[
    ("article", "body"), ("article", "content"), ("article", "text"), ("entry", "content"), ("post", "content"),
    ("post", "body"), ("post", "text"), ("post", "entry"), ("story", "body"), ("story", "content"), ("story", "text"),
    ("content", "body"), ("news", "content"), ("news", "body"), ("news", "text"), ("blog", "content"), ("blog", "post"),
    ("page", "content"), ("single", "content"), ("main", "content"), ("text", "content"), ("body", "content"),
    ("body", "text"), ("article", "main"), ("article", "copy"), ("body", "copy"), ("article", "detail"), ("text", "body"),
    ("content", "text"), ("entry", "text"), ("td", "post"), ("article", "inner"), ("detail", "content"), ("mw", "content"),
];
/// The same in one word.
const BODY: &[&str] = &[
    "articlebody", "articlecontent", "articletext", "entrycontent", "postcontent", "postbody", "storybody", "storycontent",
    "newstext", "bodytext", "storytext", "artikel", "articlecopy", "bodycopy", "artikeltext", "blogpost", "hentry",
];

/// The lines of the article: numbers into `lines`.
pub(crate) fn body(tree: &Tree<'_>, lines: &[Line], names: &[Names]) -> Vec<usize> {
    let prose = Before::new(tree.nodes.len(), lines.iter().filter(|line| line.is_prose()).map(counted));
    let found = [true, false].map(|by_name| attempt(tree, lines, names, &prose, by_name));
    let length = |found: &[usize]| found.iter().map(|line| lines[*line].chars).sum::<usize>();
    let [named, unnamed] = found;
    if length(&named) >= FEW_CHARS || length(&unnamed) < 2 * length(&named) { named } else { unnamed }
}

fn counted(line: &Line) -> (usize, usize) {
    (line.texts[0] as usize, line.plain())
}

fn attempt(tree: &Tree<'_>, lines: &[Line], names: &[Names], prose: &Before, by_name: bool) -> Vec<usize> {
    let cut = cuts(tree, names, prose, by_name);
    let kept = |line: &Line| !cut[line.block as usize] && !cut[line.texts[0] as usize];
    let candidates: Vec<bool> = lines.iter().map(kept).collect();
    let container = container(tree, lines, names, &candidates);
    let inside = |line: &Line| tree.below(container).contains(&(line.texts[0] as usize));
    let inside: Vec<usize> = (0..lines.len()).filter(|at| candidates[*at] && inside(&lines[*at])).collect();
    filtered(tree, lines, inside)
}

/// The element that holds the article.
fn container(tree: &Tree<'_>, lines: &[Line], names: &[Names], candidates: &[bool]) -> usize {
    let mut gain = vec![0i64; tree.nodes.len()];
    for (line, candidate) in lines.iter().zip(candidates) {
        gain[line.block as usize] += if *candidate { weight(line) } else { 0 };
    }
    // Children stand after their parents: from the last node back, each sum is whole when it is passed on.
    for node in (1..tree.nodes.len()).rev() {
        let parent = tree.nodes[node].parent as usize;
        gain[parent] += gain[node];
    }
    let is_element = |node: &usize| matches!(tree.nodes[*node].kind, Kind::Element(_));
    // Of equals the innermost, which stands last.
    let best = (0..tree.nodes.len()).filter(is_element).max_by_key(|node| gain[*node]).unwrap_or(0);
    let enough = gain[best] * 6 / 10;
    let inner = (best..tree.nodes[best].end as usize).filter(is_element);
    inner.filter(|node| names_itself(&names[*node]) && gain[*node] >= enough).max_by_key(|node| gain[*node]).unwrap_or(best)
}

/// What a line speaks for its container.
fn weight(line: &Line) -> i64 {
    if line.is_prose() {
        return line.plain().min(PROSE_COUNTS) as i64;
    }
    if line.tag.is_heading() { 0 } else { -(10 + line.linked.min(60) as i64) }
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
        if line.tag.is_heading() {
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
        let heading = lines[kept[at]].tag.is_heading();
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
