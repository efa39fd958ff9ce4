package service_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// hostileFile is a file that somebody might send, and what must become of it: the code of its refusal, or the outcomes of its
// rows, as in "create=1 rejected=2".
type hostileFile struct {
	verdict string
	make    func() []byte
	heavy   bool // it gets a process of its own
}

const (
	hostileHead = "网站标识码,网站名称,首页地址\n"
	hostileRow  = "4228010001,甲,http://a.gov.cn/\n"
)

func hostileFiles(t *testing.T) map[string]hostileFile {
	t.Helper()
	all := map[string]hostileFile{}
	for _, some := range []map[string]hostileFile{noTables(), hostileArchives(), hostileBooks(), hostileTexts(), hostileEncodings(t)} {
		maps.Copy(all, some)
	}
	return all
}

func of(verdict string, content string) hostileFile {
	return hostileFile{verdict: verdict, make: func() []byte { return []byte(content) }}
}

func noTables() map[string]hostileFile {
	noise := make([]byte, 4096)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.IntN(256))
	}
	office := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504)
	return map[string]hostileFile{
		"empty":            of("file_empty", ""),
		"only spaces":      of("file_empty", " \n\t\n"),
		"noise":            of("not_encoding", "a"+string(noise)),
		"an ELF program":   of("file_no_table", "\x7fELF\x02\x01\x01"),
		"a PDF":            of("file_no_table", "%PDF-1.7\n"),
		"an xls":           of("file_xls", office+wideText("Workbook")),
		"encrypted":        of("file_encrypted", office+wideText("EncryptedPackage")),
		"an empty archive": of("file_not_workbook", "PK\x05\x06"+strings.Repeat("\x00", 18)),
		"a cut archive":    {"not_xlsx", func() []byte { return goodBook("").pack()[:400] }, false},
	}
}

