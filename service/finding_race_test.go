package service_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"xuncha/model"
	"xuncha/repository"
)

// Results for 32 targets of a campaign come in at once, each twice: every finding has a number of its own, none is left
// out, and none is used twice.
func TestNumbersOfManyAtOnce(t *testing.T) {
	const targets = 32
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		for range targets {
			w.site(o)
		}
		c := w.open(countyA)
		submit := func(i model.Inspection) func() error {
			return func() error {
				for again := range 2 {
					e := model.SubmissionEdit{Findings: []model.FindingEdit{veto("甲"), observed(fmt.Sprint(again))}}
					if _, err := w.Inspections.Submit(w.ctx, operator, i.ID, uint64(again+1), e); err != nil {
						return err
					}
				}
				return nil
			}
		}
		var calls []func() error
		for _, i := range w.targets(c.Code) {
			calls = append(calls, submit(i))
		}
		if err := errors.Join(together(calls...)...); err != nil {
			t.Fatal(err)
		}
		rows := w.findings(model.RectificationFilter{Campaign: c.Code})
		serials := make([]int, len(rows))
		for i, r := range rows {
			if serials[i] = r.Serial; r.Number != model.FindingNumber(c.Code, r.Serial) {
				t.Errorf("%d is called %s", r.Serial, r.Number)
			}
		}
		slices.Sort(serials)
		for i, serial := range serials {
			if serial != i+1 {
				t.Fatalf("the numbers are %v", serials)
			}
		}
		if len(serials) != 3*targets { // the fault, and a first and a second observation
			t.Errorf("%d findings", len(serials))
		}
	}, repository.WithPool(8))
}

// The control of the test above: who reads the last number and raises it afterwards gives one number to two.
func TestNumbersWithoutTheCounter(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, _ := w.faulty(veto("甲"))
		taken := make([]int, 2)
		var read, done sync.WaitGroup
		read.Add(2)
		for n := range taken {
			done.Go(func() {
				taken[n] = count(t, w.store, "SELECT last_serial + 1 FROM finding_counters")
				read.Done()
				read.Wait()
				execute(t, w.store, fmt.Sprintf("UPDATE finding_counters SET last_serial = %d WHERE campaign_id = %d", taken[n], c.ID))
			})
		}
		done.Wait()
		if taken[0] != taken[1] {
			t.Errorf("the control took %v", taken)
		}
		row := w.findings(model.RectificationFilter{})[0]
		err := only(repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
			row.ID = 0
			return struct{}{}, tx.Rectifications.Create(w.ctx, []*model.Rectification{&row})
		}))
		refused(t, "a number that stands", err, "already_exists number:taken")
	}, repository.WithPool(4))
}
