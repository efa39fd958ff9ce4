package main

import (
	"net/http"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"xuncha/model"
)

const (
	typeJSON    = "application/json"
	typeProblem = "application/problem+json"
	typeCSV     = "text/csv"
	typeXLSX    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeLines   = "application/x-ndjson"
	typeForm    = "multipart/form-data"
)

// tags are the groups of operations, in the order of the docs page.
var tags = openapi3.Tags{
	{Name: "sessions", Description: "登录 · log in and out, single sign-on, who am I, one's own password and second factor"},
	{Name: "security", Description: "登录规则 · rules for logins"},
	{Name: "users", Description: "用户 · people who log in, their role and region"},
	{Name: "regions", Description: "行政区划 · the tree of regions"},
	{Name: "organizations", Description: "主办单位 · who runs sites and accounts"},
	{Name: "contacts", Description: "联系人 · the people at organizations, sealed and masked"},
	{Name: "sites", Description: "政府网站 · the register of websites"},
	{Name: "accounts", Description: "政务新媒体 · the register of new-media accounts"},
	{Name: "filings", Description: "备案 · what has to be told to the upper registers, and by when"},
	{Name: "imports", Description: "导入 · files taken into the register, row by row"},
	{Name: "catalogues", Description: "检查指标 · indicators and their scoring rule"},
	{Name: "campaigns", Description: "检查批次 · rounds of inspection"},
	{Name: "inspections", Description: "检查结果 · the result of each target of a campaign"},
	{Name: "attachments", Description: "附件 · files of evidence on targets, and of proof that faults were mended"},
	{Name: "findings", Description: "问题与整改 · findings, their rectification and accountability measures"},
	{Name: "calendars", Description: "工作日历 · the working days by which due days are counted"},
	{Name: "statistics", Description: "统计 · pass rates and the annexes of the bulletin"},
	{Name: "self-checks", Description: "自查 · what counties and units find on their own things, which no figure counts"},
	{Name: "bulletins", Description: "通报 · the bulletin of a campaign: compiled, checked, issued; its wording and the library of texts"},
	{Name: "changes", Description: "变更 · the feed of everything that changed, for other systems"},
	{Name: "webhooks", Description: "推送 · systems that are called when something changes, and what came of the calls"},
	{Name: "reports", Description: "报送 · batches of rows for the system above: confirmed by a second person, sent once, receipts kept"},
	{Name: "reconciliations", Description: "名录比对 · the list of an upper register against ours, settled row by row"},
	{Name: "tokens", Description: "访问令牌 · API keys: who made them, what they may, from where and until when"},
	{Name: "audit", Description: "审计 · who did what, from where, before and after"},
	{Name: "probes", Description: "探针 · whether the service lives"},
	{Name: "docs", Description: "文档 · this document and its page"},
}

// refusal is an error answer, and which operations can give it.
type refusal struct {
	status      int
	name        string
	description string
	code        string
	args        []any
	fields      []any // of the example
	when        func(o operation) bool
}

var refusals = []refusal{
	{
		400, "BadRequest", "The request cannot be read, or names a field or parameter that does not exist.", "invalid_fields", nil,
		[]any{exampleField("colour", "unknown_parameter", "format, page, q, size, sort")},
		operation.guarded,
	},
	{401, "Unauthorized", "There is no valid token.", "unauthenticated", nil, nil, operation.guarded},
	{403, "Forbidden", "The role of the caller may not do this.", "forbidden", []any{"viewer"}, nil, operation.guarded},
	{
		404, "NotFound", "There is no such thing in the region of the caller.", "not_found", nil, nil,
		func(o operation) bool { return o.guarded() && strings.Contains(o.path, "{") },
	},
	{
		406, "NotAcceptable", "None of the media types of Accept is offered.", "not_acceptable",
		[]any{"json, csv"},
		nil,
		func(o operation) bool { return o.parameter("format") },
	},
	{
		409, "Conflict", "The state of the thing, or another thing, stands in the way; or a request with the same " +
			"Idempotency-Key is still running (with Retry-After).", "already_exists", nil, nil,
		func(o operation) bool { return o.guarded() && o.method != http.MethodGet },
	},
	{
		410, "Gone", "What follows the cursor was removed by age; link says where to begin anew.", "cursor_expired", nil, nil,
		func(o operation) bool {
			return map[string]bool{"listChanges": true, "resumeWebhook": true, "replayWebhook": true}[o.OperationID]
		},
	},
	{412, "PreconditionFailed", "Somebody else changed the thing first.", "stale_version", nil, nil, operation.conditional},
	{413, "ContentTooLarge", "The body or the address is too long.", "body_too_large", []any{1 << 20}, nil, operation.any},
	{
		415, "UnsupportedMediaType", "The body has a type or an encoding that is not taken.", "unsupported_media",
		[]any{typeJSON},
		nil, operation.any,
	},
	{
		416, "RangeNotSatisfiable", "The file does not have the range that was asked for.", "unsatisfiable_range",
		[]any{48213},
		nil,
		func(o operation) bool { return o.parameter("Range") },
	},
	{
		422, "UnprocessableContent", "Fields have values that cannot be taken, errors names all of them; or the " +
			"Idempotency-Key was used for another request.", "invalid_fields", nil,
		[]any{exampleField("name", "required")},
		func(o operation) bool { return o.RequestBody != nil || o.repeatable() },
	},
	{428, "PreconditionRequired", "If-Match is missing.", "if_match_required", nil, nil, operation.conditional},
	{429, "TooManyRequests", "The caller asks too often; try again after Retry-After.", "too_many_requests", nil, nil, operation.guarded},
	{500, "InternalServerError", "A fault of the service.", "internal", nil, nil, operation.any},
	{503, "ServiceUnavailable", "The service cannot answer now; try again after Retry-After.", "busy", nil, nil, operation.guarded},
}

