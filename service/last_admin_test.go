package service_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// adminUser makes a user who administrates everything, as far as the tables say.
func (w *world) adminUser(change func(*model.User)) {
	w.t.Helper()
	at := model.NewTime(w.now)
	row := model.User{
		Name: "王", NameKey: "王", DisplayName: "王", Role: model.RoleAdmin, Scope: model.ScopeAll, State: model.UserActive,
		Version: 1, CreatedAt: at, UpdatedAt: at,
	}
	change(&row)
	columns := "name, name_key, display_name, search_text, role, scope, permissions, state, password_hash, must_change_password, totp_enabled, totp_step, version, created_at, updated_at"
	permissions, err := row.Permissions.Value()
	if err != nil {
		w.t.Fatal(err)
	}
	created, err := at.Value()
	if err != nil {
		w.t.Fatal(err)
	}
	_, err = w.store.Pool().ExecContext(w.ctx, "INSERT INTO users ("+columns+") VALUES ("+strings.Repeat("?, ", 14)+"?)",
		row.Name, row.NameKey, row.DisplayName, "", string(row.Role), string(row.Scope), permissions, string(row.State), "", 0, 0, 0, 1, created, created)
	if err != nil {
		w.t.Fatal(err)
	}
}

var wholeAdmin = model.TokenEdit{Role: model.RoleAdmin, Scope: model.ScopeAll}

func TestTheLastWayInStays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		last, text := w.token(wholeAdmin)
		revoke := func(id, version uint64) error { return only(w.Tokens.Revoke(w.ctx, operator, id, version, why)) }
		end := func(id, version uint64, at model.Time) error {
			return only(w.Tokens.Update(w.ctx, operator, id, version, set(func(e *model.TokenEdit) { e.ExpiresAt = at })))
		}
		in := func(hours int) model.Time { return model.NewTime(w.now.Add(time.Duration(hours) * time.Hour)) }
		const stays = "last_administrator"
		refused(t, "the only key", revoke(last.ID, 1), stays)
		refused(t, "an end of the only key", end(last.ID, 1, in(1)), stays)

		// What administrates less, or no longer, does not count.
		for _, e := range []model.TokenEdit{
			{Role: model.RoleAdmin, Scope: "42"},
			{Role: model.RoleAuditor, Scope: model.ScopeAll},
			{Role: model.RoleAdmin, Scope: model.ScopeAll, Permissions: model.Set[model.Permission]{model.ManageTokens}},
		} {
			key, _ := w.token(e)
			refused(t, "beside a lesser key", revoke(last.ID, 1), stays)
			refused(t, "a lesser key", revoke(key.ID, 1), "")
		}
		for _, change := range []func(*model.User){
			func(u *model.User) { u.State = model.UserDisabled },
			func(u *model.User) { u.Role = model.RoleCountyAdmin },
			func(u *model.User) { u.Scope = "42" },
			func(u *model.User) { u.Permissions = model.Set[model.Permission]{model.ManageUsers} },
		} {
			w.adminUser(change)
			refused(t, "beside a lesser user", revoke(last.ID, 1), stays)
			execute(t, w.store, "DELETE FROM users")
		}

		// A key that ends counts until then.
		brief := wholeAdmin
		brief.ExpiresAt = in(2)
		second, _ := w.token(brief)
		refused(t, "an end when the other is over", end(last.ID, 1, in(2)), stays)
		refused(t, "an end while the other is there", end(last.ID, 1, in(1)), "")
		refused(t, "never again", end(last.ID, 2, model.Time{}), "") // later is always allowed
		w.now = w.now.Add(2 * time.Hour)
		refused(t, "beside one that is over", revoke(last.ID, 3), stays)
		refused(t, "the one that is over", revoke(second.ID, 1), "")

		// A name is no end, and a rotation none either.
		refused(t, "a name", only(w.Tokens.Update(w.ctx, operator, last.ID, 3, set(func(e *model.TokenEdit) { e.Name = "b" }))), "")
		if got := w.enters(text, inside); got != "admin" {
			t.Fatalf("the last key: %s", got)
		}
		w.adminUser(func(*model.User) {})
		refused(t, "beside a user", revoke(last.ID, 4), "")
	})
}

