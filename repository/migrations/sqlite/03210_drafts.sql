-- +goose Up
-- Results that their authors have not submitted yet.
CREATE TABLE IF NOT EXISTS drafts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  inspection_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  findings TEXT NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT drafts_author_key UNIQUE (inspection_id, user_id, token_id),
  CONSTRAINT drafts_inspection_fk FOREIGN KEY (inspection_id) REFERENCES inspections (id)
) STRICT;
