-- +goose Up
-- Bulletins as they were issued.
CREATE TABLE IF NOT EXISTS bulletin_issues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bulletin_id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  campaign_code TEXT NOT NULL,
  region_code TEXT NOT NULL,
  number INTEGER NOT NULL,
  document TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  title TEXT NOT NULL,
  reason TEXT NOT NULL,
  files TEXT NOT NULL,
  accepted TEXT NOT NULL,
  done_by TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT bulletin_issues_number_key UNIQUE (bulletin_id, number),
  CONSTRAINT bulletin_issues_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES bulletins (id),
  CONSTRAINT bulletin_issues_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id)
) STRICT;
