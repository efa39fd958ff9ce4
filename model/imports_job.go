package model

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// ImportDetails are what was asked of an import beside its kind, and what its file turned out to be.
type ImportDetails struct {
	Campaign  string            `json:"campaign,omitempty"` // of results
	Sheet     string            `json:"sheet,omitempty"`    // title that was asked for
	MappingID uint64            `json:"mapping_id,omitempty"`
	Mapping   map[string]string `json:"mapping,omitempty"` // as it was then: header and field
	Form      ImportForm        `json:"form"`
	Header    int               `json:"header,omitempty"` // the line with it
	LeftOut   []LeftOut         `json:"left_out,omitempty"`
	Failure   *ImportFailure    `json:"failure,omitempty"`
	Stored    bool              `json:"stored,omitempty"` // whether the file itself is kept
}

// Value writes JSON.
func (d ImportDetails) Value() (driver.Value, error) { return jsonValue(d) }

// Scan reads JSON.
func (d *ImportDetails) Scan(src any) error { return jsonScan(src, d) }

// ImportForm is how a file is written.
type ImportForm struct {
	Format    string `json:"format,omitempty"`
	Encoding  string `json:"encoding,omitempty"`
	Marked    bool   `json:"marked,omitempty"`
	Separator string `json:"separator,omitempty"`
	Sheet     string `json:"sheet,omitempty"`
}

// LeftOut is a line of a file that is no row.
type LeftOut struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
	Text   string `json:"text,omitempty"` // of its first cell; none where it could be about people
}

// MaxLeftOut is the number of such lines that are named one by one.
const MaxLeftOut = 1000

// ImportFailure is why a file could not be taken in, once its sender had gone.
type ImportFailure struct {
	Code   string   `json:"code"`
	Args   []string `json:"args,omitempty"`
	Fields Problems `json:"fields,omitempty"`
}

// NewImportFailure keeps a refusal with its arguments as text.
func NewImportFailure(e *Error) ImportFailure {
	f := ImportFailure{Code: e.Code}
	for _, a := range e.Args {
		f.Args = append(f.Args, fmt.Sprint(a))
	}
	for _, field := range e.Fields {
		f.Fields = append(f.Fields, NewProblem(field.Field, field.Code, field.Args...))
	}
	return f
}

// Detail is the sentence for people.
func (f ImportFailure) Detail(l Language) string {
	return Problem{Code: f.Code, Args: f.Args}.Detail(l)
}

// ImportPhase is what a worker is doing with a file.
type ImportPhase string

// The phases.
const (
	PhaseQueued  ImportPhase = "queued"
	PhaseReading ImportPhase = "reading" // its rows into the database
	PhaseJudging ImportPhase = "judging" // them against the register, and taking them in
	PhaseEnded   ImportPhase = "ended"
)

// ImportPhases lists the phases.
var ImportPhases = []ImportPhase{PhaseQueued, PhaseReading, PhaseJudging, PhaseEnded}

// ImportJob is the work on a large file, and who asked for it. Its rights are asked for again when the work is done.
type ImportJob struct {
	ID         uint64
	ImportID   uint64
	Phase      ImportPhase
	RowsRead   int
	RowsTotal  int // 0 until it is known
	Attempts   int // how often a worker has taken it up
	LeaseToken string
	LeaseUntil Time
	UserID     uint64
	TokenID    uint64
	ActorName  string
	Source     string
	RequestID  string
	CreatedAt  Time
	UpdatedAt  Time
}

// How long a worker has a job without a sign of life, and how often one is taken up that nobody finishes.
const (
	ImportLease    = time.Minute
	ImportAttempts = 5
)

// ImportPiece is a part of a file as it was sent.
type ImportPiece struct {
	ID       uint64
	ImportID uint64
	Piece    int    // from 0
	KeyID    string // that has sealed it; empty where it is not sealed
	Content  []byte
}

// ImportPieceSize is the length of the parts of a file, far below what a row may be on any of the databases.
const ImportPieceSize = 512 << 10

// ImportMapping is a list of headers of somebody's own tables, with the field that each stands for.
type ImportMapping struct {
	ID         uint64
	Name       string
	Kind       ImportKind
	RegionCode RegionCode
	Fields     Values
	NameKey    string
	Version    uint64
	CreatedAt  Time
	UpdatedAt  Time
}

// ImportMappingEdit is what a caller may set. An empty field leaves the column of its header out.
type ImportMappingEdit struct {
	Name       string
	Kind       ImportKind
	RegionCode RegionCode
	Fields     map[string]string
}

// MaxMapped is the number of headers of one mapping.
const MaxMapped = 200

// Normalize checks all fields at once. Whether the fields are those of the kind, its reader knows.
func (e ImportMappingEdit) Normalize() (ImportMappingEdit, error) {
	var c checker
	e.Name = c.required("name", e.Name, MaxName)
	c.nameLength(e.Name)
	oneOf(&c, "kind", e.Kind, ImportKinds)
	e.RegionCode = e.RegionCode.Canonical()
	if !e.RegionCode.Valid() {
		c.add("region_code", "not_a_region_code")
	}
	switch {
	case len(e.Fields) == 0:
		c.add("fields", "required")
	case len(e.Fields) > MaxMapped:
		c.add("fields", "too_many_values", MaxMapped)
	}
	clean, keys := make(map[string]string, len(e.Fields)), map[string]bool{}
	for header, field := range e.Fields {
		at := "fields." + shortName(header)
		name := c.required(at, header, MaxName)
		if keys[Key(name)] && name != "" {
			c.add(at, "repeated")
		}
		keys[Key(name)] = true
		clean[name] = field
	}
	e.Fields = clean
	return e, c.err()
}

// shortName keeps the name of a fault readable, whatever a caller sends as a header.
func shortName(name string) string {
	if runes := []rune(name); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return name
}

// Apply takes the edit into the row.
func (m *ImportMapping) Apply(e ImportMappingEdit) {
	m.Name, m.Kind, m.RegionCode, m.Fields, m.NameKey = e.Name, e.Kind, e.RegionCode, e.Fields, Key(e.Name)
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (m ImportMapping) Edit() ImportMappingEdit {
	return ImportMappingEdit{m.Name, m.Kind, m.RegionCode, m.Fields}
}
