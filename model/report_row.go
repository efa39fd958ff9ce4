package model

import (
	"database/sql/driver"
	"fmt"
)

// ReportRowState is where a row of a report stands.
type ReportRowState string

// The states of a row.
const (
	RowOfReportReady    ReportRowState = "ready"
	RowOfReportExcluded ReportRowState = "excluded" // it lacks something, and is not sent
	RowOfReportAccepted ReportRowState = "accepted"
	RowOfReportRefused  ReportRowState = "refused" // with the words of the system above
)

// ReportRowStates lists the states.
var ReportRowStates = []ReportRowState{RowOfReportReady, RowOfReportExcluded, RowOfReportAccepted, RowOfReportRefused}

type reportRowVerb string

const (
	rowWasAccepted reportRowVerb = "the system above accepts it"
	rowWasRefused  reportRowVerb = "the system above refuses it"
)

// A row that was excluded or refused is mended in the register, and goes into the next report.
var reportRowMachine = Machine[ReportRowState, reportRowVerb]{
	Noun: "report row", Start: RowOfReportReady, Other: []ReportRowState{RowOfReportExcluded},
	Follows: []Move[ReportRowState, reportRowVerb]{
		{rowWasAccepted, []ReportRowState{RowOfReportReady}, RowOfReportAccepted},
		{rowWasRefused, []ReportRowState{RowOfReportReady}, RowOfReportRefused},
	},
}

// Gap is what keeps a row from being sent: a value that is missing, and on what.
type Gap struct {
	Column string `json:"column"`
	Code   string `json:"code"`
	On     string `json:"on"` // kind of the thing that lacks it
	ID     uint64 `json:"id"`
}

// Gaps is kept as JSON text.
type Gaps []Gap

// Value writes JSON.
func (g Gaps) Value() (driver.Value, error) {
	if g == nil {
		g = Gaps{}
	}
	return jsonValue(g)
}

// Scan reads JSON.
func (g *Gaps) Scan(src any) error { return jsonScan(src, g) }

// ReportRow is one row of a report, frozen.
type ReportRow struct {
	ID             uint64
	ReportID       uint64
	Number         int
	PieceNumber    int // 0 when it is not sent
	Kind           Subject
	SiteID         OptionalID
	AccountID      OptionalID
	InspectionID   OptionalID
	FilingID       OptionalID
	ThingName      string
	ThingVersion   uint64 // of the site or account, when it was taken
	OrganizationID uint64
	RegionCode     RegionCode
	State          ReportRowState
	Gaps           Gaps
	Content        string // JSON, as it is sent
	ReceiptNumber  string
	ReceiptWords   string
	ReceivedAt     Time
}

// Key is what the system above calls the row by.
func (r ReportRow) Key(report string) string { return fmt.Sprintf("%s-%d", report, r.Number) }

// Thing is the site or account that the row is about.
func (r ReportRow) Thing() ThingRef {
	return Target{SiteID: r.SiteID, AccountID: r.AccountID}.Thing(r.Kind)
}

// Receipt is what the system above says of a row.
type Receipt struct {
	Key      string // of the row
	Accepted bool
	Number   string
	Words    string
	At       Time
}

// Limits of receipts, in characters. What is longer is cut: a receipt is never refused for its length.
const (
	MaxReceiptNumber = 64
	MaxReceiptWords  = 500
)

// Clean cuts what the system above says to what is kept.
func (r Receipt) Clean() Receipt {
	r.Number, r.Words = Line(r.Number, MaxReceiptNumber), Line(r.Words, MaxReceiptWords)
	return r
}

// Line keeps of a text from elsewhere what one line can show.
func Line(text string, most int) string {
	runes := []rune{}
	for _, r := range CleanText(text) {
		if _, bad := forbiddenRune(string(r), false); bad {
			r = ' '
		}
		if len(runes) < most {
			runes = append(runes, r)
		}
	}
	return CleanText(string(runes))
}

// Receive takes a receipt. The first one stands: another one that says the same changes nothing, one that says otherwise is
// answered with false.
func (r *ReportRow) Receive(receipt Receipt, at Time) (changed, agrees bool) {
	verb, state := rowWasRefused, RowOfReportRefused
	if receipt.Accepted {
		verb, state = rowWasAccepted, RowOfReportAccepted
	}
	to, follows := reportRowMachine.Follow(r.State, verb)
	if !follows {
		return false, r.State == state
	}
	receipt = receipt.Clean()
	if receipt.At.IsZero() || receipt.At.After(at.Time) {
		receipt.At = at
	}
	r.State, r.ReceiptNumber, r.ReceiptWords, r.ReceivedAt = to, receipt.Number, receipt.Words, receipt.At
	return true, true
}

// ReportRowFilter selects rows of a report; the zero value selects all.
type ReportRowFilter struct {
	State    ReportRowState
	Answered bool // only those with a receipt
}

// Label is the Chinese name of the state, as printed.
func (s ReportRowState) Label() string {
	switch s {
	case RowOfReportReady:
		return "待报送"
	case RowOfReportExcluded:
		return "不报送"
	case RowOfReportAccepted:
		return "已接收"
	case RowOfReportRefused:
		return "被退回"
	}
	return string(s)
}

// PieceState is how far a piece of a report has come.
type PieceState string

// The states of a piece.
const (
	PieceWaiting  PieceState = "waiting"
	PieceTaken    PieceState = "taken" // the system above has it, receipts are missing
	PieceAnswered PieceState = "answered"
)

// ReportPiece is what is sent in one request. Its key is stored before the first try, so that it is sent again under the
// same one whatever happens.
type ReportPiece struct {
	ID           uint64
	ReportID     uint64
	Number       int
	PieceKey     string
	RowCount     int
	BodyHash     string // SHA-256 of what is sent, hexadecimal
	Queued       bool   // its report is on its way
	State        PieceState
	Attempts     int
	FirstTriedAt Time
	NextTryAt    Time
	LeaseToken   string
	LeaseUntil   Time
	LastError    string
}
