package blackbox

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const bulletinPath = "/campaigns/" + round + "/bulletin"

type bulletin struct {
	State      string          `json:"state"`
	Partial    bool            `json:"partial"`
	Words      map[string]any  `json:"words"`
	Correction string          `json:"correction"`
	Issues     []bulletinIssue `json:"issues"`
	Content    struct {
		Number   string                                     `json:"number"`
		Title    string                                     `json:"title"`
		Preamble []any                                      `json:"preamble"`
		Sections []any                                      `json:"sections"`
		Closing  []struct{ Text string }                    `json:"closing"`
		Annexes  []struct{ Rows [][]any }                   `json:"annexes"`
		Figures  struct{ Regions, Trend, Indicators []any } `json:"figures"`
	} `json:"content"`
	Version        uint64   `json:"version"`
	AllowedActions []string `json:"allowed_actions"`
}

type bulletinIssue struct {
	Issue      int              `json:"issue"`
	Number     string           `json:"number"`
	Correction string           `json:"correction"`
	Accepted   []map[string]any `json:"accepted"`
	Files      []struct {
		Format string `json:"format"`
		Size   int    `json:"size"`
		SHA256 string `json:"sha256"`
	} `json:"files"`
}

type fault struct {
	Key      string         `json:"key"`
	Severity string         `json:"severity"`
	Place    string         `json:"place"`
	Row      *int           `json:"row"`
	Code     string         `json:"code"`
	Accepted map[string]any `json:"accepted"`
}

// readers are those who ask for a bulletin of the prefecture.
type readers struct {
	office, county, neighbour, staff harness.Client
	sites                            map[string]string // path of the site of each organization
}

// fewTargets is a register of three organizations with a site each, two of them in one county, and a round over them in which
// everything has its result. The site of the unit has a space in its name.
func fewTargets(t *testing.T, address string, c harness.Client, nobody harness.Client) readers {
	t.Helper()
	r := readers{office: c, sites: map[string]string{}}
	items := []object{}
	for i, o := range []struct{ name, region string }{{"甲县某局", "422801"}, {"乙 县某局", "422801"}, {"丙县某局", "422802"}} {
		owner := harness.Get[thing](c, create(t, c, "/organizations", object{"name": o.name, "region_code": o.region})).ID
		code := o.region + fmt.Sprintf("%04d", i+1)
		r.sites[o.name] = create(t, c, "/sites", object{"code": code, "name": o.name, "home_url": fmt.Sprintf("http://s%d.gov.cn/", i), "organization_id": owner})
		items = append(items, object{"site_code": code, "findings": []object{}})
		if i == 1 {
			create(t, c, "/users", object{"name": "enshi-01", "role": "unit_staff", "organization_id": owner, "password": firstPassword})
		}
	}
	openRound(t, c)
	c.Do(http.StatusOK, http.MethodPost, "/campaigns/"+round+"/submissions", object{"items": items})
	r.county, r.neighbour = c.As(token(t, address, "viewer", "422801")), c.As(token(t, address, "county_admin", "422802"))
	r.staff = nobody.As(logIn(t, nobody, "enshi-01", firstPassword).Token)
	r.staff.Do(http.StatusNoContent, http.MethodPut, "/me/password", object{"current_password": firstPassword, "new_password": ownPassword})
	return r
}

func publish(t *testing.T, c harness.Client) {
	t.Helper()
	move(t, c, "close")
	move(t, c, "publish")
}

func write(c harness.Client, version string, body object) harness.Answer {
	return c.Do(http.StatusOK, http.MethodPatch, bulletinPath, body, "If-Match", version)
}

// issueIt lets the warnings stand and issues the bulletin.
func issueIt(t *testing.T, c harness.Client, body object, headers ...string) harness.Answer {
	t.Helper()
	for _, f := range harness.Get[struct{ Items []fault }](c, bulletinPath+"/checks").Items {
		if f.Accepted == nil {
			c.Do(http.StatusOK, http.MethodPost, bulletinPath+"/acceptances", object{"key": f.Key, "reason": "以备案为准"}, "If-Match", tag(t, c, bulletinPath))
		}
	}
	return c.Do(http.StatusOK, http.MethodPost, bulletinPath+"/issue", body, append(headers, "If-Match", tag(t, c, bulletinPath))...)
}

