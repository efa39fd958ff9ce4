package main

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"xuncha/model"
)

// operation is one operation that is being completed.
type operation struct {
	*openapi3.Operation
	doc          *openapi3.T
	path, method string
}

func (o operation) complete() error {
	o.completeTable()
	o.completeParameters()
	if err := o.completeBody(); err != nil {
		return fmt.Errorf("request body: %w", err)
	}
	versioned := false
	for status, ref := range o.Responses.Map() {
		code, err := strconv.Atoi(status)
		if err != nil {
			return fmt.Errorf("status %s: %w", status, err)
		}
		if code >= http.StatusBadRequest {
			continue
		}
		if err := o.completeAnswer(code, ref.Value); err != nil {
			return fmt.Errorf("answer %s: %w", status, err)
		}
		versioned = versioned || ref.Value.Headers["ETag"] != nil && !o.parameter("Range")
	}
	if versioned && o.method == http.MethodGet && o.guarded() && !alwaysFresh[o.OperationID] {
		o.Parameters = append(o.Parameters, sharedRef("If-None-Match"))
		o.Responses.Set("304", &openapi3.ResponseRef{Ref: "#/components/responses/NotModified"})
	}
	if err := o.addRights(); err != nil {
		return err
	}
	o.addRefusals()
	if rule, _ := model.RuleOf(o.OperationID); rule.Permission == model.Public {
		o.Security = openapi3.NewSecurityRequirements()
	}
	if !o.guarded() {
		return nil
	}
	o.Parameters = append(o.Parameters, sharedRef("Accept-Language"))
	if o.repeatable() {
		o.Parameters = append(o.Parameters, sharedRef("Idempotency-Key"))
	}
	return nil
}

func (o operation) parameter(name string) bool {
	for _, p := range o.Parameters {
		if p.Value.Name == name {
			return true
		}
	}
	return false
}

// alwaysFresh are reads that never answer 304, because a part of their answer changes without the version of the thing:
// what the caller may do with an inspection depends on its campaign, a login is no change of a user, a key is used and expires
// by itself, whether a contact is masked depends on the caller, a plan shows the names of the register, whether a finding or
// a filing is late depends on the day, a bulletin has figures that change without it, whether a webhook fails is no change of it,
// and the pieces of a report or a list that is fetched come along beside it.
var alwaysFresh = map[string]bool{
	"getInspection": true, "getUser": true, "getToken": true, "getContact": true, "getSampling": true, "getFinding": true,
	"getFiling": true, "getBulletin": true, "getWebhook": true, "getReport": true, "getReconciliation": true,
}

// fromZero are operations whose path takes the id 0, for something that comes with the program.
var fromZero = map[string]bool{"getBulletinTemplate": true}

// pathExamples are the values of path parameters in the examples, by the collection before them.
var pathExamples = map[string]any{
	"regions": "422801", "campaigns": "422800-2022-3", "bulletins": "422800-2022-3", "docs": "swagger-ui.css",
	"templates": "sites",
}

// completeTable gives a list, and figures, every form that tables have. Their comments name CSV.
func (o operation) completeTable() {
	if !o.isTable() {
		return
	}
	content := o.Responses.Status(http.StatusOK).Value.Content
	content[typeXLSX], content[typeLines] = openapi3.NewMediaType(), openapi3.NewMediaType()
	o.Parameters = append(o.Parameters, sharedRef("charset"))
}

func (o operation) isTable() bool {
	answer := o.Responses.Status(http.StatusOK)
	return answer != nil && o.parameter("format") && answer.Value.Content[typeCSV] != nil && answer.Value.Content[typeJSON] != nil
}

// ownCursor reports whether a parameter of the feed is another than that of lists: its cursors are texts.
func (o operation) ownCursor(name string) bool {
	return o.OperationID == "listChanges" && (name == "after" || name == "limit")
}

func (o operation) completeParameters() {
	for i, ref := range o.Parameters {
		p := ref.Value
		if _, ok := shared[p.Name]; ok && (p.Name != "format" || o.isTable()) && !o.ownCursor(p.Name) {
			o.Parameters[i] = sharedRef(p.Name)
			continue
		}
		switch {
		case p.In == openapi3.ParameterInPath && p.Schema.Value.Type.Is(openapi3.TypeInteger):
			p.Schema = number(1, maxInteger).NewRef()
			if fromZero[o.OperationID] {
				p.Schema = number(0, maxInteger).NewRef()
			}
			p.Example = 1
		case o.OperationID == "listChanges" && p.Name == "limit":
			p.Schema = number(1, model.MaxLimit).NewRef()
		case p.In == openapi3.ParameterInPath:
			p.Schema.Value.MinLength = 1
			before, _, _ := strings.Cut(o.path, "/{"+p.Name+"}")
			p.Example = pathExamples[before[strings.LastIndex(before, "/")+1:]]
		case p.In == openapi3.ParameterInQuery:
			o.completeQuery(p)
		}
	}
}

