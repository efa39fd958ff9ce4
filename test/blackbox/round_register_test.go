package blackbox

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// register is what an import may change.
var register = []string{"sites", "accounts", "organizations", "regions"}

// The register of the round of 2022, from the two files as they were found.
func TestRegisterOfTheRound(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		database := harness.Open(t, address)
		file := seed(t, sitesFile)

		before := database.Checksum(register...)
		dry := harness.Decode[importJob](t, upload(c, "kind=sites&dry_run=true", file))
		want := counts{Create: 42, Conflict: 1, Rejected: 1, Warnings: 2}
		if dry.Counts != want || dry.State != "previewed" || !dry.DryRun {
			t.Errorf("the dry run: %+v", dry)
		}
		if database.Checksum(register...) != before {
			t.Error("the dry run changed the register")
		}

		job := harness.Decode[importJob](t, upload(c, "kind=sites", file))
		if job.Counts != want || job.State != "applied" || job.DryRun {
			t.Errorf("the import: %+v", job)
		}
		checkRows(t, c, job.ID)
		correctRows(t, c, job.ID)
		if got := total(c, "/sites"); got != 44 {
			t.Errorf("%d sites", got)
		}

		before = database.Checksum(register...)
		same := harness.Decode[importJob](t, c.Do(http.StatusOK, http.MethodPost, "/imports?kind=sites", file, "Content-Type", "text/csv"))
		if same.ID != job.ID || same.Counts != (counts{Create: 44, Warnings: 2}) {
			t.Errorf("the same file again: %+v", same)
		}
		again := harness.Decode[importJob](t, upload(c, "kind=sites&dry_run=true", file))
		if again.Counts != (counts{Unchanged: 42, Conflict: 1, Rejected: 1, Warnings: 2}) {
			t.Errorf("another look at it: %+v", again)
		}
		if database.Checksum(register...) != before {
			t.Error("the same file again changed the register")
		}
		takeAccounts(t, c)
	})
}

// checkRows looks at the four rows of the list that are not as they should be.
func checkRows(t *testing.T, c harness.Client, id uint64) {
	t.Helper()
	base := fmt.Sprintf("/imports/%d/rows", id)
	problems := map[int][]rowProblem{}
	for _, row := range harness.Get[list[importRow]](c, base+"?limit=1000").Items {
		if row.Line != row.Number+1 {
			t.Errorf("row %d is said to be in line %d", row.Number, row.Line)
		}
		if len(row.Problems) > 0 {
			problems[row.Number] = row.Problems
		}
		if good := row.Outcome == "create"; good != row.Applied || good != (row.SiteID > 0) {
			t.Errorf("row %d: %+v", row.Number, row)
		}
	}
	want := map[int][]rowProblem{
		23: {{Column: "code", Code: "row_twice"}},
		24: {{Column: "name", Code: "doubled_region_suffix", Suggestion: "恩施土家族苗族自治州人力资源和社会保障局", Warning: true}},
		26: {{Column: "name", Code: "doubled_region_suffix", Suggestion: "恩施土家族苗族自治州市场监督管理局", Warning: true}},
		36: {{Column: "home_url", Code: "space_in_url", Suggestion: "http://tyjrswj.enshi.gov.cn"}},
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("the problems of the rows (-want +got):\n%s", diff)
	}
	for outcome, number := range map[string]int{"conflict": 23, "rejected": 36} {
		rows := harness.Get[list[importRow]](c, base+"?outcome="+outcome).Items
		if len(rows) != 1 || rows[0].Number != number {
			t.Errorf("%s: %+v", outcome, rows)
		}
	}
}

// correctRows gives row 23 a code, accepts the suggestion for row 36 and applies both.
func correctRows(t *testing.T, c harness.Client, id uint64) {
	t.Helper()
	base := fmt.Sprintf("/imports/%d", id)
	for number, correction := range map[int]object{
		23: {"values": object{"code": "4228000033"}}, 36: {"accept_suggestions": true},
	} {
		path := fmt.Sprintf("%s/rows/%d", base, number)
		row := harness.Decode[importRow](t, c.Do(http.StatusOK, http.MethodPatch, path, correction, "If-Match", tag(t, c, path)))
		if row.Outcome != "create" || row.Applied || len(row.Problems) > 0 {
			t.Errorf("row %d after the correction: %+v", number, row)
		}
	}
	if got := total(c, "/sites"); got != 42 {
		t.Errorf("%d sites before the corrections are applied", got)
	}
	applied := harness.Decode[importJob](t, c.Do(http.StatusOK, http.MethodPost, base+"/apply", nil, "If-Match", tag(t, c, base)))
	if applied.Counts != (counts{Create: 44, Warnings: 2}) {
		t.Errorf("the import after the corrections: %+v", applied)
	}
	for code, want := range map[string]string{
		"4228000033": "http://wjw.enshi.gov.cn/", "4228000051": "http://tyjrswj.enshi.gov.cn",
	} {
		found := harness.Get[list[thing]](c, "/sites?q="+code).Items
		if len(found) != 1 || found[0].HomeURL != want || found[0].RegionCode != "422800" {
			t.Errorf("site %s: %+v", code, found)
		}
	}
}

// takeAccounts imports the accounts as a form and counts them by platform.
func takeAccounts(t *testing.T, c harness.Client) {
	t.Helper()
	body, media := form(t, `C:\lists\`+accountsFile, seed(t, accountsFile))
	answer := c.Do(http.StatusCreated, http.MethodPost, "/imports?kind=accounts", body, "Content-Type", media)
	job := harness.Decode[importJob](t, answer)
	if job.Counts != (counts{Create: 215}) {
		t.Errorf("the accounts: %+v", job)
	}
	if name := harness.Decode[struct {
		FileName string `json:"file_name"`
	}](t, answer).FileName; name != accountsFile {
		t.Errorf("the file is called %q", name)
	}
	byPlatform, others := map[string]int{}, 0
	for _, platform := range platforms {
		byPlatform[platform] = total(c, "/accounts?platform="+platform)
		if !slices.Contains([]string{"wechat", "weibo"}, platform) {
			others += byPlatform[platform]
		}
	}
	if byPlatform["wechat"] != 171 || byPlatform["weibo"] != 11 || others != 33 || total(c, "/accounts") != 215 {
		t.Errorf("the accounts by platform: %v, others %d", byPlatform, others)
	}
	for region, want := range map[string]int{"422801": 48, "422800": 38, "4228": 215, "42": 215, "43": 0} {
		if got := total(c, "/accounts?region="+region); got != want {
			t.Errorf("%d accounts under %s instead of %d", got, region, want)
		}
	}
}

// platforms are those of the file, under the names it has.
var platforms = map[string]string{
	"微信": "wechat", "微博": "weibo", "今日头条": "toutiao", "小程序": "mini_program", "快手": "kuaishou", "抖音": "douyin",
	"移动客户端": "app", "视频号": "channels",
}
