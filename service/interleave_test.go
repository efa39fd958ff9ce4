package service_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// On SQLite one transaction follows the other, so what these tests arrange can only happen on MariaDB.

// hold runs a transaction that stays open until the answered function is called.
func hold(t *testing.T, s *repository.Store, fn func(ctx context.Context, tx *repository.Store) error) (finish func() error) {
	t.Helper()
	reached, release, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := repository.InTx(context.Background(), s, func(tx *repository.Store) (struct{}, error) {
			err := fn(context.Background(), tx)
			close(reached)
			<-release
			return struct{}{}, err
		})
		ended <- err
	}()
	<-reached
	let := sync.OnceFunc(func() { close(release) })
	t.Cleanup(let) // a failing test must not leave it open
	return func() error {
		let()
		return <-ended
	}
}

// lookAgain is longer than InnoDB keeps its answer about transactions.
const lookAgain = 120 * time.Millisecond

// blocked waits until so many transactions wait for a lock.
func blocked(t *testing.T, s *repository.Store, n int) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; {
		time.Sleep(lookAgain)
		waiting := count(t, s, "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
		if waiting >= n {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d transactions wait for a lock, want %d", waiting, n)
		}
	}
}

// meanwhile starts a call that runs into a lock and answers how to wait for its end.
func meanwhile(t *testing.T, s *repository.Store, call func() error) (end func() error) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- call() }()
	blocked(t, s, 1)
	return func() error { return <-ended }
}

// Somebody adds the site by hand after the import has looked and before it inserts.
func TestImportLooksAgainWhenARowIsTaken(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	o := w.organization(countyA)
	byHand := func(code string) func(context.Context, *repository.Store) error {
		return func(ctx context.Context, tx *repository.Store) error {
			e := w.siteEdit(o)
			e.Code = code
			row := model.NewSite(e, countyA, model.NewTime(w.now))
			return tx.Sites.Create(ctx, &row)
		}
	}
	finish := hold(t, w.store, byHand("4228010009"))
	var job model.Import
	end := meanwhile(t, w.store, func() (err error) {
		job, err = w.take(operator, model.ImportSites, false, siteHeader, "4228010009,甲,http://a.gov.cn/,否")
		return err
	})
	if err := errors.Join(finish(), end()); err != nil {
		t.Fatal(err)
	}
	if got := w.rows(job.ID); got[0] != "update" || job.UpdateCount != 1 {
		t.Errorf("%v, %+v", got, job.ImportCounts)
	}
	if n := count(t, w.store, "SELECT COUNT(*) FROM imports"); n != 1 {
		t.Errorf("%d imports", n)
	}

	// The control: without a second look the insert is refused.
	finish = hold(t, w.store, byHand("4228010010"))
	end = meanwhile(t, w.store, func() error {
		_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
			return struct{}{}, byHand("4228010010")(w.ctx, tx)
		})
		return err
	})
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	if err := end(); !errors.Is(err, repository.ErrTaken) {
		t.Errorf("the control: %v", err)
	}
}

// Somebody changes the site by hand after the import has looked and before it writes. The sender has named no version of it,
// so none is old.
func TestImportLooksAgainWhenAThingHasChanged(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	site := w.site(w.organization(countyA))
	finish := hold(t, w.store, func(ctx context.Context, tx *repository.Store) error {
		row := site
		row.ICPNumber, row.Version = "鄂ICP备1号", 2
		return tx.Sites.Update(ctx, operator, 1, &row)
	})
	end := meanwhile(t, w.store, func() error {
		return only(w.take(operator, model.ImportSites, false, siteHeader, site.Code+",新名,http://a.gov.cn/,否"))
	})
	if err := errors.Join(finish(), end()); err != nil {
		t.Fatal(err)
	}
	got := must[model.Site](t)(w.Sites.Get(w.ctx, operator, site.ID))
	if got.Name != "新名" || got.ICPNumber != "鄂ICP备1号" || got.Version != 3 {
		t.Errorf("%+v", got)
	}
}

