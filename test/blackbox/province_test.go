package blackbox

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type reportAnswer struct {
	ID      uint64 `json:"id"`
	Key     string `json:"key"`
	State   string `json:"state"`
	Way     string `json:"way"`
	Version int    `json:"version"`
	Counts  struct {
		Rows, Ready, Excluded, Accepted, Refused, Waiting int
	} `json:"counts"`
	Pieces []struct {
		Key, State string
		LastError  string `json:"last_error"`
	} `json:"pieces"`
	AllowedActions []string `json:"allowed_actions"`
}

type listedAnswer struct {
	ID      uint64 `json:"id"`
	State   string `json:"state"`
	Version int    `json:"version"`
	Counts  struct {
		OnlyHere  int `json:"only_here"`
		OnlyThere int `json:"only_there"`
		Differs   int `json:"differs"`
		Same      int `json:"same"`
		Open      int `json:"open"`
	} `json:"counts"`
}

// tagged is a version as If-Match takes it.
func tagged(version int) string { return fmt.Sprintf(`"%d"`, version) }

// verb carries a verb without a body out on a report.
func verb(c harness.Client, path, name string, version int) reportAnswer {
	answer := c.Do(http.StatusOK, http.MethodPost, path+"/"+name, nil, "If-Match", tagged(version))
	var r reportAnswer
	_ = json.Unmarshal(answer.Body, &r) // held to the document already
	return r
}

// until reads a thing again until it is in a state.
func until[T any](t *testing.T, c harness.Client, path string, good func(T) bool) (v T) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if v = harness.Get[T](c, path); good(v) {
			return v
		}
	}
	t.Fatalf("%s stays %+v", path, v)
	return v
}

func TestReportingToTheProvince(t *testing.T) {
	stand := harness.StandIn(t, "--refuse", "待退回", "--words", "主体不符", "--lose", "1")
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.ServeWith(t, stand.Settings(harness.Settings(address)), "serve", "--migrate", "--drain=0s")
		c := server.Admin(t)
		other := c.As(newKey(t, c, object{"name": "复核", "role": "admin", "region_code": "422801"}))
		organization := create(t, c, "/organizations", object{"name": "示例市数据局", "region_code": "422801", "credit_code": "91350100M000100Y43"})
		poor := create(t, c, "/organizations", object{"name": "示例市司法局", "region_code": "422801"})
		for i, o := range []string{organization, organization, poor} {
			create(t, c, "/accounts", object{
				"platform": "wechat", "name": []string{"示例一", "待退回", "所缺"}[i], "platform_account_id": fmt.Sprint("gh_", i),
				"organization_id": harness.Get[thing](c, o).ID,
			})
		}
		path := create(t, c, "/reports", object{"kind": "filings", "region_code": "422801"})
		r := harness.Get[reportAnswer](c, path)
		if r.Counts.Rows != 3 || r.Counts.Excluded != 1 || r.Way != "https" {
			t.Errorf("%+v", r)
		}
		missing := string(c.Do(http.StatusOK, http.MethodGet, path+"/rows?state=excluded", nil).Body)
		if !strings.Contains(missing, `"link":"/api/v1`+poor+`"`) || !strings.Contains(missing, "统一社会信用代码") {
			t.Errorf("%s", missing)
		}
		c.Do(http.StatusOK, http.MethodGet, path+"/rows?format=csv", nil)
		preview := string(c.Do(http.StatusOK, http.MethodGet, path+"/preview?piece=1", nil).Body)
		if !strings.Contains(preview, `"Idempotency-Key"`) || strings.Contains(preview, "hmac") {
			t.Errorf("%s", preview)
		}
		c.Do(http.StatusForbidden, http.MethodPost, path+"/confirm", nil, "If-Match", tagged(r.Version))
		c.Do(http.StatusConflict, http.MethodGet, path+"/package", nil)
		returned := other.Do(http.StatusOK, http.MethodPost, path+"/return", object{"reason": "请核对"}, "If-Match", tagged(r.Version))
		_ = json.Unmarshal(returned.Body, &r)
		r = verb(c, path, "refresh", r.Version)
		r = verb(other, path, "confirm", r.Version)
		r = verb(c, path, "send", r.Version)
		done := until(t, c, path, func(r reportAnswer) bool { return r.State == "done" })
		if done.Counts.Accepted != 1 || done.Counts.Refused != 1 || done.Counts.Waiting != 0 {
			t.Errorf("%+v", done)
		}
		receipts := string(c.Do(http.StatusOK, http.MethodGet, path+"/receipts", nil).Body)
		if !strings.Contains(receipts, "主体不符") || !strings.Contains(receipts, "DEMO-") {
			t.Errorf("%s", receipts)
		}
		c.Do(http.StatusOK, http.MethodGet, path+"/receipts?format=csv&result=refused", nil)
		if got := stand.Received(t); len(got.Doubled) > 0 {
			t.Errorf("%+v", got)
		}
		filed := string(c.Do(http.StatusOK, http.MethodGet, "/filings?register=provincial&state=done", nil).Body)
		if !strings.Contains(filed, "示例一") || strings.Contains(filed, "待退回") {
			t.Errorf("%s", filed)
		}
		byHand(t, c, other, done.Key)
		givenUp := create(t, c, "/reports", object{"kind": "accounts"})
		if r := verb(c, givenUp, "cancel", 1); r.State != "cancelled" {
			t.Errorf("%+v", r)
		}
		if n := len(harness.Get[struct{ Items []reportAnswer }](c, "/reports?state=cancelled").Items); n != 1 {
			t.Errorf("%d reports are cancelled", n)
		}
		reconcile(t, c)
	})
}

