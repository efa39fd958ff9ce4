package model

import (
	"database/sql/driver"
	"maps"
	"slices"
	"strings"
)

// BulletinState is where the bulletin of a campaign stands.
type BulletinState string

// The states of a bulletin.
const (
	BulletinDraft      BulletinState = "draft"
	BulletinIssued     BulletinState = "issued"
	BulletinCorrecting BulletinState = "correcting"
)

// BulletinStates lists the states.
var BulletinStates = []BulletinState{BulletinDraft, BulletinIssued, BulletinCorrecting}

// BulletinVerb is what somebody does with a bulletin.
type BulletinVerb string

// The verbs of a bulletin.
const (
	VerbUpdateBulletin  BulletinVerb = "update"
	VerbAcceptWarning   BulletinVerb = "accept"
	VerbIssueBulletin   BulletinVerb = "issue"
	VerbCorrectBulletin BulletinVerb = "correct"
)

var bulletinMachine = Machine[BulletinState, BulletinVerb]{
	Noun: "bulletin", Start: BulletinDraft,
	Moves: []Move[BulletinState, BulletinVerb]{
		{VerbUpdateBulletin, []BulletinState{BulletinDraft}, BulletinDraft},
		{VerbUpdateBulletin, []BulletinState{BulletinCorrecting}, BulletinCorrecting},
		{VerbAcceptWarning, []BulletinState{BulletinDraft}, BulletinDraft},
		{VerbAcceptWarning, []BulletinState{BulletinCorrecting}, BulletinCorrecting},
		{VerbIssueBulletin, []BulletinState{BulletinDraft, BulletinCorrecting}, BulletinIssued},
		{VerbCorrectBulletin, []BulletinState{BulletinIssued}, BulletinCorrecting},
	},
}

// Actions lists the verbs that the state allows.
func (s BulletinState) Actions() []string { return bulletinMachine.Verbs(s) }

// Label is the Chinese name of the state, as printed.
func (s BulletinState) Label() string {
	switch s {
	case BulletinDraft:
		return "拟稿"
	case BulletinIssued:
		return "已印发"
	case BulletinCorrecting:
		return "更正中"
	}
	return string(s)
}

// Bulletin is the bulletin of a campaign on its way: what people have set by hand. Everything else is compiled when it is
// looked at. What was issued stands apart, as a BulletinIssue.
type Bulletin struct {
	ID           uint64
	CampaignID   uint64
	CampaignCode string
	RegionCode   RegionCode
	State        BulletinState
	TemplateID   OptionalID // none takes the newest of the narrowest area
	Words        BulletinWords
	Accepted     AcceptedWarnings
	Issues       int    // how often it was issued
	Reason       string // of the correction that is being made
	Version      uint64
	CreatedAt    Time
	UpdatedAt    Time
}

// BulletinWords is what was written by hand, over what the template says. An empty text takes the template's.
type BulletinWords struct {
	Number     string            `json:"number"`
	Title      string            `json:"title"`
	Addressees string            `json:"addressees"`
	Preamble   string            `json:"preamble"`
	Closing    string            `json:"closing"`
	Copies     string            `json:"copies"`
	Named      bool              `json:"named"`    // the problems name the targets
	Sections   map[string]string `json:"sections"` // by key; the text of a section without its heading
	Passages   []uint64          `json:"passages"` // of the library, for the next steps, in this order
}

// Value stores the words as JSON.
func (w BulletinWords) Value() (driver.Value, error) { return jsonValue(w) }

// Scan reads the words.
func (w *BulletinWords) Scan(src any) error { return jsonScan(src, w) }

// AcceptedWarning is a warning of the checks that somebody has looked at and lets stand, with the reason.
type AcceptedWarning struct {
	Key    string `json:"key"`
	Reason string `json:"reason"`
	By     string `json:"by"`
	At     Time   `json:"at"`
}

// AcceptedWarnings is a list of accepted warnings.
type AcceptedWarnings []AcceptedWarning

// Value stores the list as JSON.
func (w AcceptedWarnings) Value() (driver.Value, error) { return jsonValue(w) }

// Scan reads the list.
func (w *AcceptedWarnings) Scan(src any) error { return jsonScan(src, w) }

