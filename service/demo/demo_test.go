package demo_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/demo"
	"xuncha/service/seal"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var operator = service.Operator("demo")

func services(t *testing.T, s *repository.Store) *service.Services {
	t.Helper()
	now := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)
	all := service.New(s, service.Settings{Ring: seal.Fresh(), Clock: func() time.Time {
		now = now.Add(time.Second)
		return now
	}})
	if err := all.Catalogues.LoadNational(t.Context(), operator); err != nil {
		t.Fatal(err)
	}
	return all
}

func quiet(int) {}

func load(t *testing.T, s *service.Services) bool {
	t.Helper()
	loaded, err := demo.Load(t.Context(), s, operator, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func readCSV(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("seed/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func asText(p model.Printed) [][]string {
	var out [][]string
	for _, line := range append([][]any{p.Header}, p.Rows...) {
		cells := make([]string, len(line))
		for i, cell := range line {
			if cell != nil {
				cells[i] = fmt.Sprint(cell)
			}
		}
		out = append(out, cells)
	}
	return out
}

func annex(t *testing.T, s *service.Services, number int) [][]string {
	t.Helper()
	printed, err := s.Statistics.Annex(t.Context(), operator, demo.Campaign, number)
	if err != nil {
		t.Fatal(err)
	}
	return asText(printed)
}

// issuedSites is the list of sites with its two corrections, sorted by code and numbered again.
func issuedSites(t *testing.T) [][]string {
	t.Helper()
	rows := readCSV(t, "sites-2022q3.csv")
	rows[23][1] = demo.AssumedCode
	rows[36][3] = strings.ReplaceAll(rows[36][3], " ", "")
	slices.SortStableFunc(rows[1:], func(a, b []string) int { return strings.Compare(a[1], b[1]) })
	for i := range rows[1:] {
		rows[i+1][0] = fmt.Sprint(i + 1)
	}
	return rows
}

func TestRoundOf2022(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		s := services(t, store)
		var steps []int
		loaded, err := demo.Load(t.Context(), s, operator, func(percent int) { steps = append(steps, percent) })
		if err != nil || !loaded {
			t.Fatalf("%v, %v", loaded, err)
		}
		if !slices.IsSorted(steps) || steps[len(steps)-1] != 100 {
			t.Errorf("progress %v", steps)
		}
		if diff := cmp.Diff(issuedSites(t), annex(t, s, 1)); diff != "" {
			t.Errorf("annex 1 (-issued +ours):\n%s", diff)
		}
		if diff := cmp.Diff(readCSV(t, "accounts-by-county-2022q3.csv"), annex(t, s, 2)); diff != "" {
			t.Errorf("annex 2 (-issued +ours):\n%s", diff)
		}
		table, err := s.Statistics.PassRates(t.Context(), operator, demo.Campaign, model.SubjectAccount, model.GroupPlatform)
		if err != nil || table.Rows[0].Targets != 171 || table.Rows[1].Targets != 11 || table.Rows[2].Targets != 33 {
			t.Errorf("%+v, %v", table.Rows, err)
		}
		jobs, err := s.Imports.List(t.Context(), operator, "", "", model.ListRequest{ByKey: true, Limit: 10})
		if err != nil || len(jobs.Items) != 2 {
			t.Fatalf("%+v, %v", jobs, err)
		}
		if diff := cmp.Diff(model.ImportCounts{CreateCount: 44, WarningCount: 2}, jobs.Items[0].ImportCounts); diff != "" {
			t.Errorf("the sites:\n%s", diff)
		}
		if diff := cmp.Diff(model.ImportCounts{CreateCount: 215}, jobs.Items[1].ImportCounts); diff != "" {
			t.Errorf("the accounts:\n%s", diff)
		}
		if load(t, s) {
			t.Error("loaded twice")
		}
	})
}

// The bulletin begins with what the province found, and says that all of it was put right.
func TestRoundOfTheProvince(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		s := services(t, store)
		load(t, s)
		round, err := s.Campaigns.Get(t.Context(), operator, demo.Superior)
		if err != nil || round.State != model.CampaignPublished || round.IssuerLevel != model.IssuerProvince || round.RoundLabel != "第二次" {
			t.Errorf("%+v, %v", round, err)
		}
		found, err := s.Findings.List(t.Context(), operator, model.RectificationFilter{}, model.ListRequest{ByKey: true, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range found.Items {
			got = append(got, strings.Join([]string{f.Number, f.TargetName, string(f.TargetPlatform), f.Description, string(f.State)}, " "))
		}
		want := []string{
			"422800-2022-2-42-0001 恩施土家族苗族自治州卫生健康委员会  网民留言办理超时 accepted",
			"422800-2022-2-42-0002 建始县司法局 wechat 严重表述错误 accepted",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		rates, err := s.Statistics.PassRates(t.Context(), operator, demo.Campaign, model.SubjectAccount, model.GroupRegion)
		if err != nil || rates.Total.Failed != 0 || rates.Total.Inspected != 215 {
			t.Errorf("the province's findings count in our round: %+v, %v", rates.Total, err)
		}
	})
}

// The bulletin has the structure and the numbers of the one that was issued, and both its annexes.
func TestBulletinOf2022(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		s := services(t, store)
		load(t, s)
		view, err := s.Bulletins.Get(t.Context(), operator, demo.Campaign)
		if err != nil || view.State != model.BulletinIssued || len(view.Issues) != 1 || len(view.Issues[0].Files) != 4 {
			t.Fatalf("%+v, %v", view.Bulletin, err)
		}
		c := view.Content
		var keys, prose []string
		for _, section := range c.Sections {
			keys = append(keys, section.Key)
			for _, p := range section.Passages {
				prose = append(prose, p.Lead+p.Text)
			}
		}
		if diff := cmp.Diff([]string{"superior", "round", "problems", "next"}, keys); diff != "" {
			t.Error(diff)
		}
		text := strings.Join(prose, "\n")
		for _, want := range []string{
			"恩施土家族苗族自治州卫生健康委员会网站网民留言办理超时，“建始县司法局”微信严重表述错误", "上述2个问题已全部完成整改",
			"全覆盖检查44家，合格44家，合格率100%", "全覆盖检查215个，其中微信171个、微博11个、其他政务新媒体33个，合格215个，合格率100%",
			"（二）政务新媒体管理有待加强。", "（三）进一步强化安全管理。",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("no %s in\n%s", want, text)
			}
		}
		for i, want := range [][][]string{issuedSites(t)[1:], readCSV(t, "accounts-by-county-2022q3.csv")[1:]} {
			if diff := cmp.Diff(want, asText(model.Printed{Rows: c.Annexes[i].Rows})[1:]); diff != "" {
				t.Errorf("annex %d (-issued +ours):\n%s", i+1, diff)
			}
		}
		if c.IssuedOn != "2022-10-08" || c.Copies != "州政府办公室、恩施日报社" || len(view.Issues[0].Accepted) != 2 {
			t.Errorf("%s %s %+v", c.IssuedOn, c.Copies, view.Issues[0].Accepted)
		}
	})
}

