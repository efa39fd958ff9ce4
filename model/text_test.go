package model

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// unseen are texts that no field keeps: what they hold cannot be seen, turns the reading direction, or is no character.
var unseen = map[string]string{
	"a\x00b": "U+0000", "a\x1bb": "U+001B", "a\x7fb": "U+007F", "a\u0085b": "U+0085", "a\u00adb": "U+00AD",
	"a\u061cb": "U+061C", "a\u200bb": "U+200B", "a\u200db": "U+200D", "a\u200eb": "U+200E", "a\u2028b": "U+2028",
	"a\u2029b": "U+2029", "a\u202eb": "U+202E", "a\u2066b": "U+2066", "a\u2069b": "U+2069", "a\ufeffb": "U+FEFF",
	"a\ufffdb": "U+FFFD", "a\xffb": "U+FFFD", "a\xed\xa0\x80b": "U+FFFD", "a\ue000b": "U+E000", "a\ufdd0b": "U+FDD0",
	"a\uffffb": "U+FFFF", "a\U000e0041b": "U+E0041", "a\U0010ffffb": "U+10FFFF",
}

func TestUnseenCharactersAreNamed(t *testing.T) {
	for text, want := range unseen {
		for _, lines := range []bool{false, true} {
			if got, bad := forbiddenRune(text, lines); !bad || got != want {
				t.Errorf("%q: %s, %v, want %s", text, got, bad, want)
			}
		}
	}
	for _, text := range []string{"", "恩施州", "𠮷𡈽𬭚", "（招商）局", "e\u0301", "葛\U000e0100", "👍🏽", "％_\\'\"<script>${jndi:}"} {
		if r, bad := forbiddenRune(text, false); bad {
			t.Errorf("%q: %s is refused", text, r)
		}
	}
	for _, text := range []string{"a\nb", "a\tb", "a\rb"} {
		if _, bad := forbiddenRune(text, false); !bad {
			t.Errorf("%q is taken as one line", text)
		}
		if _, bad := forbiddenRune(text, true); bad != strings.Contains(text, "\r") {
			t.Errorf("%q as paragraphs: %v", text, bad)
		}
	}
}

func TestCheckerText(t *testing.T) {
	tests := []struct {
		in, out, fault string
	}{
		{" \t\u3000恩施\u00a0\n", "恩施", ""},
		{"e\u0301", "é", ""},
		{"恩 施", "恩 施", ""},
		{"Ｅｎｓｈｉ", "Ｅｎｓｈｉ", ""}, // what a name looks like is not changed, only how it is compared
		{"12345", "12345", ""},
		{"e\u0301e\u0301e\u0301e\u0301e\u0301", "ééééé", ""}, // counted in characters as they are kept
		{"123456", "123456", "f:too_long"},
		{"𠮷𠮷𠮷𠮷𠮷", "𠮷𠮷𠮷𠮷𠮷", ""},
		{"𠮷𠮷𠮷𠮷𠮷𠮷", "𠮷𠮷𠮷𠮷𠮷𠮷", "f:too_long"},
		{"12345\u200b6", "12345\u200b6", "f:forbidden_character f:too_long"},
		{"", "", "f:required"},
		{"\u3000 ", "", "f:required"},
		{"a\r\nb", "a\r\nb", "f:forbidden_character"},
	}
	for _, tt := range tests {
		var c checker
		if got := c.required("f", tt.in, 5); got != tt.out || faults(t, c.err()) != tt.fault {
			t.Errorf("%q: %q, %s; want %q, %s", tt.in, got, faults(t, c.err()), tt.out, tt.fault)
		}
		c = checker{}
		want := strings.TrimPrefix(tt.fault, "f:required")
		if got := c.optional("f", tt.in, 5); got != tt.out || faults(t, c.err()) != want {
			t.Errorf("%q, optional: %q, %s", tt.in, got, faults(t, c.err()))
		}
	}
	var c checker
	if got := c.paragraphs("f", " a\r\nb\tc ", 5); got != "a\nb\tc" || c.err() != nil {
		t.Errorf("paragraphs: %q, %v", got, c.err())
	}
}

func TestOneOf(t *testing.T) {
	var c checker
	oneOf(&c, "level", LevelCounty, Levels)
	oneOf(&c, "level", "County", Levels)
	oneOf(&c, "level", "", Levels)
	if got := faults(t, c.err()); got != "level:not_one_of level:not_one_of" {
		t.Error(got)
	}
	if got := c.fields[0].Args[0]; got != "nation, province, prefecture, county" {
		t.Errorf("the refusal offers %v", got)
	}
}

