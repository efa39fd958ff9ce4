-- +goose Up
CREATE TABLE IF NOT EXISTS `report_pieces` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `report_id` BIGINT UNSIGNED NOT NULL COMMENT 'report',
  `number` INT NOT NULL COMMENT 'number of the piece, from 1',
  `piece_key` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'UUID under which it is sent, however often',
  `row_count` INT NOT NULL COMMENT 'rows',
  `body_hash` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of what is sent, hexadecimal',
  `queued` TINYINT(1) NOT NULL COMMENT 'whether its report is on its way',
  `state` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'waiting, taken or answered',
  `attempts` INT NOT NULL COMMENT 'tries so far',
  `first_tried_at` DATETIME(6) NULL COMMENT 'UTC',
  `next_try_at` DATETIME(6) NULL COMMENT 'UTC',
  `lease_token` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'who is at work on it, empty for nobody',
  `lease_until` DATETIME(6) NULL COMMENT 'UTC, until when',
  `last_error` VARCHAR(500) NOT NULL COMMENT 'why the last try came to nothing',
  PRIMARY KEY (`id`),
  UNIQUE KEY `report_pieces_number_key` (`report_id`, `number`),
  UNIQUE KEY `report_pieces_piece_key_key` (`piece_key`),
  KEY `report_pieces_queue_index` (`queued`, `state`, `id`),
  CONSTRAINT `report_pieces_report_fk` FOREIGN KEY (`report_id`) REFERENCES `reports` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What is sent in one request, under a key that is stored before the first try';
