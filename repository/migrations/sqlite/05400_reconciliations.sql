-- +goose Up
-- Comparisons of our lists with those of upper registers.
CREATE TABLE IF NOT EXISTS reconciliations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  register TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  scope TEXT NOT NULL,
  fields TEXT NOT NULL,
  only_here_count INTEGER NOT NULL,
  only_there_count INTEGER NOT NULL,
  differs_count INTEGER NOT NULL,
  same_count INTEGER NOT NULL,
  faulty_count INTEGER NOT NULL,
  open_count INTEGER NOT NULL,
  notices TEXT NOT NULL,
  failure TEXT NOT NULL,
  made_by TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
