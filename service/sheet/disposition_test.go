package sheet_test

import (
	"mime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"xuncha/service/sheet"
)

func TestContentDisposition(t *testing.T) {
	for name, want := range map[string]string{
		"sites.csv":                       `attachment; filename="sites.csv"`,
		"附件1 合格率.xlsx":                    `attachment; filename="__1 ___.xlsx"; filename*=UTF-8''%E9%99%84%E4%BB%B61%20%E5%90%88%E6%A0%BC%E7%8E%87.xlsx`,
		"100%.csv":                        `attachment; filename="100_.csv"; filename*=UTF-8''100%25.csv`,
		"a\r\nSet-Cookie: x=1.csv":        `attachment; filename="aSet-Cookie x=1.csv"`,
		`..\..//etc/passwd`:               `attachment; filename="etcpasswd"`,
		`a"; filename="b.exe`:             `attachment; filename="a; filename=b.exe"`,
		"gnp\u202Excod.exe\x00\x7f\u2028": `attachment; filename="gnpxcod.exe"`,
		"\xff.":                           `attachment; filename="download"`,
		"":                                `attachment; filename="download"`,
	} {
		if got := sheet.ContentDisposition(name); got != want {
			t.Errorf("%q\n got %s\nwant %s", name, got, want)
		}
	}
}

// Whatever the name, the value is one line of ASCII that parses, and the name in it stays in its folder.
func TestContentDispositionParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(nasty(), rapid.String()).Draw(t, "name")
		value := sheet.ContentDisposition(name)
		if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Fatalf("%q has a character that no header may have", value)
		}
		kind, params, err := mime.ParseMediaType(value)
		if err != nil || kind != "attachment" || params["filename"] == "" {
			t.Fatalf("%q: %v %v", value, params, err)
		}
		if got := params["filename"]; strings.ContainsAny(got, "/\\\r\n\x00") || strings.HasPrefix(got, ".") {
			t.Fatalf("%q leaves its folder", got)
		}
	})
}
