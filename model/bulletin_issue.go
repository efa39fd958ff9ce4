package model

import "database/sql/driver"

// BulletinIssue is a bulletin that was issued. Nothing of it changes any more; a correction is another issue.
type BulletinIssue struct {
	ID           uint64
	BulletinID   uint64
	CampaignID   uint64
	CampaignCode string
	RegionCode   RegionCode
	Number       int    // 1, then corrections
	Document     string // 发文字号
	IssuedOn     Date
	Title        string
	Reason       string // of a correction
	Files        BulletinFiles
	Accepted     AcceptedWarnings
	DoneBy       string
	UserID       uint64
	TokenID      uint64
	CreatedAt    Time
}

// BulletinFile is a document of an issue. The form json is the content, which the others were made from.
type BulletinFile struct {
	Format string `json:"format"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`   // where the keys of the service are of the national suite
	Style  string `json:"style"` // of a page: the hash of its style, which may be another in a later program
}

// BulletinFiles lists the documents of an issue.
type BulletinFiles []BulletinFile

// Value stores the list as JSON.
func (f BulletinFiles) Value() (driver.Value, error) { return jsonValue(f) }

// Scan reads the list.
func (f *BulletinFiles) Scan(src any) error { return jsonScan(src, f) }

// BulletinPiece is a part of a document, small enough for any database.
type BulletinPiece struct {
	ID      uint64
	IssueID uint64
	Format  string
	Piece   int
	Content []byte
}

// BulletinIssuing is what is said at the issue.
type BulletinIssuing struct {
	Document string
	IssuedOn Date
}

// Normalize checks all fields at once. An empty day is today.
func (e BulletinIssuing) Normalize(today Date) (BulletinIssuing, error) {
	var c checker
	e.Document = c.optional("number", e.Document, maxNumber)
	if e.IssuedOn == "" {
		e.IssuedOn = today
	}
	c.date("issued_on", e.IssuedOn)
	if e.IssuedOn > today {
		c.add("issued_on", "in_future", today)
	}
	return e, c.err()
}
