package service

import (
	"context"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"

	"xuncha/model"
	"xuncha/service/sheet"
)

// The columns that a report has beside those of its file.
const (
	reportOutcome = "结果"
	reportDetail  = "说明"
)

// reportPiece is the number of rows that are read at once.
const reportPiece = 1000

// ImportReport is the file of an import with what became of each row, written as the file was.
type ImportReport struct {
	Name  string
	Form  sheet.Form
	Write func(w io.Writer) error
}

// Report makes the report of an import in a language: the lines of the file in their order, each row as it was corrected, and
// two more columns. Sent again, it is the file mended. Who may not read contacts gets those of others masked.
func (s *Imports) Report(ctx context.Context, a model.Actor, id uint64, l model.Language) (ImportReport, error) {
	job, err := s.Get(ctx, a, id)
	if err != nil {
		return ImportReport{}, err
	}
	if err := job.Editable(); err != nil {
		return ImportReport{}, err
	}
	r := &reporter{svc: s, ctx: ctx, job: job, language: l, masked: job.Kind.Personal() && a.Allow(model.ReadContacts) != nil}
	out := ImportReport{Form: sheet.Form{Format: sheet.CSV, Encoding: sheet.UTF8, Marked: true, Separator: ","}, Write: r.plain}
	if job.Details.Stored {
		content, err := s.storedFile(ctx, job)
		if err != nil {
			return out, err
		}
		if r.in, err = openImport(job, content); err != nil {
			return out, err
		}
		out.Form, out.Write = r.in.file.Form, r.alike
	}
	r.form = out.Form
	name := strings.TrimSuffix(job.FileName, path.Ext(job.FileName))
	out.Name = fmt.Sprintf("%s-%s%s", name, "回执", out.Form.Format.Extension())
	if job.Kind.Personal() && !r.masked {
		err = s.noteRowsRead(ctx, a, job, nil)
	}
	return out, err
}

// reporter writes one report.
type reporter struct {
	svc      *Imports
	ctx      context.Context //nolint:containedctx // of one report, which lives within one call
	job      model.Import
	language model.Language
	masked   bool
	form     sheet.Form
	in       *intakeFile
	rows     []model.ImportRow // read ahead
	last     int               // number of the last row that was given
}

// next is the next row of the import.
func (r *reporter) next() (model.ImportRow, bool, error) {
	if len(r.rows) == 0 {
		rows, err := r.svc.store.Imports.RowsAfter(r.ctx, r.job.ID, r.last, reportPiece)
		if err == nil {
			err = r.svc.openRows(r.job, rows)
		}
		if err != nil || len(rows) == 0 {
			return model.ImportRow{}, false, err
		}
		if r.masked {
			maskRows(rows)
		}
		r.rows = rows
	}
	row := r.rows[0]
	r.rows, r.last = r.rows[1:], row.Number
	return row, true, nil
}

// alike writes the lines of the file.
func (r *reporter) alike(w io.Writer) error {
	out, err := sheet.Like(r.form, w)
	if err != nil {
		return err
	}
	defer out.Discard()
	width, own := r.width()
	err = r.in.file.Lines(r.in.shape, r.in.head, func(kind sheet.LineKind, line sheet.Line) error {
		cells := line.Cells
		switch kind {
		case sheet.HeaderLine:
			cells = r.beside(cells[:min(len(cells), width)], width, own, reportOutcome, reportDetail)
		case sheet.DataLine:
			row, ok, err := r.next()
			if err != nil {
				return err
			}
			if !ok {
				return model.NewError(model.KindConflict, "import_file_damaged")
			}
			cells = r.beside(r.mended(cells, row), width, own, row.Label(), r.why(row))
		case sheet.TitleLine, sheet.TotalLine, sheet.NoteLine, sheet.AgainLine:
			if r.masked {
				cells = make([]string, len(cells))
			}
		}
		return writeRow(out, cells)
	})
	if err != nil {
		return err
	}
	return out.Close()
}

// width is where the two columns stand: behind the header, or where a report that is sent again has them already.
func (r *reporter) width() (width int, own bool) {
	header := r.in.head.Cells
	n := len(header)
	if n >= 2 && model.Key(header[n-2]) == model.Key(reportOutcome) && model.Key(header[n-1]) == model.Key(reportDetail) {
		return n - 2, true
	}
	return n, false
}

// beside puts the two columns behind those of the header, before what a row has beyond it.
func (r *reporter) beside(cells []string, width int, own bool, outcome, detail string) []string {
	out := make([]string, width, len(cells)+2)
	copy(out, cells)
	out = append(out, outcome, detail)
	beyond := width
	if own {
		beyond += 2
	}
	if len(cells) > beyond {
		out = append(out, cells[beyond:]...)
	}
	return out
}

// mended are the cells of a line with what was corrected in place.
func (r *reporter) mended(cells []string, row model.ImportRow) []string {
	out := make([]string, len(cells))
	if !r.masked {
		copy(out, cells)
	}
	for field, at := range r.in.head.Index {
		if r.masked || strings.TrimSpace(cells[at]) != row.Cells[field] {
			out[at] = row.Cells[field]
		}
	}
	return out
}

// plain writes the rows of an import whose file was not kept, under the preferred headers.
func (r *reporter) plain(w io.Writer) error {
	out, err := sheet.Like(r.form, w)
	if err != nil {
		return err
	}
	defer out.Discard()
	columns := importKinds[r.job.Kind].columns()
	if err := writeRow(out, append(headersOf(columns), reportOutcome, reportDetail)); err != nil {
		return err
	}
	for {
		row, ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			return out.Close()
		}
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = row.Cells[c.Field]
		}
		if err := writeRow(out, append(cells, row.Label(), r.why(row))); err != nil {
			return err
		}
	}
}

// why says in words what is wrong with a row, or worth a look.
func (r *reporter) why(row model.ImportRow) string {
	var words []string
	if row.DismissReason != "" {
		words = append(words, row.DismissReason)
	}
	for _, p := range row.Problems {
		text := r.header(p.Column) + "：" + p.Detail(r.language)
		if p.Suggestion != "" {
			text += "（" + model.Text(r.language, "suggested_value", p.Suggestion) + "）"
		}
		words = append(words, text)
	}
	return cutCell(strings.Join(words, "；"))
}

// header is what the file calls a column.
func (r *reporter) header(field string) string {
	if r.in != nil {
		if at, ok := r.in.head.Index[field]; ok {
			return strings.TrimSpace(r.in.head.Cells[at])
		}
	}
	for _, c := range importKinds[r.job.Kind].columns() {
		if c.Field == field {
			return c.Names[0]
		}
	}
	return field
}

// cutCell keeps a text to what a cell holds.
func cutCell(text string) string {
	const most = sheet.MaxCell / 4
	n := 0
	for i, c := range text {
		if n += utf16.RuneLen(c); n > most {
			return text[:i] + "…"
		}
	}
	return text
}

func writeRow(w sheet.Writer, cells []string) error {
	row := make([]any, len(cells))
	for i, cell := range cells {
		row[i] = cell
	}
	return w.Row(row...)
}
