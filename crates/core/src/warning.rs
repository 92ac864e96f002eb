//! What was odd about an input, said without stopping.

use std::fmt;

/// A stable name for each oddity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningCode {
    /// A leading byte-order mark.
    ByteOrderMark,
    /// Bytes that are no UTF-8; each was mapped to the one-byte control character U+001A (SUBSTITUTE).
    InvalidUtf8,
    /// The text was decoded from another encoding; offsets count in the decoded text.
    Transcoded,
    /// NUL bytes or other control characters in the text.
    ControlCharacters,
    /// Nothing to read: empty, or only white space.
    Empty,
    /// In a language that no model reads; no statement was looked for.
    UnreadLanguage,
    /// Quotation marks that have no partner.
    UnpairedQuotation,
}

impl WarningCode {
    /// The name as it stands in output.
    pub fn name(self) -> &'static str {
        match self {
            WarningCode::ByteOrderMark => "byte-order-mark",
            WarningCode::InvalidUtf8 => "invalid-utf-8",
            WarningCode::Transcoded => "transcoded",
            WarningCode::ControlCharacters => "control-characters",
            WarningCode::Empty => "empty",
            WarningCode::UnreadLanguage => "unread-language",
            WarningCode::UnpairedQuotation => "unpaired-quotation",
        }
    }
}

/// One oddity: what, where, and in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What.
    pub code: WarningCode,
    /// Byte offset of the first occurrence in the input, where it has one.
    pub at: Option<usize>,
    /// One sentence for people.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
