-- +goose Up
-- Government new-media accounts.
CREATE TABLE IF NOT EXISTS accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL,
  name TEXT NOT NULL,
  platform_account_id TEXT NOT NULL,
  certified_subject TEXT NOT NULL,
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  opened_on TEXT,
  closed_on TEXT,
  close_reason TEXT NOT NULL,
  national_filing_number TEXT NOT NULL,
  provincial_filing_number TEXT NOT NULL,
  name_key TEXT NOT NULL,
  platform_account_key TEXT,
  search_text TEXT NOT NULL,
  ended INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT accounts_name_key UNIQUE (platform, name_key, ended),
  CONSTRAINT accounts_platform_account_key UNIQUE (platform, platform_account_key, ended),
  CONSTRAINT accounts_organization_fk FOREIGN KEY (organization_id, region_code) REFERENCES organizations (id, region_code)
) STRICT;