// What the list brings as it is, before anything is corrected.
func TestListAsIssued(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		s := services(t, store)
		f, err := os.Open("seed/sites-2022q3.csv")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		job, err := s.Imports.Take(t.Context(), operator, service.Upload{Kind: model.ImportSites, FileName: "a.csv", Body: f})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(model.ImportCounts{CreateCount: 42, ConflictCount: 1, RejectedCount: 1, WarningCount: 2}, job.ImportCounts); diff != "" {
			t.Error(diff)
		}
		want := map[int]string{23: "row_twice ", 24: "doubled_region_suffix 恩施土家族苗族自治州人力资源和社会保障局", 26: "doubled_region_suffix 恩施土家族苗族自治州市场监督管理局", 36: "space_in_url http://tyjrswj.enshi.gov.cn"}
		for number := 1; number <= 44; number++ {
			_, row, err := s.Imports.Row(t.Context(), operator, job.ID, number)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, p := range row.Problems {
				got += p.Code + " " + p.Suggestion
			}
			if got != want[number] {
				t.Errorf("row %d: %q, want %q", number, got, want[number])
			}
		}
	})
}

func TestLoadLeavesOthersAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		s := services(t, store)
		o, err := s.Organizations.Create(t.Context(), operator, model.OrganizationEdit{Name: "某局", RegionCode: "422801"})
		if err != nil {
			t.Fatal(err)
		}
		if load(t, s) {
			t.Error("the round was put into a register that is in use")
		}
		if err := s.Organizations.Delete(t.Context(), operator, o.ID, 1); err != nil {
			t.Fatal(err)
		}
		body := strings.NewReader("网站标识码,网站名称,首页地址\nx,甲,http://a.gov.cn\n")
		if _, err := s.Imports.Take(t.Context(), operator, service.Upload{Kind: model.ImportSites, FileName: "own.csv", Body: body}); err != nil {
			t.Fatal(err)
		}
		if load(t, s) {
			t.Error("the round was put beside somebody's own file")
		}
	})
}

