package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf16"

	"xuncha/model"
)

// The first bytes of what is no text and no workbook that is read.
const (
	oldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	packed    = "PK\x03\x04"
	emptyZip  = "PK\x05\x06"
)

// foreign are files that are often sent for a table.
var foreign = []string{
	"%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x1f\x8b", "Rar!", "7z\xbc\xaf\x27\x1c", "BZh", "\xfd7zXZ", "\x7fELF", "MZ\x90", "PK\x07\x08",
}

// refuseForeign refuses what its first bytes say to be neither text nor an xlsx file.
func refuseForeign(content []byte) error {
	if bytes.HasPrefix(content, []byte(oldOffice)) {
		if bytes.Contains(content, wide("EncryptedPackage")) || bytes.Contains(content, wide("EncryptionInfo")) {
			return model.NewError(model.KindUnsupported, "file_encrypted")
		}
		return model.NewError(model.KindUnsupported, "file_xls")
	}
	for _, start := range foreign {
		if bytes.HasPrefix(content, []byte(start)) {
			return model.NewError(model.KindUnsupported, "file_no_table")
		}
	}
	return nil
}

// wide is a text as the directory of an old office file writes it.
func wide(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit), byte(unit>>8)) //nolint:gosec // the two halves of a unit
	}
	return out
}

func unsafeArchive(err error) error {
	return errors.Join(model.NewError(model.KindMalformed, "workbook_unsafe"), err)
}

// preflight opens an archive and looks at its directory, before anything is unpacked.
func preflight(content []byte, limits Limits) (*zip.Reader, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, notXLSX(err)
	}
	if len(archive.File) > limits.Parts {
		return nil, model.NewError(model.KindTooLarge, "workbook_parts", limits.Parts)
	}
	names := map[string]bool{}
	var unpacked uint64
	for _, f := range archive.File {
		if err := checkPart(f); err != nil {
			return nil, err
		}
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if names[name] {
			return nil, unsafeArchive(errors.New("two parts of one name"))
		}
		names[name] = true
		if f.UncompressedSize64 > uint64(limits.Unpacked) { //nolint:gosec // a limit is positive
			return nil, model.NewError(model.KindTooLarge, "workbook_large", limits.Unpacked)
		}
		unpacked += f.UncompressedSize64
	}
	switch {
	case unpacked > uint64(limits.Unpacked): //nolint:gosec // a limit is positive
		return nil, model.NewError(model.KindTooLarge, "workbook_large", limits.Unpacked)
	case unpacked > smallArchive && unpacked/uint64(len(content)) > uint64(limits.Ratio): //nolint:gosec // as above, and a file has bytes
		return nil, model.NewError(model.KindTooLarge, "workbook_ratio", limits.Ratio)
	}
	return archive, apart(archive.File)
}

// smallArchive is unpacked without harm, however well it was packed.
const smallArchive = 8 << 20

// checkPart refuses names that lead out of the archive, links, and what is encrypted.
func checkPart(f *zip.File) error {
	name := f.Name
	clean := strings.TrimSuffix(strings.TrimPrefix(name, "/"), "/")
	switch {
	case f.Flags&0x1 != 0:
		return model.NewError(model.KindUnsupported, "file_encrypted")
	case f.Mode()&fs.ModeSymlink != 0:
		return unsafeArchive(errors.New("a link"))
	case !fs.ValidPath(clean) || strings.ContainsAny(name, "\\:\x00") || strings.HasPrefix(clean, "/"):
		return unsafeArchive(errors.New("a name that leads elsewhere"))
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return notXLSX(errors.New("packed in an unknown way"))
	}
	return nil
}

// apart refuses parts that share bytes: that is how a small archive promises to unpack into anything.
func apart(files []*zip.File) error {
	type span struct{ name, from, to int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			return notXLSX(err)
		}
		const head = 30                                                                                       // of a part, before its name
		spans = append(spans, span{from - head - int64(len(f.Name)), from, from + int64(f.CompressedSize64)}) //nolint:gosec // within the file, as below
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i, s := range spans {
		if s.to < s.from || i > 0 && s.name < spans[i-1].to {
			return unsafeArchive(errors.New("parts that overlap"))
		}
	}
	return nil
}

// Main parts of workbooks, by the ends of their content types.
const (
	plainBook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	template  = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
)

// openBook opens the archive of a workbook within the limits of a list.
func openBook(content []byte, limits Limits) (*bookReader, error) {
	archive, err := preflight(content, limits)
	if err != nil {
		return nil, err
	}
	b := &bookReader{
		limits: BookLimits{Unpacked: limits.Unpacked, Parts: limits.Parts, Rows: limits.Rows, Columns: limits.Columns, Cell: limits.Cell},
		left:   limits.Unpacked, parts: map[string]*zip.File{},
	}
	for _, f := range archive.File {
		b.parts[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	if err := b.checkKind(); err != nil {
		return nil, err
	}
	if err := b.workbook(); err != nil {
		return nil, err
	}
	return b, b.learnDates()
}

// checkKind tells a workbook without macros from everything else that is packed in the same way.
func (b *bookReader) checkKind() error {
	const types = "[Content_Types].xml"
	if b.parts[strings.ToLower(types)] == nil {
		return model.NewError(model.KindUnsupported, "file_not_workbook")
	}
	book, macros := false, false
	err := b.walk(types, func(_ []string, token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok {
			kind := attribute(e, "ContentType")
			book = book || kind == plainBook || kind == template
			macros = macros || strings.Contains(kind, "macroEnabled") || strings.Contains(kind, "vbaProject")
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case macros:
		return model.NewError(model.KindUnsupported, "file_macros")
	case !book:
		return model.NewError(model.KindUnsupported, "file_not_workbook")
	}
	return nil
}
