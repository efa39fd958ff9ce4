-- +goose Up
CREATE TABLE IF NOT EXISTS `bulletin_pieces` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `issue_id` BIGINT UNSIGNED NOT NULL COMMENT 'issue',
  `format` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'form of the document',
  `piece` INT NOT NULL COMMENT 'place, from 0',
  `content` MEDIUMBLOB NOT NULL COMMENT 'bytes',
  PRIMARY KEY (`id`),
  UNIQUE KEY `bulletin_pieces_place_key` (`issue_id`, `format`, `piece`),
  CONSTRAINT `bulletin_pieces_issue_fk` FOREIGN KEY (`issue_id`) REFERENCES `bulletin_issues` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Documents of issues in pieces';
