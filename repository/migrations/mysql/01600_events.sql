-- +goose Up
CREATE TABLE IF NOT EXISTS `events` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `event_id` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'UUIDv7',
  `type` VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what was done',
  `thing_kind` VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kind of the thing',
  `thing_id` BIGINT UNSIGNED NOT NULL COMMENT 'id of the thing',
  `thing_code` VARCHAR(200) NOT NULL COMMENT 'code of the thing, where it has one',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260, empty for things of no region',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'version of the thing after the change',
  `at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `events_event_key` (`event_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Committed changes, for other systems';
