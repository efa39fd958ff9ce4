-- +goose Up
CREATE TABLE IF NOT EXISTS `sampling_plans` (
  `campaign_id` BIGINT UNSIGNED NOT NULL COMMENT 'campaign',
  `coverage` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'full, sample or listed',
  `ratio` INT NOT NULL COMMENT 'hundredths of a per cent of each stratum',
  `minimum` INT NOT NULL COMMENT 'least number of each stratum',
  `must_include` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'portals, last_failures, new_since_last, comma-separated',
  `seed` VARCHAR(64) NOT NULL COMMENT 'what the lots are drawn with',
  `last_round` VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code of the campaign that the draw looked back at',
  PRIMARY KEY (`campaign_id`),
  CONSTRAINT `sampling_plans_campaign_fk` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='How the targets of campaigns are drawn';
