//! Elements and text of a page as a tree.
//!
//! What matters of the HTML standard's tree construction for where text stands: end tags that may be left out, elements
//! without an end, end tags that fit nothing. Nodes stand in one list in page order, each with the number of the node
//! after its last descendant; nothing here or after it walks the tree by recursion, so no depth of nesting is too deep.

use std::ops::Range;

use super::tag::Tag;
use super::token::{Token, Tokens, attributes};

/// Open elements that are looked through for the one that an end tag means. Deeper ones are closed by their parents.
const CLOSES_WITHIN: usize = 1000;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An element.
    Element(Tag),
    /// Text, with references.
    Text,
    /// What a script, style or the like holds; of a `title` and `textarea` it has references.
    Raw,
}

/// An element or a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    /// Number of the node around it; the root is its own.
    pub(crate) parent: u32,
    /// Number of the node after its last descendant.
    pub(crate) end: u32,
    /// Bytes of the decoded page: of an element, those of its start tag.
    pub(crate) range: (u32, u32),
}

impl Node {
    /// The element's name; `Other` for text.
    pub(crate) fn tag(&self) -> Tag {
        match self.kind {
            Kind::Element(tag) => tag,
            _ => Tag::Other,
        }
    }
}

/// A page's nodes. Node 0 is the root, an element around all.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) source: &'a str,
    pub(crate) nodes: Vec<Node>,
}

impl<'a> Tree<'a> {
    /// The tree of a decoded page.
    pub(crate) fn new(source: &'a str) -> Tree<'a> {
        let root = Node { kind: Kind::Element(Tag::Other), parent: 0, end: 0, range: (0, 0) };
        let mut builder =
            Builder { nodes: vec![root], open: vec![(0, Tag::Other)], counts: [0; Tag::COUNT], foreign: 0 };
        for token in Tokens::new(source) {
            match token {
                Token::Start { tag, range, closed } => builder.start(tag, range, closed),
                Token::End { tag, .. } => builder.end(tag),
                Token::Text(range) => builder.text(Kind::Text, range, source),
                Token::Raw(range) => builder.text(Kind::Raw, range, source),
            }
        }
        builder.close_to(0);
        builder.nodes[0].end = builder.nodes.len() as u32;
        Tree { source, nodes: builder.nodes }
    }

    /// The words of a node as written in the page: text, or a start tag.
    pub(crate) fn written(&self, node: usize) -> &'a str {
        let (start, end) = self.nodes[node].range;
        &self.source[start as usize..end as usize]
    }

    /// The attributes of an element, values as written.
    pub(crate) fn attributes(&self, node: usize) -> Vec<(String, &'a str)> {
        attributes(self.written(node))
    }

    /// The nodes below `node`.
    pub(crate) fn below(&self, node: usize) -> Range<usize> {
        node + 1..self.nodes[node].end as usize
    }

    /// The elements of this name.
    pub(crate) fn all(&self, tag: Tag) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(move |node| self.nodes[*node].kind == Kind::Element(tag))
    }
}

struct Builder {
    nodes: Vec<Node>,
    // Invariant: never empty; the first is the root
    open: Vec<(u32, Tag)>,
    /// How many of each are open.
    counts: [u32; Tag::COUNT],
    /// How many `svg` and `math` are open: in them "/>" ends an element.
    foreign: u32,
}

impl Builder {
    fn current(&self) -> (u32, Tag) {
        self.open[self.open.len() - 1]
    }

    fn push(&mut self, kind: Kind, range: Range<usize>) -> u32 {
        let node = self.nodes.len() as u32;
        let range = (range.start as u32, range.end as u32);
        self.nodes.push(Node { kind, parent: self.current().0, end: node + 1, range });
        node
    }

    fn text(&mut self, kind: Kind, range: Range<usize>, source: &str) {
        let blank = source.as_bytes()[range.clone()].iter().all(u8::is_ascii_whitespace);
        if !blank && self.current().1 == Tag::Head && kind == Kind::Text {
            self.close(Tag::Head);
        }
        self.push(kind, range);
    }

    fn start(&mut self, tag: Tag, range: Range<usize>, closed: bool) {
        if matches!(tag, Tag::Html | Tag::Body) && self.counts[tag as usize] > 0 {
            return;
        }
        if self.foreign == 0 {
            self.imply_ends(tag);
        }
        let node = self.push(Kind::Element(tag), range);
        if tag.is_void() || (closed && self.foreign > 0) {
            return;
        }
        self.foreign += u32::from(matches!(tag, Tag::Svg | Tag::Math));
        self.counts[tag as usize] += 1;
        self.open.push((node, tag));
    }

