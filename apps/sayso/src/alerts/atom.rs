//! The newest alerts as an Atom feed (RFC 4287).

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};
use std::path::Path;

use super::told::Told;
use crate::markup::Text;

/// Of a feed without entries: it must have a time, and nothing changed yet.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The feed of these alerts, each with the time when it was raised, the newest first. `name` tells it from other feeds.
pub(crate) fn feed(name: &str, entries: &[(String, Told)]) -> String {
    let id = name.rsplit(' ').next().unwrap_or_default();
    let updated = entries.iter().map(|(raised, _)| raised.as_str()).max().unwrap_or(NEVER);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{}</id>\n\
         <title>Tracked claims</title>\n<updated>{updated}</updated>\n<author><name>sayso</name></author>\n",
        Urn(id)
    );
    for (raised, told) in entries {
        entry(&mut out, raised, told);
    }
    out + "</feed>\n"
}

fn entry(out: &mut String, raised: &str, told: &Told) {
    let title = match told.kind {
        "denied" => "Denied",
        "figure-changed" => "Another figure",
        _ => "Comes back",
    };
    let source = [&told.document.outlet, &told.document.published, &told.document.title];
    let source = source.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let claim = Text(&told.tracked.claim);
    // A text has no errors in writing.
    let _ = write!(
        out,
        "<entry>\n<id>{}</id>\n<title>{title}: {claim}</title>\n<updated>{raised}</updated>\n<category term=\"{}\"/>\n",
        Urn(&told.id),
        told.kind,
    );
    if let Some(url) = &told.document.url {
        let _ = writeln!(out, "<link rel=\"alternate\" href=\"{}\"/>", Text(url));
    }
    let _ = write!(out, "<content type=\"text\">{} ({})</content>\n</entry>\n", Text(&told.words), Text(&source));
}

/// 32 hex digits of a digest as a UUID of version 8 (RFC 9562).
struct Urn<'a>(&'a str);

impl fmt::Display for Urn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |from, to| self.0.get(from..to).unwrap_or("0");
        write!(f, "urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
    }
}

/// Puts a text in the place of a file, whole or not at all; a file that has it is left alone.
pub(crate) fn keep(path: &Path, text: &str) -> io::Result<()> {
    if std::fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As other files: whoever serves it has to read it.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_a_uuid() {
        let check = |digits: &str, expect: &str| assert_eq!(Urn(digits).to_string(), expect);
        check("00112233445566778899aabbccddeeff", "urn:uuid:00112233-4455-8677-8899-aabbccddeeff");
    }

    #[test]
    fn a_file_is_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.xml");
        keep(&path, "one").unwrap();
        keep(&path, "two").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(keep(&folder.path().join("no/feed.xml"), "x").is_err());
    }
}
