-- +goose Up
CREATE TABLE IF NOT EXISTS `audit_chains` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `last_seq` BIGINT UNSIGNED NOT NULL COMMENT 'place of the newest sealed entry',
  `last_hash` VARBINARY(32) NOT NULL COMMENT 'its hash',
  `base_seq` BIGINT UNSIGNED NOT NULL COMMENT 'place of the newest entry that was removed by age, 0 for none',
  `base_hash` VARBINARY(32) NOT NULL COMMENT 'its hash',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='The one row with both ends of the chain of audit entries';
