package bulletin

import (
	"cmp"
	"fmt"
	"strings"

	"xuncha/model"
)

// data is what the placeholders of a template stand for. Counts are whole numbers, so that a section of one is left out
// when it is 0; lists have `last` in their last item, so that a text can set its commas.
func data(f Facts, named bool) map[string]any {
	c := f.Campaign
	d := map[string]any{
		"year": c.Year, "round": c.Round, "round_label": c.RoundLabel, "monitoring_date": printedDate(c.MonitoringDate),
		"campaign": c.Title, "review": c.ReviewRequired, "pass_line": c.PassLine.String(),
		"region": map[string]any{
			"code": string(f.Region.Code), "name": f.Region.Name, "short": f.Region.ShortName, "whole": whole(f.Region),
			"our": strings.Replace(whole(f.Region), "全", "我", 1), "direct": f.Region.DirectLabel,
			"below": below(f.Region),
		},
		"sites":       f.sites(named),
		"accounts":    f.accounts(named),
		"superior":    superiorData(f),
		"superior_of": superiorOf(f),
		"measures":    list(f.Measures, func(m model.FigureCount) map[string]any { return map[string]any{"label": m.Label, "count": m.Count} }),
		"next": list(f.Next, func(p model.TemplatePassage) map[string]any {
			return map[string]any{"title": strings.TrimRight(p.Title, "。 "), "text": p.Text}
		}),
	}
	site, account := problems(f.Findings, model.SubjectSite), problems(f.Findings, model.SubjectAccount)
	d["problems"] = int64(len(site) + len(account))
	return d
}

func (f Facts) sites(named bool) map[string]any {
	d := f.subject(f.ByRegion, f.SiteFrame, model.SubjectSite, named)
	portals := int64(0)
	for _, s := range f.Sites {
		if s.TargetIsPortal {
			portals++
		}
	}
	d["portals"] = portals
	return d
}

func (f Facts) accounts(named bool) map[string]any {
	d := f.subject(f.Accounts, f.AccountFrame, model.SubjectAccount, named)
	for _, bucket := range []model.Platform{model.PlatformWechat, model.PlatformWeibo, model.PlatformOther} {
		d[string(bucket)] = int64(0)
	}
	for _, row := range f.Platform.Rows {
		d[row.Key] = row.Targets
	}
	return d
}

// subject is what is told of the sites, and likewise of the accounts.
func (f Facts) subject(t model.PassRates, frame Frame, kind model.Subject, named bool) map[string]any {
	failed, found := f.failed(kind), int64(0)
	for _, p := range problems(f.Findings, kind) {
		found += p.count
	}
	return map[string]any{
		"found":   found,
		"present": f.Campaign.Kinds.Has(kind), "targets": t.Total.Targets, "inspected": t.Total.Inspected,
		"passed": t.Total.Passed, "failed": t.Total.Failed, "pending": t.Total.Pending, "waived": t.Total.Waived,
		"rate":       t.Rule.Text(t.Total.Passed, t.Total.Inspected),
		"registered": frame.Registered, "full": frame.Drawn == frame.Registered,
		"coverage": t.Rule.Text(frame.Drawn, frame.Registered), "failed_names": strings.Join(failed, "、"),
		"regions": list(t.Rows, func(r model.PassRateRow) map[string]any {
			return map[string]any{
				"label": r.Label, "targets": r.Targets, "inspected": r.Inspected, "passed": r.Passed, "failed": r.Failed,
				"rate": t.Rule.Text(r.Passed, r.Inspected),
			}
		}),
		"problems": list(problems(f.Findings, kind), func(p problem) map[string]any {
			return map[string]any{
				"name": p.name, "count": p.count, "targets": int64(len(p.targets)), "named": named,
				"names": strings.Join(p.targets, "、"),
			}
		}),
	}
}

// failed are the names of the targets that failed.
func (f Facts) failed(kind model.Subject) []string {
	var names []string
	for _, i := range f.Failed {
		if i.Kind == kind {
			names = append(names, targetName(i.Kind, i.TargetName, i.TargetPlatform))
		}
	}
	return names
}

// targetName names a target as a bulletin does: 某某网站, “某某”微信.
func targetName(kind model.Subject, name string, platform model.Platform) string {
	if kind == model.SubjectAccount {
		return "“" + name + "”" + platform.Label()
	}
	return strings.TrimSuffix(name, "网站") + "网站"
}

func superiorData(f Facts) []map[string]any {
	return list(f.Superior, func(s Superior) map[string]any {
		done := int64(0)
		for _, finding := range s.Findings {
			if finding.State == model.FindingAccepted || finding.State == model.FindingExempted {
				done++
			}
		}
		total := int64(len(s.Findings))
		return map[string]any{
			"year": s.Campaign.Year, "round_label": s.Campaign.RoundLabel, "whole": issuedBy(s.Campaign, f.Region),
			"findings": total, "done": done, "open": total - done, "all_done": total > 0 && done == total,
			"items": list(s.Findings, func(r SuperiorFinding) map[string]any {
				return map[string]any{
					"target": targetName(r.Kind, r.TargetName, r.TargetPlatform), "description": cmp.Or(r.Description, r.IndicatorName),
					"state": r.State.Label(),
				}
			}),
		}
	})
}

// superiorOf names the superiors' rounds: 全省2022年第二次.
func superiorOf(f Facts) string {
	names := make([]string, len(f.Superior))
	for i, s := range f.Superior {
		names[i] = fmt.Sprintf("%s%d年%s", issuedBy(s.Campaign, f.Region), s.Campaign.Year, s.Campaign.RoundLabel)
	}
	return strings.Join(names, "、")
}

func list[T any](items []T, item func(T) map[string]any) []map[string]any {
	out := make([]map[string]any, len(items))
	for i, v := range items {
		out[i] = item(v)
		out[i]["last"], out[i]["number"] = i == len(items)-1, i+1
	}
	return out
}

// sample has one of everything, so that the names that mean something are those of data and no others.
var sample = data(Facts{
	Campaign: model.Campaign{Kinds: model.Set[model.Subject]{model.SubjectSite, model.SubjectAccount}},
	Region:   model.Region{Name: "某某市"},
	Sites:    []model.Inspection{{}},
	Accounts: model.PassRates{Rows: []model.PassRateRow{{}}},
	ByRegion: model.PassRates{Rows: []model.PassRateRow{{}}},
	Superior: []Superior{{Findings: []SuperiorFinding{{}}}},
	Findings: []model.Rectification{{Kind: model.SubjectSite, Indicator: "S1"}, {Kind: model.SubjectAccount, Indicator: "M1"}},
	Measures: []model.FigureCount{{}},
	Next:     []model.TemplatePassage{{}},
}, true)
