//! What can be wrong with a model.

/// Why a model can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file can't be read.
    #[error("the model file {path} can't be read")]
    Read {
        /// The path given.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are no safetensors file, or a tensor holds what is no number.
    #[error("the model file is damaged: it is no safetensors file, or was cut short")]
    Damaged,
    /// Safetensors, but not a network of a format that this program knows.
    #[error("the file is not of a format that this program knows, or of another kind of network")]
    Format,
    /// The tensors are not those that the file was written with.
    #[error("the model file is damaged: its digest is not the one it was written with")]
    Digest,
    /// A tensor is not there.
    #[error("the model file lacks the tensor `{name}`")]
    Missing {
        /// Its name.
        name: String,
    },
    /// A tensor has another type or shape than the network.
    #[error("the tensor `{name}` of the model file has another type or shape than {expected:?}")]
    Shape {
        /// Its name.
        name: String,
        /// The shape that the network has.
        expected: Vec<usize>,
    },
    /// The vocabulary lacks `[CLS]`, `[SEP]` or `[UNK]`, or has another size than the network.
    #[error("the model's vocabulary does not fit the network")]
    Vocabulary,
}

impl ModelError {
    pub(crate) fn missing(name: &str) -> ModelError {
        ModelError::Missing { name: name.to_owned() }
    }
}
