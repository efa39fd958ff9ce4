-- +goose Up
CREATE TABLE IF NOT EXISTS `import_pieces` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `import_id` BIGINT UNSIGNED NOT NULL COMMENT 'import',
  `piece` INT NOT NULL COMMENT 'place, from 0',
  `key_id` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'key that has sealed it, empty where it is not sealed',
  `content` MEDIUMBLOB NOT NULL COMMENT 'bytes of the file, sealed where it is about people',
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_pieces_place_key` (`import_id`, `piece`),
  KEY `import_pieces_key_index` (`key_id`),
  CONSTRAINT `import_pieces_import_fk` FOREIGN KEY (`import_id`) REFERENCES `imports` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Files taken in, as they were sent';
