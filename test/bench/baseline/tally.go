package baseline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"xuncha/model"
)

const tallyColumns = "campaign_id, kind, region_code, platform, is_portal, passed, failed, pending, waived, updated_at"

// tally counts what has changed, in the order of the keys.
func (b *batch) tally(ctx context.Context) error {
	changed := map[model.TallyKey]model.Tally{}
	for _, t := range b.taken {
		if t.before.Status == t.row.Status && t.before.Verdict == t.row.Verdict {
			continue
		}
		sum := changed[t.row.TallyKey()]
		for sign, i := range map[int64]model.Inspection{-1: t.before, 1: t.row} {
			of := model.TallyOf(i.Status, i.Verdict, sign)
			sum.Passed, sum.Failed, sum.Pending, sum.Waived = sum.Passed+of.Passed, sum.Failed+of.Failed, sum.Pending+of.Pending, sum.Waived+of.Waived
		}
		changed[t.row.TallyKey()] = sum
	}
	if len(changed) == 0 {
		return nil
	}
	keys := make([]model.TallyKey, 0, len(changed))
	for key := range changed {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, model.TallyKey.Compare)
	var args []any
	for _, k := range keys {
		n := changed[k]
		args = append(args, k.CampaignID, string(k.Kind), string(k.RegionCode), string(k.Platform), k.IsPortal, n.Passed, n.Failed, n.Pending, n.Waived, b.at)
	}
	end, sent := " ON CONFLICT (campaign_id, kind, region_code, platform, is_portal) DO UPDATE SET ", "excluded.%[1]s"
	if b.mysql {
		end, sent = " ON DUPLICATE KEY UPDATE ", "VALUES(%[1]s)"
	}
	for _, column := range []string{"passed", "failed", "pending", "waived"} {
		end += fmt.Sprintf("%[1]s = campaign_tallies.%[1]s + "+sent+", ", column)
	}
	end += fmt.Sprintf("updated_at = "+sent, "updated_at")
	one := list(10)
	_, err := b.run(ctx, b.tx, "INSERT INTO campaign_tallies ("+tallyColumns+") VALUES "+one+strings.Repeat(", "+one, len(keys)-1)+end, args...)
	if err != nil {
		return err
	}
	_, err = b.run(ctx, b.tx, "UPDATE campaigns SET figure_changes = figure_changes + 1 WHERE id = ?", b.campaign.ID)
	return err
}
