-- +goose Up
-- How the targets of campaigns are drawn.
CREATE TABLE IF NOT EXISTS sampling_plans (
  campaign_id INTEGER NOT NULL,
  coverage TEXT NOT NULL,
  ratio INTEGER NOT NULL,
  minimum INTEGER NOT NULL,
  must_include TEXT NOT NULL,
  seed TEXT NOT NULL,
  last_round TEXT NOT NULL,
  PRIMARY KEY (campaign_id),
  CONSTRAINT sampling_plans_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id)
) STRICT;