func wideText(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// rawBook is a workbook by its parts, in no program's way.
type rawBook map[string]string

const bookTypes = `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`

func textCell(at, text string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// goodBook is a workbook of one good row, with more rows behind it.
func goodBook(rows string) rawBook {
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	return rawBook{
		"[Content_Types].xml": bookTypes,
		"_rels/.rels":         `<Relationships><Relationship Id="r" Type="` + types + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":     `<workbook xmlns:r="r"><sheets><sheet name="s" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="` + types + `worksheet" Target="worksheets/s.xml"/>` +
			`<Relationship Id="b" Type="` + types + `sharedStrings" Target="shared.xml"/><Relationship Id="c" Type="` + types + `styles" Target="styles.xml"/></Relationships>`,
		"xl/shared.xml": `<sst><si><t>共享</t></si></sst>`,
		"xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/s.xml": `<worksheet><sheetData><row r="1">` + textCell("A1", "网站标识码") + textCell("B1", "网站名称") + textCell("C1", "首页地址") + textCell("D1", "开通日期") +
			`</row><row r="2">` + textCell("A2", "4228010001") + textCell("B2", "甲") + textCell("C2", "http://a.gov.cn/") + `</row>` + rows + `</sheetData></worksheet>`,
	}
}

func (b rawBook) with(part, content string) rawBook {
	b[part] = content
	return b
}

func (b rawBook) replace(part, old, text string) rawBook {
	b[part] = strings.Replace(b[part], old, text, 1)
	return b
}

func (b rawBook) pack() []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for _, name := range slices.Sorted(maps.Keys(b)) {
		header := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if b[name] == "" { // a compressor for each of many takes long
			header.Method = zip.Store
		}
		part, err := w.CreateHeader(header)
		if err == nil {
			_, err = io.WriteString(part, b[name])
		}
		if err != nil {
			panic(err) // in memory
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func bookOf(verdict string, b func() rawBook) hostileFile {
	return hostileFile{verdict: verdict, make: func() []byte { return b().pack() }}
}

func hostileArchives() map[string]hostileFile {
	beside := func(name string) func() rawBook {
		return func() rawBook { return goodBook("").with(name, "x") }
	}
	return map[string]hostileFile{
		"a plain workbook":     bookOf("create=1", func() rawBook { return goodBook("") }),
		"a name that climbs":   bookOf("workbook_unsafe", beside("../../x")),
		"a name of a drive":    bookOf("workbook_unsafe", beside(`C:\x`)),
		"a backslash":          bookOf("workbook_unsafe", beside(`xl\x`)),
		"a name from the root": bookOf("create=1", beside("/etc/passwd")), // nothing is ever written by its name
		"a nested archive":     bookOf("create=1", func() rawBook { return goodBook("").with("xl/inner.zip", string(goodBook("").pack())) }),
		"an archive of one":    bookOf("file_not_workbook", func() rawBook { return rawBook{"a.xlsx": string(goodBook("").pack())} }),
		"a document": bookOf("file_not_workbook", func() rawBook {
			return goodBook("").replace("[Content_Types].xml", "spreadsheetml.sheet", "wordprocessingml.document")
		}),
		"an xlsb": bookOf("file_macros", func() rawBook {
			return goodBook("").with("[Content_Types].xml", `<Types><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`)
		}),
		"an xlsm": bookOf("file_macros", func() rawBook {
			return goodBook("").replace("[Content_Types].xml", "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main")
		}),
		"macros beside": bookOf("file_macros", func() rawBook {
			return goodBook("").replace("[Content_Types].xml", "</Types>", `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`)
		}),
		"65,536 parts": bookOf("workbook_parts", func() rawBook {
			b := goodBook("")
			for i := range 65_536 {
				b[fmt.Sprint("p", i)] = ""
			}
			return b
		}),
		"packed 1000 to 1":         bookOf("workbook_ratio", func() rawBook { return goodBook("").with("xl/media/x", strings.Repeat("\x00", 30<<20)) }),
		"a link":                   {"workbook_unsafe", linked, false},
		"two of one name":          {"workbook_unsafe", func() []byte { return twice("xl/styles.xml") }, false},
		"two lists of types":       {"workbook_unsafe", func() []byte { return twice("[Content_Types].xml") }, false},
		"a wrong checksum":         lie("not_xlsx", 16, 4, 12345),
		"a size that is too small": lie("not_xlsx", 24, 4, 10),
		"a size that is huge":      lie("workbook_large", 24, 4, 0xf0000000),
		"an encrypted part":        lie("file_encrypted", 8, 2, 1),
		"an unknown packing":       lie("not_xlsx", 10, 2, 99),
		"parts on one place":       lie("workbook_unsafe", 42, 4, 0),
		"a part over the next": {"workbook_unsafe", func() []byte {
			return patched("xl/styles.xml", 20, 4, func(old uint32) uint32 { return old + 200 })
		}, false},
	}
}

func linked() []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range goodBook("") {
		part, _ := w.Create(name)
		_, _ = io.WriteString(part, content)
	}
	header := &zip.FileHeader{Name: "xl/link"}
	header.SetMode(0o777 | 1<<27) // a symbolic link
	part, _ := w.CreateHeader(header)
	_, _ = io.WriteString(part, "/etc/passwd")
	_ = w.Close()
	return out.Bytes()
}

func twice(name string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, round := range []int{1, 2} {
		for part, content := range goodBook("") {
			if round == 1 || part == name {
				p, _ := w.Create(part)
				_, _ = io.WriteString(p, content)
			}
		}
	}
	_ = w.Close()
	return out.Bytes()
}

// patched is the good workbook, after a field of an entry of its directory was set: a lie about that part.
func patched(part string, at, size int, value func(old uint32) uint32) []byte {
	file := goodBook("").pack()
	for entry := 0; ; {
		next := bytes.Index(file[entry:], []byte("PK\x01\x02"))
		if next < 0 {
			panic("the part has no entry")
		}
		entry += next
		if name := file[entry+46:]; !bytes.HasPrefix(name, []byte(part)) {
			entry += 4
			continue
		}
		field := file[entry+at:]
		if size == 2 {
			binary.LittleEndian.PutUint16(field, uint16(value(uint32(binary.LittleEndian.Uint16(field)))))
		} else {
			binary.LittleEndian.PutUint32(field, value(binary.LittleEndian.Uint32(field)))
		}
		return file
	}
}

// lie is a workbook whose sheet is described wrongly, in the bytes from at on.
func lie(verdict string, at, size int, value uint32) hostileFile {
	return hostileFile{verdict: verdict, make: func() []byte {
		return patched("xl/worksheets/s.xml", at, size, func(uint32) uint32 { return value })
	}}
}

func hostileBooks() map[string]hostileFile {
	row := func(n int, cells string) string { return fmt.Sprintf(`<row r="%d">%s</row>`, n, cells) }
	good := func(n int, code, day string) string {
		return row(n, textCell(fmt.Sprint("A", n), code)+textCell(fmt.Sprint("B", n), "乙"+code)+textCell(fmt.Sprint("C", n), "http://b.gov.cn/")+day)
	}
	formula := func(f string) func() rawBook {
		return func() rawBook {
			return goodBook(row(3, textCell("A3", "4228010002")+`<c r="B3" t="str"><f>`+f+`</f><v>乙</v></c>`+textCell("C3", "http://b.gov.cn/")))
		}
	}
	return map[string]hostileFile{
		"a formula":           bookOf("create=1 rejected=1", formula("A1&amp;B1")),
		"a formula that runs": bookOf("create=1 rejected=1", formula("cmd|' /C calc'!A0")),
		"a link as a formula": bookOf("create=1 rejected=1", formula(`HYPERLINK("http://evil.cn","乙")`)),
		"a link to elsewhere": bookOf("create=1", func() rawBook {
			return goodBook("").replace("xl/_rels/workbook.xml.rels", "</Relationships>",
				`<Relationship Id="z" Type="externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`)
		}),
		"a document type": bookOf("not_xlsx", func() rawBook {
			return goodBook("").replace("xl/worksheets/s.xml", "<worksheet>", `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>`)
		}),
		"a billion laughs": bookOf("not_xlsx", func() rawBook {
			return goodBook("").with("xl/shared.xml", `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`)
		}),
		"an unknown entity": bookOf("not_xlsx", func() rawBook { return goodBook("").with("xl/shared.xml", `<sst><si><t>&x;</t></si></sst>`) }),
		"nested deeply": bookOf("not_xlsx", func() rawBook {
			return goodBook("").with("xl/shared.xml", strings.Repeat("<a>", 100_000)+strings.Repeat("</a>", 100_000))
		}),
		"a cell far away": bookOf("sheet_column_beyond", func() rawBook { return goodBook(row(1_048_576, textCell("XFD1048576", "x"))) }),
		"16,384 columns": bookOf("sheet_column_beyond", func() rawBook {
			return goodBook(row(3, strings.Repeat(`<c t="inlineStr"><is><t>x</t></is></c>`, 16_384)))
		}),
		"rows out of order": bookOf("not_xlsx", func() rawBook { return goodBook(row(1, textCell("A1", "x"))) }),
		"100,000 merged cells": bookOf("create=1", func() rawBook {
			return goodBook("").replace("xl/worksheets/s.xml", "</worksheet>", "<mergeCells>"+strings.Repeat(`<mergeCell ref="A3:B3"/>`, 100_000)+"</mergeCells></worksheet>")
		}),
		"100,000 styles": bookOf("create=1", func() rawBook {
			return goodBook("").with("xl/styles.xml", "<styleSheet><cellXfs>"+strings.Repeat(`<xf numFmtId="14"/>`, 100_000)+"</cellXfs></styleSheet>")
		}),
		"days": bookOf("create=2 rejected=2", func() rawBook {
			return goodBook(good(3, "4228010002", `<c r="D3" s="1"><v>60</v></c>`) + good(4, "4228010003", `<c r="D4" s="1"><v>-1</v></c>`) + good(5, "4228010004", `<c r="D5" s="1"><v>44834</v></c>`))
		}),
		"days from 1904": bookOf("create=2", func() rawBook {
			return goodBook(good(3, "4228010002", `<c r="D3" s="1"><v>44834</v></c>`)).replace("xl/workbook.xml", "<sheets>", `<workbookPr date1904="1"/><sheets>`)
		}),
		"a number without its digits": bookOf("create=1 rejected=1", func() rawBook {
			return goodBook(row(3, `<c r="A3"><v>4.22801E+17</v></c>`+textCell("B3", "乙")+textCell("C3", "http://b.gov.cn/")))
		}),
		"a number that is none":  bookOf("not_xlsx", func() rawBook { return goodBook(row(3, `<c r="A3"><v>NaN</v></c>`)) }),
		"a shared text too many": bookOf("not_xlsx", func() rawBook { return goodBook(row(3, `<c r="A3" t="s"><v>7</v></c>`)) }),
		"a cell of 1 MiB": bookOf("sheet_cell_long", func() rawBook {
			return goodBook(row(3, textCell("A3", strings.Repeat("a ", 500_000))))
		}),
		"a text without end": bookOf("workbook_text", func() rawBook {
			return goodBook("").with("xl/shared.xml", "<sst><si><t>"+mixed(12<<20)+"</t></si></sst>")
		}),
		"shared texts of 190 MiB": {"create=1", func() []byte {
			return goodBook("").with("xl/shared.xml", "<sst>"+strings.Repeat("<si><t>"+mixed(300)+"</t></si>", (190<<20)/330)+ballast(3)+"</sst>").pack()
		}, true},
		"two million shared texts": {"create=1", func() []byte {
			return goodBook("").with("xl/shared.xml", "<sst>"+strings.Repeat("<si><t>12345678</t></si>", 2_000_000)+ballast(1)+"</sst>").pack()
		}, true},
		"a million rows": {"too_many_rows", func() []byte {
			return goodBook(strings.Repeat(`<row><c t="inlineStr"><is><t>x</t></is></c></row>`, 1_000_000) + ballast(1)).pack()
		}, true},
		"a million empty rows": {"create=1", func() []byte {
			return goodBook(strings.Repeat(`<row><c s="1"/><c s="1"/></row>`, 1_000_000) + ballast(1)).pack()
		}, true},
	}
}

// mixed is a text that does not pack well.
func mixed(n int) string {
	random := rand.New(rand.NewPCG(3, 4))
	b := make([]byte, n)
	for i := range b {
		b[i] = "abcdefghijklmnopqrstuvwxyz0123456789 "[random.IntN(37)]
	}
	return string(b)
}

// ballast are comments that do not pack well, so that a workbook is not refused for how well it packs.
func ballast(n int) string {
	return strings.Repeat("<!--"+mixed(900<<10)+"-->", 1) + strings.Repeat("<!--"+mixed(800<<10)+"-->", n-1)
}

func hostileTexts() map[string]hostileFile {
	named := func(names ...string) string {
		var b strings.Builder
		b.WriteString(hostileHead)
		for i, name := range names {
			fmt.Fprintf(&b, "42280100%02d,\"%s\",http://a.gov.cn/\n", i+1, strings.ReplaceAll(name, `"`, `""`))
		}
		return b.String()
	}
	return map[string]hostileFile{
		"no final line end":      of("create=1", hostileHead+strings.TrimSpace(hostileRow)),
		"a header twice":         of("column_twice", "网站标识码,网站名称,首页地址,标识码\n"+hostileRow),
		"a header again":         of("create=1", hostileHead+hostileRow+hostileHead),
		"a header missing":       of("column_missing", "网站标识码,网站名称\n4228010001,甲\n"),
		"a header renamed":       of("column_missing", "站点,名字,地址\n"+hostileRow),
		"no header":              of("column_missing", hostileRow+hostileRow),
		"a full-width header":    of("create=1", "网站标识码,网站名称,ｕｒｌ\n"+hostileRow),
		"a header with spaces":   of("create=1", " 网站 标识码,\u3000网站名称\t,首页地址\u00a0\n"+hostileRow),
		"a bare CR":              of("bare_carriage_return", strings.ReplaceAll(hostileHead+hostileRow, "\n", "\r")),
		"a lone quote":           of("stray_quote", hostileHead+"4228010001,甲\"乙,http://a.gov.cn/\n"),
		"an open quote":          of("unclosed_quote", hostileHead+"4228010001,\"甲,http://a.gov.cn/\n"),
		"a cell of 10 MiB":       of("cell_too_long", hostileHead+"4228010001,"+strings.Repeat("a", 10<<20)+",x\n"),
		"100,000 columns":        of("too_many_columns", hostileHead+strings.Repeat("a,", 100_000)+"\n"),
		"more than 20 MiB":       of("body_too_large", hostileHead+strings.Repeat(hostileRow, (21<<20)/len(hostileRow))),
		"100,001 rows":           of("too_many_rows", hostileHead+strings.Repeat("a,b,c\n", 100_001)),
		"formulas":               of("create=5", named("=1+1", "+86", "@SUM(A1)", "-1", "\t=1")),
		"digits that were lost":  of("rejected=1", hostileHead+"4.22801E+09,甲,http://a.gov.cn/\n"),
		"characters nobody sees": of("rejected=12", named("甲\ufeff乙", "甲\u200b乙", "甲\u200e", "\u202e甲", "\u2066甲\u2069", "甲\u2028乙", "甲\u0007", "\x1b[31m甲", "甲\U0010ffff", "甲\ue000", "\u00ad甲", "甲\u180e")),
		"spaces only":            of("rejected=3", named("", " ", "\u3000\t")),
		"names of all sorts": of("create=10 rejected=1", named( // what joins two emoji is not seen
			"𠮷𡈽", "𬭚", "👨‍👩", "Ⅰ㈱", "﷽", `"引号"\%_`, "${jndi:ldap://x}", "{{7*7}}", "<script>alert(1)</script>", "1e309", "e\u0301",
		)),
		"one name in two forms": of("create=1 conflict=1", hostileHead+hostileRow+"4228010001,\u7532,http://a.gov.cn/\n"),
		"a long name":           of("rejected=1", named(strings.Repeat("a", 30_000))),
		"a million letters":     of("cell_too_long", named(strings.Repeat("a", 1_000_000))),
	}
}

func hostileEncodings(t *testing.T) map[string]hostileFile {
	t.Helper()
	encoded := func(b []byte, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	text := []byte(hostileHead + hostileRow)
	four := []byte(hostileHead + "4228010001,𠮷㐀𬭚局,http://a.gov.cn/\n")
	return map[string]hostileFile{
		"UTF-8 with a mark":            of("create=1", "\ufeff"+string(text)),
		"UTF-16LE":                     of("create=1", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(four))),
		"UTF-16BE":                     of("create=1", encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes(four))),
		"UTF-16 cut":                   of("not_encoding", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(text))+"a"),
		"UTF-16 with half a character": of("not_encoding", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(text))+"\x00\xd8a\x00"),
		"GB18030":                      of("create=1", encoded(simplifiedchinese.GB18030.NewEncoder().Bytes(four))),
		"GBK":                          of("create=1", encoded(simplifiedchinese.GBK.NewEncoder().Bytes(text))),
		"GB18030 with a byte too much": of("not_encoding", encoded(simplifiedchinese.GB18030.NewEncoder().Bytes(text))+"\xff"),
		"Big5":                         of("column_missing", "\xba\xf4,\xba\xf4,\xba\xf4\n1,2,3\n"),
		"two encodings":                of("not_utf8", hostileHead+"4228010001,\xb9\xab\xb0\xb2,http://a.gov.cn/\n"),
		"invalid bytes":                of("not_utf8", hostileHead+"4228010001,甲\xff,http://a.gov.cn/\n"),
		"half a surrogate":             of("not_utf8", hostileHead+"4228010001,甲\xed\xa0\x80,http://a.gov.cn/\n"),
		"NUL":                          of("nul_character", hostileHead+"4228010001,a\x00b,http://a.gov.cn/\n"),
	}
}
