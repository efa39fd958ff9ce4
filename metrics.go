package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof" // its handlers on the default mux are served nowhere
	"net/netip"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/net/netutil"
)

// A profile takes as long as it is asked to, so its answer may.
const (
	profileTimeout     = 2 * time.Minute
	metricsConnections = 16
)

// listenMetrics opens the second listener, which only this machine reaches; nil where there is none. Several processes on
// one machine find the usual port taken by the first of them, and go on without.
func (a *app) listenMetrics(ctx context.Context) (net.Listener, error) {
	at := a.config.metrics
	if at.addr == "" {
		return nil, nil
	}
	var c net.ListenConfig
	listener, err := c.Listen(ctx, "tcp", at.addr)
	if err != nil && !at.asked {
		a.logger.Warn("no metrics and profiles: set XUNCHA_METRICS_ADDR to another address, or to off", slog.String("error", err.Error()))
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listen on %s (XUNCHA_METRICS_ADDR): %w", at.addr, err)
	}
	return netutil.LimitListener(listener, metricsConnections), nil
}

func (a *app) metricsServer(metrics *prometheus.Registry) *http.Server {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	return &http.Server{
		Handler: onlyLocal(mux), ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: profileTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(a.logger.Handler(), slog.LevelWarn),
	}
}

// onlyLocal refuses requests for another host: a page in a browser of this machine can give its name our address.
func onlyLocal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		ip, err := netip.ParseAddr(host)
		if host != "localhost" && (err != nil || !ip.IsLoopback()) {
			http.Error(w, "only for this machine", http.StatusForbidden)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}
