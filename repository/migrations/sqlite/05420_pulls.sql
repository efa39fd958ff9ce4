-- +goose Up
-- Lists of upper registers that are being fetched.
CREATE TABLE IF NOT EXISTS pulls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reconciliation_id INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_try_at TEXT,
  lease_token TEXT NOT NULL,
  lease_until TEXT,
  last_error TEXT NOT NULL,
  CONSTRAINT pulls_reconciliation_fk FOREIGN KEY (reconciliation_id) REFERENCES reconciliations (id)
) STRICT;
