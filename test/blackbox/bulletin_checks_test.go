package blackbox

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// What the checks find stops the issue, told with its place and row: errors until they are mended, warnings until somebody
// has accepted them.
func TestFaultsStopTheIssue(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		fewTargets(t, address, c, harness.NewClient(t, server.URL))
		publish(t, c)
		write(c, `"0"`, object{
			"closing": "合格率99%", "copies": "联系人13800138000", "title": "关于2022年第四次抽查的通报",
			"sections": object{"problems": "另有77家单位"},
		})
		keys, found := map[string]string{}, []string{}
		for _, f := range harness.Get[struct{ Items []fault }](c, bulletinPath+"/checks").Items {
			row := ""
			if f.Row != nil {
				row = fmt.Sprintf(".rows[%d]", *f.Row)
			}
			keys[f.Code] = f.Key
			found = append(found, f.Severity+" "+f.Place+row+" "+f.Code)
		}
		want := []string{
			"error title round_label_differs", "error copies personal_data", "error closing number_contradicts",
			"warning annexes.1.rows[2] odd_name", "warning sections.problems number_not_in_figures",
		}
		for _, line := range want {
			if !strings.Contains(strings.Join(found, "\n"), line) {
				t.Errorf("the checks do not find %s: %q", line, found)
			}
		}
		refusal := wantCode(t, c.Do(http.StatusConflict, http.MethodPost, bulletinPath+"/issue", object{}, "If-Match", `"1"`), "bulletin_has_faults")
		if len(refusal.Errors) != len(found) {
			t.Errorf("%d of %d faults are told: %+v", len(refusal.Errors), len(found), refusal.Errors)
		}
		for i, e := range refusal.Errors {
			if !strings.HasSuffix(found[i], " "+e.Field+" "+e.Code) || strings.Contains(e.Detail, "13800138000") {
				t.Errorf("%+v instead of %s", e, found[i])
			}
		}
		accepts(t, c, keys)
	})
}

func accepts(t *testing.T, c harness.Client, keys map[string]string) {
	t.Helper()
	path := bulletinPath + "/acceptances"
	send := func(status int, key, reason, version string) harness.Answer {
		return c.Do(status, http.MethodPost, path, object{"key": key, "reason": reason}, "If-Match", version)
	}
	for key, code := range map[string]string{keys["personal_data"]: "error_not_acceptable", "0000000000000000": "no_such_warning", "": "no_such_warning"} {
		p := wantCode(t, send(http.StatusUnprocessableEntity, key, "甲", `"1"`), "invalid_fields")
		if len(p.Errors) != 1 || p.Errors[0].Field != "key" || p.Errors[0].Code != code {
			t.Errorf("accepting %q: %+v", key, p.Errors)
		}
	}
	if p := wantCode(t, send(http.StatusUnprocessableEntity, keys["odd_name"], " ", `"1"`), "invalid_fields"); p.Errors[0].Field != "reason" {
		t.Errorf("without a reason: %+v", p.Errors)
	}
	send(http.StatusPreconditionFailed, keys["odd_name"], "甲", `"0"`)
	send(http.StatusOK, keys["odd_name"], "以备案为准", `"1"`)
	send(http.StatusOK, keys["number_not_in_figures"], "另行统计", `"2"`)
	for _, f := range harness.Get[struct{ Items []fault }](c, bulletinPath+"/checks").Items {
		if (f.Severity == "warning") != (f.Accepted != nil) {
			t.Errorf("%+v", f)
		}
	}
	// A warning that went away with its words is not kept with the issue, one that stands is.
	mended := write(c, `"3"`, object{"closing": "", "copies": "", "title": "", "sections": object{"problems": "没有问题"}})
	issued := c.Do(http.StatusOK, http.MethodPost, bulletinPath+"/issue", object{}, "If-Match", mended.Tag())
	accepted := harness.Decode[bulletin](t, issued).Issues[0].Accepted
	if len(accepted) != 1 || accepted[0]["reason"] != "以备案为准" || accepted[0]["key"] != keys["odd_name"] {
		t.Errorf("accepted: %v", accepted)
	}
}

