-- +goose Up
-- The tallies of what there is already.
INSERT INTO campaign_tallies (campaign_id, kind, region_code, platform, is_portal, passed, failed, pending, waived, updated_at)
SELECT i.campaign_id, i.kind, i.region_code, i.target_platform, i.target_is_portal,
  COUNT(CASE WHEN i.status IN ('submitted', 'confirmed') AND i.verdict = 'pass' THEN 1 END),
  COUNT(CASE WHEN i.status IN ('submitted', 'confirmed') AND i.verdict = 'fail' THEN 1 END),
  COUNT(CASE WHEN i.status IN ('pending', 'returned', 'waiving') THEN 1 END),
  COUNT(CASE WHEN i.status = 'waived' THEN 1 END),
  MAX(i.updated_at)
FROM inspections i
WHERE NOT EXISTS (SELECT 1 FROM campaign_tallies t WHERE t.campaign_id = i.campaign_id)
GROUP BY i.campaign_id, i.kind, i.region_code, i.target_platform, i.target_is_portal;
