package sheet

import (
	"bytes"
	"errors"
	"io"
)

var errUnpacked = errors.New("too much to unpack")

// budget counts what is unpacked, whatever the headers of the archive promise.
type budget struct {
	io.Reader

	left *int64
	run  *run
}

func (u budget) Read(p []byte) (int, error) {
	if *u.left <= 0 {
		return 0, errUnpacked
	}
	if int64(len(p)) > *u.left {
		p = p[:*u.left]
	}
	n, err := u.Reader.Read(p)
	*u.left -= int64(n)
	if errWhole := u.run.take(p[:n]); errWhole != nil {
		return 0, errWhole
	}
	return n, err
}

// maxRun is more than a text of a cell may take, however it is written.
const maxRun = 1 << 20

var errLongText = errors.New("a text without end")

// run counts the bytes since the last tag began: the decoder of XML would hold all of them before anybody can look.
type run struct{ length int }

func (r *run) take(p []byte) error {
	for {
		at := bytes.IndexByte(p, '<')
		if at < 0 {
			if r.length += len(p); r.length > maxRun {
				return errLongText
			}
			return nil
		}
		if r.length+at > maxRun {
			return errLongText
		}
		r.length, p = 0, p[at+1:]
	}
}

// texts keeps many texts in few pieces of memory: a workbook can share millions of them.
type texts struct {
	blocks [][]byte
	places []place
}

type place struct {
	block uint32
	from  uint32
	to    uint32
}

const textBlock = 1 << 20

func (t *texts) add(text string) {
	last := len(t.blocks) - 1
	if last < 0 || len(t.blocks[last])+len(text) > cap(t.blocks[last]) {
		t.blocks = append(t.blocks, make([]byte, 0, max(textBlock, len(text))))
		last++
	}
	from := len(t.blocks[last])
	t.blocks[last] = append(t.blocks[last], text...)
	t.places = append(t.places, place{uint32(last), uint32(from), uint32(from + len(text))}) //nolint:gosec // a workbook unpacks to far less
}

func (t *texts) at(n int) (string, bool) {
	if n < 0 || n >= len(t.places) {
		return "", false
	}
	p := t.places[n]
	return string(t.blocks[p.block][p.from:p.to]), true
}
