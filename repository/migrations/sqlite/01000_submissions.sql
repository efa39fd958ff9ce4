-- +goose Up
-- Revisions of results, never changed.
CREATE TABLE IF NOT EXISTS submissions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  inspection_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  revision INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  deducted_score TEXT,
  bonus_score TEXT,
  final_score TEXT,
  explanation TEXT NOT NULL,
  note TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  token_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT submissions_revision_key UNIQUE (inspection_id, revision),
  CONSTRAINT submissions_inspection_fk FOREIGN KEY (inspection_id) REFERENCES inspections (id)
) STRICT;
