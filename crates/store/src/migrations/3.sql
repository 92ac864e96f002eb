-- From format 2 to 3: versions of a page, and inputs that were read in part. `schema.sql` explains them.
ALTER TABLE documents ADD COLUMN previous INTEGER REFERENCES documents (id) ON DELETE SET NULL;
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
