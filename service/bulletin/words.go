package bulletin

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cbroglie/mustache"

	"xuncha/model"
)

// No template reaches beyond itself: the default of the library would read files that a template names.
var noPartials = &mustache.StaticProvider{Partials: map[string]string{}}

func parse(text string) (*mustache.Template, error) {
	t, err := mustache.ParseStringPartialsRaw(text, noPartials, true)
	if err != nil {
		return nil, fmt.Errorf("parse template: %w", err)
	}
	return t, nil
}

// checkText refuses placeholders that mean nothing, naming the field.
func checkText(field, text string) *model.FieldError {
	t, err := parse(text)
	if err != nil {
		return &model.FieldError{Field: field, Code: "placeholder_syntax", Args: []any{reason(err)}}
	}
	if unknown := unknownTags(t.Tags(), []map[string]any{sample}); unknown != "" {
		return &model.FieldError{Field: field, Code: "unknown_placeholder", Args: []any{unknown}}
	}
	return nil
}

var lineOf = regexp.MustCompile(`^line (\d+): `)

// reason is the fault of a template in its own words, which are short.
func reason(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return lineOf.ReplaceAllString(err.Error(), "$1: ")
}

// maxScopes is how deep lists may stand in lists, with the figures themselves.
const maxScopes = 3

// unknownTags is the first name that no figure has, looked up as the renderer does: from the innermost section outwards.
func unknownTags(tags []mustache.Tag, scopes []map[string]any) string {
	for _, tag := range tags {
		if tag.Type() == mustache.Partial {
			return ">" + tag.Name()
		}
		value, known := find(scopes, tag.Name())
		if !known {
			return tag.Name()
		}
		inner := scopes
		if tag.Type() == mustache.Section {
			switch v := value.(type) {
			case []map[string]any:
				inner = append(slices.Clone(scopes), v[0])
			case map[string]any:
				inner = append(slices.Clone(scopes), v)
			}
			if len(inner) > maxScopes { // lists in lists in lists would never come to an end
				return tag.Name()
			}
		}
		if tag.Type() == mustache.Section || tag.Type() == mustache.InvertedSection {
			if unknown := unknownTags(tag.Tags(), inner); unknown != "" {
				return unknown
			}
		}
	}
	return ""
}

func find(scopes []map[string]any, name string) (any, bool) {
	if name == "." {
		return nil, false
	}
	first, rest, deep := strings.Cut(name, ".")
	for i := len(scopes) - 1; i >= 0; i-- {
		value, ok := scopes[i][first]
		switch inner, isMap := value.(map[string]any); {
		case !ok:
			continue
		case deep && isMap:
			return find([]map[string]any{inner}, rest)
		case deep:
			return nil, false
		}
		return value, true
	}
	return nil, false
}

// fill puts the figures into a text. What the text says without figures is left as it is.
func fill(text string, data map[string]any) (string, error) {
	if !strings.Contains(text, "{{") {
		return text, nil
	}
	t, err := parse(text)
	if err != nil {
		return "", err
	}
	var out bounded
	if err := t.FRender(&out, data); err != nil && !out.cut {
		return "", fmt.Errorf("fill template: %w", err)
	}
	if out.cut {
		out.text.WriteString(cutMark)
	}
	return strings.ToValidUTF8(out.text.String(), ""), nil
}

const (
	// maxFilled is far beyond the longest bulletin. A list in a list of long texts would fill the memory otherwise.
	maxFilled = 200_000
	// cutMark ends a text that grew beyond it. The checks refuse it.
	cutMark = "……〔超出篇幅〕"
)

var errTooLong = errors.New("the text is too long")

// bounded is a text that does not grow beyond what a bulletin may have.
type bounded struct {
	text strings.Builder
	cut  bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.cut || b.text.Len()+len(p) > maxFilled {
		b.cut = true
		return 0, errTooLong
	}
	n, _ := b.text.Write(p)
	return n, nil
}

var lead = regexp.MustCompile(`^\*\*(.+?)\*\*`)

// passages makes a paragraph of each line. The beginning of a line between ** is set off, and numbered （一）, （二）… where
// the text has several.
func passages(text string) []model.BulletinPassage {
	out := []model.BulletinPassage{}
	leads := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		p := model.BulletinPassage{Text: line}
		if m := lead.FindStringSubmatch(line); m != nil {
			leads++
			p.Lead, p.Text = m[1], strings.TrimSpace(line[len(m[0]):])
		}
		out = append(out, p)
	}
	if leads > 1 {
		n := 0
		for i := range out {
			if out[i].Lead != "" {
				n++
				out[i].Lead = "（" + model.ChineseNumber(n) + "）" + out[i].Lead
			}
		}
	}
	return out
}
