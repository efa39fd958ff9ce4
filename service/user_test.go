package service_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
)

func (w *world) person(role model.Role, scope model.Scope, change ...func(*model.UserEdit)) (model.User, model.Actor) {
	w.t.Helper()
	u := w.user(role, scope, change...)
	_, a := w.logIn(u)
	return u, a
}

func narrowedTo(scopes ...model.Permission) func(*model.UserEdit) {
	return func(e *model.UserEdit) { e.Scopes = scopes }
}

func TestWhoMayGiveWhat(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			maker model.Role
			from  model.Scope
			role  model.Role
			scope model.Scope
			want  string
		}{
			{model.RoleAdmin, model.ScopeAll, model.RoleAdmin, model.ScopeAll, ""},
			{model.RoleAdmin, "4228", model.RoleAdmin, "4228", ""},
			{model.RoleAdmin, "4228", model.RoleAuditor, "422801", ""},
			{model.RoleAdmin, "4228", model.RoleAdmin, model.ScopeAll, "invalid_fields region_code:unknown_reference"},
			{model.RoleAdmin, "4228", model.RoleViewer, "42", "invalid_fields region_code:unknown_reference"},
			{model.RoleAdmin, "4228", model.RoleViewer, "4201", "invalid_fields region_code:unknown_reference"},
			{model.RoleAdmin, "4228", model.RoleViewer, "422", "invalid_fields region_code:not_a_scope"},
			{model.RoleAdmin, "4228", model.RoleViewer, "", "invalid_fields region_code:not_a_scope"},
			{model.RoleAdmin, "4228", "root", "4228", "invalid_fields role:not_one_of"},
			{model.RoleAdmin, "4228", model.RoleUnitStaff, "4228", "invalid_fields organization_id:required"},
			{model.RoleCountyAdmin, "422801", model.RoleCountyAdmin, "422801", ""},
			{model.RoleCountyAdmin, "422801", model.RoleViewer, "422801", ""},
			{model.RoleCountyAdmin, "422801", model.RoleAdmin, "422801", "invalid_fields role:role_not_yours"},
			{model.RoleCountyAdmin, "422801", model.RoleAuditor, "422801", "invalid_fields role:role_not_yours"},
			{model.RoleCountyAdmin, "422801", model.RoleIntegration, "422801", "invalid_fields role:role_not_yours"},
			{model.RoleCountyAdmin, "422801", model.RoleAdmin, "all", "invalid_fields role:role_not_yours region_code:unknown_reference"},
			{model.RoleCountyAdmin, "422801", model.RoleViewer, "422802", "invalid_fields region_code:unknown_reference"},
			{model.RoleCountyAdmin, "", model.RoleViewer, "422801", "invalid_fields region_code:unknown_reference"},
			{model.RoleViewer, "4228", model.RoleViewer, "4228", "forbidden"},
			{model.RoleAuditor, "all", model.RoleViewer, "4228", "forbidden"},
		} {
			_, err := w.Users.Create(w.ctx, actor(tt.maker, tt.from), w.userEdit(tt.role, tt.scope), model.NewPassword{Password: goodPassword})
			refused(t, fmt.Sprintf("%s of %s makes %s of %s", tt.maker, tt.from, tt.role, tt.scope), err, tt.want)
		}
	})
}

