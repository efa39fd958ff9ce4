package api

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/sheet"
)

// Limits of files of evidence on their way.
const (
	evidencePath    = "/api/v1/attachments"
	evidenceTimeout = time.Hour        // of a whole upload
	evidenceGrace   = 30 * time.Second // before the rate counts
	evidenceRate    = 64 << 10         // bytes a second that a sender must keep up on the whole
	evidencePiece   = 64 << 10         // of what is sent to a reader
	formOverhead    = 64 << 10
)

// receiver stores the file of an upload, before anything else of it begins.
type receiver func(c *call) (service.Received, error)

// upload registers an operation whose body is a file that goes to the store as it comes. Under an Idempotency-Key the file
// is received first as well, and its hash stands for it: it is never held in memory.
func (r routes) upload(path, operation string, receive receiver, h handler) {
	r.api.receivers[r.prefix+path] = receive
	r.post(path, operation, func(c *call) error {
		if c.received.Hash == "" {
			var err error
			if c.received, err = receive(c); err != nil {
				return err
			}
		}
		return h(c)
	})
}

// holdReceived is hold for an upload.
func (c *call) holdReceived(receive receiver) (content []byte, done func(), err error) {
	c.received, err = receive(c)
	return []byte(c.received.Hash + "\n" + c.received.Edit.FileName), func() {}, err
}

// patient reads a body as long as its sender keeps up a rate, and never longer.
type patient struct {
	body       io.Reader
	connection *http.ResponseController
	started    time.Time
	read       int64
}

func newPatient(c *call) *patient {
	p := &patient{
		body: c.Request().Body, connection: http.NewResponseController(c.Response()),
		started: time.Now(), //nolint:forbidigo // deadlines of the connection
	}
	p.wait(evidenceGrace)
	return p
}

func (p *patient) wait(since time.Duration) {
	end := p.started.Add(since)
	_ = p.connection.SetReadDeadline(end)
	_ = p.connection.SetWriteDeadline(end.Add(uploadTimeout)) // the store may take its time
}

// Read is that of io.Reader.
func (p *patient) Read(b []byte) (int, error) {
	n, err := p.body.Read(b)
	p.read += int64(n)
	if errors.Is(err, io.EOF) {
		p.wait(evidenceTimeout) // nothing more is waited for
	} else {
		p.wait(evidenceGrace + time.Duration(p.read/evidenceRate)*time.Second)
	}
	return n, err
}

// evidence is the uploaded file as a stream: the body itself, or the part of a form that is called file. Whatever else the
// request calls its type counts nothing.
func (c *call) evidence(u *service.EvidenceUpload, limits model.EvidenceLimits) (name string, err error) {
	r := c.Request()
	body := io.NopCloser(newPatient(c))
	r.Body = http.MaxBytesReader(c.Response(), body, limits.Largest()+formOverhead)
	media, params, _ := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	if media != echo.MIMEMultipartForm {
		u.Body, u.Length = r.Body, r.ContentLength
		return "", nil
	}
	if params["boundary"] == "" {
		return "", model.NewError(model.KindMalformed, "form_without_file")
	}
	part, err := c.filePart()
	if err != nil {
		return "", err
	}
	u.Body, u.Length = part, -1
	return part.FileName(), nil
}

