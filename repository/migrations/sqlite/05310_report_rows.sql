-- +goose Up
-- Rows of reports, frozen, with their receipts.
CREATE TABLE IF NOT EXISTS report_rows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  piece_number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  site_id INTEGER,
  account_id INTEGER,
  inspection_id INTEGER,
  filing_id INTEGER,
  thing_name TEXT NOT NULL,
  thing_version INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  gaps TEXT NOT NULL,
  content TEXT NOT NULL,
  receipt_number TEXT NOT NULL,
  receipt_words TEXT NOT NULL,
  received_at TEXT,
  CONSTRAINT report_rows_report_fk FOREIGN KEY (report_id) REFERENCES reports (id)
) STRICT;
