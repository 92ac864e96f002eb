-- From format 1 to 2: entities, who they are across documents, and what people decide. `schema.sql` explains the tables.
-- Documents of format 1 were read before speakers were known, so there is nothing to carry over.
ALTER TABLE library ADD COLUMN linked INTEGER;

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
