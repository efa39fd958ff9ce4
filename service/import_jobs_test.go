package service_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// siteLines are lines of a file of sites of a county, from a number on.
func siteLines(region model.RegionCode, from, n int) []string {
	lines := []string{siteHeader}
	for i := range n {
		lines = append(lines, siteLine(region, from+i))
	}
	return lines
}

func (w *world) queue(a model.Actor, dryRun bool, lines ...string) (service.Sent, error) {
	return w.Imports.Send(w.ctx, a, service.Upload{Kind: model.ImportSites, FileName: "a.csv", Body: file(lines), DryRun: dryRun, Background: true})
}

func (w *world) work() int {
	w.t.Helper()
	n, err := w.Imports.Work(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) job(id uint64) model.Import {
	w.t.Helper()
	return must[model.Import](w.t)(w.Imports.Get(w.ctx, operator, id))
}

// wentIn are the numbers that show whether a file has gone in once: sites, rows of files, changes of sites noted and told, and
// ends of the work.
func (w *world) wentIn() []int {
	var out []int
	for _, statement := range []string{
		"SELECT COUNT(*) FROM sites", "SELECT COUNT(*) FROM import_rows", "SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.create'",
		"SELECT COUNT(*) FROM events WHERE type = 'site.create'", "SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.finish'",
	} {
		out = append(out, count(w.t, w.store, statement))
	}
	return out
}

// A small file is taken in at once; one of many rows waits for a worker, and tells how far it is.
func TestLargeFilesWait(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		small := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, upload(siteLines(countyA, 1, 1000)...)))
		large := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, upload(siteLines(countyB, 1, 1001)...)))
		if small.State != model.ImportApplied || large.State != model.ImportWaiting || large.CreateCount != 0 {
			t.Fatalf("%s and %s", small.State, large.State)
		}
		progress := must[map[uint64]model.ImportJob](t)(w.Imports.Progress(w.ctx, operator, large.Import, small.Import))
		if len(progress) != 1 || progress[large.ID].Phase != model.PhaseQueued {
			t.Errorf("%+v", progress)
		}
		if n := w.work(); n != 1 {
			t.Errorf("%d files", n)
		}
		done := w.job(large.ID)
		if done.State != model.ImportApplied || done.CreateCount != 1001 || done.Version != 3 {
			t.Errorf("%s of version %d: %+v", done.State, done.Version, done.ImportCounts)
		}
		if row := w.row(large.ID, 1001); row.Version != 1 || !row.Applied || row.Line != 1002 {
			t.Errorf("%+v", row)
		}
		if diff := cmp.Diff([]int{2001, 2001, 2001, 2001, 1}, w.wentIn()); diff != "" {
			t.Error(diff)
		}
	})
}

// While a file waits, and once it is applied, it is known again; whoever wants another look takes a dry run.
func TestOneFileIsTakenInOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		lines := siteLines(countyA, 1, 3)
		first := must[service.Sent](t)(w.queue(operator, false, lines...))
		look := must[service.Sent](t)(w.queue(operator, true, lines...))
		for _, u := range []service.Upload{upload(lines...), {Kind: model.ImportSites, FileName: "other.csv", Body: file(lines), Background: true}} {
			if again := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, u)); !again.Repeated || again.ID != first.ID {
				t.Errorf("%d is not answered: %+v", first.ID, again)
			}
		}
		if again := must[service.Sent](t)(w.queue(operator, true, lines...)); !again.Repeated || again.ID != look.ID {
			t.Errorf("a look that waits is not answered: %+v", again)
		}
		county := actor(model.RoleCountyAdmin, model.Scope(countyA))
		other := must[service.Sent](t)(w.queue(county, true, lines...))
		w.work()
		if other.Repeated || w.job(first.ID).CreateCount != 3 || w.job(look.ID).State != model.ImportPreviewed {
			t.Errorf("of another area: %+v", other)
		}
		// What was changed by hand since is not overwritten by a file that is sent once more.
		site := must[model.List[model.Site]](t)(w.Sites.List(w.ctx, operator, model.SiteFilter{}, everything)).Items[0]
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, site.ID, 1, set(func(e *model.SiteEdit) { e.Name = "手工改名" })))
		again := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, upload(lines...)))
		if !again.Repeated || again.ID != first.ID || count(t, w.store, "SELECT COUNT(*) FROM sites WHERE name = '手工改名'") != 1 {
			t.Errorf("%+v", again)
		}
		// A look shows what it would do now, and can be applied.
		preview := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, service.Upload{Kind: model.ImportSites, DryRun: true, Body: file(lines)}))
		if preview.Repeated || preview.UpdateCount != 1 || preview.UnchangedCount != 2 {
			t.Errorf("%+v", preview)
		}
		if applied := must[model.Import](t)(w.Imports.Apply(w.ctx, operator, preview.ID, 1)); applied.OnceKey != "" || w.job(first.ID).OnceKey == "" {
			t.Errorf("the first one is answered from then on too: %+v", applied)
		}
	})
}

