package service_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/seal"
)

// eachSuite runs a test with the keys of each suite, on every database.
func eachSuite(t *testing.T, fn func(t *testing.T, w *world)) {
	t.Helper()
	for _, s := range seal.Suites {
		t.Run(string(s), func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				w.keys = []string{seal.NewKey(s)}
				w.Services = w.with(ring(t, w.keys...))
				fn(t, w)
			})
		})
	}
}

// narrowed has only some of what its role may do.
func narrowed(role model.Role, scope model.Scope, permissions ...model.Permission) model.Actor {
	a := actor(role, scope)
	a.Permissions = permissions
	return a
}

var masked = model.ContactEdit{
	Name: "示**", Title: "办公室主任", OfficePhone: "0718-***1234", Mobile: "138****1234", Email: "o***@example.cn",
}

// readings are the entries about reading, as "region id: after".
func readings(t *testing.T, w *world) []string {
	t.Helper()
	return query(t, w.store, "SELECT region_code, thing_id, after_state FROM audit_entries WHERE operation = 'contact.read' ORDER BY id")
}

func TestContactIsStoredSealed(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		c := w.contact(o)
		if c.ContactEdit != person || c.Masked || c.OrganizationID != o.ID || c.RegionCode != countyA || c.Version != 1 {
			t.Errorf("created: %+v", c)
		}
		e := person
		e.Mobile, e.OfficePhone, e.Email = "13911115678", "010-60005678", "second@example.cn"
		changed := must[model.OpenContact](t)(w.Contacts.Update(w.ctx, operator, c.ID, 1, set(func(x *model.ContactEdit) { *x = e })))
		if changed.ContactEdit != e || changed.Version != 2 || bytes.Equal(changed.Sealed, c.Sealed) {
			t.Errorf("changed: %+v", changed)
		}
		if got := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, operator, c.ID, false)); got.ContactEdit != e {
			t.Errorf("read: %+v", got)
		}
		if err := w.Contacts.Delete(w.ctx, operator, c.ID, 2); err != nil {
			t.Error(err)
		}
		w.contact(o)
		for table, rows := range dump(t, w.store) {
			for _, row := range rows {
				for _, value := range []string{
					person.Name, person.Mobile, "8001234", person.Email, "13911115678", "60005678", "second@example.cn",
				} {
					if strings.Contains(row, value) {
						t.Errorf("%s has %q in the clear: %s", table, value, row)
					}
				}
			}
		}
	})
}

func TestContactsAreMaskedAndReadingIsNoted(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		o, other := w.organization(countyA), w.organization(countyA)
		first, second := w.contact(o), w.contact(o)
		elsewhere := w.contact(other)
		inspector, county := actor(model.RoleInspector, "4228"), actor(model.RoleCountyAdmin, model.Scope(countyA))
		get := func(a model.Actor, hide bool) model.OpenContact {
			return must[model.OpenContact](t)(w.Contacts.Get(w.ctx, a, first.ID, hide))
		}
		list := func(a model.Actor, hide bool) []model.OpenContact {
			return must[model.List[model.OpenContact]](t)(w.Contacts.List(w.ctx, a, o.ID, hide, everything)).Items
		}
		for _, c := range append(list(inspector, false), append(list(county, true), get(inspector, false), get(county, true))...) {
			if !c.Masked || c.ContactEdit != masked {
				t.Errorf("to who may not read, or does not want to: %+v", c.ContactEdit)
			}
		}
		if got := readings(t, w); len(got) > 0 {
			t.Errorf("masked reading leaves %q", got)
		}
		if c := get(county, false); c.Masked || c.ContactEdit != person {
			t.Errorf("to who may read: %+v", c)
		}
		if all := list(county, false); len(all) != 2 || all[1].ContactEdit != person || all[1].Masked {
			t.Errorf("the list: %+v", all)
		}
		found := must[model.List[model.OpenContact]](t)(w.Contacts.Find(w.ctx, county, "+86 138 0000 1234", true, everything))
		if len(found.Items) != 3 || found.Items[0].ContactEdit != masked {
			t.Errorf("found: %+v", found.Items)
		}
		// One entry for each organization: who was read, and that it was read although the answer was masked.
		entry := func(id uint64, organization uint64, ids ...uint64) string {
			text := must[[]byte](t)(json.Marshal(map[string]any{"OrganizationID": organization, "ContactIDs": ids}))
			return fmt.Sprintf("region_code=422801|thing_id=%d|after_state=%s", id, text)
		}
		want := []string{
			entry(first.ID, o.ID, first.ID),
			entry(0, o.ID, first.ID, second.ID),
			entry(0, o.ID, first.ID, second.ID),
			entry(elsewhere.ID, other.ID, elsewhere.ID),
		}
		if diff := cmp.Diff(want, readings(t, w)); diff != "" {
			t.Errorf("the trail of reading:\n%s", diff)
		}
		if events := count(t, w.store, "SELECT COUNT(*) FROM events WHERE thing_kind = 'contact'"); events != 0 {
			t.Errorf("%d events tell others of contacts", events)
		}

		// Without the entry there is no answer, but masked ones need none.
		mend := breakTable(t, w.store, "audit_entries")
		if c, err := w.Contacts.Get(w.ctx, county, first.ID, false); err == nil || c.Name != "" {
			t.Errorf("without a trail: %+v, %v", c, err)
		}
		if l, err := w.Contacts.Find(w.ctx, county, person.Mobile, true, everything); err == nil || len(l.Items) > 0 {
			t.Errorf("without a trail: %+v, %v", l, err)
		}
		get(county, true)
		get(inspector, false)
		mend()
	})
}

