package service_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"xuncha/model"
)

// plainKey is a key as anybody would describe it, without hashes and tables.
type plainKey struct {
	id       uint64
	version  uint64
	role     model.Role
	whole    bool // administrates everything
	networks bool // only from the inside
	revoked  bool
	end      time.Time // none when zero
	text     string
	before   string // the text before the last rotation
	until    time.Time
}

func (k *plainKey) active(now time.Time) bool {
	return !k.revoked && (k.end.IsZero() || now.Before(k.end))
}

// takes says whether a text opens the key now.
func (k *plainKey) takes(text, source string, now time.Time) bool {
	known := text == k.text || (text == k.before && now.Before(k.until))
	return known && k.active(now) && (!k.networks || source == inside)
}

// keyRing is the whole of what was done, beside the program.
type keyRing struct {
	w     *world
	keys  []*plainKey
	texts []string // all that there ever were
}

func (r *keyRing) pick(t *rapid.T) *plainKey { return rapid.SampledFrom(r.keys).Draw(t, "key") }

// lasts says whether somebody else administrates everything at a time.
func (r *keyRing) lasts(except *plainKey, at time.Time) bool {
	for _, k := range r.keys {
		if k != except && k.whole && k.active(at) {
			return true
		}
	}
	return false
}

func (r *keyRing) drawEnd(t *rapid.T) (end model.Time) {
	if hours := rapid.IntRange(0, 6).Draw(t, "ends after hours"); hours > 0 {
		end = model.NewTime(r.w.now.Add(time.Duration(hours) * time.Hour))
	}
	return end
}

func drawNetworks(t *rapid.T) (bound bool, networks model.Set[string]) {
	if bound = rapid.Bool().Draw(t, "only inside"); bound {
		networks = model.Set[string]{"10.1.0.0/16"}
	}
	return bound, networks
}

func (r *keyRing) create(t *rapid.T) {
	k := &plainKey{version: 1, role: rapid.SampledFrom([]model.Role{model.RoleAdmin, model.RoleViewer}).Draw(t, "role")}
	e := model.TokenEdit{Name: "a", Role: k.role, Scope: rapid.SampledFrom([]model.Scope{"all", "4228"}).Draw(t, "scope"), ExpiresAt: r.drawEnd(t)}
	k.whole, k.end = k.role == model.RoleAdmin && e.Scope == model.ScopeAll, e.ExpiresAt.Time
	k.networks, e.Networks = drawNetworks(t)
	made, text, err := r.w.Tokens.Create(r.w.ctx, operator, e)
	if err != nil {
		t.Fatal(err)
	}
	k.id, k.text = made.ID, text
	r.keys, r.texts = append(r.keys, k), append(r.texts, text)
}

func (r *keyRing) rotate(t *rapid.T) {
	k, hours := r.pick(t), rapid.IntRange(0, 3).Draw(t, "keep")
	_, text, err := r.w.Tokens.Rotate(r.w.ctx, operator, k.id, k.version, model.TokenRotation{KeepForHours: hours})
	if !k.active(r.w.now) {
		expect(t, err, "wrong_state")
		return
	}
	expect(t, err, "")
	k.before, k.until = k.text, r.w.now.Add(time.Duration(hours)*time.Hour)
	k.text, k.version = text, k.version+1
	r.texts = append(r.texts, text)
}

func (r *keyRing) patch(t *rapid.T) {
	k := r.pick(t)
	end := r.drawEnd(t)
	bound, networks := drawNetworks(t)
	_, err := r.w.Tokens.Update(r.w.ctx, operator, k.id, k.version, set(func(e *model.TokenEdit) { e.ExpiresAt, e.Networks = end, networks }))
	sooner := !end.IsZero() && (k.end.IsZero() || end.Before(k.end))
	switch {
	case k.revoked:
		expect(t, err, "wrong_state")
		return
	case k.whole && sooner && !r.lasts(k, end.Time):
		expect(t, err, "last_administrator")
		return
	}
	expect(t, err, "")
	if !end.Equal(k.end) || bound != k.networks {
		k.version++
	}
	k.end, k.networks = end.Time, bound
}

