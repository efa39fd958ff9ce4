package document_test

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/service/document"
)

var (
	styleBlock = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	resource   = regexp.MustCompile(`(?i)<(script|link|img|iframe|object|embed|base|form)\b|\son\w+=|\sstyle=|\ssrc=|url\(|@import`)
	links      = regexp.MustCompile(`href="([^"]*)"`)
)

// A page needs nothing but its style, which its policy can name.
func TestHTMLStandsAlone(t *testing.T) {
	for name, c := range map[string]model.BulletinContent{"issued": issued(t), "hostile": hostile(t), "empty": {}} {
		page := string(render(t, document.HTML, c))
		blocks := styleBlock.FindAllStringSubmatch(page, -1)
		if len(blocks) != 1 {
			t.Fatalf("%s: %d blocks of style", name, len(blocks))
		}
		sum := sha256.Sum256([]byte(blocks[0][1]))
		if got := "sha256-" + base64.StdEncoding.EncodeToString(sum[:]); got != document.StyleHash {
			t.Errorf("%s: the style has the hash %s, not %s", name, got, document.StyleHash)
		}
		if found := resource.FindString(page); found != "" {
			t.Errorf("%s: %q is in the page", name, found)
		}
		for _, l := range links.FindAllStringSubmatch(page, -1) {
			if !strings.HasPrefix(l[1], "#") && !strings.HasPrefix(l[1], "http://") && !strings.HasPrefix(l[1], "https://") {
				t.Errorf("%s: a link to %s", name, l[1])
			}
			if anchor, inside := strings.CutPrefix(l[1], "#"); inside && strings.Count(page, ` id="`+anchor+`"`) != 1 {
				t.Errorf("%s: a link to %s, which is not there once", name, l[1])
			}
		}
	}
}

func TestHTMLShowsAll(t *testing.T) {
	page := string(render(t, document.HTML, issued(t)))
	for _, want := range []string{
		`<html lang="zh-CN">`, `<th scope="col" class="code">网站标识码</th>`, `<th scope="row" class="name">恩施市人民政府</th>`,
		`<th scope="row" colspan="2" class="word">合计</th>`, `<caption>恩施州2022年第三次政务新媒体检查情况表</caption>`,
		`<a href="https://es.gov.cn/" rel="noopener noreferrer">`, `<td class="url">http://tyjrswj.enshi.gov.c n</td>`,
		`<time datetime="2022-10-11">2022年10月11日</time>`, "抄送：州政府办公室、恩施日报社",
		`<desc id="regions-desc">恩施市 48/48，100%；`, "2021年第四次 249/254，98.03%；", "动态信息类、政策文件等栏目未按时更新 5；",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in the page", want)
		}
	}
	if got := strings.Count(page, `<svg role="img"`); got != 3 {
		t.Errorf("%d charts, want 3", got)
	}
	if strings.Contains(string(render(t, document.HTML, model.BulletinContent{})), "<svg") {
		t.Error("a bulletin without figures has a chart")
	}
}

// One chart may be there without the others, and one round is a point.
func TestHTMLCharts(t *testing.T) {
	c := model.BulletinContent{Figures: model.BulletinFigures{Trend: []model.FigureRate{{Label: "2022年第三次", Passed: 1, Inspected: 2, Text: "50%"}}}}
	page := string(render(t, document.HTML, c))
	if strings.Count(page, "<circle") != 1 || strings.Contains(page, `class="trend"`) || strings.Count(page, "<svg") != 1 {
		t.Error("one round is not one point")
	}
	c.Figures.Regions = []model.FigureRate{
		{Label: "甲", Passed: 99_999, Inspected: 100_000, Text: "99.99%"},
		{Label: "乙", Passed: 0, Inspected: 5, Text: "0%"},
		{Label: "丙", Text: "—"},
	}
	page = string(render(t, document.HTML, c))
	if good, bad := strings.Count(page, `class="good"`), strings.Count(page, `class="bad"`); good != 1 || bad != 2 {
		t.Errorf("%d bars of what passed and %d of what failed", good, bad)
	}
}
