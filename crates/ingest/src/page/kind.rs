//! Is a page an article at all?

use super::about::ARTICLES;
use super::chrome::AllNames;
use super::lines::Line;
use super::markup::{Markup, is_a};
use super::tag::Tag;
use super::tree::Tree;

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageKind {
    /// One article.
    Article,
    /// Entries under times, added while something goes on.
    LiveBlog,
    /// Pictures with captions.
    Gallery,
    /// The beginning of an article that has to be paid for.
    Paywall,
    /// A question for consent, and nothing else.
    CookieWall,
    /// "Page not found", "Access denied", a question whether one is a robot.
    Error,
    /// A front page, a section, results of a search: links to articles.
    Listing,
    /// No text to speak of; perhaps a script would fetch it.
    Empty,
}

impl PageKind {
    /// A stable name.
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Article => "article",
            PageKind::LiveBlog => "live-blog",
            PageKind::Gallery => "gallery",
            PageKind::Paywall => "paywall",
            PageKind::CookieWall => "cookie-wall",
            PageKind::Error => "error",
            PageKind::Listing => "listing",
            PageKind::Empty => "empty",
        }
    }
}

/// No kind of page that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write live-blog, gallery, paywall, cookie-wall, error or listing")]
pub struct PageKindError;

impl std::str::FromStr for PageKind {
    type Err = PageKindError;

    /// The kind of this name, of those that have a text and are no article.
    fn from_str(name: &str) -> Result<PageKind, PageKindError> {
        use PageKind::*;
        let kinds = [LiveBlog, Gallery, Paywall, CookieWall, Error, Listing];
        kinds.into_iter().find(|kind| kind.name() == name).ok_or(PageKindError)
    }
}

impl std::fmt::Display for PageKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            PageKind::Article => "an article",
            PageKind::LiveBlog => "a live blog",
            PageKind::Gallery => "a gallery of pictures",
            PageKind::Paywall => "the beginning of an article behind a paywall",
            PageKind::CookieWall => "a question for consent to cookies",
            PageKind::Error => "an error page",
            PageKind::Listing => "a listing of articles",
            PageKind::Empty => "a page without text",
        })
    }
}

/// A text of fewer characters is none.
const NO_TEXT: usize = 80;
/// The beginning before a paywall, an error and a question are shorter than this, in characters.
const STUB: usize = 1200;
/// Characters of a link that is a headline.
const HEADLINE: usize = 25;
/// So many links that are headlines make a listing, if there is little else.
const MANY_HEADLINES: usize = 12;
/// So many times make a live blog, if it is called one.
const MANY_TIMES: usize = 3;

#[rustfmt::skip]
const ERRORS: &[&str] = &[
    "404", "403", "410", "500", "502", "503", "page not found", "not found", "access denied", "forbidden",
    "just a moment", "attention required", "are you a robot", "are you human", "service unavailable", "bad gateway",
    "internal server error", "page unavailable", "page doesn't exist", "page doesn’t exist", "page does not exist",
    "robot check", "pardon our interruption", "security check", "seite nicht gefunden", "page introuvable",
    "página no encontrada",
];
#[rustfmt::skip]
const COOKIES: &[&str] = &[
    "we use cookies", "use of cookies", "accept all", "cookie policy", "your consent", "before you continue",
    "manage preferences", "privacy settings", "our partners", "personalised ads", "personalized ads",
    "legitimate interest", "reject all",
];
#[rustfmt::skip]
const PAYWALLS: &[&str] = &[
    "subscribe to continue", "subscribe to read", "to continue reading", "to read the full", "to view the full",
    "already a subscriber", "subscribers only", "for subscribers", "this article is for", "create a free account",
    "register to read", "log in to read", "start your free trial", "unlock this article", "premium content",
    "sign in to continue", "jetzt abonnieren", "weiterlesen mit", "réservé aux abonnés", "contenido exclusivo",
    "subscribe now for full access",
];
const WALL_NAMES: &[&str] = &["paywall", "piano", "metered", "subscriberonly", "regwall", "premiumwall"];

/// What a page is, and by what that is known. `body` is the article that was found in it.
pub(crate) fn kind(
    tree: &Tree<'_>,
    lines: &[Line],
    names: &AllNames,
    markup: &Markup,
    title: Option<&str>,
    body: &[usize],
) -> (PageKind, &'static str) {
    let chars = body.iter().map(|line| lines[*line].chars).sum();
    let page = Page { tree, lines, names, markup, chars, run: longest_run(lines, body) };
    let title = title.unwrap_or_default().to_lowercase();
    if page.chars < STUB && is_error(&title) {
        return (PageKind::Error, "its title is that of an error");
    }
    let live = markup.objects.iter().any(|object| is_a(object, &["LiveBlogPosting"]));
    if live {
        return (PageKind::LiveBlog, "its mark-up calls it a live blog");
    }
    if page.is_called(&["liveblog"], ("live", "blog")) && page.times() >= MANY_TIMES {
        return (PageKind::LiveBlog, "it is called a live blog, and its entries have times");
    }
    if page.chars < STUB && page.says(COOKIES) >= 2 && page.says(COOKIES) * 300 > page.chars {
        return (PageKind::CookieWall, "little but a question for consent stands in it");
    }
    if page.chars < STUB && page.is_walled() {
        return (PageKind::Paywall, "its text is short, and it asks to subscribe or to register");
    }
    if page.is_listing() {
        return (PageKind::Listing, "most of its text is headlines that link to other pages");
    }
    if page.is_gallery() {
        return (PageKind::Gallery, "its mark-up calls it a gallery, or it is pictures with captions");
    }
    if page.chars < NO_TEXT {
        return (PageKind::Empty, "no text stands in its mark-up");
    }
    (PageKind::Article, "its text was found")
}

