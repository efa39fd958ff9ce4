// Package fault runs the program while things happen at once and while things break: on SQLite and on MariaDB, judged by
// what is stored afterwards.
package fault

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

func TestMain(m *testing.M) { dbtest.Main(m, harness.RemoveProgram) }

// object is a JSON object to send.
type object = map[string]any

// seeded is a source of random moments. A failed test prints its seed.
func seeded(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// within is a random time below the limit.
func within(random *rand.Rand, limit time.Duration) time.Duration {
	return time.Duration(random.Int64N(int64(limit) + 1))
}

// together has n callers send at once, and counts their answers by status. Whatever is no answer is an error.
func together(t *testing.T, n int, send func(i int) (harness.Answer, error)) (statuses map[int]int, answers []harness.Answer) {
	t.Helper()
	statuses = map[int]int{}
	var mu sync.Mutex
	var done sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		done.Go(func() {
			<-start
			answer, err := send(i)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
				return
			}
			statuses[answer.Status]++
			answers = append(answers, answer)
		})
	}
	close(start)
	done.Wait()
	return statuses, answers
}

// seedFile is a file of the round of 2022.
func seedFile(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "service", "demo", "seed", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// tag is the ETag of a thing.
func tag(c harness.Client, path string) string {
	return c.Do(http.StatusOK, http.MethodGet, path, nil).Tag()
}

// create adds a thing and answers its path.
func create(c harness.Client, path string, body object) string {
	return c.Do(http.StatusCreated, http.MethodPost, path, body).Header.Get("Location")[len("/api/v1"):]
}

// newMariaDB is the address of one more empty database on the server of the tests.
func newMariaDB(t *testing.T) string {
	t.Helper()
	server := dbtest.Server(t)
	name := fmt.Sprint("more", databases.Add(1))
	if err := server.Create(name); err != nil {
		t.Fatal(err)
	}
	return server.URL(name)
}

var databases atomic.Int64
