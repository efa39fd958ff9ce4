package repository_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// The first numbers of several campaigns are taken at once, again and again: nobody waits for those of another campaign.
func TestFirstNumbersAtOnce(t *testing.T) {
	const campaigns, rounds = 8, 10
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		var tries atomic.Int64
		for round := range rounds {
			errs := make([]error, campaigns)
			var ready, done sync.WaitGroup
			ready.Add(campaigns)
			for n := range campaigns {
				c := newCampaign(t, s, "422800")
				c.Code = fmt.Sprintf("422800-2022-%d-%d", round, n)
				must(t, s.Campaigns.Create(t.Context(), c))
				id := c.ID
				done.Go(func() {
					ready.Done()
					ready.Wait()
					_, errs[n] = repository.InTx(t.Context(), s, func(tx *repository.Store) (int, error) {
						tries.Add(1)
						for want := range 3 {
							first, err := tx.Rectifications.TakeNumbers(t.Context(), id, 2)
							if err != nil || first != 1+2*want {
								return 0, errors.Join(err, errors.New("another number"))
							}
						}
						return 0, nil
					})
				})
			}
			done.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
		}
		if n := tries.Load(); n != campaigns*rounds {
			t.Errorf("%d tries of %d transactions", n, campaigns*rounds)
		}
	}, repository.WithPool(campaigns))
}
