package service_test

import (
	"crypto/ed25519"
	"fmt"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/service"
)

// signer keeps checkpoints as the program does.
type signer struct {
	key  ed25519.PrivateKey
	kept []model.Checkpoint
}

func newSigner() *signer { return &signer{key: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))} }

func (s *signer) trusted() []ed25519.PublicKey {
	return []ed25519.PublicKey{s.key.Public().(ed25519.PublicKey)}
}

func (s *signer) sign(c model.Checkpoint) {
	c.Key = s.trusted()[0]
	c.Signature = ed25519.Sign(s.key, c.Statement())
	s.kept = append(s.kept, c)
}

// checkpoint seals what waits and signs.
func (s *signer) checkpoint(t testing.TB, w *world) {
	t.Helper()
	must[int](t)(w.chain.Seal(w.ctx))
	var last model.Checkpoint
	if len(s.kept) > 0 {
		last = s.kept[len(s.kept)-1]
	}
	s.sign(must[model.Checkpoint](t)(w.chain.Checkpoint(w.ctx, last)))
}

// verdict is what verify says, as "seq: what", or "whole".
func (s *signer) verdict(t testing.TB, w *world) string {
	t.Helper()
	v := must[service.Verification](t)(w.chain.Verify(w.ctx, s.kept, s.trusted()))
	if v.Fault == nil {
		return "whole"
	}
	return fmt.Sprintf("%d: %s", v.Fault.Seq, v.Fault.What)
}

// trail makes a chain of 30 entries, of which checkpoints know the place 10 and the end, and keeps a copy of it.
func trail(t *testing.T, w *world) *signer {
	t.Helper()
	s := newSigner()
	must[int](t)(w.chain.Seal(w.ctx))
	for i := count(t, w.store, "SELECT COUNT(*) FROM audit_entries"); i < 30; i++ {
		if i == 10 {
			s.checkpoint(t, w)
		}
		w.organization(countyA)
	}
	s.checkpoint(t, w)
	for _, table := range []string{"audit_entries", "audit_chains"} {
		execute(t, w.store, "CREATE TEMPORARY TABLE kept_"+table+" AS SELECT * FROM "+table)
	}
	return s
}

func restore(t *testing.T, w *world) {
	t.Helper()
	for _, table := range []string{"audit_entries", "audit_chains"} {
		execute(t, w.store, "DELETE FROM "+table)
		execute(t, w.store, "INSERT INTO "+table+" SELECT * FROM kept_"+table)
	}
}

const entryColumns = "at, actor_name, actor_role, token_id, source, request_id, operation, thing_kind, thing_id, region_code, reason," +
	" before_state, after_state, user_id, actor_scope, outcome, key_id, mac"

// tampering is what somebody with the password of the database does, and the place that must be named.
func tampering() map[string]struct {
	statements []string
	names      uint64
} {
	type done = struct {
		statements []string
		names      uint64
	}
	all := map[string]done{
		"delete":       {[]string{"DELETE FROM audit_entries WHERE seq = 12"}, 12},
		"delete first": {[]string{"DELETE FROM audit_entries WHERE seq = 1"}, 1},
		"delete last":  {[]string{"DELETE FROM audit_entries WHERE seq = 30"}, 30},
		"delete and close the gap": {[]string{
			"DELETE FROM audit_entries WHERE seq = 29", "UPDATE audit_entries SET seq = 29 WHERE seq = 30", "UPDATE audit_chains SET last_seq = 29",
		}, 29},
		"swap": {[]string{
			"UPDATE audit_entries SET seq = 99 WHERE seq = 12", "UPDATE audit_entries SET seq = 12 WHERE seq = 20",
			"UPDATE audit_entries SET seq = 20 WHERE seq = 99",
		}, 12},
		"take out": {[]string{"UPDATE audit_entries SET seq = NULL WHERE seq = 12"}, 12},
		"insert in between": {[]string{
			"UPDATE audit_entries SET seq = 31 WHERE seq = 30", "UPDATE audit_chains SET last_seq = 31",
			"INSERT INTO audit_entries (" + entryColumns + ", seq, hash) SELECT " + entryColumns + ", 30, hash FROM audit_entries WHERE seq = 29",
		}, 30},
		"insert behind the end": {[]string{
			"INSERT INTO audit_entries (" + entryColumns + ", seq, hash) SELECT " + entryColumns + ", 32, hash FROM audit_entries WHERE seq = 29",
		}, 31},
		"insert at the end": {[]string{
			"INSERT INTO audit_entries (" + entryColumns + ", seq, hash) SELECT " + entryColumns + ", 31, hash FROM audit_entries WHERE seq = 29",
		}, 31},
		"insert before the beginning": {[]string{
			"INSERT INTO audit_entries (" + entryColumns + ", seq, hash) SELECT " + entryColumns + ", 0, hash FROM audit_entries WHERE seq = 29",
		}, 0},
		"hash of the end": {[]string{"UPDATE audit_chains SET last_hash = x'00'"}, 30},
		"end":             {[]string{"UPDATE audit_chains SET last_seq = 40"}, 31},
		"cut":             {[]string{"DELETE FROM audit_entries WHERE seq > 25"}, 26},
		"pretend a removal by age": {[]string{
			"UPDATE audit_chains SET base_seq = 5, base_hash = (SELECT hash FROM audit_entries WHERE seq = 5)",
			"DELETE FROM audit_entries WHERE seq <= 5",
		}, 1},
		"cut and rewind": {[]string{
			"UPDATE audit_chains SET last_seq = 25, last_hash = (SELECT hash FROM audit_entries WHERE seq = 25)",
			"DELETE FROM audit_entries WHERE seq > 25",
		}, 26},
	}
	change := func(column, value string) {
		all["change "+column] = done{[]string{"UPDATE audit_entries SET " + column + " = " + value + " WHERE seq = 12"}, 12}
	}
	for _, text := range []string{"actor_name", "actor_role", "source", "request_id", "operation", "thing_kind", "region_code", "reason", "before_state", "after_state", "actor_scope", "outcome", "key_id"} {
		change(text, "'x'")
	}
	for _, number := range []string{"token_id", "thing_id", "user_id"} {
		change(number, number+" + 1")
	}
	change("id", "id + 1000")
	change("at", "'2022-10-08 01:00:00.000001'")
	for _, blob := range []string{"mac", "hash"} {
		change(blob, "x'00'")
		all["clear "+blob] = done{[]string{"UPDATE audit_entries SET " + blob + " = NULL WHERE seq = 12"}, 12}
	}
	all["strip"] = done{[]string{"UPDATE audit_entries SET mac = NULL, key_id = '' WHERE seq = 12"}, 12}
	return all
}

