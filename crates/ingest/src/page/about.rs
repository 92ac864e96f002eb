//! What is known of an article: its mark-up first, then what the page shows, then its address.

use sayso_core::{PageMeta, Review};
use serde_json::Value;

use super::chrome::AllNames;
use super::lines::Line;
use super::markup::{Markup, clean, is_a, text_of, value};
use super::moment::{in_address, moment};
use super::tag::Tag;
use super::tree::Tree;
use crate::credits::is_agency;

/// Types of JSON-LD that are an article.
#[rustfmt::skip]
pub(crate) const ARTICLES: &[&str] = &[
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "Article", "BlogPosting", "SocialMediaPosting",
    "ScholarlyArticle", "TechArticle", "Report",
];

/// A title of more bytes is none.
const LONGEST_TITLE: usize = 1000;
/// An address of more bytes is not looked at.
const LONGEST_ADDRESS: usize = 2000;
/// A byline of more characters is a text about the author.
const LONGEST_BYLINE: usize = 120;

/// What a page says of itself, with what the finder of its address knows.
pub(crate) fn about(tree: &Tree<'_>, lines: &[Line], names: &AllNames, markup: &Markup, url: Option<&str>) -> PageMeta {
    let article = markup.objects.iter().find(|object| is_a(object, ARTICLES));
    let of = |key: &str| article.and_then(|article| text_of(article.get(key)?));
    let canonical = canonical(markup, article, url);
    let outlet = outlet(markup, article, canonical.as_deref().or(url));
    let mut meta = PageMeta {
        title: title(lines, markup, of("headline"), outlet.as_deref()),
        published: published(tree, lines, names, markup, article, canonical.as_deref().or(url)),
        modified: of("dateModified").as_deref().and_then(moment).or_else(|| markup.value_of(MODIFIED).and_then(moment)),
        language: language(markup, of("inLanguage")),
        section: of("articleSection").or_else(|| markup.value_of(SECTION).map(str::to_owned)),
        reviews: markup.objects.iter().filter(|object| is_a(object, &["ClaimReview"])).filter_map(review).collect(),
        outlet,
        canonical_url: canonical,
        ..PageMeta::default()
    };
    let byline = byline(tree, names, markup, article);
    meta.wire = wire(article, byline.as_deref());
    meta.byline = byline.filter(|byline| meta.outlet.as_deref() != Some(byline) && !is_agency(byline));
    meta
}

const TITLE: &[&str] =
    &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline"];
#[rustfmt::skip]
const AUTHOR: &[&str] = &[
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    "citation_author", "article:author_name", "creator", "authors",
];
#[rustfmt::skip]
const OUTLET: &[&str] = &[
    "og:site_name", "dc.publisher", "dcterms.publisher", "article:publisher_name", "application-name", "publisher",
    "citation_journal_title", "apple-mobile-web-app-title",
];
#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "article:published_time", "datepublished", "og:published_time", "article:published", "og:article:published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date", "publish_date", "date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "ptime",
    "date.created", "article.published", "article_date_original", "originalpublicationdate", "datecreated",
    "last-modified-date",
];
#[rustfmt::skip]
const MODIFIED: &[&str] = &[
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified", "lastmod",
    "article:updated", "article.updated", "last-modified", "revised",
];
const SECTION: &[&str] =
    &["article:section", "articlesection", "parsely-section", "section", "sailthru.vertical", "cg"];

/// The headline: as JSON-LD has it, as meta tags have it, as the page shows it, as the window's title has it.
fn title(lines: &[Line], markup: &Markup, headline: Option<String>, outlet: Option<&str>) -> Option<String> {
    let shown = lines.iter().find(|line| line.tag == Tag::H1 && line.words.chars().any(char::is_alphabetic));
    let shown = shown.map(|line| line.words.as_str()).filter(|shown| shown.len() <= LONGEST_TITLE);
    let window = markup.title.as_ref().map(|title| title.value.as_str()).filter(|title| title.len() <= LONGEST_TITLE);
    // Some templates have a description there.
    let fits = |headline: &String| window.is_none_or(|window| share_a_word(headline, window));
    let tagged = markup.value_of(TITLE).map(str::to_owned);
    let is_short = |title: &String| title.len() <= LONGEST_TITLE;
    let said = headline.filter(fits).into_iter().chain(tagged).filter(is_short);
    let said: Vec<String> = said.map(|said| without_outlet(&said, outlet, shown).to_owned()).collect();
    // Of two that differ the one that readers see: the other may be written for search engines.
    let seen = said.iter().find(|said| shown.is_some_and(|shown| fold(shown) == fold(said)));
    let said = seen.or(said.first()).cloned();
    // A headline that the page shows and its window's title too is the one, whatever a template says.
    said.or_else(|| shown.filter(|shown| window.is_none_or(|window| window.contains(shown))).map(str::to_owned))
        .or_else(|| window.map(|window| without_outlet(window, outlet, shown).to_owned()))
        .or_else(|| shown.map(str::to_owned))
}

