//! From what the user named to files, in a fixed order.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::load::Why;

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// An address to be fetched.
    Url(String),
}

impl Input {
    /// In bytes, of a file.
    pub(crate) fn size(&self) -> Option<u64> {
        let Input::File(path) = self else { return None };
        Some(path.metadata().ok()?.len())
    }
}

/// A file that gives no document, and why.
#[derive(Debug)]
pub(crate) struct Skip {
    /// As given, or as found in a folder that was given.
    pub(crate) path: String,
    pub(crate) why: Why,
}

/// The paths that the user named.
#[derive(Debug, Clone)]
pub(crate) struct Inputs {
    paths: Vec<PathBuf>,
    /// Files that are passed over in folders: the library, the report.
    own: Vec<PathBuf>,
}

impl Inputs {
    pub(crate) fn new(paths: &[PathBuf]) -> Inputs {
        Inputs { paths: paths.to_vec(), own: Vec::new() }
    }

    /// Passes `file` over where it lies in a folder: it is sayso's own.
    pub(crate) fn but(mut self, file: &Path) -> Inputs {
        let beside = ["", "-wal", "-shm", "-journal"].into_iter().filter_map(|end| {
            let mut name = file.file_name()?.to_owned();
            name.push(end);
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(folder.canonicalize().ok()?.join(name))
        });
        self.own.extend(beside);
        self
    }

    /// Every file, in the order of the arguments and in folders by name; only the names of one folder at a time are in
    /// memory.
    pub(crate) fn walk(&self) -> impl Iterator<Item = Result<Input, Skip>> + '_ {
        self.paths.iter().flat_map(|path| self.walk_one(path))
    }

    /// The addresses among them.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.paths.iter().filter_map(|path| path.to_str()).filter(|text| is_address(text)).map(str::to_owned).collect()
    }

    fn walk_one<'a>(&'a self, path: &'a Path) -> Box<dyn Iterator<Item = Result<Input, Skip>> + Send + 'a> {
        if path == Path::new("-") {
            return Box::new(std::iter::once(Ok(Input::Stdin)));
        }
        if let Some(url) = path.to_str().filter(|text| is_address(text)) {
            return Box::new(std::iter::once(Ok(Input::Url(url.to_owned()))));
        }
        if !path.is_dir() {
            // Reading it says what is wrong with it, if anything is.
            return Box::new(std::iter::once(Ok(Input::File(path.to_owned()))));
        }
        let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        Box::new(entries.filter_entry(|entry| !is_hidden(entry)).filter_map(move |entry| self.found(path, entry)))
    }

    /// A file found in a folder; nothing for folders and for sayso's own files.
    fn found(&self, root: &Path, entry: walkdir::Result<DirEntry>) -> Option<Result<Input, Skip>> {
        match entry {
            Err(error) => {
                let path = error.path().unwrap_or(root).to_string_lossy().into_owned();
                let why = match error.loop_ancestor() {
                    Some(_) => Why::Loop,
                    None => Why::from(error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())),
                };
                Some(Err(Skip { path, why }))
            }
            Ok(entry) if entry.file_type().is_dir() || self.is_own(entry.path()) => None,
            Ok(entry) if entry.file_type().is_file() => Some(Ok(Input::File(entry.into_path()))),
            Ok(entry) => Some(Err(Skip { path: entry.path().to_string_lossy().into_owned(), why: Why::NotAFile })),
        }
    }

    fn is_own(&self, path: &Path) -> bool {
        // Asking the system only where the name fits.
        self.own.iter().any(|own| own.file_name() == path.file_name() && path.canonicalize().is_ok_and(|p| p == *own))
    }
}

/// Whether this is to be fetched, and no path.
pub(crate) fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| scheme == "http" || scheme == "https")
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}
