package document

import (
	"strconv"

	"xuncha/model"
)

// maxColumns is how many columns a program for texts takes. What has more is for spreadsheets.
const maxColumns = 60

func (d *docx) annex(i int, annex model.BulletinAnnex) {
	if len(annex.Columns) > maxColumns {
		annex.Columns = annex.Columns[:maxColumns]
	}
	columns := layoutOf(annex)
	d.turn(columns.least() > columns.budget(textShort))
	width, line := textShort, lineOfTitle
	if d.landscape {
		width, line = textLong, lineOfTitle*textLong/textShort
	}
	d.line("AnnexMark", annexMark(d.content, i), "<w:pageBreakBefore/>")
	d.paragraph("AnnexTitle")
	for n, part := range titleLines(clean(annex.Title), line) {
		if n > 0 {
			part = "\n" + part
		}
		d.run("", part)
	}
	d.put("</w:p>")
	if len(annex.Columns) == 0 {
		return
	}
	d.table(annex, columns, width)
	d.line("Tiny", "") // a table may not be the last of a section
}

func (d *docx) table(annex model.BulletinAnnex, columns layout, width int) {
	small := "Small"
	if columns.total()*largeHalf <= width {
		small = ""
	}
	d.put(`<w:tbl><w:tblPr><w:tblStyle w:val="Annex"/><w:tblW w:w="`, strconv.Itoa(width), `" w:type="dxa"/><w:jc w:val="center"/>`,
		`<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>`)
	widths := columns.share(width)
	open := make([]string, len(widths)) // of the cells of each column, made once for all rows
	for i, w := range widths {
		d.put(`<w:gridCol w:w="`, strconv.Itoa(w), `"/>`)
		open[i] = `<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(w) + `" w:type="dxa"/>`
	}
	d.put(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, column := range annex.Columns {
		d.cell(open[i], "", "CellHead"+small, column.Label)
	}
	d.put("</w:tr>")
	for n, row := range annex.Rows {
		d.put("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
		d.row(annex, row, open, widths, "Cell"+small, annex.Total && n == len(annex.Rows)-1)
		d.put("</w:tr>")
	}
	d.put("</w:tbl>")
}

func (d *docx) row(annex model.BulletinAnnex, row []any, open []string, widths []int, style string, total bool) {
	first := 0
	if total && len(open) > 1 && cellText(at(row, 0)) == "" { // 合计 takes the place of the ordinal too
		both := `<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(widths[0]+widths[1]) + `" w:type="dxa"/><w:gridSpan w:val="2"/>`
		d.cell(both, "", style, cellText(at(row, 1)))
		first = 2
	}
	for i := first; i < len(open); i++ {
		align := ""
		if !centred(annex.Columns[i].Kind) {
			align = `<w:jc w:val="left"/>`
		}
		d.cell(open[i], align, style, cellText(at(row, i)))
	}
}

func (d *docx) cell(open, align, style, text string) {
	d.put(open, `<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="`, style, `"/>`, align, "</w:pPr>")
	d.run("", text)
	d.put("</w:p></w:tc>")
}
