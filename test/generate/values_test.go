package generate

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"pgregory.net/rapid"
)

// node is a JSON value with what the document says of it, in a form that can be spoiled.
type node struct {
	at     string           // where it stands in the body, as the service names it
	schema *openapi3.Schema // nil where the document says nothing
	text   string           // of what is neither object nor array, as it is written
	kind   byte             // '{', '[' or 0
	fields []field
	items  []*node
}

type field struct {
	name string
	*node
}

func (n *node) write(b *strings.Builder) {
	switch n.kind {
	case '{':
		b.WriteByte('{')
		for i, f := range n.fields {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoted(f.name) + ":")
			f.write(b)
		}
		b.WriteByte('}')
	case '[':
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteByte(',')
			}
			item.write(b)
		}
		b.WriteByte(']')
	default:
		b.WriteString(n.text)
	}
}

func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

// all lists the node and those within it.
func (n *node) all() []*node {
	nodes := []*node{n}
	for _, f := range n.fields {
		nodes = append(nodes, f.all()...)
	}
	for _, item := range n.items {
		nodes = append(nodes, item.all()...)
	}
	return nodes
}

func (n *node) clone() *node {
	if n == nil {
		return nil
	}
	twin := *n
	twin.fields, twin.items = slices.Clone(n.fields), slices.Clone(n.items)
	for i, f := range twin.fields {
		twin.fields[i].node = f.clone()
	}
	for i, item := range twin.items {
		twin.items[i] = item.clone()
	}
	return &twin
}

func quoted(s string) string {
	text, _ := json.Marshal(s) // a text always encodes
	return string(text)
}

// plain is the schema with its one allOf drawn in. What stands around a reference narrows it.
func plain(ref *openapi3.SchemaRef) *openapi3.Schema {
	s := ref.Value
	if len(s.AllOf) != 1 {
		return s
	}
	inner := *plain(s.AllOf[0])
	if len(s.Enum) > 0 {
		inner.Enum = s.Enum
	}
	inner.Nullable = inner.Nullable || s.Nullable
	if s.Example != nil {
		inner.Example = s.Example
	}
	return &inner
}

// value draws a value that the schema allows.
func (m *maker) value(ref *openapi3.SchemaRef, at string) *node {
	s := plain(ref)
	n := &node{at: at, schema: s}
	name := nameOf(at)
	switch {
	case s.Nullable && m.chance(6, "null "+at):
		n.text = "null"
	case len(s.OneOf) > 0:
		*n = *m.value(rapid.SampledFrom(s.OneOf).Draw(m.t, "one of "+at), at)
		n.schema = s
	case len(s.Enum) > 0:
		value := rapid.SampledFrom(s.Enum).Draw(m.t, at)
		text, _ := json.Marshal(value) // it has been decoded from JSON
		n.text = string(text)
	case s.Type.Is(openapi3.TypeObject):
		m.object(n, s)
	case s.Type.Is(openapi3.TypeArray):
		m.array(n, s)
	case s.Type.Is(openapi3.TypeBoolean):
		n.text = strconv.FormatBool(rapid.Bool().Draw(m.t, at))
	case s.Type.Is(openapi3.TypeInteger), s.Type.Is(openapi3.TypeNumber):
		n.text = m.number(s, name, at)
	default:
		n.text = quoted(m.text(s, name, at))
	}
	return n
}

func nameOf(at string) string {
	at = at[strings.LastIndex(at, ".")+1:]
	name, _, _ := strings.Cut(at, "[")
	return name
}

func (m *maker) object(n *node, s *openapi3.Schema) {
	n.kind = '{'
	names := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains(s.Required, name) || rapid.Bool().Draw(m.t, "with "+join(n.at, name)) {
			n.fields = append(n.fields, field{name, m.value(s.Properties[name], join(n.at, name))})
		}
	}
	if len(names) > 0 || s.AdditionalProperties.Has != nil && !*s.AdditionalProperties.Has {
		return
	}
	of := s.AdditionalProperties.Schema
	for i := range rapid.IntRange(0, 2).Draw(m.t, "fields of "+n.at) {
		name := fmt.Sprint("field", i+1)
		if of == nil {
			n.fields = append(n.fields, field{name, &node{at: join(n.at, name), text: "1"}})
			continue
		}
		n.fields = append(n.fields, field{name, m.value(of, join(n.at, name))})
	}
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

func (m *maker) array(n *node, s *openapi3.Schema) {
	n.kind = '['
	least, most := int(s.MinItems), int(s.MinItems)+3
	if s.MaxItems != nil {
		most = min(most, int(*s.MaxItems))
	}
	for i := range rapid.IntRange(least, most).Draw(m.t, "items of "+n.at) {
		n.items = append(n.items, m.value(s.Items, fmt.Sprintf("%s[%d]", n.at, i)))
	}
}

