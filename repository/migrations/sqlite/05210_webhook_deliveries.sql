-- +goose Up
-- Calls of webhooks that are to be made, and the log of those that were.
CREATE TABLE IF NOT EXISTS webhook_deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  thing_kind TEXT NOT NULL,
  thing_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  thing_version INTEGER NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_at TEXT NOT NULL,
  lease_token TEXT NOT NULL,
  lease_until TEXT,
  status INTEGER NOT NULL,
  fault TEXT NOT NULL,
  answer TEXT NOT NULL,
  duration INTEGER NOT NULL,
  called_at TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT webhook_deliveries_webhook FOREIGN KEY (webhook_id) REFERENCES webhooks (id)
) STRICT;
