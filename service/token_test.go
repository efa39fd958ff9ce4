package service_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"xuncha/model"
	"xuncha/repository"
)

func TestTokens(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		token, text, err := w.Tokens.Create(w.ctx, operator, model.TokenEdit{Name: " 脚本 ", Role: model.RoleInspector, Scope: "4228"})
		must[string](t)(text, err)
		if token.Name != "脚本" || !strings.HasPrefix(text, token.Prefix) || len(token.Prefix) != 8 {
			t.Errorf("%+v", token)
		}
		got := must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, "192.0.2.7"))
		want := model.Actor{TokenID: token.ID, Name: "脚本", Role: model.RoleInspector, Scope: "4228", Source: "192.0.2.7"}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		for _, wrong := range []string{"", "x", text + "x", text[:len(text)-1], strings.ToUpper(text), token.Prefix, string(token.Hash), "' OR '1'='1", "0"} {
			refused(t, wrong, only(w.Tokens.Authenticate(w.ctx, wrong, "192.0.2.7")), "unauthenticated")
		}
		execute(t, w.store, "UPDATE tokens SET revoked_at = '2022-10-01 00:00:00.000000'")
		refused(t, "a revoked one", only(w.Tokens.Authenticate(w.ctx, text, "192.0.2.7")), "unauthenticated")
	})
}

func TestTokensGiveNoMoreThanTheirMakerHas(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			maker, key model.Scope
			want       string
		}{
			{"4228", "4228", ""},
			{"4228", "422801", ""},
			{"42", "4228", ""},
			{"4228", "42", "invalid_fields region_code:unknown_reference"},
			{"4228", "all", "invalid_fields region_code:unknown_reference"},
			{"4228", "4201", "invalid_fields region_code:unknown_reference"},
			{"4228", "422", "invalid_fields region_code:not_a_scope"},
			{"", "4228", "invalid_fields region_code:unknown_reference"},
			{"all", "all", ""},
		} {
			_, _, err := w.Tokens.Create(w.ctx, actor(model.RoleAdmin, tt.maker), model.TokenEdit{Name: "a", Role: model.RoleAdmin, Scope: tt.key})
			refused(t, string(tt.maker+" makes "+tt.key), err, tt.want)
		}
	})
}

func TestEnsureAdmin(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const configured = "0123456789abcdef0123456789abcdef"
		if text := must[string](t)(w.Tokens.EnsureAdmin(w.ctx, operator, configured)); text != "" {
			t.Errorf("the operator's own key is shown: %s", text)
		}
		got := must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, configured, ""))
		if got.Role != model.RoleAdmin || got.Scope != model.ScopeAll {
			t.Errorf("%+v", got)
		}
		if text := must[string](t)(w.Tokens.EnsureAdmin(w.ctx, operator, "another0123456789abcdef0123456789")); text != "" {
			t.Errorf("a second one: %s", text)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM tokens"); n != 1 {
			t.Errorf("%d keys", n)
		}
		// A revoked key is none: who has lost it can get another.
		execute(t, w.store, "UPDATE tokens SET revoked_at = '2022-10-01 00:00:00.000000'")
		text := must[string](t)(w.Tokens.EnsureAdmin(w.ctx, operator, ""))
		must[model.Actor](t)(w.Tokens.Authenticate(w.ctx, text, "192.0.2.7"))
	})
}

// Replicas that start at once make one key, and one of them shows it.
func TestEnsureAdminAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for range 5 {
			execute(t, w.store, "DELETE FROM tokens")
			shown := make([]string, 20)
			calls := make([]func() error, len(shown))
			for i := range calls {
				calls[i] = func() (err error) {
					shown[i], err = w.Tokens.EnsureAdmin(w.ctx, operator, "")
					return err
				}
			}
			for _, err := range together(calls...) {
				if err != nil {
					t.Fatal(err)
				}
			}
			shown = slices.DeleteFunc(shown, func(s string) bool { return s == "" })
			if n := count(t, w.store, "SELECT COUNT(*) FROM tokens"); n != 1 || len(shown) != 1 {
				t.Fatalf("%d keys made, %d shown", n, len(shown))
			}
		}
		// The control: who looks first and makes one afterwards makes as many as there are callers.
		execute(t, w.store, "DELETE FROM tokens")
		var looked sync.WaitGroup
		looked.Add(20)
		calls := many(20, func() error {
			exists, err := w.store.Tokens.OtherWayIn(w.ctx, 0, model.NewTime(w.now))
			looked.Done()
			looked.Wait()
			if err != nil || exists {
				return err
			}
			_, _, err = w.Tokens.Create(w.ctx, operator, model.TokenEdit{Name: "a", Role: model.RoleAdmin, Scope: model.ScopeAll})
			return err
		})
		together(calls...)
		if n := count(t, w.store, "SELECT COUNT(*) FROM tokens"); n != 20 {
			t.Errorf("the control made %d keys", n)
		}
	}, repository.WithPool(16))
}
