-- +goose Up
-- Files of evidence on targets, and of proof that faults were mended.
CREATE TABLE IF NOT EXISTS attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  inspection_id INTEGER NOT NULL,
  rectification_id INTEGER,
  organization_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  purpose TEXT NOT NULL,
  moment TEXT NOT NULL,
  pair_id INTEGER,
  caption TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  byte_size INTEGER NOT NULL,
  blob_hash TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  uploaded_by TEXT NOT NULL,
  token_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT attachments_inspection_fk FOREIGN KEY (inspection_id) REFERENCES inspections (id),
  CONSTRAINT attachments_pair_fk FOREIGN KEY (pair_id) REFERENCES attachments (id),
  CONSTRAINT attachments_blob_fk FOREIGN KEY (blob_hash) REFERENCES blobs (hash)
) STRICT;
