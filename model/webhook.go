package model

import (
	"crypto/rand"
	"encoding/base64"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Webhook is a system that is called when something changes.
type Webhook struct {
	ID           uint64
	UID          string // what the sealed secrets are bound to
	URL          string
	Description  string
	Scope        Scope       // it hears of what a caller of this area does
	Kinds        Set[string] // all when empty
	Types        Set[string] // all when empty
	State        WebhookState
	Fault        string // why it was disabled
	Secret       []byte // sealed
	OldSecret    []byte // sealed, of before the last rotation
	OldUntil     Time
	ToldPosition uint64 // in the feed, up to which it has its deliveries
	FailingSince Time   // zero when the last call was taken
	Version      uint64
	CreatedAt    Time
	UpdatedAt    Time
}

// WebhookState is whether the system is called.
type WebhookState string

// The states of a webhook.
const (
	WebhookActive   WebhookState = "active"
	WebhookPaused   WebhookState = "paused"
	WebhookDisabled WebhookState = "disabled" // by itself, see Fault
)

// WebhookStates lists the states.
var WebhookStates = []WebhookState{WebhookActive, WebhookPaused, WebhookDisabled}

// WebhookVerb is what is done with a webhook.
type WebhookVerb string

// The verbs of a webhook.
const (
	VerbPauseWebhook  WebhookVerb = "pause"
	VerbResumeWebhook WebhookVerb = "resume"

	webhookFails WebhookVerb = "it is gone, fails for days, or was away for too long"
)

var webhookMachine = Machine[WebhookState, WebhookVerb]{
	Noun: "webhook", Start: WebhookActive,
	Moves: []Move[WebhookState, WebhookVerb]{
		{VerbPauseWebhook, []WebhookState{WebhookActive}, WebhookPaused},
		{VerbResumeWebhook, []WebhookState{WebhookPaused, WebhookDisabled}, WebhookActive},
	},
	Follows: []Move[WebhookState, WebhookVerb]{{webhookFails, []WebhookState{WebhookActive}, WebhookDisabled}},
}

// Actions lists what the state allows beside what every state does.
func (s WebhookState) Actions() []string {
	return append(webhookMachine.Verbs(s), "update", "delete", "secret", "test", "replay")
}

// Why a webhook was disabled.
const (
	WebhookGone    = "gone"            // it has answered 410
	WebhookFailing = "failing"         // for too long
	WebhookExpired = "changes_expired" // what it has not been told of was removed by age
)

// WebhookPatience is for how long every call of a webhook may fail before it is disabled.
const WebhookPatience = 5 * 24 * time.Hour

// WebhookEdit is what a caller may set.
type WebhookEdit struct {
	URL         string
	Description string
	Scope       Scope
	Kinds       Set[string]
	Types       Set[string]
}

const maxTypes = 50

var changeType = regexp.MustCompile(`^[a-z_]{1,24}\.[a-z_]{1,23}$`)

// Normalize checks all fields at once.
func (e WebhookEdit) Normalize() (WebhookEdit, error) {
	var c checker
	c.outgoing("url", e.URL)
	e.Description = c.required("description", e.Description, MaxName)
	if !e.Scope.Valid() {
		c.add("region_code", "not_a_scope")
	}
	e.Kinds = distinctOf(&c, "kinds", e.Kinds, ChangeKindNames())
	if len(e.Types) > maxTypes {
		c.add("types", "too_many_items", maxTypes)
	}
	types := Set[string]{}
	for _, t := range e.Types {
		kind, _, _ := strings.Cut(t, ".")
		if !changeType.MatchString(t) || !slices.Contains(ChangeKindNames(), kind) {
			c.add("types", "not_a_change_type")
			break
		}
		if !types.Has(t) {
			types = append(types, t)
		}
	}
	slices.Sort(types)
	e.Types = types
	return e, c.err()
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (w Webhook) Edit() WebhookEdit {
	return WebhookEdit{w.URL, w.Description, w.Scope, w.Kinds, w.Types}
}

// Apply takes the edit into the row.
func (w *Webhook) Apply(e WebhookEdit) {
	w.URL, w.Description, w.Scope, w.Kinds, w.Types = e.URL, e.Description, e.Scope, e.Kinds, e.Types
}

// Move carries out a verb.
func (w *Webhook) Move(verb WebhookVerb) error {
	next, err := webhookMachine.Next(w.State, verb)
	if err != nil {
		return err
	}
	if w.State = next; next == WebhookActive {
		w.Fault = ""
	}
	return nil
}

// Disable ends the calls, and reports whether there were any to end.
func (w *Webhook) Disable(fault string) bool {
	next, ok := webhookMachine.Follow(w.State, webhookFails)
	if ok {
		w.State, w.Fault = next, fault
	}
	return ok
}

// ChangeKinds are the kinds that the webhook hears of.
func (w Webhook) ChangeKinds() []ChangeKind {
	return slices.DeleteFunc(slices.Clone(ChangeKinds), func(k ChangeKind) bool {
		return len(w.Kinds) > 0 && !w.Kinds.Has(k.Kind)
	})
}

// Wants reports whether the webhook is told of a type of change.
func (w Webhook) Wants(kind string) bool { return len(w.Types) == 0 || w.Types.Has(kind) }

// ForTrail is the webhook without its secrets, and without what of its address may be one.
func (w Webhook) ForTrail() any {
	if u, err := url.Parse(w.URL); err == nil && u.RawQuery != "" {
		u.RawQuery = "…"
		w.URL = u.String()
	}
	return struct {
		ID                             uint64
		URL, Description, Scope        string
		Kinds, Types                   []string
		State, Fault                   string
		OldUntil, CreatedAt, UpdatedAt Time
		Version                        uint64
	}{w.ID, w.URL, w.Description, string(w.Scope), w.Kinds, w.Types, string(w.State), w.Fault, w.OldUntil, w.CreatedAt, w.UpdatedAt, w.Version}
}

// SecretPrefix begins the text of a secret, as the Standard Webhooks have it.
const SecretPrefix = "whsec_"

const secretBytes = 32

// NewWebhookSecret is a new secret as its receiver gets it.
func NewWebhookSecret() string {
	b := make([]byte, secretBytes)
	_, _ = rand.Read(b) // never fails: the runtime stops the program instead
	return SecretPrefix + base64.StdEncoding.EncodeToString(b)
}

// KeepSecretFor is how long the secret before a rotation signs beside the new one.
const KeepSecretFor = 24 * time.Hour
