-- +goose Up
-- API keys, hashed.
CREATE TABLE IF NOT EXISTS tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  prefix TEXT NOT NULL,
  hash BLOB NOT NULL,
  revoked_at TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT tokens_hash_key UNIQUE (hash)
) STRICT;