// Whatever is done to a trail in the database, the first entry that is wrong is named.
func TestTamperingIsFound(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := trail(t, w)
		if got := s.verdict(t, w); got != "whole" {
			t.Fatalf("untouched: %s", got)
		}
		for name, c := range tampering() {
			for _, statement := range c.statements {
				execute(t, w.store, statement)
			}
			if got := s.verdict(t, w); !strings.HasPrefix(got, fmt.Sprintf("%d: ", c.names)) {
				t.Errorf("%s: %s, want %d", name, got, c.names)
			}
			restore(t, w)
		}
		if got := s.verdict(t, w); got != "whole" {
			t.Errorf("restored: %s", got)
		}
	})
}

// A trail that is cut and goes on from there is right in itself: only what was signed outside of the database tells. The
// control is the same trail without checkpoints.
func TestCutAndRewrittenTrail(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := trail(t, w)
		cut := func() {
			for _, statement := range tampering()["cut and rewind"].statements {
				execute(t, w.store, statement)
			}
		}
		nobody := &signer{key: s.key}
		cut()
		if got := nobody.verdict(t, w); got != "whole" {
			t.Errorf("cut, without checkpoints: %s", got)
		}
		if got := s.verdict(t, w); !strings.HasPrefix(got, "26: is missing: the chain was cut") {
			t.Errorf("cut: %s", got)
		}
		if _, err := w.chain.Checkpoint(w.ctx, s.kept[1]); err == nil {
			t.Error("a checkpoint would be signed over a cut trail")
		}
		for range 8 {
			w.organization(countyB)
		}
		must[int](t)(w.chain.Seal(w.ctx))
		if got := nobody.verdict(t, w); got != "whole" {
			t.Errorf("rewritten, without checkpoints: %s", got)
		}
		if got := s.verdict(t, w); !strings.HasPrefix(got, "30: differs from the checkpoint of 2022-10-08T01:00:00Z: the chain was written anew somewhere from 11 to 30") {
			t.Errorf("rewritten: %s", got)
		}
		if _, err := w.chain.Checkpoint(w.ctx, s.kept[1]); err == nil {
			t.Error("a checkpoint would be signed over a rewritten trail")
		}
	})
}

