package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-openapi/spec"
	"github.com/swaggo/swag"
)

const maxInteger = 1<<53 - 1 // what a JavaScript number holds exactly

// jsonTypes are the Go types whose JSON does not follow from their declaration.
var jsonTypes = map[string]func() *spec.Schema{
	"time.Time":  func() *spec.Schema { return spec.StrFmtProperty("date-time") },
	"model.Date": func() *spec.Schema { return nullable(spec.StrFmtProperty("date")) },
	"model.Time": func() *spec.Schema { return nullable(spec.StrFmtProperty("date-time")) },
	"model.Points": func() *spec.Schema {
		return spec.Float64Property().WithMinimum(0, false).WithMaximum(1000, false).WithMultipleOf(0.01)
	},
	"model.Percent": func() *spec.Schema {
		return spec.Float64Property().WithMinimum(0, false).WithMaximum(100, false).WithMultipleOf(0.01)
	},
	"model.Score":      func() *spec.Schema { return spec.Float64Property().WithMinimum(0, false).WithMultipleOf(0.01) },
	"model.OptionalID": func() *spec.Schema { return nullable(integer(1)) },
	"model.RegionCode": func() *spec.Schema { return spec.StringProperty().WithPattern(`^(00|[1-9][0-9]([0-9]{2}){0,2})?$`) },
	"model.Scope":      func() *spec.Schema { return spec.StringProperty().WithPattern(`^(all|[1-9][0-9]([0-9]{2}){0,2})$`) },
	"float64":          func() *spec.Schema { return spec.Float64Property() },
	"uint64":           func() *spec.Schema { return integer(0) },
	"int64":            func() *spec.Schema { return integer(0) },
}

func integer(least float64) *spec.Schema {
	return spec.Int64Property().WithMinimum(least, false).WithMaximum(maxInteger, false)
}

func nullable(s *spec.Schema) *spec.Schema {
	s.AddExtension("x-nullable", true)
	return s
}

// field reads one field of a struct in place of swag's own reader, which knows neither pattern nor null, and takes no
// example for a type that is written in another way than it is declared.
type field struct {
	parser *swag.Parser
	node   *ast.Field
	tag    reflect.StructTag
	goType string
}

func newField(p *swag.Parser, node *ast.Field) swag.FieldParser {
	f := field{parser: p, node: node, goType: types.ExprString(node.Type)}
	if node.Tag != nil {
		f.tag = reflect.StructTag(strings.Trim(node.Tag.Value, "`"))
	}
	return f
}

func (f field) name() string { return f.FirstTagValue("json") }

func (f field) FirstTagValue(tag string) string {
	first, _, _ := strings.Cut(f.tag.Get(tag), ",")
	return first
}

// ShouldSkip leaves out what encoding/json leaves out.
func (f field) ShouldSkip() bool {
	return f.name() == "-" || (len(f.node.Names) > 0 && !f.node.Names[0].IsExported())
}

// FieldNames is empty for an embedded struct, whose fields are then those of the outer one.
func (f field) FieldNames() ([]string, error) {
	switch {
	case f.name() != "":
		return []string{f.name()}, nil
	case len(f.node.Names) == 0:
		return nil, nil
	}
	return nil, fmt.Errorf("field %s has no json tag", f.node.Names[0])
}

func (f field) FormName() string   { return "" }
func (f field) HeaderName() string { return "" }
func (f field) PathName() string   { return "" }

func (f field) IsRequired() (bool, error) {
	return slices.Contains(strings.Split(f.tag.Get("validate"), ","), "required"), nil
}

// CustomSchema is nil where swag finds the schema from the declaration.
func (f field) CustomSchema() (*spec.Schema, error) {
	if text := f.tag.Get("swaggertype"); text != "" {
		return swag.BuildCustomSchema(strings.Split(text, ","))
	}
	name := strings.TrimPrefix(f.goType, "*")
	for _, known := range []string{name, "model." + name} {
		if of, ok := jsonTypes[known]; ok {
			return of(), nil
		}
	}
	return nil, nil
}

// ComplementSchema adds what the comment and the tags of the field say. Nothing may stand beside a $ref, so there it
// goes around it.
func (f field) ComplementSchema(s *spec.Schema) error {
	path := append(f.parser.GetSchemaTypePath(s, 2), "")
	if !swag.IsRefSchema(s) {
		return f.describe(s, path[0], path[1])
	}
	around := &spec.Schema{}
	if err := f.describe(around, path[0], path[1]); err != nil {
		return err
	}
	if !reflect.ValueOf(*around).IsZero() {
		*s = *around.WithAllOf(*s)
	}
	return nil
}

