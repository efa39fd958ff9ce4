-- +goose Up
-- What has to be told to an upper register, and by when.
CREATE TABLE IF NOT EXISTS filings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  site_id INTEGER,
  account_id INTEGER,
  thing_name TEXT NOT NULL,
  cause TEXT NOT NULL,
  register TEXT NOT NULL,
  state TEXT NOT NULL,
  since_on TEXT NOT NULL,
  due_on TEXT,
  filed_on TEXT,
  number TEXT NOT NULL,
  reason TEXT NOT NULL,
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT filings_site_fk FOREIGN KEY (site_id) REFERENCES sites (id),
  CONSTRAINT filings_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT filings_organization_fk FOREIGN KEY (organization_id, region_code) REFERENCES organizations (id, region_code)
) STRICT;
