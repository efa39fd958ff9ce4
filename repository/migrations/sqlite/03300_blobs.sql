-- +goose Up
-- Contents of attachments, stored once under their hash.
CREATE TABLE IF NOT EXISTS blobs (
  hash TEXT NOT NULL PRIMARY KEY,
  byte_size INTEGER NOT NULL,
  touched_at TEXT NOT NULL,
  going_at TEXT
) STRICT;
