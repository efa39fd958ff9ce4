package model

import (
	"database/sql/driver"
	"fmt"
)

// GroupTotal is what the deductions of one group of the first level come to, as the document states it.
type GroupTotal struct {
	Name  string `json:"name"`
	Total Points `json:"total"`
}

// GroupTotals is kept as JSON text. It is empty when the document states none.
type GroupTotals []GroupTotal

// Value writes JSON.
func (g GroupTotals) Value() (driver.Value, error) {
	if len(g) == 0 {
		return "[]", nil
	}
	return jsonValue(g)
}

// Scan reads JSON, or NULL of a catalogue from before there were totals.
func (g *GroupTotals) Scan(src any) error {
	*g = nil
	err := jsonScan(src, g)
	if len(*g) == 0 {
		*g = nil
	}
	return err
}

// MaxGroups is the number of groups a catalogue may state totals of.
const MaxGroups = 30

func (g GroupTotals) normalize(c *checker) GroupTotals {
	if len(g) > MaxGroups {
		c.add("groups", "too_many_values", MaxGroups)
		return nil
	}
	var clean GroupTotals
	seen := map[string]bool{}
	for i, group := range g {
		field := fmt.Sprintf("groups[%d].", i)
		group.Name = c.required(field+"name", group.Name, 100)
		c.points(field+"total", group.Total, 0, MaxPoints)
		key := Key(group.Name)
		if seen[key] && key != "" {
			c.add(field+"name", "repeated")
		}
		seen[key] = true
		clean = append(clean, group)
	}
	return clean
}

// checkGroups compares the totals that are stated with what the indicators of each group come to, for each subject that the
// group is for. Who states totals states all of them.
func (e CatalogueEdit) checkGroups(c *checker) {
	if len(e.Groups) == 0 {
		return
	}
	sums := map[string]map[Subject]Points{}
	stated := map[string]bool{}
	for _, group := range e.Groups {
		stated[Key(group.Name)] = true
	}
	for i, ind := range e.Indicators {
		key := Key(ind.GroupName)
		if ind.Part != PartDeduction || key == "" {
			continue
		}
		if !stated[key] {
			c.add(fmt.Sprintf("indicators[%d].group", i), "group_without_total", ind.GroupName)
			stated[key] = true // told once
		}
		if sums[key] == nil {
			sums[key] = map[Subject]Points{}
		}
		for _, subject := range ind.AppliesTo {
			sums[key][subject] += ind.MaxPoints
		}
	}
	for i, group := range e.Groups {
		sum := sums[Key(group.Name)]
		if len(sum) == 0 && group.Name != "" {
			c.add(fmt.Sprintf("groups[%d].name", i), "group_without_indicators", group.Name)
		}
		for _, subject := range SubjectKinds {
			if got, used := sum[subject]; used && got != group.Total {
				c.add(fmt.Sprintf("groups[%d].total", i), "group_sum_differs", group.Name, got.String(), string(subject))
			}
		}
	}
}
