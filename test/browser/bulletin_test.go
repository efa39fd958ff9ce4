package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"xuncha/model"
	"xuncha/service/document"
)

// round2022 is the content of the bulletin as it was issued.
func round2022(t *testing.T) model.BulletinContent {
	t.Helper()
	text, err := os.ReadFile("../../service/document/testdata/bulletin.json")
	if err != nil {
		t.Fatal(err)
	}
	var c model.BulletinContent
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// hard is a bulletin with all that makes a page difficult: failures, large numbers, long and hostile texts, many rounds.
func hard(t *testing.T) model.BulletinContent {
	c := round2022(t)
	long := strings.Repeat("恩施土家族苗族自治州某某某局", 8)
	c.Number, c.Correction = "恩数发〔2022〕15号", "附件2中恩施市的家数有误。"+strings.Repeat("a", 300)
	c.Sections[0].Heading = `一、<script>console.error("ran")</script> & "引号" ]]>` + long
	c.Sections[1].Passages[0].Text = `<img src=x onerror="console.error('ran')">` + strings.Repeat("http://www.example.gov.cn/", 20)
	c.Figures.Regions[0] = model.FigureRate{Label: long, Passed: 124_999, Inspected: 125_000, Text: "99.99%"}
	c.Figures.Regions[1] = model.FigureRate{Label: "利川市", Passed: 0, Inspected: 3, Text: "0%"}
	c.Figures.Regions[2] = model.FigureRate{Label: "建始县", Text: "—"}
	c.Figures.Indicators[0] = model.FigureCount{Label: long, Count: 12_345}
	c.Figures.Trend = nil
	for i := range int64(14) {
		c.Figures.Trend = append(c.Figures.Trend, model.FigureRate{
			Label: fmt.Sprintf("%d年第%d次", 2019+i/4, i%4+1), Passed: 80 + i, Inspected: 100, Text: fmt.Sprintf("%d.00%%", 80+i),
		})
	}
	c.Annexes[0].Rows[3] = []any{4, strings.Repeat("4", 60), long, "javascript:alert(1)", "否", "不合格"}
	return c
}

// servePages serves bulletins under a policy that allows their one style and nothing else.
func servePages(t *testing.T, contents map[string]model.BulletinContent) *url.URL {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, found := contents[r.URL.Path]
		if !found {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		var page bytes.Buffer
		if err := document.Write(r.Context(), &page, document.HTML, content); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", document.HTML.ContentType())
		w.Header().Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"+document.StyleHash+"'")
		_, _ = w.Write(page.Bytes())
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// tooWide names what does not stay where it belongs: the page beside the screen, a text of a chart beside the chart, a
// label over its number.
const tooWide = `(() => {
	const faults = [], width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth > width) faults.push("the page is " + document.documentElement.scrollWidth + " wide");
	for (const svg of document.querySelectorAll("svg")) {
		const frame = svg.closest(".chart").getBoundingClientRect();
		for (const text of svg.querySelectorAll("text")) {
			const box = text.getBoundingClientRect();
			if (box.width > 0 && (box.left < frame.left || box.right > frame.right)) faults.push("beside its chart: " + text.textContent);
		}
		for (const bar of svg.querySelectorAll("g:has(.track)")) {
			const [label, value] = bar.querySelectorAll("text");
			if (label.getBoundingClientRect().right > value.getBoundingClientRect().left) faults.push("over its number: " + label.textContent);
		}
		const values = [...svg.querySelectorAll("g:not(:has(.track)) > .value")].map(v => v.getBoundingClientRect()).filter(b => b.width > 0);
		values.forEach((box, i) => { if (i > 0 && values[i - 1].right > box.left) faults.push("values of rounds overlap"); });
	}
	return faults;
})()`

const violations = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + ": " + v.help + ": " +
	v.nodes.slice(0, 3).map(n => n.html + " " + n.failureSummary).join(" | ")))`

// axe is the checker of accessibility. It comes with the npm tools of the tests.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("../npm/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatal("axe-core is missing, make lint installs it: ", err)
	}
	return string(script) + ";true"
}

func TestBulletinPage(t *testing.T) {
	ctx := open(t)
	empty := model.BulletinContent{}
	home := servePages(t, map[string]model.BulletinContent{"/round": round2022(t), "/hard": hard(t), "/empty": empty})
	seen, checker := observe(ctx, t), axe(t)
	for _, screen := range []struct {
		page, scheme string
		width        int64
	}{
		{"round", "light", 1280},
		{"round", "dark", 360},
		{"hard", "dark", 1280},
		{"hard", "light", 700},
		{"hard", "light", 360},
		{"empty", "light", 360},
	} {
		name := fmt.Sprintf("bulletin-%s-%s-%d", screen.page, screen.scheme, screen.width)
		look(ctx, t, home.JoinPath(screen.page).String(), screen.width, screen.scheme)
		screenshot(ctx, t, name+".png")
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](checker)); err != nil {
			t.Fatal("load axe:", err)
		}
		for _, script := range []string{tooWide, violations} {
			faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](script, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, f := range faults {
				t.Errorf("%s: %s", name, f)
			}
		}
	}
	for _, f := range seen.faults(home) {
		t.Error(f)
	}
}

// look opens a page on a screen.
func look(ctx context.Context, t *testing.T, address string, width int64, scheme string) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if err != nil {
		t.Fatal(err)
	}
	err = chromedp.Do(ctx, chromedp.EmulateViewport(width, 1100), chromedp.Navigate(address), chromedp.WaitVisible(chromedp.CSS("h1")))
	if err != nil {
		t.Fatal("open the page:", err)
	}
}

// The control: what is wrong with a page is found.
func TestFaultsOfPagesAreFound(t *testing.T) {
	ctx := open(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><link rel=icon href="data:,"><h1>1</h1><h3>3</h3><p style="color:#bbb">pale</p>
			<div style="width:2000px">wide</div><div class=chart style="width:300px"><svg width="100%" height="40"><g>
			<text x="0" y="14">a label that is long</text><text x="40" y="14">12</text><rect class=track width=9 height=9 /></g></svg></div>`))
	}))
	t.Cleanup(server.Close)
	look(ctx, t, server.URL, 360, "light")
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](axe(t))); err != nil {
		t.Fatal(err)
	}
	for script, wants := range map[string][]string{
		tooWide:    {"the page is", "over its number"},
		violations: {"html-has-lang", "color-contrast", "heading-order"},
	} {
		faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](script, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(strings.Join(faults, "\n"), want) {
				t.Errorf("%s is not found in %q", want, faults)
			}
		}
	}
}
