package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// frontEnd is a web server of another origin with one empty page.
func frontEnd(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!doctype html><link rel=icon href=data:,><title>front end</title><p id=page>ready</p>"))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// script does what a front end does: it reads a list with a key, makes an organization and a site, reads the site,
// changes it with the ETag that it was given, and meets a refusal that it can read. It answers what it saw in one line.
const script = `(async () => {
	const seen = [];
	const call = async (method, path, body, headers) => {
		const answer = await fetch("%[1]s/api/v1" + path, {
			method, headers: {"Authorization": "Bearer %[2]s", ...(body ? {"Content-Type": "application/json"} : {}), ...headers},
			body: body && JSON.stringify(body),
		});
		seen.push(answer.status);
		return answer;
	};
	try {
		await call("GET", "/regions");
		const made = await (await call("POST", "/organizations", {name: "测试单位", region_code: "422801"})).json();
		const site = await call("POST", "/sites", {organization_id: made.id, code: "4228010001", name: "旧名", home_url: "http://www.example.gov.cn"});
		const path = site.headers.get("Location").replace("/api/v1", "");
		const read = await call("GET", path);
		const tag = read.headers.get("ETag");
		seen.push(tag, read.headers.get("X-Request-ID"));
		const changed = await call("PATCH", path, {name: "新名"}, {"If-Match": tag});
		seen.push((await changed.json()).name, changed.headers.get("ETag"));
		seen.push((await (await call("PATCH", path, {name: "又一名"}, {"If-Match": tag})).json()).code);
		seen.push((await (await call("GET", "/sites/999")).json()).code);
	} catch (e) { seen.push(e.name); }
	window.seen = seen.join(" ");
})()`

func ask(ctx context.Context, t *testing.T, page, service, key string) string {
	t.Helper()
	return askFor(ctx, t, page, fmt.Sprintf(script, service, key))
}

// askFor runs a script in a page and answers what it leaves in window.seen.
func askFor(ctx context.Context, t *testing.T, page, script string) string {
	t.Helper()
	err := chromedp.Do(ctx, chromedp.Navigate(page), chromedp.WaitVisible(chromedp.CSS("#page")))
	if err != nil {
		t.Fatal("open the page:", err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script+`; true`)); err != nil {
		t.Fatal("run the script:", err)
	}
	for range 100 {
		seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`window.seen || ""`))
		if err != nil {
			t.Fatal("read what the page saw:", err)
		}
		if seen != "" {
			return seen
		}
		_ = chromedp.Do(ctx, chromedp.Sleep(pause))
	}
	t.Fatal("the page did not end")
	return ""
}

// A page of a listed origin works with the service; a page of another origin reads nothing and changes nothing.
func TestOtherOrigins(t *testing.T) {
	ctx := open(t)
	listed, unlisted := frontEnd(t), frontEnd(t)
	service := serve(t, listed).String()
	service = strings.TrimSuffix(service, "/")
	const want = `200 201 201 200 "1" browser-test 200 新名 "2" 412 stale_version 404 not_found`
	if seen := ask(ctx, t, unlisted, service, token); seen != "TypeError" {
		t.Errorf("a page of an origin that is not listed sees %q", seen)
	}
	if seen := ask(ctx, t, listed, service, token); seen != want {
		t.Errorf("a page of a listed origin sees\n%s\ninstead of\n%s", seen, want)
	}
	// The control: without the list, the same page sees nothing.
	if seen := ask(ctx, t, listed, strings.TrimSuffix(serve(t).String(), "/"), token); seen != "TypeError" {
		t.Errorf("without a list it sees %q", seen)
	}
}
