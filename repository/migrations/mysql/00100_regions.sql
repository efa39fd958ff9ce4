-- +goose Up
CREATE TABLE IF NOT EXISTS `regions` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `name` VARCHAR(200) NOT NULL COMMENT 'full name',
  `short_name` VARCHAR(200) NOT NULL COMMENT 'name in headlines',
  `direct_label` VARCHAR(20) NOT NULL COMMENT 'label of the units directly under it, such as 州直',
  `level` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'province, prefecture or county',
  `sort_order` INT NOT NULL COMMENT 'place among its siblings, 0 by code',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `regions_code_key` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Administrative regions after GB/T 2260';
