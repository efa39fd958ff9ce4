-- +goose Up
ALTER TABLE `submissions`
  ADD COLUMN `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user who submitted, 0 for keys and the command line';
