package model

// MaxWorkingDays is the longest time in working days that a due day can be given by: more than a year of them.
const MaxWorkingDays = 365

// DueEdit is a due day as a caller gives it: a day of the calendar, or working days after another day.
type DueEdit struct {
	DueOn       Date
	WorkingDays int
	From        Date // the day before the first working day; today when empty
}

// given reports whether the caller says anything.
func (e DueEdit) given() bool { return e.DueOn != "" || e.WorkingDays != 0 }

func (e DueEdit) check(c *checker) {
	c.date("due_on", e.DueOn)
	c.date("from", e.From)
	if e.WorkingDays < 0 || e.WorkingDays > MaxWorkingDays {
		c.add("working_days", "out_of_range", 1, MaxWorkingDays)
	}
	if e.DueOn != "" && e.WorkingDays != 0 {
		c.add("working_days", "day_or_days")
	}
	if e.From != "" && e.WorkingDays == 0 {
		c.add("from", "only_with_working_days")
	}
}

// Resolve is the due day after a calendar.
func (e DueEdit) Resolve(calendar WorkCalendar, today Date) (Date, error) {
	if e.WorkingDays == 0 {
		return e.DueOn, nil
	}
	from := e.From
	if from == "" {
		from = today
	}
	return calendar.After(from, e.WorkingDays)
}

// RectificationEdit is what a caller may set of a finding.
type RectificationEdit struct {
	DueEdit

	RecurrenceOf OptionalID // finding of an earlier campaign that has come back
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (r Rectification) Edit() RectificationEdit {
	return RectificationEdit{DueEdit: DueEdit{DueOn: r.DueOn}, RecurrenceOf: r.RecurrenceOf}
}

// Over is the edit over the row as it stands. Who gives working days need not take the day away that was set before.
func (e RectificationEdit) Over(r Rectification) (RectificationEdit, error) {
	if e.WorkingDays != 0 && e.DueOn == r.DueOn {
		e.DueOn = ""
	}
	var c checker
	e.check(&c)
	return e, c.err()
}

// Proof is what a unit hands in.
type Proof struct {
	Done          string   // what was done
	AttachmentIDs []uint64 // attachments that show it, at most MaxBound
}

// Normalize checks all fields at once.
func (p Proof) Normalize() (Proof, error) {
	var c checker
	p.Done = c.paragraphs("done", p.Done, MaxText)
	if p.Done == "" && !c.has("done") {
		c.add("done", "required")
	}
	return p, c.err()
}

// Extension moves a due day.
type Extension struct {
	DueEdit

	Reason   string
	Approver string // who approved it, when it was not the caller
}

// Normalize checks all fields at once.
func (e Extension) Normalize() (Extension, error) {
	var c checker
	if e.check(&c); !e.given() && len(c.fields) == 0 {
		c.add("due_on", "required")
	}
	e.Reason = c.required("reason", e.Reason, MaxReason)
	e.Approver = c.optional("approver", e.Approver, MaxName)
	return e, c.err()
}

// Exemption leaves a finding as it is until a day.
type Exemption struct {
	Until    Date
	Reason   string
	Approver string // who approved it, when it was not the caller
}

// Normalize checks all fields at once.
func (e Exemption) Normalize() (Exemption, error) {
	var c checker
	if e.Until == "" {
		c.add("until", "required")
	}
	c.date("until", e.Until)
	e.Reason = c.required("reason", e.Reason, MaxReason)
	e.Approver = c.optional("approver", e.Approver, MaxName)
	return e, c.err()
}

// DueNotice gives the open findings of a campaign their due day at once.
type DueNotice struct {
	DueEdit

	Parts     Set[Part] // veto and deduction when empty
	Overwrite bool      // also those that have a later due day; one is never made later by a notice
}

// Normalize checks all fields at once.
func (n DueNotice) Normalize() (DueNotice, error) {
	var c checker
	if n.check(&c); !n.given() && len(c.fields) == 0 {
		c.add("due_on", "required")
	}
	if n.Parts = distinctOf(&c, "parts", n.Parts, []Part{PartVeto, PartDeduction, PartObservation}); len(n.Parts) == 0 {
		n.Parts = Set[Part]{PartVeto, PartDeduction}
	}
	return n, c.err()
}

// DueWindow is where the due day of an open finding stands.
type DueWindow string

// The windows of a list.
const (
	DueOverdue       DueWindow = "overdue"
	DueToday         DueWindow = "today"
	DueInTwoDays     DueWindow = "in_2_days"
	DueWithinTwoDays DueWindow = "within_2_days" // today or within two days
	DueSoon          DueWindow = "soon"          // today or within the week
	DueNone          DueWindow = "none"
)

// DueWindows lists them.
var DueWindows = []DueWindow{DueOverdue, DueToday, DueInTwoDays, DueWithinTwoDays, DueSoon, DueNone}

// soonDays is how far DueSoon looks ahead.
const soonDays = 7

// Days is the first and the last due day of a window, both included; empty for no bound.
func (w DueWindow) Days(today Date) (from, to Date) {
	switch w {
	case DueOverdue:
		return "", today.Add(-1)
	case DueToday:
		return today, today
	case DueInTwoDays:
		return today.Add(2), today.Add(2)
	case DueWithinTwoDays:
		return today, today.Add(2)
	case DueSoon:
		return today, today.Add(soonDays)
	case DueNone:
	}
	return "", ""
}

// RectificationFilter selects findings; the zero value selects all.
type RectificationFilter struct {
	Campaign     string
	Campaigns    []string // any of them
	Region       Scope
	Organization uint64
	Inspection   uint64
	Kind         Subject
	State        FindingState
	Part         Part
	Indicator    string
	Due          DueWindow
	DueBefore    Date
	Recurring    string // "true", "false" or "" for both
	Query        string
	Today        Date // what the states and windows are counted from
}

// Tracked is a finding as it is followed, on a day.
type Tracked struct {
	Rectification

	Today    Date
	Standing bool // whether the result that has it stands, so that the finding can be worked on
}

// StateNow is the state on the day.
func (t Tracked) StateNow() FindingState { return t.StateOn(t.Today) }

// Late reports whether the finding is overdue on the day.
func (t Tracked) Late() bool { return t.Overdue(t.Today) }
