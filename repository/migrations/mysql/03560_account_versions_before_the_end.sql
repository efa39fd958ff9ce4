-- +goose Up
-- Things that have ended: as they were until then.
INSERT INTO `account_versions` (`id`, `platform`, `name`, `platform_account_id`, `certified_subject`, `organization_id`, `region_code`, `state`, `opened_on`, `closed_on`, `close_reason`, `national_filing_number`, `provincial_filing_number`, `name_key`, `platform_account_key`, `search_text`, `ended`, `version`, `created_at`, `updated_at`, `valid_from`, `valid_to`, `change_kind`, `change_reason`, `actor_name`, `actor_role`, `actor_scope`)
SELECT t.id, t.platform, t.name, t.platform_account_id, t.certified_subject, t.organization_id, t.region_code, 'running', t.opened_on, NULL, '', t.national_filing_number, t.provincial_filing_number, t.name_key, t.platform_account_key, t.search_text, 0, 1, t.created_at, t.updated_at, COALESCE(LEAST(t.opened_on, DATE(t.created_at + INTERVAL 8 HOUR)), LEAST(t.closed_on, DATE(t.created_at + INTERVAL 8 HOUR)), DATE(t.created_at + INTERVAL 8 HOUR)), t.closed_on, 'known', '', '', '', ''
FROM accounts t
WHERE t.state = 'closed' AND t.closed_on IS NOT NULL AND t.version > 1
  AND NOT EXISTS (SELECT 1 FROM account_versions v WHERE v.id = t.id);
