package model

import (
	"fmt"
	"slices"
)

// CampaignState is where a round stands.
type CampaignState string

// The states of a campaign.
const (
	CampaignDraft     CampaignState = "draft"
	CampaignOpen      CampaignState = "open"
	CampaignClosed    CampaignState = "closed"
	CampaignPublished CampaignState = "published"
)

// CampaignStates lists the states.
var CampaignStates = []CampaignState{CampaignDraft, CampaignOpen, CampaignClosed, CampaignPublished}

// CampaignVerb is a change of a campaign's state.
type CampaignVerb string

// The verbs of a campaign.
const (
	CampaignVerbOpen    CampaignVerb = "open"
	CampaignVerbClose   CampaignVerb = "close"
	CampaignVerbPublish CampaignVerb = "publish"
	CampaignVerbReopen  CampaignVerb = "reopen" // a correction, with a reason
)

var campaignMachine = Machine[CampaignState, CampaignVerb]{
	Noun: "campaign", Start: CampaignDraft,
	Moves: []Move[CampaignState, CampaignVerb]{
		{CampaignVerbOpen, []CampaignState{CampaignDraft}, CampaignOpen},
		{CampaignVerbClose, []CampaignState{CampaignOpen}, CampaignClosed},
		{CampaignVerbPublish, []CampaignState{CampaignClosed}, CampaignPublished},
		{CampaignVerbReopen, []CampaignState{CampaignClosed, CampaignPublished}, CampaignOpen},
	},
}

// Actions lists the verbs that the state allows.
func (s CampaignState) Actions() []string { return campaignMachine.Verbs(s) }

// Issuer is the level that called the round.
type Issuer string

// The levels of issuers.
const (
	IssuerNation     Issuer = "nation"
	IssuerProvince   Issuer = "province"
	IssuerPrefecture Issuer = "prefecture"
	IssuerCounty     Issuer = "county"
)

// Issuers lists the levels.
var Issuers = []Issuer{IssuerNation, IssuerProvince, IssuerPrefecture, IssuerCounty}

// Above lists the levels above one.
func (i Issuer) Above() []Issuer { return Issuers[:max(0, slices.Index(Issuers, i))] }

// Campaign is one round of inspection with one monitoring date from which every window counts back.
type Campaign struct {
	ID             uint64
	Code           string // 422800-2022-3: region, year, round; then the issuer's region where it stands above
	Title          string
	Year           int
	Round          int
	RoundLabel     string // 第三次 or 第三季度: both are in use for the same thing
	IssuerLevel    Issuer
	RegionCode     RegionCode
	MonitoringDate Date
	CatalogueID    uint64
	Kinds          Set[Subject]
	ScoredKinds    Set[ScoredKind]
	PassLine       Points
	ReviewRequired bool
	RateDecimals   int
	RateRounding   Rounding
	State          CampaignState
	OpenedAt       Time
	ClosedAt       Time
	PublishedAt    Time
	FigureChanges  uint64 // how often its tallies have changed: what was counted at the same number is the same
	Version        uint64
	CreatedAt      Time
	UpdatedAt      Time
}

// CampaignEdit is what a caller may set. Code may be left empty: it follows from region, year, round and issuer. A zero
// Catalogue takes the one in force at the monitoring date.
type CampaignEdit struct {
	Code           string
	Title          string
	Year           int
	Round          int
	RoundLabel     string
	IssuerLevel    Issuer
	RegionCode     RegionCode
	MonitoringDate Date
	Catalogue      uint64
	Kinds          Set[Subject]
	ScoredKinds    Set[ScoredKind]
	PassLine       Points
	ReviewRequired bool
	RateDecimals   int
	RateRounding   Rounding
}

// NewCampaignEdit has the defaults, over which a request is decoded.
func NewCampaignEdit() CampaignEdit {
	return CampaignEdit{
		Kinds:        Set[Subject]{SubjectSite, SubjectAccount},
		ScoredKinds:  Set[ScoredKind]{ScoredPortal},
		PassLine:     60 * PointsScale,
		RateDecimals: 1,
		RateRounding: RoundHalfUp,
	}
}

