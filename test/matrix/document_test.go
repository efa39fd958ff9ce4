package matrix

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"xuncha/docs"
	"xuncha/model"
)

// operation is what the OpenAPI document says of one operation. The matrix knows the program from nothing else: who may do
// what stands in x-authz, which the generator copies from the policy and a test holds to it.
type operation struct {
	id, method, path string
	permission       model.Permission
	about            string
	roles            map[model.Role]string // reach of each role that may: region, organization, self, none
	query            []string
	headers          []string
	formats          []string
	sorts            []string
	media            []string
	body             *openapi3.MediaType // the JSON body
	answer           *openapi3.Schema    // of the JSON answer to a success
}

// readDocument lists the operations in the order of their paths.
func readDocument(t testing.TB) []operation {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(docs.OpenAPI)
	if err != nil {
		t.Fatal(err)
	}
	var all []operation
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			all = append(all, readOperation(t, path, method, op))
		}
	}
	slices.SortFunc(all, func(x, y operation) int { return strings.Compare(x.path+x.method, y.path+y.method) })
	return all
}

func readOperation(t testing.TB, path, method string, op *openapi3.Operation) operation {
	t.Helper()
	rights, ok := op.Extensions["x-authz"].(map[string]any)
	if !ok {
		t.Fatalf("%s has no x-authz", op.OperationID)
	}
	o := operation{id: op.OperationID, method: method, path: path, roles: map[model.Role]string{}}
	permission, _ := rights["permission"].(string)
	o.permission = model.Permission(permission)
	o.about, _ = rights["about"].(string)
	roles, _ := rights["roles"].(map[string]any)
	for role, reach := range roles {
		o.roles[model.Role(role)], _ = reach.(string)
	}
	for _, p := range op.Parameters {
		switch p := p.Value; p.In {
		case openapi3.ParameterInQuery:
			o.query = append(o.query, p.Name)
			switch p.Name {
			case "format":
				for _, f := range p.Schema.Value.Enum {
					o.formats = append(o.formats, f.(string)) //nolint:forcetypeassert // an enumeration of words
				}
			case "sort":
				words, _, _ := strings.Cut(p.Description, ";")
				o.sorts = strings.Split(words, ", ")
			}
		case openapi3.ParameterInHeader:
			o.headers = append(o.headers, p.Name)
		}
	}
	if op.RequestBody != nil {
		for media, of := range op.RequestBody.Value.Content {
			o.media = append(o.media, media)
			if media == "application/json" {
				o.body = of
			}
		}
	}
	o.answer = successOf(op)
	return o
}

func successOf(op *openapi3.Operation) *openapi3.Schema {
	for _, status := range []int{200, 201} {
		if r := op.Responses.Status(status); r != nil && r.Value.Content["application/json"] != nil {
			return r.Value.Content["application/json"].Schema.Value
		}
	}
	return nil
}

func (o operation) public() bool { return o.permission == model.Public }

func (o operation) takes(query string) bool { return slices.Contains(o.query, query) }

func (o operation) conditional() bool { return slices.Contains(o.headers, "If-Match") }

func (o operation) reads() bool { return o.method == "GET" }

// list reports whether the operation reads a list in pages.
func (o operation) list() bool { return o.reads() && o.takes("page") }

var inBraces = regexp.MustCompile(`\{(\w+)\}`)

// pathNames lists the parameters of the path.
func (o operation) pathNames() []string {
	var names []string
	for _, m := range inBraces.FindAllStringSubmatch(o.path, -1) {
		names = append(names, m[1])
	}
	return names
}

// property is one field of a JSON body, wherever in it.
type property struct {
	schema string   // name of the schema it belongs to; that of a patch is named as the request it is made of
	name   string   // in the schema
	at     []string // place in the body; "[]" is the first item of an array
	of     *openapi3.Schema
}

func (p property) String() string { return p.schema + "." + p.name }

// properties lists the fields of a JSON body, inner ones too.
func (o operation) properties() []property {
	if o.body == nil {
		return nil
	}
	return fields(o.body.Schema, nil)
}

func fields(ref *openapi3.SchemaRef, at []string) []property {
	name := ref.Ref[strings.LastIndex(ref.Ref, "/")+1:]
	if bare, patch := strings.CutSuffix(name, "Patch"); patch {
		name = bare + "Request"
	}
	var all []property
	for field, inner := range ref.Value.Properties {
		here := append(slices.Clone(at), field)
		all = append(all, property{schema: name, name: field, at: here, of: inner.Value})
		switch {
		case inner.Value.Items != nil && len(inner.Value.Items.Value.Properties) > 0:
			all = append(all, fields(inner.Value.Items, append(here, "[]"))...)
		case len(inner.Value.Properties) > 0:
			all = append(all, fields(inner, here)...)
		}
	}
	slices.SortFunc(all, func(x, y property) int { return strings.Compare(strings.Join(x.at, "."), strings.Join(y.at, ".")) })
	return all
}
