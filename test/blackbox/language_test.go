package blackbox

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"

	"xuncha/test/harness"
)

func chinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// Errors speak the language that the caller asks for, or else that of the configuration; their codes are the same.
func TestLanguages(t *testing.T) {
	for configured, wants := range map[string]bool{"": true, "zh": true, "en": false} {
		env := harness.Settings(sqlite(t))
		env["XUNCHA_LANGUAGE"] = configured
		c := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").Admin(t)
		for accept, zh := range map[string]bool{
			"": wants, "zh": true, "zh-CN,zh;q=0.9,en;q=0.8": true, "zh-Hant-TW": true, "en": false, "en-GB,en;q=0.5": false,
			"fr, en;q=0.5": false, "en;q=0.1, zh;q=0.9": true, "fr": wants, "*": wants, ";;;": wants, strings.Repeat("x", 2000): wants,
		} {
			asked := c.With("Accept-Language", accept)
			for _, answer := range []harness.Answer{
				asked.Do(http.StatusNotFound, http.MethodGet, "/sites/1", nil),
				asked.Do(http.StatusBadRequest, http.MethodGet, "/sites?colour=red", nil),
				asked.Do(http.StatusUnprocessableEntity, http.MethodPost, "/organizations", object{"name": "", "region_code": "x"}),
				asked.As("x").Do(http.StatusUnauthorized, http.MethodGet, "/sites", nil),
				asked.Do(http.StatusNotFound, http.MethodGet, "/colours", nil),
				asked.Do(http.StatusUnsupportedMediaType, http.MethodPost, "/imports?kind=sites", "x"),
			} {
				problem := harness.Decode[harness.Problem](t, answer)
				texts := problem.Detail
				for _, e := range problem.Errors {
					texts += e.Detail
				}
				if chinese(problem.Detail) != zh || chinese(texts) != zh {
					t.Errorf("configured %q, asked for %.40q: %s", configured, accept, answer.Body)
				}
				if !slices.Contains(answer.Header.Values("Vary"), "Accept-Language") {
					t.Errorf("the answer may be kept for other languages: %v", answer.Header)
				}
			}
		}
	}
}
