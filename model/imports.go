package model

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
)

// ImportKind is what the rows of a file are.
type ImportKind string

// The kinds of imports.
const (
	ImportOrganizations ImportKind = "organizations"
	ImportSites         ImportKind = "sites"
	ImportAccounts      ImportKind = "accounts"
	ImportContacts      ImportKind = "contacts"
	ImportResults       ImportKind = "results" // of one campaign
)

// ImportKinds lists the kinds.
var ImportKinds = []ImportKind{ImportOrganizations, ImportSites, ImportAccounts, ImportContacts, ImportResults}

// Permission is what a caller must be allowed to do by hand to do it by a file.
func (k ImportKind) Permission() Permission {
	switch k {
	case ImportContacts:
		return WriteContacts
	case ImportResults:
		return SubmitResults
	case ImportOrganizations, ImportSites, ImportAccounts:
	}
	return WriteRegister
}

// Personal reports whether the rows are people. They are sealed, and shown as contacts are.
func (k ImportKind) Personal() bool { return k == ImportContacts }

// Label is the Chinese name of the kind, as printed.
func (k ImportKind) Label() string {
	return map[ImportKind]string{
		ImportOrganizations: "单位", ImportSites: "政府网站", ImportAccounts: "政务新媒体", ImportContacts: "联系人", ImportResults: "检查结果",
	}[k]
}

// Imports lists the kinds of files that the actor may take in.
func (a Actor) Imports() []ImportKind {
	return slices.DeleteFunc(slices.Clone(ImportKinds), func(k ImportKind) bool { return a.Allow(k.Permission()) != nil })
}

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
	OutcomePending   Outcome = "pending" // read, while the rest of its file still is
)

// Outcomes lists the outcomes.
var Outcomes = []Outcome{
	OutcomeCreate, OutcomeUpdate, OutcomeUnchanged, OutcomeConflict, OutcomeRejected, OutcomeDismissed, OutcomePending,
}

// Label is what became of a row, as a report prints it.
func (r ImportRow) Label() string {
	switch {
	case r.Outcome == OutcomeUnchanged:
		return "无变化"
	case r.Outcome == OutcomeCreate && r.Applied:
		return "已新增"
	case r.Outcome == OutcomeUpdate && r.Applied:
		return "已更新"
	case r.Outcome == OutcomeCreate:
		return "可新增"
	case r.Outcome == OutcomeUpdate:
		return "可更新"
	case r.Outcome == OutcomeConflict:
		return "冲突"
	case r.Outcome == OutcomeRejected:
		return "未通过"
	case r.Outcome == OutcomeDismissed:
		return "已搁置"
	}
	return ""
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
	Details   ImportDetails
	OnceKey   OptionalKey // of what is taken in once, none while it is only looked at
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
		return jsonScan([]byte(v), dst)
	case []byte:
		if len(v) == 0 { // a column that came later than its row
			return nil
		}
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
	Faults        Problems // of the cells as they were read, until they are corrected
	Cells         Values   // empty where they are sealed
	KeyID         string   // that has sealed them, of rows about people
	Sealed        []byte
	ThingID       OptionalID // what it became
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
