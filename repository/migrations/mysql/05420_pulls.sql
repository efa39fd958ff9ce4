-- +goose Up
CREATE TABLE IF NOT EXISTS `pulls` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `reconciliation_id` BIGINT UNSIGNED NOT NULL COMMENT 'reconciliation that waits for it',
  `attempts` INT NOT NULL COMMENT 'tries so far',
  `next_try_at` DATETIME(6) NULL COMMENT 'UTC',
  `lease_token` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'who is at work on it, empty for nobody',
  `lease_until` DATETIME(6) NULL COMMENT 'UTC, until when',
  `last_error` VARCHAR(500) NOT NULL COMMENT 'why the last try came to nothing',
  PRIMARY KEY (`id`),
  UNIQUE KEY `pulls_reconciliation_key` (`reconciliation_id`),
  CONSTRAINT `pulls_reconciliation_fk` FOREIGN KEY (`reconciliation_id`) REFERENCES `reconciliations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Lists of upper registers that are being fetched';