func TestEnsureAdminLooksForUsersAndForEndedKeys(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const configured = "0123456789abcdef0123456789abcdef"
		ensure := func(text string) string {
			t.Helper()
			return must[string](t)(w.Tokens.EnsureAdmin(w.ctx, operator, text))
		}
		w.adminUser(func(*model.User) {})
		if text := ensure(""); text != "" || count(t, w.store, "SELECT COUNT(*) FROM tokens") != 0 {
			t.Error("a key was made beside a user")
		}
		execute(t, w.store, "DELETE FROM users")
		ensure(configured)
		id := uint64(count(t, w.store, "SELECT id FROM tokens"))
		_, text, err := w.Tokens.Rotate(w.ctx, operator, id, 1, model.TokenRotation{KeepForHours: 1})
		must[string](t)(text, err)
		ensure(configured) // there is a key, whatever its text
		execute(t, w.store, "UPDATE tokens SET revoked_at = '2022-10-01 00:00:00.000000'")
		// The text stands in the configuration, but was replaced: it does not come back.
		_, err = w.Tokens.EnsureAdmin(w.ctx, operator, configured)
		refused(t, "replaced", err, "admin_token_ended")
		_, err = w.Tokens.EnsureAdmin(w.ctx, operator, text)
		refused(t, "revoked", err, "admin_token_ended")
		if got := w.enters(ensure(""), inside); got != "admin" {
			t.Errorf("another one: %s", got)
		}
		// A key that is over is none.
		execute(t, w.store, "UPDATE tokens SET expires_at = '2022-10-08 00:00:00.000000'")
		if got := w.enters(ensure(""), inside); got != "admin" {
			t.Errorf("after the end of the other: %s", got)
		}
	})
}

// Two administrators end each other's key at once: one of them stays.
func TestTwoLastKeysAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for round := range rounds {
			a, _ := w.token(wholeAdmin)
			b, _ := w.token(wholeAdmin)
			first, second := both(
				func() error { return only(w.Tokens.Revoke(w.ctx, operator, a.ID, 1, why)) },
				func() error { return only(w.Tokens.Revoke(w.ctx, operator, b.ID, 1, why)) },
			)
			if (first == nil) == (second == nil) || refusal(errors.Join(first, second)) != "last_administrator" {
				t.Fatalf("round %d: %v, %v", round, first, second)
			}
			execute(t, w.store, "DELETE FROM tokens")
		}
	}, repository.WithPool(8))
}

// The control of the test above: who looks at the others without the lock ends the last one.
func TestTwoLastKeysWithoutTheLock(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	a, _ := w.token(wholeAdmin)
	b, _ := w.token(wholeAdmin)
	looked := make(chan struct{}, 2)
	end := func(id uint64) func() error {
		return func() error {
			_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
				row, err := tx.Tokens.Lock(w.ctx, model.ScopeAll, id)
				if err != nil {
					return struct{}{}, err
				}
				left, err := tx.Tokens.OtherWayIn(w.ctx, id, model.NewTime(w.now))
				if err != nil || !left {
					return struct{}{}, errors.Join(errors.New("none is left"), err)
				}
				looked <- struct{}{}
				for len(looked) < 2 {
					time.Sleep(time.Millisecond)
				}
				row.RevokedAt, row.Version = model.NewTime(w.now), 2
				return struct{}{}, tx.Tokens.Update(w.ctx, model.ScopeAll, 1, &row)
			})
			return err
		}
	}
	first, second := both(end(a.ID), end(b.ID))
	if first != nil || second != nil || count(t, w.store, "SELECT COUNT(*) FROM tokens WHERE revoked_at IS NULL") != 0 {
		t.Errorf("the control left one: %v, %v", first, second)
	}
}

// Two rotations on one version: one text is good, and only one.
func TestTwoRotationsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		key, old := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "4228"})
		for round := range rounds {
			texts := make([]string, 2)
			rotate := func(i int) func() error {
				return func() (err error) {
					_, texts[i], err = w.Tokens.Rotate(w.ctx, operator, key.ID, uint64(round+1), model.TokenRotation{KeepForHours: 1})
					return err
				}
			}
			first, second := both(rotate(0), rotate(1))
			if (first == nil) == (second == nil) || !errors.Is(errors.Join(first, second), model.Stale()) {
				t.Fatalf("round %d: %v, %v", round, first, second)
			}
			text := texts[0] + texts[1] // the other is empty
			if w.enters(text, inside) != "viewer" || w.enters(old, inside) != "viewer" {
				t.Fatalf("round %d: neither text is good", round)
			}
			old = text
		}
	}, repository.WithPool(8))
}

// The control of the test above: who asks for the version only when he writes takes the text of the other away.
func TestTwoRotationsWithoutAVersion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		key, old := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "4228"})
		for range 2 {
			current := must[model.TokenStatus](t)(w.Tokens.Get(w.ctx, operator, key.ID))
			_, text, err := w.Tokens.Rotate(w.ctx, operator, key.ID, current.Version, model.TokenRotation{KeepForHours: 1})
			must[string](t)(text, err)
		}
		if got := w.enters(old, inside); got != "unauthenticated" {
			t.Errorf("the control: %s", got)
		}
	})
}
