package model

// FilingCause is what has to be told to an upper register.
type FilingCause string

// The causes.
const (
	CauseOpen   FilingCause = "open"
	CauseChange FilingCause = "change"
	CauseClose  FilingCause = "close"
)

// FilingCauses lists the causes.
var FilingCauses = []FilingCause{CauseOpen, CauseChange, CauseClose}

// UpperRegister is a list of sites or accounts that is kept above us.
type UpperRegister string

// The registers: 全国政府网站信息报送系统 and 全国政务新媒体信息报送系统, and the platform of the province for accounts.
const (
	RegisterNational   UpperRegister = "national"
	RegisterProvincial UpperRegister = "provincial"
)

// UpperRegisters lists the registers.
var UpperRegisters = []UpperRegister{RegisterNational, RegisterProvincial}

// FilingState is what has become of a duty to file.
type FilingState string

// The states of a filing.
const (
	FilingOpen      FilingState = "open"
	FilingDone      FilingState = "done"
	FilingDismissed FilingState = "dismissed"
)

// FilingStates lists the states.
var FilingStates = []FilingState{FilingOpen, FilingDone, FilingDismissed}

// FilingVerb is a change of a filing's state.
type FilingVerb string

// The verbs of a filing.
const (
	VerbFiled         FilingVerb = "done"
	VerbDismissFiling FilingVerb = "dismiss"
)

var filingMachine = Machine[FilingState, FilingVerb]{
	Noun: "filing", Start: FilingOpen,
	Moves: []Move[FilingState, FilingVerb]{
		{VerbFiled, []FilingState{FilingOpen}, FilingDone},
		{VerbDismissFiling, []FilingState{FilingOpen}, FilingDismissed},
	},
}

// Actions lists the verbs that the state allows.
func (s FilingState) Actions() []string { return filingMachine.Verbs(s) }

// FilingDays are the working days within which an opening, a change or a closing is filed.
const FilingDays = 5

// Filing is the duty to tell an upper register of an opening, a change or a closing.
type Filing struct {
	ID             uint64
	Kind           Subject
	SiteID         OptionalID
	AccountID      OptionalID
	ThingName      string // when the duty began
	Cause          FilingCause
	Register       UpperRegister
	State          FilingState
	SinceOn        Date
	DueOn          Date // none when the working days of that time are not known
	FiledOn        Date
	Number         string
	Reason         string // why it was dismissed
	OrganizationID uint64
	RegionCode     RegionCode
	Version        uint64
	CreatedAt      Time
	UpdatedAt      Time
}

// Late reports whether the day has passed on which it had to be filed at the latest.
func (f Filing) Late(today Date) bool {
	return f.State == FilingOpen && f.DueOn != "" && f.DueOn < today
}

// FilingStatus is a filing as it stands today.
type FilingStatus struct {
	Filing

	Late bool
}

// FilingEdit says when a duty was done, and under which number.
type FilingEdit struct {
	On     Date
	Number string
}

// Normalize checks all fields at once.
func (e FilingEdit) Normalize() (FilingEdit, error) {
	var c checker
	c.date("on", e.On)
	e.Number = c.optional("number", e.Number, 64)
	return e, c.err()
}

// Done keeps that the duty was done.
func (f *Filing) Done(e FilingEdit, today Date) error {
	to, err := filingMachine.Next(f.State, VerbFiled)
	if err != nil {
		return err
	}
	if e.On == "" {
		e.On = today
	}
	if e.On > today {
		return InvalidField("on", "in_future", today)
	}
	f.State, f.FiledOn, f.Number = to, e.On, e.Number
	return nil
}

// Dismiss keeps that there was nothing to do.
func (f *Filing) Dismiss(reason string) error {
	to, err := filingMachine.Next(f.State, VerbDismissFiling)
	if err != nil {
		return err
	}
	f.State, f.Reason = to, reason
	return nil
}

// FilingFilter selects filings; the zero value selects all. Late is "true", "false" or "" for both, against Today.
type FilingFilter struct {
	Region         Scope
	OrganizationID uint64
	Kind           Subject
	Cause          FilingCause
	Register       UpperRegister
	State          FilingState
	Late           string
	Today          Date
}

// Label is the Chinese name of the cause, as printed.
func (c FilingCause) Label() string {
	switch c {
	case CauseOpen:
		return "开设"
	case CauseChange:
		return "变更"
	case CauseClose:
		return "关停"
	}
	return string(c)
}

// Label is the Chinese name of the register, as printed.
func (r UpperRegister) Label() string {
	switch r {
	case RegisterNational:
		return "全国"
	case RegisterProvincial:
		return "省级"
	}
	return string(r)
}

// Label is the Chinese name of the state, as printed.
func (s FilingState) Label() string {
	switch s {
	case FilingOpen:
		return "待备案"
	case FilingDone:
		return "已备案"
	case FilingDismissed:
		return "无需备案"
	}
	return string(s)
}

// Filed is what the upper registers know of a thing: their registers, the numbers that they gave, and the fields that they
// hold.
type Filed struct {
	Registers []UpperRegister
	Numbers   map[UpperRegister]string
	Fields    []Field
	State     State
	OpenedOn  Date
}

// Filed is what the national register knows of the site. Its code is the number which that register gave.
func (s Site) Filed() Filed {
	return Filed{
		[]UpperRegister{RegisterNational},
		map[UpperRegister]string{RegisterNational: s.Code},
		[]Field{{"code", s.Code}, {"name", s.Name}, {"home_url", s.HomeURL}, {"organization_id", idText(s.OrganizationID)}},
		s.State, s.OpenedOn,
	}
}

// Filed is what the two registers know of the account.
func (a Account) Filed() Filed {
	return Filed{
		UpperRegisters,
		map[UpperRegister]string{RegisterNational: a.NationalFilingNumber, RegisterProvincial: a.ProvincialFilingNumber},
		[]Field{
			{"platform", string(a.Platform)},
			{"name", a.Name},
			{"platform_account_id", a.PlatformAccountID},
			{"certified_subject", a.CertifiedSubject},
			{"organization_id", idText(a.OrganizationID)},
		},
		a.State, a.OpenedOn,
	}
}

// Duty is what a change of a thing makes one file, and false for nothing. before is nil for a thing that was entered. A
// field that becomes known is no change of the thing, and of a closed one nothing is filed.
func (f Filed) Duty(before *Filed) (FilingCause, bool) {
	switch {
	case before == nil:
		return CauseOpen, f.State != StateClosed
	case f.State == StateClosed:
		return CauseClose, before.State != StateClosed
	case before.State == StateClosed:
		return CauseOpen, true
	}
	for _, c := range Compare(before.Fields, f.Fields) {
		if c.Before != "" {
			return CauseChange, true
		}
	}
	return "", false
}

// Stood reports whether a thing that is entered stood in the register already: it was opened earlier, and has the number.
func (f Filed) Stood(r UpperRegister, today Date) bool {
	return f.OpenedOn != "" && f.OpenedOn < today && f.Numbers[r] != ""
}
