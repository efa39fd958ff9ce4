package service

import (
	"context"
	"errors"
	"io"
	"path"
	"strings"
	"unicode"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// Imports is the collection of files taken in.
type Imports struct {
	base
	inspections *Inspections
	reading     chan struct{} // one file at a time: a large one takes some hundred megabytes while it is read
}

func newImports(b base, c *Catalogues) *Imports {
	return &Imports{base: b, inspections: &Inspections{base: b, catalogues: c}, reading: make(chan struct{}, 1)}
}

var importNoun = noun[model.Import]{
	kind: "import",
	facts: func(i *model.Import) facts {
		return facts{i.ID, i.FileName, i.Scope.Region(), &i.Version, &i.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, _ model.Sight, version uint64, row *model.Import) error {
		return tx.Imports.Update(ctx, version, row)
	},
}

// Upload is a file as it was sent, and what is wanted of it.
type Upload struct {
	Kind       model.ImportKind
	FileName   string
	Body       io.Reader
	DryRun     bool
	Campaign   string // of results
	Sheet      string // title of the sheet that is meant
	MappingID  uint64
	Background bool // beside the requests, however small it is
}

// Sent is what became of an upload.
type Sent struct {
	model.Import

	Repeated bool // the same file was taken in before, or is being taken in: nothing was done
}

const importTries = 3

// Rows and bytes of a file that is taken in while its sender waits. A larger one is taken in beside the requests.
const (
	promptRows  = 1000
	promptBytes = 1 << 20
)

// Send takes a file in: at once when it is small, otherwise it waits for a worker. What no cells can be told apart in is refused
// at once, but for a large workbook, which takes long to unpack.
func (s *Imports) Send(ctx context.Context, a model.Actor, u Upload) (Sent, error) {
	return s.receive(ctx, a, u, func(in *intakeFile) (bool, error) {
		large, most := u.Background || len(in.content) > promptBytes, promptRows
		if in.file.Form.Format == sheet.CSV {
			most = sheet.UploadLimits().Rows
		}
		n, err := in.file.Count(in.shape, in.head, most)
		return large || n > promptRows, err
	})
}

// Take takes a file in at once, however large it is: every row gets an outcome and, unless it is a dry run, the good rows go
// into the register. All of it is one transaction. Rows in conflict or rejected are kept with their text.
func (s *Imports) Take(ctx context.Context, a model.Actor, u Upload) (model.Import, error) {
	sent, err := s.TakeOnce(ctx, a, u)
	return sent.Import, err
}

// TakeOnce is Take, and says whether the file was taken in before.
func (s *Imports) TakeOnce(ctx context.Context, a model.Actor, u Upload) (Sent, error) {
	return s.receive(ctx, a, u, func(*intakeFile) (bool, error) { return false, nil })
}

func (s *Imports) receive(
	ctx context.Context, a model.Actor, u Upload, later func(*intakeFile) (bool, error),
) (Sent, error) {
	job, err := s.wanted(ctx, a, u)
	if err != nil {
		return Sent{}, err
	}
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return Sent{}, model.NewError(model.KindUnavailable, "busy")
	}
	in, err := s.openUpload(&job, u.Body)
	if err != nil {
		return Sent{}, err
	}
	wait, err := later(in)
	if err != nil {
		return Sent{}, err
	}
	if wait {
		return lookAgain(func() (Sent, error) { return s.queue(ctx, a, job, in.content) })
	}
	rows, leftOut, err := in.all(s.now())
	if err != nil {
		return Sent{}, err
	}
	job.Details.LeftOut = leftOut
	return lookAgain(func() (Sent, error) { return s.take(ctx, a, job, rows, in.content) })
}

// wanted is the import that an upload asks for, before its file is looked at.
func (s *Imports) wanted(ctx context.Context, a model.Actor, u Upload) (model.Import, error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return model.Import{}, err
	}
	if importKinds[u.Kind] == nil {
		return model.Import{}, model.InvalidField("kind", "not_one_of", joined(model.ImportKinds))
	}
	if err := a.Allow(u.Kind.Permission()); err != nil {
		return model.Import{}, err
	}
	at := s.now()
	job := model.Import{
		Kind: u.Kind, FileName: fileName(u.FileName), DryRun: u.DryRun, State: model.ImportPreviewed, Scope: a.Files(), Version: 1,
		CreatedAt: at, UpdatedAt: at, Details: model.ImportDetails{Sheet: model.CleanText(u.Sheet), Stored: true},
	}
	if u.Kind == model.ImportResults {
		if u.Campaign == "" {
			return job, model.InvalidField("campaign", "campaign_required")
		}
		campaign, err := s.store.Campaigns.Get(ctx, a.Area(), u.Campaign)
		if err != nil {
			return job, err
		}
		if campaign.State != model.CampaignOpen {
			return job, model.NewError(model.KindConflict, "campaign_not_open", string(campaign.State))
		}
		job.Details.Campaign = campaign.Code
	} else if u.Campaign != "" {
		return job, model.InvalidField("campaign", "campaign_not_taken")
	}
	return job, s.useMapping(ctx, a, &job, u.MappingID)
}

