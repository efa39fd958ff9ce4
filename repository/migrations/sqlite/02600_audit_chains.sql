-- +goose Up
-- The one row with both ends of the chain of audit entries.
CREATE TABLE IF NOT EXISTS audit_chains (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  last_seq INTEGER NOT NULL,
  last_hash BLOB NOT NULL,
  base_seq INTEGER NOT NULL,
  base_hash BLOB NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
