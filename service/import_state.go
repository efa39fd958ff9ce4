package service

import (
	"slices"

	"xuncha/model"
	"xuncha/service/sheet"
)

// rowState is of exports. A file changes no state: it says which rows are about things that are closed.
var rowState = sheet.Column{Field: "state", Names: []string{"状态"}}

// saysState is the state that a row names, empty where it names none that the register knows.
func (d *draft) saysState() model.State {
	said := d.row.Cells["state"]
	at := slices.IndexFunc(model.States, func(s model.State) bool { return said == s.Label() || said == string(s) })
	if at < 0 {
		return ""
	}
	return model.States[at]
}

// matchRetired finds the closed account that a row is about which says that it is closed. Others may have its name since, and an
// export has the rows of all of them.
func (d *draft) matchRetired(retired map[string][]*model.Account, claimed map[uint64]bool) bool {
	if d.saysState() != model.StateClosed {
		return false
	}
	closed := retired[accountKey("name", d.account.Platform, model.Key(d.row.Cells["name"]))]
	at := slices.IndexFunc(closed, func(a *model.Account) bool {
		return !claimed[a.ID] && a.PlatformAccountID == d.platformID() && a.RegionCode == d.region
	})
	if at < 0 {
		return false
	}
	claimed[closed[at].ID] = true
	d.accNow, d.keys = closed[at], nil // the name is another's to claim
	return true
}

// judgeState compares the state that a row names with that of the thing, and keeps closed things as they are: equal is whether
// the row says nothing else of it.
func (d *draft) judgeState(column string, now *model.Life, equal bool) {
	said := d.saysState()
	switch {
	case now == nil && said == model.StateClosed:
		d.conflict("state", "row_closed")
	case now == nil && said == model.StateOffline:
		d.warn("state", "state_by_hand", model.StateRunning.Label())
	case now == nil:
	case now.State == model.StateClosed && (said != model.StateClosed || !equal):
		d.conflict(column, "thing_closed")
	case said != "" && said != now.State:
		d.warn("state", "state_by_hand", now.State.Label())
	}
}

func (d *draft) warn(column, code string, args ...any) {
	warning := model.NewProblem(column, code, args...)
	warning.Warning = true
	d.problems = append(d.problems, warning)
}
