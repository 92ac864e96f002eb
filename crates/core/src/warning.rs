//! What was odd about an input, said without stopping.

use std::fmt;

use crate::statement::named_enum;

named_enum! {
    /// A stable name for each oddity.
    WarningCode "warning" {
        /// A leading byte-order mark.
        ByteOrderMark = "byte-order-mark",
        /// Bytes that are no UTF-8; each was mapped to the one-byte control character U+001A (SUBSTITUTE).
        InvalidUtf8 = "invalid-utf-8",
        /// The text was decoded from another encoding; offsets count in the decoded text.
        Transcoded = "transcoded",
        /// NUL bytes or other control characters in the text.
        ControlCharacters = "control-characters",
        /// Nothing to read: empty, or only white space.
        Empty = "empty",
        /// In a language that no model reads; no statement was looked for.
        UnreadLanguage = "unread-language",
        /// Quotation marks that have no partner.
        UnpairedQuotation = "unpaired-quotation",
        /// A page that is no article, taken because it was asked for.
        NoArticle = "no-article",
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
