// Package standin is a system above that is made up: it speaks the protocol of docs/province.md, keeps what it gets and can be
// told to misbehave. It is for tests and for trying things out.
package standin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"

	"xuncha/model"
	"xuncha/service/province"
)

// Duration is a time such as 2s, in JSON as text.
type Duration struct{ time.Duration }

// MarshalJSON writes it as text.
func (d Duration) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads it.
func (d *Duration) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	var err error
	d.Duration, err = time.ParseDuration(text)
	return err
}

// Rules say how it misbehaves. The zero value does not.
type Rules struct {
	Delay      Duration `json:"delay"`       // before each answer, after the rows were taken
	Late       Duration `json:"late"`        // how long after a batch its receipts come
	Refuse     string   `json:"refuse"`      // rows whose data match this regular expression are refused
	Words      string   `json:"words"`       // of refusals
	Lose       int      `json:"lose"`        // so many answers get lost: the rows are taken, and the connection is closed
	Fail       int      `json:"fail"`        // so many requests are answered with the status, and nothing is taken
	Status     int      `json:"status"`      // of these, 500 when 0
	RetryAfter int      `json:"retry_after"` // seconds, told with these
	Twice      bool     `json:"twice"`       // each receipt stands twice in an answer
	Forget     bool     `json:"forget"`      // keys mean nothing: a batch that comes again is taken again
}

func (r Rules) check() error {
	if _, err := regexp.Compile(r.Refuse); err != nil {
		return fmt.Errorf("refuse: %w", err)
	}
	if r.Status != 0 && (r.Status < 300 || r.Status > 599) {
		return errors.New("status: must be from 300 to 599")
	}
	if r.Lose < 0 || r.Fail < 0 || r.RetryAfter < 0 {
		return errors.New("lose, fail and retry_after are not negative")
	}
	return nil
}

// Options of a stand-in.
type Options struct {
	Signer province.Signer
	Clock  func() time.Time
	Rules  Rules
	State  string // file in which it keeps what it got, empty for none
}

// kept is a batch that was taken.
type kept struct {
	Hash     string            `json:"hash"`
	At       time.Time         `json:"at"`
	Answers  int               `json:"answers"` // how often it came
	Response province.Response `json:"response"`
}

// state is everything that it remembers.
type state struct {
	Batches map[string]*kept            `json:"batches"`
	Effects map[string]int              `json:"effects"` // how often each row was taken, by its key
	Sites   map[string]province.Site    `json:"sites"`
	People  map[string]province.Account `json:"accounts"`
	Number  int                         `json:"number"` // of the last receipt
}

// Server is the stand-in.
type Server struct {
	options Options
	mu      sync.Mutex
	rules   Rules
	state   state
	seen    int // requests
}

// New makes one, with what the file of its state has.
func New(o Options) (*Server, error) {
	if err := o.Rules.check(); err != nil {
		return nil, err
	}
	s := &Server{options: o, rules: o.Rules, state: state{
		map[string]*kept{}, map[string]int{}, map[string]province.Site{}, map[string]province.Account{}, 0,
	}}
	return s, s.load()
}

// Handler serves the protocol.
func (s *Server) Handler() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("POST "+province.BatchesPath, s.signed(s.take))
	m.HandleFunc("GET "+province.BatchesPath+"/{key}", s.signed(s.tell))
	m.HandleFunc("GET "+province.RegisterPath+"/{list}", s.signed(s.list))
	return m
}

type handler func(w http.ResponseWriter, r *http.Request, body []byte)

const mostBytes = 16 << 20

// signed lets nobody in whose signature is not right, and misbehaves as it was told.
func (s *Server) signed(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
		if err != nil {
			problem(w, http.StatusRequestEntityTooLarge, "the body is too large")
			return
		}
		if err := s.options.Signer.Check(r, body, s.options.Clock()); err != nil {
			problem(w, http.StatusUnauthorized, err.Error())
			return
		}
		if status, after := s.fails(); status != 0 {
			if after > 0 {
				w.Header().Set("Retry-After", strconv.Itoa(after))
			}
			problem(w, status, "the stand-in was told to fail")
			return
		}
		h(w, r, body)
	}
}

func (s *Server) fails() (status, retryAfter int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen++
	if s.rules.Fail == 0 {
		return 0, 0
	}
	s.rules.Fail--
	if s.rules.Status == 0 {
		return http.StatusInternalServerError, s.rules.RetryAfter
	}
	return s.rules.Status, s.rules.RetryAfter
}

// take takes a batch. One whose key it knows is answered as before.
func (s *Server) take(w http.ResponseWriter, r *http.Request, body []byte) {
	var b province.Request
	if err := json.Unmarshal(body, &b); err != nil || b.Format != province.Format {
		problem(w, http.StatusBadRequest, "the body is no "+province.Format)
		return
	}
	key := r.Header.Get(province.KeyHeader)
	if key == "" || b.Key != key || len(b.Rows) == 0 || len(b.Rows) > province.MaxRows {
		problem(w, http.StatusUnprocessableEntity, "the key is not that of the header, or there are too many rows or none")
		return
	}
	response, lost, err := s.keep(key, body, b)
	if err != nil {
		problem(w, http.StatusConflict, err.Error())
		return
	}
	s.wait(r)
	if lost {
		panic(http.ErrAbortHandler) // closes the connection without an answer
	}
	s.answer(w, *response)
}

func (s *Server) keep(key string, body []byte, b province.Request) (answer *kept, lost bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	k, known := s.state.Batches[key]
	switch {
	case known && k.Hash != hash:
		return nil, false, errors.New("the key was used for another batch")
	case known && !s.rules.Forget:
		k.Answers++
	default:
		k = &kept{Hash: hash, At: s.options.Clock(), Answers: 1, Response: s.enter(key, b)}
		s.state.Batches[key] = k
	}
	if err := s.save(); err != nil {
		return nil, false, err
	}
	if s.rules.Lose > 0 {
		s.rules.Lose--
		return k, true, nil
	}
	copied := *k
	return &copied, false, nil
}

// enter takes the rows of a batch, and makes their receipts.
func (s *Server) enter(key string, b province.Request) province.Response {
	refuse := regexp.MustCompile(s.rules.Refuse)
	response := province.Response{Key: key, Receipt: s.number()}
	for _, row := range b.Rows {
		data, _ := json.Marshal(row.Data) // it was just read
		answer := province.RowResponse{Row: row.Row, Result: province.Accepted, At: s.options.Clock()}
		if s.rules.Refuse != "" && refuse.Match(data) {
			answer.Result, answer.Words = province.Refused, s.rules.Words
			if answer.Words == "" {
				answer.Words = "信息有误，请核对后重新报送"
			}
		} else {
			answer.Number = s.number()
			s.state.Effects[row.Row]++
			s.register(row.Data)
		}
		response.Rows = append(response.Rows, answer)
	}
	return response
}

func (s *Server) number() string {
	s.state.Number++
	return fmt.Sprintf("DEMO-%06d", s.state.Number)
}

// register takes what a row says of the register into the own one.
func (s *Server) register(c province.Content) {
	if c.Site != nil {
		s.state.Sites[c.Site.Code] = *c.Site
	}
	if c.Account != nil {
		s.state.People[accountKey(*c.Account)] = *c.Account
	}
}

func accountKey(a province.Account) string {
	if a.PlatformAccountID != "" {
		return a.Platform + "/" + a.PlatformAccountID
	}
	return a.Platform + "/" + model.Key(a.Name)
}