// lookAgain repeats what somebody crossed who added or changed one of the things by hand between the look and the write. Then
// the row says something else of it, and a second look tells what.
func lookAgain[T any](write func() (T, error)) (T, error) {
	for try := 1; ; try++ {
		taken, err := write()
		if err == nil || try == importTries || !errors.Is(err, repository.ErrTaken) && !errors.As(err, &crossed{}) {
			return taken, err
		}
	}
}

// crossed is that a thing of the register has changed since the look. The version that the caller has named still stands.
type crossed struct{ error }

func (c crossed) Unwrap() error { return c.error }

// enter puts the good rows into the register.
func (p *pass) enter(ctx context.Context, tx *repository.Store) error {
	err := p.kind.apply(ctx, tx, p)
	if errors.Is(err, model.Stale()) {
		return crossed{err}
	}
	return err
}

func (s *Imports) take(
	ctx context.Context, a model.Actor, job model.Import, read []model.ImportRow, content []byte,
) (Sent, error) {
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (Sent, error) {
		taken, rows := Sent{Import: job}, copyRows(read)
		p, err := s.look(ctx, tx, a, job.CreatedAt, job, rows)
		if err != nil {
			return taken, err
		}
		if !job.DryRun {
			// Behind the locks of the look, so that of two senders of one file the second finds what the first has done.
			if earlier, ok, err := tx.Imports.Once(ctx, a.Files(), job.OnceKey); err != nil || ok {
				return Sent{earlier, true}, err
			}
			if err := taken.Apply(); err != nil {
				return taken, err
			}
			if err := p.enter(ctx, tx); err != nil {
				return taken, err
			}
		} else {
			taken.OnceKey = ""
		}
		taken.ImportCounts = model.Count(rows)
		if err := s.sealRows(job, rows); err != nil {
			return taken, err
		}
		if err := tx.Imports.Create(ctx, &taken.Import, rows); err != nil {
			return taken, err
		}
		if err := s.keepFile(ctx, tx, taken.Import, content); err != nil {
			return taken, err
		}
		return taken, s.recordMany(ctx, tx, a, job.CreatedAt, append(p.changes, changed(importNoun, "create", "", nil, &taken.Import))...)
	})
}

func copyRows(rows []model.ImportRow) []model.ImportRow {
	out := make([]model.ImportRow, len(rows))
	copy(out, rows)
	return out
}

// fileName keeps the last part of what a sender calls a file; it is only ever shown.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	clean := []rune{}
	for _, r := range model.CleanText(name) {
		if unicode.IsGraphic(r) && len(clean) < model.MaxName {
			clean = append(clean, r)
		}
	}
	if len(clean) == 0 || name == "." || name == "/" {
		return "upload.csv"
	}
	return string(clean)
}

// List answers one piece of the imports that a caller sees: those of the kinds that it may take in itself.
func (s *Imports) List(
	ctx context.Context, a model.Actor, kind model.ImportKind, state model.ImportState, req model.ListRequest,
) (model.List[model.Import], error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return model.List[model.Import]{}, err
	}
	kinds := a.Imports()
	if kind != "" {
		if err := a.Allow(kind.Permission()); err != nil {
			return model.List[model.Import]{}, err
		}
		kinds = []model.ImportKind{kind}
	}
	return s.store.Imports.List(ctx, a.Files(), kinds, state, req)
}

// Get is the import of an id. One of a kind that the caller may not take in does not exist.
func (s *Imports) Get(ctx context.Context, a model.Actor, id uint64) (model.Import, error) {
	return s.get(ctx, s.store, a, id)
}

func (s *Imports) get(ctx context.Context, tx *repository.Store, a model.Actor, id uint64) (model.Import, error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return model.Import{}, err
	}
	job, err := tx.Imports.Get(ctx, a.Files(), id)
	if err == nil && a.Allow(job.Kind.Permission()) != nil {
		return model.Import{}, model.NotFound()
	}
	return job, err
}

// Progress is how far the work on those of some imports has come that are not finished.
func (s *Imports) Progress(ctx context.Context, a model.Actor, jobs ...model.Import) (map[uint64]model.ImportJob, error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return nil, err
	}
	var ids []uint64
	for _, job := range jobs {
		if job.State.Unfinished() {
			ids = append(ids, job.ID)
		}
	}
	return s.store.Imports.Jobs(ctx, ids)
}

// Rows answers one piece of the rows of an import.
func (s *Imports) Rows(
	ctx context.Context, a model.Actor, id uint64, f model.ImportRowFilter, req model.ListRequest,
) (model.Import, model.List[model.ImportRow], error) {
	job, err := s.Get(ctx, a, id)
	if err != nil {
		return job, model.List[model.ImportRow]{}, err
	}
	rows, err := s.store.Imports.Rows(ctx, id, f, req)
	if err == nil {
		err = s.showRows(ctx, a, job, rows.Items)
	}
	return job, rows, err
}

// Row is one row of an import.
func (s *Imports) Row(ctx context.Context, a model.Actor, id uint64, number int) (model.Import, model.ImportRow, error) {
	job, err := s.Get(ctx, a, id)
	if err != nil {
		return job, model.ImportRow{}, err
	}
	row, err := s.store.Imports.Row(ctx, id, number)
	if err != nil {
		return job, row, err
	}
	rows := []model.ImportRow{row}
	err = s.showRows(ctx, a, job, rows)
	return job, rows[0], err
}

func joined[T ~string](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return strings.Join(words, ", ")
}
