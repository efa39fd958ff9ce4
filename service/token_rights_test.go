package service_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

const (
	inside  = "10.1.2.3"
	outside = "192.0.2.7"
)

// enters says how a key is answered: the role, or the code of the refusal.
func (w *world) enters(text, source string) string {
	a, err := w.Tokens.Authenticate(w.ctx, text, source)
	if err != nil {
		return refusal(err)
	}
	return string(a.Role)
}

func TestTokenNarrowsItsHolder(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		key, text := w.token(model.TokenEdit{
			Role: model.RoleAdmin, Scope: "4228", Permissions: model.Set[model.Permission]{model.WriteRegister, model.ReadRegister},
			Networks: model.Set[string]{"10.1.0.9/16", "10.1.0.0/16"}, ExpiresAt: model.NewTime(w.now.Add(time.Hour)),
		})
		if got := strings.Join(key.Networks, " "); got != "10.1.0.0/16" || key.State != model.TokenActive {
			t.Errorf("%+v", key)
		}
		a := must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, inside))
		for p, want := range map[model.Permission]string{
			model.ReadRegister: "", model.WriteRegister: "", model.ManageTokens: "forbidden", model.ManageCampaigns: "forbidden",
		} {
			refused(t, string(p), a.Allow(p), want)
		}
		if got := w.enters(text, "::ffff:"+inside); got != "admin" {
			t.Errorf("the same address in IPv6: %s", got)
		}
		for _, source := range []string{outside, "", "::1", "10.2.0.0"} {
			if got := w.enters(text, source); got != "unauthenticated" {
				t.Errorf("from %q: %s", source, got)
			}
		}
		w.now = w.now.Add(time.Hour)
		if got := w.enters(text, inside); got != "unauthenticated" {
			t.Errorf("after its end: %s", got)
		}
		later := model.NewTime(w.now.Add(time.Hour))
		must[model.TokenStatus](t)(w.Tokens.Update(w.ctx, operator, key.ID, 1, set(func(e *model.TokenEdit) { e.ExpiresAt = later })))
		if got := w.enters(text, inside); got != "admin" {
			t.Errorf("with a later end: %s", got)
		}
		must[model.TokenStatus](t)(w.Tokens.Update(w.ctx, operator, key.ID, 2, set(func(e *model.TokenEdit) { e.Networks = nil })))
		if got := w.enters(text, outside); got != "admin" {
			t.Errorf("without networks: %s", got)
		}
		_, text = w.token(model.TokenEdit{Role: model.RoleIntegration, Scope: "4228"})
		a = must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, inside))
		refused(t, "a machine reads", a.Allow(model.ReadRegister), "")
		refused(t, "a machine without scopes", a.Allow(model.WriteRegister), "forbidden")
	})
}

// Who has been narrowed hands out nothing beyond that, neither by a new key nor by the text of another.
func TestTokensGiveNoMorePermissionsThanTheirMakerHas(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		maker := actor(model.RoleAdmin, "4228")
		maker.Permissions = model.Set[model.Permission]{model.ManageTokens, model.ReadRegister, model.ReadCampaigns, model.ReadChanges}
		for _, tt := range []struct {
			role   model.Role
			scopes model.Set[model.Permission]
			want   string
		}{
			{model.RoleAdmin, nil, "invalid_fields scopes:beyond_own_rights"},
			{model.RoleAdmin, model.Set[model.Permission]{model.ManageTokens}, ""},
			{model.RoleAdmin, model.Set[model.Permission]{model.ManageTokens, model.ManageUsers}, "invalid_fields scopes:beyond_own_rights"},
			{model.RoleViewer, nil, ""},
			{model.RoleIntegration, nil, ""},
			{model.RoleIntegration, model.Set[model.Permission]{model.SubmitResults}, "invalid_fields scopes:beyond_own_rights"},
			{model.RoleInspector, nil, "invalid_fields scopes:beyond_own_rights"},
			{model.RoleViewer, model.Set[model.Permission]{model.WriteRegister}, "invalid_fields scopes[0]:not_one_of"},
		} {
			_, _, err := w.Tokens.Create(w.ctx, maker, model.TokenEdit{Name: "a", Role: tt.role, Scope: "4228", Permissions: tt.scopes})
			refused(t, fmt.Sprint(tt.role, tt.scopes), err, tt.want)
		}
		key, text := w.token(model.TokenEdit{Role: model.RoleAdmin, Scope: "4228"})
		_, got, err := w.Tokens.Rotate(w.ctx, maker, key.ID, 1, model.TokenRotation{KeepForHours: 1})
		refused(t, "rotate a stronger key", err, "key_beyond_own_rights")
		if got != "" || w.enters(text, inside) != "admin" {
			t.Errorf("a text was given away: %q", got)
		}
		weaker, _ := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "422801"})
		_, _, err = w.Tokens.Rotate(w.ctx, maker, weaker.ID, 1, model.TokenRotation{KeepForHours: 1})
		refused(t, "rotate a weaker key", err, "")
		if err := only(w.Tokens.Revoke(w.ctx, maker, key.ID, 1, why)); err != nil {
			t.Error("a stronger key may be ended:", err)
		}
	})
}

