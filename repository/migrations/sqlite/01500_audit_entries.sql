-- +goose Up
-- Who did what, before and after.
CREATE TABLE IF NOT EXISTS audit_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  token_id INTEGER NOT NULL,
  source TEXT NOT NULL,
  request_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  thing_kind TEXT NOT NULL,
  thing_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  before_state TEXT NOT NULL,
  after_state TEXT NOT NULL
) STRICT;
