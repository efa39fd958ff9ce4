package model

// MeasureKind is a kind of accountability measure.
type MeasureKind string

// The kinds of measures.
const (
	MeasureTalk        MeasureKind = "talk"                   // 约谈
	MeasureCriticism   MeasureKind = "written_self_criticism" // 书面检查
	MeasureCirculated  MeasureKind = "circulated_criticism"   // 通报批评
	MeasureOrder       MeasureKind = "ordered_rectification"  // 责令整改
	MeasureAdmonition  MeasureKind = "admonition"             // 诫勉
	MeasureSuspension  MeasureKind = "suspension"             // 停职检查
	MeasureTransfer    MeasureKind = "transfer"               // 调离
	MeasureRemoval     MeasureKind = "removal"                // 免职
	MeasureDisposition MeasureKind = "disciplinary_action"    // 处分
	MeasureOther       MeasureKind = "other"                  // 其他
)

// MeasureKinds lists the kinds, the mildest first.
var MeasureKinds = []MeasureKind{
	MeasureTalk, MeasureCriticism, MeasureCirculated, MeasureOrder, MeasureAdmonition, MeasureSuspension, MeasureTransfer,
	MeasureRemoval, MeasureDisposition, MeasureOther,
}

// Label is the Chinese name of the kind, as printed.
func (k MeasureKind) Label() string {
	switch k {
	case MeasureTalk:
		return "约谈"
	case MeasureCriticism:
		return "书面检查"
	case MeasureCirculated:
		return "通报批评"
	case MeasureOrder:
		return "责令整改"
	case MeasureAdmonition:
		return "诫勉"
	case MeasureSuspension:
		return "停职检查"
	case MeasureTransfer:
		return "调离岗位"
	case MeasureRemoval:
		return "免职"
	case MeasureDisposition:
		return "处分"
	case MeasureOther:
		return "其他"
	}
	return string(k)
}

// Measure is an accountability measure over a finding. It says how many persons it was taken against, never who.
type Measure struct {
	ID              uint64
	RectificationID uint64
	CampaignCode    string
	OrganizationID  uint64
	RegionCode      RegionCode
	Kind            MeasureKind
	TakenOn         Date
	Persons         int
	Document        string
	Note            string
	RevokedOn       Date // the entry was struck out; it counts no more
	RevokeReason    string
	Version         uint64
	CreatedAt       Time
	UpdatedAt       Time
}

// MaxPersons is the largest number of persons of one measure.
const MaxPersons = 1000

// MeasureEdit is what a caller may set.
type MeasureEdit struct {
	Kind     MeasureKind
	TakenOn  Date
	Persons  int // 0 when it was taken against the unit
	Document string
	Note     string
}

// Normalize checks all fields at once.
func (e MeasureEdit) Normalize() (MeasureEdit, error) {
	var c checker
	oneOf(&c, "kind", e.Kind, MeasureKinds)
	if e.TakenOn == "" {
		c.add("taken_on", "required")
	}
	c.date("taken_on", e.TakenOn)
	if e.Persons < 0 || e.Persons > MaxPersons {
		c.add("persons", "out_of_range", 0, MaxPersons)
	}
	e.Document = c.optional("document", e.Document, MaxName)
	e.Note = c.paragraphs("note", e.Note, MaxText)
	return e, c.err()
}

// NewMeasure is a measure over a finding.
func NewMeasure(r Rectification, e MeasureEdit, at Time) Measure {
	return Measure{
		RectificationID: r.ID, CampaignCode: r.CampaignCode, OrganizationID: r.OrganizationID, RegionCode: r.RegionCode,
		Kind: e.Kind, TakenOn: e.TakenOn, Persons: e.Persons, Document: e.Document, Note: e.Note, Version: 1,
		CreatedAt: at, UpdatedAt: at,
	}
}

// Revoke strikes the entry out.
func (m *Measure) Revoke(r Reason, now Time) error {
	if m.RevokedOn != "" {
		return NewError(KindConflict, "measure_revoked")
	}
	m.RevokedOn, m.RevokeReason = r.Day(now), r.Reason
	return nil
}
