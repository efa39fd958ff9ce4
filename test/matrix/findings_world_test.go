package matrix

import (
	"xuncha/model"
	"xuncha/service"
)

// addRectification lists the findings, and gives some of each owner what can happen to them: a due day, proof, its
// rejection, a measure, and a look at their target again.
func (w *world) addRectification() {
	owners := map[uint64]string{}
	for _, o := range w.things {
		if o.kind == anOrg {
			owners[number(o.name)] = o.owner
		}
	}
	worked := map[string]bool{}
	all, err := w.Findings.List(w.ctx, operator, model.RectificationFilter{}, model.ListRequest{ByKey: true, Limit: model.MaxLimit})
	w.must(err)
	for _, f := range all.Items {
		owner := owners[f.OrganizationID]
		w.addID(aFinding, owner, f.ID)
		if !f.Standing || worked[owner] {
			continue
		}
		worked[owner] = true
		w.work(f, owner)
	}
}

func (w *world) work(f model.Tracked, owner string) {
	n := w.next()
	clerk := model.Actor{TokenID: 1, Name: named("经办人", owner[:1], n), Role: model.RoleCountyAdmin, Scope: model.Scope(regionOf[owner[:1]])}
	d := must[service.FindingDetail](w)(w.Findings.SubmitProof(w.ctx, clerk, f.ID, f.Version, model.Proof{Done: named("整改", owner, n)}))
	d = must[service.FindingDetail](w)(w.Findings.Reject(w.ctx, operator, f.ID, d.Version, model.Reason{Reason: named("缘由", owner, n)}))
	must[service.FindingDetail](w)(w.Findings.Update(w.ctx, operator, f.ID, d.Version, func(e model.RectificationEdit) (model.RectificationEdit, error) {
		e.DueOn = "2022-10-28"
		return e, nil
	}))
	m := must[model.Measure](w)(w.Findings.RecordMeasure(w.ctx, operator, f.ID, model.MeasureEdit{
		Kind: model.MeasureTalk, TakenOn: "2022-10-08", Document: named("文号", owner, n), Note: named("备注", owner, n),
	}))
	w.addID(aMeasure, owner, m.ID)
}
