-- +goose Up
-- Holidays and working weekends of a year, over those that come with the program.
CREATE TABLE IF NOT EXISTS work_calendars (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  source TEXT NOT NULL,
  days TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT work_calendars_year_key UNIQUE (year)
) STRICT;
