package main

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// example puts a whole value together from the example tags of the fields.
func example(doc *openapi3.T, ref *openapi3.SchemaRef) (any, error) {
	s := named(doc, ref)
	switch {
	case s.Example != nil:
		return s.Example, nil
	case s.Nullable:
		return nil, nil
	case len(s.AllOf) > 0:
		return example(doc, s.AllOf[0])
	case len(s.Enum) > 0:
		return s.Enum[0], nil
	case s.Items != nil:
		item, err := example(doc, s.Items)
		return []any{item}, err
	case len(s.Properties) > 0:
		return exampleObject(doc, s)
	case s.AdditionalProperties.Schema != nil:
		item, err := example(doc, s.AdditionalProperties.Schema)
		return map[string]any{"name": item}, err
	case s.Type.Is(openapi3.TypeObject):
		return map[string]any{}, nil
	}
	return nil, fmt.Errorf("no example")
}

// exampleObject leaves out an optional field whose example is nothing.
func exampleObject(doc *openapi3.T, s *openapi3.Schema) (any, error) {
	out := map[string]any{}
	for name, property := range s.Properties {
		v, err := example(doc, property)
		if (err != nil || v == nil) && !slices.Contains(s.Required, name) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", name, err)
		}
		out[name] = v
	}
	return out, nil
}

// setExamples gives a JSON body its example. A list has two, as it is read by page or by key.
func setExamples(doc *openapi3.T, media *openapi3.MediaType) error {
	v, err := example(doc, media.Schema)
	if err != nil {
		return fmt.Errorf("%s: %w", media.Schema.Ref, err)
	}
	list, ok := v.(map[string]any)
	if !ok || list["next"] == nil || list["total"] == nil {
		media.Example = v
		return nil
	}
	media.Examples = openapi3.Examples{
		"page": {Value: &openapi3.Example{Summary: "by page", Value: map[string]any{
			"items": list["items"], "page": list["page"], "size": list["size"], "total": list["total"],
		}}},
		"piece": {Value: &openapi3.Example{Summary: "by key", Value: map[string]any{
			"items": list["items"], "next": list["next"],
		}}},
	}
	return nil
}
