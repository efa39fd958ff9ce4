-- +goose Up
-- How many targets of a campaign stand how, kept in the transaction of every change of an inspection.
CREATE TABLE IF NOT EXISTS campaign_tallies (
  campaign_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  region_code TEXT NOT NULL,
  platform TEXT NOT NULL,
  is_portal INTEGER NOT NULL CHECK (is_portal IN (0, 1)),
  passed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  waived INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (campaign_id, kind, region_code, platform, is_portal),
  CONSTRAINT campaign_tallies_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id)
) STRICT;
