package model

// ReportKind is what the rows of a report to the system above are.
type ReportKind string

// The kinds of reports.
const (
	ReportResults  ReportKind = "results"  // of a campaign, target by target
	ReportSites    ReportKind = "sites"    // the register as it stands
	ReportAccounts ReportKind = "accounts" // as above
	ReportFilings  ReportKind = "filings"  // what has to be filed within five working days
)

// ReportKinds lists the kinds.
var ReportKinds = []ReportKind{ReportResults, ReportSites, ReportAccounts, ReportFilings}

// ReportWay is how a report gets to the system above.
type ReportWay string

// The ways.
const (
	WayHTTPS  ReportWay = "https"
	WayFolder ReportWay = "folder" // as files, put where the system above takes them
	WayHand   ReportWay = "hand"   // as files that somebody downloads and hands in
)

// ReportState is where a report stands.
type ReportState string

// The states of a report.
const (
	ReportDraft     ReportState = "draft"
	ReportReturned  ReportState = "returned"
	ReportConfirmed ReportState = "confirmed"
	ReportSending   ReportState = "sending"
	ReportSent      ReportState = "sent" // receipts are missing
	ReportDone      ReportState = "done"
	ReportCancelled ReportState = "cancelled"
)

// ReportStates lists the states.
var ReportStates = []ReportState{
	ReportDraft, ReportReturned, ReportConfirmed, ReportSending, ReportSent, ReportDone, ReportCancelled,
}

// ReportVerb is a change of a report.
type ReportVerb string

// The verbs of a report. Taken and answered follow from what the system above says.
const (
	VerbRefreshReport ReportVerb = "refresh"
	VerbConfirmReport ReportVerb = "confirm"
	VerbReturnReport  ReportVerb = "return"
	VerbSendReport    ReportVerb = "send"
	VerbCancelReport  ReportVerb = "cancel"

	reportTaken    ReportVerb = "every piece was taken"
	reportAnswered ReportVerb = "every row has its receipt"
)

// Something that was sent cannot be taken back, which the service asks before it cancels.
var reportMachine = Machine[ReportState, ReportVerb]{
	Noun: "report", Start: ReportDraft,
	Moves: []Move[ReportState, ReportVerb]{
		{VerbRefreshReport, []ReportState{ReportDraft, ReportReturned}, ReportDraft},
		{VerbConfirmReport, []ReportState{ReportDraft}, ReportConfirmed},
		{VerbReturnReport, []ReportState{ReportDraft, ReportConfirmed}, ReportReturned},
		{VerbSendReport, []ReportState{ReportConfirmed}, ReportSending},
		{VerbCancelReport, []ReportState{ReportDraft, ReportReturned, ReportConfirmed, ReportSending}, ReportCancelled},
	},
	Follows: []Move[ReportState, ReportVerb]{
		{reportTaken, []ReportState{ReportSending}, ReportSent},
		{reportAnswered, []ReportState{ReportSending, ReportSent}, ReportDone},
	},
}

// Actions lists the verbs that the state allows.
func (s ReportState) Actions() []string { return reportMachine.Verbs(s) }

// HandedOver reports whether what the report holds may leave the house.
func (s ReportState) HandedOver() bool {
	return s == ReportConfirmed || s == ReportSending || s == ReportSent || s == ReportDone
}

// ReportCounts counts the rows of a report.
type ReportCounts struct {
	RowCount      int
	ExcludedCount int // that lack something
	AcceptedCount int
	RefusedCount  int
}

// Ready is how many rows are sent.
func (c ReportCounts) Ready() int { return c.RowCount - c.ExcludedCount }

// Waiting is how many rows have no receipt.
func (c ReportCounts) Waiting() int { return c.Ready() - c.AcceptedCount - c.RefusedCount }

// Signatory is who has made, looked at or confirmed something, as it was called then.
type Signatory struct {
	Name    string
	UserID  uint64
	TokenID uint64
}

// Signatory is the actor as one.
func (a Actor) Signatory() Signatory { return Signatory{a.Name, a.UserID, a.TokenID} }

// Signed reports whether the actor is the one.
func (a Actor) Signed(s Signatory) bool { return a.Did(s.UserID, s.TokenID, s.Name) }

