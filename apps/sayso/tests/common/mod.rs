//! A folder to run the command in.
#![allow(dead_code, reason = "not every test file uses all of it")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// An article of two quotations.
pub(crate) const BRIDGE: &str = "Bridge is safe, minister says\n\n“The bridge is safe,” Ilse Varga said on Thursday.\n\n\
                                 “It is not,” said Mara Hale.\n";

/// A temporary folder, and the command run in it.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

/// What a command did, as text.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with `count` short articles in `news/`.
    pub(crate) fn with_news(count: usize) -> Desk {
        let desk = Desk::new();
        (0..count).for_each(|n| desk.put(&format!("news/{n:03}.txt"), article(n)));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("sayso").unwrap();
        command
            .current_dir(self.folder.path())
            .env_remove("SAYSO_LIBRARY")
            .env_remove("SAYSO_KNOWLEDGE")
            .env("COLUMNS", "100")
            .args(args);
        command.timeout(std::time::Duration::from_secs(120));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Done {
        done(self.command(args).output().unwrap())
    }

    /// Runs a command that must do all it was asked.
    #[track_caller]
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let done = self.run(args);
        assert_eq!(done.code, Some(0), "{done:?}");
        done.out
    }

    /// The records that `extract` prints of one file.
    #[track_caller]
    pub(crate) fn extract(&self, bytes: impl AsRef<[u8]>) -> Value {
        self.put("article.txt", bytes);
        serde_json::from_str(&self.ok(&["extract", "article.txt"])).unwrap()
    }

    /// Every document and statement of a library, without what depends on the order of adding.
    pub(crate) fn contents(&self, library: &str) -> (Vec<Value>, Vec<Value>) {
        let list = |verb| {
            let out = self.ok(&[verb, "--library", library, "--format", "jsonl", "--limit", "all"]);
            out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        (list("documents"), list("statements"))
    }
}

/// A short article, another for each number.
pub(crate) fn article(n: usize) -> String {
    format!(
        "Meeting number {n} was held\n\n“We agreed on {n} points,” Mara Hale said after the meeting.\n\nIt rained.\n"
    )
}

pub(crate) fn done(output: Output) -> Done {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}
