-- +goose Up
CREATE TABLE IF NOT EXISTS `imports` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `kind` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'sites or accounts',
  `file_name` VARCHAR(200) NOT NULL COMMENT 'name given by the sender',
  `file_hash` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256, hexadecimal',
  `state` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'previewed or applied',
  `dry_run` TINYINT(1) NOT NULL COMMENT 'whether it began as a dry run',
  `scope` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region of the sender',
  `create_count` INT NOT NULL COMMENT 'rows that create',
  `update_count` INT NOT NULL COMMENT 'rows that update',
  `unchanged_count` INT NOT NULL COMMENT 'rows that change nothing',
  `conflict_count` INT NOT NULL COMMENT 'rows in conflict',
  `rejected_count` INT NOT NULL COMMENT 'rows rejected',
  `dismissed_count` INT NOT NULL COMMENT 'rows dismissed',
  `warning_count` INT NOT NULL COMMENT 'rows with a warning',
  `notices` MEDIUMTEXT NOT NULL COMMENT 'JSON list of ignored headers',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Files taken in';
