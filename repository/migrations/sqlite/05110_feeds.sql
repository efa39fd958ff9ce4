-- +goose Up
-- The one row with both ends of the feed of changes.
CREATE TABLE IF NOT EXISTS feeds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  last_position INTEGER NOT NULL,
  base_position INTEGER NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