func TestTokensAreSeenInTheirRegion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ids := map[model.Scope]uint64{}
		scopes := []model.Scope{"all", "42", "43", "4228", "4229", "422800", "422801", "422802"}
		for _, scope := range scopes {
			key, _ := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: scope})
			ids[scope] = key.ID
		}
		for _, caller := range append(scopes, "") {
			var want, got []string
			for _, scope := range scopes {
				if within, ok := caller.Narrow(scope); ok && within == scope && (scope != "all" || caller == "all") {
					want = append(want, string(scope))
				}
				a := actor(model.RoleAdmin, caller)
				_, err := w.Tokens.Get(w.ctx, a, ids[scope])
				_, _, rotated := w.Tokens.Rotate(w.ctx, a, ids[scope], 99, model.TokenRotation{})
				switch {
				case err == nil && refusal(rotated) == "stale_version":
					got = append(got, string(scope))
				case refusal(err) != "not_found" || refusal(rotated) != "not_found":
					t.Errorf("%s of %s: %v, %v", scope, caller, err, rotated)
				}
			}
			list := must[model.List[model.TokenStatus]](t)(w.Tokens.List(w.ctx, actor(model.RoleAdmin, caller), model.TokenFilter{}, everything))
			if fmt.Sprint(want) != fmt.Sprint(got) || len(list.Items) != len(want) {
				t.Errorf("%s sees %v and lists %d, want %v", caller, got, len(list.Items), want)
			}
		}
	})
}

func TestTokenFilter(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		end := model.NewTime(w.now.Add(time.Hour))
		ended, _ := w.token(model.TokenEdit{Name: "Ended 100%", Role: model.RoleViewer, Scope: "4228", ExpiresAt: end})
		dead, _ := w.token(model.TokenEdit{Name: "dead", Role: model.RoleViewer, Scope: "422801"})
		live, _ := w.token(model.TokenEdit{Name: "省级平台", Role: model.RoleIntegration, Scope: "42", ExpiresAt: model.NewTime(w.now.Add(2 * time.Hour))})
		must[model.TokenStatus](t)(w.Tokens.Revoke(w.ctx, operator, dead.ID, 1, why))
		w.now = end.Time
		for _, tt := range []struct {
			filter model.TokenFilter
			want   []uint64
		}{
			{model.TokenFilter{}, []uint64{ended.ID, dead.ID, live.ID}},
			{model.TokenFilter{State: model.TokenActive}, []uint64{live.ID}},
			{model.TokenFilter{State: model.TokenExpired}, []uint64{ended.ID}},
			{model.TokenFilter{State: model.TokenRevoked}, []uint64{dead.ID}},
			{model.TokenFilter{Role: model.RoleViewer}, []uint64{ended.ID, dead.ID}},
			{model.TokenFilter{Region: "4228"}, []uint64{ended.ID, dead.ID}},
			{model.TokenFilter{Region: "422801"}, []uint64{dead.ID}},
			{model.TokenFilter{Query: "ended 100%"}, []uint64{ended.ID}},
			{model.TokenFilter{Query: "100_"}, nil},
			{model.TokenFilter{Query: "平台"}, []uint64{live.ID}},
			{model.TokenFilter{Query: live.Prefix}, []uint64{live.ID}},
			{model.TokenFilter{Query: "' OR 1=1 --"}, nil},
		} {
			for _, req := range []model.ListRequest{everything, {Page: 1, Size: 10, Sort: "created_at"}} {
				list := must[model.List[model.TokenStatus]](t)(w.Tokens.List(w.ctx, operator, tt.filter, req))
				var got []uint64
				for _, key := range list.Items {
					got = append(got, key.ID)
					if tt.filter.State != "" && key.State != tt.filter.State {
						t.Errorf("%+v finds %+v", tt.filter, key)
					}
				}
				if fmt.Sprint(got) != fmt.Sprint(tt.want) {
					t.Errorf("%+v: %v, want %v", tt.filter, got, tt.want)
				}
			}
		}
	})
}

