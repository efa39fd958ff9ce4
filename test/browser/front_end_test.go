package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"xuncha/test/client"
)

// clientPage is a front end that has the typed client of docs/client, as a web server of another origin sends it.
func clientPage(t *testing.T) string {
	t.Helper()
	folder := client.Build(t, "--noCheck") // test/client has looked at the types
	const page = `<!doctype html><link rel=icon href=data:,><title>front end</title><script type=importmap>{"imports": {
		"xuncha-client": "/node_modules/xuncha-client/dist/index.js", "openapi-fetch": "/node_modules/openapi-fetch/dist/index.mjs"
	}}</script><p id=page>ready</p>`
	mux := http.NewServeMux()
	mux.Handle("/node_modules/", http.StripPrefix("/node_modules/", http.FileServer(http.Dir(filepath.Join(folder, "node_modules")))))
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// flow is what somebody does who logs in for the first time: all of it with a token that is kept in memory alone.
const flow = `(async () => {
	const seen = [];
	try {
		const { createClient, fileNameOf, may, of, pages, problemOf, withTag } = await import("xuncha-client");
		let token = "%[2]s";
		const api = createClient({ baseUrl: "%[1]s", token: () => token, language: "en" });
		await of(api.POST("/api/v1/users", { body: { name: "enshi-01", role: "admin", region_code: "4228", password: "correct horse battery staple" } }));
		const logIn = async (password) => { token = (await of(api.POST("/api/v1/sessions", { body: { name: "enshi-01", password } }))).token; };
		token = undefined;
		await logIn("a wrong password").catch((e) => seen.push(e.status, e.code));
		await logIn("correct horse battery staple");
		await of(api.GET("/api/v1/sites")).catch((e) => seen.push(e.code));
		await of(api.PUT("/api/v1/me/password", { body: { current_password: "correct horse battery staple", new_password: "quilt-anchor-velvet-54" } }));
		await logIn("quilt-anchor-velvet-54");
		seen.push((await of(api.GET("/api/v1/me"))).name);

		const made = await withTag(api.POST("/api/v1/organizations", { body: { name: "unit", region_code: "422801" } }));
		seen.push(made.tag, made.response.headers.get("Location"), made.response.headers.get("X-Request-ID"));
		const at = { path: { id: made.data.id } };
		const changed = await withTag(api.PATCH("/api/v1/organizations/{id}", { params: { ...at, header: { "If-Match": made.tag } }, body: { name: "office" } }));
		seen.push(changed.tag, may(changed.data, "dissolve"));
		await of(api.PATCH("/api/v1/organizations/{id}", { params: { ...at, header: { "If-Match": changed.tag } }, body: { name: "", credit_code: "x" } }))
			.catch((e) => seen.push(e.status, Object.keys(e.fieldErrors()).sort().join("+")));
		await of(api.PATCH("/api/v1/organizations/{id}", { params: { ...at, header: { "If-Match": made.tag } }, body: { name: "late" } }))
			.catch((e) => seen.push(e.status, e.code));
		let rows = 0;
		for await (const region of pages(api, "/api/v1/regions", { query: { region: "4228" }, limit: 4 })) rows++;
		const file = await api.GET("/api/v1/organizations", { params: { query: { format: "csv" } }, parseAs: "blob" });
		seen.push(rows, fileNameOf(file.response), file.data.size > 50);
		await of(api.DELETE("/api/v1/sessions/current"));
		await of(api.GET("/api/v1/me")).catch((e) => seen.push(e.status));
		seen.push("kept:" + document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage));
	} catch (e) { seen.push(e.name); }
	window.seen = seen.join(" ");
})()`

// A front end of a listed origin does its work with the typed client; one of an origin that is not listed cannot even log in.
func TestFrontEndOfAnotherOrigin(t *testing.T) {
	ctx := open(t)
	page := clientPage(t)
	do := func(service string) string {
		return askFor(ctx, t, page, fmt.Sprintf(flow, strings.TrimSuffix(service, "/"), token))
	}
	const want = `401 login_failed password_change_required enshi-01 "1" /api/v1/organizations/1 browser-test "2" true` +
		` 422 credit_code+name 412 stale_version 9 organizations.csv true 401 kept:`
	if seen := do(serve(t, page).String()); seen != want {
		t.Errorf("a listed origin:\n%s\ninstead of\n%s", seen, want)
	}
	if seen := do(serve(t, "https://another.example.gov.cn").String()); seen != "TypeError" {
		t.Errorf("an origin that is not listed: %s", seen)
	}
}