// importExample is the beginning of a file as the register is kept in it.
const importExample = "网站标识码,网站名称,首页地址,是否门户\r\n4228010052,恩施市人民政府,https://es.gov.cn/,是\r\n"

// receiptsExample is the beginning of an answer of the system above.
const receiptsExample = "行标识,结果,回执号,说明\r\n0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10-1,接收,DEMO-0001,\r\n"

func (o operation) completeBody() error {
	if o.RequestBody == nil {
		return nil
	}
	b := o.RequestBody.Value
	delete(b.Extensions, "x-originalParamName")
	if media := b.Content["*/*"]; media != nil {
		b.Content = openapi3.Content{typeJSON: media}
	}
	for name, media := range b.Content {
		switch name {
		case typeForm:
			file := openapi3.NewObjectSchema().WithProperty("file", openapi3.NewStringSchema().WithFormat("binary"))
			file.Required = []string{"file"}
			media.Schema = file.NewRef()
		case "application/octet-stream":
			media.Schema = openapi3.NewStringSchema().WithFormat("binary").NewRef()
			media.Example = "%PDF-1.7\n%%EOF\n"
			if o.OperationID == "createImport" {
				media.Example = importExample
			}
		case typeXLSX: // an archive, of which there is no example in a text
			media.Schema = openapi3.NewStringSchema().WithFormat("binary").NewRef()
		case typeCSV:
			media.Schema = openapi3.NewStringSchema().NewRef()
			media.Example = importExample
			if o.OperationID == "addReceipts" {
				media.Example = receiptsExample
			}
		case typeJSON:
			if err := setExamples(o.doc, media); err != nil {
				return err
			}
		default: // another form of the same
			media.Schema = openapi3.NewStringSchema().WithFormat("binary").NewRef()
			media.Example = "PK"
		}
	}
	return nil
}

// completeAnswer gives an answer its headers and each of its media types the right schema: swag knows only one for all.
func (o operation) completeAnswer(status int, r *openapi3.Response) error {
	if r.Headers == nil {
		r.Headers = openapi3.Headers{}
	}
	r.Headers["X-Request-ID"] = &openapi3.HeaderRef{Ref: "#/components/headers/RequestID"}
	if o.repeatable() {
		r.Headers["Idempotency-Replayed"] = &openapi3.HeaderRef{Ref: "#/components/headers/Replayed"}
	}
	if status == http.StatusCreated || status == http.StatusFound {
		r.Headers["Location"] = &openapi3.HeaderRef{Ref: "#/components/headers/Location"}
	}
	for name, media := range r.Content {
		switch {
		case name == typeJSON:
			// What is made on a version of another thing answers with the tag of that.
			made := status == http.StatusCreated && o.parameter("If-Match")
			s := named(o.doc, media.Schema)
			if made || s.Properties["version"] != nil {
				r.Headers["ETag"] = &openapi3.HeaderRef{Ref: "#/components/headers/ETag"}
			}
			if s.Properties["counted_until"] != nil && r.Content[typeCSV] != nil {
				r.Headers["X-Counted-Until"] = &openapi3.HeaderRef{Ref: "#/components/headers/CountedUntil"}
			}
			if err := setExamples(o.doc, media); err != nil {
				return err
			}
			continue
		case strings.HasPrefix(name, "text/") || name == "application/javascript" || name == typeLines:
			media.Schema = openapi3.NewStringSchema().NewRef()
		default:
			media.Schema = openapi3.NewStringSchema().WithFormat("binary").NewRef()
		}
		if o.parameter("Range") {
			r.Headers["ETag"] = &openapi3.HeaderRef{Ref: "#/components/headers/ContentETag"}
		}
		if status == http.StatusPartialContent {
			r.Headers["Content-Range"] = &openapi3.HeaderRef{Ref: "#/components/headers/ContentRange"}
		}
		if o.guarded() {
			r.Headers["Content-Disposition"] = &openapi3.HeaderRef{Ref: "#/components/headers/Disposition"}
		}
	}
	return nil
}

// addRefusals adds the error answers. One that a comment names with a sentence of its own keeps the sentence.
func (o operation) addRefusals() {
	for _, r := range refusals {
		status := strconv.Itoa(r.status)
		named := o.Responses.Value(status)
		if named == nil && !r.when(o) {
			continue
		}
		ref := &openapi3.ResponseRef{Ref: "#/components/responses/" + r.name}
		if named != nil && *named.Value.Description != http.StatusText(r.status) {
			own := r.response()
			own.Description = named.Value.Description
			ref = &openapi3.ResponseRef{Value: own}
		}
		o.Responses.Set(status, ref)
	}
}
