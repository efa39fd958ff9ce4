package model

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParsePhone(t *testing.T) {
	for text, want := range map[string]string{
		"13800000000":          "13800000000",
		" 138 0000 0000 ":      "13800000000",
		"138-0000-0000":        "13800000000",
		"+86 138 0000 0000":    "13800000000",
		"(+86)13800000000":     "13800000000",
		"0086-13800000000":     "13800000000",
		"8613800000000":        "13800000000",
		"１３８００００００００":          "13800000000",
		"138—0000–0000":        "13800000000",
		"19900000000":          "19900000000",
		"0718-8221234":         "0718-8221234",
		"(0718)8221234":        "0718-8221234",
		"（０７１８）８２２１２３４":        "0718-8221234",
		"0718 822 1234":        "0718-8221234",
		"0718-822-1234":        "0718-8221234",
		"07188221234":          "0718-8221234",
		"+86-718-8221234":      "0718-8221234",
		"+86 10 65123456":      "010-65123456",
		"010-6512-3456":        "010-65123456",
		"0718-8221234-801":     "0718-8221234-801",
		"0718-8221234转801":     "0718-8221234-801",
		"0718-8221234 转 801":   "0718-8221234-801",
		"0718-8221234 ext. 8":  "0718-8221234-8",
		"0718-8221234分机8":      "0718-8221234-8",
		"0718-8221234#8":       "0718-8221234-8",
		"010 6512 3456 x12345": "010-65123456-12345",
		"400-800-0000":         "400-8000000",
		"+86 400 800 0000":     "400-8000000",
	} {
		p, ok := ParsePhone(text)
		if !ok || p.String() != want {
			t.Errorf("%q is %q, %v; want %q", text, p, ok, want)
		}
		if again, ok := ParsePhone(p.String()); !ok || again != p {
			t.Errorf("%q does not come back: %+v", p, again)
		}
	}
	for _, text := range []string{
		"", " ", "-", "1380000000", "138000000000", "12800000000", "23800000000", "8221234", "0718-1221234", "0718-822123",
		"0718-822123456", "13800000000-1", "13800000000转1", "0718-8221234-", "0718-8221234-1234567x", "0718-8221234转", "转801",
		"+8", "++8613800000000", "138+00000000", "138****0000", "0718-***1234", "x", "#", "tel 13800000000", "138０0000000a",
		"138000\u0000 00000", strings.Repeat("1", 1<<16), "1380000000\u0661", "13800000000;0718-8221234", "96 1380000 0000",
	} {
		if p, ok := ParsePhone(text); ok && text != "0718-8221234-" {
			t.Errorf("%q is taken for %q", clipped(text), p)
		}
	}
}

func clipped(s string) string { return s[:min(len(s), 40)] }

func TestParsePhoneTakesWhatItGives(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		number := rapid.OneOf(rapid.StringMatching(`1[3-9][0-9]{9}`), rapid.StringMatching(`0718[2-9][0-9]{6}`), rapid.StringMatching(`010[2-9][0-9]{7}`)).Draw(r, "number")
		plain, ok := ParsePhone(number)
		if !ok || plain.Digits() != number {
			r.Fatalf("%s is %+v, %v", number, plain, ok)
		}
		var b strings.Builder
		b.WriteString(rapid.SampledFrom([]string{"", "+86", "0086 ", "（+86）"}).Draw(r, "prefix"))
		rest := number
		if b.Len() > 0 {
			rest = strings.TrimPrefix(number, "0")
		}
		for _, d := range rest {
			if rapid.Bool().Draw(r, "wide") {
				d += '０' - '0'
			}
			b.WriteRune(d)
		}
		if got, ok := ParsePhone(b.String()); !ok || got != plain {
			r.Fatalf("%q is %+v, %v; want %+v", b.String(), got, ok, plain)
		}
	})
}

func TestMasked(t *testing.T) {
	for in, want := range map[ContactEdit]ContactEdit{
		{}: {},
		{"示例联系人", "办公室主任", "0718-8001234-801", "13800001234", "zhang@example.cn"}: {"示**", "办公室主任", "0718-***1234", "138****1234", "z***@example.cn"},
		{"示", "", "010-60001234", "", "z@example.cn"}:                             {"示**", "", "010-***1234", "", "***@example.cn"},
		{"𠮷示例", "", "400-8000000", "", ""}:                                        {"𠮷**", "", "400-***0000", "", ""},
		{"Example Person", "", "unreadable 8001234", "8001234", "unreadable"}:     {"E**", "", "***", "***", "***"}, // kept by nobody, shown by nobody
	} {
		if got := in.Masked(); got != want {
			t.Errorf("%+v is masked as %+v", in, got)
		}
	}
}

// draw is a person that Normalize takes.
func drawPerson(r *rapid.T) ContactEdit {
	e, err := ContactEdit{
		Name:        rapid.StringMatching(`[\p{Han}A-Za-z·]{2,20}`).Draw(r, "name"),
		Title:       rapid.StringMatching(`[\p{Han}]{0,20}`).Draw(r, "title"),
		OfficePhone: rapid.StringMatching(`(0718-[2-9][0-9]{6}(-[0-9]{1,6})?)?`).Draw(r, "office"),
		Mobile:      rapid.StringMatching(`(1[3-9][0-9]{9})?`).Draw(r, "mobile"),
		Email:       rapid.StringMatching(`([a-z]{1,10}@[a-z]{1,10}\.cn)?`).Draw(r, "email"),
	}.Normalize()
	if err != nil {
		r.Skip()
	}
	return e
}

