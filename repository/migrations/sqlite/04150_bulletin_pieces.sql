-- +goose Up
-- Documents of issues in pieces.
CREATE TABLE IF NOT EXISTS bulletin_pieces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  issue_id INTEGER NOT NULL,
  format TEXT NOT NULL,
  piece INTEGER NOT NULL,
  content BLOB NOT NULL,
  CONSTRAINT bulletin_pieces_place_key UNIQUE (issue_id, format, piece),
  CONSTRAINT bulletin_pieces_issue_fk FOREIGN KEY (issue_id) REFERENCES bulletin_issues (id)
) STRICT;
