-- +goose Up
-- People at organizations, sealed.
CREATE TABLE IF NOT EXISTS contacts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  key_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  mobile_lookup BLOB,
  office_lookup BLOB,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT contacts_uid_key UNIQUE (uid),
  CONSTRAINT contacts_organization_fk FOREIGN KEY (organization_id, region_code) REFERENCES organizations (id, region_code)
) STRICT;
