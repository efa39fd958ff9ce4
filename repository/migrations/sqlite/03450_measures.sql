-- +goose Up
-- Accountability measures taken over a finding.
CREATE TABLE IF NOT EXISTS measures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rectification_id INTEGER NOT NULL,
  campaign_code TEXT NOT NULL,
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  taken_on TEXT NOT NULL,
  persons INTEGER NOT NULL,
  document TEXT NOT NULL,
  note TEXT NOT NULL,
  revoked_on TEXT,
  revoke_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT measures_finding_fk FOREIGN KEY (rectification_id) REFERENCES rectifications (id)
) STRICT;
