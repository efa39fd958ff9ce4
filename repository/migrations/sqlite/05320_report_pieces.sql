-- +goose Up
-- What is sent in one request, under a key that is stored before the first try.
CREATE TABLE IF NOT EXISTS report_pieces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  piece_key TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  queued INTEGER NOT NULL CHECK (queued IN (0, 1)),
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  first_tried_at TEXT,
  next_try_at TEXT,
  lease_token TEXT NOT NULL,
  lease_until TEXT,
  last_error TEXT NOT NULL,
  CONSTRAINT report_pieces_report_fk FOREIGN KEY (report_id) REFERENCES reports (id)
) STRICT;
