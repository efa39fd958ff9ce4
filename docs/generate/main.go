// Command generate writes the OpenAPI document of the service from the comments and types of package api.
//
// swag reads the code but writes Swagger 2.0 and knows little of JSON beyond the Go types; what is common to all
// operations would have to be repeated in every comment. So its result is converted to OpenAPI 3.0 and completed here.
// It is 3.0 and not 3.1 because the validator of the tests supports 3.0 fully.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"
)

// The program runs in the folder above its own, as go generate runs it.
func main() {
	document, err := generate("..")
	if err == nil {
		err = os.WriteFile("openapi.json", document, 0o644) //nolint:gosec // a source file like any other
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// generate writes the document of the project whose root folder is given.
func generate(root string) ([]byte, error) {
	old, err := readSource(root)
	if err != nil {
		return nil, fmt.Errorf("read the comments of package api: %w", err)
	}
	doc, err := openapi2conv.ToV3(old)
	if err != nil {
		return nil, fmt.Errorf("convert Swagger 2.0 to OpenAPI 3.0: %w", err)
	}
	if err := complete(doc); err != nil {
		return nil, err
	}
	written, err := write(doc)
	if err != nil {
		return nil, err
	}
	// Read back, so that references are resolved anew and the text itself is what is found valid.
	if doc, err = openapi3.NewLoader().LoadFromData(written); err != nil {
		return nil, fmt.Errorf("read the document back: %w", err)
	}
	if err := doc.Validate(context.Background(), openapi3.EnableSchemaFormatValidation()); err != nil {
		return nil, fmt.Errorf("validate the document: %w", err)
	}
	return written, check(doc)
}

// complete adds what the comments leave out because it is common.
func complete(doc *openapi3.T) error {
	completeSchemas(doc)
	addCommon(doc)
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			o := operation{Operation: op, doc: doc, path: path, method: method}
			if err := o.complete(); err != nil {
				return fmt.Errorf("%s %s: %w", method, path, err)
			}
		}
	}
	return nil
}

// write keeps keys in order and <, > and & as they are, so that a change shows as few lines.
func write(doc *openapi3.T) ([]byte, error) {
	encoded, err := json.Marshal(doc)
	if err != nil {
		return nil, fmt.Errorf("encode the document: %w", err)
	}
	var plain any
	if err := json.Unmarshal(encoded, &plain); err != nil {
		return nil, fmt.Errorf("encode the document: %w", err)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(plain); err != nil {
		return nil, fmt.Errorf("encode the document: %w", err)
	}
	return out.Bytes(), nil
}
