-- +goose Up
-- Administrative regions after GB/T 2260.
CREATE TABLE IF NOT EXISTS regions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  direct_label TEXT NOT NULL,
  level TEXT NOT NULL,
  sort_order INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT regions_code_key UNIQUE (code)
) STRICT;
