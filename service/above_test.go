package service_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"testing"
	"time"

	"xuncha/service"
	"xuncha/service/outgoing"
	"xuncha/service/province"
	"xuncha/service/province/standin"
)

// provinceSigner is who speaks to the stand-in for a province.
var provinceSigner = province.Signer{Client: "enshi", Secret: []byte("a secret of the tests"), Algorithm: province.SM3}

// standIn is a province in this process, with the clock of the world.
func (w *world) standIn(rules standin.Rules) *standin.Server {
	w.t.Helper()
	return must[*standin.Server](w.t)(standin.New(standin.Options{Signer: provinceSigner, Clock: func() time.Time { return w.now }, Rules: rules}))
}

// above is the program with a way to the province that a handler is; one that nobody asks when it is nil.
func (w *world) above(h http.Handler) *service.Services {
	w.t.Helper()
	if h == nil {
		h = http.NotFoundHandler()
	}
	server := httptest.NewServer(h)
	w.t.Cleanup(server.Close)
	return w.aboveAt(w.t, server.URL)
}

func (w *world) aboveAt(t testing.TB, address string) *service.Services {
	t.Helper()
	base := must[*url.URL](t)(url.Parse(address))
	port := must[uint64](t)(strconv.ParseUint(base.Port(), 10, 16))
	client := outgoing.New(outgoing.Options{
		Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)}, Timeout: 5 * time.Second,
	})
	t.Cleanup(client.CloseIdleConnections)
	settings := w.settings()
	settings.Province = service.ProvinceSettings{
		Way: province.NewClient(base, provinceSigner, client, func() time.Time { return w.now }), Timeout: 5 * time.Second,
	}
	return service.New(w.store, settings)
}

func readAll(t testing.TB, r *http.Request) []byte {
	t.Helper()
	body := must[[]byte](t)(io.ReadAll(r.Body))
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body
}
