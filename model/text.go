package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of text fields, in characters. The database columns have the same figures.
const (
	MaxName   = 200
	MaxURL    = 500
	MaxReason = 500
	MaxText   = 4000
)

// checker collects all faults of one edit, so that a form, an import and a script learn them in one answer.
type checker struct{ fields []FieldError }

func (c *checker) add(field, code string, args ...any) {
	c.fields = append(c.fields, FieldError{Field: field, Code: code, Args: args})
}

func (c *checker) suggest(field, code, suggestion string, args ...any) {
	c.fields = append(c.fields, FieldError{Field: field, Code: code, Args: args, Suggestion: suggestion})
}

// err is nil when nothing was found.
func (c *checker) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return Invalid(c.fields...)
}

// required is optional with at least one character.
func (c *checker) required(field, value string, limit int) string {
	value = c.optional(field, value, limit)
	if value == "" && !c.has(field) {
		c.add(field, "required")
	}
	return value
}

// optional trims and normalizes one line of text and reports what cannot be kept.
func (c *checker) optional(field, value string, limit int) string {
	value = CleanText(value)
	if r, bad := forbiddenRune(value, false); bad {
		c.add(field, "forbidden_character", r)
	}
	if utf8.RuneCountInString(value) > limit {
		c.add(field, "too_long", limit)
	}
	return value
}

// paragraphs is optional for text of several lines.
func (c *checker) paragraphs(field, value string, limit int) string {
	value = cleanParagraphs(value)
	if r, bad := forbiddenRune(value, true); bad {
		c.add(field, "forbidden_character", r)
	}
	if utf8.RuneCountInString(value) > limit {
		c.add(field, "too_long", limit)
	}
	return value
}

func (c *checker) has(field string) bool {
	for _, f := range c.fields {
		if f.Field == field {
			return true
		}
	}
	return false
}

// oneOf reports a value that is not in the list.
func oneOf[T ~string](c *checker, field string, value T, allowed []T) {
	for _, a := range allowed {
		if value == a {
			return
		}
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	c.add(field, "not_one_of", strings.Join(names, ", "))
}

// CleanText trims spaces of every width from both ends and brings composed characters into one form (NFC).
func CleanText(s string) string { return strings.TrimSpace(norm.NFC.String(s)) }

func cleanParagraphs(s string) string { return CleanText(strings.ReplaceAll(s, "\r\n", "\n")) }

// Key is the canonical form under which names are compared: compatibility forms folded, lower case, no spaces.
// It is kept in a binary column, because database collations differ in what they take for equal.
func Key(s string) string {
	folded := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
	return norm.NFKC.String(folded) // an accent may have met its letter where a space was
}

// forbiddenRune finds a character that cannot be seen or that turns the reading direction: such text would print as
// something other than what was checked.
func forbiddenRune(s string, lines bool) (string, bool) {
	for i, r := range s {
		switch {
		case r == utf8.RuneError:
			if _, width := utf8.DecodeRuneInString(s[i:]); width == 1 {
				return "U+FFFD", true
			}
			return codePoint(r), true
		case lines && (r == '\n' || r == '\t'):
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r),
			unicode.Is(unicode.Co, r), unicode.Is(unicode.Cs, r), isNoncharacter(r):
			return codePoint(r), true
		}
	}
	return "", false
}

func isNoncharacter(r rune) bool { return r&0xFFFE == 0xFFFE || (r >= 0xFDD0 && r <= 0xFDEF) }

func codePoint(r rune) string {
	const digits = "0123456789ABCDEF"
	out := []byte("U+")
	started := false
	for shift := 20; shift >= 0; shift -= 4 {
		d := digits[(r>>shift)&0xF]
		if d != '0' || started || shift < 16 {
			out = append(out, d)
			started = true
		}
	}
	return string(out)
}
