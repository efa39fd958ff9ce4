-- +goose Up
-- Things that have ended: as they were until then.
INSERT INTO `site_versions` (`id`, `code`, `name`, `home_url`, `is_portal`, `organization_id`, `region_code`, `state`, `opened_on`, `closed_on`, `close_reason`, `icp_number`, `public_security_number`, `search_text`, `version`, `created_at`, `updated_at`, `valid_from`, `valid_to`, `change_kind`, `change_reason`, `actor_name`, `actor_role`, `actor_scope`)
SELECT t.id, t.code, t.name, t.home_url, t.is_portal, t.organization_id, t.region_code, 'running', t.opened_on, NULL, '', t.icp_number, t.public_security_number, t.search_text, 1, t.created_at, t.updated_at, COALESCE(LEAST(t.opened_on, DATE(t.created_at + INTERVAL 8 HOUR)), LEAST(t.closed_on, DATE(t.created_at + INTERVAL 8 HOUR)), DATE(t.created_at + INTERVAL 8 HOUR)), t.closed_on, 'known', '', '', '', ''
FROM sites t
WHERE t.state = 'closed' AND t.closed_on IS NOT NULL AND t.version > 1
  AND NOT EXISTS (SELECT 1 FROM site_versions v WHERE v.id = t.id);