func TestContactIsFoundByPhone(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		a := actor(model.RoleReviewer, model.Scope(countyA))
		c := w.contact(w.organization(countyA))
		w.contact(w.organization(countyB))
		for phone, n := range map[string]int{
			"13800001234": 1, "138-0000-1234": 1, "+86 13800001234": 1, "１３８００００１２３４": 1, "0718-8001234": 1, "(0718) 800 1234 转 9": 1,
			"13800001235": 0, "010-80012340": 0, "0719-8001234": 0,
		} {
			found, err := w.Contacts.Find(w.ctx, a, phone, false, model.ListRequest{Page: 1, Size: 10})
			if err != nil || len(found.Items) != n || int(found.Total) != n || n == 1 && found.Items[0].ID != c.ID {
				t.Errorf("%s finds %+v, %v", phone, found.Items, err)
			}
		}
		for phone, want := range map[string]string{
			"": "invalid_fields phone:required", "138****1234": "invalid_fields phone:not_a_phone", "8001234": "invalid_fields phone:not_a_phone",
			"1%' OR '1'='1": "invalid_fields phone:not_a_phone",
		} {
			_, err := w.Contacts.Find(w.ctx, a, phone, false, everything)
			refused(t, phone, err, want)
			if phone != "" && strings.Contains(err.Error(), phone) {
				t.Errorf("the refusal shows the number: %v", err)
			}
		}
		// A number that goes is found no more.
		must[model.OpenContact](t)(w.Contacts.Update(w.ctx, operator, c.ID, 1, set(func(e *model.ContactEdit) { e.Mobile = "" })))
		if found := must[model.List[model.OpenContact]](t)(w.Contacts.Find(w.ctx, a, person.Mobile, false, everything)); len(found.Items) > 0 {
			t.Errorf("still found: %+v", found.Items)
		}
		// Whoever gets numbers masked could otherwise try out what the mask hides.
		_, err := w.Contacts.Find(w.ctx, actor(model.RoleInspector, "4228"), person.Mobile, true, everything)
		refused(t, "a search by who may not read", err, "forbidden")
	})
}

func TestUnitStaffSeeTheirOwnContacts(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		own, other := w.organization(countyA), w.organization(countyA)
		mine, foreign := w.contact(own), w.contact(other)
		a := actor(model.RoleUnitStaff, model.Scope(countyA))
		a.OrganizationID = own.ID
		if c := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, a, mine.ID, false)); c.Masked {
			t.Errorf("their own are masked: %+v", c)
		}
		_, err := w.Contacts.Get(w.ctx, a, foreign.ID, false)
		refused(t, "a contact of others", err, "not_found")
		_, err = w.Contacts.List(w.ctx, a, other.ID, false, everything)
		refused(t, "the contacts of others", err, "not_found")
		if found := must[model.List[model.OpenContact]](t)(w.Contacts.Find(w.ctx, a, person.Mobile, false, everything)); len(found.Items) != 1 || found.Items[0].ID != mine.ID {
			t.Errorf("found: %+v", found.Items)
		}
	})
}

