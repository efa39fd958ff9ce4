// Package browser looks at the docs page as a reader does, in a real browser without the internet.
package browser

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
	"xuncha/service/seal"
)

var token = model.NewTokenText()

// serve starts the service on a database of its own, for pages of its own and of the origins.
func serve(t *testing.T, origins ...string) *url.URL {
	t.Helper()
	ctx := t.Context()
	store, err := repository.Open(ctx, "sqlite::memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if _, err := store.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	services := service.New(store, service.Settings{Clock: time.Now, Ring: seal.Fresh()})
	if _, err := services.Tokens.EnsureAdmin(ctx, service.Operator("test"), token); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api.New(services, api.Options{
		Language: model.Chinese, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: prometheus.NewRegistry(),
		NewRequestID: func() string { return "browser-test" }, Origins: origins,
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// open starts a browser with an empty profile, for which no host exists but this machine.
func open(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("chromium is missing: make setup installs it")
	}
	ctx, stop := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(1280, 1600), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal("start the browser:", err)
	}
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	return ctx
}

// pause is between two looks at a page that works.
const pause = 100 * time.Millisecond

// observed is what the page asked for and what the browser complained about.
type observed struct {
	mu         sync.Mutex
	requests   []string
	complaints []string
}

func observe(ctx context.Context, t *testing.T) *observed {
	t.Helper()
	o := &observed{}
	err := chromedp.Listen(ctx, o.see)
	_, logs := chromedp.Call(ctx, log.Enable, cdp.Empty{})
	_, requests := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	_, scripts := chromedp.Call(ctx, runtime.Enable, cdp.Empty{})
	if err := errors.Join(err, logs, requests, scripts); err != nil {
		t.Fatal("observe the browser:", err)
	}
	return o
}

func (o *observed) see(event any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	complain := func(format string, args ...any) {
		o.complaints = append(o.complaints, fmt.Sprintf(format, args...))
	}
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		o.requests = append(o.requests, e.Request.URL)
	case *log.EventEntryAdded: // refusals of the Content-Security-Policy come here
		complain("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
	case *runtime.EventExceptionThrown:
		complain("exception: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			complain("console: %s", e.Args[0].Value)
		}
	}
}

// faults are the requests that left for another host, and the complaints.
func (o *observed) faults(home *url.URL) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	found := slices.Clone(o.complaints)
	for _, r := range o.requests {
		u, err := url.Parse(r)
		if err != nil || (u.Scheme != "data" && u.Host != home.Host) {
			found = append(found, "request for "+r)
		}
	}
	return found
}

const (
	firstList = "#operations-regions-listRegions"
	answer    = firstList + " .live-responses-table tbody"
)

// tryIt does what a newcomer does: paste the token, open the first list, send the request.
func tryIt() chromedp.Action[chromedp.Void] {
	return chromedp.Steps(
		chromedp.Click(chromedp.CSS(".btn.authorize")),
		chromedp.SendKeys(chromedp.CSS(".auth-container input"), token),
		chromedp.Click(chromedp.CSS(".auth-btn-wrapper .btn.authorize")),
		chromedp.Click(chromedp.CSS(".auth-btn-wrapper .btn-done")),
		chromedp.Click(chromedp.CSS(firstList+" .opblock-summary-control")),
		chromedp.Click(chromedp.CSS(firstList+" .try-out__btn")),
		chromedp.Click(chromedp.CSS(firstList+" .btn.execute")),
		chromedp.WaitVisible(chromedp.CSS(answer+" .response-col_status")),
		chromedp.ScrollIntoView(chromedp.CSS(answer+" .response-col_description")),
	)
}

func TestDocsPage(t *testing.T) {
	ctx, home := open(t), serve(t)
	seen := observe(ctx, t)
	err := chromedp.Do(ctx, chromedp.Navigate(home.JoinPath("/").String()), chromedp.WaitVisible(chromedp.CSS(firstList)))
	screenshot(ctx, t, "docs.png")
	if err != nil {
		t.Fatal("open the page:", err)
	}
	contains(ctx, t, chromedp.Title(), "巡查")
	contains(ctx, t, chromedp.Text(chromedp.CSS(".info .title")), "巡查")

	err = chromedp.Do(ctx, tryIt())
	screenshot(ctx, t, "docs-try-it-out.png")
	if err != nil {
		t.Fatal("try it out:", err)
	}
	contains(ctx, t, chromedp.Text(chromedp.CSS(answer+" .response-col_status")), "200")
	contains(ctx, t, chromedp.Text(chromedp.CSS(answer+" .response-col_description")), `"code": "422801"`)
	for _, f := range seen.faults(home) {
		t.Error(f)
	}
	if len(seen.requests) < 5 {
		t.Errorf("only these requests were seen: %v", seen.requests)
	}
}

func contains(ctx context.Context, t *testing.T, read chromedp.Action[string], want string) {
	t.Helper()
	if got, err := chromedp.Run(ctx, read); err != nil || !strings.Contains(got, want) {
		t.Errorf("the page shows %q (%v), want %q", got, err, want)
	}
}

// The control of TestDocsPage: what the page must not do is seen when it is done.
func TestFaultsAreSeen(t *testing.T) {
	ctx, home := open(t), serve(t)
	seen := observe(ctx, t)
	const misdeeds = `
		const script = document.createElement("script");
		script.textContent = "window.inline = true";
		document.body.append(script);
		const image = document.createElement("img");
		image.src = "https://cdn.example/picture.png";
		document.body.append(image);
		queueMicrotask(() => { throw new Error("on purpose"); });
		console.error("out loud");
		window.inline === undefined`
	if err := chromedp.Do(ctx, chromedp.Navigate(home.JoinPath("/docs").String())); err != nil {
		t.Fatal(err)
	}
	if refused, err := chromedp.Run(ctx, chromedp.Evaluate[bool](misdeeds)); err != nil || !refused {
		t.Errorf("an inline script ran (%v)", err)
	}
	// The policy is that of the page: a page without one may ask any host, and must be seen doing so.
	_ = chromedp.Do(ctx, chromedp.Navigate("http://other.example/"))
	for _, want := range []string{"script-src", "img-src", "exception", "out loud", "request for http://other.example/"} {
		if !seen.waitFor(ctx, home, want) {
			t.Errorf("%s was not seen in %q", want, seen.faults(home))
		}
	}
}

// waitFor gives a fault the time to arrive: the browser reports when it finds the time.
func (o *observed) waitFor(ctx context.Context, home *url.URL, fault string) bool {
	for range 100 {
		if strings.Contains(strings.Join(o.faults(home), "\n"), fault) {
			return true
		}
		_ = chromedp.Do(ctx, chromedp.Sleep(pause))
	}
	return false
}

// screenshot keeps the page as it looks, also when the test goes on to fail.
func screenshot(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("XUNCHA_SCREENSHOTS")
	if folder == "" {
		folder = t.TempDir()
	}
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	err = errors.Join(err, os.WriteFile(filepath.Join(folder, name), picture, 0o600)) //nolint:gosec // the tester names the folder
	if err != nil {
		t.Error("keep a screenshot:", err)
	}
}
