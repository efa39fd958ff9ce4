package model

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
)

// BulletinTemplate is the wording of an office. A change is another edition: issued bulletins name the one they were made
// from. One of an area stands before that of the area around it, and a newer one before an older one.
type BulletinTemplate struct {
	ID         uint64
	Name       string
	RegionCode OptionalRegion // empty for the whole country
	Edition    int            // of the name in the region, from 1
	Words      TemplateWords
	DoneBy     string
	Version    uint64
	CreatedAt  Time
	UpdatedAt  Time
}

// TemplateWords are the texts of a bulletin with placeholders for what the figures say.
type TemplateWords struct {
	Issuer       string            `json:"issuer"`
	Title        string            `json:"title"`
	Addressees   string            `json:"addressees"`
	Preamble     string            `json:"preamble"`
	Sections     []TemplateSection `json:"sections"`
	Closing      string            `json:"closing"`
	SiteAnnex    string            `json:"site_annex"`
	AccountAnnex string            `json:"account_annex"`
	Copies       string            `json:"copies"`
	NextSteps    []TemplatePassage `json:"next_steps"` // of a bulletin for which nobody has chosen any
}

// TemplateSection is a part with its heading, which gets its number when it is printed.
type TemplateSection struct {
	Key     string `json:"key"`
	When    string `json:"when"` // what must be there for the section to be printed; empty for always
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// TemplatePassage is a ready text for the next steps.
type TemplatePassage struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Value stores the words as JSON.
func (w TemplateWords) Value() (driver.Value, error) { return jsonValue(w) }

// Scan reads the words.
func (w *TemplateWords) Scan(src any) error { return jsonScan(src, w) }

// BulletinTemplateEdit is an edition as a caller uploads it.
type BulletinTemplateEdit struct {
	Name       string
	RegionCode OptionalRegion
	TemplateWords
}

// Limits of templates.
const (
	maxTemplateText     = 10_000
	maxTemplatePassages = 20
)

// Normalize checks all fields at once. Placeholders are checked by who fills them in.
func (e BulletinTemplateEdit) Normalize() (BulletinTemplateEdit, error) {
	var c checker
	e.Name = c.required("name", e.Name, MaxName)
	e.RegionCode = c.areaOf("region_code", RegionCode(e.RegionCode))
	e.Issuer = c.required("issuer", e.Issuer, maxBulletinLine)
	e.Title = c.required("title", e.Title, maxBulletinLine)
	e.Addressees = c.required("addressees", e.Addressees, maxBulletinLine)
	e.Preamble = c.paragraphs("preamble", e.Preamble, maxTemplateText)
	e.Closing = c.paragraphs("closing", e.Closing, maxTemplateText)
	e.SiteAnnex = c.required("site_annex", e.SiteAnnex, maxBulletinLine)
	e.AccountAnnex = c.required("account_annex", e.AccountAnnex, maxBulletinLine)
	e.Copies = c.optional("copies", e.Copies, maxBulletinLine)
	e.Sections = c.templateSections(e.Sections)
	if len(e.NextSteps) > maxTemplatePassages {
		c.add("next_steps", "item_count", 0, maxTemplatePassages)
	}
	steps := make([]TemplatePassage, len(e.NextSteps))
	for i, p := range e.NextSteps {
		field := fmt.Sprintf("next_steps[%d]", i)
		steps[i] = TemplatePassage{
			Title: c.required(field+".title", p.Title, MaxName), Text: c.required(field+".text", p.Text, MaxBulletinText),
		}
	}
	e.NextSteps = steps
	return e, c.err()
}

// templateSections wants the sections of a bulletin, each at most once, in any order.
func (c *checker) templateSections(sections []TemplateSection) []TemplateSection {
	out := make([]TemplateSection, len(sections))
	seen := map[string]bool{}
	for i, s := range sections {
		field := fmt.Sprintf("sections[%d]", i)
		if !slices.Contains(BulletinSections, s.Key) {
			c.add(field+".key", "not_one_of", strings.Join(BulletinSections, ", "))
		} else if seen[s.Key] {
			c.add(field+".key", "key_twice")
		}
		seen[s.Key] = true
		out[i] = TemplateSection{
			Key: s.Key, When: c.optional(field+".when", s.When, MaxName),
			Heading: c.required(field+".heading", s.Heading, maxBulletinLine),
			Text:    c.paragraphs(field+".text", s.Text, maxTemplateText),
		}
	}
	if len(sections) == 0 {
		c.add("sections", "required")
	}
	return out
}

// Passage is a text of the office's library, to be put into bulletins.
type Passage struct {
	ID         uint64
	RegionCode RegionCode
	Title      string
	Text       string
	Version    uint64
	CreatedAt  Time
	UpdatedAt  Time
}

// PassageEdit is what a caller may set.
type PassageEdit struct {
	RegionCode RegionCode
	Title      string
	Text       string
}

// Normalize checks all fields at once.
func (e PassageEdit) Normalize() (PassageEdit, error) {
	var c checker
	e.RegionCode = e.RegionCode.Canonical()
	if !e.RegionCode.Valid() {
		c.add("region_code", "not_a_region_code")
	}
	e.Title = c.required("title", e.Title, MaxName)
	e.Text = c.required("text", e.Text, MaxBulletinText)
	return e, c.err()
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (p Passage) Edit() PassageEdit { return PassageEdit{p.RegionCode, p.Title, p.Text} }

// Apply takes the edit into the row. A passage stays in its area.
func (p *Passage) Apply(e PassageEdit) error {
	if p.ID != 0 && p.RegionCode != e.RegionCode {
		return InvalidField("region_code", "unchangeable")
	}
	p.RegionCode, p.Title, p.Text = e.RegionCode, e.Title, e.Text
	return nil
}
