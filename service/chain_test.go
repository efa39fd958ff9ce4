package service_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/seal"
)

// places are the places of the chain, in the order of ids.
func places(t *testing.T, w *world) string {
	t.Helper()
	return strings.Join(query(t, w.store, "SELECT seq FROM audit_entries ORDER BY id"), " ")
}

func TestSealGivesPlaces(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if n := must[int](t)(w.chain.Seal(w.ctx)); n == 0 {
			t.Error("the entry of the catalogue waits for nobody")
		}
		if n := must[int](t)(w.chain.Seal(w.ctx)); n != 0 {
			t.Errorf("%d entries were sealed again", n)
		}
		a, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (model.AuditChain, error) { return tx.Audit.LockChain(w.ctx) })
		if err != nil || a.LastSeq != 1 || len(a.LastHash) != 32 {
			t.Errorf("%+v, %v", a, err)
		}
		for range 3 {
			w.organization(countyA)
		}
		must[int](t)(w.chain.Seal(w.ctx))
		if got := places(t, w); got != "seq=1 seq=2 seq=3 seq=4" {
			t.Error(got)
		}
	})
}

// An entry that is committed after one with a larger id comes later in the chain. Nobody waits for it.
func TestLateCommitComesLater(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(4)))
	must[int](t)(w.chain.Seal(w.ctx))
	late := model.AuditEntry{At: model.NewTime(w.now), Operation: "late", Outcome: model.AuditDone}
	finish := hold(t, w.store, func(ctx context.Context, tx *repository.Store) error {
		return tx.Trail.Append(ctx, []model.AuditEntry{late}, nil)
	})
	w.organization(countyA)
	if n := must[int](t)(w.chain.Seal(w.ctx)); n != 1 {
		t.Fatalf("%d entries were sealed while one is not committed", n)
	}
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	must[int](t)(w.chain.Seal(w.ctx))
	if got := places(t, w); got != "seq=1 seq=3 seq=2" {
		t.Error(got)
	}
}

// Several sealers and writers at once leave a chain without a gap, and none of them fails.
func TestSealersAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var calls []func() error
		for range 4 {
			calls = append(calls, func() error {
				for range 25 {
					if _, err := w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{Name: fmt.Sprintf("单位%d", w.next()), RegionCode: countyA}); err != nil {
						return err
					}
				}
				return nil
			}, func() error {
				for range 25 {
					if _, err := w.chain.Seal(w.ctx); err != nil {
						return err
					}
				}
				return nil
			})
		}
		if err := errors.Join(together(calls...)...); err != nil {
			t.Fatal(err)
		}
		must[int](t)(w.chain.Seal(w.ctx))
		if got := newSigner().verdict(t, w); got != "whole" {
			t.Error(got)
		}
		if n := count(t, w.store, "SELECT last_seq FROM audit_chains"); n != 101 {
			t.Errorf("the chain ends at %d", n)
		}
	}, repository.WithPool(8))
}

// A sealer that was overtaken between reading and writing writes nothing. The control is the same sealer without the look
// at the end of the chain: it moves the end back, and gives its places out again.
func TestSealerThatWasOvertaken(t *testing.T) {
	for _, guarded := range []bool{true, false} {
		t.Run(fmt.Sprint(guarded), func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				must[int](t)(w.chain.Seal(w.ctx))
				w.organization(countyA)
				chain := must[model.AuditChain](t)(w.store.Audit.Chain(w.ctx))
				rows := must[[]model.AuditEntry](t)(w.store.Audit.Unsealed(w.ctx, 10))
				w.organization(countyA)
				must[int](t)(w.chain.Seal(w.ctx)) // overtakes
				slow, from := chain, chain.LastSeq
				if !guarded {
					from = uint64(count(t, w.store, "SELECT last_seq FROM audit_chains"))
				}
				slow.LastSeq++
				slow.LastHash = must[model.AuditEntry](t)(w.store.Audit.At(w.ctx, slow.LastSeq)).Hash
				rows[0].Seq, rows[0].Hash = model.OptionalID(slow.LastSeq), slow.LastHash
				moved, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (bool, error) {
					moved, err := tx.Audit.Extend(w.ctx, from, slow)
					if err != nil || !moved {
						return false, err
					}
					return true, tx.Audit.Seal(w.ctx, rows)
				})
				if err != nil || moved == guarded {
					t.Fatalf("moved %v, %v", moved, err)
				}
				if got := newSigner().verdict(t, w); (got == "whole") != guarded {
					t.Error(got)
				}
				w.organization(countyA)
				if _, err := w.chain.Seal(w.ctx); (err == nil) != guarded {
					t.Errorf("the next one: %v", err)
				}
			})
		})
	}
}

