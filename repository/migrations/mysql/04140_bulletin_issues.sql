-- +goose Up
CREATE TABLE IF NOT EXISTS `bulletin_issues` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `bulletin_id` BIGINT UNSIGNED NOT NULL COMMENT 'bulletin',
  `campaign_id` BIGINT UNSIGNED NOT NULL COMMENT 'campaign',
  `campaign_code` VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code of the campaign',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `number` INT NOT NULL COMMENT '1, then corrections',
  `document` VARCHAR(60) NOT NULL COMMENT 'document number, empty for none',
  `issued_on` DATE NOT NULL COMMENT 'day of the issue',
  `title` VARCHAR(200) NOT NULL COMMENT 'title',
  `reason` VARCHAR(1000) NOT NULL COMMENT 'why it was corrected',
  `files` MEDIUMTEXT NOT NULL COMMENT 'JSON list of documents with size and hashes',
  `accepted` MEDIUMTEXT NOT NULL COMMENT 'JSON list of accepted warnings',
  `done_by` VARCHAR(200) NOT NULL COMMENT 'name of who did it',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user who did it, 0 for keys and the command line',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'key that did it, 0 for users and the command line',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `bulletin_issues_number_key` (`bulletin_id`, `number`),
  KEY `bulletin_issues_campaign_index` (`campaign_id`, `number`),
  CONSTRAINT `bulletin_issues_bulletin_fk` FOREIGN KEY (`bulletin_id`) REFERENCES `bulletins` (`id`),
  CONSTRAINT `bulletin_issues_campaign_fk` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Bulletins as they were issued';
