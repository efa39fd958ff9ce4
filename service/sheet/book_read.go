package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"xuncha/model"
)

// BookLimits bound what a workbook may cost: a file of a few kilobytes can unpack into gigabytes.
type BookLimits struct {
	Bytes    int64 // of the file
	Unpacked int64 // of the parts that are read, together
	Parts    int
	Rows     int // with any text, of a sheet
	Columns  int
	Cell     int // characters, counted like MaxCell
}

// SmallBook are the limits of workbooks that hold a form rather than a list.
func SmallBook() BookLimits {
	return BookLimits{Bytes: 4 << 20, Unpacked: 8 << 20, Parts: 200, Rows: 2000, Columns: 50, Cell: MaxCell}
}

// Book is a workbook that was read: the rows with text of the sheets that were asked for.
type Book struct {
	Sheets   map[string][]BookRow
	from1904 bool // how it counts days
}

// BookRow is a row of a sheet. Cells are texts as they stand there; the row is as long as its last cell with text.
type BookRow struct {
	Number int // as the spreadsheet program counts it, from 1
	Cells  []string
}

// bookReader is our own, as that of excelize builds the whole workbook in memory before a limit can be looked at, and computes
// formulas.
type bookReader struct {
	limits  BookLimits
	parts   map[string]*zip.File // by name in lower case
	left    int64                // bytes that may still be unpacked
	strings texts                // the shared ones
	sheets  []bookSheet          // in their order
	styles  string               // the part with them
	dates   []bool               // which styles of cells show days; none where nobody asks
	book    Book
	faults  []model.FieldError
}

// bookSheet is a sheet before it is read.
type bookSheet struct {
	title, part string
	hidden      bool
}

// maxFaults is the number of cells a refusal names.
const maxFaults = 100

// maxXMLDepth is deeper than any workbook nests.
const maxXMLDepth = 64

// Wanted is a sheet that is read when it is there, and whether it must be.
type Wanted struct {
	Title    string
	Required bool
}

// ReadBook reads the sheets that are wanted and leaves the others alone. Formulas are refused, as what they show is for
// whoever computes them to say.
func ReadBook(r io.Reader, limits BookLimits, wanted ...Wanted) (*Book, error) {
	content, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, errors.Join(model.NewError(model.KindMalformed, "body_cut"), err)
	}
	if int64(len(content)) > limits.Bytes {
		return nil, model.NewError(model.KindTooLarge, "body_too_large", limits.Bytes)
	}
	b := &bookReader{limits: limits, left: limits.Unpacked, book: Book{Sheets: map[string][]BookRow{}}}
	if err := b.open(content); err != nil {
		return nil, err
	}
	err = b.workbook()
	if err != nil {
		return nil, err
	}
	for _, want := range wanted {
		found, ok := b.titled(want.Title)
		if !ok && want.Required {
			b.fault(want.Title, "sheet_missing", want.Title)
		}
		if !ok {
			continue
		}
		if b.book.Sheets[want.Title], err = b.sheet(want.Title, found.part); err != nil {
			return nil, err
		}
	}
	if len(b.faults) > 0 {
		return nil, model.Invalid(b.faults...)
	}
	return &b.book, nil
}

// titled is the sheet of a title. Of two with one title, which no program writes, it is the last.
func (b *bookReader) titled(title string) (found bookSheet, ok bool) {
	for _, s := range b.sheets {
		if s.title == title {
			found, ok = s, true
		}
	}
	return found, ok
}

func (b *bookReader) fault(field, code string, args ...any) {
	if len(b.faults) < maxFaults {
		b.faults = append(b.faults, model.FieldError{Field: field, Code: code, Args: args})
	}
}

func notXLSX(err error) error {
	return errors.Join(model.NewError(model.KindMalformed, "not_xlsx"), err)
}

func (b *bookReader) open(content []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return notXLSX(err)
	}
	if len(archive.File) > b.limits.Parts {
		return model.NewError(model.KindTooLarge, "workbook_parts", b.limits.Parts)
	}
	b.parts = map[string]*zip.File{}
	for _, f := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if b.parts[name] != nil {
			return notXLSX(errors.New("two parts of one name"))
		}
		b.parts[name] = f
	}
	return nil
}

// walk calls fn with every token of a part; path are the names of the open elements.
func (b *bookReader) walk(part string, fn func(path []string, token xml.Token) error) error {
	f := b.parts[strings.ToLower(part)]
	if f == nil {
		return notXLSX(errors.New("a part is missing"))
	}
	content, err := f.Open()
	if err != nil {
		return notXLSX(err)
	}
	defer func() { _ = content.Close() }()
	decoder := xml.NewDecoder(budget{content, &b.left, &run{}})
	var open []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if errors.Is(err, errUnpacked) {
			return model.NewError(model.KindTooLarge, "workbook_large", b.limits.Unpacked)
		}
		if errors.Is(err, errLongText) {
			return model.NewError(model.KindTooLarge, "workbook_text", b.limits.Cell)
		}
		if err != nil {
			return notXLSX(err)
		}
		switch t := token.(type) {
		case xml.Directive: // of a document type, which could name other files
			return notXLSX(errors.New("a document type"))
		case xml.StartElement:
			if open = append(open, t.Name.Local); len(open) > maxXMLDepth {
				return notXLSX(errors.New("nested too deeply"))
			}
			err = fn(open, token)
		case xml.EndElement:
			err = fn(open, token)
			open = open[:len(open)-1]
		case xml.CharData:
			err = fn(open, token)
		}
		if err != nil {
			return err
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// relation is a reference from one part to another.
type relation struct{ kind, target string }

// relations are those of a part, by id.
func (b *bookReader) relations(of string) (map[string]relation, error) {
	folder, file := path.Split(of)
	found := map[string]relation{}
	err := b.walk(folder+"_rels/"+file+".rels", func(_ []string, token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attribute(e, "TargetMode") == "External" {
			return nil
		}
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", folder, target)
		}
		found[attribute(e, "Id")] = relation{path.Base(attribute(e, "Type")), strings.TrimPrefix(target, "/")}
		return nil
	})
	return found, err
}

// workbook reads the titles of the sheets with their parts, and the texts that they share.
func (b *bookReader) workbook() error {
	roots, err := b.relations("")
	if err != nil {
		return err
	}
	main := ""
	for _, r := range roots {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	related, err := b.relations(main)
	if err != nil {
		return err
	}
	err = b.walk(main, func(_ []string, token xml.Token) error {
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "workbookPr":
			b.book.from1904 = attribute(e, "date1904") == "1" || attribute(e, "date1904") == "true"
		case e.Name.Local == "sheet":
			if r := related[attribute(e, "id")]; r.kind == "worksheet" {
				state := attribute(e, "state")
				b.sheets = append(b.sheets, bookSheet{strings.TrimSpace(attribute(e, "name")), r.target, state != "" && state != "visible"})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range related {
		switch r.kind {
		case "sharedStrings":
			if err := b.shared(r.target); err != nil {
				return err
			}
		case "styles":
			b.styles = r.target
		}
	}
	return nil
}

// Day is the day of a cell that was typed as a date, which a workbook keeps as a number of days. Any other text stays.
func (b Book) Day(text string) string {
	days, err := strconv.Atoi(text)
	if err != nil || days < 61 { // before, its calendar has a day that never was
		return text
	}
	if day, ok := dayOf(float64(days), b.from1904); ok {
		return day
	}
	return text
}
