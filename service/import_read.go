package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// intakeFile is a file whose header is known.
type intakeFile struct {
	content []byte
	kind    importKind
	name    model.ImportKind
	file    *sheet.File
	shape   sheet.Shape
	head    *sheet.Head
}

// openUpload reads a file and notes in its import what it is.
func (s *Imports) openUpload(job *model.Import, body io.Reader) (*intakeFile, error) {
	limits := sheet.UploadLimits()
	content, err := io.ReadAll(io.LimitReader(body, limits.Bytes+1))
	if err != nil {
		return nil, errors.Join(model.NewError(model.KindMalformed, "body_cut"), err)
	}
	sum := sha256.Sum256(content)
	job.FileHash = hex.EncodeToString(sum[:])
	in, err := openImport(*job, content)
	if err != nil {
		return nil, err
	}
	job.Details.Form, job.Details.Header = model.ImportForm(formOf(in.file.Form)), in.head.Line
	job.Notices = in.notices()
	job.OnceKey, err = onceKey(*job, job.DryRun)
	return in, err
}

func formOf(f sheet.Form) model.ImportForm {
	return model.ImportForm{
		Format: string(f.Format), Encoding: string(f.Encoding), Marked: f.Marked, Separator: f.Separator, Sheet: f.Sheet,
	}
}

// openImport finds the header of the file of an import.
func openImport(job model.Import, content []byte) (*intakeFile, error) {
	kind := importKinds[job.Kind]
	file, err := sheet.Tell(content, sheet.UploadLimits())
	if err != nil {
		return nil, err
	}
	in := &intakeFile{content: content, kind: kind, name: job.Kind, file: file, shape: shapeOf(job)}
	in.head, err = file.Head(in.shape)
	return in, err
}

// shapeOf are the columns of a kind, with the headers of the mapping before them. What a report adds is left out.
func shapeOf(job model.Import) sheet.Shape {
	kind := importKinds[job.Kind]
	columns := append([]sheet.Column{{Names: ignoredHeaders}}, kind.columns()...)
	for header, field := range job.Details.Mapping {
		columns = append(columns, sheet.Column{Field: field, Names: []string{header}})
	}
	return sheet.Shape{Columns: columns, Required: kind.required(), Sheet: job.Details.Sheet}
}

// ignoredHeaders are columns of the field's own tables that say nothing about the register, and those of a report.
var ignoredHeaders = []string{"序号", "备注", "no.", reportOutcome, reportDetail}

// onceKey is what two uploads have in common of which the second does nothing: the bytes, and everything that was asked. A
// file that is only looked at has it while it is being read.
func onceKey(job model.Import, dryRun bool) (model.OptionalKey, error) {
	asked, err := json.Marshal([]any{
		job.Scope, job.Kind, job.FileHash, job.Details.Campaign, job.Details.Sheet, job.Details.Mapping, dryRun,
	})
	if err != nil {
		return "", fmt.Errorf("encode what was asked of an import: %w", err)
	}
	sum := sha256.Sum256(asked)
	return model.OptionalKey(hex.EncodeToString(sum[:])), nil
}

// notices are the headers that are not known.
func (in *intakeFile) notices() model.Notices {
	notices := model.Notices{}
	for _, header := range in.head.Unknown {
		if header = strings.TrimSpace(header); header != "" {
			notices = append(notices, header)
		}
	}
	return notices
}

// all reads every row into memory.
func (in *intakeFile) all(at model.Time) (rows []model.ImportRow, leftOut []model.LeftOut, err error) {
	leftOut, err = in.each(at, func(row model.ImportRow) error {
		rows = append(rows, row)
		return nil
	})
	return rows, leftOut, err
}

