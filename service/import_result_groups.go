package service

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"xuncha/model"
	"xuncha/repository"
)

// conclude judges each target as a whole, in the order of the file.
func (resultSheet) conclude(_ context.Context, _ *repository.Store, p *pass) error {
	for _, g := range p.results {
		if err := p.concludeGroup(g); err != nil {
			return err
		}
		for _, d := range g.drafts {
			d.settle()
		}
	}
	return nil
}

func (p *pass) concludeGroup(g *resultGroup) error {
	if len(g.drafts) == 0 || !g.target { // all of it was applied before, or is no target
		return nil
	}
	if g.clean && len(g.findings) > 0 {
		for _, d := range g.drafts {
			d.conflict("description", "clean_and_faulty")
		}
	}
	if p.holdBack(g) {
		return nil
	}
	outcome := model.OutcomeCreate
	switch {
	case g.applied: // a result is changed as a whole, where it stands
		for _, d := range g.drafts {
			d.conflict(g.ref.Field(), "result_differs")
		}
		return nil
	case g.standing.Says(g.item.SubmissionEdit):
		outcome = model.OutcomeUnchanged
	case g.standing.Inspection.Revision > 0 && !g.standing.Inspection.Status.Uninspected():
		for _, d := range g.drafts {
			d.conflict(g.ref.Field(), "result_differs")
		}
		return nil
	case g.standing.Inspection.Revision > 0: // it was returned
		outcome = model.OutcomeUpdate
	}
	if outcome != model.OutcomeUnchanged {
		if err := p.batch.take(g.standing.Inspection, g.item.SubmissionEdit); err != nil {
			return g.refuse(p, err)
		}
	}
	for _, d := range g.drafts {
		d.row.Outcome, d.row.Applied = outcome, outcome == model.OutcomeUnchanged
		d.row.ThingID = model.OptionalID(g.standing.Inspection.ID)
	}
	return nil
}

// holdBack keeps the good rows of a target back where another of its rows is not good.
func (p *pass) holdBack(g *resultGroup) bool {
	bad := 0
	for _, d := range g.drafts {
		if d.row.Outcome.Quarantined() {
			bad = d.row.Number
			break
		}
	}
	if bad == 0 {
		return false
	}
	for _, d := range g.drafts {
		if !d.row.Outcome.Quarantined() {
			d.conflict(keyColumn(p.kind), "target_has_faults", bad)
		}
	}
	return true
}

// refuse puts the faults of a result to the rows of the findings that they are about.
func (g *resultGroup) refuse(p *pass, err error) error {
	var refused *model.Error
	if !errors.As(err, &refused) {
		return err
	}
	if len(refused.Fields) == 0 {
		for _, d := range g.drafts {
			d.conflict(g.ref.Field(), refused.Code, refused.Args...)
		}
		return nil
	}
	for _, f := range refused.Fields {
		at, column := 0, f.Field
		if rest, ok := strings.CutPrefix(f.Field, "findings["); ok {
			number, field, _ := strings.Cut(rest, "].")
			at, _ = strconv.Atoi(number)
			column = field
		}
		d := g.drafts[0]
		if at < len(g.findings) {
			d = g.findings[at]
		}
		d.reject(column, f.Code, g.rowArgs(f.Args)...)
	}
	p.holdBack(g)
	return nil
}

// rowArgs says rows instead of the places of findings.
func (g *resultGroup) rowArgs(args []any) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		out[i] = arg
		for n, d := range g.findings {
			if fmt.Sprint(arg) == fmt.Sprintf("findings[%d]", n) {
				out[i] = d.row.Number
			}
		}
	}
	return out
}
