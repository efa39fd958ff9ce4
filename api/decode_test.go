package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// sample has a field of every type that requests are made of.
type sample struct {
	Text   string            `json:"text"`
	Flag   bool              `json:"flag"`
	Count  int               `json:"count"`
	ID     uint64            `json:"id"`
	Parent model.OptionalID  `json:"parent"`
	Day    model.Date        `json:"day"`
	Points model.Points      `json:"points"`
	Kinds  []string          `json:"kinds"`
	Set    model.Set[string] `json:"set"`
	Items  []sampleItem      `json:"items"`
	Values map[string]string `json:"values"`
	Maybe  *string           `json:"maybe"`
	hidden string            //nolint:unused // must not be reachable
	Skip   string            `json:"-"`
	sampleEmbedded
}

type sampleItem struct {
	Code string `json:"code"`
}

type sampleEmbedded struct {
	Note string `json:"note"`
}

// A list that must be given is not taken for an empty one when it is left out.
func TestDecodeAsksForWhatMustBeGiven(t *testing.T) {
	type result struct {
		Findings []string `json:"findings" given:"always"`
	}
	type results struct {
		Items []result `json:"items"`
	}
	for raw, want := range map[string]string{
		`{"items":[{"findings":[]},{"findings":["a"]}]}`: "",
		`{"items":[{"findings":[]},{}]}`:                 "invalid_fields items[1].findings:missing_field",
		`{"items":[{"Findings":[]}]}`:                    "invalid_fields items[0].Findings:unknown_field items[0].findings:missing_field",
		`{"items":[{"findings":null}]}`:                  "invalid_fields items[0].findings:null_not_allowed",
	} {
		var got results
		err := body{raw: []byte(raw), values: 1000}.decode(&got)
		if err != nil && refusal(err) != want || err == nil && want != "" {
			t.Errorf("%s: %v, want %s", raw, err, want)
		}
	}
}

func decodeSample(raw string) (sample, error) {
	var s sample
	err := body{raw: []byte(raw), values: 1000}.decode(&s)
	return s, err
}