// each calls fn with every row by field, and answers the lines that are none.
func (in *intakeFile) each(at model.Time, fn func(model.ImportRow) error) (leftOut []model.LeftOut, err error) {
	number, above := 0, model.Values{}
	err = in.file.Lines(in.shape, in.head, func(kind sheet.LineKind, line sheet.Line) error {
		if kind == sheet.DataLine {
			number++
			row := in.row(number, line, at)
			if f, ok := in.kind.(filling); ok {
				f.fill(above, row.Cells)
				above = row.Cells
			}
			return fn(row)
		}
		if kind != sheet.HeaderLine && len(leftOut) < model.MaxLeftOut {
			out := model.LeftOut{Line: line.Number, Reason: string(kind)}
			if !in.name.Personal() {
				out.Text = firstCell(line.Cells)
			}
			leftOut = append(leftOut, out)
		}
		return nil
	})
	return leftOut, err
}

// filling is a kind whose rows go on with what the row above says.
type filling interface {
	fill(above, cells model.Values)
}

func firstCell(cells []string) string {
	for _, cell := range cells {
		if text := strings.TrimSpace(cell); text != "" {
			if runes := []rune(text); len(runes) > model.MaxName {
				text = string(runes[:model.MaxName])
			}
			return text
		}
	}
	return ""
}

const extraCells = "extra_cells"

// lostDigits is a number as a spreadsheet program writes one that is too long for it.
var lostDigits = regexp.MustCompile(`^[+-]?[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2,3}$`)

// wordColumns hold words, which may look like anything.
var wordColumns = map[string]bool{"name": true, "short_name": true, "account_name": true, "description": true, "note": true}

func (in *intakeFile) row(number int, line sheet.Line, at model.Time) model.ImportRow {
	row := model.ImportRow{
		Number: number, Line: line.Number, Cells: make(model.Values, len(in.head.Index)), Faults: model.Problems{}, Problems: model.Problems{},
		Outcome: model.OutcomePending, Version: 1, UpdatedAt: at,
	}
	faulty := map[int]sheet.CellFault{}
	for _, f := range line.Faults {
		faulty[f.Column] = f
	}
	for field, at := range in.head.Index {
		cell := strings.TrimSpace(line.Cells[at])
		row.Cells[field] = cell
		if f, ok := faulty[at]; ok {
			p := model.NewProblem(field, f.Code, f.Args...)
			if f.Code == "cell_formula_at" && !in.name.Personal() {
				p.Suggestion = cell
			}
			row.Faults = append(row.Faults, p)
		} else if lostDigits.MatchString(cell) && !wordColumns[field] {
			row.Faults = append(row.Faults, model.NewProblem(field, "number_lost_digits", sheet.CellName(at+1, line.Number)))
		}
	}
	sortProblems(in.kind, row.Faults)
	if len(line.Cells) > len(in.head.Cells) {
		row.Cells[extraCells] = strings.Join(line.Cells[len(in.head.Cells):], ",")
	}
	return row
}

// keepFile stores a file in pieces, sealed where it is about people.
func (s *Imports) keepFile(ctx context.Context, tx *repository.Store, job model.Import, content []byte) error {
	var pieces []model.ImportPiece
	for n := 0; len(content) > 0; n++ {
		part := content[:min(len(content), model.ImportPieceSize)]
		content = content[len(part):]
		piece := model.ImportPiece{Piece: n, Content: part}
		if job.Kind.Personal() {
			piece.KeyID, piece.Content = s.ring.Seal(part, boundPiece(job.FileHash, n))
		}
		pieces = append(pieces, piece)
	}
	return tx.Imports.AddPieces(ctx, job.ID, pieces)
}

// storedFile is the file of an import, as it was sent.
func (s *Imports) storedFile(ctx context.Context, job model.Import) ([]byte, error) {
	var content []byte
	for n := 0; ; n++ {
		piece, ok, err := s.store.Imports.Piece(ctx, job.ID, n)
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if piece.KeyID != "" {
			if piece.Content, err = s.openSealed(piece.KeyID, piece.Content, boundPiece(job.FileHash, n)); err != nil {
				return nil, fmt.Errorf("piece %d of import %d: %w", n, job.ID, err)
			}
		}
		content = append(content, piece.Content...)
	}
	sum := sha256.Sum256(content)
	if hex.EncodeToString(sum[:]) != job.FileHash {
		return nil, model.NewError(model.KindConflict, "import_file_damaged")
	}
	return content, nil
}
