-- +goose Up
-- Single sign-ons that have begun.
CREATE TABLE IF NOT EXISTS sso_logins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state_hash BLOB NOT NULL,
  proof_hash BLOB NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  CONSTRAINT sso_logins_state_key UNIQUE (state_hash)
) STRICT;