func TestUserFields(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		dissolved := w.organization(countyA)
		must[model.Organization](t)(w.Organizations.Dissolve(w.ctx, operator, dissolved.ID, 1, why))
		u := w.user(model.RoleViewer, "4228", func(e *model.UserEdit) { e.Name = "zhangsan" })
		staff := w.user(model.RoleUnitStaff, "", func(e *model.UserEdit) { e.OrganizationID = model.OptionalID(o.ID) })
		if staff.Scope != model.Scope(countyA) {
			t.Errorf("%+v", staff)
		}
		for want, change := range map[string]func(*model.UserEdit){
			"already_exists name:taken":                      func(e *model.UserEdit) { e.Name = "ZHANG SAN" },
			"invalid_fields organization_id:only_unit_staff": func(e *model.UserEdit) { e.OrganizationID = model.OptionalID(o.ID) },
			"invalid_fields scopes:not_a_permission":         narrowedTo("everything"),
			"invalid_fields scopes:permission_not_of_role":   narrowedTo(model.ManageUsers),
			"invalid_fields scopes:not_a_permission ":        narrowedTo(model.Public),
			"invalid_fields scopes:required":                 func(e *model.UserEdit) { e.Role = model.RoleIntegration },
			"invalid_fields name:required role:not_one_of":   func(e *model.UserEdit) { e.Name, e.Role = " ", "" },
			"invalid_fields organization_id:unknown_reference": func(e *model.UserEdit) {
				e.Role, e.OrganizationID = model.RoleUnitStaff, 999
			},
			"invalid_fields region_code:region_of_organization": func(e *model.UserEdit) {
				e.Role, e.OrganizationID = model.RoleUnitStaff, model.OptionalID(o.ID)
			},
			"invalid_fields organization_id:organization_not_active": func(e *model.UserEdit) {
				e.Role, e.RegionCode, e.OrganizationID = model.RoleUnitStaff, "", model.OptionalID(dissolved.ID)
			},
		} {
			e := w.userEdit(model.RoleViewer, "4228")
			change(&e)
			_, err := w.Users.Create(w.ctx, operator, e, model.NewPassword{Password: goodPassword})
			if trimmed := want; refusal(err) != trimTail(trimmed) {
				t.Errorf("%q, want %q", refusal(err), want)
			}
		}
		_, err := w.Users.Create(w.ctx, operator, model.UserEdit{}, model.NewPassword{})
		refused(t, "nothing", err, "invalid_fields name:required role:not_one_of region_code:not_a_scope password:required")
		// Scopes come in one order, each once.
		got := must[model.User](t)(w.Users.Update(w.ctx, operator, u.ID, 1, set(func(e *model.UserEdit) {
			e.Scopes = model.Set[model.Permission]{model.ReadCampaigns, model.ReadRegister, model.ReadCampaigns}
		})))
		if fmt.Sprint(got.Permissions) != "[register.read campaigns.read]" {
			t.Errorf("%v", got.Permissions)
		}
		// Unit staff follow their organization, and leave it with their role.
		other := w.organization(countyB)
		got = must[model.User](t)(w.Users.Update(w.ctx, operator, staff.ID, 1, set(func(e *model.UserEdit) { e.OrganizationID = model.OptionalID(other.ID) })))
		if got.Scope != model.Scope(countyB) {
			t.Errorf("%+v", got)
		}
		refused(t, "a viewer with an organization", only(w.Users.Update(w.ctx, operator, staff.ID, 2, set(func(e *model.UserEdit) {
			e.Role = model.RoleViewer
		}))), "invalid_fields organization_id:only_unit_staff")
	})
}

func trimTail(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

func TestPasswordsThatAreRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for password, want := range map[model.Password]string{
			"short":                           "too_short",
			"elevenchars":                     "too_short",
			"恩施州恩施州恩施州恩施":                     "too_short",
			"passwordpassword":                "password_too_common",
			"123456789012":                    "password_too_common",
			"Admin@123456":                    "password_too_common",
			"Enshi@123456":                    "password_too_common",
			"1qaz2wsx3edc":                    "password_too_common",
			"qwertyuiopasdf":                  "password_too_common",
			"密码密码密码密码密码密码":                    "password_too_common",
			"恩恩恩恩恩恩恩恩恩恩恩恩":                    "password_too_common",
			"zhangsanfeng":                    "password_too_common",
			"zhangsanfeng1":                   "password_too_common",
			"correct\nhorse battery":          "forbidden_character",
			"correct\u200bhorse battery":      "forbidden_character",
			model.Password(long(129, "ab1-")): "too_long",
		} {
			e := w.userEdit(model.RoleViewer, "4228")
			e.Name, e.DisplayName = "zhangsanfeng", "Zhang Sanfeng"
			_, err := w.Users.Create(w.ctx, operator, e, model.NewPassword{Password: password})
			refused(t, string(password), err, "invalid_fields password:"+want)
		}
		for _, password := range []model.Password{
			goodPassword, "k7#mQ2pz!Wd9", "水杉 利川 腾龙洞 清江 画廊", model.NewPasswordText(), "quilt-anchor-velvet-54", model.Password(long(128, "Xq7 水杉-tenglong ")),
		} {
			_, err := w.Users.Create(w.ctx, operator, w.userEdit(model.RoleViewer, "4228"), model.NewPassword{Password: password})
			refused(t, string(password), err, "")
		}
	})
}

