package document

import (
	"fmt"
	"strconv"
	"strings"

	"xuncha/model"
)

const (
	character     = 320 // 三号, in twips
	lineOfTitle   = 39  // half characters of 二号 in the type area, with a little room for fonts that are wider
	wordBreakLine = "</w:t><w:br/><w:t xml:space=\"preserve\">"
)

// paragraph opens a paragraph; more are properties beside its style.
func (d *docx) paragraph(style string, more ...string) {
	d.put(`<w:p><w:pPr><w:pStyle w:val="`, style, `"/>`)
	d.put(more...)
	d.put("</w:pPr>")
}

// run writes text in the style of its paragraph. The hint gives quotation marks and dashes the Chinese font.
func (d *docx) run(style, text string) {
	if text == "" {
		return
	}
	d.put("<w:r><w:rPr>")
	if style != "" {
		d.put(`<w:rStyle w:val="`, style, `"/>`)
	}
	d.put(`<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">`,
		strings.ReplaceAll(escape(text), "\n", wordBreakLine), "</w:t></w:r>")
}

func (d *docx) line(style, text string, more ...string) {
	d.paragraph(style, more...)
	d.run("", text)
	d.put("</w:p>")
}

func (d *docx) head() {
	lines := titleLines(clean(d.content.Issuer), lineOfTitle)
	lines = append(lines, titleLines(clean(d.content.Title), lineOfTitle)...)
	d.line("Title", strings.Trim(strings.Join(lines, "\n"), "\n"))
	if d.content.Number != "" {
		d.line("Number", d.content.Number)
	}
	d.line("Normal", "")
	if d.content.Correction != "" {
		d.passage(model.BulletinPassage{Lead: "更正说明：", Text: d.content.Correction})
	}
	if d.content.Addressees != "" {
		d.line("Addressee", d.content.Addressees)
	}
}

func (d *docx) text() {
	d.passages(d.content.Preamble)
	for _, section := range d.content.Sections {
		if section.Heading != "" {
			d.line("Heading1", section.Heading)
		}
		d.passages(section.Passages)
	}
	d.passages(d.content.Closing)
}

func (d *docx) passages(passages []model.BulletinPassage) {
	for _, p := range passages {
		d.passage(p)
	}
}

func (d *docx) passage(p model.BulletinPassage) {
	d.paragraph("Body")
	d.run("Lead", p.Lead)
	d.run("", p.Text)
	d.put("</w:p>")
}

// annexList names the annexes so that a name of several lines, and the next one, begin under the first.
func (d *docx) annexList() {
	const word = 5 // 附件： begins two characters in
	if len(d.content.Annexes) == 0 {
		return
	}
	d.line("Normal", "")
	for i, annex := range d.content.Annexes {
		number, name, hanging := "", word*character, 3*character
		if len(d.content.Annexes) > 1 {
			number = strconv.Itoa(annex.Number) + "."
			name += character/2*len(number) + character/4
			hanging = name - 2*character
		}
		lead := "附件："
		if i > 0 {
			lead, hanging = "", name-word*character
		}
		d.paragraph("AnnexList", fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%d"/>`, name, hanging))
		d.run("", lead+number)
		if number != "" {
			d.put("<w:r><w:tab/></w:r>")
		}
		d.run("", annex.Title)
		d.put("</w:p>")
	}
}

// signature sets the issuer two characters from the right, and the day so that it begins two characters behind the
// beginning of the issuer (GB/T 9704-2012, 7.3.5.2).
func (d *docx) signature() {
	issuer, day := clean(d.content.Issuer), chineseDate(d.content.IssuedOn)
	if issuer == "" {
		return
	}
	d.line("Normal", "", "<w:keepNext/>")
	long, short := halves(issuer), halves(day)
	fromRight := [2]int{4, long - short}
	if long-short < 4 {
		fromRight = [2]int{8 + short - long, 4}
	}
	if long > 48 || day == "" { // it fills the line
		fromRight = [2]int{4, 8}
	}
	indent := func(halves int) string {
		return fmt.Sprintf(`<w:ind w:rightChars="%d" w:right="%d"/>`, halves*50, halves*character/2)
	}
	d.line("Signature", issuer, indent(fromRight[0]))
	if day != "" {
		d.line("Signature", day, indent(fromRight[1]))
	}
}

// copies stand at the foot of the page on which the text ends: a frame is on the page of the paragraph behind it. Where
// there is no room for them, the signature goes with them, as no page may have them alone.
func (d *docx) copies() {
	if d.content.Copies == "" {
		return
	}
	d.line("Copies", "抄送："+d.content.Copies, fmt.Sprintf(
		`<w:framePr w:w="%d" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" w:yAlign="bottom"/>`, textShort))
	d.line("Tiny", "")
}
