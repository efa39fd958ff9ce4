package matrix

import (
	"fmt"

	"xuncha/model"
)

// samePhone is the number of every contact, so that a search for it could find those of others.
const samePhone = "13800000001"

// addPeople adds users, keys and contacts of every county, and the entries that the trail has of its things.
func (w *world) addPeople() {
	for _, owner := range []string{"B1", "A1", "C1", "A2", "B2"} {
		county, n := owner[:1], w.next()
		organization := number(w.first(anOrg, owner).name)
		user := must[model.User](w)(w.Users.Create(w.ctx, operator, model.UserEdit{
			Name: fmt.Sprintf("%s-%d", canary(owner), n), DisplayName: named("用户", owner, n), Role: model.RoleUnitStaff,
			OrganizationID: model.OptionalID(organization),
		}, model.NewPassword{Password: "quilt-anchor-velvet-54", Kept: true}))
		w.addID(aUser, owner, user.ID)
		token, _, err := w.Tokens.Create(w.ctx, operator, model.TokenEdit{
			Name: named("令牌", county, n), Role: model.RoleViewer, Scope: model.Scope(regionOf[county]),
		})
		w.must(err)
		w.addID(aToken, county, token.ID)
		contact := must[model.OpenContact](w)(w.Contacts.Create(w.ctx, operator, organization, model.ContactEdit{
			Name: named("联系人", owner, n), Title: named("职务", owner, n), Mobile: samePhone, Email: canary(owner) + "@example.cn",
		}))
		w.addID(aContact, owner, contact.ID)
		w.addID(anEntry, county, w.entryAbout("user", user.ID))
		w.addID(anEntry, county, w.entryAbout("contact", contact.ID))
	}
}

// addInspectors gives each county somebody who has all its targets, with a draft of each that says what nobody else may read.
func (w *world) addInspectors() {
	for _, county := range []string{"B", "A", "C"} {
		region, n := regionOf[county], w.next()
		user := must[model.User](w)(w.Users.Create(w.ctx, operator, model.UserEdit{
			Name: fmt.Sprintf("%s-%d", canary(county), n), DisplayName: named("检查员", county, n), Role: model.RoleInspector,
			RegionCode: model.Scope(region),
		}, model.NewPassword{Password: "quilt-anchor-velvet-54", Kept: true}))
		w.addID(anInspector, county, user.ID)
		author := model.Actor{UserID: user.ID, SessionID: 1, Name: user.Name, Role: user.Role, Scope: user.Scope}
		w.must(w.Inspections.Export(w.ctx, author, model.InspectionFilter{}, func(rows []model.Inspection) error {
			for _, i := range rows {
				given := must[model.Result](w)(w.Inspections.Assign(w.ctx, operator, i.ID, i.Version, user.ID)).Inspection
				if given.Status == model.InspectionSubmitted || given.Status == model.InspectionReturned {
					must[model.Judged](w)(w.Drafts.Save(w.ctx, author, i.ID, 0, model.SubmissionEdit{Note: named("草稿", "X", n)}))
				}
			}
			return nil
		}))
	}
}

// entryAbout is the first entry of the trail about a thing.
func (w *world) entryAbout(kind string, id uint64) uint64 {
	w.t.Helper()
	var entry uint64
	row := w.store.Pool().QueryRowContext(w.ctx, "SELECT MIN(id) FROM audit_entries WHERE thing_kind = ? AND thing_id = ?", kind, id)
	w.must(row.Scan(&entry))
	return entry
}
