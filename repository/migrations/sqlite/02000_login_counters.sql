-- +goose Up
-- Failed logins, by account, source and both.
CREATE TABLE IF NOT EXISTS login_counters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  counter_key BLOB NOT NULL,
  failures INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  blocked_until TEXT,
  updated_at TEXT NOT NULL,
  CONSTRAINT login_counters_key UNIQUE (counter_key)
) STRICT;
