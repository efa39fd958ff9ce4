// Package document renders a bulletin into the files that people print, count with and look at. A document is made from
// its content and from nothing else: the same content gives the same bytes.
package document

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"xuncha/model"
)

// Format is a file format of bulletins.
type Format string

// The formats. A workbook has the annexes only, one sheet each.
const (
	Docx Format = "docx"
	Xlsx Format = "xlsx"
	HTML Format = "html"
)

// Formats lists the formats.
var Formats = []Format{Docx, Xlsx, HTML}

type format struct {
	contentType string
	write       func(w io.Writer, content model.BulletinContent) error
}

var formats = map[Format]format{
	Docx: {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", writeDocx},
	Xlsx: {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writeXlsx},
	HTML: {"text/html; charset=utf-8", writeHTML},
}

// Write writes the document to w as it is made, so that a long one needs no memory of its own; only a workbook is put
// together before its first byte. It ends with the error of ctx when that is done.
func Write(ctx context.Context, w io.Writer, f Format, content model.BulletinContent) error {
	known, ok := formats[f]
	if !ok {
		return fmt.Errorf("write a bulletin as %q: no such format", string(f))
	}
	out := bufio.NewWriterSize(ending{ctx, w}, 32<<10)
	if err := known.write(out, content); err != nil {
		return fmt.Errorf("write a bulletin as %s: %w", f, err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write a bulletin as %s: %w", f, err)
	}
	return nil
}

// ContentType is the media type of the format, or "" for an unknown one.
func (f Format) ContentType() string { return formats[f].contentType }

// Extension is the end of a file name, with its dot, or "" for an unknown format.
func (f Format) Extension() string {
	if _, ok := formats[f]; !ok {
		return ""
	}
	return "." + string(f)
}

// ending is a writer that ends with its context.
type ending struct {
	ctx context.Context
	to  io.Writer
}

func (e ending) Write(p []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	return e.to.Write(p)
}
