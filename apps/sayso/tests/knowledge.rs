//! `--knowledge DIR`: a user's own tables.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;

const OUTLETS: &str = "name\tsort\tcountry\tdomains\tnames\nTeldova Herald\tnewspaper\t\tteldova.example\tTH\n\
                       Sorle Post\tpaper\t\t\t\n";

#[test]
fn bad_lines_are_named_and_the_rest_is_read() {
    let desk = Desk::new();
    desk.put("article.txt", BRIDGE);
    desk.put("own/outlets.tsv", OUTLETS);
    desk.put("own/aliases.tsv", "name\n");
    desk.put("own/given.tsv", b"name\tgender\nIlse\tf\nZo\xeb\tf\n");
    desk.put("own/notes.txt", "not a table");
    let warnings = "\
sayso: warning: own/given.tsv:3: not UTF-8; save the file as UTF-8, or names with such characters are not found
sayso: warning: own/aliases.tsv:1: no table has this name; tables are countries.tsv, places.tsv, bodies.tsv, groups.tsv, \
outlets.tsv, titles.tsv, given.tsv, nouns.tsv, act-words.tsv, cues.tsv, contents.tsv
sayso: warning: own/outlets.tsv:3: `paper` is no sort; sorts are agency, newspaper, broadcaster, magazine, site, platform
";
    let done = desk.run(&["extract", "article.txt", "--knowledge", "own"]);
    assert_eq!((done.code, done.err.as_str()), (Some(0), warnings));
    assert!(done.out.contains("Mara Hale"));
    let by_variable = desk.command(&["extract", "article.txt"]).env("SAYSO_KNOWLEDGE", "own").output().unwrap();
    assert_eq!(common::done(by_variable).err, warnings);
    let added = desk.run(&["add", "article.txt", "--knowledge", "own"]);
    assert!(added.code == Some(0) && added.err.starts_with(warnings), "{added:?}");
}

#[test]
fn a_folder_that_cannot_be_read_is_an_error() {
    let desk = Desk::new();
    desk.put("article.txt", BRIDGE);
    for verb in ["extract", "add"] {
        let done = desk.run(&[verb, "article.txt", "--knowledge", "nowhere"]);
        assert_eq!(done.code, Some(3), "{done:?}");
        assert!(done.err.starts_with("sayso: cannot read the knowledge folder nowhere: "), "{done:?}");
        assert_eq!(done.out, "");
    }
    assert!(!desk.path("sayso.db").exists());
}

#[test]
fn a_folder_without_tables_is_told() {
    let desk = Desk::new();
    desk.put("article.txt", BRIDGE);
    desk.put("empty/notes.txt", "not a table");
    let done = desk.run(&["extract", "article.txt", "--knowledge", "empty"]);
    assert_eq!((done.code, done.err.as_str()), (Some(0), "sayso: warning: there is no .tsv file in empty\n"));
}
