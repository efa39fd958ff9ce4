-- +goose Up
-- Things that plans name, to be drawn or to be left out.
CREATE TABLE IF NOT EXISTS sampling_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  site_id INTEGER,
  account_id INTEGER,
  excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)),
  reason TEXT NOT NULL,
  CONSTRAINT sampling_items_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id),
  CONSTRAINT sampling_items_site_fk FOREIGN KEY (site_id) REFERENCES sites (id),
  CONSTRAINT sampling_items_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)
) STRICT;