// Normalize checks all fields at once.
func (e CampaignEdit) Normalize() (CampaignEdit, error) {
	var c checker
	e.RegionCode = e.RegionCode.Canonical()
	if !e.RegionCode.Valid() {
		c.add("region_code", "not_a_region_code")
	}
	if e.Year < 2000 || e.Year > 2199 {
		c.add("year", "out_of_range", 2000, 2199)
	}
	if e.Round < 1 || e.Round > 99 {
		c.add("round", "out_of_range", 1, 99)
	}
	e.Title = c.required("title", e.Title, MaxName)
	e.RoundLabel = c.optional("round_label", e.RoundLabel, 20)
	if e.RoundLabel == "" {
		e.RoundLabel = fmt.Sprintf("第%s次", ChineseNumber(e.Round))
	}
	if e.RegionCode.Valid() { // without a region there is no level to go by, and that fault is told already
		if e.IssuerLevel == "" {
			e.IssuerLevel = Issuer(e.RegionCode.Level())
		}
		oneOf(&c, "issuer_level", e.IssuerLevel, issuersOf(e.RegionCode))
	}
	e.checkCode(&c)
	if e.MonitoringDate == "" {
		c.add("monitoring_date", "required")
	}
	c.date("monitoring_date", e.MonitoringDate)
	e.Kinds = distinctOf(&c, "kinds", e.Kinds, SubjectKinds)
	if len(e.Kinds) == 0 {
		c.add("kinds", "required")
	}
	e.ScoredKinds = distinctOf(&c, "scored_kinds", e.ScoredKinds, ScoredKindValues)
	if e.PassLine < 0 || e.PassLine > 100*PointsScale {
		c.add("pass_line", "out_of_range", 0, 100)
	}
	if e.RateDecimals < 0 || e.RateDecimals > 2 {
		c.add("rate_decimals", "out_of_range", 0, 2)
	}
	oneOf(&c, "rate_rounding", e.RateRounding, Roundings)
	return e, c.err()
}

// checkCode fills in the code, which follows from the other fields once they are good.
func (e *CampaignEdit) checkCode(c *checker) {
	if len(c.fields) > 0 {
		return
	}
	code := fmt.Sprintf("%s-%d-%d%s", e.RegionCode, e.Year, e.Round, e.IssuerLevel.above(e.RegionCode))
	if e.Code == "" {
		e.Code = code
	}
	if e.Code != code {
		c.suggest("code", "not_the_campaign_code", code, code)
	}
}

// issuersOf lists who can call a round over a region: its own level and those above.
func issuersOf(region RegionCode) []Issuer {
	return Issuers[:slices.Index(Issuers, Issuer(region.Level()))+1]
}

// above ends the code of a round that was called from above its region, with the region of who called it, 00 for the
// state: the second round of a province and that of its prefecture are two.
func (i Issuer) above(region RegionCode) string {
	own := Issuer(region.Level())
	if i == own {
		return ""
	}
	for code, ok := region.Parent(); ok; code, ok = code.Parent() {
		if Issuer(code.Level()) == i {
			return "-" + string(code)
		}
	}
	return "-00"
}

func distinctOf[T ~string](c *checker, field string, values Set[T], allowed []T) Set[T] {
	out := Set[T]{}
	for _, a := range allowed {
		if slices.Contains(values, a) {
			out = append(out, a)
		}
	}
	for i, v := range values {
		if !slices.Contains(allowed, v) {
			oneOf(c, fmt.Sprintf("%s[%d]", field, i), v, allowed)
		}
	}
	return out
}

// ChineseNumber writes 1 to 99 as in 第三次.
func ChineseNumber(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	if n < 1 || n > 99 {
		return ""
	}
	tens, units := n/10, n%10
	switch tens {
	case 0:
		return digits[units]
	case 1:
		return "十" + digits[units]
	}
	return digits[tens] + "十" + digits[units]
}

// Apply takes the edit into the row. After the draft the targets are drawn, so only what is printed may still change.
func (m *Campaign) Apply(e CampaignEdit) error {
	before := m.Edit()
	if m.ID != 0 {
		if err := m.editable(before, e); err != nil {
			return err
		}
	}
	if m.ID == 0 {
		m.Code = e.Code
	}
	m.Title, m.Year, m.Round, m.RoundLabel = e.Title, e.Year, e.Round, e.RoundLabel
	m.IssuerLevel, m.RegionCode, m.MonitoringDate, m.CatalogueID = e.IssuerLevel, e.RegionCode, e.MonitoringDate, e.Catalogue
	m.Kinds, m.ScoredKinds, m.PassLine, m.ReviewRequired = e.Kinds, e.ScoredKinds, e.PassLine, e.ReviewRequired
	m.RateDecimals, m.RateRounding = e.RateDecimals, e.RateRounding
	return nil
}