// Of is the acceptance of a warning.
func (w AcceptedWarnings) Of(key string) (AcceptedWarning, bool) {
	at := slices.IndexFunc(w, func(a AcceptedWarning) bool { return a.Key == key })
	if at < 0 {
		return AcceptedWarning{}, false
	}
	return w[at], true
}

// BulletinEdit is what a caller may set.
type BulletinEdit struct {
	TemplateID OptionalID
	BulletinWords
}

// Limits of what is written by hand.
const (
	MaxBulletinText     = 10_000
	maxBulletinLine     = 2000
	MaxBulletinPassages = 20
	maxNumber           = 60
)

// BulletinSections are the keys of the parts of a bulletin, in the order in which they are printed.
var BulletinSections = []string{"superior", "round", "problems", "accountability", "next"}

// Normalize checks all fields at once. Placeholders in texts are checked by who compiles them.
func (e BulletinEdit) Normalize() (BulletinEdit, error) {
	var c checker
	e.Number = c.optional("number", e.Number, maxNumber)
	e.Title = c.optional("title", e.Title, MaxName)
	e.Addressees = c.optional("addressees", e.Addressees, maxBulletinLine)
	e.Copies = c.optional("copies", e.Copies, maxBulletinLine)
	e.Preamble = c.paragraphs("preamble", e.Preamble, MaxBulletinText)
	e.Closing = c.paragraphs("closing", e.Closing, MaxBulletinText)
	sections := map[string]string{}
	for key, text := range e.Sections {
		if !slices.Contains(BulletinSections, key) {
			c.add("sections."+key, "not_one_of", strings.Join(BulletinSections, ", "))
			continue
		}
		if text = c.paragraphs("sections."+key, text, MaxBulletinText); text != "" {
			sections[key] = text
		}
	}
	e.Sections = sections
	if len(e.Passages) > MaxBulletinPassages {
		c.add("passages", "item_count", 0, MaxBulletinPassages)
	}
	if e.Passages == nil {
		e.Passages = []uint64{}
	}
	return e, c.err()
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (b Bulletin) Edit() BulletinEdit {
	words := b.Words
	words.Sections, words.Passages = maps.Clone(words.Sections), slices.Clone(words.Passages)
	return BulletinEdit{b.TemplateID, words}
}

// Apply takes the edit into the row.
func (b *Bulletin) Apply(e BulletinEdit) error {
	if err := b.Move(VerbUpdateBulletin); err != nil {
		return err
	}
	b.TemplateID, b.Words = e.TemplateID, e.BulletinWords
	return nil
}

// Move changes the state by a verb.
func (b *Bulletin) Move(verb BulletinVerb) error {
	to, err := bulletinMachine.Next(b.State, verb)
	if err == nil {
		b.State = to
	}
	return err
}

// Accept lets a warning stand.
func (b *Bulletin) Accept(w AcceptedWarning) error {
	if err := b.Move(VerbAcceptWarning); err != nil {
		return err
	}
	kept := slices.DeleteFunc(slices.Clone(b.Accepted), func(a AcceptedWarning) bool { return a.Key == w.Key })
	b.Accepted = append(kept, w)
	return nil
}

// NewBulletin is that of a campaign to which nobody has set a hand.
func NewBulletin(c Campaign, at Time) Bulletin {
	return Bulletin{
		CampaignID: c.ID, CampaignCode: c.Code, RegionCode: c.RegionCode, State: BulletinDraft,
		Words:    BulletinWords{Sections: map[string]string{}, Passages: []uint64{}},
		Accepted: AcceptedWarnings{}, CreatedAt: at, UpdatedAt: at,
	}
}

// BulletinRevision is a bulletin as it was after a change.
type BulletinRevision struct {
	ID         uint64
	BulletinID uint64
	RegionCode RegionCode
	Version    uint64
	Verb       BulletinVerb
	TemplateID OptionalID
	Words      BulletinWords
	Reason     string
	DoneBy     string
	UserID     uint64
	TokenID    uint64
	CreatedAt  Time
}

// Revision keeps the bulletin as it is.
func (b Bulletin) Revision(verb BulletinVerb, reason string, a Actor, at Time) BulletinRevision {
	return BulletinRevision{
		BulletinID: b.ID, RegionCode: b.RegionCode, Version: b.Version, Verb: verb, TemplateID: b.TemplateID, Words: b.Words,
		Reason: reason, DoneBy: a.Name, UserID: a.UserID, TokenID: a.TokenID, CreatedAt: at,
	}
}
