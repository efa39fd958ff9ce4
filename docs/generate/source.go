package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"path/filepath"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/swaggo/swag"
)

// readSource has swag read packages api and model.
func readSource(root string) (*openapi2.T, error) {
	p := swag.New(
		swag.SetDebugger(log.New(io.Discard, "", 0)),
		swag.SetStrict(true),
		swag.SetFieldParserFactory(newField),
	)
	folders := []string{filepath.Join(root, "api"), filepath.Join(root, "model")}
	if err := p.ParseAPIMultiSearchDir(folders, "api.go", 0); err != nil {
		return nil, err
	}
	found := p.GetSwagger()
	names := map[string]string{}
	for old := range found.Definitions {
		names[old] = schemaName(old)
	}
	text, err := json.Marshal(found)
	if err != nil {
		return nil, err
	}
	return rename(text, names)
}

// schemaName is what a type of the code is called in the document: model.State is State, listOf[siteResponse] SiteList.
// A type with an @name keeps it.
func schemaName(old string) string {
	if of, item, generic := strings.Cut(old, "-"); generic {
		return schemaName(strings.Replace(item, "_", ".", 1)) + strings.TrimSuffix(schemaName(of), "Of")
	}
	_, name, unnamed := strings.Cut(old, ".")
	if !unnamed {
		return old
	}
	return strings.ToUpper(name[:1]) + strings.TrimSuffix(name[1:], "Response")
}

// rename reads a Swagger 2.0 document whose definitions get other names.
func rename(text []byte, names map[string]string) (*openapi2.T, error) {
	replaced := string(text)
	for old, name := range names {
		replaced = strings.ReplaceAll(replaced, `"#/definitions/`+old+`"`, `"#/definitions/`+name+`"`)
	}
	var doc openapi2.T
	if err := json.Unmarshal([]byte(replaced), &doc); err != nil {
		return nil, err
	}
	definitions := doc.Definitions
	doc.Definitions = map[string]*openapi2.SchemaRef{}
	for old, name := range names {
		if doc.Definitions[name] != nil {
			return nil, fmt.Errorf("two types are called %s: give one another @name", name)
		}
		doc.Definitions[name] = definitions[old]
	}
	return &doc, nil
}
