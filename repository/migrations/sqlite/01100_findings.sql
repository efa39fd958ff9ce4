-- +goose Up
-- Faults seen in a submission.
CREATE TABLE IF NOT EXISTS findings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  inspection_id INTEGER NOT NULL,
  submission_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  position INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  points INTEGER NOT NULL,
  description TEXT NOT NULL,
  location_url TEXT NOT NULL,
  CONSTRAINT findings_submission_fk FOREIGN KEY (submission_id) REFERENCES submissions (id),
  CONSTRAINT findings_inspection_fk FOREIGN KEY (inspection_id) REFERENCES inspections (id)
) STRICT;
