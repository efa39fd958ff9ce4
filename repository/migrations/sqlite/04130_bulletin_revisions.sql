-- +goose Up
-- Bulletins as they were after each change.
CREATE TABLE IF NOT EXISTS bulletin_revisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bulletin_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  version INTEGER NOT NULL,
  verb TEXT NOT NULL,
  template_id INTEGER,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  done_by TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT bulletin_revisions_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES bulletins (id)
) STRICT;
