//! Embeds the sample articles, so that `sayso demo` needs no file beside the binary.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Asked now, not when this script was compiled: a target folder may serve checkouts in several places.
    let here = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let sample = Path::new(&here).join("../../corpora/sample");
    println!("cargo::rerun-if-env-changed=CARGO_MANIFEST_DIR");
    let mut articles: Vec<PathBuf> = Vec::new();
    println!("cargo::rerun-if-changed={}", sample.display());
    if sample.is_dir() {
        articles.extend(fs::read_dir(&sample)?.filter_map(|entry| Some(entry.ok()?.path())));
    }
    articles.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    articles.sort();
    let mut list = "&[\n".to_owned();
    for path in &articles {
        let name = path.file_name().unwrap_or_default();
        list += &format!("    ({name:?}, include_bytes!({path:?})),\n");
    }
    list += "]\n";
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("sample.rs"), list)
}
