package model

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Contact is a person at an organization. Who it is, is sealed: the columns show only to whom it belongs.
type Contact struct {
	ID             uint64
	UID            string // what the sealed text is bound to
	OrganizationID uint64
	RegionCode     RegionCode
	KeyID          string
	Sealed         []byte
	MobileLookup   []byte
	OfficeLookup   []byte
	Version        uint64
	CreatedAt      Time
	UpdatedAt      Time
}

// ContactEdit is what a caller may set: the person. It is what the sealed text of a Contact says.
type ContactEdit struct {
	Name        string
	Title       string
	OfficePhone string
	Mobile      string
	Email       string
}

// MaxPerson is the length of a name of a person, in characters.
const MaxPerson = 100

var emailPattern = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)

// Normalize checks all fields at once. No fault carries a value: it would end up in logs.
func (e ContactEdit) Normalize() (ContactEdit, error) {
	var c checker
	e.Name = c.unmasked("name", c.required("name", e.Name, MaxPerson))
	e.Title = c.optional("title", e.Title, MaxName)
	e.OfficePhone = c.phone("office_phone", e.OfficePhone, PhoneOffice, "not_an_office_phone")
	e.Mobile = c.phone("mobile", e.Mobile, PhoneMobile, "not_a_mobile")
	e.Email = c.unmasked("email", strings.TrimSpace(norm.NFKC.String(c.optional("email", e.Email, MaxName))))
	if e.Email != "" && !c.has("email") && !emailPattern.MatchString(e.Email) {
		c.add("email", "not_an_email")
	}
	return e, c.err()
}

// unmasked refuses what a caller has read masked and sends back: it would take the place of what it hides.
func (c *checker) unmasked(field, value string) string {
	if strings.ContainsAny(value, "*＊") && !c.has(field) {
		c.add(field, "masked_value")
	}
	return value
}

func (c *checker) phone(field, value string, kind PhoneKind, code string) string {
	value = c.unmasked(field, c.optional(field, value, MaxPhone))
	if value == "" || c.has(field) {
		return value
	}
	p, ok := ParsePhone(value)
	if !ok || p.Kind != kind {
		c.add(field, code)
		return value
	}
	return p.String()
}

// Masked is the person as callers see it who may know that there is one, but not how to reach it.
func (e ContactEdit) Masked() ContactEdit {
	e.Name, e.Email = maskName(e.Name), maskEmail(e.Email)
	e.Mobile, e.OfficePhone = maskPhone(e.Mobile), maskPhone(e.OfficePhone)
	return e
}

// maskName shows the first character, most often the family name, and not how many follow.
func maskName(name string) string {
	if name == "" {
		return ""
	}
	_, size := utf8.DecodeRuneInString(name)
	return name[:size] + "**"
}

// maskPhone shows the network or the area and the last four digits, which whoever knows the number recognizes.
func maskPhone(phone string) string {
	if phone == "" {
		return ""
	}
	p, ok := ParsePhone(phone)
	switch {
	case !ok:
		return "***"
	case p.Kind == PhoneMobile:
		return p.Number[:3] + "****" + p.Number[7:]
	}
	return p.Area + "-***" + p.Number[len(p.Number)-4:]
}

func maskEmail(email string) string {
	local, domain, found := strings.Cut(email, "@")
	switch {
	case email == "":
		return ""
	case !found:
		return "***"
	case len(local) < 2: // its first character would be all of it
		return "***@" + domain
	}
	return local[:1] + "***@" + domain
}

// OpenContact is a Contact with its person: as it is, or masked.
type OpenContact struct {
	Contact
	ContactEdit

	Masked        bool
	ChangedFields []string // of the change that made it: in the trail the masked values may look alike
}

// Edit is the person as a caller may set it; a PATCH is decoded over it.
func (c OpenContact) Edit() ContactEdit { return c.ContactEdit }

// Apply takes an edit over and notes which fields it changes.
func (c *OpenContact) Apply(e ContactEdit) {
	old := c.ContactEdit
	c.ChangedFields = nil
	for _, f := range []struct{ name, old, wanted string }{
		{"name", old.Name, e.Name},
		{"title", old.Title, e.Title},
		{"office_phone", old.OfficePhone, e.OfficePhone},
		{"mobile", old.Mobile, e.Mobile},
		{"email", old.Email, e.Email},
	} {
		if f.old != f.wanted {
			c.ChangedFields = append(c.ChangedFields, f.name)
		}
	}
	c.ContactEdit = e
}

// Mask hides the person.
func (c OpenContact) Mask() OpenContact {
	c.ContactEdit, c.Masked = c.ContactEdit.Masked(), true
	return c
}

// ForTrail is what the audit trail keeps of it: the trail is read by others and for years.
func (c OpenContact) ForTrail() any {
	c.ChangedFields = slices.Clone(c.ChangedFields)
	return c.Mask()
}

// ContactFilter selects contacts; the zero value selects all that a caller sees.
type ContactFilter struct {
	OrganizationID uint64
	MobileLookups  [][]byte // the hashes of one number under every key
	OfficeLookups  [][]byte
}
