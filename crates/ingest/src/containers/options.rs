//! What may be set.

/// How much is taken in. A refusal names its [`Limit`](super::Limit).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one record.
    pub record: u64,
    /// Bytes unpacked from one input, of all layers together.
    pub total: u64,
    /// How many times larger a packed thing may be than it was packed. Small ones are let pass.
    pub ratio: u64,
    /// Containers in containers: `a.tar.gz` is two.
    pub depth: u64,
}

impl Default for Limits {
    /// Text packs to a fifth, a log to a fiftieth; what packs to a thousandth holds one letter again and again.
    fn default() -> Limits {
        Limits { record: 8 << 20, total: 64 << 30, ratio: 200, depth: 6 }
    }
}

/// Names of the fields of JSONL and CSV. In JSONL, `a.b` is field `b` of the object in field `a`, unless there is a
/// field of that very name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Of the plain text.
    pub text: String,
    /// Of the page, looked at where there is no text.
    pub html: String,
    /// Of the address.
    pub url: String,
    /// Of the date.
    pub published: String,
    /// Of the headline.
    pub title: String,
    /// Of the outlet.
    pub outlet: String,
}

impl Default for Fields {
    fn default() -> Fields {
        let [text, html, url, published, title, outlet] =
            ["text", "html", "url", "published", "title", "outlet"].map(str::to_owned);
        Fields { text, html, url, published, title, outlet }
    }
}

/// How containers are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// How much.
    pub limits: Limits,
    /// Names of fields.
    pub fields: Fields,
}
