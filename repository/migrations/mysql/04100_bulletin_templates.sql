-- +goose Up
CREATE TABLE IF NOT EXISTS `bulletin_templates` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `name` VARCHAR(200) NOT NULL COMMENT 'name',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'region code, GB/T 2260, NULL for the whole country',
  `edition` INT NOT NULL COMMENT 'of the name in the region, from 1',
  `words` MEDIUMTEXT NOT NULL COMMENT 'JSON with the texts and their placeholders',
  `done_by` VARCHAR(200) NOT NULL COMMENT 'name of who uploaded it',
  `version` BIGINT UNSIGNED NOT NULL COMMENT '1: rows never change',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  KEY `bulletin_templates_region_index` (`region_code`, `id`),
  CONSTRAINT `bulletin_templates_region_fk` FOREIGN KEY (`region_code`) REFERENCES `regions` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Wordings of bulletins; rows never change';
