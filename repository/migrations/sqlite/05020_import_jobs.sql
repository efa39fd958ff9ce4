-- +goose Up
-- Work on large files.
CREATE TABLE IF NOT EXISTS import_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL,
  phase TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  rows_total INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  lease_token TEXT NOT NULL,
  lease_until TEXT,
  user_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  actor_name TEXT NOT NULL,
  source TEXT NOT NULL,
  request_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT import_jobs_import_key UNIQUE (import_id),
  CONSTRAINT import_jobs_import_fk FOREIGN KEY (import_id) REFERENCES imports (id)
) STRICT;
