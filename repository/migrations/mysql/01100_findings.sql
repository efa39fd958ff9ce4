-- +goose Up
CREATE TABLE IF NOT EXISTS `findings` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `inspection_id` BIGINT UNSIGNED NOT NULL COMMENT 'inspection',
  `submission_id` BIGINT UNSIGNED NOT NULL COMMENT 'revision it belongs to',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `position` INT NOT NULL COMMENT 'place in the submission, from 1',
  `indicator` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code of the indicator, empty for an observation',
  `occurrences` INT NOT NULL COMMENT 'how often it was seen',
  `points` INT NOT NULL COMMENT 'hundredths of a point, where the indicator leaves them open',
  `description` MEDIUMTEXT NOT NULL COMMENT 'what was seen',
  `location_url` VARCHAR(500) NOT NULL COMMENT 'where it was seen',
  PRIMARY KEY (`id`),
  KEY `findings_submission_index` (`submission_id`, `position`),
  KEY `findings_inspection_index` (`inspection_id`),
  CONSTRAINT `findings_submission_fk` FOREIGN KEY (`submission_id`) REFERENCES `submissions` (`id`),
  CONSTRAINT `findings_inspection_fk` FOREIGN KEY (`inspection_id`) REFERENCES `inspections` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Faults seen in a submission';
