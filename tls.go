package main

import (
	"crypto/tls"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"
)

// lookEvery is how often, at most, a handshake looks whether the files of the certificate have changed.
const lookEvery = 2 * time.Second

// certificate is the pair of files by which the service speaks TLS. A changed pair is used from the next handshake on; one
// that cannot be used is told once, and the old one stays. Connections go on.
type certificate struct {
	certFile, keyFile string
	logger            *slog.Logger
	clock             func() time.Time

	mu     sync.Mutex
	pair   *tls.Certificate
	tried  [2]fs.FileInfo // the files as they were at the last attempt
	looked time.Time
}

// openCertificate reads the pair for the first time.
func openCertificate(certFile, keyFile string, logger *slog.Logger, clock func() time.Time) (*certificate, error) {
	c := &certificate{certFile: certFile, keyFile: keyFile, logger: logger, clock: clock, looked: clock()}
	var err error
	if c.tried, err = c.stat(); err != nil {
		return nil, fmt.Errorf("the files of XUNCHA_TLS_CERT and XUNCHA_TLS_KEY: %w", err)
	}
	if c.pair, err = c.read(); err != nil {
		return nil, err
	}
	if mode := c.tried[1].Mode().Perm(); mode&0o077 != 0 {
		logger.Warn("others can read the key of the certificate", slog.String("file", keyFile), slog.String("mode", mode.String()))
	}
	return c, nil
}

func (c *certificate) stat() (files [2]fs.FileInfo, err error) {
	for i, name := range []string{c.certFile, c.keyFile} {
		if files[i], err = os.Stat(name); err != nil {
			return files, err
		}
	}
	return files, nil
}

func (c *certificate) read() (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return nil, fmt.Errorf("the certificate of XUNCHA_TLS_CERT with the key of XUNCHA_TLS_KEY: %w", err)
	}
	return &pair, nil
}

// get answers the pair for a handshake.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.clock(); now.Sub(c.looked) >= lookEvery {
		c.looked = now
		c.renew()
	}
	return c.pair, nil
}

func (c *certificate) renew() {
	files, err := c.stat()
	if same(files, c.tried) {
		return
	}
	c.tried = files
	var pair *tls.Certificate
	if err == nil {
		pair, err = c.read()
	}
	if err != nil {
		c.logger.Warn("the new certificate cannot be used, the old one stays", slog.String("error", err.Error()))
		return
	}
	c.pair = pair
	c.logger.Info("certificate changed", slog.Time("valid_until", pair.Leaf.NotAfter))
}

func same(a, b [2]fs.FileInfo) bool {
	for i := range a {
		switch {
		case a[i] == nil || b[i] == nil:
			if a[i] != b[i] {
				return false
			}
		case !os.SameFile(a[i], b[i]) || a[i].Size() != b[i].Size() || !a[i].ModTime().Equal(b[i].ModTime()):
			return false
		}
	}
	return true
}

// config is for a server that speaks HTTP/1.1 only: its limits are those of connections, and one connection of HTTP/2
// would carry hundreds of requests. Where HTTP/2 matters, a proxy speaks it.
func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get, NextProtos: []string{"http/1.1"}}
}
