//! The repository keeps its own rules: order of crates, size of files, and documents that name only what exists.
//!
//! Each rule is a function from text to offences, with a test that shows it can fail; the tests here run them over the
//! repository and list every offence.

#![allow(clippy::unwrap_used, reason = "a test that panics fails; that is what it is for")]

#[path = "tidy/tree.rs"]
mod tree;
#[path = "tidy/order.rs"]
mod order;
#[path = "tidy/size.rs"]
mod size;
#[path = "tidy/words.rs"]
mod words;
#[path = "tidy/markdown.rs"]
mod markdown;
#[path = "tidy/paths.rs"]
mod paths;
#[path = "tidy/commands.rs"]
mod commands;
#[path = "tidy/fields.rs"]
mod fields;
#[path = "tidy/models.rs"]
mod models;

use tree::{Offence, Tree};

/// Fails with every offence, one a line.
#[track_caller]
fn check(offences: Vec<Offence>) {
    let lines: Vec<String> = offences.iter().map(Offence::to_string).collect();
    assert!(lines.is_empty(), "{} offences:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn crates_depend_only_on_those_before_them() {
    let tree = Tree::open();
    let manifests = tree.files().filter(|path| path.ends_with("Cargo.toml"));
    check(manifests.flat_map(|path| order::offences(path, &tree.read(path))).collect());
}

#[test]
fn files_are_small() {
    let tree = Tree::open();
    let sources = tree.files().filter(|path| path.ends_with(".rs"));
    check(sources.filter_map(|path| size::offence(path, &tree.read(path))).collect());
}

#[test]
fn nothing_is_left_undone_or_unsafe() {
    let tree = Tree::open();
    let sources = tree.files().filter(|path| path.ends_with(".rs") || path.ends_with(".py"));
    check(sources.flat_map(|path| words::offences(path, &tree.read(path))).collect());
}

#[test]
fn documents_name_only_files_that_exist() {
    let tree = Tree::open();
    let pages = tree.documents().chain(tree.files().filter(|path| path.ends_with("/lib.rs")));
    check(pages.flat_map(|page| paths::offences(page, &tree.read(page), &tree)).collect());
}

#[test]
fn documents_name_only_verbs_and_options_that_exist() {
    let tree = Tree::open();
    let help = commands::Help::of_binary();
    check(tree.documents().flat_map(|page| commands::offences(page, &tree.read(page), &help, &tree)).collect());
}

#[test]
fn the_readme_names_only_fields_of_the_wire_format() {
    let tree = Tree::open();
    let known = fields::known(&tree.read("docs/wire.schema.json"));
    check(fields::offences("README.md", &tree.read("README.md"), &known));
}

#[test]
fn models_are_small_and_have_cards() {
    let tree = Tree::open();
    let models: Vec<(&str, Vec<u8>)> = tree
        .files()
        .filter(|path| path.ends_with(".safetensors") && path.starts_with("models/"))
        .map(|path| (path, tree.bytes(path)))
        .collect();
    let card = |path: &str| tree.has(path).then(|| tree.read(path));
    check(models::offences(&models, card));
}
