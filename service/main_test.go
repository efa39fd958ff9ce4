package service_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/blobs"
	"xuncha/service/seal"
)

// A property is held to the same 80 examples in every run, in which everything comes to pass that the walks demand. `make walks`
// draws others, and more of them.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.checks": "80", "rapid.seed": "1"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	dbtest.Main(m)
}

// The counties of most tests.
const (
	countyA = model.RegionCode("422801")
	countyB = model.RegionCode("422802")
)

// operator may do everything everywhere.
var operator = service.Operator("test")

func actor(role model.Role, scope model.Scope) model.Actor {
	return model.Actor{
		TokenID: 100 + uint64(slices.Index(model.Roles, role)), Name: string(role), Role: role, Scope: scope,
		RequestID: "request-1", Source: "192.0.2.1",
	}
}

// world is a program over one database, with a clock that stands still until it is moved.
type world struct {
	*service.Services
	chain *service.Chain
	t     testing.TB
	ctx   context.Context // that of the test
	store *repository.Store
	keys  []string // the lines of its ring
	now   time.Time
	mu    sync.Mutex
	made  int        // so that each thing gets a name and a code of its own
	ring  *seal.Ring // of these lines
	blobs blobs.Store
}

// settings are those of every program over the database of the world. Hashes are cheap.
func (w *world) settings() service.Settings {
	return service.Settings{
		Clock: func() time.Time { return w.now }, Ring: w.ring, Passwords: cheap, Evidence: service.EvidenceSettings{Blobs: w.blobs},
		PublicBulletins: true,
	}
}

// cheap is the least that Argon2id takes.
var cheap = service.PasswordCost{Memory: 8, Passes: 1, Threads: 1}

func newWorld(t testing.TB, s *repository.Store) *world {
	t.Helper()
	w := &world{t: t, ctx: t.Context(), store: s, now: time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)}
	w.keys = []string{seal.NewKey(seal.International)}
	w.ring, w.blobs = ring(t, w.keys...), folder(t)
	w.Services = w.with(w.ring)
	w.chain = service.NewChain(s, w.settings())
	if err := w.Catalogues.LoadNational(w.ctx, operator); err != nil {
		t.Fatal(err)
	}
	return w
}

func ring(t testing.TB, lines ...string) *seal.Ring {
	t.Helper()
	return must[*seal.Ring](t)(seal.Parse(strings.Join(lines, "\n")))
}

// olderAnd is a ring with the keys, of which none seals any more, and a new one.
func olderAnd(t testing.TB, lines ...string) *seal.Ring {
	t.Helper()
	return ring(t, append(slices.Clone(lines), seal.NewKey(seal.International))...)
}

// with is the same program with other keys.
func (w *world) with(ring *seal.Ring) *service.Services {
	settings := w.settings()
	settings.Ring = ring
	return service.New(w.store, settings)
}

// each runs a test in a world on every database.
func each(t *testing.T, fn func(t *testing.T, w *world), opts ...repository.Option) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, s *repository.Store) { fn(t, newWorld(t, s)) }, opts...)
}

func (w *world) next() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made++
	return w.made
}

// must answers the value of a call that is expected to succeed.
func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (w *world) organization(region model.RegionCode) model.Organization {
	w.t.Helper()
	return must[model.Organization](w.t)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{
		Name: fmt.Sprintf("单位%d", w.next()), RegionCode: region, ProvidesServices: true,
	}))
}

func (w *world) siteEdit(o model.Organization) model.SiteEdit {
	n := w.next()
	return model.SiteEdit{
		Code: fmt.Sprintf("%s%04d", o.RegionCode, n), Name: fmt.Sprintf("网站%d", n),
		HomeURL: fmt.Sprintf("http://s%d.gov.cn/", n), OrganizationID: o.ID,
	}
}

func (w *world) site(o model.Organization) model.Site {
	w.t.Helper()
	return must[model.Site](w.t)(w.Sites.Create(w.ctx, operator, w.siteEdit(o)))
}

func (w *world) accountEdit(o model.Organization) model.AccountEdit {
	n := w.next()
	return model.AccountEdit{
		Platform: model.PlatformWechat, Name: fmt.Sprintf("账号%d", n), PlatformAccountID: fmt.Sprintf("gh_%d", n), OrganizationID: o.ID,
	}
}

func (w *world) account(o model.Organization) model.Account {
	w.t.Helper()
	return must[model.Account](w.t)(w.Accounts.Create(w.ctx, operator, w.accountEdit(o)))
}

