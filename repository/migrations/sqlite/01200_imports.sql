-- +goose Up
-- Files taken in.
CREATE TABLE IF NOT EXISTS imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  scope TEXT NOT NULL,
  create_count INTEGER NOT NULL,
  update_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  conflict_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  dismissed_count INTEGER NOT NULL,
  warning_count INTEGER NOT NULL,
  notices TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
