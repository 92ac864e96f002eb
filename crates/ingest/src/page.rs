//! Pages: which article does an HTML page hold, what does it say of itself, and where in it does each word stand?
//!
//! The way: which encoding → characters with their bytes → tags → a tree → lines of text → which of them are the article
//! → its text, with the place of each character. Nothing here fails, whatever the bytes: a page that is none gives no
//! text, and [`Page::kind`] says what it seems to be.

mod charset;
mod source;
mod entities;
mod tag;
mod token;
mod tree;
mod lines;
mod chrome;
mod labels;
mod body;
mod markup;
mod moment;
mod about;
mod kind;
mod text;
mod sniff;
mod article;

use sayso_core::{PageMap, PageMeta, Span};

pub use charset::Told;
pub use kind::{PageKind, PageKindError};

pub(crate) use article::article;
pub(crate) use sniff::{has_tags, is_page, is_type_of_pages};

use chrome::AllNames;
use lines::Line;
use markup::Markup;
use source::Source;
use text::Text;
use tree::Tree;

/// What is known of a page beside its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The server's `Content-Type`: "text/html; charset=windows-1251".
    pub content_type: Option<&'a str>,
    /// The address that it was fetched from.
    pub url: Option<&'a str>,
}

/// A page as it was read.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it seems to be.
    pub kind: PageKind,
    /// By what that is known: half a sentence for people.
    pub reason: &'static str,
    /// What it says of itself.
    pub meta: PageMeta,
    /// Name of its encoding, as the Encoding standard has it.
    pub charset: &'static str,
    /// By what the encoding is known.
    pub told: Told,
    /// Bytes that are no text in the encoding; they are U+FFFD.
    pub malformed: usize,
    /// The headline, if it stands in the page, and then the article, a line a paragraph.
    pub text: String,
    /// Where in `text` the headline stands.
    pub title: Option<Span>,
    /// Where in `text` the article begins; its length if there is none.
    pub body_start: usize,
    /// Where in the page each word of `text` stands.
    pub map: PageMap,
}

impl Page {
    /// The article without its headline.
    pub fn body(&self) -> &str {
        &self.text[self.body_start..]
    }
}

/// Reads a page.
///
/// # Example: an article
/// ```
/// let page = b"<title>Boats lost</title><nav><a href=/>Home</a></nav><h1>Boats lost</h1>\
///     <p>The harbour master said on Tuesday that nobody had seen the <b>two boats</b> since the storm.";
/// let read = sayso_ingest::page(page, &sayso_ingest::Hints::default());
/// assert_eq!(read.meta.title.as_deref(), Some("Boats lost"));
/// let at = read.text.find("the two").unwrap();
/// let ranges = read.map.ranges(sayso_core::Span::of(&read.text, at..at + 7)?);
/// assert_eq!(ranges.iter().map(|range| &page[range.clone()]).collect::<Vec<_>>(), [&b"the "[..], b"two"]);
/// # Ok::<(), sayso_core::SpanError>(())
/// ```
pub fn page(bytes: &[u8], hints: &Hints<'_>) -> Page {
    let source = Source::new(bytes, hints.content_type);
    let tree = Tree::new(&source.text);
    let lines = lines::lines(&tree);
    let names = AllNames::new(&tree);
    let markup = Markup::read(&tree);
    let found = body::body(&tree, &lines, &names);
    let meta = about::about(&tree, &lines, &names, &markup, hints.url);
    let (kind, reason) = kind::kind(&tree, &lines, &names, &markup, meta.title.as_deref(), &found.lines);
    let mut text = Text::new(&source);
    let title =
        meta.title.as_deref().and_then(|title| headline(&mut text, &tree, &lines, &markup, title, &found.lines));
    let mut body_start = None;
    for line in found.lines.iter().map(|at| &lines[*at]) {
        if meta.title.as_deref() == Some(line.words.as_str()) {
            continue;
        }
        let span = text.line(found.ranges(&tree, line), line.after_break && body_start.is_some());
        body_start = body_start.or(span.map(Span::start));
    }
    let (text, map) = text.finish();
    let body_start = body_start.unwrap_or(text.len());
    let (charset, told, malformed) = (source.charset, source.told, source.malformed());
    Page { kind, reason, meta, charset, told, malformed, text, title, body_start, map }
}

/// Puts the headline on top: where the page shows it, else where its mark-up has it.
fn headline(
    text: &mut Text<'_>,
    tree: &Tree<'_>,
    lines: &[Line],
    markup: &Markup,
    title: &str,
    body: &[usize],
) -> Option<Span> {
    let first = body.first().copied().unwrap_or(lines.len());
    let shown = |line: &&Line| line.words == title;
    let heading = lines.iter().filter(|line| line.tag.is_heading()).find(shown);
    if let Some(line) = heading.or_else(|| lines[..first].iter().rev().find(shown)) {
        let whole = line.texts.iter().map(|node| tree.nodes[*node as usize].range);
        return text.line(whole.map(|(start, end)| start as usize..end as usize), false);
    }
    let window = markup.title.as_ref().and_then(|said| text.part(said.place.clone(), false, title));
    window.or_else(|| {
        let said = markup.meta_of(&["og:title", "twitter:title"])?;
        text.part(said.place.clone(), true, title)
    })
}
