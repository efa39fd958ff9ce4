// Package outgoing calls other systems at addresses that people have entered. Where such an address leads is decided by
// whoever runs its name, so it is looked at when the connection is made, and only public machines are called.
package outgoing

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"xuncha/model"
)

// Options of a client. The zero value calls public addresses on the ports of HTTPS and HTTP.
type Options struct {
	Networks []netip.Prefix // internal networks that the operator allows, none by default
	Ports    []uint16       // beside 80 and 443
	TLS      *tls.Config    // client certificate and roots; those of the system when nil
	Timeout  time.Duration  // of a whole call with its answer, ten seconds when zero
	Resolver *net.Resolver  // that of the machine when nil; for tests
}

// ErrRefused says that a connection was not made because of the address or the port it would have gone to.
var ErrRefused = errors.New("the address is not one that may be called")

// Limits of one call beside its whole time. How much of an answer is read is the caller's to bound.
const (
	defaultTimeout  = 10 * time.Second
	maxAnswerHeader = 32 << 10
	idleTimeout     = 30 * time.Second
	maxIdle         = 100
	maxIdleHost     = 2
)

// New is a client that follows no redirects, uses no proxy, keeps no cookies and speaks HTTP/1.1 alone. It checks each
// address that it is about to connect to: what a name resolved to a moment ago may be something else by now. Plain HTTP goes
// only to the networks that the operator allows. Whoever has done with it calls CloseIdleConnections.
func New(o Options) *http.Client {
	dialer := &net.Dialer{Resolver: o.Resolver, ControlContext: o.control}
	var http1 http.Protocols
	http1.SetHTTP1(true)
	timeout := o.Timeout
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	return &http.Client{
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &transport{
			Transport: &http.Transport{
				Proxy:                  nil, // a proxy would hide from us where the connection ends
				DialContext:            dialer.DialContext,
				TLSClientConfig:        o.TLS,
				TLSHandshakeTimeout:    timeout,
				Protocols:              &http1,
				DisableCompression:     true, // a small answer stays small
				MaxResponseHeaderBytes: maxAnswerHeader,
				MaxIdleConns:           maxIdle,
				MaxIdleConnsPerHost:    maxIdleHost,
				IdleConnTimeout:        idleTimeout,
			},
			options: o,
		},
	}
}

// transport refuses what CheckURL does, and tells the dialer of plain HTTP.
type transport struct {
	*http.Transport
	options Options
}

type plainKey struct{}

// RoundTrip makes one call.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	origin := url.URL{Scheme: r.URL.Scheme, Opaque: r.URL.Opaque, User: r.URL.User, Host: r.URL.Host}
	if err := t.options.Check("url", origin.String()); err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	if r.URL.Scheme == "http" {
		r = r.WithContext(context.WithValue(r.Context(), plainKey{}, true))
	}
	return t.Transport.RoundTrip(r)
}

// control runs for each address before the connection to it is made.
func (o Options) control(ctx context.Context, network, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || (network != "tcp4" && network != "tcp6") {
		return ErrRefused
	}
	plain := ctx.Value(plainKey{}) != nil
	if !o.port(at.Port()) || !o.address(at.Addr(), plain) {
		return ErrRefused
	}
	return nil
}

// address reports whether a machine may be called: it and every address that it stands for.
func (o Options) address(ip netip.Addr, plain bool) bool {
	for _, a := range stands(ip) {
		allowed := slices.ContainsFunc(o.Networks, func(n netip.Prefix) bool { return n.Contains(a) })
		if !allowed && (plain || !public(a)) {
			return false
		}
	}
	return true
}

func (o Options) ports() []uint16 { return append([]uint16{443, 80}, o.Ports...) }

func (o Options) port(port uint16) bool { return slices.Contains(o.ports(), port) }

// CheckURL refuses an address that can never be called: its scheme, user, fragment, port or host.
func CheckURL(text string) error { return model.CheckOutgoing("url", text) }

// Check is CheckURL for the address in a field, and refuses also what these options never let through. A name may still
// lead to where it may not: that shows when it is called.
func (o Options) Check(field, text string) error {
	if err := model.CheckOutgoing(field, text); err != nil {
		return err
	}
	u, err := url.Parse(text)
	if err != nil {
		return model.InvalidField(field, "outgoing_malformed")
	}
	plain := u.Scheme == "http"
	if port, _ := strconv.ParseUint(u.Port(), 10, 16); u.Port() != "" && !o.port(uint16(port)) {
		return model.InvalidField(field, "outgoing_closed_port", port, strings.Trim(fmt.Sprint(o.ports()), "[]"))
	}
	ip, err := netip.ParseAddr(u.Hostname())
	switch {
	case err == nil && !o.address(ip, false):
		return model.InvalidField(field, "outgoing_private")
	case plain && (len(o.Networks) == 0 || err == nil && !o.address(ip, true)):
		return model.InvalidField(field, "outgoing_scheme")
	}
	return nil
}
