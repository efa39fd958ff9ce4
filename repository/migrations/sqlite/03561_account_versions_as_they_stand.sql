-- +goose Up
-- Things as they stand.
INSERT INTO account_versions (id, platform, name, platform_account_id, certified_subject, organization_id, region_code, state, opened_on, closed_on, close_reason, national_filing_number, provincial_filing_number, name_key, platform_account_key, search_text, ended, version, created_at, updated_at, valid_from, valid_to, change_kind, change_reason, actor_name, actor_role, actor_scope)
SELECT t.id, t.platform, t.name, t.platform_account_id, t.certified_subject, t.organization_id, t.region_code, t.state, t.opened_on, t.closed_on, t.close_reason, t.national_filing_number, t.provincial_filing_number, t.name_key, t.platform_account_key, t.search_text, t.ended, t.version, t.created_at, t.updated_at, CASE WHEN t.state = 'closed' AND t.closed_on IS NOT NULL AND t.version > 1 THEN t.closed_on ELSE COALESCE(min(t.opened_on, date(t.created_at, '+8 hours')), date(t.created_at, '+8 hours')) END, NULL, 'known', '', '', '', ''
FROM accounts t
WHERE NOT EXISTS (SELECT 1 FROM account_versions v WHERE v.id = t.id AND v.version = t.version);
