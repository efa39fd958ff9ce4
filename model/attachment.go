package model

import "time"

// Purpose is what an attachment is there for.
type Purpose string

// The purposes: what was seen, and what proves that it was mended.
const (
	PurposeEvidence Purpose = "evidence"
	PurposeProof    Purpose = "proof"
)

// Purposes lists them.
var Purposes = []Purpose{PurposeEvidence, PurposeProof}

// Moment is the side of a pair that an attachment is; empty where it belongs to none.
type Moment string

// The moments of a pair.
const (
	MomentBefore Moment = "before"
	MomentAfter  Moment = "after"
)

// Moments lists the sides of a pair.
var Moments = []Moment{MomentBefore, MomentAfter}

// Label is the Chinese name of the purpose, as printed.
func (p Purpose) Label() string {
	if p == PurposeProof {
		return "整改证明"
	}
	return "检查证据"
}

// Label is the Chinese name of the side, as printed.
func (m Moment) Label() string {
	switch m {
	case MomentBefore:
		return "整改前"
	case MomentAfter:
		return "整改后"
	}
	return ""
}

// Blob is content as it is stored, once however often it was sent. GoingAt is set while it is being removed.
type Blob struct {
	Hash      string // SHA-256, hexadecimal
	ByteSize  int64
	TouchedAt Time // when it was last sent, or last lost an attachment
	GoingAt   Time
}

// Key is the place of content in the store.
func (b Blob) Key() string { return BlobKey(b.Hash) }

// BlobKey is the place of the content with a hash.
func BlobKey(hash string) string { return hash[:2] + "/" + hash }

// Attachment is a file of evidence on a target, or of proof that a fault was mended. The content never changes.
type Attachment struct {
	ID              uint64
	InspectionID    uint64
	RectificationID OptionalID // of the finding that it was submitted for
	OrganizationID  uint64
	RegionCode      RegionCode
	Purpose         Purpose
	Moment          Moment
	PairID          OptionalID // of the attachment of before, where this one is of afterwards
	Caption         string
	FileName        string
	MediaType       MediaType
	ByteSize        int64
	BlobHash        string
	CapturedAt      Time
	UploadedBy      string
	TokenID         uint64
	UserID          uint64
	Version         uint64
	CreatedAt       Time
	UpdatedAt       Time
}

// AttachmentEdit is what a caller may set.
type AttachmentEdit struct {
	Purpose    Purpose
	Moment     Moment
	PairID     OptionalID
	Caption    string
	FileName   string
	CapturedAt Time
}

// captureSkew is how far the clock of a camera may be ahead.
const captureSkew = 5 * time.Minute

// Normalize checks all fields at once.
func (e AttachmentEdit) Normalize() (AttachmentEdit, error) {
	var c checker
	oneOf(&c, "purpose", e.Purpose, Purposes)
	if e.Moment != "" {
		oneOf(&c, "moment", e.Moment, Moments)
	}
	if e.PairID != 0 && e.Moment != MomentAfter {
		c.add("pair_id", "moment_needed")
	}
	e.Caption = c.paragraphs("caption", e.Caption, MaxReason)
	e.FileName = c.optional("file_name", e.FileName, MaxName)
	if e.CapturedAt.IsZero() {
		c.add("captured_at", "required")
	}
	return e, c.err()
}

// Until refuses what was captured after now.
func (e AttachmentEdit) Until(now Time) error {
	if e.CapturedAt.After(now.Add(captureSkew)) {
		return InvalidField("captured_at", "in_the_future")
	}
	return nil
}

// Edit is the attachment as a caller may set it; a PATCH is decoded over it.
func (a Attachment) Edit() AttachmentEdit {
	return AttachmentEdit{
		Purpose: a.Purpose, Moment: a.Moment, PairID: a.PairID, Caption: a.Caption, FileName: a.FileName, CapturedAt: a.CapturedAt,
	}
}

// Apply takes an edit over.
func (a *Attachment) Apply(e AttachmentEdit) {
	a.Purpose, a.Moment, a.PairID, a.Caption, a.CapturedAt = e.Purpose, e.Moment, e.PairID, e.Caption, e.CapturedAt
	a.FileName = a.MediaType.FileName(e.FileName)
}

// Decided reports whether what the attachment proves is decided, so that it must stay as it is: the result of its target
// stands, or it was submitted with a rectification. Proof that was submitted with nothing proves nothing yet.
func (a Attachment) Decided(i Inspection, c Campaign) error {
	switch {
	case a.RectificationID != 0:
		return NewError(KindConflict, "attachment_bound")
	case a.Purpose == PurposeProof:
		return nil
	case c.State != CampaignOpen, i.Status == InspectionConfirmed, i.Status == InspectionWaived:
		return NewError(KindConflict, "attachment_decided")
	}
	return nil
}

// Bind takes the attachment as proof of a finding. One that is bound to it already stays as it is.
func (a *Attachment) Bind(inspectionID, rectificationID uint64) (code string) {
	switch {
	case a.InspectionID != inspectionID:
		return "of_other_target"
	case a.Purpose != PurposeProof:
		return "not_a_proof"
	case a.RectificationID != 0 && uint64(a.RectificationID) != rectificationID:
		return "attachment_bound"
	}
	a.RectificationID = OptionalID(rectificationID)
	return ""
}

// MaxBound is how many attachments one submission may name.
const MaxBound = 50

// AttachmentFilter selects attachments; the zero value selects all that a caller sees.
type AttachmentFilter struct {
	InspectionID    uint64
	RectificationID uint64
	Purpose         Purpose
	Moment          Moment
}