func (o operation) any() bool         { return true }
func (o operation) guarded() bool     { return strings.HasPrefix(o.path, "/api/") }
func (o operation) conditional() bool { return o.parameter("If-Match") }

func (o operation) repeatable() bool {
	rule, ok := model.RuleOf(o.OperationID)
	return o.method == http.MethodPost && ok && rule.Repeatable()
}

const exampleRequest = "0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10"

func exampleField(field, code string, args ...any) map[string]any {
	return map[string]any{"field": field, "code": code, "detail": model.Text(model.Chinese, code, args...)}
}

func (r refusal) example() map[string]any {
	e := map[string]any{
		"type": "urn:xuncha:problem:" + r.code, "title": http.StatusText(r.status), "status": r.status, "code": r.code,
		"detail":   model.Text(model.Chinese, r.code, r.args...),
		"instance": "urn:xuncha:request:" + exampleRequest, "request_id": exampleRequest,
	}
	if r.fields != nil {
		e["errors"] = r.fields
	}
	return e
}

func (r refusal) response() *openapi3.Response {
	headers := openapi3.Headers{"X-Request-ID": {Ref: "#/components/headers/RequestID"}}
	switch r.status {
	case http.StatusConflict:
		headers["Retry-After"] = &openapi3.HeaderRef{Ref: "#/components/headers/RetryAfterRunning"}
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		headers["Retry-After"] = &openapi3.HeaderRef{Ref: "#/components/headers/RetryAfter"}
	case http.StatusUnauthorized:
		headers["WWW-Authenticate"] = &openapi3.HeaderRef{Ref: "#/components/headers/Authenticate"}
	}
	media := openapi3.NewMediaType().WithSchemaRef(schemaRef("Problem")).WithExample("problem", r.example())
	media.Example, media.Examples = r.example(), nil
	return &openapi3.Response{
		Description: &r.description, Headers: headers, Content: openapi3.Content{typeProblem: media},
	}
}

// shared are the parameters that mean the same wherever they stand. Their comment in the code need only name them.
// None has a default in its schema: the docs page would send all of them, those of pages and those of keys.
var shared = map[string]struct {
	name      string
	parameter *openapi3.Parameter
}{
	"page": {"Page", openapi3.NewQueryParameter("page").WithSchema(number(1, model.MaxWindow)).
		WithDescription("number of the page, 1 when left out; pages end at row 10,000")},
	"size": {"Size", openapi3.NewQueryParameter("size").WithSchema(number(1, model.MaxSize)).
		WithDescription("rows of a page, 20 when left out")},
	"after": {"After", openapi3.NewQueryParameter("after").WithSchema(number(0, maxInteger)).
		WithDescription("reads by key instead of by page: next of the piece before, 0 for the first")},
	"limit": {"Limit", openapi3.NewQueryParameter("limit").WithSchema(number(1, model.MaxLimit)).
		WithDescription("rows of a piece that is read by key, 20 when left out")},
	"If-Match": {"IfMatch", example1(openapi3.NewHeaderParameter("If-Match").WithSchema(entityTag()).WithRequired(true).
		WithDescription("ETag of the version that the change is made on"))},
	"If-None-Match": {"IfNoneMatch", openapi3.NewHeaderParameter("If-None-Match").WithSchema(openapi3.NewStringSchema()).
		WithDescription("ETag of the version that the caller has: 304 when it is still the newest")},
	"Idempotency-Key": {"IdempotencyKey", openapi3.NewHeaderParameter("Idempotency-Key").
		WithSchema(openapi3.NewStringSchema().WithPattern("^[!-~]{8,255}$")).
		WithDescription("makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, " +
			"and the same when that is tried again; kept 7 days for each caller and operation")},
	"format": {"TableFormat", openapi3.NewQueryParameter("format").
		WithSchema(openapi3.NewStringSchema().WithEnum("json", "csv", "xlsx", "ndjson")).
		WithDescription("form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON " +
			"form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent")},
	"charset": {"Charset", openapi3.NewQueryParameter("charset").WithSchema(openapi3.NewStringSchema().WithEnum("utf-8", "gb18030")).
		WithDescription("encoding of format=csv; utf-8, with a byte order mark, when left out")},
	"Accept-Language": {"AcceptLanguage", openapi3.NewHeaderParameter("Accept-Language").
		WithSchema(openapi3.NewStringSchema()).
		WithDescription("language of sentences for people: zh or en, as RFC 9110 has it")},
}