func (m *Campaign) editable(before, after CampaignEdit) error {
	var c checker
	fixed := func(field string, changed bool, code string) {
		if changed {
			c.add(field, code)
		}
	}
	fixed("region_code", before.RegionCode != after.RegionCode, "unchangeable")
	fixed("year", before.Year != after.Year, "unchangeable")
	fixed("round", before.Round != after.Round, "unchangeable")
	fixed("issuer_level", before.IssuerLevel != after.IssuerLevel, "unchangeable")
	if m.State != CampaignDraft {
		fixed("monitoring_date", before.MonitoringDate != after.MonitoringDate, "fixed_after_opening")
		fixed("catalogue", before.Catalogue != after.Catalogue, "fixed_after_opening")
		fixed("kinds", !slices.Equal(before.Kinds, after.Kinds), "fixed_after_opening")
		fixed("scored_kinds", !slices.Equal(before.ScoredKinds, after.ScoredKinds), "fixed_after_opening")
		fixed("pass_line", before.PassLine != after.PassLine, "fixed_after_opening")
		fixed("review_required", before.ReviewRequired != after.ReviewRequired, "fixed_after_opening")
	}
	if m.State == CampaignPublished && len(c.fields) == 0 {
		return NewError(KindConflict, "campaign_published")
	}
	return c.err()
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (m Campaign) Edit() CampaignEdit {
	return CampaignEdit{
		m.Code, m.Title, m.Year, m.Round, m.RoundLabel, m.IssuerLevel, m.RegionCode, m.MonitoringDate, m.CatalogueID,
		slices.Clone(m.Kinds), slices.Clone(m.ScoredKinds), m.PassLine, m.ReviewRequired, m.RateDecimals, m.RateRounding,
	}
}

// Label names the round as people do: 2022年第三次.
func (m Campaign) Label() string { return fmt.Sprintf("%d年%s", m.Year, m.RoundLabel) }

// Move changes the state by a verb; the rules that look at the targets stand in the service.
func (m *Campaign) Move(verb CampaignVerb, at Time) error {
	to, err := campaignMachine.Next(m.State, verb)
	if err != nil {
		return err
	}
	m.State = to
	switch verb {
	case CampaignVerbOpen:
		m.OpenedAt = at
	case CampaignVerbClose:
		m.ClosedAt = at
	case CampaignVerbPublish:
		m.PublishedAt = at
	case CampaignVerbReopen:
		m.ClosedAt, m.PublishedAt = Time{}, Time{}
	}
	return nil
}

// Scores reports whether a target of the round gets a score.
func (m Campaign) Scores(subject Subject, portal bool) bool {
	switch subject {
	case SubjectSite:
		return m.ScoredKinds.Has(ScoredSite) || (portal && m.ScoredKinds.Has(ScoredPortal))
	case SubjectAccount:
		return m.ScoredKinds.Has(ScoredAccount)
	}
	return false
}

// Rates is how the round prints its pass rates.
func (m Campaign) Rates() RateRule {
	return RateRule{Decimals: m.RateDecimals, Rounding: m.RateRounding}
}

// CampaignRegion is a region of a campaign's area with its printed labels, frozen when the campaign opened.
type CampaignRegion struct {
	CampaignID  uint64
	RegionCode  RegionCode
	Name        string
	DirectLabel string
	Position    int
}

// CampaignFilter selects campaigns; the zero value selects all.
type CampaignFilter struct {
	Region Scope
	Of     RegionCode // over this region itself
	Year   int
	State  CampaignState
	Query  string
}

// Label is the Chinese name of the state, as printed.
func (s CampaignState) Label() string {
	switch s {
	case CampaignDraft:
		return "草稿"
	case CampaignOpen:
		return "进行中"
	case CampaignClosed:
		return "已结束"
	case CampaignPublished:
		return "已发布"
	}
	return string(s)
}
