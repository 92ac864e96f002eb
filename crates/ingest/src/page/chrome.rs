//! Which elements hold page and not article, by what they are and by what their makers call them?
//!
//! Classes and ids are read word by word ("js-related-links" is "js", "related", "links"), so that "share" is not found in
//! "shareholders". An element that holds much of the page's prose is never cut for its name alone: many a page has
//! "with-sidebar" on what is around everything.

use super::lines::is_unseen;
use super::tag::Tag;
use super::tree::{Kind, Tree};

/// Elements that are page whatever they are called.
fn is_cut_by_tag(tag: Tag) -> bool {
    use Tag::{Aside, Button, Dialog, Fieldset, Figcaption, Footer, Form, Input, Label, Legend, Menu, Nav, Search};
    is_unseen(tag)
        || matches!(
            tag,
            Aside
                | Button
                | Dialog
                | Fieldset
                | Figcaption
                | Footer
                | Form
                | Input
                | Label
                | Legend
                | Menu
                | Nav
                | Search
        )
}

/// Words of classes and ids that mark what is no article.
#[rustfmt::skip]
const CUT: &[&str] = &[
    // The page's frame.
    "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "pagination", "pager", "sitemap",
    "toolbar", "topbar", "masthead", "footer", "copyright", "colophon", "sidebar", "widgets", "sidenav", "offcanvas",
    "siteheader", "pagenav", "crumbs", "crumb", "subnav", "topnav", "footnav", "branding", "logo",
    // What leads elsewhere.
    "related", "recommended", "recommendation", "recommendations", "recirc", "recirculation", "popular", "trending",
    "mostread", "outbrain", "taboola", "teaser", "teasers", "teaserlist", "promo", "promos", "promotion", "readmore",
    "seealso", "similar", "suggested", "suggestions", "previous", "relatedposts", "relatedarticles", "relatedcontent",
    "morestories", "crosslinks", "linkbox", "adjacent", "prevnext", "backlink", "zergnet", "ligatus", "plista",
    "upnext", "onward",
    // What the reader is to do.
    "share", "sharing", "social", "sharebar", "sharebuttons", "socials", "addthis", "addtoany", "sharedaddy",
    "shariff", "newsletter", "subscribe", "subscription", "signup", "register", "login", "signin", "paywall",
    "donate", "donation", "optin", "popup", "modal", "overlay", "cookie", "cookies", "consent", "gdpr", "lightbox",
    "rating", "ratings", "vote", "voting", "poll", "quiz", "searchform", "cta", "feedback", "printbutton", "toolbox",
    "followus", "socialmedia", "bookmark", "bookmarks", "buttons", "btn", "jetpack", "sociallinks", "mailto",
    "interstitial",
    // What readers write.
    "comment", "comments", "disqus", "respond", "reply", "replies", "commentlist", "livefyre", "kommentare",
    "commentform", "community", "usercomments", "leserkommentare", "pingback", "trackback", "trackbacks",
    // Advertisements.
    "ad", "ads", "advert", "adverts", "advertisement", "advertising", "sponsor", "sponsored", "sponsors", "adsense",
    "adslot", "adbox", "dfp", "anzeige", "werbung", "banner", "affiliate", "commercial", "publicidad", "reklama",
    // What is said of the article.
    "byline", "authorbox", "biography", "bio", "postmeta", "metadata", "timestamp", "tags", "taglist", "tagcloud",
    "categories", "keywords", "credit", "credits", "caption", "captions", "postinfo", "authors", "authorinfo",
    "entrymeta", "infoline", "dateline", "wppaget", "toc", "licence", "license", "imagecredit", "bildunterschrift",
    "copyrightline",
    // What is not seen.
    "noprint", "noscript", "tooltip",
    // Players and pictures.
    "player", "carousel", "slideshow", "slider", "playlist", "thumbnails", "thumbs",
];

/// Classes and ids that mark what is no article where they are all of the name: "hidden", not "label-hidden".
#[rustfmt::skip]
const CUT_WHOLE: &[&str] = &[
    "hidden", "hide", "invisible", "widget", "rail", "skip", "foot", "button", "search", "note", "discussion",
    "reactions", "date", "author", "meta", "category", "category-list", "posted", "published", "time", "like",
    "likes", "print",
];

