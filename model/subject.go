package model

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
)

// Subject is what is inspected.
type Subject string

// The subjects.
const (
	SubjectSite    Subject = "site"
	SubjectAccount Subject = "account"
)

// SubjectKinds lists the subjects.
var SubjectKinds = []Subject{SubjectSite, SubjectAccount}

// ScoredKind is what a campaign gives a score to. Nationally that is only the portals; some cities score every site.
type ScoredKind string

// The kinds that may be scored.
const (
	ScoredPortal  ScoredKind = "portal"
	ScoredSite    ScoredKind = "site"
	ScoredAccount ScoredKind = "account"
)

// ScoredKindValues lists the kinds that may be scored.
var ScoredKindValues = []ScoredKind{ScoredPortal, ScoredSite, ScoredAccount}

// Subject is what is inspected for the kind.
func (k ScoredKind) Subject() Subject {
	if k == ScoredAccount {
		return SubjectAccount
	}
	return SubjectSite
}

// Set is a short list of fixed words without commas, kept in one column with commas between them.
type Set[T ~string] []T

// Has reports whether v is in the set.
func (s Set[T]) Has(v T) bool { return slices.Contains(s, v) }

// Value joins the words.
func (s Set[T]) Value() (driver.Value, error) { return s.Join(","), nil }

// Join is the words with something between them.
func (s Set[T]) Join(between string) string {
	words := make([]string, len(s))
	for i, v := range s {
		words[i] = string(v)
	}
	return strings.Join(words, between)
}

// Scan splits the words.
func (s *Set[T]) Scan(src any) error {
	var text string
	switch v := src.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("scan %T into a set", src)
	}
	*s = Set[T]{}
	if text == "" {
		return nil
	}
	for word := range strings.SplitSeq(text, ",") {
		*s = append(*s, T(word))
	}
	return nil
}

// Label is the Chinese name of the subject, as printed.
func (s Subject) Label() string {
	switch s {
	case SubjectSite:
		return "政府网站"
	case SubjectAccount:
		return "政务新媒体"
	}
	return string(s)
}
