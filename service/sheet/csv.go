package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// byteOrderMark at the start tells spreadsheet programs that a CSV file is UTF-8.
const byteOrderMark = '\uFEFF'

// flushEvery is the number of rows after which a slow table shows its progress to the receiver.
const flushEvery = 500

type csvWriter struct {
	out    *bufio.Writer
	line   bytes.Buffer
	csv    *csv.Writer
	cells  []string
	rows   int
	failed error
}

func newCSV(w io.Writer, _ string) (Writer, error) {
	c := csvOver(w)
	if _, err := c.out.WriteRune(byteOrderMark); err != nil {
		return nil, fmt.Errorf("begin a CSV file: %w", err)
	}
	return c, nil
}

// newGB18030 is a CSV file without a mark: programs that know no UTF-8 take its encoding for granted.
func newGB18030(w io.Writer, _ string) (Writer, error) {
	return csvOver(simplifiedchinese.GB18030.NewEncoder().Writer(w)), nil
}

func csvOver(w io.Writer) *csvWriter {
	c := &csvWriter{out: bufio.NewWriter(w)}
	c.csv = csv.NewWriter(&c.line)
	return c
}

func (c *csvWriter) Row(cells ...any) error {
	if c.failed != nil {
		return c.failed
	}
	c.rows++
	if err := c.write(cells); err != nil {
		c.failed = fmt.Errorf("write row %d of a CSV file: %w", c.rows, err)
	}
	return c.failed
}

func (c *csvWriter) write(cells []any) error {
	c.cells = c.cells[:0]
	for _, cell := range cells {
		text, err := csvText(cell)
		if err != nil {
			return err
		}
		c.cells = append(c.cells, text)
	}
	// The CRLF mode of encoding/csv would change CR and LF inside cells too, so only the end of the line is replaced.
	c.line.Reset()
	if err := c.csv.Write(c.cells); err != nil {
		return err
	}
	c.csv.Flush()
	c.line.Truncate(c.line.Len() - len("\n"))
	c.line.WriteString("\r\n")
	if _, err := c.out.Write(c.line.Bytes()); err != nil {
		return err
	}
	if c.rows%flushEvery == 0 {
		return c.out.Flush()
	}
	return nil
}

func (c *csvWriter) Close() error {
	defer c.Discard()
	if c.failed != nil {
		return c.failed
	}
	if err := c.out.Flush(); err != nil {
		return fmt.Errorf("finish a CSV file: %w", err)
	}
	return nil
}

func (c *csvWriter) Discard() {
	if c.failed == nil {
		c.failed = errEnded
	}
}

func csvText(cell any) (string, error) {
	value, err := plain(cell)
	if err != nil {
		return "", err
	}
	if n, ok := value.(int64); ok {
		return strconv.FormatInt(n, 10), nil
	}
	text := guard(value.(string))
	return text, fits(text)
}

// guard puts a single quote before a text that a spreadsheet program could take for a formula. A text that looks like
// a guarded one gets one more quote, so that Unguard always gives back what was written.
func guard(text string) string {
	if runs(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// Unguard takes away the single quote that an export put before a text which could run as a formula. ReadCSV has done
// it to its cells already; cells of a format with typed strings have no such quote.
func Unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && runs(strings.TrimLeft(cell, "'")) {
		return cell[1:]
	}
	return cell
}

// runs reports whether a spreadsheet program could take the text for a formula. It looks past whatever cannot be seen,
// as some programs do.
func runs(text string) bool {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.HasPrefix(text, "\n") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsGraphic(r)
	}))
	return strings.ContainsRune("=+-@＝＋－＠", first)
}
