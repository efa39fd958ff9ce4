package blackbox

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// request is one of a pair: it names a thing of another county, and a thing that nobody has.
type request struct {
	method, path string
	body         any
}

const unknownID = 987654

// world has two counties and a round of their prefecture.
func world(t *testing.T, address string, c harness.Client) (us, them county) {
	t.Helper()
	us = newCounty(t, address, c, ours, "kestrel")
	them = newCounty(t, address, c, theirs, "osprey")
	prefecture := c.As(token(t, address, "admin", "4228"))
	campaign := create(t, prefecture, "/campaigns", object{
		"title": "全州检查", "year": 2021, "round": 2, "region_code": "422800", "monitoring_date": "2021-06-30",
	})
	do(t, prefecture, http.StatusOK, campaign, "/open", nil)
	us.submit(t)
	them.submit(t)
	return us, them
}

// What belongs to another county is to a caller as if it did not exist: no answer tells the two apart, nothing of the
// other county is sent, and nothing of it changes.
func TestOtherCounties(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		us, them := world(t, address, c)
		database := harness.Open(t, address)
		watched := &spy{t: t, c: us.Client}
		before := database.Checksum()
		for i, pair := range pairs(us, them) {
			headers := []string{"If-Match", `"1"`, "X-Request-ID", fmt.Sprint("request-", i)}
			foreign := watched.send(pair[0].method, pair[0].path, pair[0].body, headers...)
			unknown := watched.send(pair[1].method, pair[1].path, pair[1].body, headers...)
			foreign.Header.Del("Date")
			unknown.Header.Del("Date")
			if diff := cmp.Diff(unknown, foreign); diff != "" {
				t.Errorf("%v can be told from %v:\n%s", pair[0], pair[1], diff)
			}
		}
		if database.Checksum() != before {
			t.Error("something changed")
		}
		importTheirs(t, watched)
		watched.send(http.MethodPost, "/sites", object{
			"code": them.region + "0001", "name": "x", "home_url": "http://x.gov.cn", "organization_id": us.ids["organizations"],
		})
		watched.send(http.MethodPost, "/accounts", object{
			"platform": "wechat", "name": them.word + "号", "organization_id": us.ids["organizations"],
		})
		watched.readAll()
		if n := watched.saw(them.word); n > 0 {
			t.Errorf("the word of the other county was sent %d times", n)
		}
		if watched.saw(us.word) == 0 {
			t.Error("the county does not see its own word")
		}
	})
}

// pairs are the requests in which a thing can be named: in the path, the body and the query.
func pairs(us, them county) (all [][2]request) {
	add := func(method, foreign, unknown string, body any) {
		all = append(all, [2]request{{method, foreign, body}, {method, unknown, body}})
	}
	for _, verb := range slices.SortedFunc(maps.Keys(verbs), strings.Compare) {
		method, rest, _ := strings.Cut(verb, " ")
		noun, suffix, _ := strings.Cut(rest, " ")
		foreign, unknown := fmt.Sprint("/", noun, "/", them.ids[noun]), fmt.Sprint("/", noun, "/", unknownID)
		switch noun {
		case "regions":
			foreign, unknown = "/regions/"+theirs, "/regions/422899"
		case "campaigns":
			foreign, unknown = "/campaigns/"+theirs+"-2021-1", "/campaigns/"+theirs+"-2021-9"
		}
		add(method, foreign+suffix, unknown+suffix, verbs[verb])
	}
	for foreign, unknown := range map[string]string{
		"/sites?region=" + theirs: "/sites?region=439999", "/accounts?region=" + theirs: "/accounts?region=439999",
		"/organizations?region=" + theirs + "&size=1": "/organizations?region=439999&size=1",
		"/regions?region=" + theirs:                   "/regions?region=439999", "/campaigns?region=" + theirs: "/campaigns?region=439999",
		"/inspections?campaign=" + theirs + "-2021-1":                 "/inspections?campaign=" + theirs + "-2021-9",
		"/sites?limit=9&q=" + them.word:                               "/sites?limit=9&q=nobody",
		"/inspections?format=csv&q=" + them.word:                      "/inspections?format=csv&q=nobody",
		fmt.Sprint("/sites?organization=", them.ids["organizations"]): fmt.Sprint("/sites?organization=", unknownID),
	} {
		add(http.MethodGet, foreign, unknown, nil)
	}
	for _, b := range bodies(us, them) {
		all = append(all, [2]request{{b.method, b.path, b.foreign}, {b.method, b.path, b.unknown}})
	}
	return all
}

