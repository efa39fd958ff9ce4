package model

import (
	"regexp"
	"strings"
)

// RegionCode is a GB/T 2260 code: "42" a province, "422800" a prefecture, "422801" a county, and "00" the whole country. The
// prefecture's own code stands both for the whole prefecture, as the area of a campaign, and for the units directly under it
// (州直); so does that of the country for the ministries.
type RegionCode string

// Level is where a region stands in the hierarchy.
type Level string

// The levels of regions.
const (
	LevelNation     Level = "nation"
	LevelProvince   Level = "province"
	LevelPrefecture Level = "prefecture"
	LevelCounty     Level = "county"
)

// RegionNation is the whole country. A province does not need it as its parent.
const RegionNation RegionCode = "00"

var regionPattern = regexp.MustCompile(`^(00|[1-9][0-9]|[1-9][0-9]{5})$`)

// Canonical folds the other spellings in use, 420000 for 42, 4228 for 422800 and 000000 for 00, into the code that is stored.
func (c RegionCode) Canonical() RegionCode {
	if len(c) == 4 {
		c += "00"
	}
	if len(c) == 6 && strings.HasSuffix(string(c), "0000") {
		c = c[:2]
	}
	return c
}

// Valid reports whether c has the form of a stored code.
func (c RegionCode) Valid() bool {
	return regionPattern.MatchString(string(c)) && c.Canonical() == c
}

// Level follows from the form of the code.
func (c RegionCode) Level() Level {
	switch {
	case c == RegionNation:
		return LevelNation
	case len(c) == 2:
		return LevelProvince
	case strings.HasSuffix(string(c), "00"):
		return LevelPrefecture
	}
	return LevelCounty
}

// Area is everything under the region, as a scope: 4228 for the prefecture 422800.
func (c RegionCode) Area() Scope {
	if c == RegionNation {
		return ScopeAll
	}
	return Scope(strings.TrimSuffix(string(c), "00"))
}

// Parent is the region directly above, and false for a province and the country.
func (c RegionCode) Parent() (RegionCode, bool) {
	switch c.Level() {
	case LevelCounty:
		return c[:4] + "00", true
	case LevelPrefecture:
		return c[:2], true
	case LevelProvince, LevelNation:
	}
	return "", false
}

// Child is the region directly below parent in which c lies: the county of a prefecture, the prefecture of a province, the
// province of the country, or parent itself for the units directly under it.
func (c RegionCode) Child(parent RegionCode) RegionCode {
	switch level := parent.Level(); {
	case c == parent:
		return c
	case level == LevelNation:
		return c.At(LevelProvince)
	case level == LevelProvince:
		return c.At(LevelPrefecture)
	}
	return c
}

// Scope is the part of the country a caller sees: a code prefix ("42", "4228", "422801"), or ScopeAll. The empty scope
// covers nothing, so that a forgotten one shows nothing.
type Scope string

// ScopeAll is the scope of a caller who sees every region.
const ScopeAll Scope = "all"

var scopePattern = regexp.MustCompile(`^(all|[1-9][0-9]|[1-9][0-9]{3}|[1-9][0-9]{5})$`)

// Valid reports whether s has the form of a scope.
func (s Scope) Valid() bool {
	return scopePattern.MatchString(string(s)) && !strings.HasSuffix(string(s), "0000")
}

// Region is the region that a scope is the area of, empty for every region.
func (s Scope) Region() RegionCode {
	if s == ScopeAll {
		return ""
	}
	return RegionCode(s).Canonical()
}

// Covers reports whether a thing of the region is seen.
func (s Scope) Covers(region RegionCode) bool {
	return s == ScopeAll || (s != "" && strings.HasPrefix(string(region), string(s)))
}

// Overlaps reports whether a round over area concerns this scope: it lies inside, or the scope lies inside it.
func (s Scope) Overlaps(area Scope) bool {
	if s == "" || area == "" {
		return false
	}
	return s == ScopeAll || area == ScopeAll || strings.HasPrefix(string(area), string(s)) || strings.HasPrefix(string(s), string(area))
}

// Narrow is the part of s that lies under the prefix, and false when there is none. An empty prefix keeps s.
func (s Scope) Narrow(prefix Scope) (Scope, bool) {
	switch {
	case s == "":
		return "", false
	case prefix == "" || prefix == ScopeAll:
		return s, true
	case s == ScopeAll || strings.HasPrefix(string(prefix), string(s)):
		return prefix, true
	case strings.HasPrefix(string(s), string(prefix)):
		return s, true
	}
	return "", false
}

// Region is a row of the tree of regions.
type Region struct {
	ID          uint64
	Code        RegionCode
	Name        string // 恩施土家族苗族自治州
	ShortName   string // 恩施州
	DirectLabel string // 州直: how the units directly under it are called in tables; empty for a county
	Level       Level
	SortOrder   int // among its siblings; 0 means by code
	Version     uint64
	CreatedAt   Time
	UpdatedAt   Time
}

// RegionEdit is what a caller may set.
type RegionEdit struct {
	Code        RegionCode
	Name        string
	ShortName   string
	DirectLabel string
	SortOrder   int
}

// Normalize checks all fields at once.
func (e RegionEdit) Normalize() (RegionEdit, error) {
	var c checker
	e.Code = e.Code.Canonical()
	if !e.Code.Valid() {
		c.add("code", "not_a_region_code")
	}
	e.Name = c.required("name", e.Name, MaxName)
	e.ShortName = c.optional("short_name", e.ShortName, MaxName)
	if e.ShortName == "" {
		e.ShortName = e.Name
	}
	e.DirectLabel = c.optional("direct_label", e.DirectLabel, 20)
	if e.DirectLabel == "" && e.Code.Valid() {
		e.DirectLabel = map[Level]string{LevelNation: "国务院部门", LevelProvince: "省直", LevelPrefecture: "市直"}[e.Code.Level()]
	}
	if e.SortOrder < 0 || e.SortOrder > 1_000_000 {
		c.add("sort_order", "out_of_range", 0, 1_000_000)
	}
	return e, c.err()
}

// Apply takes the edit into the row.
func (r *Region) Apply(e RegionEdit) {
	r.Code, r.Name, r.ShortName, r.DirectLabel, r.SortOrder = e.Code, e.Name, e.ShortName, e.DirectLabel, e.SortOrder
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (r Region) Edit() RegionEdit {
	return RegionEdit{r.Code, r.Name, r.ShortName, r.DirectLabel, r.SortOrder}
}

// DoubledSuffix finds the fault 恩施州土家族苗族自治州…, a short name running into the rest of the full one, and answers
// the name without it. Both seen in the annex of a real bulletin.
func (r Region) DoubledSuffix(name string) (string, bool) {
	stem := []rune(r.ShortName)
	if len(stem) < 2 || r.ShortName == r.Name {
		return "", false
	}
	rest, ok := strings.CutPrefix(r.Name, string(stem[:len(stem)-1]))
	if !ok || rest == "" || !strings.Contains(name, r.ShortName+rest) {
		return "", false
	}
	return strings.Replace(name, r.ShortName+rest, r.Name, 1), true
}

// RegionFilter selects regions; the zero value selects all.
type RegionFilter struct {
	Prefix Scope
	Level  Level
	Query  string
}

// Levels lists the levels.
var Levels = []Level{LevelNation, LevelProvince, LevelPrefecture, LevelCounty}
