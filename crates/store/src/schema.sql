-- A sayso library, format version 3: one SQLite file.
--
-- How to read it by hand:
--   * A `document` is one article. Its text never changes.
--   * A `statement` is somebody saying something in a document: a source ("the minister"), a cue ("said") and a
--     content ("the bridge is safe"). Their words are not copied: table `spans` says from which byte to which byte of
--     the document's text they stand, first byte 0, end exclusive. View `words` looks the words up.
--   * `digest` columns hold 16-byte digests of content; `lower(hex(digest))` is the id that sayso prints. A row that was
--     edited by hand no longer fits its digest, and sayso refuses it.
--   * An `entity` is somebody as one document shows them. Table `linked` says which entities of all documents are one
--     somebody; it is derived, and made anew when documents or decisions come. What a person decides stands in
--     `decisions` and is never derived.

-- One row about the library itself.
CREATE TABLE library (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    format_version  INTEGER NOT NULL,
    -- Goes up with every batch that adds a document; indexes derived from the library say which count they cover.
    changes         INTEGER NOT NULL DEFAULT 0,
    -- The count that tables `linked` and `somebodies` cover; NULL: they are not made yet.
    linked          INTEGER,
    -- Digest of the linker that tables `embeddings` and `compared` are of; NULL: they are empty.
    linker          TEXT
) STRICT;

-- One row for each `sayso add` that added something: which program and which reader made the statements.
CREATE TABLE runs (
    id       INTEGER PRIMARY KEY,
    started  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    program  TEXT NOT NULL,
    reader   TEXT NOT NULL
) STRICT;

