//! Pages that are no article.

use super::*;

fn check(page: &str, expect: &str) {
    let read = read(page);
    assert_eq!(read.kind.name(), expect, "{}: {}", read.reason, &page[..page.floor_char_boundary(300)]);
}

#[test]
fn articles_are_articles() {
    check(&format!("<title>Boats lost</title><h1>Boats lost</h1>{STORY}"), "article");
    check(&format!("<title>Error in the lights cost two boats</title>{STORY}"), "article");
    check(&format!("<title>404 boats lost in a year</title>{}", STORY.repeat(5)), "article");
    let links = "<li><a href=x>The ferry is late again, its passengers say</a>".repeat(30);
    check(&format!("<h1>Boats lost</h1><article>{}</article><ul>{links}</ul>", STORY.repeat(6)), "article");
    check(
        &format!("<h1>Boats lost</h1>{}<p>Subscribe to read our paper. Already a subscriber?", STORY.repeat(6)),
        "article",
    );
}

#[test]
fn pages_that_are_none_are_named() {
    check(
        "<title>Page not found | Echo</title><p>We looked everywhere and could not find what you were looking for.",
        "error",
    );
    check("<title>404</title>", "error");
    check(
        "<title>Just a moment...</title><p>Checking whether the connection is secure, this takes a few seconds.",
        "error",
    );
    check("<title>Echo</title><body><div id=root></div><script>render()</script>", "empty");
    check(
        "<title>Echo</title><p>We use cookies and similar things. With your consent, our partners do so, too.</p>\
         <button>Accept all</button><button>Reject all</button><p><a href=x>Manage preferences</a>, cookie policy",
        "cookie-wall",
    );
    check(
        "<title>Boats lost</title><h1>Boats lost</h1><p>The harbour master said on Tuesday that nobody had seen the boats.</p>\
         <div class=paywall><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>",
        "paywall",
    );
    let teaser = "<article><h2><a href=x>The ferry is late again, its passengers say</a></h2><p>Passengers say that they \
                  waited for an hour.</article>";
    check(&format!("<title>Harbour news</title>{}", teaser.repeat(20)), "listing");
    let links = "<li><a href=x>The ferry is late again, its passengers say</a>".repeat(30);
    check(&format!("<title>Echo</title><ul>{links}</ul>"), "listing");
    check(&format!("<script type=application/ld+json>{{\"@type\":\"LiveBlogPosting\"}}</script>{STORY}"), "live-blog");
    let entry =
        "<div class=entry><time datetime=2021-03-09T08:15>08:15</time><p>The first boat was seen near the pier.</div>";
    check(&format!("<div class=live-blog>{}</div>", entry.repeat(8)), "live-blog");
    let picture = "<figure><img src=x><figcaption>A boat</figcaption></figure>".repeat(8);
    check(
        &format!("<title>Boats</title><h1>Boats in pictures</h1><div class=photo-gallery>{picture}</div>"),
        "gallery",
    );
}