/// Letters and digits alone, in lower case.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two titles have a word of four letters in common, or are too short to tell.
fn share_a_word(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let all = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
        all.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    a.len() < 3 || b.len() < 3 || a.iter().any(|word| b.contains(word))
}

/// "Boats lost at sea" of "Boats lost at sea | Wexholm Echo".
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>, shown: Option<&str>) -> &'a str {
    let fold =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let outlet = outlet.map(fold).unwrap_or_default();
    let mut title = title.trim();
    if let Some((head, tail)) = title.split_once(" | ").or(title.split_once(" - "))
        && shown.is_some_and(|shown| clean(shown) == tail.trim())
        && !outlet.is_empty()
        && fold(head) == outlet
    {
        title = tail.trim();
    }
    for mark in [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " › ", " « ", " < ", " > ", ": "] {
        while let Some((head, tail)) = title.rsplit_once(mark) {
            let (tail, is_shown) = (fold(tail), shown.is_some_and(|shown| clean(shown) == head.trim()));
            let names = !tail.is_empty() && !outlet.is_empty() && (outlet.contains(&tail) || tail.contains(&outlet));
            if head.trim().is_empty() || !(names && mark != ": " || is_shown) {
                break;
            }
            title = head.trim();
        }
    }
    title
}

fn outlet(markup: &Markup, article: Option<&Value>, url: Option<&str>) -> Option<String> {
    let publisher = article.and_then(|article| text_of(article.get("publisher")?));
    let is_name = |name: &String| !name.starts_with("http") && !name.contains(['#', '{', '}', '$']);
    let said = publisher.filter(is_name).or_else(|| markup.value_of(OUTLET).map(str::to_owned).filter(is_name));
    said.or_else(|| host(url?).map(|host| host.trim_start_matches("www.").to_owned()))
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (host.contains('.')).then_some(host)
}

fn canonical(markup: &Markup, article: Option<&Value>, url: Option<&str>) -> Option<String> {
    let of = |key: &str| {
        article.and_then(|article| article.get(key)).and_then(|value| match value {
            Value::Object(fields) => fields.get("@id").and_then(Value::as_str).map(str::to_owned),
            value => value.as_str().map(str::to_owned),
        })
    };
    let said = markup.canonical.clone().or_else(|| markup.value_of(&["og:url"]).map(str::to_owned));
    let said = said.or_else(|| of("url")).or_else(|| of("mainEntityOfPage"))?;
    let said = Some(said).filter(|said| said.len() <= LONGEST_ADDRESS)?;
    let is_web = |url: &str| url.starts_with("http://") || url.starts_with("https://");
    if is_web(&said) {
        return Some(said);
    }
    let base = url.or(markup.base.as_deref()).filter(|base| is_web(base))?;
    let (scheme, rest) = base.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    match said.strip_prefix("//") {
        Some(rest) => Some(format!("{scheme}://{rest}")),
        None => said.starts_with('/').then(|| format!("{scheme}://{authority}{said}")),
    }
}

fn language(markup: &Markup, said: Option<String>) -> Option<String> {
    let locale = || markup.value_of(&["og:locale", "content-language", "language", "dc.language"]).map(str::to_owned);
    let code = said.or_else(|| markup.language.clone()).or_else(locale)?.trim().replace('_', "-");
    let fits =
        code.len() <= 35 && code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fits.then_some(code)
}

fn published(
    tree: &Tree<'_>,
    lines: &[Line],
    names: &AllNames,
    markup: &Markup,
    article: Option<&Value>,
    url: Option<&str>,
) -> Option<String> {
    let of = |key: &str| article.and_then(|article| moment(&text_of(article.get(key)?)?));
    let said = of("datePublished").or_else(|| PUBLISHED.iter().find_map(|name| moment(markup.value_of(&[name])?)));
    let said = said.or_else(|| of("dateCreated")).or_else(|| moment(&markup.anywhere("datePublished")?));
    said.or_else(|| shown(tree, names)).or_else(|| in_address(url?)).or_else(|| near(lines))
}

/// The time that the page marks as its article's, or else the first one after its headline.
fn shown(tree: &Tree<'_>, names: &AllNames) -> Option<String> {
    let headline = tree.all(Tag::H1).next().unwrap_or(0);
    let times: Vec<(usize, String, bool)> = (0..tree.nodes.len())
        .filter_map(|node| {
            let is_time = tree.nodes[node].tag() == Tag::Time;
            let says = names[node].itemprop.split(' ').any(|prop| prop == "datepublished");
            let says = says || is_time && value(tree, node, "pubdate").is_some();
            if !is_time && !says {
                return None;
            }
            let day = ["datetime", "content", "title"].iter().find_map(|name| moment(&value(tree, node, name)?));
            Some((node, day.or_else(|| moment(&words(tree, node)))?, says))
        })
        .collect();
    let marked = times.iter().find(|(_, _, says)| *says);
    marked.or(times.iter().find(|(node, _, _)| *node > headline)).or(times.first()).map(|(_, day, _)| day.clone())
}