// A system above that asks for a certificate gets that of this one, and only whom the operator trusts is taken for it.
func TestReportingWithCertificates(t *testing.T) {
	theirs, ours := t.TempDir(), t.TempDir()
	writePair(t, theirs, "province")
	writePair(t, ours, "enshi")
	in := func(folder, name string) string { return filepath.Join(folder, name+".pem") }
	stand := harness.StandIn(t, "--tls-cert", in(theirs, "cert"), "--tls-key", in(theirs, "key"), "--client-ca", in(ours, "cert"))
	for name, way := range map[string]struct {
		settings harness.Environment
		want     string
	}{
		"both":            {harness.Environment{"XUNCHA_PROVINCE_CERT": in(ours, "cert"), "XUNCHA_PROVINCE_KEY": in(ours, "key"), "XUNCHA_PROVINCE_CA": in(theirs, "cert")}, "done"},
		"ours is missing": {harness.Environment{"XUNCHA_PROVINCE_CA": in(theirs, "cert")}, "sending"},
		"theirs is unknown": {
			harness.Environment{"XUNCHA_PROVINCE_CERT": in(ours, "cert"), "XUNCHA_PROVINCE_KEY": in(ours, "key"), "XUNCHA_PROVINCE_CA": in(ours, "cert")}, "sending",
		},
	} {
		t.Run(name, func(t *testing.T) {
			env := stand.Settings(harness.Settings(sqlite(t)))
			maps.Copy(env, way.settings)
			c := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").Admin(t)
			other := c.As(newKey(t, c, object{"name": "复核", "role": "admin", "region_code": "4228"}))
			unit := create(t, c, "/organizations", object{"name": "示例市数据局", "region_code": "422801", "credit_code": "91350100M000100Y43"})
			create(t, c, "/accounts", object{
				"platform": "wechat", "name": "示例", "platform_account_id": "gh_1", "organization_id": harness.Get[thing](c, unit).ID,
			})
			path := create(t, c, "/reports", object{"kind": "accounts", "region_code": "422801"})
			verb(c, path, "send", verb(other, path, "confirm", 1).Version)
			before := stand.Received(t).Batches
			r := until(t, c, path, func(r reportAnswer) bool { return r.State == "done" || r.Pieces[0].LastError != "" })
			if took := stand.Received(t).Batches > before; r.State != way.want || took != (way.want == "done") {
				t.Errorf("%+v, taken: %v", r, took)
			}
		})
	}
}