// Who may write but not read destroys nothing that is hidden, and learns nothing.
func TestWritingWithoutReading(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		c := w.contact(w.organization(countyA))
		writer := narrowed(model.RoleCountyAdmin, model.Scope(countyA), model.ListContacts, model.WriteContacts)
		shown := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, writer, c.ID, false))
		_, err := w.Contacts.Update(w.ctx, writer, c.ID, 1, set(func(e *model.ContactEdit) { *e = shown.ContactEdit }))
		refused(t, "masked values sent back", err,
			"invalid_fields name:masked_value office_phone:masked_value mobile:masked_value email:masked_value")
		_, err = w.Contacts.Create(w.ctx, writer, c.OrganizationID, shown.ContactEdit)
		refused(t, "masked values sent anew", err,
			"invalid_fields name:masked_value office_phone:masked_value mobile:masked_value email:masked_value")
		same := must[model.OpenContact](t)(w.Contacts.Update(w.ctx, writer, c.ID, 1, set(func(*model.ContactEdit) {})))
		changed := must[model.OpenContact](t)(w.Contacts.Update(w.ctx, writer, c.ID, 1, set(func(e *model.ContactEdit) { e.Title = "副主任" })))
		want := masked
		want.Title = "副主任"
		if same.ContactEdit != masked || same.Version != 1 || changed.ContactEdit != want || !changed.Masked {
			t.Errorf("the answers: %+v, %+v", same.ContactEdit, changed.ContactEdit)
		}
		wanted := person
		wanted.Title = "副主任"
		if got := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, operator, c.ID, false)); got.ContactEdit != wanted {
			t.Errorf("kept: %+v", got.ContactEdit)
		}
		if n := len(readings(t, w)); n != 1 {
			t.Errorf("%d readings", n)
		}
		// A change that changes nothing answers with the contact, so it is a reading.
		must[model.OpenContact](t)(w.Contacts.Update(w.ctx, operator, c.ID, 2, set(func(*model.ContactEdit) {})))
		if n := len(readings(t, w)); n != 2 {
			t.Errorf("%d readings after an empty change", n)
		}
	})
}

// The trail tells what was changed, but not to what.
func TestTrailOfContactIsMasked(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		c := w.contact(w.organization(countyA))
		_, before, after := entry(t, w)
		if before != nil || after["Mobile"] != "138****1234" || after["Name"] != "示**" || after["Masked"] != true || after["UID"] == nil {
			t.Errorf("created: %v", after)
		}
		for _, name := range []string{"Sealed", "MobileLookup", "OfficeLookup"} {
			if _, there := after[name]; there {
				t.Errorf("the trail has %s", name)
			}
		}
		must[model.OpenContact](t)(w.Contacts.Update(w.ctx, operator, c.ID, 1, set(func(e *model.ContactEdit) { e.Mobile = "13899991234" })))
		_, before, after = entry(t, w)
		if before["Mobile"] != after["Mobile"] || fmt.Sprint(after["ChangedFields"]) != "[mobile]" || after["Version"] != 2.0 {
			t.Errorf("changed: %v, %v", before, after)
		}
		if err := w.Contacts.Delete(w.ctx, operator, c.ID, 2); err != nil {
			t.Fatal(err)
		}
		if columns, before, after := entry(t, w); columns["operation"] != "contact.delete" || after != nil || before["Email"] != "o***@example.cn" {
			t.Errorf("deleted: %v, %v", columns, before)
		}
	})
}

func TestContactsOfOrganizations(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		c := w.contact(o)
		refused(t, "deleting an organization with contacts", w.Organizations.Delete(w.ctx, operator, o.ID, 1), "still_referenced")
		must[model.Organization](t)(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why))
		if got := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, operator, c.ID, false)); got.ContactEdit != person {
			t.Errorf("of a dissolved organization: %+v", got)
		}
		_, err := w.Contacts.Create(w.ctx, operator, o.ID, person)
		refused(t, "a contact for a dissolved organization", err, "organization_not_active")
		_, err = w.Contacts.Create(w.ctx, operator, 999, model.ContactEdit{})
		refused(t, "a contact for none", err, "not_found")
		_, err = w.Contacts.Create(w.ctx, operator, o.ID, model.ContactEdit{})
		refused(t, "nobody", err, "invalid_fields name:required")
		_, err = w.Contacts.Update(w.ctx, operator, c.ID, 7, set(func(e *model.ContactEdit) { e.Title = "" }))
		refused(t, "another version", err, "stale_version")
		if err := w.Contacts.Delete(w.ctx, operator, c.ID, 1); err != nil {
			t.Error(err)
		}
	})
}