func TestRotation(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		key, one := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "4228"})
		state := func(texts ...string) (taken string) {
			for _, text := range texts {
				if w.enters(text, inside) == "viewer" {
					taken += "y"
				} else {
					taken += "n"
				}
			}
			return taken
		}
		rotate := func(version uint64, hours int) string {
			t.Helper()
			_, text, err := w.Tokens.Rotate(w.ctx, operator, key.ID, version, model.TokenRotation{KeepForHours: hours})
			return must[string](t)(text, err)
		}
		two := rotate(1, 24)
		if got := state(one, two); got != "yy" {
			t.Errorf("side by side: %s", got)
		}
		w.now = w.now.Add(24*time.Hour - time.Microsecond)
		if got := state(one, two); got != "yy" {
			t.Errorf("at the end of its time: %s", got)
		}
		w.now = w.now.Add(time.Microsecond)
		if got := state(one, two); got != "ny" {
			t.Errorf("after its time: %s", got)
		}
		three := rotate(2, 720)
		four := rotate(3, 1)
		if got := state(one, two, three, four); got != "nnyy" {
			t.Errorf("after a second rotation: %s", got)
		}
		five := rotate(4, 0)
		if got := state(four, five); got != "ny" {
			t.Errorf("a rotation that keeps nothing: %s", got)
		}
		six := rotate(5, 24)
		must[model.TokenStatus](t)(w.Tokens.Revoke(w.ctx, operator, key.ID, 6, why))
		if got := state(one, two, three, four, five, six); got != "nnnnnn" {
			t.Errorf("revoked: %s", got)
		}
		_, text, err := w.Tokens.Rotate(w.ctx, operator, key.ID, 7, model.TokenRotation{})
		if refused(t, "rotate a revoked key", err, "wrong_state"); text != "" {
			t.Error("a text was answered")
		}
		refused(t, "revoke it again", only(w.Tokens.Revoke(w.ctx, operator, key.ID, 7, why)), "wrong_state")
		_, _, err = w.Tokens.Rotate(w.ctx, operator, key.ID, 7, model.TokenRotation{KeepForHours: 721})
		refused(t, "keep it too long", err, "invalid_fields keep_for_hours:out_of_range")
		// Neither text nor hash is in the trail.
		for _, entry := range query(t, w.store, "SELECT before_state, after_state FROM audit_entries WHERE thing_kind = 'token'") {
			if strings.Contains(entry, "Hash") || strings.Contains(entry, six) || !strings.Contains(entry, "PreviousUntil") {
				t.Errorf("the trail says %s", entry)
			}
		}
	})
}

func TestLastUse(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		key, text := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "4228"})
		audits := lastID(t, w, "audit_entries")
		used := func() string {
			return query(t, w.store, "SELECT last_used_source, version FROM tokens")[0] + " " +
				must[model.TokenStatus](t)(w.Tokens.Get(w.ctx, operator, key.ID)).LastUsedAt.Format("15:04:05")
		}
		for _, tt := range []struct {
			after  time.Duration
			source string
			want   string
		}{
			{0, inside, "10.1.2.3|version=1 01:00:00"},
			{59 * time.Second, outside, "10.1.2.3|version=1 01:00:00"},
			{2 * time.Second, outside, "192.0.2.7|version=1 01:01:00"},
			{58 * time.Second, inside, "192.0.2.7|version=1 01:01:00"},
			{time.Hour, inside, "10.1.2.3|version=1 02:01:00"},
			{-2 * time.Hour, outside, "10.1.2.3|version=1 02:01:00"}, // a clock that went back
		} {
			w.now = w.now.Add(tt.after)
			must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, tt.source))
			if got := strings.TrimPrefix(used(), "last_used_source="); got != tt.want {
				t.Errorf("%s: %s, want %s", tt.after, got, tt.want)
			}
		}
		// A refused use is none.
		w.now = w.now.Add(5 * time.Hour)
		before := used()
		w.enters(text+"x", outside)
		if got := used(); got != before || lastID(t, w, "audit_entries") != audits {
			t.Errorf("%s, %d entries", got, lastID(t, w, "audit_entries")-audits)
		}
		// A change made on what was read before the use keeps the use.
		must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, outside))
		used1 := used()
		_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
			row := key.Token
			row.Version, row.Name = 2, "新"
			return struct{}{}, tx.Tokens.Update(w.ctx, model.ScopeAll, 1, &row)
		})
		if got := used(); err != nil || strings.Replace(used1, "version=1", "version=2", 1) != got {
			t.Errorf("%s became %s, %v", used1, got, err)
		}
	})
}

// A request does not fail because its use cannot be kept, and tries no second time in the minute.
func TestLastUseThatCannotBeKept(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, text := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "4228"})
		body := "FOR EACH ROW SIGNAL SQLSTATE '45000'"
		if isSQLite(w.store) {
			body = "BEGIN SELECT RAISE(ABORT, 'broken'); END"
		}
		execute(t, w.store, "CREATE TRIGGER broken BEFORE UPDATE ON tokens "+body)
		must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, inside))
		execute(t, w.store, "DROP TRIGGER broken")
		for range 2 {
			must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, inside))
			if n := count(t, w.store, "SELECT COUNT(*) FROM tokens WHERE last_used_at IS NOT NULL"); n != 0 {
				t.Error("it is written more than once a minute")
			}
		}
		w.now = w.now.Add(time.Minute)
		must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, inside))
		if n := count(t, w.store, "SELECT COUNT(*) FROM tokens WHERE last_used_at IS NOT NULL"); n != 1 {
			t.Error("the next use is not kept")
		}
	})
}
