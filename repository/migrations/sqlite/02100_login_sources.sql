-- +goose Up
-- Where a user has logged in from before.
CREATE TABLE IF NOT EXISTS login_sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL,
  source TEXT NOT NULL,
  last_login_at TEXT NOT NULL,
  CONSTRAINT login_sources_key UNIQUE (user_id, source),
  CONSTRAINT login_sources_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
) STRICT;