// What is cancelled before it is in the register leaves nothing there, and its file may be sent again.
func TestCancelledFiles(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		lines := siteLines(countyA, 1, 1200)
		sent := must[service.Sent](t)(w.queue(operator, false, lines...))
		mend := breakTable(t, w.store, "site_versions")
		if _, err := w.Imports.Work(w.ctx); err == nil {
			t.Fatal("the rows went in")
		}
		mend()
		job := w.job(sent.ID)
		progress := must[map[uint64]model.ImportJob](t)(w.Imports.Progress(w.ctx, operator, job))[job.ID]
		if job.State != model.ImportRunning || progress.RowsRead != 1200 || progress.RowsTotal != 1200 || progress.Phase != model.PhaseJudging {
			t.Fatalf("%s, %+v", job.State, progress)
		}
		for name, call := range map[string]func() error{
			"stale_version": func() error { return only(w.Imports.Cancel(w.ctx, operator, job.ID, job.Version-1)) },
			"wrong_state":   func() error { return only(w.Imports.Apply(w.ctx, operator, job.ID, job.Version)) },
			"wrong_state ":  func() error { return only(w.Imports.Report(w.ctx, operator, job.ID, model.Chinese)) },
			"wrong_state  ": func() error {
				_, _, err := w.Imports.DismissRow(w.ctx, operator, job.ID, 1, 1, why)
				return err
			},
		} {
			if err := call(); refusal(err) != strings.TrimSpace(name) {
				t.Errorf("%s: %v", name, err)
			}
		}
		must[model.Import](t)(w.Imports.Cancel(w.ctx, operator, job.ID, job.Version))
		w.later(2 * model.ImportLease)
		if n := w.work(); n != 0 || !slices.Equal(w.wentIn(), []int{0, 0, 0, 0, 0}) {
			t.Errorf("%d files were worked on: %v", n, w.wentIn())
		}
		if _, err := w.Imports.Cancel(w.ctx, operator, job.ID, job.Version+1); refusal(err) != "wrong_state" {
			t.Errorf("twice: %v", err)
		}
		if again := must[service.Sent](t)(w.queue(operator, false, lines...)); again.Repeated || w.work() != 1 || w.job(again.ID).CreateCount != 1200 {
			t.Errorf("%+v", w.job(again.ID))
		}
	})
}

// A worker that breaks off anywhere leaves nothing half done, and the next one goes on where it stopped.
func TestBrokenOffAnywhere(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for round, table := range []string{"import_rows", "site_versions", "organizations", "events", "audit_entries"} {
			before := w.wentIn()
			sent := must[service.Sent](t)(w.queue(operator, false, siteLines(countyA, 1+round*700, 700)...))
			mend := breakTable(t, w.store, table)
			if _, err := w.Imports.Work(w.ctx); err == nil {
				t.Errorf("without %s the work was done", table)
			}
			mend()
			if sites := count(t, w.store, "SELECT COUNT(*) FROM sites"); sites != before[0] {
				t.Errorf("without %s: %d sites", table, sites)
			}
			if n := w.work(); n != 0 {
				t.Errorf("without %s: taken up before its lease was over", table)
			}
			w.later(2 * model.ImportLease)
			if n := w.work(); n != 1 || w.job(sent.ID).State != model.ImportApplied {
				t.Errorf("without %s: %d files, %s", table, n, w.job(sent.ID).State)
			}
			want := []int{before[0] + 700, before[1] + 700, before[2] + 700, before[3] + 700, before[4] + 1}
			if diff := cmp.Diff(want, w.wentIn()); diff != "" {
				t.Errorf("without %s:\n%s", table, diff)
			}
		}
	})
}

