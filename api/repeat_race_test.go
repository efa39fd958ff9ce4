package api

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

const equalRequests = 50

// together sends n requests at once.
func together(n int, send func(i int) *httptest.ResponseRecorder) []*httptest.ResponseRecorder {
	answers := make([]*httptest.ResponseRecorder, n)
	start := make(chan struct{})
	var done sync.WaitGroup
	for i := range n {
		done.Go(func() {
			<-start
			answers[i] = send(i)
		})
	}
	close(start)
	done.Wait()
	return answers
}

// Equal requests at the same moment leave one effect, and all are told the same: in one program and in two that know of
// each other by the database alone.
func TestEqualRequestsTogether(t *testing.T) {
	for name, programs := range map[string]int{"one program": 1, "two programs": 2} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, s *repository.Store) {
				p := newProgram(t, s)
				q := *p.fixture
				second := &program{fixture: &q, ring: p.ring, now: p.now}
				second.restart()
				all := []*program{p, second}[:programs]
				answers := together(equalRequests, func(i int) *httptest.ResponseRecorder {
					for { // a slow machine may keep the first at work for longer than the others wait
						answer := all[i%programs].post(dryRun, fileOfSites, someKey, "Content-Type", "text/csv")
						if answer.Code != http.StatusConflict {
							return answer
						}
					}
				})
				first := 0
				for _, answer := range answers {
					if answer.Code != http.StatusCreated || answer.Body.String() != answers[0].Body.String() {
						t.Errorf("%d %s", answer.Code, answer.Body)
					}
					if answer.Header().Get(replayedHeader) == "" {
						first++
					}
				}
				if n := number(t, s, "SELECT COUNT(*) FROM imports"); n != 1 || first != 1 {
					t.Errorf("%d effects, %d answers of a first request", n, first)
				}
			}, repository.WithPool(8))
		})
	}
}

// The control: without a key each of them leaves one.
func TestEqualRequestsWithoutAKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		together(equalRequests, func(int) *httptest.ResponseRecorder {
			return p.do(http.MethodPost, "/api/v1"+dryRun, fileOfSites, "Content-Type", "text/csv")
		})
		if n := number(t, s, "SELECT COUNT(*) FROM imports"); n != equalRequests {
			t.Errorf("%d effects: the test above could not see a second one", n)
		}
	}, repository.WithPool(8))
}

// Whoever comes while the first request is running waits a little, in this program and in another one.
func TestStillRunning(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		q := *p.fixture
		other := &program{fixture: &q, ring: p.ring, now: p.now}
		other.restart()
		entered, leave := make(chan struct{}), make(chan struct{})
		for _, program := range []*program{p, other} {
			program.operate(func(c *call) error {
				if err := effect(c, s); err != nil {
					return err
				}
				entered <- struct{}{}
				<-leave
				return c.String(http.StatusOK, "done")
			})
		}
		var first *httptest.ResponseRecorder
		var done sync.WaitGroup
		done.Go(func() { first = p.post("/test", "", someKey) })
		<-entered
		running := []*httptest.ResponseRecorder{p.post("/test", "", someKey)}
		if !onSQLite(s) { // there the other program waits for the writer
			running = append(running, other.post("/test", "", someKey))
		}
		for _, answer := range running {
			if got := told(t, answer); got != "Conflict idempotency_key_running" || answer.Header().Get("Retry-After") == "" {
				t.Errorf("%s, %v", got, answer.Header())
			}
		}
		var waiting [2]*httptest.ResponseRecorder
		done.Go(func() { waiting[0] = p.post("/test", "", someKey) })
		done.Go(func() { waiting[1] = other.post("/test", "", someKey) })
		close(leave)
		done.Wait()
		same(t, first, waiting[0])
		same(t, first, waiting[1])
		if n := number(t, s, effects); n != 1 {
			t.Errorf("%d effects", n)
		}
	}, repository.WithPool(8))
}

func onSQLite(s *repository.Store) bool {
	var version string
	return s.Pool().QueryRowContext(context.Background(), "SELECT sqlite_version()").Scan(&version) == nil
}

