-- +goose Up
-- Systems that are called when something changes.
CREATE TABLE IF NOT EXISTS webhooks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  scope TEXT NOT NULL,
  kinds TEXT NOT NULL,
  types TEXT NOT NULL,
  state TEXT NOT NULL,
  fault TEXT NOT NULL,
  secret BLOB NOT NULL,
  old_secret BLOB,
  old_until TEXT,
  told_position INTEGER NOT NULL,
  failing_since TEXT,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