// Of several issues at once one is made, and the others are stale.
func TestOneIssueAtOnce(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		fewTargets(t, address, c, harness.NewClient(t, server.URL))
		publish(t, c)
		f := harness.Get[struct{ Items []fault }](c, bulletinPath+"/checks").Items[0]
		c.Do(http.StatusOK, http.MethodPost, bulletinPath+"/acceptances", object{"key": f.Key, "reason": "甲"}, "If-Match", `"0"`)
		if got := atOnce(t, 6, func() (harness.Answer, error) {
			return c.Send(http.MethodPost, bulletinPath+"/issue", object{}, "If-Match", `"1"`)
		}); got[http.StatusOK] != 1 || got[http.StatusPreconditionFailed] != 5 {
			t.Errorf("issued at once: %v", got)
		}
		database := harness.Open(t, address)
		database.Want(map[string]int{
			"SELECT COUNT(*) FROM bulletin_issues": 1, "SELECT COUNT(DISTINCT format) FROM bulletin_pieces": 4, "SELECT MAX(version) FROM bulletins": 2,
		})
		if got := atOnce(t, 6, func() (harness.Answer, error) {
			return c.Send(http.MethodPost, "/bulletin-templates", wording("甲", "422800"))
		}); got[http.StatusCreated] != 6 {
			t.Errorf("wordings at once: %v", got)
		}
		database.Want(map[string]int{"SELECT COUNT(DISTINCT edition) FROM bulletin_templates": 6, "SELECT MAX(edition) FROM bulletin_templates": 6})
	})
}

func atOnce(t *testing.T, n int, send func() (harness.Answer, error)) map[int]int {
	t.Helper()
	statuses := map[int]int{}
	var mu sync.Mutex
	var done sync.WaitGroup
	for range n {
		done.Go(func() {
			a, err := send()
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			statuses[a.Status]++
		})
	}
	done.Wait()
	return statuses
}

// Where the office has it so, everybody reads the newest issue without a key, and nothing else.
func TestPublicBulletins(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		env["XUNCHA_PUBLIC_BULLETINS"] = "true"
		open, shut := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s"), harness.Serve(t, address)
		c, nobody := open.Admin(t), harness.NewClient(t, open.URL)
		read := func(c harness.Client, code string, headers ...string) harness.Answer {
			a, err := c.SendTo(http.MethodGet, c.Root("/bulletins/"+code), nil, headers...)
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		fewTargets(t, address, c, harness.NewClient(t, open.URL))
		publish(t, c)
		write(c, `"0"`, object{"closing": "印发的结语"})
		for _, code := range []string{round, "422800-2022-9", "x", "%2e%2e"} {
			if a := read(nobody, code); a.Status != http.StatusNotFound {
				t.Errorf("%s before the issue: %d %s", code, a.Status, a.Body)
			}
		}
		b := harness.Decode[bulletin](t, issueIt(t, c, object{}))
		page := read(nobody, round)
		html := b.Issues[0].Files[len(b.Issues[0].Files)-1]
		for _, f := range b.Issues[0].Files {
			if f.Format == "html" {
				html = f
			}
		}
		if page.Status != http.StatusOK || page.Tag() != `"`+html.SHA256+`"` || len(page.Body) != html.Size || !strings.Contains(string(page.Body), "印发的结语") {
			t.Errorf("%d %s %s", page.Status, page.Tag(), page.Body)
		}
		policy := page.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%v", page.Header)
		}
		if known := read(nobody, round, "If-None-Match", page.Tag()); known.Status != http.StatusNotModified || len(known.Body) > 0 {
			t.Errorf("%d %s", known.Status, known.Body)
		}
		c.Do(http.StatusOK, http.MethodPost, bulletinPath+"/correct", object{"reason": "有误"}, "If-Match", tag(t, c, bulletinPath))
		write(c, tag(t, c, bulletinPath), object{"closing": "更正的结语"})
		if a := read(nobody, round); string(a.Body) != string(page.Body) {
			t.Errorf("during the correction: %s", a.Body)
		}
		issueIt(t, c, object{})
		if a := read(nobody, round); !strings.Contains(string(a.Body), "更正的结语") || a.Tag() == page.Tag() {
			t.Errorf("after the correction: %s", a.Body)
		}
		if a := read(harness.NewClient(t, shut.URL), round); a.Status != http.StatusNotFound {
			t.Errorf("where it is off: %d %s", a.Status, a.Body)
		}
	})
}
