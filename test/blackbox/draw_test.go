package blackbox

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type coverCounts struct {
	Registered int    `json:"registered"`
	Excluded   int    `json:"excluded"`
	Quota      int    `json:"quota"`
	Drawn      int    `json:"drawn"`
	Added      int    `json:"added"`
	Text       string `json:"text"`
}

type choice struct {
	Kind     string `json:"kind"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	Platform string `json:"platform"`
	DrawnAs  string `json:"drawn_as"`
	Reason   string `json:"reason"`
}

func (c choice) identity() string {
	if c.Kind == "site" {
		return "site/" + c.Code
	}
	return "account/" + c.Platform + "/" + c.Name
}

type drawing struct {
	Preview  bool          `json:"preview"`
	Coverage string        `json:"coverage"`
	Seed     string        `json:"seed"`
	Total    coverCounts   `json:"total"`
	Strata   []coverCounts `json:"strata"`
	ByKind   []struct {
		Key string `json:"key"`
		coverCounts
	} `json:"by_kind"`
	ByRegion []struct {
		Label string `json:"label"`
		coverCounts
	} `json:"by_region"`
	Targets        []choice `json:"targets"`
	Excluded       []choice `json:"excluded"`
	AllowedActions []string `json:"allowed_actions"`
}

func (d drawing) drawn() map[string]string {
	out := map[string]string{}
	for _, c := range d.Targets {
		out[c.identity()] = c.DrawnAs
	}
	return out
}

// published is what an outsider has of a draw: the lists of the register, the plan, and docs/drawing.md. What follows is
// written after that text and shares no code with the program.
type published struct {
	seed    string
	percent int
	minimum int
	portals bool
	named   []string
	leftOut []string
}

var platformWords = map[string]string{
	"微信": "wechat", "微博": "weibo", "抖音": "douyin", "快手": "kuaishou", "今日头条": "toutiao", "视频号": "channels", "小程序": "mini_program",
	"移动客户端": "app", "其他": "other",
}

// column is a column of a list by its heading.
func column(t *testing.T, header []string, name string) int {
	t.Helper()
	at := slices.Index(header, name)
	if at < 0 {
		t.Fatalf("the list has no %s: %v", name, header)
	}
	return at
}

// repeat carries the draw out again from the exported lists of the register.
func (p published) repeat(t *testing.T, sites, accounts [][]string) map[string]string {
	t.Helper()
	type thing struct {
		identity string
		portal   bool
	}
	strata := map[string][]thing{}
	region, code, portal, state := column(t, sites[0], "行政区划代码"), column(t, sites[0], "网站标识码"), column(t, sites[0], "是否门户"), column(t, sites[0], "状态")
	for _, row := range sites[1:] {
		if row[state] == "运行" {
			strata[row[region]+"/site"] = append(strata[row[region]+"/site"], thing{"site/" + row[code], row[portal] == "是"})
		}
	}
	region, state = column(t, accounts[0], "行政区划代码"), column(t, accounts[0], "状态")
	platform, name := column(t, accounts[0], "平台"), column(t, accounts[0], "账号名称")
	for _, row := range accounts[1:] {
		if row[state] == "运行" {
			stratum := row[region] + "/account/" + platformWords[row[platform]]
			strata[stratum] = append(strata[stratum], thing{"account/" + platformWords[row[platform]] + "/" + row[name], false})
		}
	}
	drawn := map[string]string{}
	for _, things := range strata {
		quota := (100*p.percent*len(things) + 9999) / 10000
		if quota < p.minimum {
			quota = p.minimum
		}
		taken, lots := 0, []string{}
		for _, one := range things {
			switch {
			case slices.Contains(p.leftOut, one.identity):
			case slices.Contains(p.named, one.identity):
				drawn[one.identity] = "listed"
				taken++
			case p.portals && one.portal:
				drawn[one.identity] = "portal"
				taken++
			default:
				lots = append(lots, fmt.Sprintf("%x %s", sha256.Sum256([]byte(p.seed+"\n"+one.identity)), one.identity))
			}
		}
		sort.Strings(lots)
		for _, lot := range lots {
			if taken < quota {
				_, identity, _ := strings.Cut(lot, " ")
				drawn[identity] = "sampled"
				taken++
			}
		}
	}
	return drawn
}

// A sample of the round of 2022, from its plan to what is added later; an outsider finds the same targets.
func TestSampleOfTheRound(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		loadRegister(t, c)
		campaign := "/campaigns/" + createRound(t, c)
		leftOut := cells(t, seed(t, accountsFile))[7]
		plan := object{
			"coverage": "sample", "ratio": 33, "minimum": 2, "must_include": []string{"portals", "last_failures", "new_since_last"}, "seed": "福彩3D 2022267期 408",
			"include": []object{{"site_code": "4228010052"}, {"platform": "wechat", "account_name": cells(t, seed(t, accountsFile))[3][5]}},
			"exclude": []object{{"platform": platforms[leftOut[4]], "account_name": leftOut[5], "reason": "正在迁移"}},
		}
		refusesPlans(t, c, campaign, plan)
		c.Do(http.StatusOK, http.MethodPut, campaign+"/sampling", plan, "If-Match", tag(t, c, campaign))
		preview := harness.Get[drawing](c, campaign+"/draw")
		if !preview.Preview || len(preview.Excluded) != 1 || preview.Excluded[0].Reason != "正在迁移" {
			t.Errorf("the preview: %+v", preview.Excluded)
		}
		c.Do(http.StatusOK, http.MethodPost, campaign+"/open", nil, "If-Match", tag(t, c, campaign+"/sampling"))
		outsider := published{
			seed: "福彩3D 2022267期 408", percent: 33, minimum: 2, portals: true,
			named:   []string{"site/4228010052", "account/wechat/" + cells(t, seed(t, accountsFile))[3][5]},
			leftOut: []string{"account/" + platforms[leftOut[4]] + "/" + leftOut[5]},
		}
		want := outsider.repeat(t, cells(t, []byte(export(c, "/sites"))), cells(t, []byte(export(c, "/accounts"))))
		drawn := harness.Get[drawing](c, campaign+"/draw")
		if diff := cmp.Diff(want, drawn.drawn()); diff != "" || len(want) < 80 || len(want) > 200 {
			t.Errorf("an outsider draws %d others:\n%s", len(want), diff)
		}
		if diff := cmp.Diff(preview.drawn(), drawn.drawn()); diff != "" || drawn.Preview {
			t.Errorf("opening drew something else than the preview showed:\n%s", diff)
		}
		if drawn.Total.Registered != 259 || drawn.Total.Text != fmt.Sprintf("%d/259, %.1f%%", len(want), float64(len(want))*100/259) {
			t.Errorf("the coverage: %+v", drawn.Total)
		}
		fileOfTheDraw(t, c, campaign, drawn)
		addsTargets(t, c, campaign, drawn, leftOut)
	})
}

// createRound adds the campaign of the round as a draft.
func createRound(t *testing.T, c harness.Client) string {
	t.Helper()
	return harness.Decode[thing](t, c.Do(http.StatusCreated, http.MethodPost, "/campaigns", object{
		"title": "抽查", "year": 2022, "round": 3, "region_code": "422800", "monitoring_date": "2022-09-30",
	})).Code
}

func refusesPlans(t *testing.T, c harness.Client, campaign string, plan object) {
	t.Helper()
	path := campaign + "/sampling"
	c.Do(http.StatusPreconditionRequired, http.MethodPut, path, plan)
	c.Do(http.StatusPreconditionFailed, http.MethodPut, path, plan, "If-Match", `"7"`)
	for body, status := range map[string]int{
		`{"coverage": "sample", "ratio": 33.333}`:                                                                    http.StatusBadRequest,
		`{"coverage": "sample", "ratio": "30"}`:                                                                      http.StatusBadRequest,
		`{"coverage": "sample", "ratio": 30, "colour": 1}`:                                                           http.StatusBadRequest,
		`{"coverage": "full", "ratio": 30}`:                                                                          http.StatusUnprocessableEntity,
		`{"coverage": "listed", "include": [{"site_code": "4228019999"}]}`:                                           http.StatusUnprocessableEntity,
		`{"coverage": "sample", "ratio": 30, "exclude": [{"site_code": "4228010052"}]}`:                              http.StatusUnprocessableEntity,
		`{"coverage": "sample", "ratio": 30, "include": [{"site_code": "4228010052"}, {"site_code": "4228010052"}]}`: http.StatusUnprocessableEntity,
		`{"coverage": "sample", "ratio": 30, "include": [{"site_code": "4228010052", "platform": "wechat"}]}`:        http.StatusUnprocessableEntity,
		`{"coverage": "sample", "ratio": 30, "include": [{"site_code": "4228010052"}], "seed": "a\u0000b"}`:          http.StatusUnprocessableEntity,
		`{"coverage": "sample", "ratio": 30, "must_include": ["portals", "everything"]}`:                             http.StatusUnprocessableEntity,
		`{"coverage": "sample", "ratio": 30, "include": [{"site_id": 9007199254740991}, {"account_id": 999999}]}`:    http.StatusUnprocessableEntity,
		`{"coverage": "sample", "ratio": 30, "include": [{"site_id": -1}]}`:                                          http.StatusBadRequest,
		`{"coverage": "sample", "ratio": 30, "include": [{"platform": "wechat", "account_name": "没有这个号"}]}`:          http.StatusUnprocessableEntity,
	} {
		c.Do(status, http.MethodPut, path, []byte(body), "If-Match", `"1"`, "Content-Type", "application/json")
	}
	if before := harness.Get[drawing](c, campaign+"/coverage"); before.Coverage != "full" || before.Total.Text != "259/259, 100%" {
		t.Errorf("without a plan: %+v", before.Total)
	}
}

// fileOfTheDraw holds the file of the draw to its JSON: it has the whole frame, with the lot of each thing.
func fileOfTheDraw(t *testing.T, c harness.Client, campaign string, d drawing) {
	t.Helper()
	rows := cells(t, []byte(export(c, campaign+"/draw")))
	identity, outcome, lot := column(t, rows[0], "对象标识"), column(t, rows[0], "结果代码"), column(t, rows[0], "抽样值")
	drawn := map[string]string{}
	for _, row := range rows[1:] {
		if !slices.Contains([]string{"not_sampled", "excluded"}, row[outcome]) {
			drawn[row[identity]] = row[outcome]
		}
		if want := fmt.Sprintf("%x", sha256.Sum256([]byte(d.Seed+"\n"+row[identity]))); row[lot] != want {
			t.Errorf("%s has the lot %s", row[identity], row[lot])
		}
	}
	if diff := cmp.Diff(d.drawn(), drawn); diff != "" || len(rows) != 260 {
		t.Errorf("the file has %d rows:\n%s", len(rows), diff)
	}
	if book := workbook(t, c.Do(http.StatusOK, http.MethodGet, campaign+"/draw?format=xlsx", nil).Body); len(book) != 260 {
		t.Errorf("the workbook has %d rows", len(book))
	}
	sum := coverCounts{}
	for _, s := range d.Strata {
		sum.Registered, sum.Drawn, sum.Excluded = sum.Registered+s.Registered, sum.Drawn+s.Drawn, sum.Excluded+s.Excluded
		if s.Drawn < min(2, s.Registered-s.Excluded) || s.Drawn < min(s.Quota, s.Registered-s.Excluded) {
			t.Errorf("a stratum with too few: %+v", s)
		}
	}
	if sum.Registered != d.Total.Registered || sum.Drawn != d.Total.Drawn || sum.Excluded != 1 || len(d.ByKind) != 2 || d.ByRegion[len(d.ByRegion)-1].Label != "州直" {
		t.Errorf("the sums %+v, the total %+v, %+v", sum, d.Total, d.ByRegion)
	}
}

// addsTargets adds what was left out, once however often it is sent, and refuses it as a target after that.
func addsTargets(t *testing.T, c harness.Client, campaign string, before drawing, leftOut []string) {
	t.Helper()
	if !slices.Equal(before.AllowedActions, []string{"add_targets"}) {
		t.Errorf("what may be done: %v", before.AllowedActions)
	}
	path, version := campaign+"/targets", tag(t, c, campaign)
	body := object{"items": []object{{"platform": platforms[leftOut[4]], "account_name": leftOut[5]}}, "reason": "群众举报"}
	c.Do(http.StatusPreconditionRequired, http.MethodPost, path, body)
	c.Do(http.StatusUnprocessableEntity, http.MethodPost, path, object{"items": body["items"]}, "If-Match", version)
	for range 2 {
		answer := c.Do(http.StatusOK, http.MethodPost, path, body, "If-Match", version, "Idempotency-Key", "added-targets")
		added := harness.Decode[list[inspection]](t, answer)
		if len(added.Items) != 1 || added.Items[0].Target.Name != leftOut[5] || answer.Tag() != tag(t, c, campaign) {
			t.Errorf("added: %s", answer.Body)
		}
		if seen := harness.Get[struct {
			DrawnAs     string `json:"drawn_as"`
			DrawnReason string `json:"drawn_reason"`
		}](c, fmt.Sprint("/inspections/", added.Items[0].ID)); seen.DrawnAs != "added" || seen.DrawnReason != "群众举报" {
			t.Errorf("the target: %+v", seen)
		}
	}
	refusal := c.Do(http.StatusUnprocessableEntity, http.MethodPost, path, body, "If-Match", tag(t, c, campaign))
	problem := harness.Decode[harness.Problem](t, refusal)
	if len(problem.Errors) != 1 || problem.Errors[0].Code != "already_target" || !strings.Contains(problem.Errors[0].Detail, leftOut[5]) {
		t.Errorf("the refusal: %s", refusal.Body)
	}
	after := harness.Get[drawing](c, campaign+"/coverage")
	if after.Total.Drawn != before.Total.Drawn+1 || after.Total.Added != 1 || after.Total.Excluded != 0 || after.Total.Registered != 259 || len(after.Targets) != 0 {
		t.Errorf("the coverage: %+v", after.Total)
	}
	c.Do(http.StatusConflict, http.MethodPut, campaign+"/sampling", object{"coverage": "full"}, "If-Match", tag(t, c, campaign))
}

// A round of the province is entered with the targets that it named, and nothing else.
func TestRoundOfTheProvince(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		loadRegister(t, c)
		round := object{"title": "恩施州2022年第三季度抽查", "year": 2022, "round": 3, "region_code": "422800", "monitoring_date": "2022-08-31"}
		if own := create(t, c, "/campaigns", round); own != "/campaigns/422800-2022-3" {
			t.Errorf("the prefecture's own round is %s", own)
		}
		round["title"], round["issuer_level"] = "湖北省2022年第三季度抽查", "province"
		created := create(t, c, "/campaigns", round)
		if created != "/campaigns/422800-2022-3-42" {
			t.Errorf("the province's round of the same number is %s", created)
		}
		plan := object{"coverage": "listed", "include": []object{{"site_code": "4228010052"}, {"site_id": 1}}}
		c.Do(http.StatusOK, http.MethodPut, created+"/sampling", plan, "If-Match", `"1"`)
		c.Do(http.StatusOK, http.MethodPost, created+"/open", nil, "If-Match", `"2"`)
		d := harness.Get[drawing](c, created+"/draw")
		if len(d.Targets) != 2 || d.Targets[0].DrawnAs != "listed" || d.Total.Registered != 259 || d.Total.Text != "2/259, 0.8%" {
			t.Errorf("%+v %+v", d.Targets, d.Total)
		}
		if rows := cells(t, []byte(export(c, created+"/draw"))); len(rows) != 260 || csvHas(rows, "not_listed") != 257 {
			t.Errorf("the file has %d rows", len(rows))
		}
	})
}

func csvHas(rows [][]string, cell string) (n int) {
	for _, row := range rows {
		if slices.Contains(row, cell) {
			n++
		}
	}
	return n
}
