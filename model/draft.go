package model

// Draft is a result that its author has not submitted yet. It counts nowhere, and nobody else sees it.
type Draft struct {
	ID           uint64
	InspectionID uint64
	RegionCode   RegionCode
	UserID       uint64
	TokenID      uint64
	Findings     ReportedFindings // as they were sent
	Note         string
	Version      uint64
	CreatedAt    Time
	UpdatedAt    Time
}

// NewDraft is an empty draft of an author.
func NewDraft(i Inspection, a Actor, at Time) Draft {
	return Draft{InspectionID: i.ID, RegionCode: i.RegionCode, UserID: a.UserID, TokenID: a.TokenID, CreatedAt: at, UpdatedAt: at}
}

// Apply takes what was sent into the row.
func (d *Draft) Apply(e SubmissionEdit) {
	d.Findings, d.Note = ReportedFindings(e.Findings), e.Note
}

// ForTrail leaves out what the draft says: the trail is read by others than its author.
func (d Draft) ForTrail() any {
	return struct {
		ID, InspectionID uint64
		Findings         int
		Version          uint64
	}{d.ID, d.InspectionID, len(d.Findings), d.Version}
}

// Judged is a draft with what would become of it.
type Judged struct {
	Draft      Draft
	Problems   []FieldError // why it could not be submitted as it is
	Assessment Assessment   // what it would come to; empty while there are problems
}
