package generate

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"xuncha/docs"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// What is asked unless the command line says otherwise: the same cases each time, so that nothing depends on luck.
// -rapid.seed=0 takes others and prints the seed of what fails, -rapid.checks says how many of each kind an operation gets.
var defaults = map[string]string{"rapid.checks": "6", "rapid.seed": "1", "rapid.nofailfile": "true", "rapid.shrinktime": "10s"}

func TestMain(m *testing.M) {
	flag.Parse()
	flag.Visit(func(f *flag.Flag) { delete(defaults, f.Name) })
	for name, value := range defaults {
		if err := flag.Set(name, value); err != nil {
			panic(err) // rapid has the flag
		}
	}
	dbtest.Main(m)
}

func onSQLite(t *testing.T, text []byte) *world {
	t.Helper()
	return newWorld(t, true, func(tap repository.Option) *repository.Store { return dbtest.SQLite(t, tap) }, text)
}

func onMariaDB(t *testing.T, text []byte) *world {
	t.Helper()
	return newWorld(t, false, func(tap repository.Option) *repository.Store { return dbtest.OnMariaDB(t, tap) }, text)
}

// untakeable are operations of which no request of this world is taken, and why.
var untakeable = map[string]string{
	"beginSSO": "no provider is configured; test/blackbox has one", "finishSSO": "as for its beginning",
}

// cases draws requests to one operation and holds their answers to the document.
type cases struct {
	w     *world
	op    operation
	taken int
	sent  int
	why   map[string]int // refusals of valid requests, by what they said
	good  []good         // requests that were taken
}

// good is a request that the service takes, as often as the world is put back.
type good struct {
	request
	path   string
	values [][2]string
	body   *node
}

// valid is one request that the document allows.
func (c *cases) valid(t *rapid.T) error {
	m := &maker{t: t, w: c.w, op: c.op}
	r := m.valid()
	in, err := r.http(c.w.ctx)
	if err == nil {
		err = c.w.document.CheckRequest(in, []byte(r.body))
	}
	if err != nil {
		return fmt.Errorf("the generator made a request that the document does not allow: %w\n%s", err, r.curl())
	}
	defer c.w.back()
	a := c.w.send(r)
	if c.sent++; a.Status < 400 {
		if c.taken++; len(c.good) < most {
			c.good = append(c.good, good{r, m.path, m.values, m.body.clone()})
		}
	} else {
		c.why[said(a)]++
	}
	if err := c.w.judgeValid(r, a); err != nil {
		return fmt.Errorf("%w\n%s", err, r.curl())
	}
	return nil
}

// invalid is one request with one thing wrong, and but for that one that was taken.
func (c *cases) invalid(t *rapid.T) error {
	m := &maker{t: t, w: c.w, op: c.op, good: c.good}
	s, ok := m.invalid()
	for try := 0; !ok && try < 20; try++ { // what can be wrong depends on what was drawn
		s, ok = m.invalid()
	}
	if !ok {
		return nil
	}
	defer c.w.back()
	a := c.w.send(s.request)
	c.sent++
	if err := c.w.judgeInvalid(a, s, len(c.good) > 0); err != nil {
		return fmt.Errorf("%w\n%s", err, s.curl())
	}
	return nil
}

// check asks for an operation as often as the command line says, and makes what fails smaller.
func (c *cases) check(t rapid.TB) {
	t.Helper()
	c.collect(most)
	if err := c.everyField(); err != nil {
		t.Fatal(err)
	}
	for _, property := range []func(*rapid.T) error{c.valid, c.invalid} {
		rapid.Check(t, func(rt *rapid.T) {
			if err := property(rt); err != nil {
				rt.Fatal(err)
			}
		})
	}
}

// once asks once, by a seed.
func (c *cases) once(property func(*rapid.T) error, seed int) (err error) {
	rapid.Custom(func(rt *rapid.T) bool { err = property(rt); return true }).Example(seed)
	return err
}

// An operation is asked until so many requests were taken, but no more often than enough.
const (
	most   = 3
	enough = 400
)

// collect looks for requests that are taken, always the same ones: what is spoiled afterwards is made of them. What is wrong
// with an answer is told by the check.
func (c *cases) collect(many int) {
	for seed := 1; untakeable[c.op.id] == "" && len(c.good) < many && (seed <= 20 || len(c.good) == 0 && seed <= enough); seed++ {
		_ = c.once(c.valid, seed)
	}
}

// takes fails unless a request was taken.
func (c *cases) takes(t *testing.T) {
	t.Helper()
	if c.taken == 0 && untakeable[c.op.id] == "" {
		t.Errorf("no request to %s was taken: fill_test.go must make a thing that it can be done with, or knowledge_test.go"+
			" say what its schema cannot. It is called by %v with %d paths, and said %v",
			c.op.id, c.w.callers(c.op), len(c.w.paths(c.w.actors[0], c.op.path)), c.why)
	}
}

func (w *world) cases(o operation) *cases { return &cases{w: w, op: o, why: map[string]int{}} }

// The document is true: every operation, by requests that are made from it.
func TestTheDocumentIsTrue(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		w, sent := onSQLite(t, docs.OpenAPI), 0
		for _, o := range w.operations {
			t.Run(o.id, func(t *testing.T) {
				c := w.cases(o)
				c.check(t)
				c.takes(t)
				sent += c.sent
			})
		}
		t.Logf("%d cases of %d operations", sent, len(w.operations))
	})
	t.Run("mariadb", func(t *testing.T) {
		t.Parallel()
		w, sent := onMariaDB(t, docs.OpenAPI), 0
		for _, o := range w.operations {
			c := w.cases(o)
			c.collect(1)
			for seed := range 2 {
				for _, property := range []func(*rapid.T) error{c.valid, c.invalid} {
					if err := c.once(property, seed); err != nil {
						t.Errorf("%s with the seed %d: %v", o.id, seed, err)
					}
				}
			}
			sent += c.sent
		}
		t.Logf("%d cases", sent)
	})
}

// said is what a refusal says for programs.
func said(a answer) string {
	parts := []string{}
	for _, code := range codes.FindAllStringSubmatch(string(a.Body), -1) {
		if !slices.Contains(parts, code[1]) {
			parts = append(parts, code[1])
		}
	}
	return fmt.Sprint(a.Status, " ", strings.Join(parts, " "))
}
