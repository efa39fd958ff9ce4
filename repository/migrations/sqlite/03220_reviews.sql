-- +goose Up
-- Decisions about revisions of results and about waivers, never changed.
CREATE TABLE IF NOT EXISTS reviews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  inspection_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  revision INTEGER NOT NULL,
  verb TEXT NOT NULL,
  reason TEXT NOT NULL,
  reviewed_by TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT reviews_inspection_fk FOREIGN KEY (inspection_id) REFERENCES inspections (id)
) STRICT;
