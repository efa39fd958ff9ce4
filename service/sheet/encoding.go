package sheet

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how the characters of a text file are written.
type Encoding string

// The encodings. GB18030 holds all of GBK and GB2312, with which it agrees.
const (
	UTF8    Encoding = "utf-8"
	UTF16LE Encoding = "utf-16le"
	UTF16BE Encoding = "utf-16be"
	GB18030 Encoding = "gb18030"
)

var codings = map[Encoding]encoding.Encoding{
	UTF16LE: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), UTF16BE: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	GB18030: simplifiedchinese.GB18030,
}

// reader gives the characters of a file as UTF-8. What the encoding does not have comes as a replacement character.
func (e Encoding) reader(content []byte) io.Reader {
	if coding, ok := codings[e]; ok {
		return transform.NewReader(bytes.NewReader(content), coding.NewDecoder())
	}
	return bytes.NewReader(content)
}

// writer takes UTF-8. What was written is whole only after Close, which leaves w open.
func (e Encoding) writer(w io.Writer) io.WriteCloser {
	if coding, ok := codings[e]; ok {
		return transform.NewWriter(w, coding.NewEncoder())
	}
	return transform.NewWriter(w, transform.Nop)
}

// marks are the byte order marks.
var marks = []struct {
	bytes    string
	encoding Encoding
}{{"\xef\xbb\xbf", UTF8}, {"\xff\xfe", UTF16LE}, {"\xfe\xff", UTF16BE}}

// tellEncoding says how a text file is written, by a look at all of it: a mark, else the zeros of UTF-16, else whether it is
// UTF-8. What is neither is taken for GB18030, which nothing distinguishes; the scanner refuses the bytes that it does not
// have.
func tellEncoding(content []byte) (e Encoding, marked bool) {
	for _, m := range marks {
		if bytes.HasPrefix(content, []byte(m.bytes)) {
			return m.encoding, true
		}
	}
	if e := tellWide(content); e != "" {
		return e, false
	}
	if isMostlyUTF8(content) {
		return UTF8, false
	}
	return GB18030, false
}

// tellWide finds UTF-16 without a mark: the ends of its lines are written with a zero beside them, always on the same side. A
// text of another encoding with a NUL in it is no UTF-8 with that many of them.
func tellWide(content []byte) Encoding {
	if len(content)%2 != 0 || bytes.IndexByte(content, 0) < 0 {
		return ""
	}
	var zeros, ends [2]int // of the first and of the second byte of each pair; 一 is written with one too
	for i := 0; i+1 < len(content); i += 2 {
		for side := range 2 {
			if content[i+side] != 0 {
				continue
			}
			zeros[side]++
			if other := content[i+1-side]; other == '\n' || other == '\r' {
				ends[side]++
			}
		}
	}
	if utf8.Valid(content) && zeros[0]+zeros[1] < len(content)/2*2/5 {
		return ""
	}
	switch {
	case ends[1] > 0 && ends[0] == 0:
		return UTF16LE
	case ends[0] > 0 && ends[1] == 0:
		return UTF16BE
	}
	return ""
}

// isMostlyUTF8 reports whether a file is UTF-8, perhaps with a few bytes that are not, which the scanner then names. Chinese
// text of another encoding has next to none of the groups of three bytes of which UTF-8 is made.
func isMostlyUTF8(content []byte) bool {
	groups, wrong := 0, 0
	for i := 0; i < len(content); {
		r, width := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && width == 1 {
			wrong++
		}
		if width >= 3 {
			groups++
		}
		i += width
	}
	return wrong == 0 || groups > 2*wrong
}
