package main

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// check reports everything that the comments leave out and nothing else can add.
func check(doc *openapi3.T) error {
	var faults []error
	ids := map[string]string{}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			at := method + " " + path
			fault := func(format string, args ...any) {
				faults = append(faults, fmt.Errorf("%s: "+format, append([]any{at}, args...)...))
			}
			if other := ids[op.OperationID]; other != "" {
				fault("@ID %s is that of %s", op.OperationID, other)
			}
			ids[op.OperationID] = at
			checkOperation(doc, method, op, fault)
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(faults...)
}

// aboutTheCaller are changes without a version: the session that asks is ended whatever its state, and a password is
// replaced by who knows the one that stands.
var aboutTheCaller = map[string]bool{"deleteCurrentSession": true, "changeOwnPassword": true}

func checkOperation(doc *openapi3.T, method string, op *openapi3.Operation, fault func(format string, args ...any)) {
	if op.Summary == "" {
		fault("no @Summary")
	}
	if op.OperationID == "" {
		fault("no @ID")
	}
	if len(op.Tags) != 1 || doc.Tags.Get(op.Tags[0]) == nil {
		fault("needs one @Tags of the known ones, has %q", op.Tags)
	}
	for _, p := range op.Parameters {
		if p.Value.Description == "" {
			fault("parameter %s has no description", p.Value.Name)
		}
		if p.Value.In == openapi3.ParameterInPath && p.Value.Example == nil {
			fault("path parameter %s has no example", p.Value.Name)
		}
	}
	if (method == http.MethodPatch || method == http.MethodPut || method == http.MethodDelete) &&
		!aboutTheCaller[op.OperationID] && op.Parameters.GetByInAndName(openapi3.ParameterInHeader, "If-Match") == nil {
		fault("a change without If-Match")
	}
	if op.RequestBody != nil {
		checkContent(op.RequestBody.Value.Content, "the request", fault)
	}
	for status, r := range op.Responses.Map() {
		checkContent(r.Value.Content, status, fault)
	}
}

// checkContent asks for an example of everything but files, whose columns and lines follow the schema beside them.
func checkContent(content openapi3.Content, of string, fault func(format string, args ...any)) {
	for name, media := range content {
		if media.Schema == nil {
			fault("%s has no schema for %s", of, name)
		}
		if strings.HasSuffix(name, "json") && name != typeLines && media.Example == nil && len(media.Examples) == 0 {
			fault("%s has no example for %s", of, name)
		}
	}
}
