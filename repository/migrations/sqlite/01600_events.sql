-- +goose Up
-- Committed changes, for other systems.
CREATE TABLE IF NOT EXISTS events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  thing_kind TEXT NOT NULL,
  thing_id INTEGER NOT NULL,
  thing_code TEXT NOT NULL,
  region_code TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT events_event_key UNIQUE (event_id)
) STRICT;
