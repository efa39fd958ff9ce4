-- +goose Up
CREATE TABLE IF NOT EXISTS `campaign_tallies` (
  `campaign_id` BIGINT UNSIGNED NOT NULL COMMENT 'campaign',
  `kind` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'site or account',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260 at opening',
  `platform` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'platform of accounts',
  `is_portal` TINYINT(1) NOT NULL COMMENT 'portals at opening',
  `passed` BIGINT NOT NULL COMMENT 'targets that passed',
  `failed` BIGINT NOT NULL COMMENT 'targets that failed',
  `pending` BIGINT NOT NULL COMMENT 'targets without a result that stands',
  `waived` BIGINT NOT NULL COMMENT 'targets that were waived',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC; the newest change of a status or verdict',
  PRIMARY KEY (`campaign_id`, `kind`, `region_code`, `platform`, `is_portal`),
  CONSTRAINT `campaign_tallies_campaign_fk` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='How many targets of a campaign stand how, kept with every change of an inspection';
