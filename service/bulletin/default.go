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
		{"issuer", w.Issuer}, {"title", w.Title}, {"addressees", w.Addressees}, {"preamble", w.Preamble}, {"closing", w.Closing},
		{"site_annex", w.SiteAnnex}, {"account_annex", w.AccountAnnex}, {"copies", w.Copies},
	}
	for i, s := range w.Sections {
		field := fmt.Sprintf("sections[%d]", i)
		texts = append(texts, text{field + ".heading", s.Heading}, text{field + ".text", s.Text})
		if s.When != "" {
			texts = append(texts, text{field + ".when", "{{" + s.When + "}}"})
		}
	}
	return checkTexts(texts)
}

// CheckWords refuses what was written by hand with placeholders that mean nothing, naming the fields.
func CheckWords(w model.BulletinWords) error {
	texts := []text{
		{"title", w.Title}, {"addressees", w.Addressees}, {"preamble", w.Preamble}, {"closing", w.Closing}, {"copies", w.Copies},
	}
	for _, key := range model.BulletinSections {
		texts = append(texts, text{"sections." + key, w.Sections[key]})
	}
	return checkTexts(texts)
}

type text struct{ field, text string }

func checkTexts(texts []text) error {
	refusal := model.NewError(model.KindInvalid, "invalid_fields")
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