// content godoc
//
//	@Summary		Download the content of an attachment
//	@Description	Always as a file to be saved, never as a page to be shown: a capture of a page comes as application/octet-stream. A part can be asked for with Range, one range at a time.
//	@Tags			attachments
//	@ID				getAttachmentContent
//	@Produce		octet-stream,image/png,image/jpeg,image/webp,application/pdf,video/mp4
//	@Param			id			path		int		true	"id"
//	@Param			Range		header		string	false	"one range of bytes, such as bytes=0-1023"
//	@Param			If-Range	header		string	false	"ETag of the content that the caller has a part of: another one is answered as a whole"
//	@Success		200			{file}		file
//	@Success		206			{file}		file
//	@Router			/api/v1/attachments/{id}/content [get]
func (h attachments) content(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	c.withoutTimeout()
	header := c.Response().Header()
	tag := `"` + row.BlobHash + `"`
	offset, length, status := wantedRange(c.Request().Header, tag, row.ByteSize)
	if status == http.StatusRequestedRangeNotSatisfiable {
		header.Set("Content-Range", fmt.Sprintf("bytes */%d", row.ByteSize))
		return model.NewError(model.KindRange, "unsatisfiable_range", row.ByteSize)
	}
	source, err := h.svc.Read(c.Request().Context(), c.actor, row, offset, length)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	piece := make([]byte, min(length, evidencePiece))
	if _, err := io.ReadFull(source, piece); err != nil { // before the status is out
		return fmt.Errorf("read the content of attachment %d: %w", id, err)
	}
	header.Set(echo.HeaderContentType, row.MediaType.Served())
	header.Set(echo.HeaderContentDisposition, sheet.ContentDisposition(row.FileName))
	header.Set("ETag", tag)
	header.Set("Accept-Ranges", "bytes")
	header.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	header.Set("Cache-Control", "private, no-store")
	header.Set(echo.HeaderContentLength, strconv.FormatInt(length, 10))
	if status == http.StatusPartialContent {
		header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", offset, offset+length-1, row.ByteSize))
	}
	c.Response().WriteHeader(status)
	return c.send(piece, source, length, row)
}

// send writes a content of which the first piece has been read. A whole one is compared with its hash before its last
// piece leaves, so that an altered one never looks whole.
func (c *call) send(piece []byte, source io.Reader, length int64, row model.Attachment) error {
	connection, hash := http.NewResponseController(c.Response()), sha256.New()
	for left := length; ; {
		_, _ = hash.Write(piece)
		left -= int64(len(piece))
		if left == 0 && length == row.ByteSize && hex.EncodeToString(hash.Sum(nil)) != row.BlobHash {
			return fmt.Errorf("the content of attachment %d is altered", row.ID)
		}
		_ = connection.SetWriteDeadline(time.Now().Add(exportDeadline)) //nolint:forbidigo // a deadline of the connection
		if _, err := c.Response().Write(piece); err != nil {
			return fmt.Errorf("send the content of attachment %d: %w", row.ID, err)
		}
		if left == 0 {
			return nil
		}
		piece = piece[:min(left, int64(len(piece)))]
		if _, err := io.ReadFull(source, piece); err != nil {
			return fmt.Errorf("read the content of attachment %d: %w", row.ID, err)
		}
	}
}

// wantedRange is the part of a content that a request asks for: all of it with 200, or one range with 206, or nothing with
// 416. Several ranges, and what cannot be read as one, are answered as a whole, as RFC 9110 allows.
func wantedRange(h http.Header, tag string, size int64) (offset, length int64, status int) {
	text, asked := strings.CutPrefix(h.Get("Range"), "bytes=")
	if condition := h.Get("If-Range"); !asked || strings.Contains(text, ",") || (condition != "" && condition != tag) {
		return 0, size, http.StatusOK
	}
	from, to, _ := strings.Cut(strings.TrimSpace(text), "-")
	first, err1 := strconv.ParseUint(from, 10, 63)
	last, err2 := strconv.ParseUint(to, 10, 63)
	start, end := int64(first), int64(last)
	switch {
	case from == "" && err2 == nil: // the last bytes
		if end == 0 {
			return 0, 0, http.StatusRequestedRangeNotSatisfiable
		}
		end = min(end, size)
		return size - end, end, http.StatusPartialContent
	case err1 != nil, to != "" && (err2 != nil || end < start), !strings.Contains(text, "-"):
		return 0, size, http.StatusOK
	case start >= size:
		return 0, 0, http.StatusRequestedRangeNotSatisfiable
	case to == "":
		end = size - 1
	}
	end = min(end, size-1)
	return start, end - start + 1, http.StatusPartialContent
}
