package model

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// ImportKind is what the rows of a file are.
type ImportKind string

// The kinds of imports.
const (
	ImportSites    ImportKind = "sites"
	ImportAccounts ImportKind = "accounts"
)

// ImportKinds lists the kinds.
var ImportKinds = []ImportKind{ImportSites, ImportAccounts}

// ImportState is where an import stands: previewed after a dry run, applied once its good rows are in the register.
type ImportState string

// The states of an import.
const (
	ImportPreviewed ImportState = "previewed"
	ImportApplied   ImportState = "applied"
)

// Outcome is what a row of a file does, or did, to the register.
type Outcome string

// The outcomes of a row.
const (
	OutcomeCreate    Outcome = "create"
	OutcomeUpdate    Outcome = "update"
	OutcomeUnchanged Outcome = "unchanged"
	OutcomeConflict  Outcome = "conflict" // another row or thing stands in the way
	OutcomeRejected  Outcome = "rejected" // a value cannot be taken
	OutcomeDismissed Outcome = "dismissed"
)

// Outcomes lists the outcomes.
var Outcomes = []Outcome{
	OutcomeCreate, OutcomeUpdate, OutcomeUnchanged, OutcomeConflict, OutcomeRejected, OutcomeDismissed,
}

// Quarantined reports whether the row waits for a person.
func (o Outcome) Quarantined() bool { return o == OutcomeConflict || o == OutcomeRejected }

// ImportCounts counts rows by outcome. Warnings counts rows that go in but deserve a look.
type ImportCounts struct {
	CreateCount    int
	UpdateCount    int
	UnchangedCount int
	ConflictCount  int
	RejectedCount  int
	DismissedCount int
	WarningCount   int
}

// Import is one file as it was taken in.
type Import struct {
	ID       uint64
	Kind     ImportKind
	FileName string
	FileHash string // SHA-256, hexadecimal
	State    ImportState
	DryRun   bool
	Scope    Scope // the region of who sent it: nobody narrower sees it
	ImportCounts

	Notices   Notices
	Version   uint64
	CreatedAt Time
	UpdatedAt Time
}

// Problem is one thing that is wrong, or worth a look, in one column of a row.
type Problem struct {
	Column     string   `json:"column"`
	Code       string   `json:"code"`
	Args       []string `json:"args,omitempty"`
	Suggestion string   `json:"suggestion,omitempty"`
	Warning    bool     `json:"warning,omitempty"`
}

// Detail is the sentence for people.
func (p Problem) Detail(l Language) string {
	args := make([]any, len(p.Args))
	for i, a := range p.Args {
		args[i] = a
	}
	return Text(l, p.Code, args...)
}

// NewProblem is a problem that keeps its arguments as text.
func NewProblem(column, code string, args ...any) Problem {
	p := Problem{Column: column, Code: code}
	for _, a := range args {
		p.Args = append(p.Args, fmt.Sprint(a))
	}
	return p
}

// Problems is kept as JSON text.
type Problems []Problem

// Value writes JSON.
func (p Problems) Value() (driver.Value, error) { return jsonValue(p) }

// Scan reads JSON.
func (p *Problems) Scan(src any) error { return jsonScan(src, p) }

// Notices are the headers of a file that were left out.
type Notices []string

// Value writes JSON.
func (n Notices) Value() (driver.Value, error) { return jsonValue(n) }

// Scan reads JSON.
func (n *Notices) Scan(src any) error { return jsonScan(src, n) }

// Values are the cells of a row by field name, as they stood in the file or as they were corrected.
type Values map[string]string

// Value writes JSON.
func (v Values) Value() (driver.Value, error) { return jsonValue(v) }

// Scan reads JSON.
func (v *Values) Scan(src any) error { return jsonScan(src, v) }

func jsonValue(v any) (driver.Value, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode column: %w", err)
	}
	return string(b), nil
}

func jsonScan(src, dst any) error {
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), dst)
	case []byte:
		return json.Unmarshal(v, dst)
	}
	return fmt.Errorf("scan %T into %T", src, dst)
}

// ImportRow is one row of a file. Nothing of a file is lost: a row that does not go in is kept with its text, can be
// corrected and applied later, or dismissed with a reason.
type ImportRow struct {
	ID            uint64
	ImportID      uint64
	Number        int // of the data row, from 1
	Line          int // in the file
	Outcome       Outcome
	Problems      Problems
	Cells         Values
	ThingID       OptionalID // the site or account it became
	Applied       bool
	DismissReason string
	Version       uint64
	UpdatedAt     Time
}

// HasWarning reports whether the row deserves a look.
func (r ImportRow) HasWarning() bool {
	for _, p := range r.Problems {
		if p.Warning {
			return true
		}
	}
	return false
}

// Count counts rows by outcome.
func Count(rows []ImportRow) ImportCounts {
	var c ImportCounts
	for _, r := range rows {
		switch r.Outcome {
		case OutcomeCreate:
			c.CreateCount++
		case OutcomeUpdate:
			c.UpdateCount++
		case OutcomeUnchanged:
			c.UnchangedCount++
		case OutcomeConflict:
			c.ConflictCount++
		case OutcomeRejected:
			c.RejectedCount++
		case OutcomeDismissed:
			c.DismissedCount++
		}
		if r.HasWarning() {
			c.WarningCount++
		}
	}
	return c
}

// ImportRowFilter selects rows of an import; the zero value selects all.
type ImportRowFilter struct {
	Outcome Outcome
}
