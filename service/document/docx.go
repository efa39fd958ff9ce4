package document

import (
	"archive/zip"
	"bufio"
	"embed"
	"fmt"
	"io"
	"strings"
	"time"

	"xuncha/model"
)

// The parts of the package that no bulletin changes.
//
//go:embed docx
var fixedParts embed.FS

// epoch is the time of every part: the first that a zip file can hold.
var epoch = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// docx writes the parts of an Office Open XML document one after the other. What goes wrong stays in out until its end.
type docx struct {
	zip       *zip.Writer
	out       *bufio.Writer
	content   model.BulletinContent
	landscape bool // of the section at hand
}

func writeDocx(w io.Writer, content model.BulletinContent) error {
	d := &docx{zip: zip.NewWriter(w), out: bufio.NewWriter(nil), content: content}
	for _, p := range []struct {
		name, file string
		made       func()
	}{
		{name: "[Content_Types].xml", file: "content-types.xml"},
		{name: "_rels/.rels", file: "package-rels.xml"},
		{name: "docProps/core.xml", made: d.core},
		{name: "docProps/app.xml", file: "app.xml"},
		{name: "word/_rels/document.xml.rels", file: "document-rels.xml"},
		{name: "word/styles.xml", file: "styles.xml"},
		{name: "word/settings.xml", file: "settings.xml"},
		{name: "word/fontTable.xml", file: "fonts.xml"},
		{name: "word/footer1.xml", file: "footer.xml"},
		{name: "word/document.xml", made: d.document},
	} {
		part, err := d.zip.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: epoch})
		if err != nil {
			return err
		}
		d.out.Reset(part)
		if p.made != nil {
			p.made()
		} else {
			text, err := fixedParts.ReadFile("docx/" + p.file)
			if err != nil {
				return err
			}
			d.put(string(text))
		}
		if err := d.out.Flush(); err != nil {
			return err
		}
	}
	return d.zip.Close()
}

func (d *docx) put(parts ...string) {
	for _, s := range parts {
		_, _ = d.out.WriteString(s) // Flush answers the first failure
	}
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes any text into character data of XML.
func escape(text string) string { return xmlEscapes.Replace(clean(text)) }

func (d *docx) core() {
	d.put(xmlHead, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`,
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"`,
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
		"<dc:title>", escape(d.content.Title), "</dc:title><dc:creator>", escape(d.content.Issuer), "</dc:creator>",
		"<dc:identifier>", escape(d.content.Number), "</dc:identifier><dc:language>zh-CN</dc:language>")
	if d.content.IssuedOn.Valid() {
		for _, name := range []string{"created", "modified"} {
			d.put("<dcterms:", name, ` xsi:type="dcterms:W3CDTF">`, string(d.content.IssuedOn), "T00:00:00Z</dcterms:", name, ">")
		}
	}
	d.put("</cp:coreProperties>\n")
}

func (d *docx) document() {
	d.put(xmlHead, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`,
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
	d.head()
	d.text()
	d.annexList()
	d.signature()
	d.copies()
	for i, annex := range d.content.Annexes {
		d.annex(i, annex)
	}
	d.section()
	d.put("</w:body></w:document>\n")
}

// A4 in twips, with the type area of 156 × 225 mm of GB/T 9704-2012. A page across is the same one turned.
const (
	pageShort, pageLong   = 11906, 16838
	top, left             = 2098, 1588
	right, bottom         = 1474, 1985
	textShort, textLong   = pageShort - left - right, pageLong - top - bottom
	footerFromEdge        = 1417
	lineHeight, smallHalf = 579, 105
	largeHalf             = 120
)

// section ends a section. The properties of a section stand behind it.
func (d *docx) section() {
	size := fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d"`,
		pageShort, pageLong, top, right, bottom, left)
	if d.landscape {
		size = fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d"`,
			pageLong, pageShort, left, top, right, bottom)
	}
	d.put(`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:type w:val="nextPage"/>`, size,
		fmt.Sprintf(` w:header="851" w:footer="%d" w:gutter="0"/>`, min(footerFromEdge, bottom)),
		fmt.Sprintf(`<w:docGrid w:type="lines" w:linePitch="%d"/></w:sectPr>`, lineHeight))
}

// turn begins a section of the other orientation.
func (d *docx) turn(landscape bool) {
	if d.landscape == landscape {
		return
	}
	d.put(`<w:p><w:pPr><w:pStyle w:val="Tiny"/>`)
	d.section()
	d.put("</w:pPr></w:p>")
	d.landscape = landscape
}
