-- +goose Up
-- People who log in.
CREATE TABLE IF NOT EXISTS users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  organization_id INTEGER,
  permissions TEXT NOT NULL,
  state TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  password_changed_at TEXT,
  must_change_password INTEGER NOT NULL,
  subject_key BLOB,
  totp_secret BLOB,
  totp_enabled INTEGER NOT NULL,
  totp_step INTEGER NOT NULL,
  last_login_at TEXT,
  search_text TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT users_name_key UNIQUE (name_key),
  CONSTRAINT users_subject_key UNIQUE (subject_key),
  CONSTRAINT users_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id)
) STRICT;
