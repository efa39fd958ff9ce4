-- +goose Up
-- Government websites.
CREATE TABLE IF NOT EXISTS sites (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  home_url TEXT NOT NULL,
  is_portal INTEGER NOT NULL CHECK (is_portal IN (0, 1)),
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  opened_on TEXT,
  closed_on TEXT,
  close_reason TEXT NOT NULL,
  icp_number TEXT NOT NULL,
  public_security_number TEXT NOT NULL,
  search_text TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT sites_code_key UNIQUE (code),
  CONSTRAINT sites_organization_fk FOREIGN KEY (organization_id, region_code) REFERENCES organizations (id, region_code)
) STRICT;