// state is what a load leaves: everything that does not depend on how often it was cut short.
func state(t *testing.T, store *repository.Store, s *service.Services) map[string]any {
	t.Helper()
	campaign, err := s.Campaigns.Get(t.Context(), operator, demo.Campaign)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]any{"annex 1": annex(t, s, 1), "annex 2": annex(t, s, 2), "state": campaign.State, "version": campaign.Version}
	for _, table := range []string{"organizations", "sites", "accounts", "campaigns", "inspections", "submissions", "findings", "imports", "import_rows", "rectifications", "rectification_steps", "passages", "bulletins", "bulletin_revisions", "bulletin_issues", "bulletin_pieces", "audit_entries", "events"} {
		all[table] = number(t, store, "SELECT COUNT(*) FROM "+table)
	}
	return all
}

// A load that is cut short after any of its transactions is taken up by the next one, and ends as if nothing had been.
func TestLoadIsTakenUp(t *testing.T) {
	once := dbtest.SQLite(t)
	s := services(t, once)
	load(t, s)
	whole, ends := state(t, once, s), transactions(t, once)
	if len(ends) < 10 {
		t.Fatalf("a load has only the transactions %v", ends)
	}
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		s := services(t, store)
		for _, end := range ends[:len(ends)-1] {
			execute(t, store, cutAfter(end, store))
			if loaded, err := demo.Load(t.Context(), s, operator, quiet); loaded || err == nil {
				t.Fatalf("not cut after %d entries: %v", end, err)
			}
			execute(t, store, "DROP TRIGGER cut")
			if n := number(t, store, "SELECT COUNT(*) FROM audit_entries"); n != end {
				t.Fatalf("cut after %d entries, not %d", n, end)
			}
		}
		if !load(t, s) {
			t.Error("not taken up")
		}
		if diff := cmp.Diff(whole, state(t, store, s)); diff != "" {
			t.Errorf("(-in one go +cut short):\n%s", diff)
		}
		if load(t, s) {
			t.Error("a round that is complete was loaded again")
		}
	})
}

// transactions answers how many audit entries there are at the end of each transaction: the clock goes on with each.
func transactions(t *testing.T, store *repository.Store) []int {
	t.Helper()
	rows, err := store.Pool().QueryContext(t.Context(), "SELECT COUNT(*) FROM audit_entries GROUP BY at ORDER BY at")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var ends []int
	total := 0
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		total += n
		ends = append(ends, total)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return ends
}

// cutAfter lets no transaction through once there are so many audit entries.
func cutAfter(entries int, store *repository.Store) string {
	limit := fmt.Sprintf("(SELECT COUNT(*) FROM audit_entries) >= %d", entries)
	var version string
	if store.Pool().QueryRowContext(context.Background(), "SELECT sqlite_version()").Scan(&version) == nil {
		return "CREATE TRIGGER cut BEFORE INSERT ON audit_entries WHEN " + limit + " BEGIN SELECT RAISE(ABORT, 'cut'); END"
	}
	return "CREATE TRIGGER cut BEFORE INSERT ON audit_entries FOR EACH ROW IF " + limit + " THEN SIGNAL SQLSTATE '45000'; END IF"
}

func execute(t *testing.T, store *repository.Store, statement string) {
	t.Helper()
	if _, err := store.Pool().ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func number(t *testing.T, store *repository.Store, query string) int {
	t.Helper()
	var n int
	if err := store.Pool().QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
