-- +goose Up
INSERT INTO audit_chains (id, last_seq, last_hash, base_seq, base_hash, updated_at) VALUES
  (1, 0, '', 0, '', '2022-01-01 00:00:00.000000');
