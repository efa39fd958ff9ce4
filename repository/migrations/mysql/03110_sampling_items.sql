-- +goose Up
CREATE TABLE IF NOT EXISTS `sampling_items` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `campaign_id` BIGINT UNSIGNED NOT NULL COMMENT 'campaign',
  `kind` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'site or account',
  `site_id` BIGINT UNSIGNED NULL COMMENT 'site named',
  `account_id` BIGINT UNSIGNED NULL COMMENT 'account named',
  `excluded` TINYINT(1) NOT NULL COMMENT 'whether it is left out rather than drawn',
  `reason` VARCHAR(500) NOT NULL COMMENT 'why it is left out',
  PRIMARY KEY (`id`),
  KEY `sampling_items_campaign_index` (`campaign_id`),
  KEY `sampling_items_site_index` (`site_id`),
  KEY `sampling_items_account_index` (`account_id`),
  CONSTRAINT `sampling_items_campaign_fk` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`),
  CONSTRAINT `sampling_items_site_fk` FOREIGN KEY (`site_id`) REFERENCES `sites` (`id`),
  CONSTRAINT `sampling_items_account_fk` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Things that plans name, to be drawn or to be left out';