func long(n int, of string) string {
	runes := []rune(of)
	out := make([]rune, n)
	for i := range out {
		out[i] = runes[i%len(runes)]
		if i%7 == 6 {
			out[i] = rune('a' + i*i%26)
		}
	}
	return string(out)
}

// A county administrator sees and changes the users of its county, and of them only those whose role is its to give.
func TestWhomACountySees(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, county := w.person(model.RoleCountyAdmin, model.Scope(countyA))
		mine := w.user(model.RoleViewer, model.Scope(countyA))
		hidden := []model.User{
			w.user(model.RoleViewer, model.Scope(countyB)), w.user(model.RoleViewer, "4228"), w.user(model.RoleViewer, "all"),
			w.user(model.RoleAdmin, model.Scope(countyA)), w.user(model.RoleAuditor, model.Scope(countyA)), w.user(model.RoleInspector, model.Scope(countyA)),
		}
		list := must[model.List[model.User]](t)(w.Users.List(w.ctx, county, model.UserFilter{}, everything))
		if len(list.Items) != 2 || list.Items[1].ID != mine.ID {
			t.Errorf("%+v", list.Items)
		}
		for _, u := range hidden {
			for what, err := range map[string]error{
				"get":     only(w.Users.Get(w.ctx, county, u.ID)),
				"find":    only(w.Users.Find(w.ctx, county, u.Name)),
				"update":  only(w.Users.Update(w.ctx, county, u.ID, 1, set(func(e *model.UserEdit) { e.DisplayName = "x" }))),
				"disable": only(w.Users.Disable(w.ctx, county, u.ID, 1, why)),
				"set":     only(w.Users.SetPassword(w.ctx, county, u.ID, 1, model.NewPassword{Password: "another long passphrase"})),
			} {
				refused(t, what+" "+string(u.Role)+" "+string(u.Scope), err, missing)
			}
		}
		for want, change := range map[string]func(*model.UserEdit){
			"invalid_fields role:role_not_yours":           func(e *model.UserEdit) { e.Role = model.RoleAdmin },
			"invalid_fields region_code:unknown_reference": func(e *model.UserEdit) { e.RegionCode = model.Scope(countyB) },
		} {
			refused(t, want, only(w.Users.Update(w.ctx, county, mine.ID, 1, set(change))), want)
		}
	})
}

func TestFiltersOfUsers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a := w.user(model.RoleViewer, model.Scope(countyA), func(e *model.UserEdit) { e.Name, e.DisplayName = "wangwu", "王五" })
		b := w.user(model.RoleInspector, model.Scope(countyB), func(e *model.UserEdit) { e.Name, e.DisplayName = "zhao_6%", "赵六" })
		must[model.User](t)(w.Users.Disable(w.ctx, operator, b.ID, 1, why))
		for _, tt := range []struct {
			f    model.UserFilter
			want []uint64
		}{
			{model.UserFilter{}, []uint64{a.ID, b.ID}},
			{model.UserFilter{Region: model.Scope(countyA)}, []uint64{a.ID}},
			{model.UserFilter{Region: "42"}, []uint64{a.ID, b.ID}},
			{model.UserFilter{Role: model.RoleInspector}, []uint64{b.ID}},
			{model.UserFilter{State: model.UserActive}, []uint64{a.ID}},
			{model.UserFilter{Query: "WANG"}, []uint64{a.ID}},
			{model.UserFilter{Query: "赵六"}, []uint64{b.ID}},
			{model.UserFilter{Query: "_6%"}, []uint64{b.ID}},
			{model.UserFilter{Query: "%"}, []uint64{b.ID}},
			{model.UserFilter{Query: "' OR 1=1"}, nil},
		} {
			for _, req := range []model.ListRequest{everything, {Page: 1, Size: 10, Sort: "-name"}} {
				list := must[model.List[model.User]](t)(w.Users.List(w.ctx, operator, tt.f, req))
				got := map[uint64]bool{}
				for _, u := range list.Items {
					got[u.ID] = true
				}
				for _, id := range tt.want {
					if !got[id] || len(got) != len(tt.want) {
						t.Errorf("%+v: %v, want %v", tt.f, got, tt.want)
					}
				}
				if len(tt.want) == 0 && len(got) > 0 {
					t.Errorf("%+v: %v", tt.f, got)
				}
			}
		}
	})
}

