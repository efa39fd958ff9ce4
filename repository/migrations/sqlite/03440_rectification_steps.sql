-- +goose Up
-- What happened to a finding, in order.
CREATE TABLE IF NOT EXISTS rectification_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rectification_id INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  verb TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  note TEXT NOT NULL,
  approver TEXT NOT NULL,
  due_before TEXT,
  due_after TEXT,
  exempt_until TEXT,
  done_by TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT rectification_steps_fk FOREIGN KEY (rectification_id) REFERENCES rectifications (id)
) STRICT;