// An organization is dissolved while a site is added to it, both under keys: it never runs a site after its end.
func TestDissolveAgainstCreateUnderKeys(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		dissolved := 0
		for i := 1; i <= 40; i++ {
			p.do(http.MethodPost, "/api/v1/organizations", fmt.Sprintf(`{"name":"单位%d","region_code":"422801"}`, i))
			site := fmt.Sprintf(`{"code":"422801%04d","name":"甲","home_url":"http://a.gov.cn/","organization_id":%d}`, i, i)
			answers := together(2, func(n int) *httptest.ResponseRecorder {
				if n == 0 {
					return p.post(fmt.Sprintf("/organizations/%d/dissolve", i), `{"reason":"机构改革"}`, fmt.Sprint("dissolve", i), "If-Match", `"1"`)
				}
				return p.post("/sites", site, fmt.Sprint("create-site", i))
			})
			switch {
			case answers[0].Code == http.StatusOK && told(t, answers[1]) == "Unprocessable Entity invalid_fields organization_id:organization_not_active":
				dissolved++
			case answers[1].Code == http.StatusCreated && told(t, answers[0]) == "Conflict organization_in_use":
			default:
				t.Fatalf("%s\n%s", answers[0].Body, answers[1].Body)
			}
		}
		if n := number(t, s, `SELECT COUNT(*) FROM organizations o JOIN sites s ON s.organization_id = o.id
			WHERE o.state = 'dissolved' AND s.state <> 'closed'`); n > 0 {
			t.Errorf("%d sites are run by nobody", n)
		}
		t.Logf("%d of 40 were dissolved", dissolved)
	}, repository.WithPool(8))
}

// Where the record cannot be written nothing of the effect is left, and the other way round.
func TestRecordAndEffectTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		for _, write := range []string{"INSERT ON repeats", "UPDATE ON repeats", "INSERT ON imports", "INSERT ON import_rows", "INSERT ON audit_entries"} {
			body := "FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken'"
			if onSQLite(s) {
				body = "BEGIN SELECT RAISE(ABORT, 'broken'); END"
			}
			rows := func() int {
				return number(t, s, "SELECT (SELECT COUNT(*) FROM repeats) + (SELECT COUNT(*) FROM imports) + "+
					"(SELECT COUNT(*) FROM import_rows) + (SELECT COUNT(*) FROM audit_entries) + (SELECT COUNT(*) FROM events)")
			}
			before := rows()
			execute(t, s, "CREATE TRIGGER broken BEFORE "+write+" "+body)
			if got := told(t, p.post(dryRun, fileOfSites, someKey, "Content-Type", "text/csv")); got != "Internal Server Error internal" {
				t.Errorf("without %s: %s", write, got)
			}
			execute(t, s, "DROP TRIGGER broken")
			if now := rows(); now != before {
				t.Errorf("without %s: %d rows instead of %d", write, now, before)
			}
		}
		if answer := p.post(dryRun, fileOfSites, someKey, "Content-Type", "text/csv"); answer.Code != http.StatusCreated {
			t.Errorf("%d %s", answer.Code, answer.Body)
		}
	})
}

// fate is what becomes of the program during a request.
type fate int

const (
	lives fate = iota
	diesBefore
	diesAfter
)

// sending is one request of the property, which is sent once or more often.
type sending struct {
	caller, key, body int
	fate              fate
}

// promise is what a caller may rely on: the oracle. It knows what was done under each key.
type promise struct {
	done    map[[2]int]*outcome
	effects int
}

type outcome struct {
	body   int
	answer string // empty while no caller has seen it
}

