package model

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// No text of a bulletin holds what cannot be seen or moves what stands beside it.
func TestTextsOfABulletinCanBeSeen(t *testing.T) {
	for _, odd := range []string{"\x00", "\a", "\x7f", "\u200b", "\u202e", "\ufeff"} {
		text := "甲" + odd + "乙"
		e := BulletinEdit{BulletinWords: BulletinWords{
			Number: text, Title: text, Addressees: text, Preamble: text, Closing: text, Copies: text, Sections: map[string]string{"next": text},
		}}
		_, err := e.Normalize()
		want := []string{"addressees", "closing", "copies", "number", "preamble", "sections.next", "title"}
		if got := forbidden(err); !slices.Equal(got, want) {
			t.Errorf("%q: %v", odd, got)
		}
		_, err = BulletinIssuing{Document: text, IssuedOn: "2022-10-11"}.Normalize("2022-10-11")
		if got := forbidden(err); fmt.Sprint(got) != "[number]" {
			t.Errorf("%q at the issue: %v", odd, got)
		}
	}
	for _, line := range []string{"number", "title", "addressees", "copies"} {
		e := BulletinEdit{BulletinWords: BulletinWords{Number: "甲\n乙", Title: "甲\n乙", Addressees: "甲\n乙", Copies: "甲\n乙", Closing: "甲\n乙"}}
		_, err := e.Normalize()
		if got := forbidden(err); !slices.Contains(got, line) || slices.Contains(got, "closing") {
			t.Errorf("two lines: %v", got)
		}
	}
}

// forbidden are the fields that were refused for a character.
func forbidden(err error) (fields []string) {
	var refusal *Error
	if errors.As(err, &refusal) {
		for _, f := range refusal.Fields {
			if f.Code == "forbidden_character" {
				fields = append(fields, f.Field)
			}
		}
	}
	slices.Sort(fields)
	return fields
}
