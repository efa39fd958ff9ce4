package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os/signal"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"xuncha/api"
	"xuncha/repository"
	"xuncha/service"
	"xuncha/service/blobs"
	"xuncha/service/seal"
)

// Limits of the server.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 75 * time.Second
	maxHeader         = 28 << 10 // net/http adds 4 KiB of its own
	maxConnections    = 1000
	stopTimeout       = 30 * time.Second
)

type serveCommand struct {
	Migrate bool          `help:"Bring the database to the schema of this program first."`
	Drain   time.Duration `default:"5s" help:"How long to go on answering after a signal, while balancers notice that the service is not ready: at least two of their probe periods."`
}

// Run answers requests until a signal.
func (cmd serveCommand) Run(p program) error {
	app, err := p.open()
	if err != nil {
		return err
	}
	defer app.close()
	if cmd.Migrate {
		if _, err := app.migrate(p.ctx); err != nil {
			return err
		}
	} else if err := app.store.CheckSchema(p.ctx); err != nil {
		return err
	}
	if err := app.store.CheckWhole(p.ctx); err != nil {
		return err
	}
	if err := app.warnOfMissingKeys(p); err != nil {
		return err
	}
	app.warnOfEvidence(p.ctx)
	made, err := app.services.Tokens.EnsureAdmin(p.ctx, service.Operator("serve"), app.config.adminToken)
	if err != nil {
		return fmt.Errorf("make the first admin key: %w", err)
	}
	if made != "" {
		_, _ = fmt.Fprintf(p.stdout, "The first admin key, shown only now:\n\n  %s\n\n", made)
	}
	l, err := app.listen(p.ctx)
	if err != nil {
		return err
	}
	defer l.close()
	_, _ = fmt.Fprintf(p.stdout, "xuncha %s listens on %s, docs at %[2]s/docs\n", version, l.base())
	l.tellMetrics(p.stdout)
	return app.serve(p.ctx, l, cmd.Drain)
}

// app is the program put together: configuration, database and services.
type app struct {
	config   config
	logger   *slog.Logger
	store    *repository.Store
	ring     *seal.Ring
	services *service.Services
	chain    *service.Chain
	world    service.Settings // of the services

	evidence      blobs.Store
	closeEvidence func() error
	closeProvince func() error
}

// open reads the configuration and connects to the database.
func (p program) open() (*app, error) {
	c, err := readConfig(p.getenv)
	if err != nil {
		return nil, fmt.Errorf("the configuration has faults:\n%w", err)
	}
	logger := newLogger(p.stderr, c.logLevel)
	for _, name := range unknownSettings(p.environ()) {
		logger.Warn("no such setting", slog.String("name", name))
	}
	ring, err := c.ring()
	if err != nil {
		return nil, err
	}
	store, err := repository.Open(p.ctx, c.database)
	if err != nil {
		return nil, err
	}
	weakness, err := store.Durability(p.ctx)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if weakness != "" {
		logger.Warn("an acknowledged change can be lost when the database server crashes", slog.String("reason", weakness))
	}
	evidence, closeEvidence, err := c.evidence.open()
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	above, closeProvince, err := c.province.open(c.outgoing)
	if err != nil {
		return nil, errors.Join(err, closeEvidence(), store.Close())
	}
	world := service.Settings{
		Clock: time.Now, Ring: ring, SSO: c.provider(time.Now), SSORules: c.oidc.rules,
		SessionIdle: c.sessionIdle, SessionMax: c.sessionMax,
		Evidence: service.EvidenceSettings{Blobs: evidence, Limits: c.evidence.limits}, PublicBulletins: c.publicBulletins,
		Outgoing: c.outgoing, Province: above,
	}
	return &app{
		config: c, logger: logger, store: store, ring: ring,
		services: service.New(store, world), chain: service.NewChain(store, world), world: world,
		evidence: evidence, closeEvidence: closeEvidence, closeProvince: closeProvince,
	}, nil
}

// openCurrent opens a database that has the schema of this program.
func (p program) openCurrent() (*app, error) {
	app, err := p.open()
	if err != nil {
		return nil, err
	}
	err = app.store.CheckSchema(p.ctx)
	if err == nil {
		err = app.store.CheckWhole(p.ctx)
	}
	if err != nil {
		app.close()
		return nil, err
	}
	return app, nil
}

func (a *app) close() {
	if err := a.store.Close(); err != nil {
		a.logger.Error("close the database", slog.String("error", err.Error()))
	}
	if err := a.closeEvidence(); err != nil {
		a.logger.Error("close the storage of evidence", slog.String("error", err.Error()))
	}
	if err := a.closeProvince(); err != nil {
		a.logger.Error("close the way to the province", slog.String("error", err.Error()))
	}
}

// migrate brings the schema up to date, stores what comes with the program, and answers how many steps there were.
func (a *app) migrate(ctx context.Context) (steps int, err error) {
	if steps, err = a.store.Migrate(ctx); err != nil {
		return 0, err
	}
	a.logger.Info("schema is up to date", slog.Int("steps", steps))
	return steps, a.services.Catalogues.LoadNational(ctx, service.Operator("migrate"))
}

// serve answers requests until ctx ends. Then it drains: not ready, but still answering, each answer closing its
// connection; then no new connections; then it waits for what is in flight. No request in flight fails.
func (a *app) serve(ctx context.Context, l *listeners, drain time.Duration) error {
	metrics := prometheus.NewRegistry()
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(a.store.Pool(), "xuncha"))
	handler := api.New(a.services, api.Options{
		Language: a.config.language, Logger: a.logger, TrustedProxies: a.config.proxies, Metrics: metrics,
		Origins: a.config.origins, Rates: a.config.rates, Clock: time.Now,
		NewRequestID: func() string { return uuid.Must(uuid.NewV7()).String() },
	})
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(a.logger.Handler(), slog.LevelWarn),
	}
	finish, err := a.work(ctx, handler, metrics)
	if err != nil {
		return err
	}
	defer finish() // when nothing is in flight any more
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l.main) }()
	if l.metrics != nil {
		second := a.metricsServer(metrics)
		defer func() { _ = second.Close() }() // last, so that the end can be watched
		go func() { _ = second.Serve(l.metrics) }()
	}
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	a.logger.Info("stopping")
	// A second signal cuts the draining short.
	impatient, restore := signal.NotifyContext(context.WithoutCancel(ctx), syscall.SIGTERM, syscall.SIGINT)
	defer restore()
	handler.Drain()
	select {
	case <-time.After(drain):
	case <-impatient.Done():
	}
	deadline, stop := context.WithTimeout(impatient, stopTimeout)
	defer stop()
	if err := server.Shutdown(deadline); err != nil {
		return errors.Join(fmt.Errorf("stopped before every request was answered: %w", err), server.Close())
	}
	a.logger.Info("stopped")
	return nil
}
