-- +goose Up
CREATE INDEX IF NOT EXISTS reviews_inspection_index ON reviews (inspection_id, id);