func (f field) describe(s *spec.Schema, kind, itemKind string) error {
	s.Description = strings.Join(strings.Fields(f.node.Doc.Text()+f.node.Comment.Text()), " ")
	extensions := strings.Split(f.tag.Get("extensions"), ",")
	omitted := strings.Contains(f.tag.Get("json"), ",omitempty")
	if slices.Contains(extensions, "x-nullable") || (strings.HasPrefix(f.goType, "*") && !omitted) {
		nullable(s)
	}
	if text, ok := f.tag.Lookup("example"); ok {
		example, err := value(kind, itemKind, text)
		if err != nil {
			return fmt.Errorf("field %s: example %q: %w", f.name(), text, err)
		}
		s.Example = example
		// Not every field of an enumeration always has one of its values; the example shows which may be empty.
		if text == "" {
			s.AddExtension("x-empty", true)
		}
	}
	for _, rule := range strings.Split(f.tag.Get("validate"), ",") {
		name, limit, _ := strings.Cut(rule, "=")
		if err := f.limitItems(s, kind, name, limit); err != nil {
			return err
		}
	}
	each, eachKind := s, kind
	if kind == swag.ARRAY && s.Items != nil {
		each, eachKind = s.Items.Schema, itemKind
	}
	for _, x := range extensions {
		if pattern, ok := strings.CutPrefix(x, "x-pattern="); ok {
			each.Pattern = pattern
		}
	}
	return f.limit(each, eachKind)
}

// limitItems reads the rules of validate that concern the length of a list.
func (f field) limitItems(s *spec.Schema, kind, rule, text string) error {
	if kind != swag.ARRAY {
		return nil
	}
	n, err := strconv.ParseInt("0"+text, 10, 64)
	if err != nil {
		return fmt.Errorf("field %s: validate %s: %w", f.name(), rule, err)
	}
	switch rule {
	case "min":
		s.MinItems = &n
	case "max":
		s.MaxItems = &n
	case "unique":
		s.UniqueItems = true
	}
	return nil
}

// limit reads the tags that bound one value.
func (f field) limit(s *spec.Schema, kind string) error {
	if format := f.tag.Get("format"); format != "" {
		s.Format = format
	}
	if enums := f.tag.Get("enums"); enums != "" {
		s.Enum = nil
		for _, text := range strings.Split(enums, ",") {
			v, err := value(kind, "", text)
			if err != nil {
				return fmt.Errorf("field %s: enums %q: %w", f.name(), text, err)
			}
			s.Enum = append(s.Enum, v)
		}
	}
	for _, limit := range []struct {
		tag string
		set func(n float64)
	}{
		{"minimum", func(n float64) { s.Minimum = &n }},
		{"maximum", func(n float64) { s.Maximum = &n }},
		{"multipleOf", func(n float64) { s.MultipleOf = &n }},
		{"minLength", func(n float64) { length := int64(n); s.MinLength = &length }},
		{"maxLength", func(n float64) { length := int64(n); s.MaxLength = &length }},
	} {
		text := f.tag.Get(limit.tag)
		if text == "" {
			continue
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("field %s: %s: %w", f.name(), limit.tag, err)
		}
		limit.set(n)
	}
	return nil
}

// value reads the text of a tag as a value of the type: as JSON, or a list as a,b and a map as name:a,other:b.
func value(kind, itemKind, text string) (any, error) {
	switch {
	case kind == swag.STRING:
		return text, nil
	case kind == swag.ARRAY && !strings.HasPrefix(text, "["):
		items := []any{}
		for item := range splitItems(text) {
			v, err := value(itemKind, "", item)
			if err != nil {
				return nil, err
			}
			items = append(items, v)
		}
		return items, nil
	case kind == swag.OBJECT && !strings.HasPrefix(text, "{"):
		items := map[string]any{}
		for item := range splitItems(text) {
			name, of, _ := strings.Cut(item, ":")
			v, err := value(itemKind, "", of)
			if err != nil {
				return nil, err
			}
			items[name] = v
		}
		return items, nil
	case text == "":
		return nil, nil
	}
	var v any
	err := json.Unmarshal([]byte(text), &v)
	return v, err
}

func splitItems(text string) iter.Seq[string] {
	if text == "" {
		return func(func(string) bool) {}
	}
	return strings.SplitSeq(text, ",")
}
