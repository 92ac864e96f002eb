//! Weights that anyone can clone, and that say where they come from.

use sha2::{Digest, Sha256};

use crate::tree::Offence;

/// Bytes of all models together.
const MOST: usize = 60_000_000;
/// What a model card must speak of.
const TOPICS: [&str; 2] = ["data", "licence"];

/// What is wrong with the models, given as path and bytes; `card` reads a page if it is there.
pub(crate) fn offences(models: &[(&str, Vec<u8>)], card: impl Fn(&str) -> Option<String>) -> Vec<Offence> {
    let mut out = Vec::new();
    let total: usize = models.iter().map(|(_, bytes)| bytes.len()).sum();
    if total > MOST {
        out.push(Offence::new("models", 1, format!("{total} bytes of weights, more than {MOST}")));
    }
    for (path, bytes) in models {
        let page = path.replace(".safetensors", ".md");
        let Some(text) = card(&page) else {
            out.push(Offence::new(path, 1, format!("has no card `{page}`")));
            continue;
        };
        let lower = text.to_lowercase();
        let silent = TOPICS.iter().filter(|topic| !lower.contains(*topic));
        out.extend(silent.map(|topic| Offence::new(&page, 1, format!("says nothing of {topic}"))));
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if !text.contains(&digest) {
            out.push(Offence::new(&page, 1, format!("does not give the SHA-256 of {path}, {digest}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST_OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn check(bytes: &[u8], card: Option<&str>, expect: usize) {
        let found = offences(&[("models/x.safetensors", bytes.to_vec())], |path| {
            card.filter(|_| path == "models/x.md").map(str::to_owned)
        });
        assert_eq!(found.len(), expect, "{card:?}: {found:?}");
    }

    #[test]
    fn a_card_names_data_licence_and_digest() {
        let card = format!("## Data\n## Licence\nsha256 {DIGEST_OF_ABC}");
        check(b"abc", Some(&card), 0);
        check(b"abd", Some(&card), 1);
        check(b"abc", Some(DIGEST_OF_ABC), 2);
        check(b"abc", None, 1);
    }

    #[test]
    fn weights_stay_small() {
        check(&vec![0; MOST + 1], None, 2);
    }
}
