-- +goose Up
-- Last number given to a finding of a campaign.
CREATE TABLE IF NOT EXISTS finding_counters (
  campaign_id INTEGER PRIMARY KEY,
  last_serial INTEGER NOT NULL,
  CONSTRAINT finding_counters_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id)
) STRICT;
