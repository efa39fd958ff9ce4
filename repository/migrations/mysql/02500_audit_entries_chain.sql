-- +goose Up
ALTER TABLE `audit_entries`
  ADD COLUMN `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user, 0 for keys and the command line',
  ADD COLUMN `actor_scope` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region of the caller, a code prefix or all',
  ADD COLUMN `outcome` VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'done or denied',
  ADD COLUMN `key_id` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'key of mac',
  ADD COLUMN `mac` VARBINARY(48) NULL COMMENT '16 random bytes and the keyed hash of them and the entry, made before it was stored',
  ADD COLUMN `seq` BIGINT UNSIGNED NULL COMMENT 'place in the chain, NULL until it is sealed',
  ADD COLUMN `hash` VARBINARY(32) NULL COMMENT 'hash of the entry and of all before it',
  ADD UNIQUE KEY `audit_entries_seq_key` (`seq`),
  ADD KEY `audit_entries_at_index` (`at`),
  ADD KEY `audit_entries_region_index` (`region_code`, `id`),
  ADD KEY `audit_entries_user_index` (`user_id`, `id`),
  ADD KEY `audit_entries_token_index` (`token_id`, `id`),
  ADD KEY `audit_entries_request_index` (`request_id`),
  ADD KEY `audit_entries_outcome_index` (`outcome`, `id`);
