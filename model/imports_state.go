package model

// ImportVerb is what somebody does with an import.
type ImportVerb string

// VerbApplyImport puts the good rows into the register. Rows that are mended later go in by applying again.
const VerbApplyImport ImportVerb = "apply"

var importMachine = Machine[ImportState, ImportVerb]{
	Noun: "import", Start: ImportPreviewed,
	Moves: []Move[ImportState, ImportVerb]{
		{VerbApplyImport, []ImportState{ImportPreviewed, ImportApplied}, ImportApplied},
	},
}

// Actions lists the verbs that the state allows.
func (s ImportState) Actions() []string { return importMachine.Verbs(s) }

// Apply says that the good rows are in the register.
func (i *Import) Apply() error {
	to, err := importMachine.Next(i.State, VerbApplyImport)
	if err != nil {
		return err
	}
	i.State = to
	return nil
}

// RowState is where a row of an import stands. It follows from the outcome, and from whether the row has been applied.
type RowState string

// The states of a row.
const (
	RowUnjudged    RowState = "unjudged" // never stored: every look at a file ends with a judgement
	RowReady       RowState = "ready"
	RowQuarantined RowState = "quarantined"
	RowApplied     RowState = "applied"
	RowDismissed   RowState = "dismissed"
)

// RowVerb is what somebody does with a row.
type RowVerb string

// The verbs of a row, and what follows from a look at its whole file.
const (
	VerbCorrectRow RowVerb = "correct"
	VerbDismissRow RowVerb = "dismiss"
	VerbApplyRow   RowVerb = "apply"

	rowLookedAt RowVerb = "the file is looked at again"
	rowIsGood   RowVerb = "it is good"
	rowIsBad    RowVerb = "conflict or rejected"
	rowIsThere  RowVerb = "the register says so already"
)

var importRowMachine = Machine[RowState, RowVerb]{
	Noun: "import row", Start: RowUnjudged,
	Moves: []Move[RowState, RowVerb]{
		{VerbCorrectRow, []RowState{RowReady, RowQuarantined, RowApplied, RowDismissed}, RowUnjudged},
		{VerbDismissRow, []RowState{RowReady, RowQuarantined, RowDismissed}, RowDismissed},
		{VerbApplyRow, []RowState{RowReady}, RowApplied},
	},
	Follows: []Move[RowState, RowVerb]{
		{rowLookedAt, []RowState{RowReady, RowQuarantined}, RowUnjudged},
		{rowIsGood, []RowState{RowUnjudged}, RowReady},
		{rowIsBad, []RowState{RowUnjudged}, RowQuarantined},
		{rowIsThere, []RowState{RowUnjudged}, RowApplied},
	},
}

// State is where the row stands.
func (r ImportRow) State() RowState {
	switch {
	case r.Outcome == OutcomeDismissed:
		return RowDismissed
	case r.Applied:
		return RowApplied
	case r.Outcome == "":
		return RowUnjudged
	case r.Outcome.Quarantined():
		return RowQuarantined
	}
	return RowReady
}

// Correct takes other cells into the row, which has to be judged then.
func (r *ImportRow) Correct(cells Values) error {
	if _, err := importRowMachine.Next(r.State(), VerbCorrectRow); err != nil {
		return err
	}
	r.Cells, r.Applied, r.DismissReason, r.Outcome = cells, false, "", ""
	return nil
}

// Dismiss lays the row aside. What is in the register is changed there.
func (r *ImportRow) Dismiss(reason string) error {
	if _, err := importRowMachine.Next(r.State(), VerbDismissRow); err != nil {
		return err
	}
	r.Outcome, r.DismissReason = OutcomeDismissed, reason
	return nil
}
