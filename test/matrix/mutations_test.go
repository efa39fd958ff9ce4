package matrix

import (
	"fmt"
	"slices"
	"testing"

	"xuncha/model"
)

// An operation that loses its row in the policy cannot be registered, so it is not there for anybody.
func TestNoOperationWithoutARule(t *testing.T) {
	w := onSQLite(t).world
	whole := model.Policy
	defer func() { model.Policy = whole }()
	for i, rule := range whole {
		model.Policy = slices.Delete(slices.Clone(whole), i, i+1)
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("the program starts without the row of %s", rule.Operation)
				}
			}()
			newAPI(w)
		}()
	}
	model.Policy = whole
	newAPI(w) // the control: with all of them it starts
}

// Each grant of the policy is seen by the matrix: with any of them taken away, or any other given, it finds a fault. The
// document stays as it is, so this is what an error in the policy would look like.
func TestTheMatrixSeesEveryGrant(t *testing.T) {
	m := onSQLite(t)
	identities := m.world.identities()
	operations := readDocument(t)
	for _, p := range append([]model.Permission{model.OwnAccount}, model.Permissions...) {
		of := slices.DeleteFunc(slices.Clone(operations), func(o operation) bool { return o.permission != p })
		if len(of) == 0 {
			t.Logf("no operation needs %s", p)
			continue
		}
		for _, role := range model.Roles {
			who := slices.DeleteFunc(slices.Clone(identities), func(i identity) bool { return !m.shows(i, role, p) })
			if len(who) == 0 {
				t.Logf("nobody shows whether %s has %s", role, p)
				continue
			}
			had := role.Has(p)
			restore := model.SwapGrants(func(g model.Grants) {
				if had {
					g[p] = slices.DeleteFunc(g[p], func(r model.Role) bool { return r == role })
				} else {
					g[p] = append(g[p], role)
				}
			})
			faults := m.check(of[:min(len(of), 3)], who[:1])
			restore()
			if len(faults) == 0 {
				t.Errorf("%s: nobody notices", flipped(role, p, had))
			}
		}
	}
	if faults := m.check(operations[:10], identities); len(faults) > 0 { // the control
		t.Errorf("with the policy in place:\n%s", describe(faults))
	}
}

// shows reports whether an identity's answers depend on a grant: it has the role in the county, and its key is not
// narrowed to less.
func (m *matrix) shows(i identity, role model.Role, p model.Permission) bool {
	if i.role != role || i.unknown || i.restricted || i.county == "P" {
		return false
	}
	return role != model.RoleIntegration || len(i.permissions) > 0 || p == model.OwnAccount
}

func flipped(role model.Role, p model.Permission, had bool) string {
	if had {
		return fmt.Sprintf("%s lost %s", role, p)
	}
	return fmt.Sprintf("%s got %s", role, p)
}
