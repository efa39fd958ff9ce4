package service_test

import (
	"fmt"
	"strings"
	"testing"

	"xuncha/model"
)

// A unit with very many accounts on a platform is told of in few words: with all names in each row, a file of one unit would take
// memory by the square of its rows.
func TestWarningsOfManyAccountsStayShort(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		lines := []string{accountHeader}
		for n := range 20 {
			lines = append(lines, fmt.Sprintf("422801,,某局,微信,第%d号,", n))
		}
		details := func(dryRun bool) []string {
			t.Helper()
			job := must[model.Import](t)(w.take(operator, model.ImportAccounts, dryRun, lines...))
			_, rows, err := w.Imports.Rows(w.ctx, operator, job.ID, model.ImportRowFilter{}, everything)
			if err != nil {
				t.Fatal(err)
			}
			var told []string
			for _, row := range rows.Items {
				text := ""
				for _, p := range row.Problems {
					text += strings.Join(p.Args, " ")
				}
				told = append(told, text)
			}
			return told
		}
		first := details(false)
		for at, want := range map[int]string{0: "", 1: "第0号", 5: "第0号、第1号、第2号、第3号、第4号", 6: "第0号、第1号、第2号、第3号、第4号…", 19: "第0号、第1号、第2号、第3号、第4号…"} {
			if first[at] != want {
				t.Errorf("row %d of what is new warns of %q, want %q", at+1, first[at], want)
			}
		}
		again := details(true)
		for at, want := range map[int]string{2: "第0号、第1号、第3号、第4号、第5号…", 19: "第0号、第1号、第2号、第3号、第4号…"} {
			if again[at] != want {
				t.Errorf("row %d of what is there warns of %q, want %q", at+1, again[at], want)
			}
		}
		list := must[model.List[model.Account]](t)(w.Accounts.List(w.ctx, operator, model.AccountFilter{}, everything))
		warned := must[map[uint64][]model.Warning](t)(w.Accounts.Warnings(w.ctx, operator, list.Items))
		for _, a := range list.Items {
			if text := warned[a.ID][0].Text(model.Chinese); strings.Count(text, "第") != 5 || !strings.HasSuffix(text, "…") {
				t.Errorf("%s is warned of: %s", a.Name, text)
			}
		}
	})
}
