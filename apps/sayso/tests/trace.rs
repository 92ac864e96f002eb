//! `sayso trace` from outside: one claim in every shape.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;

/// A wire, and fifteen papers that print it.
fn desk() -> Desk {
    let desk = Desk::new();
    let text = "The old harbour bridge is closed to lorries from Monday on, and nobody knew of it before, Mara Hale \
                told the agency at the gate of the yard on Thursday evening.\n\n“The harbour bridge was built for horses,” \
                Mara Hale said. She has run the yard since the flood, and she showed the letter from the council to \
                everybody who asked for it.\n";
    for n in 0..16 {
        desk.put(&format!("news/{n:02}.txt"), format!("Bridge closed to lorries, paper {n}\n\n{text}"));
    }
    desk.ok(&["add", "news"]);
    desk
}

#[test]
fn one_claim_in_every_shape() {
    let desk = desk();
    let trace = |more: &[&str]| desk.run(&[&["trace", "the harbour bridge was built for horses"], more].concat());
    let table = trace(&[]);
    assert_eq!(table.code, Some(0), "{table:?}");
    assert!(table.out.contains("16 documents"), "{table:?}");
    assert!(table.out.contains("and 10 more ") && table.err.contains("not shown; --all shows every one"), "{table:?}");
    let all = trace(&["--all"]);
    assert!(all.out.matches("built for horses").count() >= 16 && !all.err.contains("not shown"), "{all:?}");
    let page = trace(&["--format", "html"]).out;
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"), "{page}");
    assert!(page.contains("from <code>sayso.db</code>"), "{page}");
    let shown = page.matches("<code>news/").count();
    assert!((6..16).contains(&shown), "most prints are counted and not shown: {shown}");
    let picture = trace(&["--format", "svg"]);
    assert!(picture.out.starts_with("<svg ") && picture.out.trim_end().ends_with("</svg>"), "{picture:?}");
    assert_eq!(picture.out, trace(&["--format", "svg"]).out, "the same bytes again");
}