// From the first word by hand to the correction of what was issued, for those who write and for those who read.
func TestBulletinOfARound(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		r := fewTargets(t, address, server.Admin(t), harness.NewClient(t, server.URL))
		writesByHand(t, r.office)
		readsOnlyItsOwn(t, r)
		issue, body := bulletinPath+"/issue", object{"number": "恩州数〔2022〕18号", "issued_on": "2022-10-11"}
		refused := r.office.Do(http.StatusConflict, http.MethodPost, issue, body, "If-Match", tag(t, r.office, bulletinPath))
		wantCode(t, refused, "bulletin_not_published")
		publish(t, r.office)
		issued := issueIt(t, r.office, body, "Idempotency-Key", "issue-of-the-round")
		again := r.office.Do(http.StatusOK, http.MethodPost, issue, body, "If-Match", `"3"`, "Idempotency-Key", "issue-of-the-round")
		if string(again.Body) != string(issued.Body) || again.Header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("once more under the same key: %s", again.Body)
		}
		b := harness.Decode[bulletin](t, issued)
		if b.State != "issued" || len(b.Issues) != 1 || b.Issues[0].Number != body["number"] || b.Content.Number != body["number"] || len(b.Issues[0].Accepted) != 1 {
			t.Errorf("issued: %s", issued.Body)
		}
		readsTheWhole(t, r, issued)
		first := documents(t, r, b.Issues[0], "")
		disturb(t, r)
		if diff := cmp.Diff(first, documents(t, r, b.Issues[0], "&issue=1")); diff != "" {
			t.Errorf("a change of the register changed what was issued: %s", diff)
		}
		readsTheWhole(t, r, issued)
		corrects(t, r, issued, b.Issues[0], first)
		if orphans := harness.Open(t, address).Orphans(); len(orphans) > 0 {
			t.Errorf("references that lead nowhere: %q", orphans)
		}
	})
}

func wantCode(t *testing.T, a harness.Answer, code string) harness.Problem {
	t.Helper()
	p := harness.Decode[harness.Problem](t, a)
	if p.Code != code {
		t.Errorf("refused with %s instead of %s: %s", p.Code, code, a.Body)
	}
	return p
}

// writesByHand changes a bulletin that nobody has touched, on the version 0, and no other.
func writesByHand(t *testing.T, c harness.Client) {
	t.Helper()
	if b := harness.Get[bulletin](c, bulletinPath); b.State != "draft" || b.Version != 0 || b.Partial || tag(t, c, bulletinPath) != `"0"` {
		t.Errorf("untouched: %+v", b)
	}
	for _, stale := range []string{`"1"`, `"99"`} {
		wantCode(t, c.Do(http.StatusPreconditionFailed, http.MethodPatch, bulletinPath, object{"closing": "甲"}, "If-Match", stale), "stale_version")
	}
	wantCode(t, c.Do(http.StatusPreconditionRequired, http.MethodPatch, bulletinPath, object{"closing": "甲"}), "if_match_required")
	for _, verb := range []string{"issue", "correct", "acceptances"} {
		wantCode(t, c.Do(http.StatusPreconditionRequired, http.MethodPost, bulletinPath+"/"+verb, object{"reason": "甲", "key": "甲"}), "if_match_required")
	}
	first := write(c, `"0"`, object{"closing": "手写的第一句结语", "sections": object{"problems": "手写的问题"}})
	if first.Tag() != `"1"` {
		t.Errorf("the first words: %s", first.Tag())
	}
	c.Do(http.StatusPreconditionFailed, http.MethodPatch, bulletinPath, object{"closing": "甲"}, "If-Match", `"0"`)
	second := harness.Decode[bulletin](t, write(c, `"1"`, object{"closing": "手写的第二句结语"}))
	if sections, _ := second.Words["sections"].(object); second.Version != 2 || sections["problems"] != "手写的问题" || second.Content.Closing[0].Text != "手写的第二句结语" {
		t.Errorf("the second words: %+v", second)
	}
	if same := write(c, `"2"`, object{"closing": "手写的第二句结语"}); same.Tag() != `"2"` {
		t.Errorf("the same words make %s", same.Tag())
	}
	revisions := harness.Get[struct {
		Items []struct {
			Version uint64
			Action  string
			Words   map[string]any
		}
	}](c, bulletinPath+"/revisions").Items
	if len(revisions) != 2 || revisions[0].Version != 2 || revisions[1].Words["closing"] != "手写的第一句结语" || revisions[1].Action != "update" {
		t.Errorf("%+v", revisions)
	}
}

