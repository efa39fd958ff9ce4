// Package model has the rows of the program, what a caller may set of them, and every rule that looks at one row only.
package model

import (
	"fmt"
	"strings"
	"time"
)

// Kind says what sort of refusal an Error is. The HTTP layer has one table from kind to status.
type Kind int

// The kinds of refusal.
const (
	KindMalformed       Kind = iota + 1 // the request itself cannot be read
	KindInvalid                         // it can be read, but a field has a value that cannot be taken
	KindUnauthenticated                 // no caller, or one that is not known
	KindForbidden                       // the caller's role may not do this anywhere
	KindNotFound                        // no such thing in the caller's region
	KindConflict                        // the thing's state, or another thing, stands in the way
	KindStale                           // somebody else changed the thing first
	KindUnconditional                   // a change came without the version it was made on
	KindTooLarge                        // more than the service takes at once
	KindUnsupported                     // a media type that is not taken
	KindNotAcceptable                   // no form of the answer that the caller takes
	KindUnavailable                     // the service cannot answer now, the caller may try again
	KindTooMany                         // the caller asks too often
	KindRange                           // a part of a file that it does not have
	KindGone                            // it was there, and was removed by age
)

// Error is the one error a caller may see. Everything else is a bug or an outage and is answered without its text.
// Code is stable and for programs; the text for people comes from Text and is chosen by language.
type Error struct {
	Kind   Kind
	Code   string
	Args   []any
	Fields []FieldError
	// RetryAfter is when the same request may be answered; a few seconds when it is zero. Only for kinds that are answered
	// with a Retry-After.
	RetryAfter time.Duration
	// Link is where the way out begins, for programs; mostly empty.
	Link string
}

// FieldError says what is wrong with one field. Field is the path in the request, as in "findings[2].indicator".
// Suggestion, when not empty, is a value that would be taken.
type FieldError struct {
	Field      string
	Code       string
	Args       []any
	Suggestion string
}

// Error is the English text, for logs.
func (e *Error) Error() string { return e.Text(English) }

// Text is the error in one line, with its fields.
func (e *Error) Text(l Language) string {
	var b strings.Builder
	b.WriteString(Text(l, e.Code, e.Args...))
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s", f.Field, f.Text(l))
	}
	return b.String()
}

// Text is the sentence for people about one field.
func (f FieldError) Text(l Language) string { return Text(l, f.Code, f.Args...) }

// Is makes errors.Is compare by code, so that a test or a retry can ask for one refusal.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// NewError is an Error without fields.
func NewError(kind Kind, code string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Args: args}
}

// TooMany is the answer to a caller who asks too often, and when to come back.
func TooMany(code string, retryAfter time.Duration) *Error {
	return &Error{Kind: KindTooMany, Code: code, RetryAfter: retryAfter}
}

// NotFound is the answer for a thing that does not exist and for one outside the caller's region: they are the same bytes.
func NotFound() *Error { return NewError(KindNotFound, "not_found") }

// CursorExpired is the answer to a reader who has stayed away for longer than changes are kept.
func CursorExpired() *Error {
	return &Error{Kind: KindGone, Code: "cursor_expired", Link: "/api/v1/changes?after=" + CursorNow}
}

// Stale is the answer to a change that was made on an older version.
func Stale() *Error { return NewError(KindStale, "stale_version") }

// Invalid is the answer to a request with fields that cannot be taken.
func Invalid(fields ...FieldError) *Error {
	return &Error{Kind: KindInvalid, Code: "invalid_fields", Fields: fields}
}

// InvalidField is Invalid for a single field.
func InvalidField(field, code string, args ...any) *Error {
	return Invalid(FieldError{Field: field, Code: code, Args: args})
}