/// The words of an element, as far as they are short.
fn words(tree: &Tree<'_>, node: usize) -> String {
    let texts = tree.below(node).take(20).filter(|below| tree.nodes[*below].kind == super::tree::Kind::Text);
    clean(&texts.map(|below| tree.written(below)).take(5).collect::<String>())
}

/// A date that stands alone on a line near the headline.
fn near(lines: &[Line]) -> Option<String> {
    let headline = lines.iter().position(|line| line.tag == Tag::H1)?;
    let around = &lines[headline.saturating_sub(4)..lines.len().min(headline + 10)];
    let short = around.iter().filter(|line| line.chars <= 80);
    short.filter_map(|line| crate::dates::date_line(&line.words)?.date?.value).find(|day| day.len() == 10)
}

fn byline(tree: &Tree<'_>, names: &AllNames, markup: &Markup, article: Option<&Value>) -> Option<String> {
    let said = article.and_then(|article| people(article.get("author").or_else(|| article.get("creator"))?));
    let meta = || AUTHOR.iter().find_map(|name| person(markup.value_of(&[name])?));
    said.or_else(meta).or_else(|| signed(tree, names))
}

/// The names of one or several authors.
fn people(value: &Value) -> Option<String> {
    let all: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(text_of).collect(),
        value => text_of(value).into_iter().collect(),
    };
    let mut found: Vec<String> = all.iter().filter_map(|name| person(name)).collect();
    found.dedup();
    (!found.is_empty()).then(|| found.join(", ")).filter(|names| names.chars().count() <= LONGEST_BYLINE)
}

/// A name without what stands around it; none if it is an address, or no name.
fn person(name: &str) -> Option<String> {
    let bare = name.trim().trim_start_matches(['|', '-', '–', ':', ' ']);
    let lower = bare.to_lowercase();
    let by = ["by: ", "by ", "von ", "par ", "por ", "di ", "door ", "text: ", "author: ", "written by ", "autor: "];
    let bare = by.iter().find(|by| lower.starts_with(**by)).map_or(bare, |by| bare.get(by.len()..).unwrap_or(bare));
    let bare = bare.trim().trim_end_matches([',', '|', ';', ' ']);
    let no_name = bare.contains("://") || bare.contains(['<', '>', '{', '@']) || bare.starts_with('/');
    let count = bare.chars().count();
    let fits =
        (2..=LONGEST_BYLINE).contains(&count) && bare.chars().any(char::is_alphabetic) && bare.split(' ').count() <= 14;
    let template = matches!(
        lower.as_str(),
        "admin" | "administrator" | "staff" | "editor" | "webmaster" | "null" | "unknown" | "user"
    );
    (fits && !no_name && !template).then(|| bare.to_owned())
}

/// What the page shows as its author: marked so, or called so.
fn signed(tree: &Tree<'_>, names: &AllNames) -> Option<String> {
    let is_author = |node: &usize| {
        let names = &names[*node];
        names.itemprop.split(' ').any(|prop| prop == "author") || names.any(&["byline", "author", "autor", "auteur"])
    };
    let found = (1..tree.nodes.len()).filter(is_author).take(6);
    found.map(|node| words(tree, node)).filter(|words| words.split(' ').count() <= 8).find_map(|words| {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let is_name = |name: &String| {
            let count = name.split(' ').filter(|word| capital(word)).count();
            count >= 2 && !name.contains(|c: char| c.is_ascii_digit() || c == ':' || c == '|')
        };
        person(&words).filter(is_name)
    })
}

/// The agency that is credited: as the source or creator of the text, or in the byline.
fn wire(article: Option<&Value>, byline: Option<&str>) -> Option<String> {
    let of = |key: &str| article.and_then(|article| text_of(article.get(key)?));
    let said = ["sourceOrganization", "creditText", "provider", "isBasedOn", "contributor"].into_iter().filter_map(of);
    let agency = said.into_iter().find(|name| is_agency(name));
    agency.or_else(|| byline?.split([',', '/', '|']).map(str::trim).find(|name| is_agency(name)).map(str::to_owned))
}

fn review(object: &Value) -> Option<Review> {
    let item = object.get("itemReviewed");
    let rating = object.get("reviewRating");
    let named = |key: &str| rating.and_then(|rating| rating.get(key)).and_then(text_of);
    Some(Review {
        claim: text_of(object.get("claimReviewed")?)?,
        claimant: item.and_then(|item| text_of(item.get("author")?)),
        verdict: named("alternateName").or_else(|| named("ratingExplanation")).or_else(|| named("ratingValue")),
        reviewer: object.get("author").and_then(text_of),
        url: object.get("url").and_then(Value::as_str).map(str::to_owned),
    })
}
