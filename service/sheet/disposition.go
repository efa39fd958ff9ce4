package sheet

import (
	"fmt"
	"strings"
	"unicode"
)

// ContentDisposition is the header value that makes a browser save the answer under a file name. Characters that could
// end the header, leave the folder or turn the reading direction are taken out of the name. A name beyond ASCII is
// given twice: in UTF-8, and with underscores for programs that know only the old form.
func ContentDisposition(fileName string) string {
	name := safeName(fileName)
	fallback := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || r == '%' { // old browsers decode a percent sign here
			return '_'
		}
		return r
	}, name)
	value := `attachment; filename="` + fallback + `"`
	if fallback != name {
		value += "; filename*=UTF-8''" + extended(name)
	}
	return value
}

func safeName(name string) string {
	kept := strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if kept = strings.Trim(kept, " .\u3000"); kept == "" {
		return "download"
	}
	return kept
}

// extended writes a name in the ext-value encoding of RFC 8187.
func extended(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("!#$&+-.^_`|~", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
