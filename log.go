package main

import (
	"io"
	"log/slog"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// newLogger writes one JSON object a line. Whatever callers get into it, a line shows nothing but characters that can be
// seen: JSON alone lets pass what turns or hides the text on a terminal.
func newLogger(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(visible{w}, &slog.HandlerOptions{Level: level}))
}

// visible writes what cannot be seen as JSON escapes. Each Write is one line with its end.
type visible struct{ to io.Writer }

func (v visible) Write(line []byte) (int, error) {
	escaped := make([]byte, 0, len(line))
	for rest := line; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if hidden(r) && (r != '\n' || len(rest) > 1) {
			escaped = appendEscape(escaped, r)
		} else {
			escaped = utf8.AppendRune(escaped, r)
		}
		rest = rest[size:]
	}
	if _, err := v.to.Write(escaped); err != nil {
		return 0, err
	}
	return len(line), nil
}

// hidden are controls, formats such as those that turn the direction, and separators of lines.
func hidden(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) }

func appendEscape(b []byte, r rune) []byte {
	if high, low := utf16Pair(r); high != 0 {
		return appendEscape(appendEscape(b, high), low)
	}
	digits := strconv.FormatInt(int64(r), 16)
	return append(append(b, `\u0000`[:len(`\u0000`)-len(digits)]...), digits...)
}

func utf16Pair(r rune) (high, low rune) {
	if r < 0x10000 {
		return 0, 0
	}
	r -= 0x10000
	return 0xd800 + r>>10, 0xdc00 + r&0x3ff
}
