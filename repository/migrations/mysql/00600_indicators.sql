-- +goose Up
CREATE TABLE IF NOT EXISTS `indicators` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `catalogue_id` BIGINT UNSIGNED NOT NULL COMMENT 'catalogue it belongs to',
  `position` INT NOT NULL COMMENT 'place in the catalogue, from 1',
  `code` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code in the catalogue, such as S1',
  `part` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'veto, deduction or bonus',
  `applies_to` VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'site, account or both, comma-separated',
  `group_name` VARCHAR(100) NOT NULL COMMENT 'group of the first level',
  `name` VARCHAR(200) NOT NULL COMMENT 'name of the rule',
  `criteria` MEDIUMTEXT NOT NULL COMMENT 'JSON list of criteria',
  `measure` MEDIUMTEXT NOT NULL COMMENT 'JSON object of thresholds, or empty',
  `points` INT NOT NULL COMMENT 'hundredths of a point an occurrence, 0 when open',
  `max_points` INT NOT NULL COMMENT 'hundredths of a point at most',
  `needs_public_service` TINYINT(1) NOT NULL COMMENT 'left out for bodies without public services',
  `verified` TINYINT(1) NOT NULL COMMENT 'whether the figures were read in the official text',
  PRIMARY KEY (`id`),
  UNIQUE KEY `indicators_code_key` (`catalogue_id`, `code`),
  CONSTRAINT `indicators_catalogue_fk` FOREIGN KEY (`catalogue_id`) REFERENCES `catalogues` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Rules of a catalogue';
