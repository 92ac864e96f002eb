-- What the linker said is kept by text, not by statement; it is asked again.
DROP TABLE embeddings;
DROP TABLE compared;

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
