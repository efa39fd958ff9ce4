-- +goose Up
CREATE INDEX IF NOT EXISTS import_pieces_key_index ON import_pieces (key_id);
