// Package contract holds a running service to its OpenAPI document: what it takes, what it answers, and that nothing of
// the document was left untried.
package contract

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// Validator checks exchanges against one document. It may be used by several goroutines.
type Validator struct {
	doc    *openapi3.T
	router routers.Router

	mu     sync.Mutex
	called map[string]bool // by operation
}

var registerDecoders = sync.OnceFunc(func() {
	for _, text := range []string{"text/csv", "text/html", "text/css", "text/javascript", "application/javascript", "application/x-ndjson"} {
		openapi3filter.RegisterBodyDecoder(text, openapi3filter.PlainBodyDecoder)
	}
	for _, file := range []string{"image/png", "image/jpeg", "image/webp", "application/pdf", "video/mp4", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"} {
		openapi3filter.RegisterBodyDecoder(file, openapi3filter.FileBodyDecoder)
	}
})

// New reads a document.
func New(doc []byte) (*Validator, error) {
	registerDecoders()
	parsed, err := openapi3.NewLoader().LoadFromData(doc)
	if err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	parsed.Servers = nil // operations are told by their paths, wherever the service listens
	router, err := legacy.NewRouter(parsed)
	if err != nil {
		return nil, fmt.Errorf("route by the document: %w", err)
	}
	return &Validator{doc: parsed, router: router, called: map[string]bool{}}, nil
}

// Check reports how an exchange differs from the document. The answer must always agree with it. The request must when
// the service took it, as tests also send what must be refused; then the operation counts as covered.
func (v *Validator) Check(req *http.Request, reqBody []byte, status int, header http.Header, body []byte) error {
	in, err := v.input(req, reqBody)
	if err != nil {
		return v.checkUnrouted(req, status, body)
	}
	faults := checkAnswer(in, status, header, body)
	if status < http.StatusBadRequest {
		faults = errors.Join(faults, checkRequest(in))
		v.mu.Lock()
		v.called[name(in.Route.Method, in.Route.Path)] = true
		v.mu.Unlock()
	}
	if faults != nil {
		return fmt.Errorf("%s %s answered %d: %w", req.Method, req.URL.RequestURI(), status, faults)
	}
	return nil
}

// CheckRequest reports how a request differs from the document, before it is sent.
func (v *Validator) CheckRequest(req *http.Request, body []byte) error {
	in, err := v.input(req, body)
	if err != nil {
		return err
	}
	return checkRequest(in)
}

// input is a request with the operation that it is to.
func (v *Validator) input(req *http.Request, body []byte) (*openapi3filter.RequestValidationInput, error) {
	req = req.Clone(context.Background())
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	route, pathParams, err := v.router.FindRoute(req)
	if err != nil {
		return nil, fmt.Errorf("find the operation: %w", err)
	}
	return &openapi3filter.RequestValidationInput{
		Request: req, PathParams: pathParams, Route: route,
		Options: &openapi3filter.Options{
			MultiError: true, IncludeResponseStatus: true, RejectWhenRequestBodyNotSpecified: true,
			AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, SkipSettingDefaults: true,
		},
	}, nil
}

func name(method, path string) string { return method + " " + path }

// checkUnrouted takes only a refusal for what the document does not offer.
func (v *Validator) checkUnrouted(req *http.Request, status int, body []byte) error {
	if status != http.StatusNotFound && status != http.StatusMethodNotAllowed {
		return fmt.Errorf("%s %s answered %d, but the document has no such operation", req.Method, req.URL.Path, status)
	}
	var problem any
	if err := json.Unmarshal(body, &problem); err != nil {
		return fmt.Errorf("%s %s answered %d without a problem: %w", req.Method, req.URL.Path, status, err)
	}
	return v.doc.Components.Schemas["Problem"].Value.VisitJSON(problem, openapi3.MultiErrors())
}

func checkRequest(in *openapi3filter.RequestValidationInput) error {
	faults := openapi3filter.ValidateRequest(context.Background(), in)
	known := slices.Concat(in.Route.Operation.Parameters, in.Route.PathItem.Parameters)
	for parameter := range in.Request.URL.Query() {
		if known.GetByInAndName(openapi3.ParameterInQuery, parameter) == nil {
			faults = errors.Join(faults, fmt.Errorf("query parameter %s was taken but is not documented", parameter))
		}
	}
	return faults
}

func checkAnswer(in *openapi3filter.RequestValidationInput, status int, header http.Header, body []byte) error {
	documented := in.Route.Operation.Responses.Status(status)
	if documented == nil {
		return fmt.Errorf("the status is not documented")
	}
	if len(documented.Value.Content) == 0 && len(body) > 0 {
		return fmt.Errorf("a body of %d bytes is not documented", len(body))
	}
	return openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: status, Header: header, Body: io.NopCloser(bytes.NewReader(body)),
		Options: in.Options,
	})
}

// Covered lists the operations that were answered other than by an error, and those that were not.
func (v *Validator) Covered() (called, missing []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for path, item := range v.doc.Paths.Map() {
		for method := range item.Operations() {
			if n := name(method, path); v.called[n] {
				called = append(called, n)
			} else {
				missing = append(missing, n)
			}
		}
	}
	slices.Sort(called)
	slices.Sort(missing)
	return called, missing
}