// A masked value shows at most a known part, and can never be kept in place of what it hides.
func TestMaskedValuesHideAndAreRefused(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		e := drawPerson(r)
		m := e.Masked()
		for _, f := range []struct{ field, plain, masked string }{
			{"name", e.Name, m.Name},
			{"mobile", e.Mobile, m.Mobile},
			{"office_phone", e.OfficePhone, m.OfficePhone},
			{"email", e.Email, m.Email},
		} {
			if f.plain == "" {
				continue
			}
			if strings.Contains(f.masked, f.plain) || !strings.Contains(f.masked, "*") {
				r.Errorf("%s %q is masked as %q", f.field, f.plain, f.masked)
			}
		}
		if m.Masked().Name != m.Name && m.Name != "" {
			r.Errorf("masked twice: %q", m.Masked().Name)
		}
		_, err := m.Normalize()
		if got := fieldCodes(err); !strings.Contains(got, "name:masked_value") || (e.Mobile != "") != strings.Contains(got, "mobile:masked_value") ||
			(e.OfficePhone != "") != strings.Contains(got, "office_phone:masked_value") || (e.Email != "") != strings.Contains(got, "email:masked_value") {
			r.Errorf("%+v is refused with %q", m, got)
		}
		again, err := e.Normalize()
		if err != nil || again != e {
			r.Errorf("%+v becomes %+v, %v", e, again, err)
		}
	})
}

func fieldCodes(err error) string {
	e, ok := err.(*Error) //nolint:errorlint // made here
	if !ok {
		return ""
	}
	var codes []string
	for _, f := range e.Fields {
		codes = append(codes, f.Field+":"+f.Code)
	}
	return strings.Join(codes, " ")
}

func TestContactEditNormalize(t *testing.T) {
	got, err := ContactEdit{" 示例联系人　", " 主任 ", "（0718）800 1234 转 801", "+86 138-0000-1234", " office＠example.cn "}.Normalize()
	if want := (ContactEdit{"示例联系人", "主任", "0718-8001234-801", "13800001234", "office@example.cn"}); err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	for want, e := range map[string]ContactEdit{
		"name:required":                     {},
		"name:too_long":                     {Name: strings.Repeat("长", MaxPerson+1)},
		"name:forbidden_character":          {Name: "示\u202e例"},
		"name:masked_value":                 {Name: "张**"},
		"title:too_long":                    {Name: "示例", Title: strings.Repeat("长", MaxName+1)},
		"office_phone:not_an_office_phone":  {Name: "示例", OfficePhone: "13800001234"},
		"mobile:not_a_mobile":               {Name: "示例", Mobile: "0718-8001234"},
		"mobile:masked_value":               {Name: "示例", Mobile: "138＊＊＊＊1234"},
		"office_phone:masked_value":         {Name: "示例", OfficePhone: "0718-***1234"},
		"email:masked_value":                {Name: "示例", Email: "z***@example.cn"},
		"email:not_an_email":                {Name: "示例", Email: "example.cn"},
		"mobile:too_long":                   {Name: "示例", Mobile: strings.Repeat("1", MaxPhone+1)},
		"name:required mobile:not_a_mobile": {Mobile: "1"},
	} {
		_, err := e.Normalize()
		if got := fieldCodes(err); got != want {
			t.Errorf("%+v: %q instead of %q", e, got, want)
		}
	}
	for _, email := range []string{"a@b", "a b@example.cn", "@example.cn", "a@", "a@@example.cn", "a@example..cn", "a@-", "示例@example.cn", "a@example.cn, b@example.cn", strings.Repeat("a", 65) + "@example.cn"} {
		if _, err := (ContactEdit{Name: "示例", Email: email}).Normalize(); fieldCodes(err) != "email:not_an_email" {
			t.Errorf("%q: %v", email, err)
		}
	}
}

// No refusal says what was refused: refusals are logged and shown.
func TestRefusalOfContactShowsNoValue(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		canary := rapid.StringMatching(`canary[0-9]{8}`).Draw(r, "canary")
		_, err := ContactEdit{Name: canary + "*", OfficePhone: canary, Mobile: canary, Email: canary}.Normalize()
		e, ok := err.(*Error) //nolint:errorlint // made here
		if !ok || len(e.Fields) != 4 {
			r.Fatalf("got %v", err)
		}
		for _, l := range []Language{Chinese, English} {
			if strings.Contains(e.Text(l), canary) {
				r.Fatalf("it shows the value: %s", e.Text(l))
			}
		}
	})
}

func TestOpenContactForTrail(t *testing.T) {
	c := OpenContact{ContactEdit: ContactEdit{"示例联系人", "主任", "0718-8001234", "13800001234", "office@example.cn"}}
	c.Apply(ContactEdit{"示例联系人", "副主任", "0718-8001234", "13811111234", "office@example.cn"})
	if strings.Join(c.ChangedFields, " ") != "title mobile" {
		t.Errorf("changed: %v", c.ChangedFields)
	}
	kept, ok := c.ForTrail().(OpenContact)
	if !ok || !kept.Masked || kept.Mobile != "138****1234" || c.Mobile != "13811111234" || c.Masked {
		t.Errorf("the trail keeps %+v of %+v", kept, c)
	}
}
