package blackbox

import (
	"fmt"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// Whatever somebody does to the tallies behind the program's back, the check names it, and repairs it only when told.
func TestCheckOfFigures(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		openTarget(t, c)
		env := harness.Settings(address)
		env["XUNCHA_LANGUAGE"] = "en"
		check := func(want int, words string, arguments ...string) {
			t.Helper()
			code, stdout, stderr := harness.Run(t, env, append([]string{"check", "figures"}, arguments...)...)
			if code != want || !strings.Contains(stdout, words) {
				t.Errorf("check figures %v ended with %d:\n%s%s", arguments, code, stdout, stderr)
			}
		}
		check(0, "differing 0; repaired 0")
		harness.Open(t, address).Run("UPDATE campaign_tallies SET passed = passed + 2")
		pending := func() string {
			table := harness.Get[struct {
				Total struct {
					Targets, Pending, Passed int
				}
			}](c, "/campaigns/422801-2021-1/pass-rates?kind=site")
			return fmt.Sprint(table.Total)
		}
		damaged := pending()
		check(3, "passed 2, failed 0, pending 1, waived 0; counted are passed 0, failed 0, pending 1, waived 0")
		check(3, "differing 1; repaired 0")
		if pending() != damaged {
			t.Error("it was repaired although nobody said so")
		}
		check(0, "differing 1; repaired 1", "--repair")
		check(0, "differing 0; repaired 0")
		if got := pending(); got != "{1 1 0}" {
			t.Errorf("after the repair: %s", got)
		}
	})
}

// The figures of a round in every form: crossed, compared, as of a moment, and over rounds.
func TestFiguresOverRounds(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		openTarget(t, c)
		type tally struct {
			Targets, Pending, Registered int
			Cells                        []struct{ Targets int }
		}
		type table struct {
			Items []tally
			Total tally
		}
		const rates = "/campaigns/422801-2021-1/pass-rates?kind=site"
		crossed := harness.Get[table](c, rates+"&across=portal&level=county&compare=previous")
		if fmt.Sprint(crossed.Total) != "{1 1 1 [{0} {1}]}" || len(crossed.Items) != 1 {
			t.Errorf("crossed: %+v", crossed)
		}
		if then := harness.Get[table](c, rates+"&as_of=2020-01-01T00:00:00Z"); then.Total.Targets != 0 {
			t.Errorf("before the opening: %+v", then)
		}
		c.Do(422, "GET", rates+"&as_of=2199-01-01T00:00:00Z", nil)
		trend := harness.Get[struct {
			Campaigns []struct{ Campaign string }
			Total     struct{ Points []tally }
		}](c, "/statistics/trend?region=422801&kind=site&rounds=4")
		if len(trend.Campaigns) != 1 || trend.Campaigns[0].Campaign != "422801-2021-1" || trend.Total.Points[0].Targets != 1 {
			t.Errorf("%+v", trend)
		}
		scores := harness.Get[struct {
			Scored int
			Items  []struct{ Targets int }
		}](c, "/campaigns/422801-2021-1/scores?kind=site")
		if scores.Scored != 0 || len(scores.Items) != 6 {
			t.Errorf("%+v", scores)
		}
		year := harness.Get[struct {
			Year        int
			Campaigns   []struct{ Campaign string }
			Unpublished []string
			Items       []struct{ Year tally }
			Total       struct{ Points []tally }
		}](c, "/statistics/annual?year=2021&region=422801&kind=site&group_by=portal")
		if year.Year != 2021 || fmt.Sprint(year.Unpublished) != "[422801-2021-1]" || len(year.Total.Points) != 1 || year.Items[1].Year.Targets != 1 {
			t.Errorf("%+v", year)
		}
		page := harness.Get[struct {
			Round    struct{ Campaign string }
			Sites    struct{ Total tally }
			Trend    struct{ Total struct{ Points []tally } }
			Register struct{ Sites int }
		}](c, "/statistics/overview?year=2021&region=422801")
		if page.Round.Campaign != "422801-2021-1" || page.Sites.Total.Targets != 1 || len(page.Trend.Total.Points) != 1 || page.Register.Sites != 1 {
			t.Errorf("%+v", page)
		}
		movers := harness.Get[struct {
			Campaign  string
			Unrated   int
			Total     tally
			Recovered struct{ Count int }
		}](c, "/statistics/movers?kind=site&group_by=portal&limit=5")
		if movers.Campaign != "422801-2021-1" || movers.Total.Targets != 1 || movers.Recovered.Count != 0 {
			t.Errorf("%+v", movers)
		}
		for _, format := range []string{"csv", "xlsx"} {
			for _, path := range []string{"/campaigns/422801-2021-1/scores?kind=site", rates + "&across=portal&compare=previous", "/statistics/trend?kind=site", "/statistics/movers?kind=site", "/statistics/movers?kind=site&show=targets", "/statistics/annual?kind=site"} {
				answer := c.Do(200, "GET", path+"&format="+format, nil)
				if len(answer.Body) < 50 {
					t.Errorf("%s as %s: %q", path, format, answer.Body)
				}
				counted := harness.Get[struct {
					Until string `json:"counted_until"`
				}](c, path)
				if answer.Header.Get("X-Counted-Until") != counted.Until {
					t.Errorf("%s as %s is counted until %q, in JSON until %q", path, format, answer.Header.Get("X-Counted-Until"), counted.Until)
				}
			}
		}
	})
}
