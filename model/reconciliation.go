package model

import "database/sql/driver"

// ReconciliationState is where the comparison of our list with one from above stands.
type ReconciliationState string

// The states of a reconciliation.
const (
	ReconciliationPulling ReconciliationState = "pulling" // the list is being fetched
	ReconciliationFailed  ReconciliationState = "failed"
	ReconciliationOpen    ReconciliationState = "open"
	ReconciliationSettled ReconciliationState = "settled"
)

// ReconciliationStates lists the states.
var ReconciliationStates = []ReconciliationState{
	ReconciliationPulling, ReconciliationFailed, ReconciliationOpen, ReconciliationSettled,
}

// ReconciliationVerb is a change of a reconciliation.
type ReconciliationVerb string

// VerbCompare looks at what is not settled once more.
const (
	VerbCompare ReconciliationVerb = "compare"
	VerbSettle  ReconciliationVerb = "settle"

	listCame      ReconciliationVerb = "the list is there"
	listCameNot   ReconciliationVerb = "the list cannot be had"
	nothingIsOpen ReconciliationVerb = "every row is settled"
	somethingIs   ReconciliationVerb = "a row differs again"
)

var reconciliationMachine = Machine[ReconciliationState, ReconciliationVerb]{
	Noun: "reconciliation", Start: ReconciliationOpen, Other: []ReconciliationState{ReconciliationPulling},
	Moves: []Move[ReconciliationState, ReconciliationVerb]{
		{VerbCompare, []ReconciliationState{ReconciliationOpen, ReconciliationSettled}, ReconciliationOpen},
		{VerbSettle, []ReconciliationState{ReconciliationOpen}, ReconciliationOpen},
	},
	Follows: []Move[ReconciliationState, ReconciliationVerb]{
		{listCame, []ReconciliationState{ReconciliationPulling}, ReconciliationOpen},
		{listCameNot, []ReconciliationState{ReconciliationPulling}, ReconciliationFailed},
		{nothingIsOpen, []ReconciliationState{ReconciliationOpen}, ReconciliationSettled},
		{somethingIs, []ReconciliationState{ReconciliationSettled}, ReconciliationOpen},
	},
}

// Actions lists the verbs that the state allows.
func (s ReconciliationState) Actions() []string { return reconciliationMachine.Verbs(s) }

// ReconciliationSource is where the list of a reconciliation comes from.
type ReconciliationSource string

// The sources.
const (
	SourceFile     ReconciliationSource = "file"
	SourceProvince ReconciliationSource = "province"
)

// ReconciliationCounts counts the rows of a reconciliation: by what was found, and how many still wait.
type ReconciliationCounts struct {
	OnlyHereCount  int
	OnlyThereCount int
	DiffersCount   int
	SameCount      int
	FaultyCount    int
	OpenCount      int
}

// Reconciliation is one comparison of our list with one of an upper register.
type Reconciliation struct {
	ID       uint64
	Kind     Subject
	Register UpperRegister
	Source   ReconciliationSource
	State    ReconciliationState
	FileName string
	FileHash string
	Scope    Scope // the area that was compared: nobody narrower sees it
	Fields   Set[string]
	ReconciliationCounts

	Notices   Notices
	Failure   string // why the list could not be had
	MadeBy    string
	UserID    uint64
	TokenID   uint64
	Version   uint64
	CreatedAt Time
	UpdatedAt Time
}

// Pull is the fetching of a list, beside the reconciliation that waits for it.
type Pull struct {
	ID               uint64
	ReconciliationID uint64
	Attempts         int
	NextTryAt        Time
	LeaseToken       string
	LeaseUntil       Time
	LastError        string
}

// Move changes the reconciliation by a verb of a caller.
func (r *Reconciliation) Move(verb ReconciliationVerb) error {
	to, err := reconciliationMachine.Next(r.State, verb)
	if err == nil {
		r.State = to
	}
	return err
}

// Count takes the rows as they stand, and what follows for the whole.
func (r *Reconciliation) Count(c ReconciliationCounts) {
	r.ReconciliationCounts = c
	verb := somethingIs
	if c.OpenCount == 0 {
		verb = nothingIsOpen
	}
	if to, follows := reconciliationMachine.Follow(r.State, verb); follows {
		r.State = to
	}
}

// Fetched says whether the list has come.
func (r *Reconciliation) Fetched(came bool) bool {
	verb := listCameNot
	if came {
		verb = listCame
	}
	to, follows := reconciliationMachine.Follow(r.State, verb)
	if follows {
		r.State = to
	}
	return follows
}

// Comparison is what comparing one thing has shown.
type Comparison string

// What a comparison can show.
const (
	OnlyHere  Comparison = "only_here"
	OnlyThere Comparison = "only_there"
	Differs   Comparison = "differs"
	Same      Comparison = "same"
	Faulty    Comparison = "faulty" // a row of theirs that cannot be compared
)

// Comparisons lists what a comparison can show.
var Comparisons = []Comparison{OnlyHere, OnlyThere, Differs, Same, Faulty}

// Settlement is how a row of a reconciliation is settled.
type Settlement string

// The settlements.
const (
	TakeTheirs Settlement = "take-theirs"
	KeepOurs   Settlement = "keep-ours"
	OpenFiling Settlement = "open-filing"
)

// Settlements lists them.
var Settlements = []Settlement{TakeTheirs, KeepOurs, OpenFiling}

// SettledState is where a row of a reconciliation stands.
type SettledState string

// The states of a row.
const (
	RowAgreed  SettledState = "agreed" // both lists say the same
	RowOpen    SettledState = "open"
	RowSettled SettledState = "settled"
)

// SettledStates lists the states.
var SettledStates = []SettledState{RowAgreed, RowOpen, RowSettled}

const (
	rowDiffers Settlement = "compared again, it differs"
	rowAgrees  Settlement = "compared again, both say the same"
)

var reconciliationRowMachine = Machine[SettledState, Settlement]{
	Noun: "reconciliation row", Start: RowOpen, Other: []SettledState{RowAgreed},
	Moves: []Move[SettledState, Settlement]{
		{TakeTheirs, []SettledState{RowOpen}, RowSettled},
		{KeepOurs, []SettledState{RowOpen}, RowSettled},
		{OpenFiling, []SettledState{RowOpen}, RowSettled},
	},
	Follows: []Move[SettledState, Settlement]{
		{rowDiffers, []SettledState{RowAgreed}, RowOpen},
		{rowAgrees, []SettledState{RowOpen}, RowAgreed},
	},
}

// Difference is a field in which the two lists part.
type Difference struct {
	Field  string `json:"field"`
	Ours   string `json:"ours"`
	Theirs string `json:"theirs"`
}

// Differences is kept as JSON text.
type Differences []Difference

// Value writes JSON.
func (d Differences) Value() (driver.Value, error) {
	if d == nil {
		d = Differences{}
	}
	return jsonValue(d)
}

// Scan reads JSON.
func (d *Differences) Scan(src any) error { return jsonScan(src, d) }
