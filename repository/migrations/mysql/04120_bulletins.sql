-- +goose Up
CREATE TABLE IF NOT EXISTS `bulletins` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `campaign_id` BIGINT UNSIGNED NOT NULL COMMENT 'campaign',
  `campaign_code` VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code of the campaign',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `state` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'draft, issued or correcting',
  `template_id` BIGINT UNSIGNED NULL COMMENT 'wording, NULL for the newest of the narrowest area',
  `words` MEDIUMTEXT NOT NULL COMMENT 'JSON with what was written by hand',
  `accepted` MEDIUMTEXT NOT NULL COMMENT 'JSON list of accepted warnings',
  `issues` INT NOT NULL COMMENT 'how often it was issued',
  `reason` VARCHAR(1000) NOT NULL COMMENT 'why it is being corrected',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `bulletins_campaign_key` (`campaign_id`),
  KEY `bulletins_template_index` (`template_id`),
  CONSTRAINT `bulletins_campaign_fk` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`),
  CONSTRAINT `bulletins_template_fk` FOREIGN KEY (`template_id`) REFERENCES `bulletin_templates` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Bulletins of campaigns on their way';
