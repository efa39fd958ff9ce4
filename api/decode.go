package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"xuncha/model"
)

// Limits of JSON bodies.
const (
	maxBody     = 1 << 20
	maxDepth    = 32
	maxValues   = 10_000
	maxText     = 64 << 10 // of one text in it
	maxBulkBody = 8 << 20
	maxBulk     = 100_000
)

// body is a JSON body that was read whole, so that it can be decoded inside a transaction without touching the network.
type body struct {
	raw    []byte
	values int
}

// readBody reads a JSON body within the common limits.
func (c *call) readBody() (body, error) { return c.readBodyUpTo(maxBody, maxValues) }

func (c *call) readBodyUpTo(size int64, values int) (body, error) {
	media, params, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	charset := strings.ToLower(params["charset"])
	if err != nil || media != echo.MIMEApplicationJSON || (charset != "" && charset != "utf-8") {
		return body{}, model.NewError(model.KindUnsupported, "unsupported_media", echo.MIMEApplicationJSON)
	}
	raw, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, size))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return body{}, err
	case err != nil:
		return body{}, errors.Join(model.NewError(model.KindMalformed, "body_cut"), err)
	case len(bytes.TrimSpace(raw)) == 0:
		return body{}, model.NewError(model.KindMalformed, "body_required")
	case !utf8.Valid(raw):
		return body{}, model.NewError(model.KindMalformed, "not_utf8_body")
	}
	return body{raw: raw, values: values}, nil
}

// noBody refuses a body where none is looked at. An empty object passes: clients that always send JSON send that.
func (c *call) noBody() error {
	start, err := io.ReadAll(io.LimitReader(c.Request().Body, 16))
	if text := string(bytes.TrimSpace(start)); err != nil || (text != "" && text != "{}") {
		return model.NewError(model.KindMalformed, "body_not_expected")
	}
	return nil
}

// decode reads the body into dst, a pointer to a struct. What the body does not name stays as it is in dst. Unknown,
// repeated and wrongly typed fields are reported all at once, with their paths.
func (b body) decode(dst any) error {
	d := json.NewDecoder(bytes.NewReader(b.raw))
	d.UseNumber()
	s := &strict{decoder: d, left: b.values, most: b.values, literalReplacement: bytes.ContainsRune(b.raw, utf8.RuneError)}
	if err := s.value(reflect.TypeOf(dst).Elem(), "", 0); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return model.NewError(model.KindMalformed, "malformed_json", "text after the end of the value")
	}
	if len(s.faults) > 0 {
		return &model.Error{Kind: model.KindMalformed, Code: "invalid_fields", Fields: s.faults}
	}
	if err := json.Unmarshal(b.raw, dst); err != nil {
		return model.NewError(model.KindMalformed, "malformed_json", "a value does not fit its field")
	}
	return nil
}

// strict walks the tokens of a body beside the type it is for.
type strict struct {
	decoder            *json.Decoder
	left, most         int
	literalReplacement bool // the body itself contains U+FFFD, so a decoded one proves nothing
	faults             []model.FieldError
}

func (s *strict) fault(path, code string, args ...any) {
	if len(s.faults) < 100 {
		s.faults = append(s.faults, model.FieldError{Field: clip(path), Code: code, Args: args})
	}
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// anyJSON is a value that is kept as it is; the rule of its field looks at it.
var anyJSON = reflect.TypeFor[json.RawMessage]()

// value reads one value. t is nil where the type is not known, inside a value that is already faulty.
func (s *strict) value(t reflect.Type, path string, depth int) error {
	token, err := s.token()
	if err != nil {
		return err
	}
	if depth > maxDepth {
		return model.NewError(model.KindMalformed, "too_deep", maxDepth)
	}
	for t != nil && t.Kind() == reflect.Pointer && !t.Implements(unmarshaler) {
		if token == nil {
			return nil
		}
		t = t.Elem()
	}
	if t == anyJSON {
		t = nil
	}
	custom := t != nil && reflect.PointerTo(t).Implements(unmarshaler)
	switch v := token.(type) {
	case json.Delim:
		if v == '{' {
			return s.object(t, custom, path, depth)
		}
		return s.array(t, custom, path, depth)
	case string:
		if len(v) > maxText {
			s.fault(path, "string_too_long", maxText)
			return nil
		}
		if strings.ContainsRune(v, utf8.RuneError) && !s.literalReplacement {
			s.fault(path, "broken_escape")
			return nil
		}
	}
	if t != nil {
		s.scalar(t, custom, path, token)
	}
	return nil
}

func (s *strict) token() (json.Token, error) {
	if s.left--; s.left < 0 {
		return nil, model.NewError(model.KindMalformed, "too_many_values", s.most)
	}
	token, err := s.decoder.Token()
	if err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("unexpected end")
		}
		return nil, model.NewError(model.KindMalformed, "malformed_json", err.Error())
	}
	return token, nil
}

