package service_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
)

// plainUser is somebody as anybody would describe them.
type plainUser struct {
	model.User // as it was made
	version    uint64
	state      string
}

// manages says whether somebody has to do with a user: with everybody of the own area, or with those of a county whose roles
// its administrator gives.
func (p *plainUser) manages(u *plainUser) bool {
	given := []model.Role{model.RoleCountyAdmin, model.RoleUnitStaff, model.RoleViewer}
	return p.Scope.Covers(model.RegionCode(u.Scope)) && (p.Role == model.RoleAdmin || slices.Contains(given, u.Role))
}

// bureau is everybody, beside the program. The first two administrate.
type bureau struct {
	w     *world
	users []*plainUser
	seen  map[string]int
}

func newBureau(w *world, seen map[string]int) *bureau {
	execute(w.t, w.store, "DELETE FROM sessions")
	execute(w.t, w.store, "DELETE FROM users")
	o := &bureau{w: w, seen: seen}
	for _, of := range []struct {
		role  model.Role
		scope model.Scope
	}{
		{model.RoleAdmin, "4228"},
		{model.RoleAdmin, "4228"},
		{model.RoleCountyAdmin, model.Scope(countyA)},
		{model.RoleCountyAdmin, model.Scope(countyB)},
		{model.RoleViewer, model.Scope(countyA)},
		{model.RoleReviewer, model.Scope(countyA)},
	} {
		u := w.inspector(of.scope, func(e *model.UserEdit) { e.Role = of.role })
		o.users = append(o.users, &plainUser{u, 1, "active"})
	}
	return o
}

// order is a verb of somebody on a user, made on a version.
type order struct {
	who, of *plainUser
	verb    string
	on      uint64
}

func (o *bureau) call(e order) error {
	switch e.verb {
	case "disable":
		return only(o.w.Users.Disable(o.w.ctx, as(e.who.User), e.of.ID, e.on, today))
	case "enable":
		return only(o.w.Users.Enable(o.w.ctx, as(e.who.User), e.of.ID, e.on, today))
	}
	return only(o.w.Users.SetPassword(o.w.ctx, as(e.who.User), e.of.ID, e.on, model.NewPassword{Password: model.Password(fmt.Sprintf("quilt-anchor-velvet-%d", o.w.next()))}))
}

// userVerbs are the verbs of each state, written down a second time.
var userVerbs = map[string]string{"active": "disable, set-password", "disabled": "enable, set-password"}

// wants says how a verb is refused, if it is. Whoever administrates last stays.
func (o *bureau) wants(e order) string {
	last := e.verb == "disable" && (e.of == o.users[0] && o.users[1].state == "disabled" || e.of == o.users[1] && o.users[0].state == "disabled")
	return first(
		when(e.who.Role != model.RoleAdmin && e.who.Role != model.RoleCountyAdmin, "forbidden"), when(!e.who.manages(e.of), missing),
		when(e.on != e.of.version, "stale_version"), when(e.verb == map[string]string{"active": "enable", "disabled": "disable"}[e.of.state], "wrong_state"),
		when(e.who == e.of, "not_your_own"), when(last, "last_administrator"),
	)
}

func (o *bureau) take(e order) {
	e.of.version++
	if e.verb != "set-password" {
		e.of.state = e.verb + "d"
	}
	if e.of.state == "enabled" {
		e.of.state = "active"
	}
}

func (o *bureau) draw(t *rapid.T) order {
	in := slices.DeleteFunc(slices.Clone(o.users), func(u *plainUser) bool { return u.state != "active" }) // the others cannot log in
	e := order{who: pick(t, "who", in...), of: pick(t, "user", o.users...), verb: pick(t, "verb", "disable", "disable", "enable", "set-password")}
	if disabled := slices.IndexFunc(o.users, func(u *plainUser) bool { return u.state == "disabled" }); e.verb == "enable" && disabled >= 0 {
		e.of = o.users[disabled]
	}
	if e.on = e.of.version; seldom(t, "late") {
		e.on--
	}
	return e
}

