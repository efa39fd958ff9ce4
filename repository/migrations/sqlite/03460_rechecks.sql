-- +goose Up
-- Re-inspections of failed targets inside a campaign; the first verdict stands.
CREATE TABLE IF NOT EXISTS rechecks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  inspection_id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  campaign_code TEXT NOT NULL,
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  number INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  deducted_score TEXT,
  bonus_score TEXT,
  final_score TEXT,
  explanation TEXT NOT NULL,
  findings TEXT NOT NULL,
  note TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  token_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT rechecks_number_key UNIQUE (inspection_id, number),
  CONSTRAINT rechecks_inspection_fk FOREIGN KEY (inspection_id) REFERENCES inspections (id)
) STRICT;
