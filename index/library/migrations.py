"""The shape of the library, as numbered steps from the first version. A step that was released is never changed.

``PRAGMA user_version`` counts the steps a library has taken. Layers: what was received (documents, never overwritten),
what the machine read (replaced when a document is read again), and above it what editors decided (append-only; nothing
that reads documents touches it).
"""

from __future__ import annotations

APPLICATION_ID = 0x43414946  # "CAIF", so that `file` and we can tell a library from another SQLite file

MACHINE_LAYER = """
CREATE TABLE sources (
    name TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    territory TEXT
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources (name),
    address TEXT NOT NULL,
    digest TEXT NOT NULL,
    text_digest TEXT NOT NULL,     -- of the text: better software may draw another text out of the same payload
    page TEXT NOT NULL,            -- the text as received
    record TEXT,                   -- WARC-Record-ID
    fetched_at TEXT,               -- first time, ISO 8601, UTC
    seen_at TEXT,                  -- last time these bytes were met at the address after others had been
    paper TEXT,
    issued TEXT,
    page_no INTEGER,
    page_name TEXT,
    territory TEXT,
    stated TEXT NOT NULL,          -- JSON of what markup or a meta.csv states, as ingested
    notes TEXT NOT NULL,           -- JSON list
    UNIQUE (source, address, digest, text_digest)
) STRICT;

CREATE TRIGGER documents_are_never_overwritten
BEFORE UPDATE OF source, address, digest, text_digest, page ON documents
BEGIN SELECT raise(ABORT, 'a document as received is never overwritten'); END;

CREATE TRIGGER documents_are_never_deleted BEFORE DELETE ON documents
BEGIN SELECT raise(ABORT, 'a document as received is never deleted'); END;

CREATE TABLE readings (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    strand INTEGER NOT NULL REFERENCES documents (id),  -- the first of the documents that are versions of one another
    current INTEGER NOT NULL CHECK (current IN (0, 1)), -- the latest version of its strand
    script TEXT NOT NULL,
    blocks TEXT NOT NULL,          -- JSON list of [start, end, role, article]
    doubts TEXT NOT NULL           -- JSON list
) STRICT;

CREATE TABLE failures (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;

CREATE TRIGGER cases_are_never_deleted BEFORE DELETE ON cases
BEGIN SELECT raise(ABORT, 'a case id is given once and kept'); END;

CREATE TABLE moves (
    id TEXT PRIMARY KEY REFERENCES cases (id),
    kind TEXT NOT NULL CHECK (kind IN ('split', 'merged', 'renamed', 'vanished')),
    targets TEXT NOT NULL          -- JSON list of case ids
) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES readings (document) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,       -- the reader's id within the document
    kind TEXT NOT NULL,
    is_case INTEGER CHECK (is_case IN (0, 1)),
    case_reasons TEXT NOT NULL,
    published TEXT,
    published_at TEXT,
    missing_head INTEGER NOT NULL,
    missing_tail INTEGER NOT NULL,
    province TEXT,
    city TEXT,
    county TEXT,
    place_code TEXT,
    place_rule TEXT NOT NULL,
    place_confidence REAL NOT NULL,
    place_doubts TEXT NOT NULL,
    doubts TEXT NOT NULL,
    fingerprint TEXT NOT NULL      -- of everything that was read of it
) STRICT;
CREATE INDEX articles_by_case ON articles (case_id);
CREATE INDEX articles_by_document ON articles (document);

CREATE TABLE parts (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    original TEXT,                 -- NULL: printed as the unified text
    runs TEXT NOT NULL,            -- JSON list of [start, page_start, length]
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE bylines (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE models (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT,
    components TEXT NOT NULL,      -- JSON tree of [name, [components]]
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE metrics (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    object TEXT,
    bound TEXT NOT NULL,
    high REAL,
    qualifier TEXT,
    period TEXT,
    since TEXT,
    until TEXT,
    "check" TEXT,
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_evidence (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE looked_at (
    record TEXT PRIMARY KEY,       -- WARC records that ingest has dealt with, those with nothing to read among them
    last_met TEXT NOT NULL         -- when its payload was last met: revisits move this on and add no row
) STRICT, WITHOUT ROWID;
"""

EDITORS_LAYER = """
CREATE TABLE edits (
    id INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    editor TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX edits_by_case ON edits (case_id, id);

CREATE TRIGGER edits_are_never_changed BEFORE UPDATE ON edits
BEGIN SELECT raise(ABORT, 'an edit is never changed: record another'); END;

CREATE TRIGGER edits_are_never_deleted BEFORE DELETE ON edits
BEGIN SELECT raise(ABORT, 'an edit is never deleted: record another'); END;
"""

THEMES_AND_SUMMARIES = """
CREATE TABLE themes (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    evidence TEXT NOT NULL,        -- JSON list of [part, start, end]
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX themes_by_name ON themes (name);

CREATE TABLE sentences (           -- of the summary
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE formulas (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    sort TEXT NOT NULL,
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX formulas_by_name ON formulas (name);
"""

RIGHTS = """
ALTER TABLE sources ADD COLUMN publish TEXT NOT NULL DEFAULT 'extract'
    CHECK (publish IN ('full', 'extract', 'citation'));

UPDATE sources SET publish = 'full'    -- a user's own files
    WHERE NOT EXISTS (SELECT * FROM documents WHERE source = name AND address NOT LIKE 'file:%');

CREATE TABLE withdrawals (
    id INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),  -- 0: may be shown again; the last row of a case counts
    why TEXT NOT NULL,
    at TEXT NOT NULL               -- ISO 8601, UTC
) STRICT;
CREATE INDEX withdrawals_by_case ON withdrawals (case_id, id);

CREATE TRIGGER withdrawals_are_never_changed BEFORE UPDATE ON withdrawals
BEGIN SELECT raise(ABORT, 'a withdrawal is never changed: record another'); END;

CREATE TRIGGER withdrawals_are_never_deleted BEFORE DELETE ON withdrawals
BEGIN SELECT raise(ABORT, 'a withdrawal is never deleted: record another'); END;

-- A withdrawal follows the text: what was split from the case, and what it was merged into, is withdrawn with it.
CREATE VIEW withdrawn_cases AS
WITH RECURSIVE
latest AS (SELECT case_id, withdrawn, why, at, max(id) FROM withdrawals GROUP BY case_id),
followed (id, why, at, by) AS (
    SELECT case_id, why, at, case_id FROM latest WHERE withdrawn = 1
    UNION
    SELECT json_each.value, followed.why, followed.at, followed.by
    FROM followed JOIN moves ON moves.id = followed.id, json_each(moves.targets)
)
SELECT id, why, at, min(by) AS by FROM followed GROUP BY id;
"""

MIGRATIONS: tuple[str, ...] = (MACHINE_LAYER, EDITORS_LAYER, THEMES_AND_SUMMARIES, RIGHTS)