fn is_headline_link(line: &Line) -> bool {
    line.linked * 10 > line.chars * 9 && line.chars >= HEADLINE
}

fn longest_run(lines: &[Line], body: &[usize]) -> usize {
    let (mut run, mut longest, mut last) = (0, 0, 0);
    for at in body.iter().copied().filter(|at| lines[*at].is_prose()) {
        let between = lines.get(last..at).unwrap_or_default();
        let leads = between.iter().any(|line| line.tag.is_heading() && is_headline_link(line));
        run = if leads { 1 } else { run + 1 };
        longest = longest.max(run);
        last = at;
    }
    longest
}

fn is_error(title: &str) -> bool {
    let head = title.split([' ', ':', '|', '-', '–']).next().unwrap_or_default();
    let number = |error: &str| error.bytes().all(|byte| byte.is_ascii_digit());
    title == "error"
        || ERRORS.iter().any(|error| match number(error) {
            true => head == *error || title.strip_prefix("error ").is_some_and(|rest| rest.starts_with(error)),
            false => title.contains(error) && title.chars().count() < 60,
        })
}

struct Page<'a> {
    tree: &'a Tree<'a>,
    lines: &'a [Line],
    names: &'a AllNames,
    markup: &'a Markup,
    /// Of the article that was found.
    chars: usize,
    /// Most lines of prose in a row in it, with no heading among them that is a link.
    run: usize,
}

impl Page<'_> {
    fn is_called(&self, words: &[&str], pair: (&str, &str)) -> bool {
        self.names.iter().any(|names| {
            names.any(words) || names.words.windows(2).any(|found| (found[0].as_str(), found[1].as_str()) == pair)
        })
    }

    fn times(&self) -> usize {
        self.tree.all(Tag::Time).count()
    }

    /// How many of these phrases the page holds.
    fn says(&self, phrases: &[&str]) -> usize {
        let lower: Vec<String> = self.lines.iter().take(2000).map(|line| line.words.to_lowercase()).collect();
        phrases.iter().filter(|phrase| lower.iter().any(|line| line.contains(**phrase))).count()
    }

    fn is_walled(&self) -> bool {
        let closed = |object: &serde_json::Value| match object.get("isAccessibleForFree") {
            Some(serde_json::Value::Bool(free)) => !free,
            Some(serde_json::Value::String(free)) => free.eq_ignore_ascii_case("false"),
            _ => false,
        };
        let marked = self.markup.objects.iter().any(closed);
        let tier =
            self.markup.value_of(&["article:content_tier"]).is_some_and(|tier| matches!(tier, "locked" | "metered"));
        let named = self.names.iter().any(|names| names.any(WALL_NAMES));
        let said = self.says(PAYWALLS);
        said >= 2 || said >= 1 && (marked || tier || named) || marked && named
    }

    fn is_article(&self) -> bool {
        self.markup.objects.iter().any(|object| is_a(object, ARTICLES))
            || self.markup.value_of(&["og:type"]).is_some_and(|kind| kind.to_lowercase().contains("article"))
            || self.names.iter().any(|names| names.itemprop.contains("articlebody"))
    }

    fn is_listing(&self) -> bool {
        if self.is_article() && self.chars >= NO_TEXT {
            return false;
        }
        let is_link = |line: &&Line| is_headline_link(line);
        let (count, chars) =
            self.lines.iter().filter(is_link).fold((0, 0), |(count, chars), line| (count + 1, chars + line.chars));
        let types = ["CollectionPage", "ItemList", "SearchResultsPage"];
        let listed = self.markup.objects.iter().any(|object| is_a(object, &types));
        let little = self.chars < STUB && (self.chars < chars / 2 || self.chars < chars && listed);
        // Teasers have texts, too; each stands below a heading that is a link.
        let headings = self.lines.iter().filter(|line| line.tag.is_heading()).filter(is_link).count();
        count >= MANY_HEADLINES && little || headings >= MANY_HEADLINES / 2 && self.run <= 2
    }

    fn is_gallery(&self) -> bool {
        let types = ["ImageGallery", "MediaGallery", "ImageObjectGallery"];
        let marked = self.markup.objects.iter().any(|object| is_a(object, &types));
        let called = self.is_called(&["gallery", "slideshow", "bildergalerie", "photogallery"], ("photo", "gallery"));
        let pictures = self.tree.all(Tag::Figure).count();
        marked && self.chars < STUB || called && self.chars < STUB / 3 && pictures >= 6
    }
}
