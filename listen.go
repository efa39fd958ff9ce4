package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"golang.org/x/net/netutil"
)

// listeners are where the service is reached, and where its metrics are, if anywhere.
type listeners struct {
	main, metrics net.Listener
	scheme        string // of main
}

// listen opens the listeners of the configuration.
func (a *app) listen(ctx context.Context) (*listeners, error) {
	l := &listeners{scheme: "http"}
	var c net.ListenConfig
	var err error
	if l.main, err = c.Listen(ctx, "tcp", a.config.addr); err != nil {
		return nil, fmt.Errorf("listen on %s (XUNCHA_ADDR): %w", a.config.addr, err)
	}
	l.main = netutil.LimitListener(l.main, maxConnections)
	if a.config.tlsCert != "" {
		pair, err := openCertificate(a.config.tlsCert, a.config.tlsKey, a.logger, time.Now)
		if err != nil {
			return nil, errors.Join(err, l.main.Close())
		}
		l.main, l.scheme = tls.NewListener(l.main, pair.config()), "https"
	}
	if l.metrics, err = a.listenMetrics(ctx); err != nil {
		return nil, errors.Join(err, l.main.Close())
	}
	return l, nil
}

// base is the beginning of every address of the service.
func (l *listeners) base() string { return l.scheme + "://" + l.main.Addr().String() }

func (l *listeners) tellMetrics(w io.Writer) {
	if l.metrics != nil {
		_, _ = fmt.Fprintf(w, "metrics at http://%s/metrics, profiles at http://%[1]s/debug/pprof/\n", l.metrics.Addr())
	}
}

func (l *listeners) close() {
	_ = l.main.Close()
	if l.metrics != nil {
		_ = l.metrics.Close()
	}
}