// Rights that change, a password that is set and a user who is disabled end what is open, in the same moment.
func TestChangedRightsEndSessions(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		for what, change := range map[string]func(u model.User) error{
			"role": func(u model.User) error {
				return only(w.Users.Update(w.ctx, operator, u.ID, 1, set(func(e *model.UserEdit) { e.Role = model.RoleReviewer })))
			},
			"region": func(u model.User) error {
				return only(w.Users.Update(w.ctx, operator, u.ID, 1, set(func(e *model.UserEdit) { e.RegionCode = "422802" })))
			},
			"scopes": func(u model.User) error {
				return only(w.Users.Update(w.ctx, operator, u.ID, 1, set(narrowedTo(model.ReadRegister))))
			},
			"organization": func(u model.User) error {
				return only(w.Users.Update(w.ctx, operator, u.ID, 1, set(func(e *model.UserEdit) {
					e.Role, e.OrganizationID, e.RegionCode = model.RoleUnitStaff, model.OptionalID(o.ID), ""
				})))
			},
			"state": func(u model.User) error { return only(w.Users.Disable(w.ctx, operator, u.ID, 1, why)) },
			"password": func(u model.User) error {
				return only(w.Users.SetPassword(w.ctx, operator, u.ID, 1, model.NewPassword{Password: "another long passphrase"}))
			},
		} {
			u := w.user(model.RoleInspector, "4228")
			first, _ := w.logIn(u)
			second, _ := w.logIn(u)
			bystander, _ := w.logIn(w.user(model.RoleViewer, "4228"))
			refused(t, what, change(u), "")
			for _, opened := range []service.Opened{first, second} {
				refused(t, what, only(w.Sessions.Authenticate(w.ctx, opened.Text)), "unauthenticated")
			}
			refused(t, "a bystander of "+what, only(w.Sessions.Authenticate(w.ctx, bystander.Text)), "")
		}
		// A name is no right.
		u := w.user(model.RoleInspector, "4228")
		opened, _ := w.logIn(u)
		must[model.User](t)(w.Users.Update(w.ctx, operator, u.ID, 1, set(func(e *model.UserEdit) { e.DisplayName = "李四" })))
		refused(t, "another name", only(w.Sessions.Authenticate(w.ctx, opened.Text)), "")
	})
}

func TestNobodyChangesItsOwnRights(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.user(model.RoleAdmin, model.ScopeAll)
		u, a := w.person(model.RoleAdmin, "4228")
		for what, err := range map[string]error{
			"role":     only(w.Users.Update(w.ctx, a, u.ID, 1, set(func(e *model.UserEdit) { e.Role = model.RoleViewer }))),
			"region":   only(w.Users.Update(w.ctx, a, u.ID, 1, set(func(e *model.UserEdit) { e.RegionCode = "422801" }))),
			"scopes":   only(w.Users.Update(w.ctx, a, u.ID, 1, set(narrowedTo(model.ManageUsers)))),
			"state":    only(w.Users.Disable(w.ctx, a, u.ID, 1, why)),
			"password": only(w.Users.SetPassword(w.ctx, a, u.ID, 1, model.NewPassword{Password: "another long passphrase"})),
		} {
			refused(t, what, err, "not_your_own")
		}
		refused(t, "name", only(w.Users.Update(w.ctx, a, u.ID, 1, set(func(e *model.UserEdit) { e.DisplayName = "张三" }))), "")
	})
}