// Without its key a contact is not there for now; with it, it is again. What was moved or altered is a fault of the data.
func TestContactWithoutKey(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		c, second := w.contact(o), w.contact(o)
		other := w.with(seal.Fresh())
		_, get := other.Contacts.Get(w.ctx, operator, c.ID, false)
		_, hidden := other.Contacts.Get(w.ctx, operator, c.ID, true)
		_, list := other.Contacts.List(w.ctx, operator, o.ID, false, everything)
		_, update := other.Contacts.Update(w.ctx, operator, c.ID, 1, set(func(e *model.ContactEdit) { e.Title = "" }))
		for name, err := range map[string]error{"get": get, "masked": hidden, "list": list, "update": update} {
			var e *model.Error
			if !errors.As(err, &e) || e.Kind != model.KindUnavailable || e.Code != "key_missing" || !strings.Contains(err.Error(), c.KeyID) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := len(readings(t, w)); n != 0 {
			t.Errorf("%d readings of what could not be read", n)
		}
		if err := other.Contacts.Delete(w.ctx, operator, second.ID, 1); err != nil {
			t.Errorf("what nobody can read cannot be deleted: %v", err)
		}
		if got := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, operator, c.ID, false)); got.ContactEdit != person {
			t.Errorf("with the key: %+v", got)
		}

		moved := w.contact(o)
		execute(t, w.store, fmt.Sprintf("UPDATE contacts SET uid = 'x' WHERE id = %d", c.ID))
		execute(t, w.store, fmt.Sprintf("UPDATE contacts SET uid = '%s' WHERE id = %d", c.UID, moved.ID))
		for _, id := range []uint64{c.ID, moved.ID} {
			_, err := w.Contacts.Get(w.ctx, operator, id, false)
			if err == nil || refusal(err) != err.Error() || strings.Contains(err.Error(), string(c.Sealed)) {
				t.Errorf("a moved text: %v", err)
			}
		}
	})
}

// resealAll goes all the way.
func resealAll(t *testing.T, w *world, s *service.Services) (at model.ResealPlace) {
	t.Helper()
	for !at.Done {
		at = must[model.ResealPlace](t)(s.Keys.Reseal(w.ctx, operator, at))
	}
	return at
}

func TestResealing(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		var made []model.OpenContact
		for n := range 203 { // more than one batch
			e := person
			e.Mobile = fmt.Sprintf("139%08d", n)
			made = append(made, must[model.OpenContact](t)(w.Contacts.Create(w.ctx, operator, o.ID, e)))
		}
		old := ring(t, w.keys...)
		people := []model.User{w.user(model.RoleViewer, "4228"), w.user(model.RoleViewer, "4228"), w.user(model.RoleViewer, "4228")}
		factors := make(map[uint64]string)
		for _, u := range people[:2] {
			factors[u.ID], _ = w.withTOTP(u)
		}
		versions := query(t, w.store, "SELECT id, version, updated_at FROM contacts ORDER BY id")

		newerLine := seal.NewKey(seal.National)
		newer := ring(t, w.keys[0], seal.NewKey(seal.International), newerLine)
		later := w.with(newer)
		place := resealAll(t, w, later)
		if place.Contacts != 203 || place.SecondFactors != 2 || place.Missed != 0 || len(place.Unreadable) != 0 {
			t.Errorf("sealed anew: %+v", place)
		}
		if diff := cmp.Diff(versions, query(t, w.store, "SELECT id, version, updated_at FROM contacts ORDER BY id")); diff != "" {
			t.Errorf("versions moved:\n%s", diff)
		}
		use := must[[]model.KeyUse](t)(later.Keys.Use(w.ctx, operator))
		if diff := cmp.Diff([]model.KeyUse{
			{KeyID: old.Active()}, {KeyID: newer.IDs()[1]}, {KeyID: newer.Active(), Contacts: 203, SecondFactors: 2},
		}, use); diff != "" {
			t.Errorf("the use of keys:\n%s", diff)
		}
		for _, c := range []model.OpenContact{made[0], made[202]} {
			found, err := later.Contacts.Find(w.ctx, operator, c.Mobile, false, everything)
			if err != nil || len(found.Items) != 1 || found.Items[0].ContactEdit != c.ContactEdit || found.Items[0].KeyID != newer.Active() {
				t.Errorf("%s finds %+v, %v", c.Mobile, found.Items, err)
			}
		}
		entries := query(t, w.store, "SELECT after_state FROM audit_entries WHERE operation = 'keys.rotate' ORDER BY id")
		want := fmt.Sprintf(`after_state={"Contacts":%%d,"FromKeyIDs":[%q],"ImportRows":0,"KeyID":%q,"SecondFactors":%%d,"Webhooks":0}`, old.Active(), newer.Active())
		if diff := cmp.Diff([]string{fmt.Sprintf(want, 200, 0), fmt.Sprintf(want, 3, 0), fmt.Sprintf(want, 0, 2)}, entries); diff != "" {
			t.Errorf("the trail:\n%s", diff)
		}
		// Once more there is nothing to do, and no trail of it.
		place = resealAll(t, w, later)
		if place.Contacts+place.SecondFactors+place.Missed != 0 || count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'keys.rotate'") != 3 {
			t.Errorf("again: %+v", place)
		}
		w.Services = w.with(ring(t, newerLine))
		for _, u := range people {
			code := ""
			if secret := factors[u.ID]; secret != "" {
				code = w.codeAt(secret, w.now)
			}
			refused(t, "a login with the new key alone", w.logInWith(u, code), "")
		}
	})
}