// verbs are the operations on one thing: method, noun and what follows the id.
var verbs = map[string]any{
	"GET organizations": nil, "PATCH organizations": object{"name": "x"}, "DELETE organizations": nil,
	"POST organizations /dissolve": why, "POST organizations /reopen": why,
	"GET sites": nil, "PATCH sites": object{"name": "x"}, "DELETE sites": nil, "POST sites /suspend": why,
	"POST sites /resume": why, "POST sites /close": why, "POST sites /reopen": why,
	"GET accounts": nil, "PATCH accounts": object{"name": "x"}, "DELETE accounts": nil, "POST accounts /suspend": why,
	"POST accounts /resume": why, "POST accounts /close": why, "POST accounts /reopen": why,
	"GET regions": nil, "PATCH regions": object{"name": "x"}, "DELETE regions": nil,
	"GET campaigns": nil, "PATCH campaigns": object{"title": "x"}, "DELETE campaigns": nil, "POST campaigns /open": nil,
	"POST campaigns /close": nil, "POST campaigns /publish": nil, "POST campaigns /reopen": why,
	"GET campaigns /pass-rates?kind=site": nil, "GET campaigns /annexes/1": nil, "GET campaigns /annexes/2?format=xlsx": nil,
	"POST campaigns /submissions": object{"items": []object{{"site_code": theirs + "0001", "findings": []object{}}}},
	"GET inspections":             nil, "GET inspections /revisions": nil, "POST inspections /confirm": nil,
	"POST inspections /return": why, "POST inspections /waive": why,
	"PUT inspections /submission": object{"findings": []object{}},
	"GET imports":                 nil, "GET imports /rows": nil, "GET imports /rows/1": nil, "POST imports /apply": nil,
	"PATCH imports /rows/2": object{"accept_suggestions": true}, "POST imports /rows/2/dismiss": why,
}

var why = object{"reason": "无"}

type carrier struct {
	method, path     string
	foreign, unknown object
}

// bodies name things of the other county inside of requests about our own.
func bodies(us, them county) []carrier {
	site := func(owner uint64) object {
		return object{"code": ours + "0009", "name": "x", "home_url": "http://x.gov.cn", "organization_id": owner}
	}
	account := func(owner uint64) object { return object{"platform": "app", "name": "x", "organization_id": owner} }
	organization := func(region string, parent uint64) object {
		return object{"name": "x", "region_code": region, "parent_id": parent}
	}
	campaign := func(region string) object {
		return object{"title": "x", "year": 2020, "round": 1, "region_code": region, "monitoring_date": "2020-01-01"}
	}
	bulk := func(item object) object {
		item["findings"] = []object{}
		return object{"items": []object{item}}
	}
	owner, submissions := them.ids["organizations"], "/campaigns/"+shared+"/submissions"
	return []carrier{
		{"POST", "/sites", site(owner), site(unknownID)},
		{"PATCH", fmt.Sprint("/sites/", us.ids["sites"]), object{"organization_id": owner}, object{"organization_id": unknownID}},
		{"POST", "/accounts", account(owner), account(unknownID)},
		{"PATCH", fmt.Sprint("/accounts/", us.ids["accounts"]), object{"organization_id": owner}, object{"organization_id": unknownID}},
		{"POST", "/organizations", organization(theirs, 0), organization("422899", 0)},
		{"POST", "/organizations", organization(ours, owner), organization(ours, unknownID)},
		{"PATCH", fmt.Sprint("/organizations/", us.ids["organizations"]), object{"parent_id": owner}, object{"parent_id": unknownID}},
		{"POST", "/campaigns", campaign(theirs), campaign("422899")},
		{"POST", "/regions", object{"code": theirs, "name": "x"}, object{"code": "422899", "name": "x"}},
		{"POST", submissions, bulk(object{"site_code": theirs + "0001"}), bulk(object{"site_code": theirs + "0999"})},
		{
			"POST", submissions + "?on_error=continue",
			bulk(object{"platform": "wechat", "account_name": them.word + "号"}), bulk(object{"platform": "wechat", "account_name": "无"}),
		},
	}
}

// importTheirs imports rows that name another county: by a column, and by the code.
func importTheirs(t *testing.T, s *spy) {
	t.Helper()
	file := "网站标识码,网站名称,首页地址,是否门户,主办单位,行政区划代码\n" +
		ours + "0101,甲,http://a.gov.cn/,否,甲局," + theirs + "\n" + ours + "0102,甲,http://a.gov.cn/,否,甲局,422899\n" +
		theirs + "0101,甲,http://a.gov.cn/,否,甲局,\n" + "4228990101,甲,http://a.gov.cn/,否,甲局,\n"
	answer := s.send(http.MethodPost, "/imports?kind=sites", file, "Content-Type", "text/csv")
	if answer.Status != http.StatusCreated {
		t.Fatalf("the import is refused: %s", answer.Body)
	}
	job := harness.Decode[importJob](t, answer)
	if job.Counts != (counts{Rejected: 4}) {
		t.Errorf("rows of other counties: %+v", job)
	}
	rows := harness.Decode[list[importRow]](t, s.send(http.MethodGet, fmt.Sprint("/imports/", job.ID, "/rows"), nil)).Items
	for i := 0; i < len(rows); i += 2 {
		if diff := cmp.Diff(rows[i].Problems, rows[i+1].Problems); diff != "" {
			t.Errorf("a row of another county can be told from one of none:\n%s", diff)
		}
	}
}

// A key of the prefecture or the province sees both counties, which shows that the search for the word finds it; a key
// of another province sees nothing at all.
func TestLargerRegions(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		us, them := world(t, address, c)
		for region, sees := range map[string]bool{"4228": true, "42": true, "43": false} {
			watched := &spy{t: t, c: c.As(token(t, address, "admin", region))}
			watched.readAll()
			if (watched.saw(us.word) > 20) != sees || (watched.saw(them.word) > 20) != sees {
				t.Errorf("a key of %s saw the words %d and %d times", region, watched.saw(us.word), watched.saw(them.word))
			}
		}
	})
}
