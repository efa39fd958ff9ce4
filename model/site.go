package model

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// State is the life of a site or an account.
type State string

// The states of a site or an account.
const (
	StateRunning State = "running"
	StateOffline State = "temporarily_offline"
	StateClosed  State = "closed"
)

// States lists the states.
var States = []State{StateRunning, StateOffline, StateClosed}

// Life is the part of a row that says whether the thing is in use. Sites and accounts share its rules.
type Life struct {
	State       State
	OpenedOn    Date
	ClosedOn    Date
	CloseReason string
}

// LifeVerb is a change of state.
type LifeVerb string

// The verbs of sites and accounts.
const (
	VerbSuspend LifeVerb = "suspend"
	VerbResume  LifeVerb = "resume"
	VerbClose   LifeVerb = "close"
	VerbReopen  LifeVerb = "reopen"
)

var lifeMachine = Machine[State, LifeVerb]{
	Noun: "site and account", Start: StateRunning,
	Moves: []Move[State, LifeVerb]{
		{VerbSuspend, []State{StateRunning}, StateOffline},
		{VerbResume, []State{StateOffline}, StateRunning},
		{VerbClose, []State{StateRunning, StateOffline}, StateClosed},
		{VerbReopen, []State{StateClosed}, StateRunning},
	},
}

// LifeActions lists the verbs that the state allows.
func (s State) LifeActions() []string { return lifeMachine.Verbs(s) }

// Move changes the state by a verb. on is the day of the change; the reason is kept for closing and in the audit entry.
func (l *Life) Move(verb LifeVerb, on Date, reason string) error {
	to, err := lifeMachine.Next(l.State, verb)
	if err != nil {
		return err
	}
	if on != "" && on < l.OpenedOn {
		return InvalidField("on", "before_opening", string(l.OpenedOn))
	}
	l.State = to
	switch verb {
	case VerbClose:
		l.ClosedOn, l.CloseReason = on, reason
	case VerbReopen:
		l.ClosedOn, l.CloseReason = "", ""
	case VerbSuspend, VerbResume:
	}
	return nil
}

// CheckDays refuses a life that ends before it began.
func (l Life) CheckDays() error {
	if l.ClosedOn != "" && l.OpenedOn > l.ClosedOn {
		return InvalidField("opened_on", "after_closing", string(l.ClosedOn))
	}
	return nil
}

// Reason is the body of a verb: why, and since which day (today when empty).
type Reason struct {
	Reason string
	On     Date
}

// Normalize checks all fields at once.
func (r Reason) Normalize() (Reason, error) {
	var c checker
	r.Reason = c.required("reason", r.Reason, MaxReason)
	c.date("on", r.On)
	return r, c.err()
}

// Day is the day a verb counts from: the one given, or today.
func (r Reason) Day(now Time) Date {
	if r.On != "" {
		return r.On
	}
	return NewDate(now.Time)
}

// Site is a government website of the register.
type Site struct {
	ID             uint64
	Code           string // 网站标识码, ten characters
	Name           string
	HomeURL        string
	IsPortal       bool
	OrganizationID uint64
	RegionCode     RegionCode // always that of its organization
	Life

	ICPNumber            string
	PublicSecurityNumber string
	SearchText           string
	Version              uint64
	CreatedAt            Time
	UpdatedAt            Time
}

// SiteEdit is what a caller may set. RegionCode may be left empty: it follows the organization.
type SiteEdit struct {
	Code                 string
	Name                 string
	HomeURL              string
	IsPortal             bool
	OrganizationID       uint64
	RegionCode           RegionCode
	OpenedOn             Date
	ICPNumber            string
	PublicSecurityNumber string
}

var siteCodePattern = regexp.MustCompile(`^(?:[1-9][0-9]{5}|bm[0-9]{4})[0-9]{4}$`)

// Normalize checks all fields at once.
func (e SiteEdit) Normalize() (SiteEdit, error) {
	var c checker
	e.Code = c.required("code", e.Code, 10)
	if e.Code != "" && !siteCodePattern.MatchString(e.Code) && !c.has("code") {
		c.suggestIf("code", "not_a_site_code", foldWidth(e.Code), siteCodePattern.MatchString)
	}
	e.Name = c.required("name", e.Name, MaxName)
	e.HomeURL = c.required("home_url", e.HomeURL, MaxURL)
	c.url("home_url", e.HomeURL)
	if e.OrganizationID == 0 {
		c.add("organization_id", "required")
	}
	e.RegionCode = c.optionalRegion("region_code", e.RegionCode)
	c.date("opened_on", e.OpenedOn)
	e.ICPNumber = c.optional("icp_number", e.ICPNumber, 64)
	e.PublicSecurityNumber = c.optional("public_security_number", e.PublicSecurityNumber, 64)
	return e, c.err()
}