func (s *strict) object(t reflect.Type, custom bool, path string, depth int) error {
	fields, given := map[string]reflect.Type{}, []string(nil)
	known := t != nil && t.Kind() == reflect.Struct && !custom
	if known {
		given = jsonFields(t, fields)
	} else if t != nil && (custom || t.Kind() != reflect.Map) {
		s.fault(path, "wrong_type", typeName(t, custom))
		t = nil
	}
	seen := map[string]bool{}
	for s.decoder.More() {
		token, err := s.token()
		if err != nil {
			return err
		}
		name, _ := token.(string) // the decoder lets nothing else stand for a key
		at := name
		if path != "" {
			at = path + "." + clip(name)
		}
		var of reflect.Type
		switch {
		case seen[name]:
			s.fault(at, "duplicate_field")
		case known && fields[name] == nil:
			s.fault(at, "unknown_field")
		case known:
			of = fields[name]
		case t != nil:
			of = t.Elem()
		}
		seen[name] = true
		if err := s.value(of, clip(at), depth+1); err != nil {
			return err
		}
	}
	for _, name := range given {
		if !seen[name] {
			s.fault(strings.TrimPrefix(path+"."+name, "."), "missing_field")
		}
	}
	_, err := s.decoder.Token()
	return closing(err)
}

func (s *strict) array(t reflect.Type, custom bool, path string, depth int) error {
	var of reflect.Type
	switch {
	case t == nil:
	case t.Kind() == reflect.Slice && !custom:
		of = t.Elem()
	default:
		s.fault(path, "wrong_type", typeName(t, custom))
	}
	for i := 0; s.decoder.More(); i++ {
		if err := s.value(of, clip(fmt.Sprintf("%s[%d]", path, i)), depth+1); err != nil {
			return err
		}
	}
	_, err := s.decoder.Token()
	return closing(err)
}

func closing(err error) error {
	if err == nil {
		return nil
	}
	return model.NewError(model.KindMalformed, "malformed_json", strings.TrimPrefix(err.Error(), "json: "))
}

// scalar checks a string, a number, a boolean or a null against the type of its field.
func (s *strict) scalar(t reflect.Type, custom bool, path string, token json.Token) {
	if custom {
		raw, _ := json.Marshal(token) // tokens always encode
		if json.Unmarshal(raw, reflect.New(t).Interface()) != nil {
			s.fault(path, "wrong_type", typeName(t, custom))
		}
		return
	}
	good := false
	switch v := token.(type) {
	case nil:
		s.fault(path, "null_not_allowed")
		return
	case string:
		good = t.Kind() == reflect.String
	case bool:
		good = t.Kind() == reflect.Bool
	case json.Number:
		switch t.Kind() { //nolint:exhaustive // the other kinds take no number
		case reflect.Int, reflect.Int64:
			n, err := strconv.ParseInt(v.String(), 10, 64)
			good = err == nil && n < 1<<53 && n > -1<<53
		case reflect.Uint64:
			n, err := strconv.ParseUint(v.String(), 10, 64)
			good = err == nil && n < 1<<53
		}
	}
	if !good {
		s.fault(path, "wrong_type", typeName(t, custom))
	}
}

// jsonFields collects the fields of a struct, and answers those that must be there: where nothing at all would pass for an
// answer, as no findings do for a clean result, it has to be said. Such a field has the tag given.
func jsonFields(t reflect.Type, into map[string]reflect.Type) (given []string) {
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" && f.Anonymous {
			given = append(given, jsonFields(f.Type, into)...)
		} else if name != "" && name != "-" {
			into[name] = f.Type
			if _, must := f.Tag.Lookup("given"); must {
				given = append(given, name)
			}
		}
	}
	return given
}

// typeName is a type as a caller of JSON knows it.
func typeName(t reflect.Type, custom bool) string {
	if custom {
		switch t {
		case reflect.TypeFor[model.Date]():
			return "string (2022-09-30)"
		case reflect.TypeFor[model.Time]():
			return "string (2022-09-30T02:00:00Z)"
		case reflect.TypeFor[model.Points](), reflect.TypeFor[model.Percent]():
			return "number (at most two decimals)"
		}
		return "integer"
	}
	switch t.Kind() { //nolint:exhaustive // the kinds that requests are made of
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return "integer"
	case reflect.Slice:
		return "array"
	}
	return "object"
}

// clip keeps a path short where it is made: it is made for every value, so a long one would cost its length each time.
func clip(path string) string {
	n := 0
	for i := range path {
		if n == 100 {
			return path[:i] + "…"
		}
		n++
	}
	return path
}

// pathID is the id of the path. What is not an id is the id of nothing.
func (c *call) pathID() (uint64, error) {
	text := c.Param("id")
	id, err := strconv.ParseUint(text, 10, 53)
	if err != nil || id == 0 || text != strconv.FormatUint(id, 10) {
		return 0, model.NotFound()
	}
	return id, nil
}

// ifMatch is the version a change was made on.
func (c *call) ifMatch() (uint64, error) {
	tag := strings.TrimSpace(c.Request().Header.Get("If-Match"))
	if tag == "" {
		return 0, model.NewError(model.KindUnconditional, "if_match_required")
	}
	inner, quoted := strings.CutPrefix(tag, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	version, err := strconv.ParseUint(inner, 10, 53)
	if !quoted || !closed || err != nil || inner != strconv.FormatUint(version, 10) {
		return 0, model.NewError(model.KindMalformed, "if_match_malformed")
	}
	return version, nil
}

// versioned is the id of the path and the version of If-Match.
func (c *call) versioned() (id, version uint64, err error) {
	if id, err = c.pathID(); err != nil {
		return 0, 0, err
	}
	version, err = c.ifMatch()
	return id, version, err
}
