//! Every verb and option that a page names exists.

use std::process::Command;

use crate::markdown::codes;
use crate::tree::{Offence, Tree};

/// What the binary says of itself.
pub(crate) struct Help {
    /// Of the command without a verb.
    whole: String,
    /// Each verb and its help.
    verbs: Vec<(String, String)>,
}

impl Help {
    /// The help of the binary that was built with this test.
    pub(crate) fn of_binary() -> Help {
        let run = |args: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_sayso")).args(args).output().unwrap();
            assert!(output.status.success(), "sayso {args:?}: {}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap()
        };
        let whole = run(&["help"]);
        let verbs =
            verbs(&whole).into_iter().map(|verb| (run(&["help", &verb]), verb)).map(|(help, verb)| (verb, help));
        Help { verbs: verbs.collect(), whole }
    }

    fn verb(&self, name: &str) -> Option<&str> {
        self.verbs.iter().find(|(verb, _)| verb == name).map(|(_, help)| help.as_str())
    }
}

/// The verbs that a help lists: the first word of each line below "Commands:".
fn verbs(help: &str) -> Vec<String> {
    let below = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let listed = below.take_while(|line| !line.trim().is_empty());
    let verb = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|word| !word.is_empty());
    verb.filter(|verb| *verb != "help").map(str::to_owned).collect()
}

/// Verbs and options in the page's code that do not exist: those of `sayso` by its help, those of scripts by their
/// text. An option by itself may belong to any verb or script.
pub(crate) fn offences(page: &str, text: &str, help: &Help, tree: &Tree) -> Vec<Offence> {
    let tell = |line: usize| move |what: String| Offence::new(page, line, what);
    codes(text).iter().flat_map(|code| of_command(&code.text, help, tree).into_iter().map(tell(code.line))).collect()
}

fn of_command(command: &str, help: &Help, tree: &Tree) -> Vec<String> {
    // Up to a comment, a pipe, the next command.
    let words: Vec<&str> =
        command.split_whitespace().take_while(|word| !["#", "|", ">", "&&"].contains(word)).collect();
    match words[..] {
        // Of another program than ours.
        ["cargo", "run", ..] if words.contains(&"-p") => Vec::new(),
        ["cargo", "run", ..] => match words.iter().position(|word| *word == "--") {
            Some(at) => of_sayso(&words[at + 1..], help),
            None => Vec::new(),
        },
        ["sayso", ref args @ ..] => of_sayso(args, help),
        [first, ..] if first.starts_with("--") => unknown(&words, |option| is_known(option, help, tree)),
        ref words => match words.iter().find_map(|word| script(word, tree)) {
            Some(text) => unknown(words, |option| names(&text, option)),
            None => Vec::new(),
        },
    }
}

fn of_sayso(args: &[&str], help: &Help) -> Vec<String> {
    let args = if args.first() == Some(&"help") { &args[1..] } else { args };
    let Some((first, rest)) = args.split_first() else { return Vec::new() };
    if first.starts_with('-') {
        return unknown(args, |option| names(&help.whole, option));
    }
    if first.chars().all(|c| c.is_ascii_uppercase()) {
        return Vec::new();
    }
    match help.verb(first) {
        Some(text) => unknown(rest, |option| names(text, option)),
        None => vec![format!("`sayso {first}` does not exist")],
    }
}

/// The options among the words that are not known.
fn unknown(words: &[&str], is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let options = words.iter().filter(|word| word.starts_with("--") && word.len() > 2);
    let names = options.map(|word| word.split('=').next().unwrap_or_default().trim_end_matches([',', '.', ';', ':']));
    names.filter(|name| !is_known(name)).map(|name| format!("`{name}` does not exist here")).collect()
}

/// Whether a text has the option as a whole word.
fn names(text: &str, option: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    text.match_indices(option).any(|(at, _)| !text[..at].ends_with('-') && !goes_on(&text[at + option.len()..]))
}

fn is_known(option: &str, help: &Help, tree: &Tree) -> bool {
    let of_verb = help.verbs.iter().any(|(_, text)| names(text, option)) || names(&help.whole, option);
    of_verb || tree.files().filter(|path| path.ends_with(".py")).any(|path| names(&tree.read(path), option))
}

/// The text of the script that a word names: one of ours in Python, or `check` and `training/run`.
fn script(word: &str, tree: &Tree) -> Option<String> {
    let path = word.strip_prefix("./").unwrap_or(word);
    let is_script = path.ends_with(".py") || path == "training/run" || word == "./check";
    (is_script && tree.has(path)).then(|| tree.read(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "Reads.\n\nUsage: sayso <COMMAND>\n\nCommands:\n  extract  Read and\n           print\n  add\n  help     \
                         Print\n\nOptions:\n  -V, --version  Print\n";

    fn check(command: &str, expect: usize) {
        let verbs = [("extract", "      --format <FORMAT>  Shape\n"), ("add", "      --library <FILE>\n")];
        let verbs = verbs.map(|(verb, help)| (verb.to_owned(), help.to_owned())).to_vec();
        let help = Help { whole: WHOLE.to_owned(), verbs };
        let found = offences("README.md", &format!("x `{command}` y"), &help, &Tree::open());
        assert_eq!(found.len(), expect, "{command}: {found:?}");
    }

    #[test]
    fn verbs_of_a_help() {
        assert_eq!(verbs(WHOLE), ["extract", "add"]);
    }

    #[test]
    fn unknown_verbs_and_options_are_told() {
        check("sayso extract FOLDER --format jsonl", 0);
        check("sayso extract --form jsonl", 1);
        check("sayso extract --library x", 1);
        check("sayso extrude PATH", 1);
        check("sayso help extrude", 1);
        check("sayso help VERB", 0);
        check("sayso --version", 0);
        check("sayso --vision", 1);
        check("cargo run --release -- extract x --formal=json | head --lines 1", 1);
        check("cargo run --release", 0);
        check("cargo run -p sayso-bench -- folder", 0);
        check("--library", 0);
        check("--librarian", 1);
        check("python3 corpora/build_gold.py --check", 0);
        check("python3 corpora/build_gold.py --chuck", 1);
        check("ls --all", 0);
    }
}
