-- +goose Up
-- Rules of a catalogue.
CREATE TABLE IF NOT EXISTS indicators (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalogue_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  part TEXT NOT NULL,
  applies_to TEXT NOT NULL,
  group_name TEXT NOT NULL,
  name TEXT NOT NULL,
  criteria TEXT NOT NULL,
  measure TEXT NOT NULL,
  points INTEGER NOT NULL,
  max_points INTEGER NOT NULL,
  needs_public_service INTEGER NOT NULL CHECK (needs_public_service IN (0, 1)),
  verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
  CONSTRAINT indicators_code_key UNIQUE (catalogue_id, code),
  CONSTRAINT indicators_catalogue_fk FOREIGN KEY (catalogue_id) REFERENCES catalogues (id)
) STRICT;
