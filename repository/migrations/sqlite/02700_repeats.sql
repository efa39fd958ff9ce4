-- +goose Up
-- Answers to requests that may be repeated with an Idempotency-Key.
CREATE TABLE IF NOT EXISTS repeats (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  principal TEXT NOT NULL,
  operation TEXT NOT NULL,
  repeat_key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  key_id TEXT NOT NULL,
  answer BLOB,
  created_at TEXT NOT NULL,
  CONSTRAINT repeats_key UNIQUE (principal, operation, repeat_key)
) STRICT;
