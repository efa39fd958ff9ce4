package sheet

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
)

// Like begins a table on w that is written as another one was: the same format, encoding and separator.
func Like(form Form, w io.Writer) (Writer, error) {
	if form.Format == XLSX {
		return New(XLSX, w, form.Sheet)
	}
	encoded := form.Encoding.writer(w)
	c := &csvWriter{out: bufio.NewWriter(encoded)}
	c.csv = csv.NewWriter(&c.line)
	c.csv.Comma = separatorOf(form.Separator)
	if form.Marked {
		if _, err := c.out.WriteRune(byteOrderMark); err != nil {
			return nil, fmt.Errorf("begin a CSV file: %w", err)
		}
	}
	return &encodedCSV{c, encoded}, nil
}

// encodedCSV is a csvWriter whose characters are written in another encoding.
type encodedCSV struct {
	*csvWriter

	encoded io.Closer
}

// Close is that of the writer, and writes the last characters.
func (e *encodedCSV) Close() error {
	if err := e.csvWriter.Close(); err != nil {
		return err
	}
	if err := e.encoded.Close(); err != nil {
		return fmt.Errorf("finish a CSV file: %w", err)
	}
	return nil
}