func example1(p *openapi3.Parameter) *openapi3.Parameter {
	p.Example = `"1"`
	return p
}

func entityTag() *openapi3.Schema { return openapi3.NewStringSchema().WithPattern(`^"[0-9]+"$`) }

func number(least, most float64) *openapi3.Schema {
	return openapi3.NewInt64Schema().WithMin(least).WithMax(most)
}

func sharedRef(name string) *openapi3.ParameterRef {
	return &openapi3.ParameterRef{Ref: "#/components/parameters/" + shared[name].name, Value: shared[name].parameter}
}

func header(description string, schema *openapi3.Schema, example any) *openapi3.HeaderRef {
	return &openapi3.HeaderRef{Value: &openapi3.Header{Parameter: openapi3.Parameter{
		Description: description, Schema: schema.NewRef(), Example: example, Required: true,
	}}}
}

// addCommon adds what operations refer to.
func addCommon(doc *openapi3.T) {
	doc.Tags = tags
	doc.Components.SecuritySchemes = openapi3.SecuritySchemes{"bearer": {Value: &openapi3.SecurityScheme{
		Type: "http", Scheme: "bearer", Description: "An API key: POST /api/v1/tokens or xuncha token create makes one and shows it once.",
	}}}
	doc.Security = openapi3.SecurityRequirements{{"bearer": {}}}
	doc.Components.Headers = openapi3.Headers{
		"RequestID":  header("Id of the request, for questions about it.", openapi3.NewStringSchema(), exampleRequest),
		"ETag":       header("Version of the thing, for If-Match and If-None-Match.", entityTag(), `"1"`),
		"Location":   header("Address of the new thing.", openapi3.NewStringSchema().WithFormat("uri-reference"), "/api/v1/sites/1"),
		"RetryAfter": header("Seconds to wait before the next attempt.", openapi3.NewIntegerSchema().WithMin(1), 2),
		"RetryAfterRunning": {Value: &openapi3.Header{Parameter: openapi3.Parameter{
			Description: "Seconds to wait before the next attempt; only with idempotency_key_running.",
			Schema:      openapi3.NewIntegerSchema().WithMin(1).NewRef(), Example: 2,
		}}},
		"Authenticate": header("The scheme of the token.", openapi3.NewStringSchema(), "Bearer"),
		"Replayed": {Value: &openapi3.Header{Parameter: openapi3.Parameter{
			Description: "true when this is the answer to an earlier request with the same Idempotency-Key.",
			Schema:      openapi3.NewStringSchema().WithEnum("true").NewRef(), Example: "true",
		}}},
		"ContentRange": header("Which bytes of how many these are.", openapi3.NewStringSchema(), "bytes 0-1023/48213"),
		"ContentETag":  header("Hash of the whole content, for If-Range.", openapi3.NewStringSchema().WithPattern(`^"[0-9a-f]{64}"$`), `"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`),
		"Disposition": {Value: &openapi3.Header{Parameter: openapi3.Parameter{
			Description: "Name of the file; only with a file.", Schema: openapi3.NewStringSchema().NewRef(),
			Example: `attachment; filename="sites.csv"`,
		}}},
		"CountedUntil": {Value: &openapi3.Header{Parameter: openapi3.Parameter{
			Description: "What counted_until is in JSON: when what is counted changed last; only with a file, and not while nothing is counted.",
			Schema:      openapi3.NewStringSchema().WithFormat("date-time").NewRef(), Example: "2022-10-09T01:00:00Z",
		}}},
	}
	doc.Components.Parameters = openapi3.ParametersMap{}
	for _, p := range shared {
		doc.Components.Parameters[p.name] = &openapi3.ParameterRef{Value: p.parameter}
	}
	doc.Components.Responses = openapi3.ResponseBodies{"NotModified": {Value: &openapi3.Response{
		Description: openapi3.Ptr("The caller has the newest version."),
		Headers: openapi3.Headers{
			"ETag":         {Ref: "#/components/headers/ETag"},
			"X-Request-ID": {Ref: "#/components/headers/RequestID"},
		},
	}}}
	for _, r := range refusals {
		doc.Components.Responses[r.name] = &openapi3.ResponseRef{Value: r.response()}
	}
}
