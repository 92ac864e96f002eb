//! The weights file: safetensors, checked for format, shapes and digest before a number of it is used.
//!
//! Matrices are stored as `int8` with one `f32` scale a row (`NAME` and `NAME.scale`), vectors as `f32`. The header's
//! metadata holds `format`, the network's `config` as JSON, and `sha256`, the digest of all tensor bytes in the order of
//! their names. Each kind of network has a format and sizes of its own ([`Sizes`]). The vocabulary is the tensor `vocabulary`: UTF-8, one piece a line.

use safetensors::{Dtype, SafeTensors};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::error::ModelError;
use crate::network::CUE_TAGS;

/// What a kind of network says of itself in the header.
pub(crate) trait Sizes: DeserializeOwned {
    /// The format that this program reads.
    const FORMAT: &str;

    /// Whether the sizes make a network that this program can run, and not one that exhausts memory.
    fn is_sound(&self) -> bool;
}

/// Sizes of the reader's network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Config {
    /// Word pieces.
    pub(crate) vocab: usize,
    /// Width of a state.
    pub(crate) hidden: usize,
    /// Attention heads a layer.
    pub(crate) heads: usize,
    /// Width inside the feed-forward part of a layer.
    pub(crate) inner: usize,
    /// Layers of the encoder.
    pub(crate) layers: usize,
    /// Layers that read the words again for each cue.
    pub(crate) frame_layers: usize,
    /// Width inside the feed-forward part of those.
    pub(crate) frame_inner: usize,
    /// Longest window in pieces, `[CLS]` and `[SEP]` included.
    pub(crate) positions: usize,
    /// Tags of cues.
    pub(crate) cue_tags: usize,
    /// Width of a mention.
    pub(crate) mention: usize,
}

/// A row-major matrix of `f32`.
pub(crate) struct Matrix {
    pub(crate) cols: usize,
    pub(crate) values: Vec<f32>,
}

impl Matrix {
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.cols..(row + 1) * self.cols]
    }
}

/// A row-major matrix of `int8` whose row `r` stands for `values * scales[r]`.
pub(crate) struct CodedMatrix {
    cols: usize,
    values: Vec<i8>,
    pub(crate) scales: Vec<f32>,
}

impl CodedMatrix {
    #[cfg(any(test, feature = "reference"))]
    pub(crate) fn new(cols: usize, values: Vec<i8>, scales: Vec<f32>) -> CodedMatrix {
        CodedMatrix { cols, values, scales }
    }

    /// Row `row` as it is stored.
    pub(crate) fn codes(&self, row: usize) -> &[i8] {
        &self.values[row * self.cols..][..self.cols]
    }

    /// Row `row` as numbers.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = f32> + '_ {
        let scale = self.scales[row];
        self.codes(row).iter().map(move |v| f32::from(*v) * scale)
    }
}

/// An opened weights file.
pub(crate) struct Weights<'a> {
    tensors: SafeTensors<'a>,
    /// First 16 hex digits of the digest: names the model in evidence.
    pub(crate) digest: String,
}

impl<'a> Weights<'a> {
    /// # Errors
    /// [`ModelError::Damaged`], [`ModelError::Format`], [`ModelError::Digest`].
    pub(crate) fn open<S: Sizes>(bytes: &'a [u8]) -> Result<(Weights<'a>, S), ModelError> {
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|_| ModelError::Damaged)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(|_| ModelError::Damaged)?;
        let metadata = header.metadata().as_ref().ok_or(ModelError::Format)?;
        if metadata.get("format").map(String::as_str) != Some(S::FORMAT) {
            return Err(ModelError::Format);
        }
        let config = metadata.get("config").and_then(|json| serde_json::from_str::<S>(json).ok());
        let config = config.filter(S::is_sound).ok_or(ModelError::Format)?;
        let mut digest = Sha256::new();
        let mut names = tensors.names();
        names.sort_unstable();
        for name in names {
            digest.update(tensors.tensor(name).map_err(|_| ModelError::Damaged)?.data());
        }
        let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if metadata.get("sha256") != Some(&digest) {
            return Err(ModelError::Digest);
        }
        Ok((Weights { tensors, digest: digest[..16].to_owned() }, config))
    }

    /// The pieces, one a line.
    pub(crate) fn vocabulary(&self) -> Result<&str, ModelError> {
        let tensor = self.tensors.tensor("vocabulary").map_err(|_| ModelError::missing("vocabulary"))?;
        std::str::from_utf8(tensor.data()).map_err(|_| ModelError::Damaged)
    }

    /// The vector `name` of `len` numbers.
    pub(crate) fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        self.floats(name, &[len])
    }

    /// The matrix `name`, decoded.
    pub(crate) fn matrix(&self, name: &str, rows: usize, cols: usize) -> Result<Matrix, ModelError> {
        let coded = self.coded(name, rows, cols)?;
        let values = (0..rows).flat_map(|row| coded.row(row)).collect();
        Ok(Matrix { cols, values })
    }

    /// The matrix `name` of `f32`, not coded: small ones, such as transitions.
    pub(crate) fn plain(&self, name: &str, rows: usize, cols: usize) -> Result<Matrix, ModelError> {
        Ok(Matrix { cols, values: self.floats(name, &[rows, cols])? })
    }

    /// The matrix `name` as it is stored.
    pub(crate) fn coded(&self, name: &str, rows: usize, cols: usize) -> Result<CodedMatrix, ModelError> {
        let values = self.bytes(name, Dtype::I8, &[rows, cols])?.iter().map(|byte| *byte as i8).collect();
        Ok(CodedMatrix { cols, values, scales: self.floats(&format!("{name}.scale"), &[rows])? })
    }

    fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(name, Dtype::F32, shape)?;
        let values: Vec<f32> = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        match values.iter().all(|v| v.is_finite()) {
            true => Ok(values),
            false => Err(ModelError::Damaged),
        }
    }

    fn bytes(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&[u8], ModelError> {
        let tensor = self.tensors.tensor(name).map_err(|_| ModelError::missing(name))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            return Err(ModelError::Shape { name: name.to_owned(), expected: shape.to_vec() });
        }
        Ok(tensor.data())
    }
}

/// Whether a size is there and does not exhaust memory.
pub(crate) fn is_usable(size: &usize) -> bool {
    (1..=1 << 20).contains(size)
}

impl Sizes for Config {
    const FORMAT: &str = "sayso reader 1";

    fn is_sound(&self) -> bool {
        let small =
            [self.hidden, self.inner, self.frame_inner, self.positions, self.vocab, self.mention].iter().all(is_usable);
        small
            && self.heads > 0
            && self.hidden.is_multiple_of(self.heads)
            && self.layers <= 64
            && self.frame_layers <= 64
            && self.positions > 2
            && self.cue_tags == CUE_TAGS
    }
}
