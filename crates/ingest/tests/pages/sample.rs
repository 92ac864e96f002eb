//! The article and its metadata, on pages of invented outlets.

use super::*;

/// A page with all that stands around an article.
pub(crate) const PAGE: &str = include_str!("../../../../corpora/pages/harbour.html");

#[test]
fn the_article_is_told_from_the_page() {
    let page = read(PAGE);
    let expect = [
        "Two boats missing after storm off Wexholm",
        "The harbour master says that a warning was given in time; the water company denies that its lights were out.",
        "WEXHOLM, March 9 (KTP) — The harbour master of Wexholm said on Tuesday that nobody had seen the two boats since \
         the storm of Sunday night.",
        "“They left before the warning,” Dora Finch told the Echo. “We told everybody else to stay in port & wait.”",
        "What the company says",
        "Aldane Water denied that the lights of the eastern pier had been out. “All 14 lights worked,” its spokesman Rolf \
         Tamm said.",
        "Two questions are open:",
        "who switched the lights on again, and",
        "why the café on the pier saw none.",
        "The police asked everybody who was near the pier on Sunday to come forward.",
    ];
    assert_eq!(page.text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>(), expect);
    assert_eq!(page.title.unwrap().slice(&page.text).unwrap(), expect[0]);
    assert!(page.body().starts_with(expect[1]));
    assert_eq!((page.kind.name(), page.malformed), ("article", 0));
}

#[test]
fn mark_up_says_who_when_and_where() {
    let meta = read(PAGE).meta;
    assert_eq!(meta.title.as_deref(), Some("Two boats missing after storm off Wexholm"));
    assert_eq!(meta.byline.as_deref(), Some("Ana Reyes, Tom Hale"));
    assert_eq!(meta.outlet.as_deref(), Some("Wexholm Echo"));
    assert_eq!(meta.published.as_deref(), Some("2021-03-09T08:15:00+01:00"));
    assert_eq!(meta.modified.as_deref(), Some("2021-03-09T11:40:00+01:00"));
    assert_eq!(meta.language.as_deref(), Some("en-GB"));
    assert_eq!(meta.canonical_url.as_deref(), Some("https://echo.example/2021/03/09/boats"));
    assert_eq!(meta.section.as_deref(), Some("Harbour"));
    assert_eq!(meta.wire.as_deref(), Some("Reuters"));
    let review = &meta.reviews[0];
    assert_eq!(review.claim, "The lights of the eastern pier were out.");
    assert_eq!(review.claimant.as_deref(), Some("A post by harbour friends"));
    assert_eq!((review.verdict.as_deref(), review.reviewer.as_deref()), (Some("Not shown"), Some("Wexholm Echo")));
}

#[test]
fn what_json_ld_lacks_is_looked_for_elsewhere() {
    // Title, byline, outlet, published.
    let check = |head: &str, body: &str, expect: [Option<&str>; 4]| {
        let hints = Hints { url: Some("https://www.echo.example/news/2021/03/09/boats"), content_type: None };
        let meta = page(format!("<html><head>{head}</head><body>{body}{STORY}").as_bytes(), &hints).meta;
        let found = [&meta.title, &meta.byline, &meta.outlet, &meta.published];
        assert_eq!(found.map(Option::as_deref), expect, "{head}{body}");
    };
    let by_url = Some("2021-03-09");
    check(
        "<meta property=og:title content='Boats lost &amp; found | Echo'><meta property=og:site_name content=Echo>\
         <meta name=author content='By Ana Reyes'><meta property=article:published_time content=2020-01-02T03:04Z>",
        "",
        [Some("Boats lost & found"), Some("Ana Reyes"), Some("Echo"), Some("2020-01-02T03:04Z")],
    );
    check(
        "<title>Boats lost | The Wexholm Echo</title>",
        "<h1>Boats lost</h1><time datetime=2020-01-02>yesterday</time>",
        [Some("Boats lost"), None, Some("echo.example"), Some("2020-01-02")],
    );
    check("<title>Boats lost - echo.example</title>", "", [Some("Boats lost"), None, Some("echo.example"), by_url]);
    check("", "<h1>Boats lost</h1>", [Some("Boats lost"), None, Some("echo.example"), by_url]);
    check(
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"x\"},{\"@type\":[\"NewsArticle\"],\
         \"headline\":\"Boats\\nlost\",\"author\":[{\"name\":\"Ana Reyes\"},\"Tom Hale\"],\
         \"publisher\":{\"name\":\"Echo\"},\"datePublished\":\"2020-01-02\"}]}</script>",
        "<span class=byline>By Mara Hale</span>",
        [Some("Boats lost"), Some("Ana Reyes, Tom Hale"), Some("Echo"), Some("2020-01-02")],
    );
    // A comma too many, a line break in a string, and no JSON at all.
    check(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Boats\nlost\",}</script>",
        "",
        [Some("Boats lost"), None, Some("echo.example"), by_url],
    );
    check(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A \"b\"\",\"datePublished\":\"2020-01-02\"}\
         </script>",
        "<h1>Boats lost</h1><div class=author>By Mara Hale</div>",
        [Some("Boats lost"), Some("Mara Hale"), Some("echo.example"), Some("2020-01-02")],
    );
}