// readsOnlyItsOwn reads before the issue: rows of the own area or unit, and no word of the text.
func readsOnlyItsOwn(t *testing.T, r readers) {
	t.Helper()
	for who, c := range map[string]struct {
		harness.Client
		own, others string
	}{
		"the county": {r.county, "甲县某局,乙 县某局", "丙县某局"}, "the neighbour": {r.neighbour, "丙县某局", "甲县某局,乙 县某局"},
		"the unit": {r.staff, "乙 县某局", "甲县某局,丙县某局"},
	} {
		a := c.Do(http.StatusOK, http.MethodGet, bulletinPath, nil)
		b := harness.Decode[bulletin](t, a)
		figures := len(b.Content.Figures.Regions) + len(b.Content.Figures.Trend) + len(b.Content.Figures.Indicators)
		if !b.Partial || len(b.Content.Sections)+len(b.Content.Preamble)+len(b.Content.Closing)+figures+len(b.AllowedActions) != 0 {
			t.Errorf("%s before the issue: %s", who, a.Body)
		}
		for name := range strings.SplitSeq(c.own, ",") {
			if !strings.Contains(string(a.Body), name) {
				t.Errorf("%s does not read of %s", who, name)
			}
		}
		for name := range strings.SplitSeq(c.others+",手写", ",") {
			if strings.Contains(string(a.Body), name) {
				t.Errorf("%s reads of %s: %s", who, name, a.Body)
			}
		}
		for _, query := range []string{"", "?format=docx", "?issue=0"} {
			wantCode(t, c.Do(http.StatusForbidden, http.MethodGet, bulletinPath+"/document"+query, nil), "not_issued")
		}
		c.Do(http.StatusForbidden, http.MethodGet, bulletinPath+"/checks", nil)
		c.Do(http.StatusForbidden, http.MethodGet, bulletinPath+"/revisions", nil)
		c.Do(http.StatusForbidden, http.MethodPatch, bulletinPath, object{"closing": "甲"}, "If-Match", `"2"`)
	}
}

// readsTheWhole reads after the issue: everybody the same.
func readsTheWhole(t *testing.T, r readers, issued harness.Answer) {
	t.Helper()
	want := harness.Decode[struct{ Content json.RawMessage }](t, issued)
	for who, c := range map[string]harness.Client{"the office": r.office, "the county": r.county, "the neighbour": r.neighbour, "the unit": r.staff} {
		a := c.Do(http.StatusOK, http.MethodGet, bulletinPath, nil)
		got := harness.Decode[struct {
			Content json.RawMessage
			Partial bool
			Words   map[string]any
		}](t, a)
		if diff := cmp.Diff(string(want.Content), string(got.Content)); diff != "" || got.Partial || who != "the office" && got.Words["closing"] != "" {
			t.Errorf("%s after the issue: %s\n%s", who, diff, a.Body)
		}
	}
}

// documents fetches every form of an issue, twice and for everybody: they are the same bytes, with the hash that was told.
func documents(t *testing.T, r readers, issue bulletinIssue, query string) map[string]string {
	t.Helper()
	hashes := map[string]string{}
	for _, f := range issue.Files {
		path := bulletinPath + "/document?format=" + f.Format + query
		for who, c := range map[string]harness.Client{"the office": r.office, "the county": r.county, "the unit": r.staff} {
			a := c.Do(http.StatusOK, http.MethodGet, path, nil)
			sum := sha256.Sum256(a.Body)
			if hash := hex.EncodeToString(sum[:]); hash != f.SHA256 || len(a.Body) != f.Size || a.Tag() != `"`+hash+`"` {
				t.Errorf("%s of %s: %d bytes, %s with the tag %s, told were %+v", f.Format, who, len(a.Body), hash, a.Tag(), f)
			}
			if known := c.Do(http.StatusNotModified, http.MethodGet, path, nil, "If-None-Match", `"other", `+a.Tag()); len(known.Body) > 0 {
				t.Errorf("%s that %s has already: %s", f.Format, who, known.Body)
			}
			c.Do(http.StatusOK, http.MethodGet, path, nil, "If-None-Match", `"other"`)
		}
		hashes[f.Format] = f.SHA256
	}
	if len(hashes) != 4 {
		t.Errorf("the forms: %+v", issue.Files)
	}
	return hashes
}

