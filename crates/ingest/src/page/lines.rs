//! The lines of a page: text that no block's edge and no `<br>` parts.

use super::entities::{Reference, reference};
use super::tag::Tag;
use super::tree::{Kind, Tree};

/// A line of a page, whether it belongs to the article or not.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its text nodes, in page order.
    pub(crate) texts: Vec<u32>,
    /// The innermost element around it that is no inline one.
    pub(crate) block: u32,
    /// That element's name.
    pub(crate) tag: Tag,
    /// It was begun by a `<br>`, not by a block.
    pub(crate) after_break: bool,
    /// Its words, white space collapsed, edges trimmed.
    pub(crate) words: String,
    /// Characters of `words`.
    pub(crate) chars: usize,
    /// Characters of them that stand in links.
    pub(crate) linked: usize,
}

impl Line {
    /// Characters outside links.
    pub(crate) fn plain(&self) -> usize {
        self.chars.saturating_sub(self.linked)
    }

    /// Whether the line is a heading; some pages set whole texts as one.
    pub(crate) fn is_heading(&self) -> bool {
        self.tag.is_heading() && self.chars < 200
    }

    /// Whether the line is prose, as opposed to a label, a button or a link: long enough, and little of it linked.
    pub(crate) fn is_prose(&self) -> bool {
        self.chars >= 40 && self.linked * 2 < self.chars && self.words.split(' ').count() >= 6
    }
}

/// Elements whose text nobody sees or that are no text.
pub(crate) fn is_unseen(tag: Tag) -> bool {
    use Tag::{
        Applet, Audio, Canvas, Head, Iframe, Map, Math, Noembed, Noframes, Noscript, Object, Option, Script, Select,
        Style, Svg, Template, Textarea, Title, Video,
    };
    matches!(
        tag,
        Applet
            | Audio
            | Canvas
            | Head
            | Iframe
            | Map
            | Math
            | Noembed
            | Noframes
            | Noscript
            | Object
            | Option
            | Script
            | Select
            | Style
            | Svg
            | Template
            | Textarea
            | Title
            | Video
    )
}

/// The lines of a page in its order; empty ones are none.
pub(crate) fn lines(tree: &Tree<'_>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let blocks = vec![(tree.nodes.len() as u32, 0)];
    let mut reader = Reader { blocks, links: Vec::new(), broken: true, after_break: false };
    let mut node = 1;
    while node < tree.nodes.len() {
        reader.leave(node as u32);
        let found = tree.nodes[node];
        match found.kind {
            Kind::Element(tag) if is_unseen(tag) => {
                reader.broken |=
                    !matches!(tag, Tag::Math | Tag::Noscript | Tag::Script | Tag::Style | Tag::Svg | Tag::Template);
                node = found.end as usize;
                continue;
            }
            Kind::Element(tag) => reader.enter(tag, node as u32, found.end),
            Kind::Text => reader.take(tree, node, &mut out),
            Kind::Raw => {}
        }
        node += 1;
    }
    out.iter_mut().for_each(finish);
    out.retain(|line| line.chars > 0);
    out
}

fn finish(line: &mut Line) {
    line.words.truncate(line.words.trim_end().len());
    line.chars = line.words.chars().count();
}

/// What is open where the reading stands.
struct Reader {
    /// Ends and numbers of the open elements that are no inline ones; the first is the root.
    blocks: Vec<(u32, u32)>,
    /// Ends of the open links.
    links: Vec<u32>,
    /// A line ends here.
    broken: bool,
    after_break: bool,
}

impl Reader {
    fn leave(&mut self, node: u32) {
        while self.blocks.len() > 1 && self.blocks[self.blocks.len() - 1].0 <= node {
            self.blocks.pop();
            self.edge();
        }
        while self.links.last().is_some_and(|end| *end <= node) {
            self.links.pop();
        }
    }

    fn edge(&mut self) {
        self.broken = true;
        self.after_break = false;
    }

    fn enter(&mut self, tag: Tag, node: u32, end: u32) {
        if tag == Tag::Br {
            self.after_break |= !self.broken;
            self.broken = true;
        } else if tag == Tag::A {
            self.links.push(end);
        } else if tag == Tag::Hr || !tag.is_inline() && !tag.is_void() && tag != Tag::Other {
            self.edge();
            self.blocks.push((end, node));
        }
    }

    fn take(&mut self, tree: &Tree<'_>, node: usize, out: &mut Vec<Line>) {
        let mut words = String::new();
        collapse(tree.written(node), &mut words);
        if words.is_empty() || self.broken && words == " " {
            return;
        }
        if self.broken {
            let block = self.blocks.last().map_or(0, |(_, node)| *node);
            let tag = tree.nodes[block as usize].tag();
            let after_break = std::mem::take(&mut self.after_break);
            let (texts, words) = (Vec::new(), String::new());
            out.push(Line { texts, block, tag, after_break, words, chars: 0, linked: 0 });
            self.broken = false;
        }
        let Some(line) = out.last_mut() else { return };
        let rest = if line.words.is_empty() || line.words.ends_with(' ') { words.trim_start() } else { &words };
        line.words.push_str(rest);
        line.texts.push(node as u32);
        if !self.links.is_empty() {
            line.linked += rest.trim().chars().count();
        }
    }
}

/// A character that is seen nowhere and belongs to no word.
pub(crate) fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || c == '\u{feff}'
}

/// Adds `written` to `out` with references read, runs of white space as one space, and what is invisible left out.
pub(crate) fn collapse(written: &str, out: &mut String) {
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let (first, second, length) = match (c, reference_at(rest, c)) {
            (_, Some(Reference { chars: (first, second), length })) => (first, second, length),
            (c, None) => (c, None, c.len_utf8()),
        };
        for c in std::iter::once(first).chain(second).filter(|c| !is_invisible(*c)) {
            match c.is_whitespace() {
                true if !out.ends_with(' ') => out.push(' '),
                true => {}
                false => out.push(c),
            }
        }
        rest = &rest[length..];
    }
}

fn reference_at(rest: &str, c: char) -> Option<Reference> {
    if c == '&' { reference(rest, false) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expect: &[&str]) {
        let lines = lines(&Tree::new(page));
        assert_eq!(lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>(), expect, "{page}");
    }

    #[test]
    fn blocks_and_breaks_part_lines() {
        check("<p>No <b>boats</b>\n came &amp; went<p>b", &["No boats came & went", "b"]);
        check("<div>a<p>b</p>c</div>d", &["a", "b", "c", "d"]);
        check("a<br>b<br><br>c", &["a", "b", "c"]);
        check("<ul><li>a <a href=x>b</a><li>c</ul>", &["a b", "c"]);
        check("a<script>b</script>c<style>d</style>", &["ac"]);
        check("<table><tr><td>a<td>b</table>", &["a", "b"]);
        check("<a href=x><div>a</div><div>b</div></a>", &["a", "b"]);
        check("a\u{feff}b&shy;c&nbsp; d\0", &["ab\u{ad}c d"]);
        check("<custom-x>a</custom-x>b", &["ab"]);
    }

    #[test]
    fn links_are_counted() {
        let lines = lines(&Tree::new("<p>one <a href=x>two three</a> four"));
        assert_eq!((lines[0].chars, lines[0].linked, lines[0].plain()), (18, 9, 9));
    }
}