// Workers of many programs at once: each file is one's, and goes in once.
func TestManyWorkersAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const files = 6
		for n := range files {
			must[service.Sent](t)(w.queue(operator, false, siteLines(countyA, 1+n*50, 50)...))
		}
		for _, err := range together(many(8, func() error { return only(w.Imports.Work(w.ctx)) })...) {
			if err != nil {
				t.Error(err)
			}
		}
		if diff := cmp.Diff([]int{300, 300, 300, 300, files}, w.wentIn()); diff != "" {
			t.Error(diff)
		}
		// The control: a file that is worked on twice shows in these numbers.
		execute(t, w.store, "UPDATE imports SET state = 'running' WHERE id = (SELECT MIN(import_id) FROM import_jobs)")
		execute(t, w.store, "UPDATE import_jobs SET phase = 'reading', lease_until = NULL WHERE id = 1")
		if w.work(); w.wentIn()[4] != files+1 {
			t.Errorf("a file that is worked on twice does not show: %v", w.wentIn())
		}
	}, repository.WithPool(8))
}

// What the sender may do is asked when the work is done: a right that was lost meanwhile ends it.
func TestRightsLostWhileAFileWaits(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		clerk := func() (model.User, model.Actor) {
			u := w.inspector(model.Scope(countyA), func(e *model.UserEdit) { e.Role = model.RoleCountyAdmin })
			return u, model.Actor{UserID: u.ID, Name: u.Name, Role: u.Role, Scope: u.Scope}
		}
		change := func(fn func(e *model.UserEdit)) func(u model.User) error {
			return func(u model.User) error { return only(w.Users.Update(w.ctx, operator, u.ID, u.Version, set(fn))) }
		}
		for name, lose := range map[string]func(u model.User) error{
			"":         func(model.User) error { return nil },
			"disabled": func(u model.User) error { return only(w.Users.Disable(w.ctx, operator, u.ID, u.Version, why)) },
			"role":     change(func(e *model.UserEdit) { e.Role = model.RoleViewer }),
			"region":   change(func(e *model.UserEdit) { e.RegionCode = model.Scope(countyB) }),
			"narrowed": change(func(e *model.UserEdit) { e.Scopes = model.Set[model.Permission]{model.ReadRegister} }),
		} {
			u, a := clerk()
			sent := must[service.Sent](t)(w.queue(a, false, siteLines(countyA, w.next()*10, 3)...))
			if err := lose(u); err != nil {
				t.Fatal(name, err)
			}
			w.work()
			job := w.job(sent.ID)
			if failed := job.State == model.ImportFailed; failed != (name != "") || failed && job.Details.Failure.Code != "import_right_lost" {
				t.Errorf("%q: %s %+v", name, job.State, job.Details.Failure)
			}
		}
		token, _ := w.token(model.TokenEdit{Name: "k", Role: model.RoleCountyAdmin, Scope: model.Scope(countyA)})
		key := model.Actor{TokenID: token.ID, Name: "k", Role: token.Role, Scope: token.Scope}
		sent := must[service.Sent](t)(w.queue(key, false, siteLines(countyA, 9000, 3)...))
		must[model.TokenStatus](t)(w.Tokens.Revoke(w.ctx, operator, token.ID, token.Version, why))
		if w.work(); w.job(sent.ID).State != model.ImportFailed {
			t.Errorf("a key that was revoked: %s", w.job(sent.ID).State)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM sites"); n != 3 {
			t.Errorf("%d sites", n)
		}
	})
}

