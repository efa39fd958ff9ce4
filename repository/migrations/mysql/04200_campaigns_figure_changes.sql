-- +goose Up
ALTER TABLE `campaigns`
  ADD COLUMN `figure_changes` BIGINT UNSIGNED NOT NULL COMMENT 'how often its tallies have changed';
