-- +goose Up
CREATE TABLE IF NOT EXISTS `catalogues` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `issuer` VARCHAR(200) NOT NULL COMMENT 'who issued it',
  `document` VARCHAR(100) NOT NULL COMMENT 'document number',
  `title` VARCHAR(200) NOT NULL COMMENT 'title',
  `effective_from` DATE NOT NULL COMMENT 'first day in force',
  `effective_to` DATE NULL COMMENT 'last day in force',
  `pass_line` INT NOT NULL COMMENT 'hundredths of a point',
  `bonus_above` INT NOT NULL COMMENT 'hundredths of a point, strictly above opens the bonus',
  `deduction_total` INT NOT NULL COMMENT 'hundredths of a point',
  `bonus_total` INT NOT NULL COMMENT 'hundredths of a point',
  `note` MEDIUMTEXT NOT NULL COMMENT 'what a reader must know',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `catalogues_document_key` (`document`, `effective_from`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Catalogues of indicators';
