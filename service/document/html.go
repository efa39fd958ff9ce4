package document

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"

	"xuncha/model"
)

//go:embed page/page.tmpl page/chart.tmpl
var pageFiles embed.FS

//go:embed page/style.css
var style string

// StyleHash names the style of a page in its Content-Security-Policy: style-src 'sha256-…'. A page needs nothing else.
var StyleHash = func() string {
	sum := sha256.Sum256([]byte(style))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}()

var pageTemplate = template.Must(template.New("page.tmpl").Funcs(template.FuncMap{"clean": clean}).ParseFS(pageFiles, "page/*.tmpl"))

// page is what the template shows. What is not cleaned here is cleaned there.
type page struct {
	model.BulletinContent
	Style                               template.CSS
	Heading, Issuer, Number, Addressees string
	Correction, Copies, Day             string
	Pieces                              []string // of the heading
	Contents                            []link
	Charts                              []chart
	Annexes                             []annexPage
}

type link struct{ ID, Text string }

type annexPage struct {
	ID, Mark, Title, Listed string
	Few                     bool // columns, so that a phone has room for them
	Columns                 []headCell
	Rows                    iter.Seq[bodyRow] // made one by one as they are written
}

type headCell struct{ Class, Label string }

type bodyRow struct {
	Total bool
	Cells []bodyCell
}

type bodyCell struct {
	Class, Text      string
	Head, Span, Link bool
}

func writeHTML(w io.Writer, content model.BulletinContent) error {
	p := page{
		BulletinContent: content,
		Style:           template.CSS(style), //nolint:gosec // ours, and fixed
		Heading:         clean(content.Title), Issuer: clean(content.Issuer), Number: clean(content.Number),
		Addressees: clean(content.Addressees), Correction: clean(content.Correction), Copies: clean(content.Copies),
		Day: chineseDate(content.IssuedOn), Charts: charts(content.Figures),
	}
	if p.Heading == "" {
		p.Heading = "通报"
	}
	p.Pieces = titlePieces(p.Heading)
	for i, section := range content.Sections {
		if heading := clean(section.Heading); heading != "" {
			p.Contents = append(p.Contents, link{"section-" + strconv.Itoa(i), heading})
		}
	}
	for i := range content.Annexes {
		annex := annexPageOf(content, i)
		p.Annexes = append(p.Annexes, annex)
		p.Contents = append(p.Contents, link{annex.ID, annex.Mark + "　" + annex.Title})
	}
	return pageTemplate.Execute(w, p)
}

func annexPageOf(content model.BulletinContent, i int) annexPage {
	annex := content.Annexes[i]
	p := annexPage{
		ID: "annex-" + strconv.Itoa(i+1), Mark: annexMark(content, i), Title: clean(annex.Title), Listed: clean(annex.Title),
		Few: layoutOf(annex).total() <= 60,
	}
	if len(content.Annexes) > 1 {
		p.Listed = strconv.Itoa(annex.Number) + ". " + p.Listed
	}
	head := -1 // the column that names a row
	for n, column := range annex.Columns {
		p.Columns = append(p.Columns, headCell{classOf(column.Kind), clean(column.Label)})
		if column.Kind == model.ColumnName && head < 0 {
			head = n
		}
	}
	p.Rows = func(yield func(bodyRow) bool) {
		for n, row := range annex.Rows {
			if !yield(bodyRowOf(annex, row, head, annex.Total && n == len(annex.Rows)-1)) {
				return
			}
		}
	}
	return p
}

func bodyRowOf(annex model.BulletinAnnex, row []any, head int, total bool) bodyRow {
	r := bodyRow{Total: total, Cells: make([]bodyCell, 0, len(annex.Columns))}
	span := total && head == 1 && cellText(at(row, 0)) == "" // 合计 takes the place of the ordinal too
	for i, column := range annex.Columns {
		if span && i == 0 {
			continue
		}
		cell := bodyCell{Class: classOf(column.Kind), Text: cellText(at(row, i)), Head: i == head}
		switch {
		case cell.Head && span:
			cell.Span, cell.Class = true, "word"
		case column.Kind == model.ColumnURL:
			cell.Link = opens(cell.Text)
		case cell.Text == "不合格":
			cell.Class += " failed"
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

func classOf(kind model.ColumnKind) string {
	switch kind {
	case model.ColumnOrdinal, model.ColumnCode, model.ColumnName, model.ColumnURL, model.ColumnCount, model.ColumnRate:
		return string(kind)
	}
	return "word"
}

// opens reports whether an address is one to go to. The register keeps some that are not, as they stand.
func opens(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(address, " \n")
}
