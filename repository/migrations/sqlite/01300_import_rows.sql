-- +goose Up
-- Rows of files taken in, kept with their text.
CREATE TABLE IF NOT EXISTS import_rows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  problems TEXT NOT NULL,
  cells TEXT NOT NULL,
  thing_id INTEGER,
  applied INTEGER NOT NULL CHECK (applied IN (0, 1)),
  dismiss_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT import_rows_number_key UNIQUE (import_id, number),
  CONSTRAINT import_rows_import_fk FOREIGN KEY (import_id) REFERENCES imports (id)
) STRICT;
