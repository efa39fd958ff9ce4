// Package province speaks to the system above: over HTTPS, or by files. What is sent is put together here, byte by byte the
// same each time. docs/province.md is the protocol for whoever builds the other side.
package province

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"xuncha/model"
)

// Format names what is sent, with its version.
const Format = "xuncha-report/1"

// MaxRows is how many rows one request carries.
const MaxRows = 200

// MaxBytes is how much the data of these rows are together, at most, unless one row alone is more.
const MaxBytes = 4 << 20

// Paths below the address of the system above.
const (
	BatchesPath  = "/v1/batches"
	RegisterPath = "/v1/register"
)

// Headers of a request. The key of a batch is sent as Idempotency-Key.
const (
	ClientHeader    = "Province-Client"
	TimestampHeader = "Province-Timestamp"
	SignatureHeader = "Province-Signature"
	KeyHeader       = "Idempotency-Key"
)

// Site is a site of the register as it is sent.
type Site struct {
	Code                 string `json:"code"`
	Name                 string `json:"name"`
	HomeURL              string `json:"home_url"`
	IsPortal             bool   `json:"is_portal"`
	Organization         string `json:"organization"`
	CreditCode           string `json:"credit_code"`
	RegionCode           string `json:"region_code"`
	State                string `json:"state"`
	OpenedOn             string `json:"opened_on"`
	ClosedOn             string `json:"closed_on"`
	ICPNumber            string `json:"icp_number"`
	PublicSecurityNumber string `json:"public_security_number"`
}

// Account is an account of the register as it is sent.
type Account struct {
	Platform               string `json:"platform"`
	Name                   string `json:"name"`
	PlatformAccountID      string `json:"platform_account_id"`
	CertifiedSubject       string `json:"certified_subject"`
	Organization           string `json:"organization"`
	CreditCode             string `json:"credit_code"`
	RegionCode             string `json:"region_code"`
	State                  string `json:"state"`
	OpenedOn               string `json:"opened_on"`
	ClosedOn               string `json:"closed_on"`
	NationalFilingNumber   string `json:"national_filing_number"`
	ProvincialFilingNumber string `json:"provincial_filing_number"`
}

// Content is one row as it is sent: one of the four kinds.
type Content struct {
	Result  *Result  `json:"result,omitempty"`
	Site    *Site    `json:"site,omitempty"`
	Account *Account `json:"account,omitempty"`
	Filing  *Filing  `json:"filing,omitempty"`
}

// Result is the result of a target, with its findings.
type Result struct {
	Campaign          string       `json:"campaign"`
	MonitoringDate    string       `json:"monitoring_date"`
	Kind              string       `json:"kind"`
	SiteCode          string       `json:"site_code"`
	Platform          string       `json:"platform"`
	PlatformAccountID string       `json:"platform_account_id"`
	Name              string       `json:"name"`
	HomeURL           string       `json:"home_url"`
	IsPortal          bool         `json:"is_portal"`
	Organization      string       `json:"organization"`
	CreditCode        string       `json:"credit_code"`
	RegionCode        string       `json:"region_code"`
	Result            string       `json:"result"` // pass, fail or waived
	Score             *json.Number `json:"score"`  // to two decimals, null where none is given
	WaiveReason       string       `json:"waive_reason"`
	Findings          []Finding    `json:"findings"`
}

// Finding is a fault of a target and its rectification.
type Finding struct {
	Number        string      `json:"number"`
	Part          string      `json:"part"`
	Indicator     string      `json:"indicator"`
	IndicatorName string      `json:"indicator_name"`
	Occurrences   int         `json:"occurrences"`
	Points        json.Number `json:"points"`
	Description   string      `json:"description"`
	LocationURL   string      `json:"location_url"`
	State         string      `json:"state"`
	DueOn         string      `json:"due_on"`
	SubmittedOn   string      `json:"submitted_on"`
}

