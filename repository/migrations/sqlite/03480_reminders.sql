-- +goose Up
-- Reminders of due days that were sent.
CREATE TABLE IF NOT EXISTS reminders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rectification_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  due_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT reminders_key UNIQUE (rectification_id, due_on, kind),
  CONSTRAINT reminders_finding_fk FOREIGN KEY (rectification_id) REFERENCES rectifications (id)
) STRICT;
