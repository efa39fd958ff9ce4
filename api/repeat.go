package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
)

const (
	repeatHeader   = "Idempotency-Key"
	replayedHeader = "Idempotency-Replayed"
)

// Limits of the bodies of requests that may be repeated. They are held in memory, so that a slow caller holds no
// transaction and the same bytes can be read twice.
const (
	smallBody      = maxBody
	maxLargeBodies = 16 // held at once
)

// repeatable makes an operation take an Idempotency-Key. It stands behind the check of who asks, so whoever has lost the
// right is not told what was answered before. A request without the header goes straight on.
func (a *API) repeatable(operation string, h handler) handler {
	return func(c *call) error {
		keys, asked := c.Request().Header[repeatHeader]
		if !asked {
			return h(c)
		}
		k := service.Keyed{Principal: c.actor.Principal(), Operation: operation}
		if len(keys) == 1 { // more than one is none
			k.Key = keys[0]
		}
		ctx := c.Request().Context()
		leave, err := a.services.Repeats.Enter(ctx, k)
		if err != nil {
			return err
		}
		defer leave()
		content, done, err := a.hold(c)
		if err != nil {
			return err
		}
		defer done()
		answer, replayed, err := a.services.Repeats.Once(ctx, c.actor, k, identity(c.Request(), content),
			func(ctx context.Context) (service.Answer, error) { return rehearse(ctx, c, content, h) })
		if err != nil {
			return err
		}
		return c.deliver(answer, replayed)
	}
}

// hold reads the body into memory. Bytes beyond the limit of any operation are left: what is there is enough for the
// operation to refuse it as too large.
func (a *API) hold(c *call) (content []byte, done func(), err error) {
	if receive := a.receivers[c.Path()]; receive != nil {
		return c.holdReceived(receive)
	}
	limit := int64(maxBulkBody)
	if longRoutes[c.Path()] {
		limit = maxUpload + 64<<10
	}
	done = func() {}
	source := c.Request().Body
	content, err = io.ReadAll(io.LimitReader(source, smallBody+1))
	if err == nil && len(content) > smallBody {
		select {
		case a.largeBodies <- struct{}{}:
			done = func() { <-a.largeBodies }
		case <-c.Request().Context().Done():
			return nil, nil, model.NewError(model.KindUnavailable, "busy")
		}
		var rest []byte
		rest, err = io.ReadAll(io.LimitReader(source, limit-smallBody))
		content = append(content, rest...)
	}
	if err != nil {
		done()
		return nil, nil, errors.Join(model.NewError(model.KindMalformed, "body_cut"), err)
	}
	return content, done, nil
}

// identity are the parts that make a request the same as another one. The boundary of a form is made up anew each time the
// form is sent, so it does not count.
func identity(r *http.Request, content []byte) [][]byte {
	media := r.Header.Get(echo.HeaderContentType)
	kind, params, err := mime.ParseMediaType(media)
	if boundary := params["boundary"]; err == nil && kind == echo.MIMEMultipartForm && boundary != "" {
		media, content = kind, bytes.ReplaceAll(content, []byte("--"+boundary), []byte("--"))
	}
	return [][]byte{
		[]byte(r.Method), []byte(r.URL.EscapedPath()), []byte(r.URL.RawQuery), []byte(media),
		[]byte(r.Header.Get("If-Match")), content,
	}
}

// rehearse runs a handler on the body as it was read and takes down what it answers. The caller sees nothing of it yet: it
// may have to be run again, or be undone.
func rehearse(ctx context.Context, c *call, content []byte, h handler) (service.Answer, error) {
	request, response := c.Request(), c.Response()
	defer func() {
		c.SetRequest(request)
		c.SetResponse(response)
	}()
	again := request.Clone(ctx)
	again.Body, again.ContentLength = io.NopCloser(bytes.NewReader(content)), int64(len(content))
	paper := &paper{header: response.Header().Clone()}
	c.SetRequest(again)
	c.SetResponse(echo.NewResponse(paper, c.Echo()))
	if err := h(c); err != nil {
		return service.Answer{}, err
	}
	answer := service.Answer{Status: paper.status, Header: map[string][]string{}, Body: paper.body.Bytes()}
	for name, values := range paper.header {
		if !slices.Equal(values, response.Header()[name]) {
			answer.Header[name] = values
		}
	}
	if answer.Status == 0 {
		return answer, errors.New("the handler has answered nothing")
	}
	return answer, nil
}

// paper is an answer that is written down first.
type paper struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header, WriteHeader and Write are those of http.ResponseWriter.
func (p *paper) Header() http.Header { return p.header }

// WriteHeader keeps the first status.
func (p *paper) WriteHeader(status int) {
	if p.status == 0 {
		p.status = status
	}
}

// Write adds to the body.
func (p *paper) Write(b []byte) (int, error) {
	p.WriteHeader(http.StatusOK)
	return p.body.Write(b)
}

// deliver sends an answer that was written down.
func (c *call) deliver(answer service.Answer, replayed bool) error {
	h := c.Response().Header()
	for name, values := range answer.Header {
		h[name] = values
	}
	if replayed {
		h.Set(replayedHeader, "true")
	}
	c.Response().WriteHeader(answer.Status)
	if len(answer.Body) == 0 {
		return nil
	}
	_, err := c.Response().Write(answer.Body)
	return err
}
