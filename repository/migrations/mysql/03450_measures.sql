-- +goose Up
CREATE TABLE IF NOT EXISTS `measures` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `rectification_id` BIGINT UNSIGNED NOT NULL COMMENT 'finding',
  `campaign_code` VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code of the campaign',
  `organization_id` BIGINT UNSIGNED NOT NULL COMMENT 'organization of the target',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `kind` VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kind of measure',
  `taken_on` DATE NOT NULL COMMENT 'day',
  `persons` INT NOT NULL COMMENT 'how many persons it was taken against',
  `document` VARCHAR(200) NOT NULL COMMENT 'number of the document',
  `note` MEDIUMTEXT NOT NULL COMMENT 'remark',
  `revoked_on` DATE NULL COMMENT 'day on which the entry was struck out',
  `revoke_reason` VARCHAR(500) NOT NULL COMMENT 'why it was struck out',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  KEY `measures_finding_index` (`rectification_id`, `id`),
  KEY `measures_campaign_index` (`campaign_code`, `region_code`, `kind`),
  CONSTRAINT `measures_finding_fk` FOREIGN KEY (`rectification_id`) REFERENCES `rectifications` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Accountability measures taken over a finding';