func (r *keyRing) revoke(t *rapid.T) {
	k := r.pick(t)
	_, err := r.w.Tokens.Revoke(r.w.ctx, operator, k.id, k.version, why)
	switch {
	case k.revoked:
		expect(t, err, "wrong_state")
		return
	case k.whole && k.active(r.w.now) && !r.lasts(k, r.w.now):
		expect(t, err, "last_administrator")
		return
	}
	expect(t, err, "")
	k.revoked, k.version = true, k.version+1
}

// twice lets two administrators change one key at once: one does, the other is told that it is late.
func (r *keyRing) twice(t *rapid.T) {
	k := r.pick(t)
	if !k.active(r.w.now) || (k.whole && !r.lasts(k, r.w.now)) {
		return
	}
	verbs := rapid.SliceOfN(rapid.SampledFrom([]string{"rotate", "revoke"}), 2, 2).Draw(t, "verbs")
	var texts [2]string
	call := func(i int) func() error {
		by := []model.Actor{operator, actor(model.RoleAdmin, model.ScopeAll)}[i]
		return func() (err error) {
			if verbs[i] == "revoke" {
				return only(r.w.Tokens.Revoke(r.w.ctx, by, k.id, k.version, why))
			}
			_, texts[i], err = r.w.Tokens.Rotate(r.w.ctx, by, k.id, k.version, model.TokenRotation{})
			return err
		}
	}
	errs := together(call(0), call(1))
	won := slices.Index(errs, nil)
	if won < 0 || refusal(errs[1-won]) != "stale_version" {
		t.Fatalf("%v at once: %v", verbs, errs)
	}
	k.version++
	if verbs[won] == "revoke" {
		k.revoked = true
		return
	}
	k.before, k.until, k.text = k.text, r.w.now, texts[won]
	r.texts = append(r.texts, k.text)
}

// request tries the newest text and some that there ever were: what was changed before acts on it.
func (r *keyRing) request(t *rapid.T) {
	source := rapid.SampledFrom([]string{inside, outside}).Draw(t, "source")
	tried := append(rapid.SliceOfN(rapid.IntRange(0, len(r.texts)-1), 1, 3).Draw(t, "texts"), len(r.texts)-1)
	for _, i := range tried {
		text := r.texts[i]
		want := "unauthenticated"
		for _, k := range r.keys {
			if k.takes(text, source, r.w.now) {
				want = fmt.Sprint(k.role, " ", k.id)
			}
		}
		a, err := r.w.Tokens.Authenticate(r.w.ctx, text, source)
		got := refusal(err)
		if err == nil {
			got = fmt.Sprint(a.Role, " ", a.TokenID)
		}
		if got != want {
			t.Fatalf("text %d from %s: %s, want %s", i, source, got, want)
		}
	}
}

func (r *keyRing) wait(t *rapid.T) {
	r.w.now = r.w.now.Add(time.Duration(rapid.IntRange(1, 120).Draw(t, "minutes")) * time.Minute)
}

func expect(t *rapid.T, err error, want string) {
	if got := refusal(err); got != want {
		t.Fatalf("%q, want %q", got, want)
	}
}

// Whatever is done to keys acts on the next request.
func TestChangesOfKeysActAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		property(t, func(rt *rapid.T) {
			execute(t, w.store, "DELETE FROM tokens")
			r := &keyRing{w: w}
			r.create(rt)
			steps := []func(*rapid.T){r.create, r.rotate, r.patch, r.revoke, r.wait, r.twice, r.twice}
			for range rapid.IntRange(3, 10).Draw(rt, "steps") {
				rapid.SampledFrom(steps).Draw(rt, "step")(rt)
				r.request(rt)
			}
		})
	})
}
