package service

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"xuncha/model"
	"xuncha/service/sheet"
)

// catalogueForm is a workbook on its way to a catalogue. It knows where each field stood, so that a fault names the cell.
type catalogueForm struct {
	book   *sheet.Book
	head   map[string]sheet.BookRow
	tables map[string]*formTable // by sheet
	faults []model.FieldError
}

// formTable is a sheet with a header.
type formTable struct {
	title   string
	columns []sheet.Column
	index   map[string]int
	rows    []sheet.BookRow
}

// readCatalogue reads a workbook into a catalogue that has not been checked yet.
func readCatalogue(r io.Reader) (model.CatalogueEdit, *catalogueForm, error) {
	book, err := sheet.ReadBook(r, sheet.SmallBook(),
		sheet.Wanted{Title: headSheet, Required: true}, sheet.Wanted{Title: indicatorSheet, Required: true},
		sheet.Wanted{Title: groupSheet})
	if err != nil {
		return model.CatalogueEdit{}, nil, err
	}
	f := &catalogueForm{book: book, head: map[string]sheet.BookRow{}, tables: map[string]*formTable{}}
	f.readHead()
	indicators, err := f.table(indicatorSheet, indicatorColumns, indicatorsRequired)
	if err != nil {
		return model.CatalogueEdit{}, nil, err
	}
	groups, err := f.table(groupSheet, groupColumns, []string{"name", "total"})
	if err != nil {
		return model.CatalogueEdit{}, nil, err
	}
	e := f.edit(indicators, groups)
	if len(f.faults) > 0 {
		return e, f, model.Invalid(f.faults...)
	}
	return e, f, nil
}

func (f *catalogueForm) fault(field, code string, args ...any) {
	f.faults = append(f.faults, model.FieldError{Field: field, Code: code, Args: args})
}

func (f *catalogueForm) readHead() {
	for _, row := range f.book.Sheets[headSheet] {
		label := strings.TrimSpace(row.Cells[0])
		if key := model.Key(label); key == "项目" || key == "item" {
			continue
		}
		at := sheet.Address(headSheet, 1, row.Number)
		index, _, _ := sheet.Match([]string{label}, headItems) // one column is never there twice
		switch {
		case len(index) == 0:
			f.fault(at, "unknown_item", columnNames(headItems))
		case len(row.Cells) > 3:
			f.fault(sheet.Address(headSheet, 4, row.Number), "cell_beyond")
		}
		for field := range index {
			if _, twice := f.head[field]; twice {
				f.fault(at, "repeated_heading")
			}
			f.head[field] = row
		}
	}
}

// table reads a sheet whose first row is its header.
func (f *catalogueForm) table(title string, columns []sheet.Column, required []string) (*formTable, error) {
	t := &formTable{title: title, columns: columns}
	f.tables[title] = t
	rows := f.book.Sheets[title]
	if len(rows) == 0 {
		return t, nil
	}
	header := rows[0]
	index, _, err := sheet.Match(header.Cells, columns)
	if err != nil {
		return nil, err
	}
	t.index, t.rows = index, rows[1:]
	known := slices.Collect(maps.Values(index))
	for i, cell := range header.Cells {
		if !slices.Contains(known, i) && strings.TrimSpace(cell) != "" {
			f.fault(sheet.Address(title, i+1, header.Number), "unknown_column", columnNames(columns))
		}
	}
	var missing *model.Error
	if errors.As(sheet.Require(index, columns, required...), &missing) {
		for _, m := range missing.Fields {
			f.fault(fmt.Sprintf("%s!%d", title, header.Number), m.Code, m.Args...)
		}
	}
	for _, row := range t.rows {
		if len(row.Cells) > len(header.Cells) {
			f.fault(sheet.Address(title, len(row.Cells), row.Number), "cell_beyond")
		}
	}
	return t, nil
}

// columnNames lists the headers that would be taken.
func columnNames(columns []sheet.Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Names[0]
	}
	return strings.Join(names, "、")
}

// text is a cell of a table, trimmed, and where it stands.
func (t *formTable) text(row sheet.BookRow, field string) (text, at string) {
	column, known := t.index[field]
	if !known {
		return "", fmt.Sprintf("%s!%d", t.title, row.Number)
	}
	label := field
	for _, c := range t.columns {
		if c.Field == field {
			label = c.Names[0]
		}
	}
	at = sheet.Address(t.title, column+1, row.Number) + " " + label
	if column < len(row.Cells) {
		text = strings.TrimSpace(row.Cells[column])
	}
	return text, at
}

