-- +goose Up
-- Bodies answerable for sites and accounts.
CREATE TABLE IF NOT EXISTS organizations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  parent_id INTEGER,
  provides_services INTEGER NOT NULL CHECK (provides_services IN (0, 1)),
  state TEXT NOT NULL,
  dissolved_on TEXT,
  dissolve_reason TEXT NOT NULL,
  name_key TEXT NOT NULL,
  search_text TEXT NOT NULL,
  ended INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT organizations_id_region_key UNIQUE (id, region_code),
  CONSTRAINT organizations_name_key UNIQUE (region_code, name_key, ended),
  CONSTRAINT organizations_region_fk FOREIGN KEY (region_code) REFERENCES regions (code),
  CONSTRAINT organizations_parent_fk FOREIGN KEY (parent_id) REFERENCES organizations (id)
) STRICT;