-- One article as published.
CREATE TABLE documents (
    id          INTEGER PRIMARY KEY,
    digest      BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
    run         INTEGER NOT NULL REFERENCES runs (id),
    -- Where the user says that it comes from.
    path        TEXT,
    url         TEXT,
    given_outlet TEXT,
    -- The outlet to show: the one given, else the one that the text names.
    outlet      TEXT,
    -- What the text says of itself; the spans stand in `layout`.
    title       TEXT,
    byline      TEXT,
    -- YYYY-MM-DD, YYYY-MM or YYYY: as much as the text gives.
    published   TEXT,
    language    TEXT,
    statements  INTEGER NOT NULL,
    -- Last, so that lists need not load it.
    text        TEXT NOT NULL,
    -- The version before it: the last document that was added with the same url and another text.
    previous    INTEGER REFERENCES documents (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX documents_by_date ON documents (published, digest);
CREATE INDEX documents_by_url ON documents (url) WHERE url IS NOT NULL;

-- What stands where in a document.
CREATE TABLE layout (
    document    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    part        TEXT NOT NULL CHECK (part IN ('block', 'meta', 'quotation', 'sentence')),
    ordinal     INTEGER NOT NULL,
    -- Of a block: body, title, teaser ...; of a quotation: its marks; of a meta span: title, byline, outlet, place, date.
    kind        TEXT,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    -- Of a quotation: whether a closing mark was found.
    closed      INTEGER,
    PRIMARY KEY (document, part, ordinal)
) STRICT, WITHOUT ROWID;

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

-- What was odd about a document's bytes.
CREATE TABLE warnings (
    document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    code      TEXT NOT NULL,
    at_byte   INTEGER,
    message   TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- Somebody says something.
CREATE TABLE statements (
    id        INTEGER PRIMARY KEY,
    digest    BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
    document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    -- Place among the statements of its document, from 0.
    ordinal   INTEGER NOT NULL,
    -- direct, indirect or mixed quotation.
    form      TEXT NOT NULL,
    -- The speech act (accuse, deny, warn ...); NULL: not known.
    act       TEXT,
    -- Probability that the statement is right, in ten-thousandths.
    score     INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000),
    -- Digest of the statement in whose content this one stands.
    parent    BLOB,
    UNIQUE (document, ordinal)
) STRICT;

-- The words of a statement: whose (source), the words that attribute (cue), what was said (content).
CREATE TABLE spans (
    statement   INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    role        TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content')),
    ordinal     INTEGER NOT NULL,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    PRIMARY KEY (statement, role, ordinal)
) STRICT, WITHOUT ROWID;

-- The somebodies of a statement: who speaks, to whom, and whom it accuses, denies or demands from.
CREATE TABLE parties (
    statement    INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    role         TEXT NOT NULL CHECK (role IN ('speaker', 'addressee', 'target')),
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    entity       TEXT,
    -- Of a speaker: "Special Envoy for Afghanistan", "Russia".
    office       TEXT,
    affiliation  TEXT,
    PRIMARY KEY (statement, role)
) STRICT, WITHOUT ROWID;

-- Somebody as one document shows them, whatever the words.
CREATE TABLE entities (
    document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    -- As in `parties`; another document may give one somebody another id, or this one to another.
    entity    TEXT NOT NULL,
    -- Place among the entities of its document, from 0.
    ordinal   INTEGER NOT NULL,
    -- The fullest name that the document gives.
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    PRIMARY KEY (document, entity)
) STRICT, WITHOUT ROWID;

-- What a document says of an entity: its names, fullest first, its offices, and for whom it acts.
CREATE TABLE entity_words (
    document  INTEGER NOT NULL,
    entity    TEXT NOT NULL,
    part      TEXT NOT NULL CHECK (part IN ('name', 'role', 'affiliation')),
    ordinal   INTEGER NOT NULL,
    words     TEXT NOT NULL,
    PRIMARY KEY (document, entity, part, ordinal),
    FOREIGN KEY (document, entity) REFERENCES entities (document, entity) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Derived: everybody in the library, whatever the documents call them.
CREATE TABLE somebodies (
    id    TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    kind  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: which somebody an entity of a document is, and why.
CREATE TABLE linked (
    document  INTEGER NOT NULL,
    entity    TEXT NOT NULL,
    somebody  TEXT NOT NULL REFERENCES somebodies (id),
    reason    TEXT NOT NULL,
    PRIMARY KEY (document, entity),
    FOREIGN KEY (document, entity) REFERENCES entities (document, entity) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_by_somebody ON linked (somebody);

-- Derived: where a text lies among others, 384 numbers of a byte, by digest.
CREATE TABLE embeddings (
    text       BLOB PRIMARY KEY CHECK (length(text) = 16),
    vector     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: how two texts are related, the lower digest first; six 32-bit numbers, the lowest byte first: that they say the same, that
-- one denies the other, the same with another figure, one matter, another matter; and that both tell of one event.
CREATE TABLE compared (
    one        BLOB NOT NULL CHECK (length(one) = 16),
    other      BLOB NOT NULL CHECK (length(other) = 16),
    relations  BLOB NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- What a person decided about entities, in order; of two that contradict each other the later one counts.
CREATE TABLE decisions (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    -- same: all are one somebody. apart: those of side "one" are one, and none of side "other" is.
    verdict  TEXT NOT NULL CHECK (verdict IN ('same', 'apart')),
    -- The ids of the somebodies that the person saw.
    one      TEXT NOT NULL,
    other    TEXT NOT NULL,
    made     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

-- Which entities a decision is about, by the digests of their documents: they need not be there any more, or not yet.
CREATE TABLE decision_members (
    decision  INTEGER NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    side      TEXT NOT NULL CHECK (side IN ('one', 'other')),
    document  BLOB NOT NULL CHECK (length(document) = 16),
    entity    TEXT NOT NULL,
    PRIMARY KEY (decision, side, document, entity)
) STRICT, WITHOUT ROWID;

-- Who passed a statement on, nearest to the speaker first.
CREATE TABLE relays (
    statement   INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;

-- When a statement was made: a TIMEX3 value, its finest unit, and what it was reckoned from.
CREATE TABLE said (
    statement   INTEGER PRIMARY KEY REFERENCES statements (id) ON DELETE CASCADE,
    value       TEXT NOT NULL,
    grain       TEXT NOT NULL,
    anchor      TEXT NOT NULL,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL
) STRICT;

-- Counts, sums, shares in a content.
CREATE TABLE figures (
    statement   INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    -- NULL: not a number.
    value       REAL,
    unit        TEXT,
    qualifier   TEXT,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;

-- Every file that `sayso add` has looked at and what became of it; so it can go on where it was stopped.
CREATE TABLE files (
    path      TEXT PRIMARY KEY,
    -- In bytes, and in seconds since 1970; for people. What counts is the digest.
    size      INTEGER,
    modified  INTEGER,
    -- Of the file's bytes and of what the user said of where they come from; NULL: was not read.
    digest    BLOB,
    -- The document that it gave, or else the reason why it gave none.
    document  INTEGER REFERENCES documents (id) ON DELETE CASCADE,
    skipped   TEXT,
    CHECK ((document IS NULL) <> (skipped IS NULL))
) STRICT;
CREATE INDEX files_by_digest ON files (digest);
CREATE INDEX files_by_document ON files (document);

-- Archives and exports that were read in part: where to go on, if the file and the options are still the same. The row
-- goes when the end is reached.
CREATE TABLE inputs (
    path      TEXT PRIMARY KEY,
    -- In bytes, and in seconds since 1970.
    size      INTEGER NOT NULL,
    modified  INTEGER NOT NULL,
    -- What else decides what is found in it.
    options   TEXT NOT NULL,
    -- Byte at which a record begins, how many lines are before it, and how many records behind it were taken already.
    offset    INTEGER NOT NULL,
    line      INTEGER NOT NULL,
    taken     INTEGER NOT NULL
) STRICT;

-- Addresses of which all that came was read, with what the server said of it, so that it sends only what is newer.
CREATE TABLE fetches (
    url            TEXT PRIMARY KEY,
    etag           TEXT,
    last_modified  TEXT
) STRICT;

-- The words of every span.
CREATE VIEW words AS
SELECT spans.statement, spans.role, spans.ordinal,
       CAST(substr(CAST(documents.text AS BLOB), spans.start_byte + 1, spans.end_byte - spans.start_byte) AS TEXT) AS words
FROM spans
JOIN statements ON statements.id = spans.statement
JOIN documents ON documents.id = statements.document;

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
