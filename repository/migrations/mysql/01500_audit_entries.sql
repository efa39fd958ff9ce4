-- +goose Up
CREATE TABLE IF NOT EXISTS `audit_entries` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `actor_name` VARCHAR(200) NOT NULL COMMENT 'name of the caller',
  `actor_role` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'role of the caller',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'key of the caller, 0 for the command line',
  `source` VARCHAR(64) NOT NULL COMMENT 'client address',
  `request_id` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'request',
  `operation` VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what was done',
  `thing_kind` VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kind of the thing',
  `thing_id` BIGINT UNSIGNED NOT NULL COMMENT 'id of the thing',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260, empty for things of no region',
  `reason` VARCHAR(500) NOT NULL COMMENT 'reason given',
  `before_state` MEDIUMTEXT NOT NULL COMMENT 'JSON of the row before, empty for a creation',
  `after_state` MEDIUMTEXT NOT NULL COMMENT 'JSON of the row after, empty for a deletion',
  PRIMARY KEY (`id`),
  KEY `audit_entries_thing_index` (`thing_kind`, `thing_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Who did what, before and after';
