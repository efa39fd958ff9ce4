package service_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// A file of any kind goes in once, whether it waited or not, and whichever way it comes again: nothing at all is written then.
func TestAFileOfAnyKindGoesInOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, sites, _ := w.resultsOf()
		for kind, lines := range map[model.ImportKind][]string{
			model.ImportOrganizations: {"单位名称,行政区划代码", "甲局,422801", "乙局,9"},
			model.ImportSites:         {siteHeader, siteLine(countyB, 7), "x,坏站,http://x.gov.cn/,否"},
			model.ImportAccounts:      {accountHeader, "422801,,甲局,微信,甲发布,gh_1", ",,甲局,微信,乙发布,"},
			model.ImportContacts:      {contactHeader, w.organization(countyB).Name + ",,示例甲,,,,", "没有的局,,示例乙,,,,"},
			model.ImportResults:       {resultHeader, sites[0].Code + ",,,无问题,,,,,", sites[1].Code + ",,,S99,x,,,,"},
		} {
			for _, waits := range []bool{false, true} {
				body := append(lines, w.blank())
				send := func(background bool) service.Sent {
					u := service.Upload{Kind: kind, FileName: "a.csv", Body: file(body), Background: background}
					if kind == model.ImportResults {
						u.Campaign = c.Code
					}
					sent := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, u))
					w.work()
					return sent
				}
				first := send(waits)
				if job := w.job(first.ID); first.Repeated || job.State != model.ImportApplied || job.RejectedCount != 1 || job.CreateCount+job.UnchangedCount != 1 {
					t.Fatalf("%s: %+v", kind, job)
				}
				before := dump(t, w.store)
				for _, background := range []bool{true, false} {
					if again := send(background); !again.Repeated || again.ID != first.ID {
						t.Errorf("%s is import %d, then %+v", kind, first.ID, again)
					}
				}
				if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
					t.Errorf("%s, sent again:\n%s", kind, diff)
				}
			}
		}
	})
}
