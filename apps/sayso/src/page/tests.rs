//! Pages and pictures of claims of `corpora/chains`, of hostile ones and of large ones.

use super::*;
use crate::chain::made::{Made, said};

fn page(made: &Made, limits: Limits) -> String {
    let mut out = Vec::new();
    let about = About { claim: "0123456789abcdef", library: "desk.db" };
    write(&mut out, &made.chain(), &Beside::default(), limits, &about).unwrap();
    String::from_utf8(out).unwrap()
}

fn picture_alone(made: &Made) -> String {
    let mut out = Vec::new();
    chart::draw(&mut out, &made.chain(), Frame { id: "claim", width: 1000, is_alone: true }).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every element is closed where it should be; names of those that are left open on purpose in HTML.
#[track_caller]
fn check_nesting(markup: &str) {
    let mut open: Vec<&str> = Vec::new();
    let style = |text: &str| text.find("</style>").unwrap_or(0);
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..at + rest[at..].find('>').unwrap()];
        rest = &rest[at + 1 + tag.len()..];
        let name = tag.split([' ', '\n', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "before {}", &rest[..rest.len().min(200)]);
        } else if !tag.ends_with('/') && !["!doctype", "meta"].contains(&name) {
            open.push(name);
        }
        if name == "style" {
            rest = &rest[style(rest)..];
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_claim_of_the_corpus() {
    let made = Made::of_corpus("more-than-25000");
    insta::assert_snapshot!("page", page(&made, Limits::READABLE));
    insta::assert_snapshot!("picture", picture_alone(&made));
}

#[test]
fn every_claim_of_the_corpus_is_well_formed_and_needs_nothing_else() {
    for name in ["rope-door", "ruvenia-shelled", "foreign-gunners", "scrapped-in-june", "no-flour-levy"] {
        let made = Made::of_corpus(name);
        let (page, picture) = (page(&made, Limits::READABLE), picture_alone(&made));
        check_nesting(&page);
        check_nesting(&picture);
        for outside in ["http:", "https:", "src=", "href", "url(", "@import", "<script", "<link", "<iframe"] {
            assert!(!page.contains(outside), "{name}: {outside}");
            let picture = picture.replacen("http://www.w3.org/2000/svg", "", 1);
            assert!(!picture.contains(outside), "{name}: {outside}");
        }
        assert_eq!(page, self::page(&Made::of_corpus(name), Limits::READABLE), "the same bytes again");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let different: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), different.len(), "{ids:?}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let bad = "</title></style></svg></q><script>alert(1)</script>\" onload='x' \u{202e}\u{1b}[0m\u{0}\u{fffe} &lt;";
    let mut all = vec![said("origin", None), said("copy", Some(0)), said("origin", None).denying()];
    for one in &mut all {
        (one.outlet, one.speaker) = (Some(bad.to_owned()), Some(bad.to_owned()));
        (one.published, one.content) = (Some(bad.to_owned()), bad.to_owned());
        one.path = format!("{bad}/{bad}");
    }
    let made = Made::new(all);
    for markup in [page(&made, Limits::READABLE), picture_alone(&made)] {
        check_nesting(&markup);
        assert!(!markup.contains("<script") && !markup.contains("\" onload"), "{markup}");
        assert!(markup.contains("&lt;script&gt;") && markup.contains("&amp;lt;"));
        let acts = |c: char| (c.is_control() && c != '\n') || ['\u{202e}', '\u{fffe}'].contains(&c);
        assert!(!markup.contains(acts));
    }
}

#[test]
fn nothing_is_no_error() {
    let made = Made::new(vec![]);
    check_nesting(&page(&made, Limits::READABLE));
    check_nesting(&picture_alone(&made));
}

#[test]
fn fifty_thousand_stay_readable() {
    let star = |count, of: fn(usize) -> Option<usize>| Made::new((0..count).map(|at| said("relay", of(at))).collect());
    for of in [
        |_| None,
        |at: usize| at.checked_sub(1),
        |at: usize| at.checked_sub(1).map(|_| 0),
        |at: usize| at.checked_sub(1).map(|at| at / 5),
    ] {
        let made = star(50_000, of);
        let (page, picture) = (page(&made, Limits::READABLE), picture_alone(&made));
        check_nesting(&page);
        check_nesting(&picture);
        assert!(page.len() < 400_000 && picture.len() < 100_000, "{} {}", page.len(), picture.len());
        assert!(page.contains("<strong>50,000</strong> statements") && page.contains(" more relay"), "{}", page.len());
    }
    let all = page(&star(5_000, |at| at.checked_sub(1)), Limits::ALL);
    check_nesting(&all);
    assert_eq!(all.matches("<blockquote").count(), 5_000);
    assert!(all.contains("goes back to Outlet 7,"), "what is deep says what it goes back to");
}

#[test]
fn pieces_are_joined_and_long_ones_cut() {
    let mut one = said("origin", None);
    one.content = "long ".repeat(1000).trim_end().to_owned();
    let page = page(&Made::new(vec![one]), Limits::READABLE);
    assert!(page.contains("long…</blockquote>") || page.contains("lon…</blockquote>"), "{page}");
    assert!(page.contains(", bytes 17 to 5016"), "{page}");
}
