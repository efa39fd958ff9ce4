package main

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"xuncha/docs"
	"xuncha/model"
)

var update = flag.Bool("update", false, "write the table of docs/policy.md anew")

// The document shows the table that the program prints.
func TestPolicyDocumentIsThatOfTheProgram(t *testing.T) {
	const name = "docs/policy.md"
	text := readFile(t, name)
	before, rest, found := strings.Cut(text, "<!-- xuncha policy -->\n")
	_, after, ended := strings.Cut(rest, "<!-- end -->\n")
	if !found || !ended {
		t.Fatalf("%s has no place for the table", name)
	}
	want := before + "<!-- xuncha policy -->\n" + policyTable() + "<!-- end -->\n" + after
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	} else if text != want {
		t.Errorf("%s is not what `xuncha policy` prints; go test . -run Policy -update takes it over", name)
	}
}

// Every row is about an operation of the document, once. The other direction is a fault of the generator.
func TestPolicyHasNoOtherRows(t *testing.T) {
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(docs.OpenAPI, &doc); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, item := range doc.Paths {
		for _, op := range item {
			known[op.OperationID] = true
		}
	}
	for _, rule := range model.Policy {
		if !known[rule.Operation] {
			t.Errorf("%s is no operation of the document, or stands twice", rule.Operation)
		}
		delete(known, rule.Operation)
	}
	for operation := range known {
		t.Errorf("%s has no row", operation)
	}
}
