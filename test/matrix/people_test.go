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

// entryAbout is the first entry of the trail about a thing.
func (w *world) entryAbout(kind string, id uint64) uint64 {
	w.t.Helper()
	var entry uint64
	row := w.store.Pool().QueryRowContext(w.ctx, "SELECT MIN(id) FROM audit_entries WHERE thing_kind = ? AND thing_id = ?", kind, id)
	w.must(row.Scan(&entry))
	return entry
}
