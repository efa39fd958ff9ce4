package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/schollz/progressbar/v3"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/demo"
)

type demoCommand struct{}

// Run migrates, loads the round of 2022 when the database is empty, and serves.
func (demoCommand) Run(p program) error {
	getenv := p.getenv
	p.getenv = func(name string) string { // the bulletin of 2022 was published
		if v := getenv(name); v != "" || name != "XUNCHA_PUBLIC_BULLETINS" {
			return v
		}
		return "true"
	}
	app, err := p.open()
	if err != nil {
		return err
	}
	defer app.close()
	l, err := app.listen(p.ctx) // before the work, so that a taken port is told at once
	if err != nil {
		return err
	}
	defer l.close()
	if _, err := app.migrate(p.ctx); err != nil {
		return err
	}
	token, err := app.demoToken(p)
	if err != nil {
		return err
	}
	if _, err := demo.Load(p.ctx, app.services, service.Operator("demo"), p.percent()); err != nil {
		return fmt.Errorf("load the round of 2022: %w", err)
	}
	users, err := app.demoUsers(p)
	if err != nil {
		return err
	}
	if err := p.welcome(app, l.base(), token, users); err != nil {
		return err
	}
	l.tellMetrics(p.stdout)
	return app.serve(p.ctx, l, 0)
}

// percent shows how far the load is, where standard error is a terminal.
func (p program) percent() func(int) {
	if !isTerminal(p.stderr) {
		return func(int) {}
	}
	bar := progressbar.NewOptions(100, progressbar.OptionSetWriter(p.stderr), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetDescription("2022"))
	return func(percent int) { _ = bar.Set(percent) }
}

// demoToken is an admin key that stays the same from one start to the next: the configured one where it holds, or one
// kept in a file beside the embedded database. Other databases keep no key in the clear: there it is known only at the
// start that makes it, and empty afterwards.
func (a *app) demoToken(p program) (string, error) {
	made, err := a.configuredToken(p)
	if err != nil || made != "" {
		return made, err
	}
	path, file := strings.CutPrefix(a.config.database, "sqlite:")
	if !file || path == ":memory:" {
		return a.services.Tokens.EnsureAdmin(p.ctx, service.Operator("demo"), "")
	}
	return a.keptToken(p, filepath.Join(filepath.Dir(path), "demo-token"))
}

// configuredToken is the key of the configuration, made the first admin key when there is none, or empty when it is not
// a key of this database.
func (a *app) configuredToken(p program) (string, error) {
	text := a.config.adminToken
	if text == "" {
		return "", nil
	}
	if _, err := a.services.Tokens.EnsureAdmin(p.ctx, service.Operator("demo"), text); err != nil {
		return "", fmt.Errorf("make the first admin key: %w", err)
	}
	if _, err := a.services.Tokens.Authenticate(p.ctx, text, ""); err != nil {
		return "", nil //nolint:nilerr // another key was first
	}
	return text, nil
}

func (a *app) keptToken(p program, file string) (string, error) {
	content, err := os.ReadFile(file) //nolint:gosec // beside the database that the operator named
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read the key of the demo: %w", err)
	}
	if text := strings.TrimSpace(string(content)); err == nil {
		if _, err := a.services.Tokens.Authenticate(p.ctx, text, ""); err == nil {
			return text, nil
		}
	}
	_, text, err := a.services.Tokens.Create(p.ctx, service.Operator("demo"), model.TokenEdit{
		Name: "demo", Role: model.RoleAdmin, Scope: model.ScopeAll,
	})
	if err != nil {
		return "", fmt.Errorf("make the key of the demo: %w", err)
	}
	if err := os.WriteFile(file, []byte(text+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("keep the key of the demo: %w", err)
	}
	return text, nil
}

// welcome prints what a newcomer needs: where the service is, a key, the county table, and lines to paste.
func (p program) welcome(a *app, base, token string, users []demoUser) error {
	var b strings.Builder
	rates, err := a.services.Statistics.PassRates(p.ctx, service.Operator("demo"), demo.Campaign, model.SubjectAccount, model.GroupRegion)
	switch {
	case err == nil:
		title := model.Text(a.config.language, "demo_table")
		fmt.Fprintf(&b, "\n%s\n\n%s\n", title, textTable(rates.Print()))
		fmt.Fprintln(&b, model.Text(a.config.language, "demo_assumption", demo.AssumedCode))
	case !service.IsNotFound(err):
		return err
	}
	auth := "-H 'Authorization: Bearer " + token + "'"
	if token == "" { // double quotes, so that the shell fills it in
		token = "$TOKEN"
		auth = `-H "Authorization: Bearer $TOKEN"`
	}
	fmt.Fprintf(&b, "\n%s\n\n", model.Text(a.config.language, "demo_addresses", base, base+"/docs", token))
	for _, line := range []string{
		"curl " + auth + " '" + base + "/api/v1/campaigns/" + demo.Campaign + "/pass-rates?kind=account&group_by=region'",
		"curl " + auth + " '" + base + "/api/v1/sites?region=4228&portal=true&sort=code'",
		"curl " + auth + " -o annex-1.xlsx '" + base + "/api/v1/campaigns/" + demo.Campaign + "/annexes/1?format=xlsx'",
	} {
		fmt.Fprintln(&b, line)
	}
	fmt.Fprintf(&b, "\n%s\n\n%s", model.Text(a.config.language, "demo_users"), userTable(users, base, a.config.language))
	issued, err := demo.Issued(p.ctx, a.services, service.Operator("demo"))
	if err != nil {
		return err
	}
	if issued && a.config.publicBulletins {
		fmt.Fprintf(&b, "\n%s\n", model.Text(a.config.language, "demo_bulletin", base+"/bulletins/"+demo.Campaign))
	}
	_, err = fmt.Fprintln(p.stdout, b.String())
	return err
}

// textTable prints a table for a terminal, where a Chinese character is two columns wide.
func textTable(t model.Printed) string {
	lines := append([][]any{t.Header}, t.Rows...)
	widths := make([]int, len(t.Header))
	cell := func(v any) string {
		if v == nil {
			return ""
		}
		return fmt.Sprint(v)
	}
	for _, line := range lines {
		for i, v := range line {
			widths[i] = max(widths[i], uniseg.StringWidth(cell(v)))
		}
	}
	var b strings.Builder
	for _, line := range lines {
		for i, v := range line {
			text := cell(v)
			b.WriteString("  " + text + strings.Repeat(" ", widths[i]-uniseg.StringWidth(text)))
		}
		b.WriteString("\n")
	}
	return b.String()
}
