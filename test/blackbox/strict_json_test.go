package blackbox

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const jsonLimit = 1 << 20

// nested is a value in which others are nested.
func nested(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }

// values is a list with so many values in it.
func values(n int) string { return "[" + strings.Repeat("1,", n-1) + "1]" }

// badOrganizations are bodies of a new organization that must not be taken, with the code of the refusal or of its field.
var badOrganizations = []struct{ name, body, code string }{
	{"unknown field", `{"name":"x","region_code":"422801","is_admin":true}`, "unknown_field"},
	{"computed field", `{"name":"x","region_code":"422801","state":"merged"}`, "unknown_field"},
	{"id", `{"id":7,"name":"x","region_code":"422801"}`, "unknown_field"},
	{"wrong case", `{"Name":"x","region_code":"422801"}`, "unknown_field"},
	{"duplicate field", `{"name":"x","name":"y","region_code":"422801"}`, "duplicate_field"},
	{"duplicate field in escapes", `{"name":"x","n\u0061me":"y","region_code":"422801"}`, "duplicate_field"},
	{"null", `{"name":null,"region_code":"422801"}`, "null_not_allowed"},
	{"null as body", `null`, "null_not_allowed"},
	{"list as body", `[]`, "wrong_type"},
	{"text as body", `"x"`, "wrong_type"},
	{"object as text", `{"name":{"x":1},"region_code":"422801"}`, "wrong_type"},
	{"number as text", `{"name":1,"region_code":"422801"}`, "wrong_type"},
	{"text as boolean", `{"name":"x","region_code":"422801","provides_services":"true"}`, "wrong_type"},
	{"number as boolean", `{"name":"x","region_code":"422801","provides_services":1}`, "wrong_type"},
	{"trailing garbage", `{"name":"x","region_code":"422801"} x`, "malformed_json"},
	{"two values", `{"name":"x","region_code":"422801"}{}`, "malformed_json"},
	{"empty", ``, "body_required"},
	{"spaces", " \n", "body_required"},
	{"half", `{"name":"x"`, "malformed_json"},
	{"comment", `{"name":"x"/* */,"region_code":"422801"}`, "malformed_json"},
	{"trailing comma", `{"name":"x","region_code":"422801",}`, "malformed_json"},
	{"single quotes", `{'name':'x'}`, "malformed_json"},
	{"control character", "{\"name\":\"x\ty\",\"region_code\":\"422801\"}", "malformed_json"},
	{"byte order mark", "\ufeff{}", "malformed_json"},
	{"32 levels", `{"x":` + nested(31) + `}`, "unknown_field"},
	{"33 levels", `{"x":` + nested(33) + `}`, "too_deep"},
	{"many levels", `{"x":` + nested(100_000) + `}`, "too_deep"},
	{"9,990 values", `{"x":` + values(9_990) + `}`, "unknown_field"},
	{"10,001 values", `{"x":` + values(10_001) + `}`, "too_many_values"},
	{"a text of 64 KiB - 1", `{"name":"` + strings.Repeat("x", 64<<10-1) + `","region_code":"422801"}`, "too_long"},
	{"a text of 64 KiB", `{"name":"` + strings.Repeat("恩", 64<<10/3) + `x","region_code":"422801"}`, "too_long"},
	{"a text of 64 KiB + 1", `{"name":"` + strings.Repeat("x", 64<<10+1) + `"}`, "string_too_long"},
	{"a text of 64 KiB + 1 in escapes", `{"name":"` + strings.Repeat(`\u0078`, 64<<10+1) + `"}`, "string_too_long"},
	{"one byte less", strings.Repeat(" ", jsonLimit-5) + `[{}]`, "wrong_type"},
	{"as long as can be", strings.Repeat(" ", jsonLimit-4) + `[{}]`, "wrong_type"},
	{"one byte too long", strings.Repeat(" ", jsonLimit-1) + `{}`, "body_too_large"},
	{"bad UTF-8", "{\"name\":\"x\xff\",\"region_code\":\"422801\"}", "not_utf8_body"},
	{"overlong UTF-8", "{\"name\":\"\xc0\xaf\",\"region_code\":\"422801\"}", "not_utf8_body"},
	{"surrogate in UTF-8", "{\"name\":\"\xed\xa0\x80\",\"region_code\":\"422801\"}", "not_utf8_body"},
	{"lone surrogate", `{"name":"x\ud800","region_code":"422801"}`, "broken_escape"},
	{"surrogates the wrong way", `{"name":"\udc00\ud800","region_code":"422801"}`, "broken_escape"},
	{"NUL", `{"name":"x\u0000","region_code":"422801"}`, "forbidden_character"},
	{"1e309", `{"name":"x","region_code":"422801","parent_id":1e309}`, "wrong_type"},
	{"2^53", `{"name":"x","region_code":"422801","parent_id":9007199254740992}`, "wrong_type"},
	{"2^64", `{"name":"x","region_code":"422801","parent_id":18446744073709551616}`, "wrong_type"},
	{"a fraction", `{"name":"x","region_code":"422801","parent_id":1.5}`, "wrong_type"},
	{"a negative id", `{"name":"x","region_code":"422801","parent_id":-1}`, "wrong_type"},
	{"an id as text", `{"name":"x","region_code":"422801","parent_id":"1"}`, "wrong_type"},
	{"NaN", `{"name":"x","region_code":"422801","parent_id":NaN}`, "malformed_json"},
	{"a plus", `{"name":"x","region_code":"422801","parent_id":+1}`, "malformed_json"},
	{"a leading zero", `{"name":"x","region_code":"422801","parent_id":01}`, "malformed_json"},
}

