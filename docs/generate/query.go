package main

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"xuncha/model"
)

const (
	longestParameter = 400 // characters of a parameter of a query
	firstYear        = 2000
	lastYear         = 2199
)

// bounds are those of numbers in queries, by name; any other names a thing by its id.
var bounds = map[string][2]float64{
	"year": {firstYear, lastYear}, "rounds": {1, model.MostRounds}, "min": {2, 20}, "from": {1, 1_000_000}, "to": {1, 1_000_000},
	"skip": {0, 1<<31 - 1}, "issue": {0, model.MaxBulk}, "wait": {0, 30},
}

// completeQuery gives a parameter of a query the bounds that it is read with.
func (o operation) completeQuery(p *openapi3.Parameter) {
	s := p.Schema.Value
	switch {
	case p.Name == "sort":
		p.Schema = sorts(p.Description).NewRef()
	case p.Name == "region":
		p.Schema = openapi3.NewStringSchema().WithPattern(`^(00|[1-9][0-9]([0-9]{2}){0,2})$`).NewRef()
	case o.ownCursor(p.Name) && p.Name == "after":
		p.Schema = openapi3.NewStringSchema().WithPattern("^(now|[0-9a-f]{16})$").NewRef()
	case p.Name == "limit":
		p.Schema = number(1, model.MaxLimit).NewRef()
	case p.Name == "kind" && o.OperationID == "listChanges":
		kind := "(" + strings.Join(model.ChangeKindNames(), "|") + ")"
		p.Schema = openapi3.NewStringSchema().WithPattern("^" + kind + "(," + kind + ")*$").NewRef()
	case p.Name == "assigned_to":
		p.Schema = openapi3.NewStringSchema().WithPattern(`^(me|none|[1-9][0-9]{0,14})$`).NewRef()
	case p.Name == "pass_line":
		p.Schema = openapi3.NewFloat64Schema().WithMin(0).WithMax(100).NewRef()
		p.Schema.Value.MultipleOf = openapi3.Ptr(0.01)
	case p.Name == "captured_at":
		p.Schema, p.Example = openapi3.NewDateTimeSchema().NewRef(), "2022-10-08T01:00:00Z"
	case s.Type.Is(openapi3.TypeInteger):
		b, ok := bounds[p.Name]
		if !ok {
			b = [2]float64{1, maxInteger}
		}
		p.Schema = number(b[0], b[1]).NewRef()
	case s.Type.Is(openapi3.TypeString) && s.Format == "" && len(s.Enum) == 0:
		if s.MaxLength == nil {
			s.MaxLength = openapi3.Ptr[uint64](longestParameter)
		}
		if p.Required {
			s.MinLength = 1
		}
	}
	if p.Required && p.Schema.Value.Type.Is(openapi3.TypeInteger) {
		p.Example = 1
	}
	if p.Name == "phone" {
		p.Example = "13800000000"
	}
}

// sorts are the words of a description up to its first semicolon, and each of them backwards.
func sorts(description string) *openapi3.Schema {
	words, _, _ := strings.Cut(description, ";")
	s := openapi3.NewStringSchema()
	for word := range strings.SplitSeq(words, ", ") {
		s.Enum = append(s.Enum, word, "-"+word)
	}
	return s
}
