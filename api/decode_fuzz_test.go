package api

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"xuncha/model"
)

// requests are the types that bodies are decoded into.
func requests() []any {
	return []any{
		&sample{}, &regionRequest{}, &organizationRequest{}, &siteRequest{}, &accountRequest{}, &campaignRequest{}, &reasonRequest{},
		&whyRequest{}, &submissionRequest{}, &bulkRequest{}, &correctionRequest{}, &tokenRequest{},
		&rotationRequest{}, &trackedFindingRequest{}, &proofRequest{}, &extensionRequest{}, &exemptionRequest{}, &dueRequest{},
		&measureRequest{}, &calendarRequest{},
	}
}

func FuzzDecode(f *testing.F) {
	for _, raw := range []string{
		`{}`, `{"text":"\ud800","id":1e2}`, `{"items":[{"findings":[{"indicator":"S1","points":0.5}]}]}`, `{"values":{"a":null}}`,
		`{"kinds":["site"],"pass_line":60,"catalogue":null}`, `{"text":"a","text":1}`, `[[[[`, `{"on":"2022-09-30"}`, "\ufeff{}", `{"Text":1}`,
	} {
		for i := range requests() {
			f.Add([]byte(raw), uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte, which uint8) {
		dst := requests()[int(which)%len(requests())]
		plain := reflect.New(reflect.TypeOf(dst).Elem()).Interface()
		err := body{raw: raw, values: 500}.decode(dst)
		if err != nil {
			checkFaults(t, raw, err)
			return
		}
		if err := json.Unmarshal(raw, plain); err != nil || !reflect.DeepEqual(plain, dst) {
			t.Fatalf("%q: taken as %+v, but it is %+v, %v", raw, dst, plain, err)
		}
		var loose any
		if err := json.Unmarshal(raw, &loose); err != nil {
			t.Fatalf("%q was taken: %v", raw, err)
		}
		if path := stray(reflect.TypeOf(dst).Elem(), loose); path != "" {
			t.Fatalf("%q: %s was ignored", raw, path)
		}
	})
}

func checkFaults(t *testing.T, raw []byte, err error) {
	t.Helper()
	var e *model.Error
	if !errors.As(err, &e) || e.Kind != model.KindMalformed {
		t.Fatalf("%q: %v", raw, err)
	}
	for _, l := range []model.Language{model.Chinese, model.English} {
		for _, f := range e.Fields {
			if text := f.Text(l); text == f.Code || strings.Contains(text, "%!") {
				t.Fatalf("%q: %s has no sentence", raw, f.Code)
			}
		}
	}
}

// stray finds a value that no field of the type takes under exactly its name.
func stray(t reflect.Type, v any) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch v := v.(type) {
	case map[string]any:
		if t.Kind() == reflect.Map {
			return ""
		}
		fields := map[string]reflect.Type{}
		jsonFields(t, fields)
		for name, inner := range v {
			if fields[name] == nil {
				return name
			}
			if path := stray(fields[name], inner); path != "" {
				return name + "." + path
			}
		}
	case []any:
		for _, inner := range v {
			if path := stray(t.Elem(), inner); path != "" {
				return path
			}
		}
	}
	return ""
}
