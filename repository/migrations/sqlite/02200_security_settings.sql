-- +goose Up
-- The one row of rules for logins, locked by changes of administrators.
CREATE TABLE IF NOT EXISTS security_settings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  totp_roles TEXT NOT NULL,
  password_days INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
