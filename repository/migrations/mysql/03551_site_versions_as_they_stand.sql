-- +goose Up
-- Things as they stand.
INSERT INTO `site_versions` (`id`, `code`, `name`, `home_url`, `is_portal`, `organization_id`, `region_code`, `state`, `opened_on`, `closed_on`, `close_reason`, `icp_number`, `public_security_number`, `search_text`, `version`, `created_at`, `updated_at`, `valid_from`, `valid_to`, `change_kind`, `change_reason`, `actor_name`, `actor_role`, `actor_scope`)
SELECT t.id, t.code, t.name, t.home_url, t.is_portal, t.organization_id, t.region_code, t.state, t.opened_on, t.closed_on, t.close_reason, t.icp_number, t.public_security_number, t.search_text, t.version, t.created_at, t.updated_at, CASE WHEN t.state = 'closed' AND t.closed_on IS NOT NULL AND t.version > 1 THEN t.closed_on ELSE COALESCE(LEAST(t.opened_on, DATE(t.created_at + INTERVAL 8 HOUR)), DATE(t.created_at + INTERVAL 8 HOUR)) END, NULL, 'known', '', '', '', ''
FROM sites t
WHERE NOT EXISTS (SELECT 1 FROM site_versions v WHERE v.id = t.id AND v.version = t.version);