// item is the value of a row of the first sheet, trimmed, and where it stands.
func (f *catalogueForm) item(field string) (text, at string) {
	label := field
	for _, c := range headItems {
		if c.Field == field {
			label = c.Names[0]
		}
	}
	row, found := f.head[field]
	if !found {
		return "", headSheet + " " + label
	}
	if len(row.Cells) > 1 {
		text = strings.TrimSpace(row.Cells[1])
	}
	return text, sheet.Address(headSheet, 2, row.Number) + " " + label
}

func (f *catalogueForm) edit(indicators, groups *formTable) model.CatalogueEdit {
	text := func(field string) string {
		value, _ := f.item(field)
		return value
	}
	region := text("region_code")
	if region == "全国" {
		region = ""
	}
	e := model.CatalogueEdit{
		Issuer: text("issuer"), Document: text("document"), Title: text("title"), RegionCode: model.RegionCode(region),
		Preferred:     f.yes(f.item("preferred")),
		EffectiveFrom: f.day(text("effective_from")), EffectiveTo: f.day(text("effective_to")),
		PassLine: f.points(f.item("pass_line")), BonusAbove: f.points(f.item("bonus_above")),
		DeductionTotal: f.points(f.item("deduction_total")), BonusTotal: f.points(f.item("bonus_total")), Note: text("note"),
	}
	for _, row := range indicators.rows {
		e.Indicators = append(e.Indicators, f.indicator(indicators, row))
	}
	for _, row := range groups.rows {
		name, _ := groups.text(row, "name")
		e.Groups = append(e.Groups, model.GroupTotal{Name: name, Total: f.points(groups.text(row, "total"))})
	}
	return e
}

func (f *catalogueForm) indicator(t *formTable, row sheet.BookRow) model.IndicatorEdit {
	text := func(field string) string {
		value, _ := t.text(row, field)
		return value
	}
	i := model.IndicatorEdit{
		Code: text("code"), GroupName: text("group"), Name: text("name"), Measure: text("measure"),
		Points: f.points(t.text(row, "points")), MaxPoints: f.points(t.text(row, "max")),
		NeedsPublicService: f.yes(t.text(row, "needs_public_service")), Verified: f.yes(t.text(row, "verified")),
	}
	var known bool
	value, at := t.text(row, "part")
	if i.Part, known = partWords.find(value); !known {
		f.fault(at, "not_one_of", partWords.list())
	}
	value, at = t.text(row, "applies_to")
	for word := range strings.FieldsFuncSeq(value, func(r rune) bool { return strings.ContainsRune("、，,;；/ \n", r) }) {
		subject, known := subjectWords.find(word)
		if !known {
			f.fault(at, "not_one_of", subjectWords.list())
			break
		}
		i.AppliesTo = append(i.AppliesTo, subject)
	}
	for line := range strings.SplitSeq(text("criteria"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			i.Criteria = append(i.Criteria, line)
		}
	}
	return i
}

func (f *catalogueForm) points(text, at string) (p model.Points) {
	if text != "" && p.UnmarshalJSON([]byte(text)) != nil {
		f.fault(at, "cell_not_points")
	}
	return p
}

func (f *catalogueForm) yes(text, at string) bool {
	switch model.Key(text) {
	case "是", "yes", "true", "1", "√":
		return true
	case "", "否", "no", "false", "0":
	default:
		f.fault(at, "cell_not_yes_no")
	}
	return false
}

var writtenDay = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)

// day takes the ways in which people write a day. What is none is left for the check of the catalogue.
func (f *catalogueForm) day(text string) model.Date {
	m := writtenDay.FindStringSubmatch(text)
	if m == nil {
		return model.Date(f.book.Day(text))
	}
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	return model.Date(fmt.Sprintf("%s-%02d-%02d", m[1], month, day))
}

var formField = regexp.MustCompile(`^(indicators|groups)\[(\d+)\]\.(\w+)`)

// locate turns the fields of a fault into the cells in which they stand.
func (f *catalogueForm) locate(err error) error {
	var refusal *model.Error
	if !errors.As(err, &refusal) || len(refusal.Fields) == 0 {
		return err
	}
	sheets := map[string]string{"indicators": indicatorSheet, "groups": groupSheet}
	located := *refusal
	located.Fields = slices.Clone(refusal.Fields)
	for i := range located.Fields {
		field := &located.Fields[i].Field
		if m := formField.FindStringSubmatch(*field); m != nil {
			t := f.tables[sheets[m[1]]]
			n, _ := strconv.Atoi(m[2]) // of a row that was read from there
			_, *field = t.text(t.rows[n], m[3])
			continue
		}
		if title, whole := sheets[*field]; whole {
			*field = title
			continue
		}
		_, *field = f.item(*field)
	}
	return &located
}
