//! What sayso knows beforehand: the bundled tables and the user's own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sayso_resolve::{BadLine, Knowledge};

use crate::output::Console;

/// The bundled tables, with those of `folder` if one is given. Lines that can't be used are named on standard error.
///
/// # Errors
/// The folder, or a table in it, can't be read.
pub(crate) fn load(folder: Option<&Path>) -> anyhow::Result<Knowledge> {
    let Some(folder) = folder else { return Ok(Knowledge::bundled()) };
    let mut files = Vec::new();
    let mut bad = Vec::new();
    for path in tables(folder)? {
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let file = path.display().to_string();
        bad.extend(not_utf_8(&file, &bytes));
        files.push((file, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let console = Console::plain();
    if files.is_empty() {
        console.say(&format!("warning: there is no .tsv file in {}", folder.display()));
    }
    let (knowledge, lines) = Knowledge::bundled().with(files);
    bad.iter().chain(&lines).for_each(|line| console.say(&format!("warning: {line}")));
    Ok(knowledge)
}

/// The tables in a folder, by name.
fn tables(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let cannot = || format!("cannot read the knowledge folder {}", folder.display());
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path.extension().is_some_and(|end| end == "tsv") {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

/// The first line with bytes that are no UTF-8.
fn not_utf_8(file: &str, bytes: &[u8]) -> Option<BadLine> {
    let valid = std::str::from_utf8(bytes).err()?.valid_up_to();
    let line = 1 + bytes[..valid].iter().filter(|byte| **byte == b'\n').count();
    let reason = "not UTF-8; save the file as UTF-8, or names with such characters are not found".to_owned();
    Some(BadLine { file: file.to_owned(), line, reason })
}
