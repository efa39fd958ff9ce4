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
	out := figuresResult{Differences: []differenceLine{}}
	report, err := app.services.Statistics.CheckFigures(p.ctx, service.Operator("check"), cmd.Repair, func(d model.TallyDifference) error {
		if p.json {
			out.Differences = append(out.Differences, newDifference(d))
			return nil
		}
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
	out.Campaigns, out.Groups, out.Repaired = report.Campaigns, report.Groups, report.Repaired
	err = p.tell(out, func() error {
		_, err := fmt.Fprintf(p.stdout, in("统计：%d 次检查，%d 组；不一致 %d；已修复 %d\n",
			"figures: %d campaigns, %d groups; differing %d; repaired %d\n"),
			report.Campaigns, report.Groups, report.Differing, report.Repaired)
		return err
	})
	if err != nil {
		return err
	}
	if report.Differing > report.Repaired {
		return found{errors.New("figures differ from the results, see above")}
	}
	return nil
}

// figuresResult is the report as JSON.
type figuresResult struct {
	Campaigns   int              `json:"campaigns"`
	Groups      int              `json:"groups"`
	Repaired    int              `json:"repaired"`
	Differences []differenceLine `json:"differences"`
}

type differenceLine struct {
	Campaign string           `json:"campaign"`
	Region   model.RegionCode `json:"region_code"`
	Kind     model.Subject    `json:"kind"`
	Platform model.Platform   `json:"platform"`
	IsPortal bool             `json:"is_portal"`
	Kept     tallyLine        `json:"kept"`
	Counted  tallyLine        `json:"counted"`
}

type tallyLine struct {
	Passed  int64 `json:"passed"`
	Failed  int64 `json:"failed"`
	Pending int64 `json:"pending"`
	Waived  int64 `json:"waived"`
}

func newDifference(d model.TallyDifference) differenceLine {
	counts := func(t model.Tally) tallyLine { return tallyLine{t.Passed, t.Failed, t.Pending, t.Waived} }
	return differenceLine{
		d.Campaign, d.Key.RegionCode, d.Key.Kind, d.Key.Platform, d.Key.IsPortal, counts(d.Kept), counts(d.Counted),
	}
}
