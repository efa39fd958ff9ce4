package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"xuncha/model"
	"xuncha/repository"
)

// change is one thing that happened, for the audit entry and the event.
type change struct {
	operation     string
	kind          string
	id            uint64
	code          string
	region        model.RegionCode
	version       uint64
	reason        string
	before, after any
	of            any  // the thing, where before and after are something else of it
	private       bool // no event: other systems hear of the work, not of people and keys
	denied        bool // it was asked for, and refused

	on       model.Date // from which day it counts, today when empty
	from     model.Date // the same as remember has found it
	part     bool       // it follows from another change
	imported bool       // it comes from a file

	told model.UpperRegister // the register above that says so itself, so that it need not be told
}

// record writes an audit entry and an event for each change. It is the last call of every changing transaction: no entry,
// no change.
func (b base) record(ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, changes ...change) error {
	entries := make([]model.AuditEntry, len(changes))
	events := make([]model.Event, 0, len(changes))
	for i, c := range changes {
		before, err := snapshot(c.before)
		if err != nil {
			return err
		}
		after, err := snapshot(c.after)
		if err != nil {
			return err
		}
		entries[i] = model.AuditEntry{
			At: at, ActorName: a.Name, ActorRole: a.Role, TokenID: a.TokenID, Source: a.Source, RequestID: a.RequestID,
			Operation: c.operation, ThingKind: c.kind, ThingID: c.id, RegionCode: c.region, Reason: c.reason,
			BeforeState: before, AfterState: after, UserID: a.UserID, ActorScope: a.Scope, Outcome: model.AuditDone,
		}
		if c.denied {
			entries[i].Outcome = model.AuditDenied
		}
		if c.private || c.denied {
			continue
		}
		told, err := c.events(at)
		if err != nil {
			return err
		}
		events = append(events, told...)
	}
	for i := range entries {
		b.vouch(&entries[i])
	}
	if err := b.remember(ctx, tx, a, at, changes); err != nil {
		return err
	}
	handed, err := hand(ctx, tx, at, changes)
	if err != nil {
		return err
	}
	filed, err := b.file(ctx, tx, a, at, changes)
	if err != nil {
		return err
	}
	for _, c := range append(handed, filed...) {
		told, err := c.events(at)
		if err != nil {
			return err
		}
		events = append(events, told...)
	}
	return tx.Trail.Append(ctx, entries, events)
}

// note writes an audit entry of something that changes nothing else: a login, an export, a look at personal data, a refusal.
// It stays although the call that it is about is refused.
func (b base) note(ctx context.Context, a model.Actor, c change) error {
	c.private = true
	ctx = repository.Apart(ctx, b.store)
	_, err := repository.InTx(ctx, b.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, b.record(ctx, tx, a, b.now(), c)
	})
	return err
}

// discreet is a row that the trail must not keep as it is.
type discreet interface{ ForTrail() any }

// snapshot is a row as JSON, without the columns that only repeat others.
func snapshot(row any) (string, error) {
	if row == nil {
		return "", nil
	}
	if d, ok := row.(discreet); ok {
		row = d.ForTrail()
	}
	value := reflect.ValueOf(row)
	fields := make(map[string]any, value.NumField())
	collect(value, fields)
	text, err := json.Marshal(fields)
	if err != nil {
		return "", fmt.Errorf("encode an audit entry: %w", err)
	}
	return string(text), nil
}

// derived columns say nothing that others do not, and a hash is nobody's to read.
var derived = map[string]bool{
	"NameKey": true, "SearchText": true, "PlatformAccountKey": true, "TargetKey": true, "Hash": true,
	"PreviousHash": true, "PasswordHash": true, "SubjectKey": true, "TOTPSecret": true, "TOTPStep": true,
	"Sealed": true, "MobileLookup": true, "OfficeLookup": true, "FigureChanges": true,
}

func collect(value reflect.Value, into map[string]any) {
	for i := range value.NumField() {
		field := value.Type().Field(i)
		switch {
		case field.Anonymous:
			collect(value.Field(i), into)
		case !derived[field.Name]:
			into[field.Name] = value.Field(i).Interface()
		}
	}
}

// IsNotFound reports whether an error says that a thing does not exist for the caller.
func IsNotFound(err error) bool { return hasKind(err, model.KindNotFound) }

func hasKind(err error, kind model.Kind) bool {
	var e *model.Error
	return errors.As(err, &e) && e.Kind == kind
}

func fieldsOf(err error) []model.FieldError {
	var e *model.Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}
