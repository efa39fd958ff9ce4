-- +goose Up
CREATE TABLE IF NOT EXISTS `campaign_regions` (
  `campaign_id` BIGINT UNSIGNED NOT NULL COMMENT 'campaign',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `name` VARCHAR(200) NOT NULL COMMENT 'printed label of the region',
  `direct_label` VARCHAR(20) NOT NULL COMMENT 'printed label of the units directly under it',
  `position` INT NOT NULL COMMENT 'place in the table',
  PRIMARY KEY (`campaign_id`, `region_code`),
  CONSTRAINT `campaign_regions_campaign_fk` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Regions of campaigns with their printed labels, frozen at opening';