func TestLastAdministrator(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		last := w.user(model.RoleAdmin, "4228")
		// None of these could take the place.
		w.user(model.RoleAdmin, "422801")
		w.user(model.RoleAdmin, "4201")
		w.user(model.RoleAdmin, "4228", narrowedTo(model.ManageCampaigns))
		w.user(model.RoleCountyAdmin, "4228")
		gone := w.user(model.RoleAdmin, "4228")
		must[model.User](t)(w.Users.Disable(w.ctx, operator, gone.ID, 1, why))
		attempts := map[string]func(version uint64) error{
			"disable": func(v uint64) error { return only(w.Users.Disable(w.ctx, operator, last.ID, v, why)) },
			"demote": func(v uint64) error {
				return only(w.Users.Update(w.ctx, operator, last.ID, v, set(func(e *model.UserEdit) { e.Role = model.RoleViewer })))
			},
			"narrow": func(v uint64) error {
				return only(w.Users.Update(w.ctx, operator, last.ID, v, set(narrowedTo(model.ManageCampaigns))))
			},
			"move": func(v uint64) error {
				return only(w.Users.Update(w.ctx, operator, last.ID, v, set(func(e *model.UserEdit) { e.RegionCode = "422801" })))
			},
		}
		for what, attempt := range attempts {
			refused(t, what, attempt(1), "last_administrator")
		}
		// What leaves the users of the region managed is no removal.
		version := uint64(1)
		for _, change := range []func(*model.UserEdit){
			narrowedTo(model.ManageUsers), narrowedTo(), func(e *model.UserEdit) { e.RegionCode = "42" }, func(e *model.UserEdit) { e.Name = "last" },
		} {
			last = must[model.User](t)(w.Users.Update(w.ctx, operator, last.ID, version, set(change)))
			version = last.Version
		}
		refused(t, "moved back", only(w.Users.Update(w.ctx, operator, last.ID, version, set(func(e *model.UserEdit) { e.RegionCode = "4228" }))), "last_administrator")
		w.user(model.RoleAdmin, model.ScopeAll, narrowedTo(model.ManageUsers))
		for what, attempt := range attempts {
			execute(t, w.store, fmt.Sprintf("UPDATE users SET state = 'active', role = 'admin', scope = '42', permissions = '', version = %d WHERE id = %d", version, last.ID))
			refused(t, what+" with another", attempt(version), "")
		}
	})
}

// Two administrators remove each other at the same moment: one of them is left.
func TestAdministratorsRemoveEachOther(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.user(model.RoleAdmin, "4228"), w.user(model.RoleAdmin, "4228")
		for round := range rounds {
			version := uint64(1)
			execute(t, w.store, "UPDATE users SET state = 'active', version = 1")
			first, second := both(
				func() error { return only(w.Users.Disable(w.ctx, operator, a.ID, version, why)) },
				func() error { return only(w.Users.Disable(w.ctx, operator, b.ID, version, why)) },
			)
			if (first == nil) == (second == nil) || refusal(errors.Join(first, second)) != "last_administrator" {
				t.Fatalf("round %d: %v, %v", round, first, second)
			}
		}
	}, repository.WithPool(8))
}

// The control of the race: without the lock each sees the other one, and nobody is left.
func TestAdministratorsRemoveEachOtherWithoutTheLock(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	a, b := w.user(model.RoleAdmin, "4228"), w.user(model.RoleAdmin, "4228")
	remove := func(ctx context.Context, tx *repository.Store, u, other model.User) error {
		left, err := tx.Users.Get(ctx, operator.Manages(), other.ID)
		if err != nil || !left.ManagesUsers() {
			return errors.Join(errors.New("nobody is left"), err)
		}
		u.State, u.Version = model.UserDisabled, 2
		return tx.Users.Update(ctx, 1, &u)
	}
	finish := hold(t, w.store, func(ctx context.Context, tx *repository.Store) error { return remove(ctx, tx, a, b) })
	_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, remove(w.ctx, tx, b, a)
	})
	if err := errors.Join(err, finish()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, w.store, "SELECT COUNT(*) FROM users WHERE state = 'active'"); n != 0 {
		t.Errorf("the control left %d", n)
	}
}

// A user changes nothing of what a login writes at the same time, and the other way round.
func TestLoginBesideAChange(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleViewer, "4228")
		for round := range 10 {
			w.later(time.Hour)
			version := uint64(round + 1)
			changing, loggingIn := both(
				func() error {
					return only(w.Users.Update(w.ctx, operator, u.ID, version, set(func(e *model.UserEdit) { e.DisplayName = fmt.Sprint(round) })))
				},
				func() error { return w.guess(u.Name, office, goodPassword) },
			)
			if changing != nil || loggingIn != nil {
				t.Fatalf("%v, %v", changing, loggingIn)
			}
			got := must[model.User](t)(w.Users.Get(w.ctx, operator, u.ID))
			if got.DisplayName != fmt.Sprint(round) || !got.LastLoginAt.Equal(w.now) || got.Version != version+1 {
				t.Fatalf("round %d: %+v", round, got)
			}
		}
	}, repository.WithPool(8))
}
