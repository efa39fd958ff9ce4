package main

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

const schemaRefs = "#/components/schemas/"

func schemaRef(name string) *openapi3.SchemaRef { return &openapi3.SchemaRef{Ref: schemaRefs + name} }

// completeSchemas closes every object: a field that the document does not name is a fault in a request, and one that a
// test must find in an answer.
func completeSchemas(doc *openapi3.T) {
	visitAll := func(visit func(s *openapi3.Schema)) {
		for _, ref := range doc.Components.Schemas {
			eachSchema(ref, visit)
		}
	}
	visitAll(func(s *openapi3.Schema) {
		for name := range s.Extensions {
			if strings.HasPrefix(name, "x-enum-") {
				delete(s.Extensions, name)
			}
		}
		if len(s.Properties) > 0 && s.AdditionalProperties.Schema == nil {
			s.AdditionalProperties.Has = openapi3.Ptr(false)
		}
		if s.Items != nil && s.Items.Ref == "" && s.Items.Value.IsEmpty() {
			s.Items = cell().NewRef()
		}
		if s.Format == "int64" && s.Min == nil { // swag reads no bounds of items and of pointers
			s.Min, s.Max = openapi3.Ptr[float64](0), openapi3.Ptr[float64](maxInteger)
		}
	})
	visitAll(func(s *openapi3.Schema) {
		if len(s.AllOf) == 1 && (s.Nullable || s.Extensions["x-empty"] != nil) {
			inline(doc, s)
		}
		if s.Nullable && s.Example == "" {
			s.Example = nil
		}
		delete(s.Extensions, "x-empty")
	})
	for name, ref := range doc.Components.Schemas {
		if strings.HasSuffix(name, "Request") {
			eachSchema(ref, takeNone)
		}
	}
	addPatches(doc)
}

// takeNone lets a request say 0 for an id that may be missing, which answers tell as null.
func takeNone(s *openapi3.Schema) {
	if s.Nullable && s.Format == "int64" && s.Min != nil && *s.Min == 1 {
		s.Min = openapi3.Ptr[float64](0)
	}
}

// cell is what a list of any holds: the cells of a table. A schema without a type would not take null.
func cell() *openapi3.Schema {
	return openapi3.NewOneOfSchema(openapi3.NewStringSchema().WithNullable(), openapi3.NewFloat64Schema())
}

// eachSchema visits a schema and those within it, but follows no reference.
func eachSchema(ref *openapi3.SchemaRef, visit func(*openapi3.Schema)) {
	if ref == nil || ref.Ref != "" || ref.Value == nil {
		return
	}
	s := ref.Value
	visit(s)
	for _, inner := range s.Properties {
		eachSchema(inner, visit)
	}
	for _, inner := range s.AllOf {
		eachSchema(inner, visit)
	}
	eachSchema(s.Items, visit)
	eachSchema(s.AdditionalProperties.Schema, visit)
}

// inline replaces a reference by what it refers to, with null or the empty text beside its values: whatever stands
// around a reference can only narrow it.
func inline(doc *openapi3.T, s *openapi3.Schema) {
	around := *s
	*s = *named(doc, s.AllOf[0])
	s.Nullable, s.Description, s.Example = around.Nullable, around.Description, around.Example
	s.Enum = slices.Clone(s.Enum)
	if around.Extensions["x-empty"] != nil && len(s.Enum) > 0 {
		s.Enum = append(s.Enum, "")
	}
	if s.Nullable && len(s.Enum) > 0 {
		s.Enum = append(s.Enum, nil)
	}
}

// named is the schema that a reference, or the schema itself, stands for.
func named(doc *openapi3.T, ref *openapi3.SchemaRef) *openapi3.Schema {
	if name, ok := strings.CutPrefix(ref.Ref, schemaRefs); ok {
		return doc.Components.Schemas[name].Value
	}
	return ref.Value
}

// addPatches lets a PATCH leave out what the same request must bring elsewhere (RFC 7396).
func addPatches(doc *openapi3.T) {
	for _, item := range doc.Paths.Map() {
		if item.Patch == nil || item.Patch.RequestBody == nil {
			continue
		}
		for _, media := range item.Patch.RequestBody.Value.Content {
			patch := *named(doc, media.Schema)
			if len(patch.Required) == 0 {
				continue
			}
			patch.Required = nil
			name := strings.TrimSuffix(strings.TrimPrefix(media.Schema.Ref, schemaRefs), "Request") + "Patch"
			doc.Components.Schemas[name] = patch.NewRef()
			media.Schema = schemaRef(name)
		}
	}
}
