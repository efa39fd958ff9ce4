package main

import (
	"os"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
)

func TestDocumentIsThatOfTheCode(t *testing.T) {
	want, err := generate("../..")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(got), "\n"), strings.Split(string(want), "\n")); diff != "" {
		t.Errorf("docs/openapi.json (-) is not what the code says (+); make docs writes it anew:\n%.2000s", diff)
	}
}

func TestCheckNamesWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(item *openapi3.PathItem)
		fault string
	}{
		{"nothing", func(*openapi3.PathItem) {}, ""},
		{"summary", func(i *openapi3.PathItem) { i.Get.Summary = "" }, "GET /api/v1/sites/{id}: no @Summary"},
		{"id", func(i *openapi3.PathItem) { i.Get.OperationID = "" }, "GET /api/v1/sites/{id}: no @ID"},
		{"same id", func(i *openapi3.PathItem) { i.Get.OperationID = i.Patch.OperationID }, "@ID updateSite is that of"},
		{"tag", func(i *openapi3.PathItem) { i.Get.Tags = []string{"colours"} }, `known ones, has ["colours"]`},
		{"description of a parameter", func(i *openapi3.PathItem) { i.Get.Parameters[0].Value.Description = "" }, "parameter id has no description"},
		{"example of a path", func(i *openapi3.PathItem) { i.Get.Parameters[0].Value.Example = nil }, "parameter id has no example"},
		{"example of an answer", func(i *openapi3.PathItem) {
			i.Get.Responses.Status(200).Value.Content[typeJSON].Example = nil
		}, "200 has no example"},
		{"example of a request", func(i *openapi3.PathItem) {
			i.Patch.RequestBody.Value.Content[typeJSON].Example = nil
		}, "the request has no example"},
		{"If-Match", func(i *openapi3.PathItem) { i.Delete.Parameters = i.Delete.Parameters[:1] }, "DELETE /api/v1/sites/{id}: a change without If-Match"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := openapi3.NewLoader().LoadFromFile("../openapi.json")
			if err != nil {
				t.Fatal(err)
			}
			c.spoil(doc.Paths.Value("/api/v1/sites/{id}"))
			err = check(doc)
			switch {
			case c.fault == "" && err != nil:
				t.Error(err)
			case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
				t.Errorf("got %v, want %q", err, c.fault)
			}
		})
	}
}

func TestSchemaName(t *testing.T) {
	for old, want := range map[string]string{
		"Site":                             "Site",
		"BulkResponse":                     "BulkResponse",
		"model.State":                      "State",
		"api.siteResponse":                 "Site",
		"api.listOf-Site":                  "SiteList",
		"api.listOf-api_inspectionSummary": "InspectionSummaryList",
	} {
		if got := schemaName(old); got != want {
			t.Errorf("%s is called %s, want %s", old, got, want)
		}
	}
}

func TestTypesOfOneNameAreRefused(t *testing.T) {
	_, err := rename([]byte(`{"definitions": {"model.Problem": {}, "Problem": {}}}`),
		map[string]string{"model.Problem": "Problem", "Problem": "Problem"})
	if err == nil || !strings.Contains(err.Error(), "two types are called Problem") {
		t.Errorf("got %v", err)
	}
}

func TestValue(t *testing.T) {
	for _, c := range []struct {
		kind, item, text string
		want             any
	}{
		{"string", "", "1", "1"},
		{"integer", "", "1", 1.0},
		{"boolean", "", "true", true},
		{"number", "", "", nil},
		{"array", "string", "a,b", []any{"a", "b"}},
		{"array", "integer", "1,2", []any{1.0, 2.0}},
		{"array", "string", "", []any{}},
		{"array", "array", `[[1,"a"]]`, []any{[]any{1.0, "a"}}},
		{"object", "string", "code:1,name:a", map[string]any{"code": "1", "name": "a"}},
		{"object", "", `{"least":2}`, map[string]any{"least": 2.0}},
	} {
		got, err := value(c.kind, c.item, c.text)
		if err != nil {
			t.Errorf("%s %q: %v", c.kind, c.text, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %q: %s", c.kind, c.text, diff)
		}
	}
	if _, err := value("integer", "", "many"); err == nil {
		t.Error("a word was taken as a number")
	}
}
