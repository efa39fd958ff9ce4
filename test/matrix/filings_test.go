package matrix

import (
	"fmt"

	"xuncha/model"
)

// addFilings does some of what has to be filed of the things of the world, and dismisses some.
func (w *world) addFilings() {
	owners := map[uint64]string{}
	for _, o := range w.things {
		if o.kind == anOrg {
			owners[number(o.name)] = o.owner
		}
	}
	list := must[model.List[model.FilingStatus]](w)(w.Filings.List(w.ctx, operator, model.FilingFilter{}, model.ListRequest{ByKey: true, Limit: model.MaxLimit}))
	for i, f := range list.Items {
		owner := owners[f.OrganizationID]
		w.addID(aFiling, owner, f.ID)
		switch i % 5 {
		case 0:
			must[model.FilingStatus](w)(w.Filings.Finish(w.ctx, operator, f.ID, 1, model.FilingEdit{Number: fmt.Sprint(canary(owner), i)}))
		case 1:
			must[model.FilingStatus](w)(w.Filings.Dismiss(w.ctx, operator, f.ID, 1, model.Reason{Reason: named("缘由", owner, i)}))
		}
	}
}
