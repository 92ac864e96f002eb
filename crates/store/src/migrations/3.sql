-- From format 2 to 3: pages, and where in them a document's words stand; versions of a page; inputs that were read in part; what the
-- linker said of statements and pairs, and what people decided of them; claims that are tracked, with their alerts.
-- `schema.sql` explains the tables. Documents of format 2 were read from plain text, so there is nothing to carry over.
-- The HTML page that a document's text was taken from; documents from plain text have no row.
CREATE TABLE pages (
    document       INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    -- Length and digest (hex) of the page as fetched: the bytes of `page_map` count in no other.
    bytes          INTEGER NOT NULL,
    sha256         TEXT NOT NULL,
    charset        TEXT NOT NULL,
    -- What the page says of itself. Times are YYYY-MM-DD, with time and offset where it has them.
    title          TEXT,
    byline         TEXT,
    outlet         TEXT,
    published      TEXT,
    modified       TEXT,
    language       TEXT,
    canonical_url  TEXT,
    section        TEXT,
    -- The agency that is credited with the text.
    wire           TEXT
) STRICT;

-- Which bytes of the page each stretch of a document's text was read from: `count` characters in a row, each of
-- `text_step` bytes in the text and `page_step` bytes in the page.
CREATE TABLE page_map (
    document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    text_byte  INTEGER NOT NULL,
    page_byte  INTEGER NOT NULL,
    count      INTEGER NOT NULL,
    text_step  INTEGER NOT NULL,
    page_step  INTEGER NOT NULL,
    PRIMARY KEY (document, text_byte)
) STRICT, WITHOUT ROWID;

-- Claims that the page reviews, as its ClaimReview mark-up says; sayso says nothing of its own.
CREATE TABLE claim_reviews (
    document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    claim     TEXT NOT NULL,
    claimant  TEXT,
    verdict   TEXT,
    reviewer  TEXT,
    url       TEXT,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

ALTER TABLE documents ADD COLUMN previous    INTEGER REFERENCES documents (id) ON DELETE SET NULL;
CREATE INDEX documents_by_url ON documents (url) WHERE url IS NOT NULL;

CREATE TABLE inputs (
    path      TEXT PRIMARY KEY,
    size      INTEGER NOT NULL,
    modified  INTEGER NOT NULL,
    options   TEXT NOT NULL,
    offset    INTEGER NOT NULL,
    line      INTEGER NOT NULL,
    taken     INTEGER NOT NULL
) STRICT;

CREATE TABLE fetches (
    url            TEXT PRIMARY KEY,
    etag           TEXT,
    last_modified  TEXT
) STRICT;

ALTER TABLE library ADD COLUMN linker TEXT;

-- Derived: where a statement lies among others, 384 numbers of a byte.
CREATE TABLE embeddings (
    statement  BLOB PRIMARY KEY CHECK (length(statement) = 16),
    vector     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: how two statements are related, six 32-bit numbers, the lowest byte first.
CREATE TABLE compared (
    one        BLOB NOT NULL CHECK (length(one) = 16),
    other      BLOB NOT NULL CHECK (length(other) = 16),
    relations  BLOB NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- What a person decided about statements (same, apart, denies, affirms) and documents (copy: the first has its text from the second;
-- no-copy), in order; of two that contradict each other the later one counts. By digest: they need not be there any more, or not yet.
CREATE TABLE reviews (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict  TEXT NOT NULL CHECK (verdict IN ('same', 'apart', 'denies', 'affirms', 'copy', 'no-copy')),
    one      BLOB NOT NULL CHECK (length(one) = 16),
    other    BLOB NOT NULL CHECK (length(other) = 16),
    made     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

-- Claims that a person tracks: a statement that comes later and says the same, denies it or changes its figure raises an alert.
CREATE TABLE tracked (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    claim      TEXT NOT NULL,
    -- Digest of the statement that makes the claim; NULL: the words are the person's own.
    statement  BLOB CHECK (length(statement) = 16),
    -- Rows of `documents` up to this one were compared with it, or were there before it.
    compared   INTEGER NOT NULL,
    made       TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

-- What became of tracked claims, never twice of the same statement and kind.
CREATE TABLE alerts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    tracked    INTEGER NOT NULL REFERENCES tracked (id) ON DELETE CASCADE,
    statement  INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('comes-back', 'denied', 'figure-changed')),
    -- Probability that the statement is about the claim, in ten-thousandths.
    score      INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000),
    raised     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    UNIQUE (tracked, statement, kind)
) STRICT;

-- Who is to be told of an alert, or was.
CREATE TABLE deliveries (
    alert      INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    -- stdout, or command, webhook or atom with a digest of what was given: addresses of webhooks are secrets.
    receiver   TEXT NOT NULL,
    -- NULL: not yet.
    delivered  TEXT,
    PRIMARY KEY (alert, receiver)
) STRICT, WITHOUT ROWID;
