-- +goose Up
CREATE TABLE IF NOT EXISTS `reviews` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `inspection_id` BIGINT UNSIGNED NOT NULL COMMENT 'inspection',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260, that of the inspection',
  `revision` INT NOT NULL COMMENT 'revision that stood then, 0 for waivers',
  `verb` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'confirm, return or waive',
  `reason` VARCHAR(500) NOT NULL COMMENT 'why',
  `reviewed_by` VARCHAR(200) NOT NULL COMMENT 'name of the caller',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user, 0 for keys and the command line',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'key, 0 for users and the command line',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  KEY `reviews_inspection_index` (`inspection_id`, `id`),
  CONSTRAINT `reviews_inspection_fk` FOREIGN KEY (`inspection_id`) REFERENCES `inspections` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Decisions about revisions of results and about waivers, never changed';
