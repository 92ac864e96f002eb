//! Ids are digests of content, so two machines agree without asking.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The first 128 bits of a SHA-256 over tagged, length-prefixed fields; printed as 32 lower-case hex digits.
///
/// `Of` tells ids of different nouns apart, so that one can't be taken for the other.
pub struct Id<Of> {
    bytes: [u8; 16],
    of: PhantomData<fn() -> Of>,
}

/// Id of a [`Document`](crate::Document): a digest of its text and of where the caller says that it was published.
pub type DocumentId = Id<crate::Document>;
/// Id of a [`Statement`](crate::Statement): a digest of its document's id and its spans.
pub type StatementId = Id<crate::Statement>;
/// Id of a [`Claim`](crate::Claim): a digest of its first statement's id.
pub type ClaimId = Id<crate::Claim>;
/// Id of words by themselves: a digest of them.
pub type TextId = Id<String>;

impl TextId {
    /// Of these words.
    pub fn of_text(text: &str) -> TextId {
        IdBuilder::new("sayso text 1").bytes(text.as_bytes()).finish()
    }
}

impl<Of> Id<Of> {
    /// The 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// An id as it was stored.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Id { bytes, of: PhantomData }
    }
}

/// Builds a digest field by field; every field is length-prefixed, so no two field lists collide.
pub(crate) struct IdBuilder(Sha256);

impl IdBuilder {
    /// `tag` names the noun and the version of the recipe.
    pub(crate) fn new(tag: &str) -> Self {
        let mut sha = Sha256::new();
        sha.update(tag.as_bytes());
        sha.update([0]);
        IdBuilder(sha)
    }

    pub(crate) fn number(mut self, number: usize) -> Self {
        self.0.update((number as u64).to_le_bytes());
        self
    }

    pub(crate) fn bytes(self, bytes: &[u8]) -> Self {
        let mut next = self.number(bytes.len());
        next.0.update(bytes);
        next
    }

    /// Absent is not the same as empty.
    pub(crate) fn optional(mut self, text: Option<&str>) -> Self {
        self.0.update([u8::from(text.is_some())]);
        match text {
            Some(text) => self.bytes(text.as_bytes()),
            None => self,
        }
    }

    /// Bytes of fixed length, without a prefix.
    pub(crate) fn fixed(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes);
        self
    }

    pub(crate) fn finish<Of>(self) -> Id<Of> {
        let digest = self.0.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Id::from_bytes(bytes)
    }
}

/// A text is no id: it is not 32 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 hex digits")]
pub struct ParseIdError;

impl<Of> FromStr for Id<Of> {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let digits = text.as_bytes();
        if digits.len() != 32 {
            return Err(ParseIdError);
        }
        let nibble = |c: u8| (c as char).to_digit(16).ok_or(ParseIdError);
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (nibble(pair[0])? << 4 | nibble(pair[1])?) as u8;
        }
        Ok(Id::from_bytes(bytes))
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// Derived impls would ask the same of `Of`, which is only a tag.
impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Of> Copy for Id<Of> {}
impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<Of> Eq for Id<Of> {}
impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<Of> std::hash::Hash for Id<Of> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
