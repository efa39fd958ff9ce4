-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS report_pieces_piece_key_key ON report_pieces (piece_key);
