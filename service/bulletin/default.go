package bulletin

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"xuncha/model"
)

//go:embed default.json
var defaultWords []byte

// Default is the wording that comes with the program, for offices that have uploaded none of their own.
var Default = sync.OnceValue(func() model.TemplateWords {
	var words model.TemplateWords
	if err := json.Unmarshal(defaultWords, &words); err != nil {
		panic(fmt.Sprintf("the template of the program cannot be read: %v", err)) // a test reads it
	}
	return words
})

// CheckTemplate refuses a template with placeholders that mean nothing, naming the fields.
func CheckTemplate(w model.TemplateWords) error {
	texts := []text{
		{"issuer", w.Issuer},
		{"title", w.Title},
		{"addressees", w.Addressees},
		{"preamble", w.Preamble},
		{"closing", w.Closing},
		{"site_annex", w.SiteAnnex},
		{"account_annex", w.AccountAnnex},
		{"copies", w.Copies},
	}
	refusal := model.NewError(model.KindInvalid, "invalid_fields")
	for i, s := range w.Sections {
		field := fmt.Sprintf("sections[%d]", i)
		texts = append(texts, text{field + ".heading", s.Heading}, text{field + ".text", s.Text})
		// A name and nothing else: braces in it would make another template of the one that asks for it.
		if _, known := find([]map[string]any{sample}, s.When); s.When != "" && !known {
			refusal.Fields = append(refusal.Fields, model.FieldError{Field: field + ".when", Code: "unknown_placeholder", Args: []any{s.When}})
		}
	}
	return checkTexts(refusal, texts)
}

// CheckWords refuses what was written by hand with placeholders that mean nothing, naming the fields.
func CheckWords(w model.BulletinWords) error {
	texts := []text{
		{"title", w.Title}, {"addressees", w.Addressees}, {"preamble", w.Preamble}, {"closing", w.Closing}, {"copies", w.Copies},
	}
	for _, key := range model.BulletinSections {
		texts = append(texts, text{"sections." + key, w.Sections[key]})
	}
	return checkTexts(model.NewError(model.KindInvalid, "invalid_fields"), texts)
}

type text struct{ field, text string }

func checkTexts(refusal *model.Error, texts []text) error {
	for _, t := range texts {
		if fault := checkText(t.field, t.text); fault != nil {
			refusal.Fields = append(refusal.Fields, *fault)
		}
	}
	if len(refusal.Fields) > 0 {
		return refusal
	}
	return nil
}
