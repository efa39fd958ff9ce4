// Package generate holds the service to its OpenAPI document with requests that are made from it: valid ones, which must be
// taken, and invalid ones, which must be refused and leave nothing behind.
//
// Read it in this order: document (what an operation is), world and places (what there is), values (what a schema allows),
// requests (a call and its curl line), mutations (what spoils a call), oracles (what every answer is held to), generate
// (the property itself).
package generate

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"xuncha/model"
)

// operation is one operation of the document.
type operation struct {
	*openapi3.Operation
	id, method, path string
	public           bool
	self             bool // about the caller itself
	roles            []model.Role
	media            []string // of the request, in order
}

func readDocument(t testing.TB, text []byte) (*openapi3.T, []operation) {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		t.Fatal(err)
	}
	var all []operation
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			all = append(all, readOperation(method, path, op))
		}
	}
	slices.SortFunc(all, func(x, y operation) int { return strings.Compare(x.path+x.method, y.path+y.method) })
	return doc, all
}

func readOperation(method, path string, op *openapi3.Operation) operation {
	rights, _ := op.Extensions["x-authz"].(map[string]any)
	roles, _ := rights["roles"].(map[string]any)
	o := operation{
		Operation: op, id: op.OperationID, method: method, path: path,
		public: rights["permission"] == string(model.Public), self: rights["about"] == string(model.AboutSelf),
	}
	for _, role := range model.Roles {
		if roles[string(role)] != nil {
			o.roles = append(o.roles, role)
		}
	}
	if op.RequestBody != nil {
		for media := range op.RequestBody.Value.Content {
			o.media = append(o.media, media)
		}
		slices.Sort(o.media)
	}
	return o
}

// parameter is one of the operation's, or nil.
func (o operation) parameter(in, name string) *openapi3.Parameter {
	return o.Parameters.GetByInAndName(in, name)
}

// query lists the parameters of the query in the order of the document.
func (o operation) query() (all []*openapi3.Parameter) {
	for _, p := range o.Parameters {
		if p.Value.In == openapi3.ParameterInQuery {
			all = append(all, p.Value)
		}
	}
	return all
}

func (o operation) conditional() bool {
	return o.parameter(openapi3.ParameterInHeader, "If-Match") != nil
}

// api reports whether the operation is one of /api/v1, which read strictly.
func (o operation) api() bool { return strings.HasPrefix(o.path, "/api/") }

// verb is the last word of the path, which names what is done to the thing before it.
func (o operation) verb() string {
	switch last := o.path[strings.LastIndex(o.path, "/")+1:]; {
	case !strings.Contains(last, "{"):
		return last
	case o.method == "DELETE":
		return "delete"
	default:
		return "update"
	}
}

var codes = regexp.MustCompile(`"code":"(\w+)"`)

var inBraces = regexp.MustCompile(`\{(\w+)\}`)