/// Longer names are addresses or texts, and say nothing of what the element is.
const LONGEST_NAME: usize = 60;

/// Two words in a row that mark what neither marks alone.
#[rustfmt::skip]
const CUT_PAIRS: &[(&str, &str)] = &[
    ("author", "box"), ("author", "bio"), ("author", "info"), ("author", "name"), ("author", "meta"),
    ("about", "author"), ("post", "meta"), ("entry", "meta"), ("article", "meta"), ("entry", "footer"),
    ("article", "footer"), ("post", "footer"), ("post", "author"), ("article", "author"), ("post", "date"),
    ("entry", "date"), ("article", "date"), ("post", "tags"), ("post", "info"), ("article", "info"), ("meta", "info"),
    ("meta", "data"), ("posted", "on"), ("read", "more"), ("see", "also"), ("also", "read"), ("read", "also"),
    ("read", "next"), ("up", "next"), ("more", "from"), ("more", "on"), ("more", "stories"), ("more", "news"),
    ("most", "read"), ("most", "viewed"), ("most", "popular"), ("latest", "news"), ("latest", "posts"),
    ("recent", "posts"), ("sign", "up"), ("log", "in"), ("call", "action"), ("social", "media"), ("sr", "only"),
    ("visually", "hidden"), ("screen", "reader"), ("d", "none"), ("top", "bar"), ("site", "header"),
    ("page", "header"), ("global", "header"), ("main", "header"), ("back", "top"), ("next", "post"), ("prev", "post"),
    ("post", "nav"), ("mail", "form"), ("follow", "us"), ("google", "news"), ("print", "only"), ("editor", "note"),
    ("jp", "relatedposts"), ("table", "contents"), ("skip", "link"), ("image", "credit"), ("photo", "credit"),
    ("cat", "links"), ("tags", "links"), ("tag", "list"), ("tag", "links"), ("published", "date"), ("fact", "box"),
    ("edit", "section"), ("mw", "editsection"), ("app", "download"), ("author", "card"), ("author", "details"),
    ("other", "articles"), ("other", "news"), ("article", "tools"), ("article", "tags"), ("press", "contact"),
];

/// Values of `role` that mark the page's frame.
#[rustfmt::skip]
const CUT_ROLES: &[&str] = &[
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "alertdialog", "menu",
    "menubar", "toolbar", "tablist", "button", "status", "note",
];

/// A share of the page's prose that only an element around the article can hold.
const MUCH_PROSE: f64 = 0.4;
/// Characters of prose that make a header part of the article.
const HEADER_PROSE: usize = 300;

/// What the makers of a page call an element: words of its class and id, in lower case, and what it says of itself.
#[derive(Debug, Default, Clone)]
pub(crate) struct Names {
    pub(crate) words: Vec<String>,
    pub(crate) itemprop: String,
    role: String,
    itemtype: String,
    hidden: bool,
    whole: bool,
}

impl Names {
    /// Those of an element.
    fn of(tree: &Tree<'_>, node: usize) -> Names {
        let mut out = Names::default();
        for (name, value) in tree.attributes(node) {
            match name.as_str() {
                "class" | "id" | "data-component" | "data-testid" | "data-type" => out.name(value),
                "itemtype" => out.itemtype = value.to_ascii_lowercase(),
                "itemprop" => out.itemprop = value.to_ascii_lowercase(),
                "role" => out.role = value.trim().to_ascii_lowercase(),
                "hidden" => out.hidden = true,
                "aria-hidden" => out.hidden |= value.trim().eq_ignore_ascii_case("true"),
                "style" => {
                    let style: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
                    out.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
                }
                _ => {}
            }
        }
        out
    }

    fn name(&mut self, value: &str) {
        for name in value.split_ascii_whitespace().filter(|name| name.len() <= LONGEST_NAME) {
            self.whole |= CUT_WHOLE.iter().any(|whole| whole.eq_ignore_ascii_case(name));
            split(name, &mut self.words);
        }
    }

    /// Whether the element says that it is an article.
    pub(crate) fn is_article(&self) -> bool {
        let kinds = ["article", "blogposting"];
        kinds.iter().any(|kind| self.itemtype.ends_with(kind)) || self.itemprop.contains("articlebody")
    }