// Report is a batch of rows for the system above: they are taken when it is made, or looked at again, and stay as they are.
type Report struct {
	ID           uint64
	ReportKey    string // by which the system above knows its rows, another one with each look
	Kind         ReportKind
	CampaignCode string
	Register     UpperRegister // of filings
	Scope        Scope         // the area of its rows: nobody narrower sees it
	Way          ReportWay
	State        ReportState
	ReportCounts

	PieceCount     int
	TakenAt        Time // when its rows were
	MadeBy         string
	MadeUserID     uint64
	MadeTokenID    uint64
	TakenBy        string // who had the rows taken
	TakenUserID    uint64
	TakenTokenID   uint64
	ConfirmedBy    string
	ConfirmUserID  uint64
	ConfirmTokenID uint64
	ReturnReason   string
	Version        uint64
	CreatedAt      Time
	UpdatedAt      Time
}

// Made is who has made the report, and Taken who had its rows taken last.
func (r Report) Made() Signatory { return Signatory{r.MadeBy, r.MadeUserID, r.MadeTokenID} }

// Taken is who had the rows taken.
func (r Report) Taken() Signatory { return Signatory{r.TakenBy, r.TakenUserID, r.TakenTokenID} }

// Move changes the report by a verb.
func (r *Report) Move(verb ReportVerb, reason string, a Actor) error {
	to, err := reportMachine.Next(r.State, verb)
	if err != nil {
		return err
	}
	switch verb {
	case VerbConfirmReport:
		if a.Signed(r.Made()) || a.Signed(r.Taken()) {
			return NewError(KindForbidden, "confirmed_by_maker")
		}
		if r.Ready() == 0 {
			return NewError(KindConflict, "report_without_rows")
		}
		r.ConfirmedBy, r.ConfirmUserID, r.ConfirmTokenID = a.Name, a.UserID, a.TokenID
	case VerbReturnReport:
		r.ReturnReason = reason
		r.ConfirmedBy, r.ConfirmUserID, r.ConfirmTokenID = "", 0, 0
	case VerbRefreshReport, VerbSendReport, VerbCancelReport, reportTaken, reportAnswered:
	}
	r.State = to
	return nil
}

// Take takes the rows of a look into the report.
func (r *Report) Take(key string, c ReportCounts, pieces int, a Actor, at Time) {
	r.ReportKey, r.ReportCounts, r.PieceCount, r.TakenAt, r.ReturnReason = key, c, pieces, at, ""
	r.TakenBy, r.TakenUserID, r.TakenTokenID = a.Name, a.UserID, a.TokenID
}

// Follow is what the system above has made of the report: taken is whether every piece was.
func (r *Report) Follow(taken bool) {
	verb := reportTaken
	if r.Waiting() == 0 {
		verb, taken = reportAnswered, true
	}
	if to, follows := reportMachine.Follow(r.State, verb); taken && follows {
		r.State = to
	}
}

// MaxReportRows is how many rows one report has. A province has 9,500 accounts.
const MaxReportRows = 20_000

// NewReportEdit is what a caller says of a new report.
type NewReportEdit struct {
	Kind       ReportKind
	Campaign   string        // of results
	RegionCode RegionCode    // the caller's own when empty
	Register   UpperRegister // of filings, the provincial one when empty
}

// Normalize checks all fields at once.
func (e NewReportEdit) Normalize() (NewReportEdit, error) {
	var c checker
	oneOf(&c, "kind", e.Kind, ReportKinds)
	e.Campaign = c.optional("campaign", e.Campaign, 24)
	e.RegionCode = c.optionalRegion("region_code", e.RegionCode)
	switch {
	case e.Kind == ReportResults && e.Campaign == "":
		c.add("campaign", "required")
	case e.Kind != ReportResults && e.Campaign != "":
		c.add("campaign", "only_of_results")
	}
	switch {
	case e.Kind == ReportFilings && e.Register == "":
		e.Register = RegisterProvincial
	case e.Kind == ReportFilings:
		oneOf(&c, "register", e.Register, UpperRegisters)
	case e.Register != "":
		c.add("register", "only_of_filings")
	}
	return e, c.err()
}

// ReportFilter selects reports; the zero value selects all.
type ReportFilter struct {
	Kind     ReportKind
	State    ReportState
	Campaign string
}

// Label is the Chinese name of the kind, as printed.
func (k ReportKind) Label() string {
	switch k {
	case ReportResults:
		return "检查结果"
	case ReportSites:
		return "政府网站名录"
	case ReportAccounts:
		return "政务新媒体名录"
	case ReportFilings:
		return "备案事项"
	}
	return string(k)
}
