-- +goose Up
CREATE TABLE IF NOT EXISTS `import_mappings` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `name` VARCHAR(200) NOT NULL COMMENT 'name',
  `kind` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what the rows of its files are',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260, of whom it belongs to',
  `fields` MEDIUMTEXT NOT NULL COMMENT 'JSON object of fields by header',
  `name_key` VARCHAR(200) NOT NULL COMMENT 'name in the form that is compared',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_mappings_name_key` (`region_code`, `kind`, `name_key`),
  CONSTRAINT `import_mappings_region_fk` FOREIGN KEY (`region_code`) REFERENCES `regions` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Headers of tables with their fields';
