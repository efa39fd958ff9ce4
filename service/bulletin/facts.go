// Package bulletin makes the bulletin of a campaign: the words of a template filled with the figures, and the checks
// before it is issued. It reads and writes nothing; everything it knows comes in Facts.
package bulletin

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"xuncha/model"
)

// Facts are the figures of a campaign as a bulletin tells them.
type Facts struct {
	Campaign model.Campaign
	Region   model.Region
	Regions  []model.Region     // of the area, for what names run into
	Sites    []model.Inspection // of the campaign, by code
	Accounts model.PassRates    // by region: annex 2
	ByRegion model.PassRates    // of the sites
	Platform model.PassRates    // of the accounts

	SiteFrame, AccountFrame Frame // what could have been drawn

	Superior []Superior
	Findings []model.Rectification // of the campaign; those withdrawn are left out
	Measures []model.FigureCount
	Next     []model.TemplatePassage
	Lost     int // texts of the library that were chosen and are not there any more
	Trend    []model.FigureRate
	Failed   []model.Inspection // sites and accounts
	Odd      []Target           // targets that the checks have to say something about
}

// Frame says how much of the register was drawn.
type Frame struct{ Registered, Drawn int64 }

// Superior is a round called from above, with what it found in the area.
type Superior struct {
	Campaign model.Campaign
	Findings []SuperiorFinding
}

// SuperiorFinding is a finding of a superior with what is known of its rectification.
type SuperiorFinding struct {
	model.Rectification

	Proven bool // somebody has handed in what was done
}

// Target is a target of the campaign as the register has it today.
type Target struct {
	Inspection model.Inspection
	Missing    bool // from the register
	Closed     bool
	Unfounded  bool // it failed, and no finding says why
}

// whole is how people call all of an area: 全州, 全市, 全省.
func whole(r model.Region) string {
	runes := []rune(r.Name)
	if r.Code == model.RegionNation {
		return "全国"
	}
	if len(runes) == 0 {
		return ""
	}
	return "全" + string(runes[len(runes)-1])
}

// below is how people call the regions directly below one.
func below(r model.Region) string {
	switch r.Code.Level() {
	case model.LevelNation:
		return "省（区、市）"
	case model.LevelProvince:
		return "市州"
	case model.LevelPrefecture:
		return "县市"
	case model.LevelCounty:
		return "乡镇"
	}
	return ""
}

// issuedBy is how people call all of the area of who called a round.
func issuedBy(c model.Campaign, r model.Region) string {
	switch c.IssuerLevel {
	case model.IssuerNation:
		return "全国"
	case model.IssuerProvince:
		return "全省"
	case model.IssuerPrefecture:
		if c.RegionCode.Level() == model.LevelCounty {
			return "全市"
		}
	}
	return whole(r)
}

// printedDate writes 2022年9月30日.
func printedDate(d model.Date) string {
	var y, m, day int
	if _, err := fmt.Sscanf(string(d), "%d-%d-%d", &y, &m, &day); err != nil {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, day)
}

// problem is what was found under one indicator at one kind of thing.
type problem struct {
	key     string
	name    string
	veto    bool
	count   int64
	targets []string
}

// problems groups findings by indicator, the most frequent first, of equals the vetoes. Merits are no problems; observations have no indicator
// and are grouped by what they say.
func problems(findings []model.Rectification, kind model.Subject) []problem {
	var groups []problem
	place := map[string]int{}
	for _, f := range findings {
		if f.Kind != kind || f.Part == model.PartBonus || f.State == model.FindingWithdrawn {
			continue
		}
		key, name := f.Indicator, f.IndicatorName
		if f.Part == model.PartObservation && f.Indicator == "" {
			key, name = "observation: "+f.Description, strings.TrimRight(f.Description, "。；;. ")
		}
		at, ok := place[key]
		if !ok {
			at = len(groups)
			place[key] = at
			groups = append(groups, problem{key: key, name: name, veto: f.Part == model.PartVeto})
		}
		groups[at].count += int64(max(1, f.Occurrences))
		if !slices.Contains(groups[at].targets, f.TargetName) {
			groups[at].targets = append(groups[at].targets, f.TargetName)
		}
	}
	slices.SortStableFunc(groups, func(a, b problem) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(weight(b.veto), weight(a.veto)),
			cmp.Compare(len(b.targets), len(a.targets)), cmp.Compare(a.key, b.key))
	})
	return groups
}

func weight(veto bool) int {
	if veto {
		return 1
	}
	return 0
}
