-- +goose Up
-- Headers of tables with their fields.
CREATE TABLE IF NOT EXISTS import_mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  region_code TEXT NOT NULL,
  fields TEXT NOT NULL,
  name_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT import_mappings_name_key UNIQUE (region_code, kind, name_key),
  CONSTRAINT import_mappings_region_fk FOREIGN KEY (region_code) REFERENCES regions (code)
) STRICT;