func TestStrictJSON(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		database := harness.Open(t, address)
		before := database.Checksum()
		for _, bad := range badOrganizations {
			answer, err := c.Send(http.MethodPost, "/organizations", bad.body)
			if err != nil {
				t.Errorf("%s: %v", bad.name, err)
				continue
			}
			problem := harness.Decode[harness.Problem](t, answer)
			code := problem.Code
			if len(problem.Errors) > 0 {
				code = problem.Errors[0].Code
			}
			if answer.Status < 400 || answer.Status > 422 || code != bad.code {
				t.Errorf("%s: %d %s instead of %s", bad.name, answer.Status, code, bad.code)
			}
		}
		if database.Checksum() != before {
			t.Error("something was taken")
		}
		body := `{"name":"x","region_code":"422801"}`
		c.Do(http.StatusCreated, http.MethodPost, "/organizations", strings.Repeat(" ", jsonLimit-len(body))+body)
		all := c.Do(http.StatusBadRequest, http.MethodPost, "/organizations", `{"Name":1,"short_name":2,"x":3,"parent_id":"4"}`)
		if errors := harness.Decode[harness.Problem](t, all).Errors; len(errors) != 4 {
			t.Errorf("not every fault is named: %s", all.Body)
		}
		refusesMedia(t, c, body)
	})
}

// refusesMedia sends a good body as something else.
func refusesMedia(t *testing.T, c harness.Client, body string) {
	t.Helper()
	for _, media := range []string{
		"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/csv",
		"application/json; charset=gbk", "application/problem+json", "application/json, text/plain", ";", "x",
	} {
		answer := c.Do(http.StatusUnsupportedMediaType, http.MethodPost, "/organizations", body, "Content-Type", media)
		if code := harness.Decode[harness.Problem](t, answer).Code; code != "unsupported_media" {
			t.Errorf("%s: %s", media, code)
		}
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(body)); err != nil || w.Close() != nil {
		t.Fatal("the body cannot be compressed")
	}
	for _, encoding := range []string{"gzip", "deflate", "br", "identity", "x"} {
		c.Do(http.StatusUnsupportedMediaType, http.MethodPost, "/organizations", packed.Bytes(), "Content-Encoding", encoding)
	}
	csv := []string{"Content-Type", "text/csv", "Content-Encoding", "gzip"}
	c.Do(http.StatusUnsupportedMediaType, http.MethodPost, "/imports?kind=sites", packed.Bytes(), csv...)
	for _, wanted := range []string{"text/html", "application/xml", "image/*", "x"} {
		c.Do(http.StatusNotAcceptable, http.MethodGet, "/sites", nil, "Accept", wanted)
	}
	c.Do(http.StatusBadRequest, http.MethodGet, "/sites?format=xml", nil)
	c.Do(http.StatusBadRequest, http.MethodDelete, "/organizations/1", body, "If-Match", `"1"`)
}

// Numbers of findings keep their digits or are refused.
func TestNumbers(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		upload(c, "kind=sites", seed(t, sitesFile))
		openRound(t, c)
		path := "/inspections/1"
		for points, status := range map[string]int{
			"0": 200, "-0": 200, "0.0": 200, "0e5": 200, "1.5": 200, "29e-2": 200, "1e309": 400, "1e-309": 400, "0.001": 400, "-1": 400,
			"1e400": 400, "1000.01": 400, `"1"`: 400, "9007199254740993": 400, "1e1": 200,
		} {
			body := `{"findings":[{"indicator":"S1","points":` + points + `}]}`
			answer, err := c.Send(http.MethodPut, path+"/submission", body, "If-Match", tag(t, c, path))
			if err != nil || answer.Status != status {
				t.Errorf("points %s: %d, %v: %s", points, answer.Status, err, answer.Body)
			}
		}
		for occurrences, status := range map[string]int{
			"0": 200, "-0": 200, "1000": 200, "1001": 422, "-1": 422, "1.0": 400, "1e2": 400, "9007199254740992": 400, "1e309": 400,
		} {
			body := `{"findings":[{"indicator":"S1","occurrences":` + occurrences + `}]}`
			answer, err := c.Send(http.MethodPut, path+"/submission", body, "If-Match", tag(t, c, path))
			if err != nil || answer.Status != status {
				t.Errorf("occurrences %s: %d, %v: %s", occurrences, answer.Status, err, answer.Body)
			}
		}
	})
}