// byHand takes the files of a report, and enters the answer that came as one.
func byHand(t *testing.T, c, other harness.Client, sent string) {
	t.Helper()
	path := create(t, c, "/reports", object{"kind": "accounts", "region_code": "422801"})
	r := verb(other, path, "confirm", 1)
	file := c.Do(http.StatusOK, http.MethodGet, path+"/package", nil)
	if _, err := zip.NewReader(bytes.NewReader(file.Body), int64(len(file.Body))); err != nil {
		t.Error(err)
	}
	lines := fmt.Sprintf("行标识,结果,回执号,说明\n%s-1,接收,H-1,\n%s-1,接收,,\n", r.Key, sent)
	c.Do(http.StatusConflict, http.MethodPost, path+"/receipts", []byte(lines), "Content-Type", "text/csv")
	verb(c, path, "send", r.Version)
	c.Do(http.StatusUnprocessableEntity, http.MethodPost, path+"/receipts", []byte(lines), "Content-Type", "text/csv")
	until(t, c, path, func(r reportAnswer) bool { return r.State == "done" })
	answer := string(c.Do(http.StatusOK, http.MethodPost, path+"/receipts?on_error=continue", []byte(lines), "Content-Type", "text/csv").Body)
	if !strings.Contains(answer, `"recorded":0`) || !strings.Contains(answer, `"refused":1`) {
		t.Errorf("%s", answer)
	}
}

// reconcile compares the list of the stand-in and a file with the register, and settles what differs.
func reconcile(t *testing.T, c harness.Client) {
	t.Helper()
	answer := c.Do(http.StatusCreated, http.MethodPost, "/reconciliations/pull", object{"kind": "account", "region_code": "422801"})
	pulled := until(t, c, answer.Header.Get("Location")[len("/api/v1"):], func(r listedAnswer) bool { return r.State != "pulling" })
	if pulled.Counts.Same < 1 {
		t.Errorf("%+v", pulled)
	}
	list := "平台,账号名称,账号ID,主办单位,状态\n微信,示例一改,gh_0,示例市数据局,运行\n微信,只在上级,gh_9,示例市数据局,\n"
	answer = c.Do(http.StatusCreated, http.MethodPost, "/reconciliations?kind=account&region=422801&file_name=a.csv", []byte(list), "Content-Type", "text/csv")
	path := answer.Header.Get("Location")[len("/api/v1"):]
	rows := path + "/rows"
	for _, format := range []string{"csv", "xlsx"} {
		c.Do(http.StatusOK, http.MethodGet, rows+"?format="+format, nil)
	}
	first := c.Do(http.StatusOK, http.MethodGet, rows+"/1", nil)
	if !strings.Contains(string(first.Body), `"theirs":"示例一改"`) {
		t.Errorf("%s", first.Body)
	}
	var r listedAnswer
	_ = json.Unmarshal(c.Do(http.StatusOK, http.MethodPost, path+"/compare", nil, "If-Match", tagged(1)).Body, &r)
	if r.Version != 1 || r.Counts.Differs != 1 || r.Counts.OnlyThere != 1 || r.Counts.OnlyHere != 2 {
		t.Errorf("%+v", r)
	}
	c.Do(http.StatusOK, http.MethodPost, rows+"/1/settle", object{"action": "take-theirs"}, "If-Match", first.Tag())
	many := c.Do(http.StatusOK, http.MethodPost, path+"/settle?on_error=continue", object{"items": []object{
		{"number": 2, "version": 1, "action": "take-theirs"},
		{"number": 3, "version": 1, "action": "open-filing"},
		{"number": 4, "version": 1, "action": "keep-ours", "reason": "已核实"},
		{"number": 1, "version": 1, "action": "keep-ours", "reason": "x"},
	}})
	if !strings.Contains(string(many.Body), `"accepted":3`) {
		t.Errorf("%s", many.Body)
	}
	if r := harness.Get[listedAnswer](c, path); r.State != "settled" || r.Counts.Open != 0 {
		t.Errorf("%+v", r)
	}
	if n := len(harness.Get[struct{ Items []listedAnswer }](c, "/reconciliations?state=settled").Items); n < 1 {
		t.Errorf("%d are settled", n)
	}
}

// newKey makes a key and answers its text.
func newKey(t *testing.T, c harness.Client, body object) string {
	t.Helper()
	var made struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal(c.Do(http.StatusCreated, http.MethodPost, "/tokens", body).Body, &made); err != nil {
		t.Fatal(err)
	}
	return made.Token
}
