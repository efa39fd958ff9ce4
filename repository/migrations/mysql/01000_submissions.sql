-- +goose Up
CREATE TABLE IF NOT EXISTS `submissions` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `inspection_id` BIGINT UNSIGNED NOT NULL COMMENT 'inspection',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `revision` INT NOT NULL COMMENT 'number of the revision, from 1',
  `verdict` VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'pass or fail',
  `deducted_score` VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'exact fraction of points',
  `bonus_score` VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'exact fraction of points',
  `final_score` VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'exact fraction of points',
  `explanation` MEDIUMTEXT NOT NULL COMMENT 'JSON lines that explain the verdict',
  `note` MEDIUMTEXT NOT NULL COMMENT 'remark of the inspector',
  `submitted_by` VARCHAR(200) NOT NULL COMMENT 'name of the caller',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'key of the caller, 0 for the command line',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `submissions_revision_key` (`inspection_id`, `revision`),
  CONSTRAINT `submissions_inspection_fk` FOREIGN KEY (`inspection_id`) REFERENCES `inspections` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Revisions of results, never changed';
