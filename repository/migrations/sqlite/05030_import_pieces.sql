-- +goose Up
-- Files taken in, as they were sent.
CREATE TABLE IF NOT EXISTS import_pieces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL,
  piece INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  content BLOB NOT NULL,
  CONSTRAINT import_pieces_place_key UNIQUE (import_id, piece),
  CONSTRAINT import_pieces_import_fk FOREIGN KEY (import_id) REFERENCES imports (id)
) STRICT;
