package model

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// PhoneKind is the kind of a telephone number.
type PhoneKind int

// The kinds of telephone numbers.
const (
	PhoneMobile PhoneKind = iota + 1
	PhoneOffice
)

// MaxPhone is the length of a telephone number as people write it, in characters.
const MaxPhone = 40

// Phone is a telephone number of the mainland. A mobile number is all in Number.
type Phone struct {
	Kind      PhoneKind
	Area      string // such as 010 or 0718; 400 or 800 for the numbers of services
	Number    string
	Extension string
}

// The numbering plan in what matters here: 11 digits from 13 to 19; two- and three-digit areas after the 0; seven or eight
// digits after the area. Local numbers never begin with 0 or 1.
var (
	mobilePattern  = regexp.MustCompile(`^1[3-9][0-9]{9}$`)
	officePattern  = regexp.MustCompile(`^(010|02[0-9]|0[3-9][0-9]{2})([2-9][0-9]{6,7})$`)
	servicePattern = regexp.MustCompile(`^([48]00)([0-9]{7})$`)
	extensionMark  = regexp.MustCompile(`^(.*[0-9])-*(?:转|轉|分机|分機|ext\.?|x|#)-*([0-9]{1,6})$`)
	extensionDash  = regexp.MustCompile(`^(.*[0-9])-([0-9]{1,6})$`)
)

// ParsePhone reads a number as people write it: digits of any width, between spaces, hyphens, dots and parentheses, with or
// without +86. An office number has its area; after it may follow an extension.
func ParsePhone(text string) (Phone, bool) {
	if len(text) > 4*MaxPhone {
		return Phone{}, false
	}
	s, ok := foldPhone(text)
	if !ok {
		return Phone{}, false
	}
	// An extension first: seven digits and one more after a hyphen are also eight digits.
	for _, pattern := range []*regexp.Regexp{extensionMark, extensionDash} {
		if m := pattern.FindStringSubmatch(s); m != nil {
			if p, ok := wholePhone(m[1], m[2]); ok && p.Kind == PhoneOffice {
				return p, true
			}
		}
	}
	return wholePhone(s, "")
}

// foldPhone brings the digits and what stands between them into one form. It refuses what belongs into no number.
func foldPhone(text string) (string, bool) {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKC.String(text)) {
		switch {
		case r >= '0' && r <= '9', r == '+', r == '#', r == 'x', r == 'e', r == 't', r == '转', r == '轉', r == '分', r == '机', r == '機':
			b.WriteRune(r)
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), r == '−', r == '(', r == ')', r == '.', r == '/':
			if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
				b.WriteByte('-')
			}
		default:
			return "", false
		}
	}
	return strings.TrimSuffix(b.String(), "-"), true
}

// wholePhone reads the digits of a number without its extension.
func wholePhone(s, extension string) (Phone, bool) {
	digits := strings.ReplaceAll(s, "-", "")
	abroad := false
	for _, prefix := range []string{"+86", "0086"} {
		if rest, found := strings.CutPrefix(digits, prefix); found {
			digits, abroad = rest, true
			break
		}
	}
	if rest, found := strings.CutPrefix(digits, "86"); found && !abroad && mobilePattern.MatchString(rest) {
		digits = rest
	}
	if mobilePattern.MatchString(digits) {
		return Phone{Kind: PhoneMobile, Number: digits}, extension == ""
	}
	if abroad && !strings.HasPrefix(digits, "0") && !servicePattern.MatchString(digits) {
		digits = "0" + digits // the 0 of the area is not dialled from abroad
	}
	for _, pattern := range []*regexp.Regexp{officePattern, servicePattern} {
		if m := pattern.FindStringSubmatch(digits); m != nil {
			return Phone{Kind: PhoneOffice, Area: m[1], Number: m[2], Extension: extension}, true
		}
	}
	return Phone{}, false
}

// Digits is the number without its extension: what a search compares.
func (p Phone) Digits() string { return p.Area + p.Number }

// String is the number as it is kept: 13800000000, 0718-8221234, 0718-8221234-801.
func (p Phone) String() string {
	if p.Kind == PhoneMobile {
		return p.Number
	}
	s := p.Area + "-" + p.Number
	if p.Extension != "" {
		s += "-" + p.Extension
	}
	return s
}