// Filing is an opening, a change or a closing that is filed.
type Filing struct {
	Cause    string `json:"cause"`
	Register string `json:"register"`
	SinceOn  string `json:"since_on"`
	DueOn    string `json:"due_on"`
}

// Row is a row of a batch: its key, and its content as it was frozen.
type Row struct {
	Key     string
	Content string
}

// Batch is what one request carries.
type Batch struct {
	Key     string // of the request
	Report  string
	Kind    model.ReportKind
	Area    model.Scope
	Number  int
	Of      int
	TakenAt model.Time
	Rows    []Row
}

// envelope is everything of a batch but its rows.
type envelope struct {
	Format  string    `json:"format"`
	Key     string    `json:"key"`
	Report  string    `json:"report"`
	Kind    string    `json:"kind"`
	Area    string    `json:"area"`
	Piece   int       `json:"piece"`
	Pieces  int       `json:"pieces"`
	TakenAt time.Time `json:"taken_at"`
}

// Body is the batch as it is sent. The rows are put in as they were frozen, so that the same batch is always the same bytes.
func (b Batch) Body() ([]byte, error) {
	head, err := json.Marshal(envelope{
		Format, b.Key, b.Report, string(b.Kind), string(b.Area), b.Number, b.Of, b.TakenAt.Time,
	})
	if err != nil {
		return nil, fmt.Errorf("encode a batch: %w", err)
	}
	var out strings.Builder
	out.Write(head[:len(head)-1])
	out.WriteString(`,"rows":[`)
	for i, row := range b.Rows {
		if i > 0 {
			out.WriteByte(',')
		}
		key, err := json.Marshal(row.Key)
		if err != nil {
			return nil, fmt.Errorf("encode the key of a row: %w", err)
		}
		fmt.Fprintf(&out, `{"row":%s,"data":%s}`, key, row.Content)
	}
	out.WriteString("]}")
	return []byte(out.String()), nil
}

// Request is a batch as the other side reads it.
type Request struct {
	Format  string    `json:"format"`
	Key     string    `json:"key"`
	Report  string    `json:"report"`
	Kind    string    `json:"kind"`
	Area    string    `json:"area"`
	Piece   int       `json:"piece"`
	Pieces  int       `json:"pieces"`
	TakenAt time.Time `json:"taken_at"`
	Rows    []struct {
		Row  string  `json:"row"`
		Data Content `json:"data"`
	} `json:"rows"`
}

// Response is what the other side answers to a batch, and to the question what has become of one.
type Response struct {
	Key     string        `json:"key"`
	Receipt string        `json:"receipt"`
	Rows    []RowResponse `json:"rows"`
}

// RowResponse is the receipt of a row.
type RowResponse struct {
	Row    string    `json:"row"`
	Result string    `json:"result"` // accepted or refused
	Number string    `json:"number"`
	Words  string    `json:"words"`
	At     time.Time `json:"at"`
}

// The results of rows.
const (
	Accepted = "accepted"
	Refused  = "refused"
)

// Page is a piece of a list of the other side.
type Page struct {
	Items []map[string]any `json:"items"`
	Next  *string          `json:"next"`
}

// Answer is what is known of a batch after it was sent.
type Answer struct {
	Taken    bool // the other side has it
	Receipts []model.Receipt
	Refusal  string // of the whole batch, in its words; it would refuse it again
}

func (r Response) answer(key string) (Answer, error) {
	if r.Key != key {
		return Answer{}, fmt.Errorf("the answer is about another batch")
	}
	a := Answer{Taken: true}
	for _, row := range r.Rows {
		if row.Result != Accepted && row.Result != Refused {
			return Answer{}, fmt.Errorf("the answer has a row that is neither %s nor %s", Accepted, Refused)
		}
		number := row.Number
		if number == "" {
			number = r.Receipt
		}
		a.Receipts = append(a.Receipts, model.Receipt{
			Key: row.Row, Accepted: row.Result == Accepted, Number: number, Words: row.Words, At: model.NewTime(row.At),
		})
	}
	return a, nil
}
