package api

import (
	"net/http"
	"testing"

	"xuncha/model"
)

func TestThingHasItsETag(t *testing.T) {
	tests := []struct {
		method, known string
		status        int
	}{
		{http.MethodGet, "", 200},
		{http.MethodGet, `"7"`, 304},
		{http.MethodGet, `W/"7"`, 304},
		{http.MethodGet, `"6", "7"`, 304},
		{http.MethodGet, `"6" , W/"7"`, 304},
		{http.MethodGet, `*`, 304},
		{http.MethodGet, `"6"`, 200},
		{http.MethodGet, `7`, 200},
		{http.MethodGet, `"77"`, 200},
		{http.MethodPatch, `"7"`, 200},
		{http.MethodPost, `*`, 200},
	}
	for _, tt := range tests {
		c, answer := callOf(t, tt.method, "/", nil, "If-None-Match", tt.known)
		if err := c.thing(7, map[string]int{"id": 1}); err != nil {
			t.Fatal(err)
		}
		if answer.Code != tt.status || answer.Header().Get("ETag") != `"7"` || answer.Header().Get("Vary") != "Accept-Language" {
			t.Errorf("%s %s: %d, %v", tt.method, tt.known, answer.Code, answer.Header())
		}
		if (answer.Body.Len() == 0) != (tt.status == 304) {
			t.Errorf("%s %s: %q", tt.method, tt.known, answer.Body)
		}
	}
	c, answer := callOf(t, http.MethodGet, "/", nil, "If-None-Match", `"7"`)
	if err := c.fresh(7, 1); err != nil || answer.Code != 200 {
		t.Errorf("what depends on more than its version: %d, %v", answer.Code, err)
	}
}

func TestFormat(t *testing.T) {
	const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	tests := []struct{ query, accept, want string }{
		{"", "", "json"},
		{"", "*/*", "json"},
		{"", "application/json", "json"},
		{"", "Application/JSON; charset=utf-8", "json"},
		{"", "text/csv", "csv"},
		{"", sheet, "xlsx"},
		{"", "text/*", "csv"},
		{"", "application/*", "json"},
		{"", "text/html, application/xhtml+xml, */*;q=0.8", "json"}, // a browser
		{"", "text/csv, application/json", "csv"},
		{"", "text/csv;q=0.5, application/json", "json"},
		{"", "application/json;q=0.1, text/csv;q=0.9", "csv"},
		{"", "application/json;q=0, text/csv;q=0.1", "csv"},
		{"", "application/json;q=0", "not_acceptable"},
		{"", "text/html", "not_acceptable"},
		{"", "nonsense", "not_acceptable"},
		{"format=csv", "application/json", "csv"},
		{"format=json", "text/html", "json"},
		{"format=pdf", "", "invalid_fields format:not_one_of"},
		{"format=CSV", "", "invalid_fields format:not_one_of"},
		{"format=csv&format=json", "", "invalid_fields format:repeated_parameter"},
	}
	for _, tt := range tests {
		c, _ := callOf(t, http.MethodGet, "/?"+tt.query, nil, "Accept", tt.accept)
		q := c.query()
		got, err := c.format(q, "json", "csv", "xlsx")
		if err == nil {
			err = q.done()
		}
		if err != nil {
			got = refusal(err)
		}
		if got != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.query, tt.accept, got, tt.want)
		}
	}
	c, _ := callOf(t, http.MethodGet, "/", nil, "Accept", sheet)
	if _, err := c.format(c.query(), "json", "csv"); refusal(err) != "not_acceptable" {
		t.Errorf("a form that is not offered here: %v", err)
	}
}

func TestListForms(t *testing.T) {
	item := func(n int) int { return n }
	tests := []struct {
		req  model.ListRequest
		list model.List[int]
		want string
	}{
		{model.ListRequest{Page: 2, Size: 20}, model.List[int]{Items: []int{1}, Total: 21}, `{"items":[1],"page":2,"size":20,"total":21}`},
		{model.ListRequest{Page: 1, Size: 20}, model.List[int]{}, `{"items":[],"page":1,"size":20,"total":0}`},
		{model.ListRequest{ByKey: true}, model.List[int]{Items: []int{1, 2}, Next: 2}, `{"items":[1,2],"next":"2"}`},
		{model.ListRequest{ByKey: true}, model.List[int]{}, `{"items":[],"next":null}`},
	}
	for _, tt := range tests {
		c, answer := callOf(t, http.MethodGet, "/", nil)
		if err := respondList(c, tt.req, tt.list, item); err != nil || answer.Body.String() != tt.want+"\n" {
			t.Errorf("%v: %s", err, answer.Body)
		}
	}
}

// A value that cannot be encoded is told before anything is sent.
func TestWriteJSONEncodesFirst(t *testing.T) {
	c, answer := callOf(t, http.MethodGet, "/", nil)
	if err := writeJSON(c, 200, make(chan int)); err == nil || c.Response().Committed || answer.Body.Len() > 0 {
		t.Errorf("%v, %q", err, answer.Body)
	}
	if optionalTime(model.Time{}) != nil || !optionalTime(model.NewTime(clock())).Equal(clock()) {
		t.Error("optional times")
	}
}