func (o *bureau) verb(t *rapid.T) {
	e := o.draw(t)
	want, err := o.wants(e), o.call(e)
	o.seen[e.verb+" "+want]++
	var refused *model.Error
	if errors.As(err, &refused) && refused.Code == "wrong_state" && !cmp.Equal(refused.Args, []any{e.of.state, userVerbs[e.of.state]}) {
		t.Fatalf("%s of who is %s: told that it allows %v", e.verb, e.of.state, refused.Args)
	}
	if same(t, fmt.Sprintf("%s by %s of %s", e.verb, e.who.Role, e.of.Role), err, want) {
		o.take(e)
	}
}

// twice lets two do something to one user at once: one does, the other is told that it is late.
func (o *bureau) twice(t *rapid.T) {
	one, two := o.draw(t), o.draw(t)
	two.of, two.on = one.of, one.on
	if o.wants(one)+o.wants(two) != "" {
		return
	}
	errs := together(func() error { return o.call(one) }, func() error { return o.call(two) })
	won := slices.Index(errs, nil)
	if won < 0 || refusal(errs[1-won]) != "stale_version" {
		t.Fatalf("two at once: %v", errs)
	}
	o.seen["twice"]++
	o.take([]order{one, two}[won])
}

// eachOther lets the two who administrate keep each other out at once: one of them stays.
func (o *bureau) eachOther(t *rapid.T) {
	one, two := order{o.users[0], o.users[1], "disable", o.users[1].version}, order{o.users[1], o.users[0], "disable", o.users[0].version}
	if o.wants(one)+o.wants(two) != "" {
		return
	}
	errs := together(func() error { return o.call(one) }, func() error { return o.call(two) })
	won := slices.Index(errs, nil)
	if won < 0 || refusal(errs[1-won]) != "last_administrator" {
		t.Fatalf("each other at once: %v", errs)
	}
	o.seen["each other"]++
	o.take([]order{one, two}[won])
}

// check compares everybody, and what each who manages counts.
func (o *bureau) check(t *rapid.T) {
	for _, who := range o.users[:4] {
		want, got, active := []string{}, []string{}, int64(0)
		for _, u := range o.users {
			if !who.manages(u) {
				continue
			}
			if want = append(want, fmt.Sprint(u.ID, " v", u.version, " ", u.state)); u.state == "active" {
				active++
			}
		}
		for _, row := range must[model.List[model.User]](o.w.t)(o.w.Users.List(o.w.ctx, as(who.User), model.UserFilter{}, everything)).Items {
			got = append(got, fmt.Sprint(row.ID, " v", row.Version, " ", row.State))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-plain +kept)\n%s", diff)
		}
		list, err := o.w.Users.List(o.w.ctx, as(who.User), model.UserFilter{State: model.UserActive}, model.ListRequest{Page: 1, Size: 1})
		if err != nil || list.Total != active {
			t.Fatalf("%d are active, recounted %d, %v", list.Total, active, err)
		}
	}
}

// Whatever those who manage users do to them and to each other, states go as anybody would say, and one who administrates is
// left.
func TestUsersKeepToThePlainBureau(t *testing.T) {
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		property(t, func(rt *rapid.T) {
			o := newBureau(w, seen)
			for range rapid.IntRange(5, 20).Draw(rt, "steps") {
				pick(rt, "step", o.verb, o.verb, o.verb, o.verb, o.twice, o.eachOther)(rt)
				o.check(rt)
			}
		})
	}, repository.WithPool(8))
	// The control: all of this came to pass, so the rules above were asked.
	for _, what := range []string{
		"disable ", "enable ", "set-password ", "disable forbidden", "disable not_found", "disable stale_version", "disable wrong_state",
		"enable wrong_state", "disable not_your_own", "set-password not_your_own", "twice", "each other",
	} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s", what)
		}
	}
}
