-- +goose Up
-- Bulletins of campaigns on their way.
CREATE TABLE IF NOT EXISTS bulletins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  campaign_code TEXT NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  template_id INTEGER,
  words TEXT NOT NULL,
  accepted TEXT NOT NULL,
  issues INTEGER NOT NULL,
  reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT bulletins_campaign_key UNIQUE (campaign_id),
  CONSTRAINT bulletins_campaign_fk FOREIGN KEY (campaign_id) REFERENCES campaigns (id),
  CONSTRAINT bulletins_template_fk FOREIGN KEY (template_id) REFERENCES bulletin_templates (id)
) STRICT;