func TestKey(t *testing.T) {
	same := [][]string{
		{"恩施市司法局", "恩施市 司法局", "\u3000恩施市司法局 ", "恩施市\t司法局"},
		{"App12（A）", "ＡＰＰ１２(a)", "app 12 （Ａ）"},
		{"é", "e\u0301", "É"},
		{"①㈱", "1(株)"},
	}
	for _, group := range same {
		for _, text := range group[1:] {
			if Key(text) != Key(group[0]) {
				t.Errorf("%q and %q are two names: %q, %q", group[0], text, Key(group[0]), Key(text))
			}
		}
	}
	for _, pair := range [][2]string{{"𠮷", "𡈽"}, {"a", "á"}, {"ß", "ss"}, {"州", "洲"}, {"恩施", "恩施州"}} {
		if Key(pair[0]) == Key(pair[1]) {
			t.Errorf("%q and %q are one name", pair[0], pair[1])
		}
	}
}

// fullWidth writes ASCII as an input method set to full width does.
func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}, s)
}

func TestKeyIgnoresSpaceWidthAndCase(t *testing.T) {
	name := rapid.StringMatching(`[a-zA-Z0-9（）州局恩施()·-]{0,20}`)
	rapid.Check(t, func(t *rapid.T) {
		text := name.Draw(t, "name")
		space := rapid.SampledFrom([]string{" ", "\t", "\u3000", "\u00a0", "\u2003"}).Draw(t, "space")
		runes := []rune(text)
		at := rapid.IntRange(0, len(runes)).Draw(t, "at")
		for _, other := range []string{
			strings.ToUpper(text), strings.ToLower(text), fullWidth(text), string(runes[:at]) + space + string(runes[at:]),
		} {
			if Key(other) != Key(text) {
				t.Fatalf("%q and %q are two names: %q, %q", text, other, Key(text), Key(other))
			}
		}
	})
}

func checkKey(t interface{ Fatalf(string, ...any) }, text string) {
	key := Key(text)
	if again := Key(key); again != key {
		t.Fatalf("the key of %+q is %+q, and the key of that %+q", text, key, again)
	}
	if strings.ContainsFunc(key, unicode.IsSpace) {
		t.Fatalf("the key of %+q has a space: %+q", text, key)
	}
	if CleanText(CleanText(text)) != CleanText(text) {
		t.Fatalf("cleaning %+q twice differs", text)
	}
	if clean := CleanText(text); Key(clean) != key {
		t.Fatalf("the key of %+q changes when it is cleaned: %+q, %+q", text, key, Key(clean))
	}
}

func TestKeyOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkKey(t, rapid.String().Draw(t, "text")) })
}

func FuzzKey(f *testing.F) {
	for _, text := range []string{"恩施州", "e´", "İ", "ﷺ", "a\u0300 \u0301", "\u1e9b\u0323", "ẛ ̣", "½", "ǅ", "K"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkKey(t, text) })
}

// edits has a good value of everything that a caller may send, for tests that spoil one field after the other.
func edits() map[string]any {
	return map[string]any{
		"region":       RegionEdit{Code: "422801", Name: "恩施市", ShortName: "恩施", DirectLabel: "市直"},
		"organization": OrganizationEdit{Name: "恩施市司法局", ShortName: "司法局", RegionCode: "422801", CreditCode: "91350100M000100Y43"},
		"site":         goodSite(),
		"account":      goodAccount(),
		"campaign":     goodCampaign(),
		"token":        TokenEdit{Name: "脚本", Role: RoleInspector, Scope: "4228"},
		"reason":       Reason{Reason: "机构改革", On: "2022-10-08"},
		"proof":        Proof{Done: "已整改"},
		"extension":    Extension{DueEdit: DueEdit{DueOn: "2022-11-11"}, Reason: "升级", Approver: "州政府办公室"},
		"exemption":    Exemption{Until: "2022-12-31", Reason: "关停中", Approver: "州政府办公室"},
		"due notice":   DueNotice{DueEdit: DueEdit{DueOn: "2022-10-28"}},
		"measure":      MeasureEdit{Kind: MeasureTalk, TakenOn: "2022-10-20", Document: "州政办函", Note: "无"},
		"submission":   SubmissionEdit{Note: "无"},
		"by site":      onlyItem{BulkItem{SiteCode: "4228000001"}},
		"by account":   onlyItem{BulkItem{Platform: PlatformWechat, AccountName: "恩施发布"}},
	}
}

// onlyItem is a BulkItem whose Normalize looks like the others.
type onlyItem struct{ BulkItem }

func (i onlyItem) Normalize() (onlyItem, error) {
	item, _, err := i.BulkItem.Normalize()
	return onlyItem{item}, err
}

// normalize calls the Normalize of any edit.
func normalize(edit any) (any, error) {
	out := reflect.ValueOf(edit).MethodByName("Normalize").Call(nil)
	err, _ := out[1].Interface().(error)
	return out[0].Interface(), err
}