// disturb renames and closes what the bulletin tells of.
func disturb(t *testing.T, r readers) {
	t.Helper()
	path := r.sites["甲县某局"]
	r.office.Do(http.StatusOK, http.MethodPatch, path, object{"name": "丁县某局", "home_url": "http://other.gov.cn/"}, "If-Match", tag(t, r.office, path))
	do(t, r.office, http.StatusOK, r.sites["丙县某局"], "/close", object{"reason": "并入"})
	r.office.Do(http.StatusOK, http.MethodPatch, "/regions/422801", object{"name": "新名县", "short_name": "新名"}, "If-Match", tag(t, r.office, "/regions/422801"))
}

// corrects what was issued: others read that until the correction is issued, and it can be read for ever.
func corrects(t *testing.T, r readers, issued harness.Answer, first bulletinIssue, hashes map[string]string) {
	t.Helper()
	for _, verb := range []struct{ path, code string }{{"/issue", "wrong_state"}, {"/correct", ""}} {
		status := map[bool]int{true: http.StatusOK, false: http.StatusConflict}[verb.code == ""]
		a := r.office.Do(status, http.MethodPost, bulletinPath+verb.path, map[string]object{"/issue": {}, "/correct": {"reason": "数据有误"}}[verb.path],
			"If-Match", tag(t, r.office, bulletinPath))
		if verb.code != "" {
			wantCode(t, a, verb.code)
		}
	}
	mine := harness.Decode[bulletin](t, write(r.office, tag(t, r.office, bulletinPath), object{"closing": "更正后的结语"}))
	if mine.State != "correcting" || mine.Content.Closing[0].Text != "更正后的结语" || mine.Correction != "数据有误" {
		t.Errorf("the correction: %+v", mine)
	}
	others := readers{office: r.county, county: r.county, neighbour: r.neighbour, staff: r.staff}
	if a := r.county.Do(http.StatusOK, http.MethodGet, bulletinPath, nil); strings.Contains(string(a.Body), "更正") || strings.Contains(string(a.Body), "数据有误") {
		t.Errorf("the county reads the correction: %s", a.Body)
	}
	want := harness.Decode[struct{ Content json.RawMessage }](t, issued)
	if got := harness.Get[struct{ Content json.RawMessage }](r.staff, bulletinPath); string(got.Content) != string(want.Content) {
		t.Errorf("the unit reads %s", got.Content)
	}
	if diff := cmp.Diff(hashes, documents(t, others, first, "")); diff != "" {
		t.Error(diff)
	}
	draft := string(r.office.Do(http.StatusOK, http.MethodGet, bulletinPath+"/document?issue=0", nil).Body)
	if !strings.Contains(draft, "更正后的结语") {
		t.Errorf("the draft of the correction: %s", draft)
	}
	r.county.Do(http.StatusForbidden, http.MethodGet, bulletinPath+"/document?issue=0", nil)
	r.county.Do(http.StatusNotFound, http.MethodGet, bulletinPath+"/document?issue=2", nil)
	r.county.Do(http.StatusBadRequest, http.MethodGet, bulletinPath+"/document?issue=-1", nil)
	r.county.Do(http.StatusBadRequest, http.MethodGet, bulletinPath+"/document?format=pdf", nil)
	again := issueIt(t, r.office, object{})
	b := harness.Decode[bulletin](t, again)
	if len(b.Issues) != 2 || b.Issues[0].Issue != 2 || b.Issues[0].Correction != "数据有误" || b.Correction != "" {
		t.Fatalf("the corrected one: %s", again.Body)
	}
	readsTheWhole(t, r, again)
	if diff := cmp.Diff(hashes, documents(t, r, first, "&issue=1")); diff != "" {
		t.Error(diff)
	}
	if second := documents(t, r, b.Issues[0], ""); second["html"] == hashes["html"] || second["docx"] == hashes["docx"] {
		t.Errorf("the correction is the first: %v", second)
	}
}
