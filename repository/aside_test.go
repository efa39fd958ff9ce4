package repository_test

import (
	"errors"
	"strings"
	"testing"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// What nobody waits for waits for no writer: beside one it is left out on SQLite, and written afterwards.
func TestAsideWaitsForNoWriter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		aside := func() bool {
			t.Helper()
			ran := false
			done, err := repository.Aside(s, func(*repository.Store) error {
				ran = true
				return nil
			})
			if err != nil || done != ran {
				t.Errorf("done %v, ran %v, %v", done, ran, err)
			}
			return done
		}
		beside, err := repository.InTx(t.Context(), s, func(*repository.Store) (bool, error) { return aside(), nil })
		if onSQLite := strings.HasSuffix(t.Name(), "/sqlite"); err != nil || beside == onSQLite {
			t.Errorf("beside a writer: %v on SQLite: %v, %v", beside, onSQLite, err)
		}
		for range 2 {
			if !aside() {
				t.Error("it is left out without a writer")
			}
		}
		broken := errors.New("broken")
		if done, err := repository.Aside(s, func(*repository.Store) error { return broken }); !done || !errors.Is(err, broken) {
			t.Errorf("%v, %v", done, err)
		}
	})
}