// Entries of either suite, and of a key that is gone, are chained. The chain is whole without the key, but says so.
func TestChainOverBothSuites(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first, second := seal.NewKey(seal.National), seal.NewKey(seal.International)
		use := func(lines ...string) (*service.Services, *service.Chain) {
			ring, err := seal.Parse(strings.Join(lines, "\n"))
			if err != nil {
				t.Fatal(err)
			}
			s := service.Settings{Clock: func() time.Time { return w.now }, Ring: ring}
			return service.New(w.store, s), service.NewChain(w.store, s)
		}
		execute(t, w.store, "DELETE FROM audit_entries")
		for _, lines := range [][]string{{first}, {first, second}, {second, first}} {
			services, chain := use(lines...)
			_, err := services.Organizations.Create(w.ctx, operator, model.OrganizationEdit{Name: fmt.Sprintf("单位%d", w.next()), RegionCode: countyA})
			must[int](t)(chain.Seal(w.ctx))
			if err != nil {
				t.Fatal(err)
			}
		}
		_, all := use(first, second)
		if v := must[service.Verification](t)(all.Verify(w.ctx, nil, nil)); v.Fault != nil || len(v.MissingKeys) > 0 || v.Entries != 3 {
			t.Errorf("%+v", v)
		}
		_, one := use(second)
		v := must[service.Verification](t)(one.Verify(w.ctx, nil, nil))
		if v.Fault != nil || len(v.MissingKeys) != 1 {
			t.Errorf("%+v", v)
		}
		for _, n := range v.MissingKeys {
			if n != 2 {
				t.Errorf("%d entries of the missing key", n)
			}
		}
	})
}

// Old entries go, the rest stays whole, and only who has announced it may.
func TestPurgeOfEntries(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const days = 200
		s := trail(t, w)
		if _, found, err := w.chain.Expired(w.ctx, days); found || err != nil {
			t.Errorf("new entries are old: %v", err)
		}
		if _, _, err := w.chain.Expired(w.ctx, service.MinRetention-1); err == nil {
			t.Error("less than six months were taken")
		}
		if _, err := w.chain.Purge(w.ctx, operator, service.MinRetention-1, 30); err == nil {
			t.Error("less than six months were taken")
		}
		w.now = w.now.AddDate(0, 0, days).Add(time.Second)
		w.organization(countyA)
		s.checkpoint(t, w)
		end, found, err := w.chain.Expired(w.ctx, days)
		if err != nil || !found || end.Seq != 30 {
			t.Fatalf("%d, %v", end.Seq, err)
		}
		unannounced := s.kept
		next := must[model.Checkpoint](t)(w.chain.Checkpoint(w.ctx, s.kept[len(s.kept)-1]))
		next.BaseSeq, next.BaseHash = 20, must[model.AuditEntry](t)(w.store.Audit.At(w.ctx, 20)).Hash
		s.sign(next)
		if n := must[int](t)(w.chain.Purge(w.ctx, operator, days, 12)); n != 12 { // killed half way
			t.Errorf("%d entries were removed", n)
		}
		if got := s.verdict(t, w); got != "whole" {
			t.Error(got)
		}
		if n := must[int](t)(w.chain.Purge(w.ctx, operator, days, 20)); n != 8 {
			t.Errorf("%d entries were removed", n)
		}
		s.checkpoint(t, w)
		v := must[service.Verification](t)(w.chain.Verify(w.ctx, s.kept, s.trusted()))
		if v.Fault != nil || v.First != 21 || v.Last != 33 || v.Older != 1 {
			t.Errorf("%+v %+v", v, v.Fault)
		}
		s.kept = unannounced
		if got := s.verdict(t, w); !strings.HasPrefix(got, "1: is missing: the entries up to 20 were removed") {
			t.Error(got)
		}
		// Nobody gets rid of an entry by making it look old.
		s.kept = nil
		execute(t, w.store, "UPDATE audit_entries SET at = '2010-01-01 00:00:00.000000' WHERE seq > 20")
		if _, err := w.chain.Purge(w.ctx, operator, days, 33); !errors.Is(err, service.ErrChainBroken) {
			t.Errorf("what was made to look old: %v", err)
		}
	})
}

// No entry, no removal.
func TestPurgeLeavesItsOwnEntry(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		trail(t, w)
		w.now = w.now.AddDate(1, 0, 0)
		mend := breakTable(t, w.store, "audit_entries")
		_, err := w.chain.Purge(w.ctx, operator, 200, 30)
		mend()
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries"); err == nil || n != 30 {
			t.Errorf("%d entries are left: %v", n, err)
		}
		must[int](t)(w.chain.Purge(w.ctx, operator, 200, 30))
		if got := query(t, w.store, "SELECT operation, outcome FROM audit_entries"); strings.Join(got, " ") != "operation=audit.purge|outcome=done" {
			t.Error(got)
		}
	})
}
