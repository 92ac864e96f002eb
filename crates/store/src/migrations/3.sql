-- From format 2 to 3: what the linker said of statements and pairs. `schema.sql` explains the tables.
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