// Rows that are put into the table by hand are sealed like all others, and found.
func TestRowsPutInByHand(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := trail(t, w)
		insert := "INSERT INTO audit_entries (" + entryColumns + ") SELECT "
		for name, c := range map[string]struct{ statement, want string }{
			"a copy":      {insert + entryColumns + " FROM audit_entries WHERE seq = 29", "is a copy"},
			"a forgery":   {insert + strings.Replace(entryColumns, "reason", "'x'", 1) + " FROM audit_entries WHERE seq = 29", "keyed hash is wrong"},
			"no hash":     {insert + strings.NewReplacer("key_id", "''", "mac", "NULL").Replace(entryColumns) + " FROM audit_entries WHERE seq = 29", "no keyed hash"},
			"no such key": {insert + strings.Replace(entryColumns, "key_id", "'k0'", 1) + " FROM audit_entries WHERE seq = 29", ""},
		} {
			execute(t, w.store, c.statement)
			for _, sealed := range []bool{false, true} {
				if sealed {
					must[int](t)(w.chain.Seal(w.ctx))
				}
				v := must[service.Verification](t)(w.chain.Verify(w.ctx, s.kept, s.trusted()))
				switch {
				case c.want == "" && (v.MissingKeys["k0"] != 1 || v.Fault != nil):
					t.Errorf("%s, sealed %v: %+v", name, sealed, v)
				case c.want != "" && (v.Fault == nil || !strings.Contains(v.Fault.What, c.want) || (v.Fault.Seq == 31) != sealed):
					t.Errorf("%s, sealed %v: %+v", name, sealed, v.Fault)
				}
			}
			restore(t, w)
		}
	})
}

// Entries from before the keyed hash are taken where they come before all others and no checkpoint says otherwise.
func TestEntriesFromBeforeTheKeyedHash(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.organization(countyA)
		w.organization(countyA)
		execute(t, w.store, "UPDATE audit_entries SET mac = NULL, key_id = ''")
		old := uint64(count(t, w.store, "SELECT COUNT(*) FROM audit_entries"))
		s := newSigner()
		s.checkpoint(t, w)
		w.organization(countyA)
		s.checkpoint(t, w)
		v := must[service.Verification](t)(w.chain.Verify(w.ctx, s.kept, s.trusted()))
		if v.Fault != nil || v.Unkeyed != old || s.kept[1].Unkeyed != old || v.Checkpoints != 2 {
			t.Fatalf("%+v", v)
		}
		// Everything stripped and chained anew would pass for old, were it not for the checkpoints.
		execute(t, w.store, "UPDATE audit_entries SET mac = NULL, key_id = '', seq = NULL, hash = NULL")
		execute(t, w.store, "UPDATE audit_chains SET last_seq = 0, last_hash = x''")
		must[int](t)(w.chain.Seal(w.ctx))
		if got := (&signer{key: s.key}).verdict(t, w); got != "whole" {
			t.Errorf("without checkpoints: %s", got)
		}
		if got := s.verdict(t, w); !strings.HasPrefix(got, fmt.Sprintf("%d: has no keyed hash", old+1)) {
			t.Errorf("stripped: %s", got)
		}
	})
}

// What waits for longer than the sealer ever needs was kept from the chain.
func TestEntryThatIsNeverSealed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := trail(t, w)
		w.organization(countyA)
		w.now = w.now.Add(10 * time.Minute)
		if got := s.verdict(t, w); got != "whole" {
			t.Errorf("after ten minutes: %s", got)
		}
		w.now = w.now.Add(time.Second)
		if got := s.verdict(t, w); !strings.HasPrefix(got, "0: has no place in the chain after 10m") {
			t.Errorf("later: %s", got)
		}
	})
}

// A checkpoint counts for what a trusted key has signed, whole as it is.
func TestForgedCheckpoints(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := trail(t, w)
		genuine := s.kept[1]
		for name, change := range map[string]func(*model.Checkpoint){
			"at":        func(c *model.Checkpoint) { c.At = model.NewTime(c.At.Add(time.Second)) },
			"seq":       func(c *model.Checkpoint) { c.Seq = 20 },
			"hash":      func(c *model.Checkpoint) { c.Hash = make([]byte, 32) },
			"entries":   func(c *model.Checkpoint) { c.Entries++ },
			"base":      func(c *model.Checkpoint) { c.BaseSeq = 5 },
			"base hash": func(c *model.Checkpoint) { c.BaseHash = []byte{1} },
			"unkeyed":   func(c *model.Checkpoint) { c.Unkeyed = 30 },
			"signature": func(c *model.Checkpoint) { c.Signature = make([]byte, ed25519.SignatureSize) },
			"key": func(c *model.Checkpoint) {
				other := ed25519.NewKeyFromSeed([]byte(strings.Repeat("x", ed25519.SeedSize)))
				c.Key = other.Public().(ed25519.PublicKey)
				c.Signature = ed25519.Sign(other, c.Statement())
			},
		} {
			forged := genuine
			change(&forged)
			s.kept = []model.Checkpoint{s.kept[0], forged}
			if got := s.verdict(t, w); !strings.Contains(got, "not signed by a key that is trusted") {
				t.Errorf("%s: %s", name, got)
			}
		}
	})
}
