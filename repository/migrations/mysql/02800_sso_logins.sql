-- +goose Up
CREATE TABLE IF NOT EXISTS `sso_logins` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `state_hash` VARBINARY(32) NOT NULL COMMENT 'SHA-256 of the state',
  `proof_hash` VARBINARY(32) NOT NULL COMMENT 'SHA-256 of what only the starter knows',
  `nonce` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'nonce that the identity token must carry',
  `verifier` VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PKCE verifier',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `expires_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `sso_logins_state_key` (`state_hash`),
  KEY `sso_logins_expiry_index` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Single sign-ons that have begun';
