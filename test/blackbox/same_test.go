package blackbox

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// The same requests mean the same on every database: which names are equal, what is found, in which order.
func TestSameOnEveryDatabase(t *testing.T) {
	var logs [][]string
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		owner := harness.Get[thing](c, create(t, c, "/organizations", object{"name": "单位", "region_code": "422801"})).ID
		var log []string
		note := func(what, text string, answer harness.Answer, err error) {
			if err != nil {
				t.Errorf("%s %.40q: %v", what, text, err)
			}
			line := fmt.Sprintf("%s %.40q: %d", what, text, answer.Status)
			if answer.Status >= http.StatusBadRequest {
				problem := harness.Decode[harness.Problem](t, answer)
				line += fmt.Sprint(" ", problem.Code, " ", faults(problem, ""))
			}
			log = append(log, line)
		}
		more := []string{"ABC", "abc", "abc ", "ａｂｃ", "a b c", "ａ　ｂ　ｃ", "résumé", "resume", "STRASSE", "straße", "恩施", "恩 施", "𠮷", "吉", "x\u0301", "x"}
		for i, text := range append(more, texts...) {
			for what, body := range map[string]object{
				"/organizations": {"name": text, "region_code": "422801"},
				"/accounts":      {"platform": "weibo", "name": text, "organization_id": owner},
				"/accounts?id":   {"platform": "app", "name": fmt.Sprint("账号", i), "platform_account_id": text, "organization_id": owner},
			} {
				path, _, _ := strings.Cut(what, "?")
				answer, err := c.Send(http.MethodPost, path, body)
				note(what, text, answer, err)
			}
		}
		slices.Sort(log) // the three kinds do not meet
		for _, text := range append(more, texts...) {
			for _, path := range []string{"/organizations?sort=name&q=", "/accounts?sort=-name&q=", "/regions?q=", "/campaigns?q="} {
				answer, err := c.Send(http.MethodGet, path+url.QueryEscape(text), nil)
				note(path, text, answer, err)
				for _, item := range harness.Decode[list[thing]](t, answer).Items {
					log = append(log, item.Name)
				}
			}
		}
		logs = append(logs, log)
	})
	if len(logs) == 2 {
		if diff := cmp.Diff(logs[0], logs[1]); diff != "" {
			t.Errorf("(-SQLite +MariaDB):\n%s", diff)
		}
	}
}
