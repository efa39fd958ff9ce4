package api

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service/sheet"
)

// The forms of lists and figures beside JSON.
var tableForms = []string{"json", "csv", "xlsx", "ndjson"}

const typeLines = "application/x-ndjson"

// mediaTypes are the forms that a media type or a range of them asks for, the best first.
var mediaTypes = map[string][]string{
	"application/json": {"json"}, "text/csv": {"csv"}, "text/html": {"html"}, "application/*": {"json"}, "text/*": {"csv", "html"},
	typeLines: {"ndjson"},
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       {"xlsx"},
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": {"docx"},
}

// format is the form of the answer: from ?format= or, without it, from Accept. Who takes anything gets the first of those
// offered.
func (c *call) format(q *query, offered ...string) (string, error) {
	if asked := q.text("format"); asked != "" {
		if !slices.Contains(offered, asked) {
			q.fault("format", "not_one_of", strings.Join(offered, ", "))
			return offered[0], nil
		}
		return asked, nil
	}
	accept := c.Request().Header.Get(echo.HeaderAccept)
	if accept == "" {
		return offered[0], nil
	}
	best, liked := "", 0.0
	for part := range strings.SplitSeq(accept, ",") {
		media, params, err := mime.ParseMediaType(part)
		weight := 1.0
		if text, ok := params["q"]; ok && err == nil {
			weight, err = strconv.ParseFloat(text, 64)
		}
		forms := mediaTypes[media]
		if media == "*/*" {
			forms = offered[:1]
		}
		for _, f := range forms {
			if err == nil && weight > liked && slices.Contains(offered, f) {
				best, liked = f, weight
				c.gb18030 = strings.EqualFold(params["charset"], gb18030)
			}
		}
	}
	if best == "" {
		return "", model.NewError(model.KindNotAcceptable, "not_acceptable", strings.Join(offered, ", "))
	}
	return best, nil
}

const gb18030 = "gb18030"

// tableForm is format for a list or for figures.
func (c *call) tableForm(q *query) (string, error) {
	format, err := c.format(q, tableForms...)
	if err != nil {
		return "", err
	}
	if charset := oneOf(q, "charset", []string{"utf-8", gb18030}); charset != "" {
		if format != "csv" {
			q.fault("charset", "charset_is_of_csv")
		}
		c.gb18030 = charset == gb18030
	}
	return format, nil
}

// tableFormat is tableForm and ends the reading of the query.
func (c *call) tableFormat(q *query) (string, error) {
	format, err := c.tableForm(q)
	if err == nil {
		err = q.done()
	}
	return format, err
}

// figures answers figures: whole as JSON, as a printed table, or the rows of the JSON one by one.
func (c *call) figures(format, name string, printed func() model.Printed, whole func() any) error {
	switch format {
	case "json":
		return writeJSON(c, http.StatusOK, whole())
	case "ndjson":
		lines, err := rowsOf(whole())
		if err != nil {
			return err
		}
		return c.lines(name, func(line func(any) error) error { return eachOf(lines, line) })
	}
	t := printed()
	return c.table(format, name, t.Header, func(row func(cells ...any) error) error {
		return eachOf(t.Rows, func(cells []any) error { return row(cells...) })
	})
}

// rowsOf are the rows of an answer of figures as they stand in its JSON, and their total, where there is one, last.
func rowsOf(whole any) ([]any, error) {
	text, err := json.Marshal(whole)
	if err != nil {
		return nil, fmt.Errorf("encode figures: %w", err)
	}
	var table struct {
		Items []json.RawMessage `json:"items"`
		Rows  []json.RawMessage `json:"rows"`
		Total json.RawMessage   `json:"total"`
	}
	if err := json.Unmarshal(text, &table); err != nil {
		return nil, fmt.Errorf("take the rows of figures: %w", err)
	}
	var lines []any
	for _, row := range slices.Concat(table.Items, table.Rows) {
		lines = append(lines, row)
	}
	if table.Total != nil {
		lines = append(lines, table.Total)
	}
	return lines, nil
}

func eachOf[T any](rows []T, fn func(T) error) error {
	for _, r := range rows {
		if err := fn(r); err != nil {
			return err
		}
	}
	return nil
}

// table streams a table as a file. fill calls row for every line; memory stays flat however many there are.
func (c *call) table(format, name string, header []any, fill func(row func(cells ...any) error) error) error {
	f := sheet.Format(format)
	if f == sheet.CSV && c.gb18030 {
		f = sheet.CSVGB18030
	}
	file := file{format, f.ContentType(), name + f.Extension()}
	return c.stream(file, func(out io.Writer, counted func()) error {
		w, err := sheet.New(f, out, name)
		if err != nil {
			return err
		}
		defer w.Discard()
		if err := w.Row(header...); err != nil {
			return err
		}
		err = fill(func(cells ...any) error {
			counted()
			return w.Row(cells...)
		})
		if err != nil {
			return err
		}
		return w.Close()
	})
}

// lines streams things as JSON, one in each line.
func (c *call) lines(name string, fill func(line func(any) error) error) error {
	return c.stream(file{"ndjson", typeLines, name + ".ndjson"}, func(out io.Writer, counted func()) error {
		buffered := bufio.NewWriter(out)
		encoder := json.NewEncoder(buffered)
		encoder.SetEscapeHTML(false)
		err := fill(func(thing any) error {
			counted()
			return encoder.Encode(thing)
		})
		if err != nil {
			return err
		}
		return buffered.Flush()
	})
}

type file struct{ format, contentType, name string }

const exportDeadline = 60 * time.Second

// stream answers a file whose length is not known. A reader that keeps reading takes as long as it needs; one that stops is
// cut off. The number of rows follows as a trailer, so that whoever has it knows that nothing is missing.
func (c *call) stream(f file, write func(out io.Writer, counted func()) error) error {
	if err := c.leaves(f.format); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, f.contentType)
	h.Set(echo.HeaderContentDisposition, sheet.ContentDisposition(f.name))
	h.Set("Trailer", rowCount)
	c.withoutTimeout()
	deadline := http.NewResponseController(c.Response())
	rows := 0
	err := write(c.Response(), func() {
		if rows++; rows%1000 == 0 {
			_ = deadline.SetWriteDeadline(time.Now().Add(exportDeadline)) //nolint:forbidigo // a deadline of the connection
		}
	})
	if err != nil {
		for _, name := range []string{echo.HeaderContentType, echo.HeaderContentDisposition, "Trailer"} {
			h.Del(name)
		}
		return err
	}
	h.Set(rowCount, strconv.Itoa(rows))
	return nil
}

const rowCount = "X-Row-Count"

// withoutTimeout takes the time limit of a request from one that streams.
func (c *call) withoutTimeout() {
	if connection, ok := c.Get(connectionKey).(context.Context); ok {
		c.SetRequest(c.Request().WithContext(connection))
	}
}