// NewSite is a site that goes into use.
func NewSite(e SiteEdit, region RegionCode, at Time) Site {
	row := Site{Version: 1, CreatedAt: at, UpdatedAt: at, Life: Life{State: StateRunning}}
	e.RegionCode = region
	row.Apply(e)
	return row
}

// Owner is the organization the site belongs to, and its region.
func (s *Site) Owner() (uint64, RegionCode) { return s.OrganizationID, s.RegionCode }

// Apply takes the edit into the row and keeps the derived columns with it.
func (s *Site) Apply(e SiteEdit) {
	s.Code, s.Name, s.HomeURL, s.IsPortal = e.Code, e.Name, e.HomeURL, e.IsPortal
	s.OrganizationID, s.RegionCode, s.OpenedOn = e.OrganizationID, e.RegionCode, e.OpenedOn
	s.ICPNumber, s.PublicSecurityNumber = e.ICPNumber, e.PublicSecurityNumber
	s.SearchText = searchText(s.Name, s.Code, s.HomeURL)
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (s Site) Edit() SiteEdit {
	return SiteEdit{
		s.Code, s.Name, s.HomeURL, s.IsPortal, s.OrganizationID, s.RegionCode, s.OpenedOn,
		s.ICPNumber, s.PublicSecurityNumber,
	}
}

// SiteCodeRegion is the region that a site code names, and false for a ministry's code, which names none.
func SiteCodeRegion(code string) (RegionCode, bool) {
	if !siteCodePattern.MatchString(code) || strings.HasPrefix(code, "bm") {
		return "", false
	}
	return RegionCode(code[:6]).Canonical(), true
}

// SiteFilter selects sites; the zero value selects all.
type SiteFilter struct {
	Region         Scope
	State          State
	OrganizationID uint64
	Portal         string // "true", "false" or "" for both
	Query          string
	AsOf           Date // as the register stood on that day; none for now
}

func (c *checker) optionalRegion(field string, code RegionCode) RegionCode {
	code = code.Canonical()
	if code != "" && !code.Valid() {
		c.add(field, "not_a_region_code")
	}
	return code
}

// areaOf is the area of what may also be of the whole country.
func (c *checker) areaOf(field string, code RegionCode) OptionalRegion {
	if code = c.optionalRegion(field, code); code == RegionNation {
		return ""
	}
	return OptionalRegion(code)
}

func (c *checker) suggestIf(field, code, suggestion string, good func(string) bool) {
	if !good(suggestion) {
		suggestion = ""
	}
	c.suggest(field, code, suggestion)
}

// url checks an address of the web and suggests the obvious repair, which is applied only when the caller accepts it.
func (c *checker) url(field, value string) {
	if value == "" || c.has(field) {
		return
	}
	if code, repaired := URLFault(value); code != "" {
		c.suggestIf(field, code, repaired, validURL)
	}
}

// URLFault is what is wrong with an address of the web, empty when nothing is, and the obvious repair, which need not be
// good either.
func URLFault(value string) (code, repaired string) {
	if validURL(value) {
		return "", ""
	}
	code = "not_a_url"
	if strings.ContainsFunc(value, unicode.IsSpace) {
		code = "space_in_url"
	}
	repaired = foldWidth(value)
	if !strings.Contains(repaired, "://") {
		repaired = "http://" + repaired
	}
	return code, repaired
}

// foldWidth replaces full-width letters and digits and removes spaces.
func foldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

func validURL(s string) bool {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.Opaque != "" {
		return false
	}
	host := u.Hostname()
	return strings.Contains(host, ".") && !strings.HasPrefix(host, ".") && !strings.Contains(host, "..") &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r < 0x20 || strings.ContainsRune("\\\"<>`{}|^", r) }) &&
		!strings.ContainsFunc(host, func(r rune) bool { return foldWidth(string(r)) != string(r) })
}

// Label is the Chinese name of the state, as printed.
func (s State) Label() string {
	switch s {
	case StateRunning:
		return "运行"
	case StateOffline:
		return "临时下线"
	case StateClosed:
		return "关停"
	}
	return string(s)
}