func TestDecodeTakes(t *testing.T) {
	one := "一"
	tests := map[string]sample{
		`{}`:                      {},
		` {"text":"恩施\n\u65bd"} `: {Text: "恩施\n施"},
		`{"flag":true,"count":-3,"id":9007199254740991}`: {Flag: true, Count: -3, ID: 1<<53 - 1},
		`{"count":-0}`:                                        {},
		`{"parent":7,"day":"2022-09-30"}`:                     {Parent: 7, Day: "2022-09-30"},
		`{"parent":null,"day":null}`:                          {},
		`{"points":0.5}`:                                      {Points: 50},
		`{"kinds":[],"set":["a"],"items":[{},{"code":"S1"}]}`: {Kinds: []string{}, Set: model.Set[string]{"a"}, Items: []sampleItem{{}, {"S1"}}},
		`{"values":{"a":"b","":"c"}}`:                         {Values: map[string]string{"a": "b", "": "c"}},
		`{"maybe":null}`:                                      {},
		`{"maybe":"一"}`:                                       {Maybe: &one},
		`{"note":"内嵌"}`:                                       {sampleEmbedded: sampleEmbedded{"内嵌"}},
		`{"text":"\ud83d\udc4d"}`:                             {Text: "👍"},
		`{"text":"` + "\ufffd" + `"}`:                         {Text: "\ufffd"}, // the character itself; what a field holds is not checked here
	}
	for raw, want := range tests {
		got, err := decodeSample(raw)
		if err != nil {
			t.Errorf("%s: %v", raw, err)
		} else if diff := cmp.Diff(want, got, cmp.AllowUnexported(sample{})); diff != "" {
			t.Errorf("%s:\n%s", raw, diff)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	tests := map[string]string{
		``:                    "malformed_json",
		`{`:                   "malformed_json",
		`{"text"`:             "malformed_json",
		`{"text":"a",}`:       "malformed_json",
		`{"text":"a"} {}`:     "malformed_json",
		`{"text":"a"}x`:       "malformed_json",
		`{'text':1}`:          "malformed_json",
		`{"count":01}`:        "malformed_json",
		`{"count":NaN}`:       "malformed_json",
		"{\"text\":\"\x01\"}": "malformed_json",
		`null`:                "invalid_fields :null_not_allowed",
		`[]`:                  "invalid_fields :wrong_type",
		`"x"`:                 "invalid_fields :wrong_type",
		`{"Text":"a"}`:        "invalid_fields Text:unknown_field",
		`{"TEXT":"a"}`:        "invalid_fields TEXT:unknown_field",
		`{"Skip":"a","-":"a","hidden":"a","sampleEmbedded":{}}`: "invalid_fields Skip:unknown_field -:unknown_field hidden:unknown_field sampleEmbedded:unknown_field",
		`{"text":"a","text":"b"}`:                               "invalid_fields text:duplicate_field",
		`{"text":"a","\u0074ext":"b"}`:                          "invalid_fields text:duplicate_field",
		`{"values":{"a":"1","a":"2"}}`:                          "invalid_fields values.a:duplicate_field",
		`{"text":null}`:                                         "invalid_fields text:null_not_allowed",
		`{"kinds":null}`:                                        "invalid_fields kinds:null_not_allowed",
		`{"items":[null]}`:                                      "invalid_fields items[0]:null_not_allowed",
		`{"text":1,"flag":"true","count":"1","id":-1}`:          "invalid_fields text:wrong_type flag:wrong_type count:wrong_type id:wrong_type",
		`{"count":1.0}`:                                         "invalid_fields count:wrong_type",
		`{"count":1e2}`:                                         "invalid_fields count:wrong_type",
		`{"id":9007199254740992}`:                               "invalid_fields id:wrong_type",
		`{"count":-9007199254740992}`:                           "invalid_fields count:wrong_type",
		`{"id":1e309}`:                                          "invalid_fields id:wrong_type",
		`{"parent":"7"}`:                                        "invalid_fields parent:wrong_type",
		`{"parent":{}}`:                                         "invalid_fields parent:wrong_type",
		`{"parent":[7]}`:                                        "invalid_fields parent:wrong_type",
		`{"day":20220930}`:                                      "invalid_fields day:wrong_type",
		`{"points":"5"}`:                                        "invalid_fields points:wrong_type",
		`{"points":0.001}`:                                      "invalid_fields points:wrong_type",
		`{"kinds":{}}`:                                          "invalid_fields kinds:wrong_type",
		`{"kinds":"a"}`:                                         "invalid_fields kinds:wrong_type",
		`{"kinds":["a",1,["b"]]}`:                               "invalid_fields kinds[1]:wrong_type kinds[2]:wrong_type",
		`{"items":[{"code":1},{"x":1}]}`:                        "invalid_fields items[0].code:wrong_type items[1].x:unknown_field",
		`{"values":{"a":1}}`:                                    "invalid_fields values.a:wrong_type",
		`{"values":[]}`:                                         "invalid_fields values:wrong_type",
		`{"text":"\ud800"}`:                                     "invalid_fields text:broken_escape",
		`{"text":"\udc00x"}`:                                    "invalid_fields text:broken_escape",
		`{"x":{"y":["\ud800"]}}`:                                "invalid_fields x:unknown_field x.y[0]:broken_escape",
		`{"__proto__":{}}`:                                      "invalid_fields __proto__:unknown_field",
	}
	for raw, want := range tests {
		if _, err := decodeSample(raw); refusal(err) != want {
			t.Errorf("%s: %s, want %s", raw, refusal(err), want)
		}
	}
}

func TestDecodeLimits(t *testing.T) {
	nested := func(n int) string { return `{"x":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}` }
	if _, err := decodeSample(nested(maxDepth)); refusal(err) != "invalid_fields x:unknown_field" {
		t.Errorf("%d levels: %v", maxDepth, err)
	}
	for _, n := range []int{maxDepth + 1, 100_000} {
		if _, err := decodeSample(nested(n)); refusal(err) != "too_deep" {
			t.Errorf("%d levels: %v", n, err)
		}
	}
	// The object, the name and the list are three values.
	list := func(n int) string { return `{"kinds":[` + strings.TrimSuffix(strings.Repeat(`"",`, n), ",") + `]}` }
	if _, err := decodeSample(list(997)); err != nil {
		t.Errorf("1000 values: %v", err)
	}
	if _, err := decodeSample(list(998)); refusal(err) != "too_many_values" {
		t.Errorf("1001 values: %v", err)
	}
	long := strings.Repeat("名", 100_000)
	for _, raw := range []string{`{"` + long + `":1}`, `{"values":{"` + long + `":1}}`, `{"values":{"` + long + `":"\ud800"}}`} {
		var e *model.Error
		if _, err := decodeSample(raw); !errors.As(err, &e) || utf8.RuneCountInString(e.Fields[0].Field) > 101 {
			t.Errorf("a long name comes back whole: %.200v", err)
		}
	}
	var e *model.Error
	many := strings.Builder{}
	for i := range 200 {
		fmt.Fprintf(&many, `,"f%d":1`, i)
	}
	if _, err := decodeSample(`{` + many.String()[1:] + `}`); !errors.As(err, &e) || len(e.Fields) != 100 {
		t.Errorf("%v", err)
	}
}

// What a body does not name stays as it is; what it names replaces the whole value.
func TestDecodeOver(t *testing.T) {
	s := sample{Text: "a", Count: 1, Kinds: []string{"x", "y"}, Values: map[string]string{"a": "b"}}
	err := body{raw: []byte(`{"count":2,"kinds":["z"]}`), values: 100}.decode(&s)
	want := sample{Text: "a", Count: 2, Kinds: []string{"z"}, Values: map[string]string{"a": "b"}}
	if diff := cmp.Diff(want, s, cmp.AllowUnexported(sample{})); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestReadBody(t *testing.T) {
	tests := []struct{ media, body, want string }{
		{"application/json", `{}`, ""},
		{"application/json; charset=UTF-8", `{}`, ""},
		{"application/json; charset=gbk", `{}`, "unsupported_media"},
		{"application/merge-patch+json", `{}`, "unsupported_media"},
		{"text/json", `{}`, "unsupported_media"},
		{"application/xml", `<a/>`, "unsupported_media"},
		{"application/x-www-form-urlencoded", `a=b`, "unsupported_media"},
		{"", `{}`, "unsupported_media"},
		{"application/json;;", `{}`, "unsupported_media"},
		{"application/json", "", "body_required"},
		{"application/json", " \n", "body_required"},
		{"application/json", "{\"text\":\"\xff\"}", "not_utf8_body"},
		{"application/json", "{\"text\":\"\xed\xa0\x80\"}", "not_utf8_body"},
	}
	for _, tt := range tests {
		c, _ := callOf(t, http.MethodPost, "/", strings.NewReader(tt.body), "Content-Type", tt.media)
		if _, err := c.readBody(); refusal(err) != tt.want {
			t.Errorf("%s %q: %v, want %s", tt.media, tt.body, err, tt.want)
		}
	}
	for size, fits := range map[int]bool{maxBody: true, maxBody + 1: false} {
		c, _ := callOf(t, http.MethodPost, "/", strings.NewReader(strings.Repeat(" ", size-2)+"{}"), "Content-Type", "application/json")
		_, err := c.readBody()
		var tooLarge *http.MaxBytesError
		if (err == nil) != fits || errors.As(err, &tooLarge) == fits {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
	c, _ := callOf(t, http.MethodPost, "/", strings.NewReader("x"))
	if err := c.noBody(); refusal(err) != "body_not_expected" {
		t.Errorf("a body where there is none: %v", err)
	}
	c, _ = callOf(t, http.MethodPost, "/", http.NoBody)
	if err := c.noBody(); err != nil {
		t.Errorf("no body: %v", err)
	}
}

func TestIfMatch(t *testing.T) {
	for tag, want := range map[string]string{
		`"7"`: "", ` "7" `: "", `"9007199254740991"`: "", ``: "if_match_required", `7`: "if_match_malformed", `W/"7"`: "if_match_malformed",
		`*`: "if_match_malformed", `"7", "8"`: "if_match_malformed", `""`: "if_match_malformed", `"-1"`: "if_match_malformed",
		`"07"`: "if_match_malformed", `"7`: "if_match_malformed", `"9007199254740992"`: "if_match_malformed", `"x"`: "if_match_malformed",
	} {
		c, _ := callOf(t, http.MethodPatch, "/", nil, "If-Match", tag)
		if _, err := c.ifMatch(); refusal(err) != want {
			t.Errorf("%s: %v, want %s", tag, err, want)
		}
	}
}

func TestPathID(t *testing.T) {
	for text, want := range map[string]uint64{
		"1": 1, "9007199254740991": 1<<53 - 1, "0": 0, "01": 0, "+1": 0, "-1": 0, "1.0": 0, "9007199254740992": 0, "x": 0, "": 0, "１": 0, "1 ": 0,
		"18446744073709551617": 0, "1;2": 0,
	} {
		c, _ := callOf(t, http.MethodGet, "/", nil)
		c.SetParamNames("id")
		c.SetParamValues(text)
		if id, err := c.pathID(); id != want || (want == 0) != errors.Is(err, model.NotFound()) {
			t.Errorf("%q: %d, %v", text, id, err)
		}
	}
}
