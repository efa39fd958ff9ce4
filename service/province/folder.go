package province

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"

	"xuncha/model"
)

// The folders within that of the system above.
const (
	outbox  = "outbox"
	answers = "answers"
)

// Folder hands batches over as files: each as a zip in one folder, and its answer is looked for in another under the same
// name.
type Folder struct {
	root  *os.Root
	clock func() time.Time
}

// OpenFolder opens the folder of the system above, and makes the two within it.
func OpenFolder(name string, clock func() time.Time) (*Folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("open the folder of the province: %w", err)
	}
	for _, inner := range []string{outbox, answers} {
		if err := root.Mkdir(inner, 0o750); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, errors.Join(fmt.Errorf("make the folder %s of the province: %w", inner, err), root.Close())
		}
	}
	return &Folder{root, clock}, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Way is how it sends.
func (f *Folder) Way() model.ReportWay { return model.WayFolder }

// Most is how many rows one file has: all of a report, as people look at it.
func (f *Folder) Most() int { return model.MaxReportRows }

// Preview is the batch as it would be put there.
func (f *Folder) Preview(b Batch) (Payload, error) {
	p, err := PackedPayload(b)
	p.Target = path.Join(outbox, b.Key+".zip")
	return p, err
}

// Deliver puts a batch there. The file appears with everything in it, or not at all.
func (f *Folder) Deliver(_ context.Context, b Batch) (Answer, error) {
	p, err := f.Preview(b)
	if err != nil {
		return Answer{}, err
	}
	if err := f.put(p.Target, p.Body); err != nil {
		return Answer{}, fmt.Errorf("put a batch into the folder of the province: %w", err)
	}
	return Answer{Taken: true}, nil
}

func (f *Folder) put(name string, content []byte) error {
	temporary := name + ".part"
	file, err := f.root.OpenFile(temporary, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o640)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := f.root.Rename(temporary, name); err != nil {
		return err
	}
	folder, err := f.root.Open(path.Dir(name))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// settled is how long an answer must have stood unchanged: it may still be on its way.
const settled = 2 * time.Second

// Collect reads the answer to a batch, where it is there already.
func (f *Folder) Collect(_ context.Context, key string) (Answer, error) {
	for _, ending := range []string{".csv", ".xlsx"} {
		file, err := f.root.Open(path.Join(answers, key+ending))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return Answer{}, fmt.Errorf("open an answer of the province: %w", err)
		}
		answer, err := f.read(file)
		return answer, errors.Join(err, file.Close())
	}
	return Answer{Taken: true}, nil
}

func (f *Folder) read(file *os.File) (Answer, error) {
	info, err := file.Stat()
	if err != nil {
		return Answer{}, fmt.Errorf("read an answer of the province: %w", err)
	}
	answer := Answer{Taken: true}
	if f.clock().Sub(info.ModTime()) < settled {
		return answer, nil
	}
	lines, err := ReadReceipts(file)
	if err != nil {
		return answer, fmt.Errorf("read the answer %s of the province: %w", info.Name(), err)
	}
	var faults []model.FieldError
	for _, l := range lines {
		if l.Fault != nil {
			faults = append(faults, *l.Fault)
			continue
		}
		l.Receipt.At = model.NewTime(info.ModTime())
		answer.Receipts = append(answer.Receipts, l.Receipt)
	}
	if len(faults) > 0 { // the others are kept all the same
		return answer, fmt.Errorf("read the answer %s of the province: %w", info.Name(), model.Invalid(faults...))
	}
	return answer, nil
}

// ErrNoList is that the other side gives no list to be fetched.
var ErrNoList = errors.New("files bring no list of the province; upload it")

// List is none: a list that comes as a file is uploaded.
func (f *Folder) List(context.Context, model.Subject, model.Scope, string) (Page, error) {
	return Page{}, ErrNoList
}
