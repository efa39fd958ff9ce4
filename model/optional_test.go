package model

import (
	"encoding/json"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestOptionalIDIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := OptionalID(rapid.Uint64Range(0, 1<<53-1).Draw(t, "id"))
		value, err := id.Value()
		if err != nil || (value == nil) != (id == 0) {
			t.Fatalf("%d is stored as %v, %v", id, value, err)
		}
		sources := []any{value}
		if id != 0 {
			sources = append(sources, []byte(strconv.FormatUint(uint64(id), 10)))
		}
		for _, src := range sources {
			got := OptionalID(99)
			if err := got.Scan(src); err != nil || got != id {
				t.Fatalf("%d comes back from %T as %d, %v", id, src, got, err)
			}
		}
		text, err := json.Marshal(id)
		if err != nil || (string(text) == "null") != (id == 0) {
			t.Fatalf("%d is written as %s, %v", id, text, err)
		}
		got := OptionalID(99)
		if err := json.Unmarshal(text, &got); err != nil || got != id {
			t.Fatalf("%s is read as %d, %v", text, got, err)
		}
	})
}

func TestOptionalRefusals(t *testing.T) {
	for _, text := range []string{`"7"`, `7.0`, `1e2`, `-1`, `true`, `{}`, `[]`, `9007199254740992`, `18446744073709551616`} {
		if err := json.Unmarshal([]byte(text), new(OptionalID)); err == nil {
			t.Errorf("%s was read as an id", text)
		}
	}
	for _, src := range []any{"7", 7.5, []byte("x"), []byte("-1"), true} {
		if err := new(OptionalID).Scan(src); err == nil {
			t.Errorf("%T %v was scanned into an id", src, src)
		}
	}
	if err := new(OptionalKey).Scan(7); err == nil {
		t.Error("a number was scanned into a key")
	}
}

func TestOptionalKey(t *testing.T) {
	for _, k := range []OptionalKey{"", "gh_1", "𠮷"} {
		value, err := k.Value()
		if err != nil || (value == nil) != (k == "") {
			t.Errorf("%q is stored as %v, %v", k, value, err)
		}
		got := OptionalKey("before")
		if err := got.Scan(value); err != nil || got != k {
			t.Errorf("%q comes back as %q, %v", k, got, err)
		}
		if err := got.Scan([]byte(k)); err != nil || got != k {
			t.Errorf("%q comes back from bytes as %q, %v", k, got, err)
		}
	}
}
