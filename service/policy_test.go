package service_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// A method without an operation fails: nothing that a caller can do is without a test of who may do it, of who may not
// even know of it, and of the trace it leaves.
func TestEveryMethodHasAnOperation(t *testing.T) {
	listed := map[string]bool{}
	for _, op := range operations() {
		listed[op.method] = true
	}
	collections := reflect.TypeFor[service.Services]()
	for i := range collections.NumField() {
		field := collections.Field(i)
		for n := range field.Type.NumMethod() {
			name := field.Name + "." + field.Type.Method(n).Name
			if !listed[name] {
				t.Errorf("%s is not listed", name)
			}
			delete(listed, name)
		}
	}
	for name := range listed {
		t.Errorf("there is no %s", name)
	}
}

func TestEveryMethod(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, op := range operations() {
			for _, table := range []string{"audit_entries", "events"} { // only to keep the dumps small
				execute(t, w.store, "DELETE FROM "+table)
			}
			attempt := op.ready(w)
			before := dump(t, w.store)
			checkRoles(t, op, attempt)
			checkForeigner(t, op, attempt)
			checkBrokenTrail(t, w, op, attempt)
			if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
				t.Errorf("%s was refused, but changed:\n%s", op.method, diff)
			}
			checkTrail(t, w, op, attempt)
		}
	})
}

// granted lists the roles that may, with the one that the trail is checked with first.
func granted(p model.Permission) []model.Role {
	var roles []model.Role
	for _, role := range model.Roles {
		if p == "" || actor(role, model.ScopeAll).Allow(p) == nil {
			roles = append(roles, role)
		}
	}
	return roles
}

func checkRoles(t *testing.T, op operation, attempt func(model.Actor) error) {
	t.Helper()
	may := granted(op.needs)
	for _, role := range model.Roles {
		if slices.Contains(may, role) {
			continue
		}
		for _, scope := range []model.Scope{model.Scope(countyA), model.Scope(countyB), "4228", model.ScopeAll} {
			var e *model.Error
			if err := attempt(actor(role, scope)); !errors.As(err, &e) || e.Kind != model.KindForbidden || e.Code != "forbidden" {
				t.Errorf("%s by %s in %s: %v", op.method, role, scope, err)
			}
		}
	}
}

// onCampaignOfAbove are methods on a campaign of the prefecture, which a foreigner sees in which nothing is of its own.
var onCampaignOfAbove = map[string]bool{
	"Inspections.SubmitMany": true, "SelfChecks.CreateMany": true, "SelfChecks.Compare": true,
}

func checkForeigner(t *testing.T, op operation, attempt func(model.Actor) error) {
	t.Helper()
	if op.foreign == anyone {
		return
	}
	for _, role := range granted(op.needs) {
		for _, scope := range []model.Scope{model.Scope(countyA), ""} {
			err := attempt(actor(role, scope))
			if seesNothing := scope == "" || role == model.RoleUnitStaff; seesNothing && onCampaignOfAbove[op.method] {
				refused(t, op.method+" from nowhere", err, missing) // not even the campaign is seen
				continue
			}
			refused(t, op.method+" by "+string(role)+" of "+string(scope), err, op.foreign)
			if op.foreign == missing && (err == nil || !errors.Is(err, model.NotFound()) || len(fieldsOf(err)) > 0) {
				t.Errorf("%s: not the answer for an unknown thing: %v", op.method, err)
			}
		}
	}
}

func fieldsOf(err error) []model.FieldError {
	var e *model.Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// privateKinds are those that other systems do not hear of. Of a row its list tells.
var privateKinds = []string{
	"token", "user", "session", "contact", "security", "audit", "keys", "self_check", "draft", "import_mapping", "webhook", "reconciliation_row",
}

// private reports whether what the method changes is nothing that other systems hear of.
func (op operation) private() bool {
	return !slices.ContainsFunc(strings.Fields(op.changes), func(name string) bool {
		kind, _, _ := strings.Cut(name, ".")
		return !slices.Contains(privateKinds, kind)
	})
}

// holder is who may, in the region of the thing.
func (op operation) holder() model.Actor {
	scope := op.scope
	if scope == "" {
		scope = model.Scope(countyB)
	}
	return actor(granted(op.needs)[0], scope)
}

// checkBrokenTrail makes the trail fail: then nothing may change, and the failure is nothing that a caller could mend.
func checkBrokenTrail(t *testing.T, w *world, op operation, attempt func(model.Actor) error) {
	t.Helper()
	if op.changes == "" {
		return
	}
	for _, table := range []string{"audit_entries", "events"} {
		if table == "events" && op.private() {
			continue
		}
		mend := breakTable(t, w.store, table)
		err := attempt(op.holder())
		mend()
		if err == nil || refusal(err) != err.Error() {
			t.Errorf("%s without %s: %v", op.method, table, err)
		}
	}
}

// followed are the types of events that follow from another change, which alone the trail has.
const followed = "'filing.create', 'filing.update', 'filing.move', 'finding.move', 'measure.move', 'attachment.move'"

// checkTrail looks at what the method writes when it may and can: one audit entry and one event for each changed thing.
func checkTrail(t *testing.T, w *world, op operation, attempt func(model.Actor) error) {
	t.Helper()
	audits, events := lastID(t, w, "audit_entries"), lastID(t, w, "events")
	if err := attempt(op.holder()); err != nil && !errors.Is(err, errSaw) {
		t.Errorf("%s by who may: %v", op.method, err)
	} else if op.foreign == nothing && err == nil {
		t.Errorf("%s shows nothing to who may see it", op.method)
	}
	written := query(t, w.store, "SELECT operation, thing_kind, thing_id, region_code, at FROM audit_entries WHERE id > ? ORDER BY id", audits)
	told := query(t, w.store, "SELECT type AS operation, thing_kind, thing_id, region_code, at FROM events WHERE id > ? AND type NOT LIKE '%.leave' AND type NOT IN ("+followed+") ORDER BY id", events)
	if op.private() {
		told = append(told, written...) // and an event there would be one too many
	}
	public := slices.DeleteFunc(slices.Clone(written), func(line string) bool {
		return !op.private() && slices.ContainsFunc(privateKinds, func(kind string) bool { return strings.Contains(line, "|thing_kind="+kind+"|") })
	})
	if diff := cmp.Diff(public, told); diff != "" {
		t.Errorf("%s: audit and events differ:\n%s", op.method, diff)
	}
	var names []string
	for _, line := range written {
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "operation="), "|")
		names = append(names, name)
	}
	if got := strings.Join(names, " "); got != op.changes {
		t.Errorf("%s wrote %q, want %q", op.method, got, op.changes)
	}
}

func lastID(t *testing.T, w *world, table string) int {
	t.Helper()
	return count(t, w.store, "SELECT COALESCE(MAX(id), 0) FROM "+table)
}
