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
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

const token = "xc_browser-test-browser-test-browser-test"

// serve starts the service on a database of its own.
func serve(t *testing.T) *url.URL {
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
	services := service.New(store, time.Now)
	if _, err := services.Tokens.EnsureAdmin(ctx, service.Operator("test"), token); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api.New(services, api.Options{
		Language: model.Chinese, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: prometheus.NewRegistry(),
		NewRequestID: func() string { return "browser-test" },
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// open starts a browser with an empty profile that asks nobody for anything by itself.
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
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.WindowSize(1280, 1600),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "zh-CN"))...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal("start the browser:", err)
	}
	return ctx
}

// observed is what the page asked for and complained about.
type observed struct {
	mu         sync.Mutex
	requests   []string
	complaints []string
}

func observe(ctx context.Context) *observed {
	o := &observed{}
	chromedp.ListenTarget(ctx, func(event any) {
		o.mu.Lock()
		defer o.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			o.requests = append(o.requests, e.Request.URL)
		case *log.EventEntryAdded: // refusals of the Content-Security-Policy come here
			o.complaints = append(o.complaints, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		case *runtime.EventExceptionThrown:
			o.complaints = append(o.complaints, e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
				o.complaints = append(o.complaints, fmt.Sprintf("console %s: %s", e.Type, e.Args[0].Value))
			}
		}
	})
	return o
}

// check fails for every request that left for another host and for every complaint.
func (o *observed) check(t *testing.T, home *url.URL) {
	t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.requests) == 0 {
		t.Error("no request was seen")
	}
	for _, r := range o.requests {
		u, err := url.Parse(r)
		if err != nil || (u.Scheme != "data" && u.Host != home.Host) {
			t.Errorf("the page asked for %s", r)
		}
	}
	for _, c := range o.complaints {
		t.Error("the browser complains:", c)
	}
}

const firstList = "#operations-regions-listRegions"

// tryIt does what a newcomer does: paste the token, open the first list, send the request.
func tryIt() chromedp.Tasks {
	return chromedp.Tasks{
		chromedp.Click(".btn.authorize", chromedp.ByQuery),
		chromedp.SendKeys(".auth-container input", token, chromedp.ByQuery),
		chromedp.Click(".auth-btn-wrapper .btn.authorize", chromedp.ByQuery),
		chromedp.Click(".auth-btn-wrapper .btn-done", chromedp.ByQuery),
		chromedp.Click(firstList+" .opblock-summary-control", chromedp.ByQuery),
		chromedp.Click(firstList+" .try-out__btn", chromedp.ByQuery),
		chromedp.Click(firstList+" .btn.execute", chromedp.ByQuery),
		chromedp.WaitVisible(firstList+" .live-responses-table .response-col_status", chromedp.ByQuery),
	}
}

func TestDocsPage(t *testing.T) {
	ctx, home := open(t), serve(t)
	seen := observe(ctx)
	var title, heading, status, body string
	err := chromedp.Run(ctx,
		log.Enable(), network.Enable(), runtime.Enable(),
		chromedp.Navigate(home.JoinPath("/").String()),
		chromedp.WaitVisible(firstList, chromedp.ByQuery),
		chromedp.Title(&title),
		chromedp.Text(".info .title", &heading, chromedp.ByQuery),
	)
	screenshot(ctx, t, "docs.png")
	if err != nil {
		t.Fatal("open the page:", err)
	}
	if !strings.Contains(title, "巡查") || !strings.Contains(heading, "巡查") {
		t.Errorf("title %q, heading %q", title, heading)
	}
	err = chromedp.Run(ctx, tryIt(),
		chromedp.Text(firstList+" .live-responses-table .response-col_status", &status, chromedp.ByQuery),
		chromedp.Text(firstList+" .live-responses-table .highlight-code", &body, chromedp.ByQuery),
	)
	screenshot(ctx, t, "docs-try-it-out.png")
	if err != nil {
		t.Fatal("try it out:", err)
	}
	if !strings.HasPrefix(status, "200") || !strings.Contains(body, `"code": "422801"`) {
		t.Errorf("status %q, body %q", status, body)
	}
	seen.check(t, home)
}

// The control of TestDocsPage: a page that does what it must not do is seen doing it.
func TestObserverSees(t *testing.T) {
	ctx, home := open(t), serve(t)
	seen := observe(ctx)
	var done bool
	err := chromedp.Run(ctx,
		log.Enable(), network.Enable(), runtime.Enable(),
		chromedp.Navigate(home.JoinPath("/docs").String()),
		chromedp.WaitVisible(firstList, chromedp.ByQuery),
		chromedp.Evaluate(`(() => {
			const s = document.createElement("script"); s.textContent = "window.inline = true"; document.body.append(s);
			const i = document.createElement("img"); i.src = "http://127.0.0.2:9/x.png"; document.body.append(i);
			return window.inline === undefined;
		})()`, &done),
		chromedp.Poll(`true`, nil),
	)
	if err != nil {
		t.Fatal(err)
	}
	if !done {
		t.Error("an inline script ran")
	}
	seen.mu.Lock()
	defer seen.mu.Unlock()
	all := strings.Join(seen.complaints, "\n")
	if !strings.Contains(all, "script-src") || !strings.Contains(all, "img-src") {
		t.Errorf("the refusals were not seen: %q", all)
	}
}

// screenshot keeps the page as it looks, also when the test goes on to fail.
func screenshot(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("XUNCHA_SCREENSHOTS")
	if folder == "" {
		folder = t.TempDir()
	}
	var picture []byte
	err := chromedp.Run(ctx, chromedp.CaptureScreenshot(&picture))
	if err := errors.Join(err, os.WriteFile(filepath.Join(folder, name), picture, 0o600)); err != nil {
		t.Error("keep a screenshot:", err)
	}
}
