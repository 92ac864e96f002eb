//! The files of the repository, and places in them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Pages that must be there.
const PAGES: [&str; 6] =
    ["README.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpora/README.md"];

/// One breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offence {
    /// From the root of the repository.
    pub(crate) path: String,
    /// From 1.
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl Offence {
    pub(crate) fn new(path: &str, line: usize, what: impl Into<String>) -> Offence {
        Offence { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Offence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Lines with their numbers, from 1.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    (1..).zip(text.lines())
}

/// The files of the repository that git does not ignore, in order; paths from the root, with `/`.
pub(crate) struct Tree {
    root: PathBuf,
    files: Vec<String>,
    ignored: Vec<String>,
}

impl Tree {
    pub(crate) fn open() -> Tree {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
        let ignored = fs::read_to_string(root.join(".gitignore")).unwrap().lines().map(str::to_owned).collect();
        let mut tree = Tree { root, files: Vec::new(), ignored };
        tree.walk("");
        tree.files.sort();
        tree
    }

    fn walk(&mut self, folder: &str) {
        for entry in fs::read_dir(self.root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if name == ".git" || self.is_ignored(&path) {
                continue;
            }
            if entry.file_type().unwrap().is_dir() { self.walk(&path) } else { self.files.push(path) }
        }
    }

    /// Whether `.gitignore` names the path; the patterns are those that stand there, not all that git knows.
    pub(crate) fn is_ignored(&self, path: &str) -> bool {
        self.ignored.iter().any(|pattern| matches(pattern, path))
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// The pages whose claims are checked.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &str> {
        let in_folder =
            |path: &str| path.ends_with(".md") && (path.starts_with("docs/") || path.starts_with("models/"));
        PAGES.into_iter().chain(self.files().filter(move |path| in_folder(path)))
    }

    /// Whether a file or folder of this path is there.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        self.files().any(|file| file == path || file.starts_with(&folder))
    }

    /// Whether a file of this name is there, wherever.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.files().any(|file| file.rsplit('/').next() == Some(name))
    }

    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn read(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// The three kinds of pattern that our `.gitignore` has: `/path`, `*.ending` and `folder/`.
fn matches(pattern: &str, path: &str) -> bool {
    if let Some(from_root) = pattern.strip_prefix('/') {
        path.strip_prefix(from_root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    } else if let Some(ending) = pattern.strip_prefix('*') {
        path.ends_with(ending)
    } else {
        pattern.strip_suffix('/').is_some_and(|name| path.split('/').any(|part| part == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_ignored_files() {
        assert!(matches("/target", "target/debug/sayso") && matches("/target", "target"));
        assert!(!matches("/target", "targets") && !matches("/target", "crates/target"));
        assert!(matches("*.db", "sayso.db") && !matches("*.db", "db.rs"));
        assert!(matches("__pycache__/", "corpora/__pycache__/x.pyc") && !matches("", "README.md"));
    }
}