func (m *maker) number(s *openapi3.Schema, name, at string) string {
	if known := m.references(name); len(known) > 0 && !m.chance(6, "another "+at) {
		return rapid.SampledFrom(known).Draw(m.t, at)
	}
	if s.Example != nil && rapid.Bool().Draw(m.t, "as shown "+at) {
		text, _ := json.Marshal(s.Example) // it has been decoded from JSON
		return string(text)
	}
	least, most := bounds(s)
	if m.chance(6, "at a bound "+at) {
		return strconv.FormatFloat(rapid.SampledFrom([]float64{least, most}).Draw(m.t, at), 'f', -1, 64)
	}
	if s.Type.Is(openapi3.TypeInteger) {
		return strconv.FormatInt(rapid.Int64Range(int64(least), int64(most)).Draw(m.t, at), 10)
	}
	if s.MultipleOf != nil {
		n := rapid.Int64Range(int64(least / *s.MultipleOf), int64(most / *s.MultipleOf)).Draw(m.t, at)
		return strconv.FormatFloat(float64(n)**s.MultipleOf, 'f', 2, 64)
	}
	return strconv.FormatFloat(rapid.Float64Range(least, most).Draw(m.t, at), 'f', -1, 64)
}

// bounds are those of a number, or those within which it is exact.
func bounds(s *openapi3.Schema) (least, most float64) {
	least, most = -(1<<53 - 1), 1<<53-1
	if s.Min != nil {
		least = math.Max(least, *s.Min)
	}
	if s.Max != nil {
		most = math.Min(most, *s.Max)
	}
	return least, most
}

// strange are runes that programs stumble over: some are refused by a rule, none may be too much.
var strange = []rune("网站政务a Z09_-.…'\"<>%\\&=＝㈱é𠮷👩‍💻\u0301\u200b\u202e\u2028\u00a0\t\n\x00\x7f")

var someRune = rapid.SampledFrom(strange)

func (m *maker) text(s *openapi3.Schema, name, at string) string {
	if known := m.references(name); len(known) > 0 && !m.chance(6, "another "+at) {
		return unquoted(rapid.SampledFrom(known).Draw(m.t, at))
	}
	shown, _ := s.Example.(string)
	if shown == "" && s.Example == nil {
		shown = examples[name]
	}
	if shown != "" && rapid.Bool().Draw(m.t, "as shown "+at) {
		return shown
	}
	switch {
	case s.Format == "date":
		return m.day(at)
	case s.Format == "date-time":
		return m.day(at) + rapid.SampledFrom([]string{"T01:00:00Z", "T00:00:00+08:00", "T23:59:59.999999Z"}).Draw(m.t, "time of "+at)
	case s.Pattern != "":
		return rapid.StringMatching(s.Pattern).Draw(m.t, at)
	}
	least, most := int(s.MinLength), 400
	if s.MaxLength != nil {
		most = int(*s.MaxLength)
	}
	if m.chance(8, "longest "+at) {
		return strings.Repeat("长", min(most, 400))
	}
	if !m.chance(4, "strange "+at) {
		return rapid.StringOfN(rapid.RuneFrom([]rune("数据网站abc1")), max(least, 1), min(least+10, most), -1).Draw(m.t, at)
	}
	return rapid.StringOfN(someRune, least, min(least+10, most), -1).Draw(m.t, at)
}

func (m *maker) day(at string) string {
	near := []string{"2022-10-08", "2022-09-30", "2022-10-28", "2023-03-31"}
	if rapid.Bool().Draw(m.t, "near "+at) {
		return rapid.SampledFrom(near).Draw(m.t, at)
	}
	return fmt.Sprintf("%04d-%02d-%02d", rapid.IntRange(1950, 2199).Draw(m.t, "year of "+at), rapid.IntRange(1, 12).Draw(m.t, "month of "+at), rapid.IntRange(1, 28).Draw(m.t, "day of "+at))
}

// unquoted is the text that a JSON value stands for.
func unquoted(text string) string {
	var s string
	if json.Unmarshal([]byte(text), &s) != nil {
		return text
	}
	return s
}

// likeExample makes a body of the one that the document shows. What names things is drawn anew.
func (m *maker) likeExample(ref *openapi3.SchemaRef, value any, at string) *node {
	s := plain(ref)
	n := &node{at: at, schema: s}
	switch v := value.(type) {
	case map[string]any:
		n.kind = '{'
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if of := s.Properties[name]; of != nil {
				n.fields = append(n.fields, field{name, m.likeExample(of, v[name], join(at, name))})
			} else if of := s.AdditionalProperties.Schema; of != nil {
				n.fields = append(n.fields, field{name, m.likeExample(of, v[name], join(at, name))})
			}
		}
	case []any:
		n.kind = '['
		for i, item := range v {
			n.items = append(n.items, m.likeExample(s.Items, item, fmt.Sprintf("%s[%d]", at, i)))
		}
	default:
		text, _ := json.Marshal(value) // it has been decoded from JSON
		n.text = string(text)
		empty := value == nil || value == "" || value == 0.0
		if known := m.references(nameOf(at)); len(known) > 0 && !empty {
			n.text = rapid.SampledFrom(known).Draw(m.t, at)
		} else if shown, ok := value.(string); ok && unique[at] && m.op.method == "POST" {
			n.text = quoted(shown + strconv.Itoa(rapid.IntRange(0, 1<<20).Draw(m.t, "number of "+at)))
		}
	}
	return n
}
