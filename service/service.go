// Package service is what the program does. Each method checks its input and its caller, then runs one transaction that
// ends with record.
package service

import (
	"context"
	"reflect"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/outgoing"
	"xuncha/service/seal"
	"xuncha/service/sso"
)

// Services are the collections of the program.
type Services struct {
	Regions       *Regions
	Organizations *Organizations
	Sites         *Sites
	Accounts      *Accounts
	Catalogues    *Catalogues
	Campaigns     *Campaigns
	Inspections   *Inspections
	Statistics    *Statistics
	Imports       *Imports
	Tokens        *Tokens
	Users         *Users
	Sessions      *Sessions
	Security      *Security
	SSO           *SSO
	Contacts      *Contacts
	Keys          *Keys
	Audit         *Audit
	Repeats       *Repeats
	SelfChecks    *SelfChecks
	Filings       *Filings
	Health        *Health
	Attachments   *Attachments
	Drafts        *Drafts
	Findings      *Findings
	Calendars     *Calendars
	Reminders     *Reminders

	Bulletins         *Bulletins
	BulletinTemplates *BulletinTemplates
	Passages          *Passages

	ImportMappings  *ImportMappings
	Changes         *Changes
	Reports         *Reports
	Reconciliations *Reconciliations
	Webhooks        *Webhooks
}

// Settings are what the services know of the world beside the database.
type Settings struct {
	Clock func() time.Time // the only one they know
	Ring  *seal.Ring       // keys for personal data, secrets and the audit trail

	Passwords   PasswordCost  // of new hashes; DefaultPasswordCost when zero
	SessionIdle time.Duration // how long a session lasts without use; DefaultSessionIdle when 0
	SessionMax  time.Duration // how long it lasts at most; DefaultSessionMax when 0

	SSO      *sso.Provider // where people log in who have no password here; nil without single sign-on
	SSORules sso.Rules     // how its claims become rights

	Evidence EvidenceSettings

	PublicBulletins bool // everybody reads what was issued, without a key

	Province ProvinceSettings

	Outgoing outgoing.Options // which other systems may be called
}

// How long sessions last unless the settings say otherwise.
const (
	DefaultSessionIdle = 30 * time.Minute
	DefaultSessionMax  = 12 * time.Hour
)

// New builds the services over a database.
func New(store *repository.Store, settings Settings) *Services {
	b := base{store: store, clock: settings.Clock, ring: settings.Ring, kept: newKept()}
	catalogues, hashed := &Catalogues{base: b}, newPasswords(settings.Passwords)
	calendars := &Calendars{b}
	sessions := newSessions(b, settings, hashed)
	return &Services{
		Regions: &Regions{b}, Organizations: newOrganizations(b), Sites: newSites(b), Accounts: newAccounts(b),
		Catalogues: catalogues, Campaigns: &Campaigns{base: b, catalogues: catalogues},
		Inspections: &Inspections{base: b, catalogues: catalogues}, Statistics: &Statistics{b},
		Imports: newImports(b, catalogues), Tokens: newTokens(b), Health: &Health{b},
		Sessions: sessions, Users: &Users{b, hashed}, Security: &Security{b},
		SSO:      &SSO{base: b, sessions: sessions, provider: settings.SSO, rules: settings.SSORules},
		Contacts: &Contacts{b}, Keys: &Keys{b},
		Audit:   &Audit{b},
		Repeats: newRepeats(b), Attachments: newAttachments(b, settings.Evidence),
		Filings: &Filings{b},

		SelfChecks: &SelfChecks{base: b, catalogues: catalogues},
		Drafts:     &Drafts{base: b, catalogues: catalogues},
		Findings:   &Findings{base: b, calendars: calendars}, Calendars: calendars, Reminders: &Reminders{b},

		Bulletins: &Bulletins{b, settings.PublicBulletins}, BulletinTemplates: &BulletinTemplates{b}, Passages: &Passages{b},

		ImportMappings: &ImportMappings{b},
		Changes:        newChanges(b),
		Reports:        newReports(b, settings.Province), Reconciliations: newReconciliations(b, settings.Province),
		Webhooks: &Webhooks{b, settings.Outgoing},
	}
}