func (w *world) campaignEdit(region model.RegionCode) model.CampaignEdit {
	e, n := model.NewCampaignEdit(), w.next()
	e.Title, e.Year, e.Round, e.RegionCode, e.MonitoringDate = "抽查", 2022+n/99, n%99+1, region, "2022-09-30"
	return e
}

func (w *world) campaign(region model.RegionCode, change ...func(*model.CampaignEdit)) model.Campaign {
	w.t.Helper()
	e := w.campaignEdit(region)
	for _, c := range change {
		c(&e)
	}
	return must[model.Campaign](w.t)(w.Campaigns.Create(w.ctx, operator, e))
}

func (w *world) open(region model.RegionCode, change ...func(*model.CampaignEdit)) model.Campaign {
	w.t.Helper()
	c := w.campaign(region, change...)
	return must[model.Campaign](w.t)(w.Campaigns.Open(w.ctx, operator, c.Code, c.Version))
}

// targets are the inspections of a campaign.
func (w *world) targets(code string) []model.Inspection {
	w.t.Helper()
	var all []model.Inspection
	err := w.Inspections.Export(w.ctx, operator, model.InspectionFilter{Campaign: code}, func(rows []model.Inspection) error {
		all = append(all, rows...)
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// item names a target as a script does.
func item(i model.Inspection, findings ...model.FindingEdit) model.BulkItem {
	b := model.BulkItem{SubmissionEdit: model.SubmissionEdit{Findings: findings}}
	if i.Kind == model.SubjectSite {
		b.SiteCode = i.TargetCode
	} else {
		b.Platform, b.AccountName = i.TargetPlatform, i.TargetName
	}
	return b
}

// pass submits a clean result for every target of a campaign.
func (w *world) pass(code string) {
	w.t.Helper()
	var items []model.BulkItem
	for _, i := range w.targets(code) {
		items = append(items, item(i))
	}
	must[[]service.Outcome[model.Result]](w.t)(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
}

func (w *world) closed(region model.RegionCode) model.Campaign {
	w.t.Helper()
	c := w.open(region)
	w.pass(c.Code)
	return must[model.Campaign](w.t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
}

// take imports a file.
// take imports a file whose bytes are its own, as one that was taken in before is known again.
func (w *world) take(a model.Actor, kind model.ImportKind, dryRun bool, lines ...string) (model.Import, error) {
	return w.Imports.Take(w.ctx, a, service.Upload{
		Kind: kind, FileName: "a.csv", DryRun: dryRun, Body: file(append(slices.Clone(lines), w.blank())),
	})
}

// blank is an empty line like no other.
func (w *world) blank() string { return strings.Repeat(" ", w.next()) }

func file(lines []string) io.Reader { return strings.NewReader(strings.Join(lines, "\n") + "\n") }

// sites imports a list of sites with the columns of the real one.
func (w *world) sites(lines ...string) model.Import {
	w.t.Helper()
	return must[model.Import](w.t)(w.take(operator, model.ImportSites, false, append([]string{siteHeader}, lines...)...))
}

const siteHeader = "网站标识码,网站名称,首页地址,是否门户"

// row is one row of an import.
func (w *world) row(id uint64, number int) model.ImportRow {
	w.t.Helper()
	_, row, err := w.Imports.Row(w.ctx, operator, id, number)
	if err != nil {
		w.t.Fatal(err)
	}
	return row
}

var why = model.Reason{Reason: "机构改革", On: "2022-10-01"}

// today is why on the day on which the clock stands.
var today = model.Reason{Reason: why.Reason}

// refusal is an error as one text: its code and the fields with theirs; empty for none.
func refusal(err error) string {
	var e *model.Error
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &e):
		return err.Error()
	}
	text := e.Code
	for _, f := range e.Fields {
		text += " " + f.Field + ":" + f.Code
	}
	return text
}

// refused checks that a call was refused in one way and no other.
func refused(t testing.TB, what string, err error, want string) {
	t.Helper()
	if got := refusal(err); got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// token makes a key, with a name when it has none.
func (w *world) token(e model.TokenEdit) (model.TokenStatus, string) {
	w.t.Helper()
	if e.Name == "" {
		e.Name = fmt.Sprintf("令牌%d", w.next())
	}
	t, text, err := w.Tokens.Create(w.ctx, operator, e)
	if err != nil {
		w.t.Fatal(err)
	}
	return t, text
}
