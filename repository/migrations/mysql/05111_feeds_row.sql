-- +goose Up
INSERT INTO feeds (id, last_position, base_position, updated_at) VALUES (1, 0, 0, '2022-01-01 00:00:00.000000');