type base struct {
	store *repository.Store
	clock func() time.Time
	ring  *seal.Ring
	kept  *kept // nil inside of a transaction, which may see what nobody else does yet
}

func (b base) now() model.Time { return model.NewTime(b.clock()) }

// Health answers whether the service can work.
type Health struct{ base }

// Ready is nil when the database answers.
func (h *Health) Ready(ctx context.Context) error { return h.store.Ping(ctx) }

// noun is what changing a thing needs to know about its kind.
type noun[T any] struct {
	kind    string
	private bool // no event tells other systems of it
	facts   func(*T) facts
	put     func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *T) error
}

// facts are the parts of a row that every kind has.
type facts struct {
	id        uint64
	code      string
	region    model.RegionCode
	version   *uint64
	updatedAt *model.Time
}

// edit is one change of one thing that a caller has read at a version.
type edit[T any] struct {
	noun      noun[T]
	operation string
	reason    string
	on        model.Date // from which day it counts, today when empty
	version   uint64
	load      func(tx *repository.Store) (T, error)
	change    func(tx *repository.Store, row *T) error
}

// apply runs an edit in one transaction. A change that changes nothing leaves the version and the trail as they are.
func apply[T any](ctx context.Context, b base, a model.Actor, e edit[T]) (T, error) {
	return repository.InTx(ctx, b.store, func(tx *repository.Store) (T, error) {
		row, err := e.load(tx)
		if err != nil {
			return row, err
		}
		if *e.noun.facts(&row).version != e.version {
			return row, model.Stale()
		}
		if today := model.NewDate(b.now().Time); e.on > today {
			return row, model.InvalidField("on", "in_future", today)
		}
		before := row
		if err := e.change(tx, &row); err != nil {
			return row, err
		}
		if reflect.DeepEqual(before, row) {
			return row, nil
		}
		at := b.now()
		f := e.noun.facts(&row)
		*f.version, *f.updatedAt = e.version+1, at
		if err := e.noun.put(ctx, tx, a, e.version, &row); err != nil {
			return row, err
		}
		c := changed(e.noun, e.operation, e.reason, &before, &row)
		c.on = e.on
		return row, b.record(ctx, tx, a, at, c)
	})
}

// changed describes a change of a thing for record. before is nil for a creation, after for a deletion.
func changed[T any](n noun[T], operation, reason string, before, after *T) change {
	c := change{operation: n.kind + "." + operation, kind: n.kind, reason: reason, private: n.private}
	row := after
	if after == nil {
		row = before
	} else {
		c.after = *after
	}
	if before != nil {
		c.before = *before
	}
	f := n.facts(row)
	c.id, c.code, c.region, c.version = f.id, f.code, f.region, *f.version
	return c
}

// inField turns the fault of a thing that a request refers to into a fault of the field that names it.
func inField(field string, err error) error {
	if err != nil && IsNotFound(err) {
		return model.InvalidField(field, "unknown_reference")
	}
	return err
}

// Patch turns a thing as it stands into the thing as the caller wants it: the request is decoded over the row.
type Patch[E any] func(E) (E, error)

type normalizer[E any] interface{ Normalize() (E, error) }

// over applies the patch and checks the result as a whole.
func (p Patch[E]) over(current E) (E, error) {
	wanted, err := p(current)
	if err != nil {
		return wanted, err
	}
	if n, ok := any(wanted).(normalizer[E]); ok {
		return n.Normalize()
	}
	return wanted, nil
}

// destroy deletes a thing that nothing refers to, at the version the caller has seen.
func destroy[T any](
	ctx context.Context, b base, a model.Actor, version uint64, n noun[T],
	load func(tx *repository.Store) (T, error), remove func(tx *repository.Store) error,
) error {
	_, err := repository.InTx(ctx, b.store, func(tx *repository.Store) (struct{}, error) {
		row, err := load(tx)
		if err != nil {
			return struct{}{}, err
		}
		if *n.facts(&row).version != version {
			return struct{}{}, model.Stale()
		}
		if err := remove(tx); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, b.record(ctx, tx, a, b.now(), changed(n, "delete", "", &row, nil))
	})
	return err
}
