//! A crate depends only on crates before it, and heavy ones stay where they are.

use crate::tree::{Offence, numbered};

/// Crates in the order of the data.
const ORDER: [&str; 7] = ["core", "ingest", "model", "quote", "resolve", "trace", "store"];
/// What takes minutes to build belongs to one application alone.
const HEAVY: [&str; 3] = ["arrow", "datafusion", "ballista"];
const HEAVY_ALLOWED: &str = "apps/batch/Cargo.toml";

/// Dependencies in the manifest at `path` that it should not have, tests' and build scripts' included.
pub(crate) fn offences(path: &str, manifest: &str) -> Vec<Offence> {
    let place = match path.split('/').collect::<Vec<_>>()[..] {
        ["crates", name, _] => match ORDER.iter().position(|one| *one == name) {
            Some(at) => at,
            None => return vec![Offence::new(path, 1, format!("crate `{name}` has no place in the order"))],
        },
        _ => ORDER.len(),
    };
    let mut out = Vec::new();
    for (line, name) in dependencies(manifest) {
        let is_heavy = HEAVY.iter().any(|heavy| name == *heavy || name.starts_with(&format!("{heavy}-")));
        if is_heavy && path != HEAVY_ALLOWED {
            out.push(Offence::new(path, line, format!("`{name}` is for apps/batch alone")));
        }
        let Some(ours) = name.strip_prefix("sayso-") else { continue };
        match ORDER.iter().position(|one| *one == ours) {
            Some(at) if at < place => {}
            Some(_) => out.push(Offence::new(path, line, format!("`{name}` does not come before this crate"))),
            None => out.push(Offence::new(path, line, format!("`{name}` has no place in the order"))),
        }
    }
    out
}

/// Line and name of each dependency: keys in a table whose name ends in `dependencies`, tables below one, and the name
/// that a renamed one really has.
fn dependencies(manifest: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut inside = false;
    for (line, text) in numbered(manifest) {
        let text = text.trim();
        if let Some(table) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            inside = table.ends_with("dependencies");
            out.extend(table.split_once("dependencies.").map(|(_, name)| (line, name.to_owned())));
        } else if inside && !text.starts_with('#') {
            let key = text.split(['.', '=', ' ']).next().unwrap_or_default().trim_matches('"');
            out.extend((!key.is_empty()).then(|| (line, key.to_owned())));
        }
        let real = text.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
        out.extend(real.map(|name| (line, name.to_owned())));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, manifest: &str, expect: &[usize]) {
        let found: Vec<usize> = offences(path, manifest).iter().map(|offence| offence.line).collect();
        assert_eq!(found, expect, "{path}\n{manifest}");
    }

    #[test]
    fn only_crates_before() {
        check("crates/quote/Cargo.toml", "[dependencies]\nsayso-core.workspace = true\nserde = \"1\"", &[]);
        check("crates/quote/Cargo.toml", "[dev-dependencies]\nsayso-ingest = { path = \"../ingest\" }", &[]);
        check("crates/ingest/Cargo.toml", "[dependencies]\n\n[dev-dependencies]\nsayso-quote.workspace = true", &[4]);
        check("crates/core/Cargo.toml", "[dependencies.sayso-model]\npath = \"../model\"", &[1]);
        check("crates/core/Cargo.toml", "[dependencies]\nx = { package = \"sayso-store\" }", &[2]);
        check("crates/core/Cargo.toml", "[target.'cfg(unix)'.build-dependencies]\nsayso-core.workspace = true", &[2]);
        check("crates/common/Cargo.toml", "[dependencies]", &[1]);
        check("apps/sayso/Cargo.toml", "[dependencies]\nsayso-store.workspace = true\nsayso-common = \"1\"", &[3]);
        check("crates/core/Cargo.toml", "[package]\nsayso-store = \"no dependency\"", &[]);
    }

    #[test]
    fn heavy_crates_stay_in_batch() {
        let manifest = "[dependencies]\narrow = \"57\"\ndatafusion-expr = \"1\"\narrows = \"1\"";
        check("crates/store/Cargo.toml", manifest, &[2, 3]);
        check("Cargo.toml", "[workspace.dependencies]\nballista = \"55\"", &[2]);
        check("apps/batch/Cargo.toml", manifest, &[]);
    }
}