// An edit between reading a row and replacing it wins, and so does a deletion.
func TestResealingLosesNoEdit(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		edited, deleted, third := w.contact(o), w.contact(o), w.contact(o)
		lines := strings.Join(append(slices.Clone(w.keys), seal.NewKey(seal.National)), "\n")
		var between func()
		// The ring reads its source before it seals: that is after the rows were read, and before they are replaced.
		newer := must[*seal.Ring](t)(seal.Follow(func() (string, error) {
			if between != nil {
				between()
			}
			return lines, nil
		}))
		later, calls := w.with(newer), 0
		between = func() {
			if calls++; calls != 2 { // the first is before the rows are read
				return
			}
			must[model.OpenContact](t)(w.Contacts.Update(w.ctx, operator, edited.ID, 1, set(func(e *model.ContactEdit) { e.Title = "副主任" })))
			if err := w.Contacts.Delete(w.ctx, operator, deleted.ID, 1); err != nil {
				t.Error(err)
			}
		}
		place := resealAll(t, w, later)
		if place.Contacts != 1 || place.Missed != 2 {
			t.Errorf("the first time: %+v", place)
		}
		if got := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, operator, edited.ID, false)); got.Title != "副主任" || got.Version != 2 {
			t.Errorf("the edit is lost: %+v", got)
		}
		between = nil
		if place = resealAll(t, w, later); place.Contacts != 1 || place.Missed != 0 {
			t.Errorf("the second time: %+v", place)
		}
		for _, id := range []uint64{edited.ID, third.ID} {
			if got := must[model.OpenContact](t)(later.Contacts.Get(w.ctx, operator, id, false)); got.KeyID != newer.Active() || got.Mobile != person.Mobile {
				t.Errorf("contact %d: %+v", id, got)
			}
		}
	})
}

// What cannot be opened is named and left, the rest goes on.
func TestResealingPassesOverWhatItCannotOpen(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		lost, altered, good := w.contact(o), w.contact(o), w.contact(o)
		must[any](t)(w.store.Pool().ExecContext(w.ctx, "UPDATE contacts SET key_id = 'k000000000000' WHERE id = ?", lost.ID))
		must[any](t)(w.store.Pool().ExecContext(w.ctx, "UPDATE contacts SET uid = 'x' WHERE id = ?", altered.ID))
		newer := olderAnd(t, w.keys...)
		later := w.with(newer)
		place := resealAll(t, w, later)
		want := []string{
			fmt.Sprintf("contact %d, sealed with k000000000000", lost.ID), fmt.Sprintf("contact %d, sealed with %s", altered.ID, altered.KeyID),
		}
		if diff := cmp.Diff(want, place.Unreadable); diff != "" || place.Contacts != 1 {
			t.Errorf("%+v:\n%s", place, diff)
		}
		if got := must[model.OpenContact](t)(later.Contacts.Get(w.ctx, operator, good.ID, false)); got.KeyID != newer.Active() {
			t.Errorf("the good one: %+v", got)
		}
		use := must[[]model.KeyUse](t)(later.Keys.Use(w.ctx, operator))
		if len(use) != 3 || use[2] != (model.KeyUse{KeyID: "k000000000000", Contacts: 1}) {
			t.Errorf("the use: %+v", use)
		}
	})
}

// A search that begins before another program has added a key, and meets rows that are hashed with it, finds them.
func TestFindTakesUpANewKeyMeanwhile(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		c := w.contact(w.organization(countyA))
		newest := append(slices.Clone(w.keys), seal.NewKey(seal.International))
		lines, reads := w.keys, 0
		found := w.with(must[*seal.Ring](t)(seal.Follow(func() (string, error) {
			text := strings.Join(lines, "\n")
			if reads++; reads == 2 { // after the ring was read for the search, before the search
				lines = newest
				resealAll(t, w, w.with(ring(t, newest...)))
			}
			return text, nil
		})))
		list := must[model.List[model.OpenContact]](t)(found.Contacts.Find(w.ctx, operator, person.Mobile, false, everything))
		if len(list.Items) != 1 || list.Items[0].ID != c.ID || list.Items[0].KeyID == c.KeyID || reads < 4 {
			t.Errorf("found %+v after %d reads", list.Items, reads)
		}
	})
}
