-- +goose Up
ALTER TABLE `events`
  ADD COLUMN `position` BIGINT UNSIGNED NULL COMMENT 'place in the feed, NULL until it is numbered after the commit',
  ADD COLUMN `organization_id` BIGINT UNSIGNED NOT NULL COMMENT 'organization of the thing, 0 for things of none',
  ADD UNIQUE KEY `events_position_key` (`position`);
