package bulletin

import (
	"cmp"
	"slices"
	"strings"

	"xuncha/model"
)

// Compile makes the bulletin from the figures, in the words of a template and what was written by hand over them. Placeholders
// stand for figures in both, so a text by hand need not name a number.
func Compile(f Facts, t model.TemplateWords, w model.BulletinWords) (model.BulletinContent, error) {
	b := compiler{data: data(f, w.Named)}
	content := model.BulletinContent{
		Campaign: f.Campaign.Code, Number: w.Number,
		Issuer: b.line(t.Issuer), Title: b.line(cmp.Or(w.Title, t.Title)), Addressees: b.line(cmp.Or(w.Addressees, t.Addressees)),
		Preamble: b.passages(cmp.Or(w.Preamble, t.Preamble)), Closing: b.passages(cmp.Or(w.Closing, t.Closing)),
		Copies: b.line(cmp.Or(w.Copies, t.Copies)), Sections: []model.BulletinSection{}, Annexes: b.annexes(f, t),
		Attributes: attributes(f), Figures: figures(f),
	}
	for _, key := range model.BulletinSections {
		at := slices.IndexFunc(t.Sections, func(s model.TemplateSection) bool { return s.Key == key })
		if at < 0 {
			continue
		}
		b.section(&content, t.Sections[at], w.Sections[key])
	}
	return content, b.err
}

type compiler struct {
	data map[string]any
	err  error
}

func (b *compiler) fill(text string) string {
	out, err := fill(text, b.data)
	if err != nil && b.err == nil {
		b.err = err
	}
	return out
}

// line is a text that stands in one line, whatever the template has.
func (b *compiler) line(text string) string {
	return strings.Join(strings.FieldsFunc(b.fill(text), func(r rune) bool { return r == '\n' || r == '\r' }), "")
}

func (b *compiler) passages(text string) []model.BulletinPassage { return passages(b.fill(text)) }

// section adds a section, unless what it is about is not there. One that was written by hand is always printed.
func (b *compiler) section(content *model.BulletinContent, t model.TemplateSection, byHand string) {
	text, edited := t.Text, byHand != ""
	if edited {
		text = byHand
	} else if t.When != "" && b.fill("{{#"+t.When+"}}x{{/"+t.When+"}}") == "" {
		return
	}
	lines := b.passages(text)
	if len(lines) == 0 {
		return
	}
	content.Sections = append(content.Sections, model.BulletinSection{
		Key: t.Key, Heading: model.ChineseNumber(len(content.Sections)+1) + "、" + b.line(t.Heading), Passages: lines, Edited: edited,
	})
}

// annexes are numbered in the order in which they are printed: the sites, then the table of the accounts.
func (b *compiler) annexes(f Facts, t model.TemplateWords) []model.BulletinAnnex {
	out := []model.BulletinAnnex{}
	add := func(title string, p model.Printed, kinds []model.ColumnKind, total bool) {
		annex := model.BulletinAnnex{Number: len(out) + 1, Title: b.line(title), Rows: p.Rows, Total: total}
		for i, label := range p.Header {
			kind := model.ColumnCount // what a table of rates adds at its end are counts
			if i < len(kinds) {
				kind = kinds[i]
			}
			text, _ := label.(string)
			annex.Columns = append(annex.Columns, model.BulletinColumn{Label: text, Kind: kind})
		}
		out = append(out, annex)
	}
	if f.Campaign.Kinds.Has(model.SubjectSite) {
		add(t.SiteAnnex, model.PrintSites(f.Sites), []model.ColumnKind{
			model.ColumnOrdinal, model.ColumnCode, model.ColumnName, model.ColumnURL, model.ColumnWord, model.ColumnWord,
		}, false)
	}
	if f.Campaign.Kinds.Has(model.SubjectAccount) {
		add(t.AccountAnnex, f.Accounts.Print(), []model.ColumnKind{
			model.ColumnOrdinal, model.ColumnName, model.ColumnCount, model.ColumnCount, model.ColumnCount, model.ColumnRate,
		}, true)
	}
	return out
}

func attributes(f Facts) []model.BulletinProperty {
	out := []model.BulletinProperty{{Label: "监测时间点", Text: printedDate(f.Campaign.MonitoringDate)}}
	rule := f.Campaign.Rates()
	for _, s := range []struct {
		label string
		kind  model.Subject
		frame Frame
	}{{"政府网站", model.SubjectSite, f.SiteFrame}, {"政务新媒体", model.SubjectAccount, f.AccountFrame}} {
		if f.Campaign.Kinds.Has(s.kind) {
			out = append(out, model.BulletinProperty{Label: s.label + "抽查比例", Text: rule.Text(s.frame.Drawn, s.frame.Registered)})
		}
	}
	return out
}

// figures are what the charts show.
func figures(f Facts) model.BulletinFigures {
	table := f.Accounts
	if !f.Campaign.Kinds.Has(model.SubjectAccount) {
		table = f.ByRegion
	}
	out := model.BulletinFigures{Regions: []model.FigureRate{}, Trend: f.Trend, Indicators: []model.FigureCount{}}
	for _, r := range table.Rows {
		if r.Targets > 0 {
			out.Regions = append(out.Regions, model.FigureRate{
				Label: r.Label, Passed: r.Passed, Inspected: r.Inspected, Text: table.Rule.Text(r.Passed, r.Inspected),
			})
		}
	}
	for _, kind := range model.SubjectKinds {
		for _, p := range problems(f.Findings, kind) {
			out.Indicators = append(out.Indicators, model.FigureCount{Label: p.name, Count: p.count})
		}
	}
	slices.SortStableFunc(out.Indicators, func(a, b model.FigureCount) int { return cmp.Compare(b.Count, a.Count) })
	return out
}
