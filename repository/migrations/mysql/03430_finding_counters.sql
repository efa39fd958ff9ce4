-- +goose Up
CREATE TABLE IF NOT EXISTS `finding_counters` (
  `campaign_id` BIGINT UNSIGNED NOT NULL COMMENT 'campaign',
  `last_serial` INT NOT NULL COMMENT 'last number given',
  PRIMARY KEY (`campaign_id`),
  CONSTRAINT `finding_counters_campaign_fk` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Last number given to a finding of a campaign';