    /// Whether one of `words` is among the names.
    pub(crate) fn any(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| words.contains(&word.as_str()))
    }

    fn is_cut(&self) -> bool {
        let pairs = || self.words.windows(2).any(|pair| CUT_PAIRS.contains(&(pair[0].as_str(), pair[1].as_str())));
        let named = || self.whole || self.any(CUT) || pairs();
        self.hidden || CUT_ROLES.contains(&self.role.as_str()) || !self.is_article() && named()
    }
}

/// The names of all elements of a page: `names[node]`.
#[derive(Debug)]
pub(crate) struct AllNames {
    /// For each node, which of `found`; the first is that of nodes without any.
    of: Vec<u32>,
    found: Vec<Names>,
}

impl AllNames {
    pub(crate) fn new(tree: &Tree<'_>) -> AllNames {
        let mut out = AllNames { of: vec![0; tree.nodes.len()], found: vec![Names::default()] };
        for node in 1..tree.nodes.len() {
            // Most elements have none; looking for a "=" is quicker than reading.
            if matches!(tree.nodes[node].kind, Kind::Element(_)) && tree.written(node).contains(['=', ' ']) {
                out.of[node] = out.found.len() as u32;
                out.found.push(Names::of(tree, node));
            }
        }
        out
    }

    /// Those of elements that have any, in page order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Names> {
        self.found.iter()
    }
}

impl std::ops::Index<usize> for AllNames {
    type Output = Names;

    fn index(&self, node: usize) -> &Names {
        &self.found[self.of[node] as usize]
    }
}

/// "relatedLinks js-box" is "related", "links", "js", "box".
fn split(value: &str, out: &mut Vec<String>) {
    for part in value.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let mut start = 0;
        let bytes = part.as_bytes();
        for at in 1..bytes.len() {
            if bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase() {
                out.push(part[start..at].to_lowercase());
                start = at;
            }
        }
        out.push(part[start..].to_lowercase());
    }
}

/// Counts over the nodes of a page: the n-th says how many stand before node n.
#[derive(Debug)]
pub(crate) struct Before(Vec<u32>);

impl Before {
    /// Counts by `add`, called for each node that has something to count, in order or not.
    pub(crate) fn new(nodes: usize, counted: impl Iterator<Item = (usize, usize)>) -> Before {
        let mut before = vec![0u32; nodes + 1];
        for (node, count) in counted {
            before[node + 1] = before[node + 1].saturating_add(count as u32);
        }
        let mut sum = 0u32;
        for count in &mut before {
            sum = sum.saturating_add(*count);
            *count = sum;
        }
        Before(before)
    }

    /// How many stand in `node` and below it.
    pub(crate) fn within(&self, tree: &Tree<'_>, node: usize) -> usize {
        (self.0[tree.nodes[node].end as usize] - self.0[node]) as usize
    }
}

/// For each node, whether it is page: it, or what is around it, is cut. `prose` counts the page's characters of prose.
/// Where `by_name` is false, only what elements are counts, not what they are called.
pub(crate) fn cuts(tree: &Tree<'_>, names: &AllNames, prose: &Before, by_name: bool) -> Vec<bool> {
    let total = prose.within(tree, 0).max(1) as f64;
    let headlines = Before::new(tree.nodes.len(), tree.all(Tag::H1).map(|node| (node, 1)));
    let mut out = vec![false; tree.nodes.len()];
    for node in 1..tree.nodes.len() {
        let found = tree.nodes[node];
        out[node] = out[found.parent as usize];
        let Kind::Element(tag) = found.kind else { continue };
        if out[node] {
            continue;
        }
        let named = || by_name && !matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::P) && names[node].is_cut();
        // A header is the page's unless it holds the headline, or text.
        let frame =
            || tag == Tag::Header && headlines.within(tree, node) == 0 && prose.within(tree, node) < HEADER_PROSE;
        let little = || (prose.within(tree, node) as f64) < MUCH_PROSE * total;
        out[node] = is_unseen(tag) || (is_cut_by_tag(tag) || named() || frame()) && little();
    }
    out
}
