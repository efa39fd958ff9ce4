package model

import "slices"

// ImportVerb is what somebody does with an import.
type ImportVerb string

// The verbs of an import, and what follows from the work on it. Rows that are mended later go in by applying again.
const (
	VerbApplyImport  ImportVerb = "apply"
	VerbCancelImport ImportVerb = "cancel"

	importBegins  ImportVerb = "it is taken up"
	importLooked  ImportVerb = "its rows are judged"
	importEntered ImportVerb = "its good rows go in"
	importFails   ImportVerb = "it cannot be taken in"
)

// ImportState is where an import stands: previewed after a dry run, applied once its good rows are in the register. A large
// file waits and is taken in beside the requests.
type ImportState string

// The states of an import.
const (
	ImportWaiting   ImportState = "waiting"
	ImportRunning   ImportState = "running"
	ImportPreviewed ImportState = "previewed"
	ImportApplied   ImportState = "applied"
	ImportFailed    ImportState = "failed"
	ImportCancelled ImportState = "cancelled"
)

// ImportStates lists the states.
var ImportStates = []ImportState{
	ImportWaiting, ImportRunning, ImportPreviewed, ImportApplied, ImportFailed, ImportCancelled,
}

var importMachine = Machine[ImportState, ImportVerb]{
	Noun: "import", Start: ImportPreviewed, Other: []ImportState{ImportWaiting},
	Moves: []Move[ImportState, ImportVerb]{
		{VerbApplyImport, []ImportState{ImportPreviewed, ImportApplied}, ImportApplied},
		{VerbCancelImport, []ImportState{ImportWaiting, ImportRunning}, ImportCancelled},
	},
	Follows: []Move[ImportState, ImportVerb]{
		{importBegins, []ImportState{ImportWaiting}, ImportRunning},
		{importLooked, []ImportState{ImportRunning}, ImportPreviewed},
		{importEntered, []ImportState{ImportRunning}, ImportApplied},
		{importFails, []ImportState{ImportWaiting, ImportRunning}, ImportFailed},
	},
}

// Actions lists the verbs that the state allows.
func (s ImportState) Actions() []string { return importMachine.Verbs(s) }

// Unfinished reports whether the rows are still being taken in.
func (s ImportState) Unfinished() bool { return s == ImportWaiting || s == ImportRunning }

// Apply says that the good rows are in the register.
func (i *Import) Apply() error { return i.move(VerbApplyImport) }

// Cancel ends an import before anything of it is in the register.
func (i *Import) Cancel() error { return i.move(VerbCancelImport) }

func (i *Import) move(verb ImportVerb) error {
	to, err := importMachine.Next(i.State, verb)
	if err != nil {
		return err
	}
	i.State = to
	return nil
}

// Editable refuses to touch the rows of an import that has none, or not all of them.
func (i *Import) Editable() error {
	if i.State == ImportPreviewed || i.State == ImportApplied {
		return nil
	}
	return importMachine.Refuse(i.State)
}

// Begin says that a worker has taken the import up. One that was broken off goes on.
func (i *Import) Begin() { i.follow(importBegins) }

// Finish says that its rows are judged, and in the register unless it is a dry run.
func (i *Import) Finish() {
	if i.DryRun {
		i.follow(importLooked)
		return
	}
	i.follow(importEntered)
}

// Fail keeps why the file cannot be taken in.
func (i *Import) Fail(why ImportFailure) {
	i.follow(importFails)
	i.Details.Failure = &why
	i.OnceKey = ""
}

func (i *Import) follow(verb ImportVerb) {
	if to, ok := importMachine.Follow(i.State, verb); ok {
		i.State = to
	}
}

// RowState is where a row of an import stands. It follows from the outcome, and from whether the row has been applied.
type RowState string

// The states of a row.
const (
	RowUnjudged    RowState = "unjudged" // stored only while its file is being read: every look at a file ends with a judgement
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
	case r.Outcome == "", r.Outcome == OutcomePending:
		return RowUnjudged
	case r.Outcome.Quarantined():
		return RowQuarantined
	}
	return RowReady
}

// Correct takes other cells into the row, which has to be judged then. A cell that was said to be right as it is counts as
// mended.
func (r *ImportRow) Correct(cells Values, mended ...string) error {
	if _, err := importRowMachine.Next(r.State(), VerbCorrectRow); err != nil {
		return err
	}
	faults := Problems{}
	for _, f := range r.Faults {
		if cells[f.Column] == r.Cells[f.Column] && !slices.Contains(mended, f.Column) {
			faults = append(faults, f)
		}
	}
	r.Cells, r.Faults, r.Applied, r.DismissReason, r.Outcome = cells, faults, false, "", ""
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
