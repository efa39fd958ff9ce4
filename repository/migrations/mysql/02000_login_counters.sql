-- +goose Up
CREATE TABLE IF NOT EXISTS `login_counters` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `counter_key` VARBINARY(32) NOT NULL COMMENT 'keyed hash of what is counted',
  `failures` INT NOT NULL COMMENT 'failures since started_at',
  `started_at` DATETIME(6) NOT NULL COMMENT 'UTC, begin of the window',
  `blocked_until` DATETIME(6) NULL COMMENT 'UTC, no guess is looked at before',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `login_counters_key` (`counter_key`),
  KEY `login_counters_updated_index` (`updated_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Failed logins, by account, source and both';
