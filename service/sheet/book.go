package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Page is one sheet of a workbook that is written. The first row is its header.
type Page struct {
	Title string
	Rows  [][]any // cells as for a Writer, or a Number
}

// Number is a decimal number that stands in a workbook as a number, so that people can go on counting with it.
type Number string

// WriteBook writes a workbook of several sheets.
func WriteBook(w io.Writer, title string, pages []Page) error {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // it has no temporary files of its own then
	if err := file.SetDocProps(&excelize.DocProperties{Creator: "xuncha", Title: title}); err != nil {
		return fmt.Errorf("begin a workbook: %w", err)
	}
	bold, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return fmt.Errorf("begin a workbook: %w", err)
	}
	for i, page := range pages {
		if i == 0 {
			err = file.SetSheetName(file.GetSheetName(0), page.Title)
		} else {
			_, err = file.NewSheet(page.Title)
		}
		if err == nil {
			err = writePage(file, bold, page)
		}
		if err != nil {
			return fmt.Errorf("write the sheet %s: %w", page.Title, err)
		}
	}
	if err := Send(w, file); err != nil {
		return fmt.Errorf("send a workbook: %w", err)
	}
	return nil
}

// Send writes a workbook of several sheets with its parts in the order of their names, so that the same content gives the same
// bytes: excelize takes streamed sheets from a map.
func Send(w io.Writer, file *excelize.File) error {
	made, err := file.WriteToBuffer()
	if err != nil {
		return err
	}
	read, err := zip.NewReader(bytes.NewReader(made.Bytes()), int64(made.Len()))
	if err != nil {
		return err
	}
	// The types of the parts go first, where programs that guess what a file is look for them.
	slices.SortFunc(read.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range read.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

func writePage(file *excelize.File, bold int, page Page) error {
	stream, err := file.NewStreamWriter(page.Title)
	if err != nil {
		return err
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	rows := make([][]any, len(page.Rows))
	for i, cells := range page.Rows {
		if rows[i], err = written(cells); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	for i, w := range columnWidths(rows) {
		if err := stream.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	for i, row := range rows {
		options := excelize.RowOpts{}
		if i == 0 {
			options.StyleID = bold
		}
		if err := stream.SetRow("A"+strconv.Itoa(i+1), row, options); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// written brings the cells of a row into what excelize writes: numbers, texts that never run, and nothing.
func written(cells []any) ([]any, error) {
	row := make([]any, len(cells))
	for i, cell := range cells {
		if number, ok := cell.(Number); ok {
			value, err := strconv.ParseFloat(string(number), 64)
			if err != nil {
				return nil, fmt.Errorf("write a number: %w", err)
			}
			row[i] = value
			continue
		}
		value, err := plain(cell)
		if err != nil {
			return nil, err
		}
		if text, ok := value.(string); ok {
			if err := fits(text); err != nil {
				return nil, err
			}
			if text == "" {
				value = nil
			}
		}
		row[i] = value
	}
	return row, nil
}