// A file whose faults show only on the way ends its import and says why; one that nobody can finish is given up.
func TestFilesThatFail(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		lines := append(siteLines(countyA, 1, 1001), "4228010001,\"甲,http://a.gov.cn/,否")
		if _, err := w.Imports.Send(w.ctx, operator, upload(lines...)); refusal(err) != "unclosed_quote" {
			t.Errorf("a text whose cells cannot be told apart: %v", err)
		}
		c, sites, _ := w.resultsOf()
		sent := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, service.Upload{
			Kind: model.ImportResults, Campaign: c.Code, Background: true, Body: file([]string{resultHeader, sites[0].Code + ",,,无问题,,,,,"}),
		}))
		w.pass(c.Code)
		w.must(w.Campaigns.Close(w.ctx, operator, c.Code, w.campaignVersion(c.Code)))
		before := w.wentIn()
		w.work()
		job := w.job(sent.ID)
		if job.State != model.ImportFailed || job.Details.Failure.Code != "campaign_not_open" || job.OnceKey != "" {
			t.Errorf("%s %+v", job.State, job.Details.Failure)
		}
		if detail := job.Details.Failure.Detail(model.English); !strings.Contains(detail, "closed") {
			t.Error(detail)
		}
		sent = must[service.Sent](t)(w.queue(operator, false, siteLines(countyA, 1, 2)...))
		mend := breakTable(t, w.store, "organizations")
		defer mend()
		tries := 0
		for ; tries < 20 && w.job(sent.ID).State != model.ImportFailed; tries++ {
			_, _ = w.Imports.Work(w.ctx)
			w.later(2 * model.ImportLease)
		}
		if job := w.job(sent.ID); tries != model.ImportAttempts || job.Details.Failure.Code != "import_gave_up" {
			t.Errorf("after %d tries: %s", tries, job.State)
		}
		if !slices.Equal(w.wentIn(), before) {
			t.Errorf("left behind: %v, before %v", w.wentIn(), before)
		}
	})
}

// A worker whose program stops gives its file back, and another one goes on at once.
func TestAFileIsGivenBack(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		sent := must[service.Sent](t)(w.queue(operator, false, siteLines(countyA, 1, 5)...))
		ctx, stop := contextOf(w)
		other := w.stopsAt(3, stop)
		if _, err := other.Imports.Work(ctx); err != nil {
			t.Error(err)
		}
		if job := w.job(sent.ID); job.State == model.ImportApplied {
			t.Fatal("nothing was stopped")
		}
		if n := w.work(); n != 1 || w.job(sent.ID).State != model.ImportApplied {
			t.Errorf("%d files, %s", n, w.job(sent.ID).State)
		}
	})
}

// contextOf is a context of the test that can be ended.
func contextOf(w *world) (context.Context, context.CancelFunc) { return context.WithCancel(w.ctx) }

// A worker that is so late that another one has taken its file over writes nothing of it any more.
func TestAWorkerThatComesLate(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, forged := range []bool{false, true} {
			sent := must[service.Sent](t)(w.queue(operator, false, siteLines(countyA, 1+w.next()*10, 5)...))
			before := w.wentIn()
			late := w.stopsAt(5, func() { // when it has begun, and holds nothing
				w.later(2 * model.ImportLease)
				token := query(t, w.store, "SELECT lease_token FROM import_jobs WHERE phase <> 'ended'")[0]
				if w.work() != 1 || w.job(sent.ID).State != model.ImportApplied {
					t.Error("the other one has not done it")
				}
				if forged { // the control: without the word of the lease
					execute(t, w.store, "UPDATE imports SET state = 'running' WHERE id = "+fmt.Sprint(sent.ID))
					execute(t, w.store, "UPDATE import_jobs SET phase = 'reading', lease_token = '"+strings.TrimPrefix(token, "lease_token=")+"' WHERE import_id = "+fmt.Sprint(sent.ID))
				}
			})
			_, err := late.Imports.Work(w.ctx)
			if (err != nil) != forged {
				t.Errorf("forged %v: %v", forged, err)
			}
			want := []int{before[0] + 5, before[1] + 5, before[2] + 5, before[3] + 5, before[4] + 1}
			if diff := cmp.Diff(want, w.wentIn()); diff != "" {
				t.Errorf("forged %v:\n%s", forged, diff)
			}
		}
	})
}

// stopsAt are services over the same database that are told to stop when they look at their clock for the nth time.
func (w *world) stopsAt(n int, stop func()) *service.Services {
	settings, looks := w.settings(), 0
	settings.Clock = func() time.Time {
		if looks++; looks == n {
			stop()
		}
		return w.now
	}
	services := service.New(w.store, settings)
	looks = 0
	return services
}
