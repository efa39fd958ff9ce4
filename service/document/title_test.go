package document

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTitleLines(t *testing.T) {
	for title, want := range map[string][]string{
		"关于抽查情况的通报": {"关于抽查情况的通报"},
		"关于2022年第三次恩施州政府网站和政务新媒体抽查情况的通报":   {"关于2022年第三次恩施州政府网站和", "政务新媒体抽查情况的通报"},
		"恩施州2022年第三次政府网站抽查情况统计表":           {"恩施州2022年第三次", "政府网站抽查情况统计表"},
		"关于全省2022年第四季度政府网站、政务新媒体检查情况和问责情况": {"关于全省2022年第四季度政府网站、", "政务新媒体检查情况和问责情况"},
		strings.Repeat("a", 50): {strings.Repeat("a", 50)},
	} {
		if got := titleLines(title, lineOfTitle); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTitleLinesKeepTheTitle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.StringOfN(rapid.SampledFrom([]rune("关于政府网站和、的通报（）第三次2022a𠮷")), 0, 220, -1).Draw(t, "title")
		lines := titleLines(title, lineOfTitle)
		if strings.Join(lines, "") != title {
			t.Fatalf("%q is not %q", lines, title)
		}
		for _, line := range lines {
			if len(lines) > 1 && halves(line) > lineOfTitle {
				t.Fatalf("%q is too long", line)
			}
		}
		if strings.Join(titlePieces(title), "") != title {
			t.Fatalf("the pieces are %q", titlePieces(title))
		}
	})
}

func TestClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dirty := rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
		got := clean(string(dirty))
		if !utf8.ValidString(got) || clean(got) != got || strings.ContainsAny(got, "\x00\x08\x0b\x1f\x7f\uFFFE\uFFFF") {
			t.Fatalf("%q", got)
		}
	})
}
