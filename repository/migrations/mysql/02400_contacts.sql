-- +goose Up
CREATE TABLE IF NOT EXISTS `contacts` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `uid` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'UUIDv7 that the sealed text is bound to',
  `organization_id` BIGINT UNSIGNED NOT NULL COMMENT 'organization',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260, that of the organization',
  `key_id` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'key that has sealed the text',
  `sealed` VARBINARY(4096) NOT NULL COMMENT 'name, title, phones and email',
  `mobile_lookup` VARBINARY(32) NULL COMMENT 'keyed hash of the mobile number',
  `office_lookup` VARBINARY(32) NULL COMMENT 'keyed hash of the office number',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `contacts_uid_key` (`uid`),
  KEY `contacts_key_index` (`key_id`),
  KEY `contacts_mobile_index` (`mobile_lookup`),
  KEY `contacts_office_index` (`office_lookup`),
  KEY `contacts_organization_index` (`organization_id`, `region_code`),
  CONSTRAINT `contacts_organization_fk` FOREIGN KEY (`organization_id`, `region_code`) REFERENCES `organizations` (`id`, `region_code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='People at organizations, sealed';
