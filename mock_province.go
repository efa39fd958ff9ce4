package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"xuncha/service/province"
	"xuncha/service/province/standin"
)

type mockProvinceCommand struct {
	Addr       string        `default:"127.0.0.1:9555" help:"Where it speaks the protocol."`
	Control    string        `default:"127.0.0.1:9556" help:"Where it is told to misbehave, and shows what it got: on the loopback, without any rights."`
	Client     string        `default:"enshi" help:"The name of the one client, XUNCHA_PROVINCE_CLIENT on the other side."`
	SecretFile string        `required:"" type:"existingfile" help:"File with the shared secret, XUNCHA_PROVINCE_SECRET_FILE on the other side."`
	Sign       string        `default:"hmac-sha256" enum:"hmac-sha256,hmac-sm3" help:"How requests are signed: ${enum}."`
	State      string        `type:"path" help:"File in which it keeps what it got; in memory without one."`
	TLSCert    string        `type:"existingfile" help:"Certificate in PEM: it speaks HTTPS then. Its key in --tls-key."`
	TLSKey     string        `type:"existingfile" help:"Key of the certificate."`
	ClientCA   string        `type:"existingfile" help:"Certificates in PEM of those who vouch for callers: whoever shows none of theirs is let in no further."`
	Delay      time.Duration `help:"Wait so long before each answer."`
	Late       time.Duration `help:"Give receipts so long after the rows."`
	Refuse     string        `help:"Refuse rows whose data match this regular expression."`
	Words      string        `help:"The words of refusals."`
	Lose       int           `help:"Take so many batches and lose the answer."`
	Fail       int           `help:"Answer so many requests with --status."`
	Status     int           `default:"500" help:"Status of these answers."`
	RetryAfter int           `help:"Seconds of Retry-After in these answers."`
	Twice      bool          `help:"Give each receipt twice."`
	Forget     bool          `help:"Take a batch again that comes again: what a province must not do."`
}

// Run stands in for the system above until a signal.
func (cmd mockProvinceCommand) Run(p program) error {
	secret, err := os.ReadFile(cmd.SecretFile)
	if err != nil {
		return fmt.Errorf("read the secret: %w", err)
	}
	s, err := standin.New(standin.Options{
		Signer: province.Signer{Client: cmd.Client, Secret: []byte(strings.TrimSpace(string(secret))), Algorithm: province.Algorithm(cmd.Sign)},
		Clock:  time.Now, State: cmd.State,
		Rules: standin.Rules{
			Delay: standin.Duration{Duration: cmd.Delay}, Late: standin.Duration{Duration: cmd.Late}, Refuse: cmd.Refuse, Words: cmd.Words,
			Lose: cmd.Lose, Fail: cmd.Fail, Status: cmd.Status, RetryAfter: cmd.RetryAfter, Twice: cmd.Twice, Forget: cmd.Forget,
		},
	})
	if err != nil {
		return err
	}
	if host, err := netip.ParseAddrPort(cmd.Control); err != nil || !host.Addr().IsLoopback() {
		return fmt.Errorf("--control: %q is not an address of this machine alone, such as 127.0.0.1:9556", cmd.Control)
	}
	var config net.ListenConfig
	main, err := config.Listen(p.ctx, "tcp", cmd.Addr)
	if err != nil {
		return err
	}
	control, err := config.Listen(p.ctx, "tcp", cmd.Control)
	if err != nil {
		return errors.Join(err, main.Close())
	}
	scheme := "http"
	if cmd.TLSCert != "" {
		scheme = "https"
	}
	_, _ = fmt.Fprintf(p.stdout, "the stand-in for a province listens on %s://%s, control at http://%s\n", scheme, main.Addr(), control.Addr())
	return cmd.serve(p.ctx, s, main, control)
}

func (cmd mockProvinceCommand) serve(ctx context.Context, s *standin.Server, main, control net.Listener) error {
	callers, err := cmd.callers()
	if err != nil {
		return errors.Join(err, main.Close(), control.Close())
	}
	protocol := &http.Server{Handler: s.Handler(), TLSConfig: callers, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout}
	rules := &http.Server{Handler: s.Control(), ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout}
	failed := make(chan error, 2)
	go func() {
		if cmd.TLSCert != "" {
			failed <- protocol.ServeTLS(main, cmd.TLSCert, cmd.TLSKey)
			return
		}
		failed <- protocol.Serve(main)
	}()
	go func() { failed <- rules.Serve(control) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	return errors.Join(err, protocol.Close(), rules.Close())
}

// callers says who may call at all.
func (cmd mockProvinceCommand) callers() (*tls.Config, error) {
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	if cmd.ClientCA == "" {
		return t, nil
	}
	if cmd.TLSCert == "" {
		return nil, errors.New("--client-ca: needs --tls-cert, as only HTTPS shows certificates")
	}
	pool, err := readPool(cmd.ClientCA)
	if err != nil {
		return nil, fmt.Errorf("--client-ca: %w", err)
	}
	t.ClientCAs, t.ClientAuth = pool, tls.RequireAndVerifyClientCert
	return t, nil
}
