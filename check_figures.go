package main

import (
	"errors"
	"fmt"

	"xuncha/model"
	"xuncha/service"
)

type checkFiguresCommand struct {
	Repair bool `help:"Put the recount in the place of what differs, campaign by campaign, with an entry in the audit trail."`
}

// Run compares the tallies that figures are read from with a recount of the results. The service may go on meanwhile.
func (cmd checkFiguresCommand) Run(p program) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	in := app.config.in
	counts := func(t model.Tally) string {
		return fmt.Sprintf(in("合格 %d，不合格 %d，待检查 %d，免检 %d", "passed %d, failed %d, pending %d, waived %d"), t.Passed, t.Failed, t.Pending, t.Waived)
	}
	report, err := app.services.Statistics.CheckFigures(p.ctx, service.Operator("check"), cmd.Repair, func(d model.TallyDifference) error {
		group := fmt.Sprint(d.Key.RegionCode, "/", d.Key.Kind)
		if d.Key.Kind == model.SubjectAccount {
			group += "/" + string(d.Key.Platform)
		}
		if d.Key.IsPortal {
			group += "/portal"
		}
		_, _ = fmt.Fprintf(p.stdout, in("检查 %s 的 %s：记录为 %s；实际为 %s\n", "campaign %s, %s: kept are %s; counted are %s\n"),
			d.Campaign, group, counts(d.Kept), counts(d.Counted))
		return nil
	})
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(p.stdout, in("统计：%d 次检查，%d 组；不一致 %d；已修复 %d\n",
		"figures: %d campaigns, %d groups; differing %d; repaired %d\n"),
		report.Campaigns, report.Groups, report.Differing, report.Repaired)
	if report.Differing > report.Repaired {
		return errors.New("figures differ from the results, see above")
	}
	return nil
}