// A dry run is applied while another file of the region goes in: it sees what that file has brought.
func TestApplyLooksAfterItHasTheLock(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	o := w.organization(countyA)
	job := must[model.Import](t)(w.take(operator, model.ImportSites, true, siteHeader, "4228010009,甲,http://a.gov.cn/,否"))
	finish := hold(t, w.store, func(ctx context.Context, tx *repository.Store) error {
		if _, err := tx.Regions.Lock(ctx, model.ScopeAll); err != nil {
			return err
		}
		e := w.siteEdit(o)
		e.Code = "4228010009"
		row := model.NewSite(e, countyA, model.NewTime(w.now))
		return tx.Sites.Create(ctx, &row)
	})
	end := meanwhile(t, w.store, func() error { return only(w.Imports.Apply(w.ctx, operator, job.ID, 1)) })
	if err := errors.Join(finish(), end()); err != nil {
		t.Fatal(err)
	}
	if got := w.rows(job.ID); got[0] != "update" {
		t.Errorf("%v", got)
	}
}

// A site is being added when its organization is to be dissolved: the one who counts what it runs waits and counts it.
func TestDissolveWaitsForASite(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	o := w.organization(countyA)
	adding := func(ctx context.Context, tx *repository.Store) error {
		if _, err := tx.Organizations.Lock(ctx, model.ScopeAll, o.ID); err != nil {
			return err
		}
		row := model.NewSite(w.siteEdit(o), countyA, model.NewTime(w.now))
		return tx.Sites.Create(ctx, &row)
	}
	finish := hold(t, w.store, adding)
	end := meanwhile(t, w.store, func() error {
		return only(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why))
	})
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	refused(t, "dissolve", end(), "organization_in_use")

	// The control: who looks at what is there before it has the lock does not see the site.
	next := w.organization(countyA)
	o = next
	finish = hold(t, w.store, adding)
	var n int64
	end = meanwhile(t, w.store, func() error {
		_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
			_, err := tx.Organizations.Get(w.ctx, model.ScopeAll, next.ID)
			if err != nil {
				return struct{}{}, err
			}
			if _, err = tx.Organizations.Lock(w.ctx, model.ScopeAll, next.ID); err != nil {
				return struct{}{}, err
			}
			n, err = tx.Organizations.InUse(w.ctx, next.ID)
			return struct{}{}, err
		})
		return err
	})
	if err := errors.Join(finish(), end()); err != nil || n != 0 {
		t.Errorf("the control: %d in use, %v", n, err)
	}
}

// The control of the races against closing: who looks at the campaign without locking it gives a result back after the end.
func TestReturnWithoutTheLock(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	w.site(w.organization(countyA))
	c := w.open(countyA)
	w.pass(c.Code)
	i := w.targets(c.Code)[0]
	_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
		seen, err := tx.Campaigns.Get(w.ctx, model.ScopeAll, c.Code)
		if err != nil || seen.State != model.CampaignOpen {
			return struct{}{}, errors.Join(errors.New("not open"), err)
		}
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, 2))
		version := i.Version
		if err := i.Move(c, model.VerbReturn, "r"); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, tx.Inspections.Update(w.ctx, model.ScopeAll, version, &i)
	})
	refused(t, "the control", err, "")
	if n := count(t, w.store, `SELECT COUNT(*) FROM campaigns c JOIN inspections i ON i.campaign_id = c.id
		WHERE c.state = 'closed' AND i.status = 'returned'`); n != 1 {
		t.Error("the control closed with every result")
	}
}

// Two organizations are put under each other at once: the later one waits for the row above it, and sees the circle.
func TestTwoParentsAtOnce(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	put := func(ctx context.Context, tx *repository.Store, o, under model.Organization) error {
		above, err := tx.Organizations.Get(ctx, model.ScopeAll, under.ID)
		if err != nil || uint64(above.ParentID) == o.ID {
			return errors.Join(errors.New("a circle"), err)
		}
		o.ParentID = model.OptionalID(under.ID)
		return tx.Organizations.Update(ctx, model.ScopeAll, 1, &o)
	}
	a, b := w.organization(countyA), w.organization(countyA)
	first := func(ctx context.Context, tx *repository.Store) error { return put(ctx, tx, a, b) }
	finish := hold(t, w.store, first)
	end := meanwhile(t, w.store, func() error {
		return only(w.Organizations.Update(w.ctx, operator, b.ID, 1, set(func(e *model.OrganizationEdit) { e.ParentID = model.OptionalID(a.ID) })))
	})
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	refused(t, "the later one", end(), "invalid_fields parent_id:parent_cycle")

	// The control: who only looks at the row above makes the circle.
	a, b = w.organization(countyA), w.organization(countyA)
	finish = hold(t, w.store, first)
	end = meanwhile(t, w.store, func() error {
		_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
			return struct{}{}, put(w.ctx, tx, b, a)
		})
		return err
	})
	if err := errors.Join(finish(), end()); err != nil {
		t.Errorf("the control: %v", err)
	}
}
