-- +goose Up
-- Regions of campaigns with their printed labels, frozen at opening.
CREATE TABLE IF NOT EXISTS campaign_regions (
  campaign_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  name TEXT NOT NULL,
  direct_label TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, region_code),
  CONSTRAINT campaign_regions_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id)
) STRICT;
