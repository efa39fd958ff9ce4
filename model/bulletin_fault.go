package model

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// BulletinFault is what the checks before the issue have found. An error stops the issue; a warning stops it until somebody
// has accepted it with a reason. Key stays the same as long as the fault does.
type BulletinFault struct {
	Key      string
	Warning  bool
	Place    string // title, preamble, sections.problems, annexes.1, targets, superior
	Row      int    // of an annex, from 1; 0 for none
	Accepted *AcceptedWarning

	Code       string
	Args       []any
	Suggestion string
}

// NewBulletinFault is a fault with the key that follows from what it says.
func NewBulletinFault(warning bool, place string, row int, code string, args ...any) BulletinFault {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%s\n%q", place, row, code, fmt.Sprint(args...)))
	return BulletinFault{
		Key: hex.EncodeToString(sum[:8]), Warning: warning, Place: place, Row: row, Code: code, Args: args,
	}
}

// Text is the fault in a language.
func (f BulletinFault) Text(l Language) string { return Text(l, f.Code, f.Args...) }

// Stops reports whether nothing can be issued before the fault is mended or accepted.
func (f BulletinFault) Stops() bool { return !f.Warning || f.Accepted == nil }
