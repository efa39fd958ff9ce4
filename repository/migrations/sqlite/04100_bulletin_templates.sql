-- +goose Up
-- Wordings of bulletins. Rows never change.
CREATE TABLE IF NOT EXISTS bulletin_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  region_code TEXT,
  edition INTEGER NOT NULL,
  words TEXT NOT NULL,
  done_by TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT bulletin_templates_region_fk FOREIGN KEY (region_code) REFERENCES regions (code)
) STRICT;
