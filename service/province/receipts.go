package province

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"xuncha/model"
	"xuncha/service/sheet"
)

var receiptColumns = []sheet.Column{
	{Field: "row", Names: []string{keyColumn, "行标识码", "标识"}},
	{Field: "result", Names: []string{resultColumn, "处理结果", "审核结果"}},
	{Field: "number", Names: []string{numberColumn, "备案号", "回执编号"}},
	{Field: "words", Names: []string{wordsColumn, "原因", "备注", "退回原因"}},
}

// ReceiptLine is a line of an answer that came as a file.
type ReceiptLine struct {
	Line    int
	Receipt model.Receipt
	Fault   *model.FieldError // why it cannot be read
}

// ReadReceipts reads an answer of the system above that came as a file. A line without a result says nothing yet.
func ReadReceipts(r io.Reader) ([]ReceiptLine, error) {
	table, err := ReadTable(r, "回执")
	if err != nil {
		return nil, err
	}
	index, _, err := sheet.Match(table.Header, receiptColumns)
	if err != nil {
		return nil, err
	}
	if err := sheet.Require(index, receiptColumns, "row", "result"); err != nil {
		return nil, err
	}
	var lines []ReceiptLine
	first := map[string]int{}
	for _, row := range table.Rows {
		cell := func(field string) string {
			at, ok := index[field]
			if !ok {
				return ""
			}
			return strings.TrimSpace(row.Cells[at])
		}
		if cell("result") == "" {
			continue
		}
		l := ReceiptLine{Line: row.Line, Receipt: model.Receipt{Key: cell("row"), Number: cell("number"), Words: cell("words")}}
		accepted, known := parseResult(cell("result"))
		l.Receipt.Accepted = accepted
		before, twice := first[l.Receipt.Key]
		switch field := fmt.Sprintf("line[%d]", row.Line); {
		case !known:
			l.Fault = &model.FieldError{Field: field + ".result", Code: "receipt_result"}
		case twice:
			l.Fault = &model.FieldError{Field: field + ".row", Code: "receipt_twice", Args: []any{before}}
		}
		first[l.Receipt.Key] = row.Line
		lines = append(lines, l)
	}
	return lines, nil
}

func parseResult(text string) (accepted, known bool) {
	switch model.Key(text) {
	case "接收", "已接收", "通过", "成功", "合格", "accepted", "ok":
		return true, true
	case "退回", "被退回", "拒收", "不通过", "失败", "refused":
		return false, true
	}
	return false, false
}

// ReadTable reads a table from a CSV file or from a workbook: the sheet of a title, or the one that spreadsheet programs make.
func ReadTable(r io.Reader, title string) (*sheet.Table, error) {
	in := bufio.NewReader(r)
	if head, _ := in.Peek(len(zipMark)); string(head) != zipMark {
		return sheet.ReadCSV(in, sheet.UploadLimits())
	}
	most := sheet.UploadLimits()
	limits := sheet.BookLimits{
		Bytes: most.Bytes, Unpacked: mostUnpacked, Parts: 200, Rows: model.MaxReportRows + 1, Columns: most.Columns, Cell: most.Cell,
	}
	wanted := []sheet.Wanted{{Title: title}, {Title: "Sheet1"}, {Title: "工作表1"}}
	book, err := sheet.ReadBook(in, limits, wanted...)
	if err != nil {
		return nil, err
	}
	for _, w := range wanted {
		if rows := book.Sheets[w.Title]; len(rows) > 0 {
			return tableOf(rows)
		}
	}
	return nil, model.Invalid(model.FieldError{Field: title, Code: "sheet_missing", Args: []any{title}})
}

const (
	zipMark      = "PK\x03\x04"
	mostUnpacked = 200 << 20
)

func tableOf(rows []sheet.BookRow) (*sheet.Table, error) {
	t := &sheet.Table{Header: rows[0].Cells}
	for i, row := range rows[1:] {
		cells := make([]string, max(len(row.Cells), len(t.Header)))
		copy(cells, row.Cells)
		t.Rows = append(t.Rows, sheet.Row{Number: i + 1, Line: row.Number, Cells: cells})
	}
	if len(t.Rows) == 0 {
		return nil, model.NewError(model.KindMalformed, "file_without_rows")
	}
	return t, nil
}
