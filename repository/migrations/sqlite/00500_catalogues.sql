-- +goose Up
-- Catalogues of indicators.
CREATE TABLE IF NOT EXISTS catalogues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  issuer TEXT NOT NULL,
  document TEXT NOT NULL,
  title TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  effective_to TEXT,
  pass_line INTEGER NOT NULL,
  bonus_above INTEGER NOT NULL,
  deduction_total INTEGER NOT NULL,
  bonus_total INTEGER NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT catalogues_document_key UNIQUE (document, effective_from)
) STRICT;