// judge says what is wrong with what became of a request. status is 0 when no answer came.
func (o *promise) judge(s sending, status int, answer string, replayed bool, effects int) error {
	at := [2]int{s.caller, s.key}
	known := o.done[at]
	want := http.StatusOK
	switch {
	case known == nil && s.fate == diesBefore:
		want = 0
	case known == nil:
		known = &outcome{body: s.body}
		o.done[at] = known
		o.effects++
		if replayed {
			return fmt.Errorf("%+v: a first request is a replay", s)
		}
	case known.body != s.body:
		want = http.StatusUnprocessableEntity
	case !replayed && s.fate != diesAfter:
		return fmt.Errorf("%+v: a repeated request is none", s)
	}
	if s.fate == diesAfter {
		want = 0
	}
	if status == http.StatusOK {
		if known.answer != "" && known.answer != answer {
			return fmt.Errorf("%+v: the answer was %q and is %q", s, known.answer, answer)
		}
		known.answer = answer
	}
	if status != want {
		return fmt.Errorf("%+v: answered %d instead of %d", s, status, want)
	}
	if effects != o.effects {
		return fmt.Errorf("%+v: %d effects instead of %d", s, effects, o.effects)
	}
	return nil
}

// rig is a program that can die, and what it must have done.
type rig struct {
	*program
	promise
	callers [2]string
	fate    fate
	made    int // so that no two answers are the same
}

func newRig(t *testing.T, s *repository.Store) *rig {
	t.Helper()
	g := &rig{program: newProgram(t, s), promise: promise{done: map[[2]int]*outcome{}}}
	g.callers = [2]string{"Bearer " + g.token, g.caller("另一个", "admin", "all")}
	g.revive()
	return g
}

func (g *rig) revive() {
	g.restart()
	g.operate(func(c *call) error {
		if err := effect(c, g.store); err != nil {
			return err
		}
		if g.fate == diesBefore {
			panic("the end")
		}
		g.made++
		return c.String(http.StatusOK, fmt.Sprint("effect ", g.made))
	})
}

func (g *rig) send(s sending) error {
	g.fate = s.fate
	answer := g.post("/test", fmt.Sprint(s.body), fmt.Sprint("key-number-", s.key), "Authorization", g.callers[s.caller])
	status := answer.Code
	if s.fate != lives {
		g.revive()
	}
	if s.fate == diesAfter || (s.fate == diesBefore && status == http.StatusInternalServerError) {
		status = 0
	}
	return g.judge(s, status, answer.Body.String(), answer.Header().Get(replayedHeader) != "", number(g.t, g.store, effects))
}

// In whatever order requests come, come again, come changed and from others, and whenever the program dies between: what
// is stored is what was asked for once under each key.
func TestRepeatsInAnyOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		g := newRig(t, s)
		rapid.Check(t, func(r *rapid.T) {
			execute(t, s, "DELETE FROM repeats")
			execute(t, s, "DELETE FROM audit_entries")
			g.promise = promise{done: map[[2]int]*outcome{}}
			for range rapid.IntRange(2, 25).Draw(r, "requests") {
				err := g.send(sending{
					caller: rapid.IntRange(0, 1).Draw(r, "caller"), key: rapid.IntRange(0, 2).Draw(r, "key"),
					body: rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(r, "body"),
					fate: rapid.SampledFrom([]fate{lives, lives, diesBefore, diesAfter}).Draw(r, "fate"),
				})
				if err != nil {
					r.Fatal(err)
				}
			}
		})
	})
}

// The control: were the record written after the effect, a program that dies in between would do it twice, and the oracle
// sees that.
func TestRecordAfterTheEffect(t *testing.T) {
	s := dbtest.SQLite(t)
	g := newRig(t, s)
	kept := map[int]string{}
	late := func(s sending) error {
		answer, replayed := kept[s.key]
		status := http.StatusOK
		if !replayed {
			answer = g.do(http.MethodPost, "/api/v1/test", fmt.Sprint(s.body)).Body.String()
			if s.fate == diesBefore {
				status = 0
			} else {
				kept[s.key] = answer
			}
		}
		return g.judge(s, status, answer, replayed, number(t, g.store, effects))
	}
	if err := late(sending{key: 1}); err != nil {
		t.Fatal(err)
	}
	if err := late(sending{key: 2, fate: diesBefore}); err == nil {
		t.Error("the oracle does not see an effect that nobody knows of")
	}
	if err := late(sending{key: 2}); err == nil {
		t.Error("the oracle does not see the second effect")
	}
}
