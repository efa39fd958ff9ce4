-- +goose Up
-- What was in use when targets were drawn and did not become one; the rest of the frame of the draw.
CREATE TABLE IF NOT EXISTS passed_overs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  site_id INTEGER,
  account_id INTEGER,
  target_code TEXT NOT NULL,
  target_name TEXT NOT NULL,
  target_home_url TEXT NOT NULL,
  target_is_portal INTEGER NOT NULL CHECK (target_is_portal IN (0, 1)),
  target_platform TEXT NOT NULL,
  target_organization_id INTEGER NOT NULL,
  target_organization_name TEXT NOT NULL,
  target_public_service INTEGER NOT NULL CHECK (target_public_service IN (0, 1)),
  target_key TEXT NOT NULL,
  region_code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  added_at TEXT,
  CONSTRAINT passed_overs_target_key UNIQUE (campaign_id, target_key, kind, target_platform),
  CONSTRAINT passed_overs_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id),
  CONSTRAINT passed_overs_site_fk FOREIGN KEY (site_id) REFERENCES sites (id),
  CONSTRAINT passed_overs_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)
) STRICT;