    /// Closes what the start of `tag` ends.
    fn imply_ends(&mut self, tag: Tag) {
        if self.counts[Tag::Head as usize] > 0 && (tag == Tag::Body || !tag.is_metadata() && tag != Tag::Head) {
            self.close(Tag::Head);
        }
        if tag.ends_paragraph() {
            self.close_within(&[Tag::P], |open| open.is_scope() || open == Tag::Button);
        }
        match tag {
            Tag::Li => self.close_within(&[Tag::Li], |open| matches!(open, Tag::Ul | Tag::Ol | Tag::Menu)),
            Tag::Dt | Tag::Dd => self.close_within(&[Tag::Dt, Tag::Dd], |open| open == Tag::Dl),
            Tag::Td | Tag::Th => self.close_within(&[Tag::Td, Tag::Th], |open| matches!(open, Tag::Table | Tag::Tr)),
            Tag::Tr => self.close_within(&[Tag::Tr], |open| open == Tag::Table),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close_within(&[Tag::Tbody, Tag::Thead, Tag::Tfoot, Tag::Caption], |open| open == Tag::Table);
            }
            Tag::Option | Tag::Optgroup => self.close_within(&[Tag::Option], |open| open == Tag::Select),
            Tag::A => self.close_within(&[Tag::A], |open| !open.is_inline()),
            _ if tag.is_heading() && self.current().1.is_heading() => self.close_to(self.open.len() - 1),
            _ => {}
        }
    }

    /// Closes the innermost open one of `tags`, unless what `stops` holds it.
    fn close_within(&mut self, tags: &[Tag], stops: impl Fn(Tag) -> bool) {
        if tags.iter().all(|tag| self.counts[*tag as usize] == 0) {
            return;
        }
        for at in (1..self.open.len()).rev().take(CLOSES_WITHIN) {
            let tag = self.open[at].1;
            if tags.contains(&tag) {
                return self.close_to(at);
            }
            if stops(tag) {
                return;
            }
        }
    }

    fn end(&mut self, tag: Tag) {
        if tag == Tag::Br {
            self.push(Kind::Element(Tag::Br), 0..0);
        }
        // Text behind these belongs to the page all the same.
        if !matches!(tag, Tag::Html | Tag::Body) {
            self.close(tag);
        }
    }

    fn close(&mut self, tag: Tag) {
        if tag == Tag::Other {
            // Which one is not known: it ends the innermost, if nothing else is open in it.
            if self.current().1 == Tag::Other && self.open.len() > 1 {
                self.close_to(self.open.len() - 1);
            }
            return;
        }
        let inline = tag.is_inline() && tag != Tag::Svg;
        let table = matches!(tag, Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Td | Tag::Th);
        self.close_within(&[tag], |open| {
            if table {
                open == Tag::Table
            } else {
                // The end of an inline element ends no block that was begun in it.
                open.is_scope() || inline && open != Tag::Other && !open.is_inline()
            }
        });
    }

    /// Closes the open elements from the `depth`-th on.
    fn close_to(&mut self, depth: usize) {
        let end = self.nodes.len() as u32;
        for (node, tag) in self.open.drain(depth.max(1)..) {
            self.nodes[node as usize].end = end;
            if node > 0 {
                self.counts[tag as usize] -= 1;
                self.foreign -= u32::from(matches!(tag, Tag::Svg | Tag::Math));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested names and words.
    fn shown(page: &str) -> String {
        let tree = Tree::new(page);
        let mut out = String::new();
        let mut ends = Vec::new();
        for node in 1..tree.nodes.len() {
            while ends.last().is_some_and(|end| *end <= node as u32) {
                ends.pop();
                out.push(')');
            }
            match tree.nodes[node].kind {
                Kind::Element(tag) => {
                    out += if tag == Tag::Other { "?" } else { tag.name() };
                    out.push('(');
                    ends.push(tree.nodes[node].end);
                }
                _ => out += tree.written(node),
            }
        }
        out + &")".repeat(ends.len())
    }

    #[test]
    fn ends_may_be_left_out() {
        let check = |page: &str, expect: &str| assert_eq!(shown(page), expect, "{page}");
        check("<p>a<p>b<div>c</div>d", "p(a)p(b)div(c)d");
        check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "ul(li(a)li(bul(li(c)))li(d))e");
        check(
            "<table><tr><td>a<td>b<tr><td><table><tr><td>c</table></table>d",
            "table(tr(td(a)td(b))tr(td(table(tr(td(c))))))d",
        );
        check("<head><title>a</title><meta><p>b</head><p>c", "head(title(a)meta())p(b)p(c)");
        check("<html><body>a</body><html>b</html>c", "html(body(abc))");
        check("<h2>a<h3>b</h3>c", "h2(a)h3(b)c");
        check("a<br>b</br>c<br/>d", "abr()bbr()cbr()d");
        check("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))");
    }

    #[test]
    fn ends_that_fit_nothing() {
        let check = |page: &str, expect: &str| assert_eq!(shown(page), expect, "{page}");
        check("a</p></div></b>b", "ab");
        check("<b><div>a</b>b</div>c", "b(div(ab)c)");
        check("<div><b>a</div>b", "div(b(a))b");
        check("<div><table><tr><td>a</div>b</table>c", "div(table(tr(td(ab)))c)");
        check("<a>b<a>c</a>d", "a(b)a(c)d");
        check("<svg><path/><g>a</g></svg>b", "svg(?()?(a))b");
        check("<x-y>a<z>b</z></x-y>c", "?(a?(b))c");
    }

    #[test]
    fn no_depth_is_too_deep() {
        for unit in ["<div>", "<b>", "<table><tr><td>", "<p><a>", "<ul><li>", "<x>", "</div>", "<svg>", "<a><div>"] {
            let page = unit.repeat(1_000_000) + "a" + &"</div>".repeat(1_000_000);
            let tree = Tree::new(&page);
            assert_eq!(tree.nodes[0].end as usize, tree.nodes.len(), "{unit}");
        }
    }
}
