//! Whatever stops `sayso add`, running it again completes the library.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::*;

/// `sayso add` in the middle of its work: it has kept the articles of `news`, waits for the end of an article that
/// comes through a pipe, and has not come to those of `more`.
struct Middle {
    desk: Desk,
    child: Child,
    pipe: fs::File,
}

const ARGS: [&str; 7] = ["add", "news", "pipe.txt", "more", "--threads", "2", "--report=report.jsonl"];

fn middle() -> Middle {
    let desk = Desk::with_news(5);
    (100..112).for_each(|n| desk.put(&format!("more/{n}.txt"), article(n)));
    assert!(Command::new("mkfifo").arg(desk.path("pipe.txt")).status().unwrap().success());
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.current_dir(desk.folder.path()).args(ARGS).stderr(Stdio::piped()).env_remove("SAYSO_LIBRARY");
    let child = command.spawn().unwrap();
    // Opens once the other end is opened for reading.
    let mut pipe = fs::OpenOptions::new().write(true).open(desk.path("pipe.txt")).unwrap();
    pipe.write_all(BRIDGE.as_bytes()).unwrap();
    let start = Instant::now();
    while desk.run(&["documents", "--format", "jsonl"]).out.lines().count() < 5 {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is kept");
        std::thread::sleep(Duration::from_millis(50));
    }
    Middle { desk, child, pipe }
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// Adds again, and compares with a library that was made in one go.
fn check_completes(desk: &Desk) {
    fs::remove_file(desk.path("pipe.txt")).unwrap();
    desk.put("pipe.txt", BRIDGE);
    assert!(desk.contents("sayso.db").0.len() < 18);
    desk.ok(&ARGS);
    let whole = [&ARGS[..], &["--library", "whole.db"]].concat();
    desk.ok(&whole);
    let (documents, statements) = desk.contents("sayso.db");
    assert_eq!(documents.len(), 18);
    assert_eq!((documents, statements), desk.contents("whole.db"));
}

#[test]
fn ctrl_c_keeps_what_is_in_hand() {
    let Middle { desk, child, pipe } = middle();
    signal(&child, "-INT");
    // The signal is handled on a thread of its own.
    std::thread::sleep(Duration::from_millis(500));
    drop(pipe);
    let done = done(child.wait_with_output().unwrap());
    assert_eq!(done.code, Some(130), "{done:?}");
    assert!(done.err.starts_with("sayso: finishing the documents in hand; Ctrl-C again stops at once\nAdded "));
    assert!(done.err.ends_with("Stopped. Run the same command again to go on.\n"), "{done:?}");
    assert!(desk.contents("sayso.db").0.iter().any(|document| document["path"] == "pipe.txt"), "it was in hand");
    check_completes(&desk);
}

#[test]
fn a_second_ctrl_c_stops_at_once() {
    let Middle { desk, mut child, pipe } = middle();
    signal(&child, "-INT");
    std::thread::sleep(Duration::from_millis(500));
    signal(&child, "-INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(pipe);
    check_completes(&desk);
}

#[test]
fn a_kill_loses_nothing_that_was_kept() {
    let Middle { desk, mut child, pipe } = middle();
    signal(&child, "-KILL");
    assert_eq!(child.wait().unwrap().code(), None);
    drop(pipe);
    assert_eq!(desk.contents("sayso.db").0.len(), 5);
    check_completes(&desk);
}

#[test]
fn kills_at_any_time() {
    let desk = Desk::with_news(30);
    for milliseconds in [1, 5, 20, 80, 160, 320, 640, 1280, 2560] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        let mut child =
            command.current_dir(desk.folder.path()).args(["add", "news"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    desk.ok(&["add", "news"]);
    desk.ok(&["add", "news", "--library", "whole.db"]);
    assert_eq!(desk.contents("sayso.db"), desk.contents("whole.db"));
}

#[test]
fn a_full_disk_keeps_what_was_added_before() {
    let desk = Desk::new();
    // Each batch of 64 needs more than a megabyte; line ends take no time to read.
    (0..200).for_each(|n| desk.put(&format!("news/{n:03}.txt"), "\n".repeat(20_000 + n)));
    let limited = |blocks: usize| {
        // A limit on the size of files, in blocks of 512 bytes, stands for a disk of that size.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {} add news", env!("CARGO_BIN_EXE_sayso"));
        done(Command::new("sh").args(["-c", &script]).current_dir(desk.folder.path()).output().unwrap())
    };
    let full = limited(8_000);
    assert_eq!(full.code, Some(3), "{full:?}");
    assert!(full.err.starts_with("sayso: sayso.db: stopped; kept "), "{full:?}");
    assert!(full.err.ends_with(
        " of this run: no room to write the library: the disk is full, or the file may not grow\n\
         sayso: hint: free some space and run the same command again: it goes on where it stopped\n"
    ));
    let kept = desk.contents("sayso.db").0.len();
    assert!(full.err.contains(&format!("kept {kept} documents")) && kept > 0 && kept < 200, "{kept} {full:?}");
    desk.ok(&["add", "news"]);
    desk.ok(&["add", "news", "--library", "whole.db"]);
    assert_eq!(desk.contents("sayso.db"), desk.contents("whole.db"));
}
