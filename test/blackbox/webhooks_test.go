package blackbox

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type feedItem struct {
	Cursor     string `json:"cursor"`
	ID         string `json:"id"`
	Type       string `json:"type"`
	ThingID    int    `json:"thing_id"`
	RegionCode string `json:"region_code"`
	Version    int    `json:"version"`
}

type feed struct {
	Items    []feedItem `json:"items"`
	Next     string     `json:"next"`
	CaughtUp bool       `json:"caught_up"`
}

// called is what a receiver has got.
type called struct {
	header http.Header
	body   []byte
}

// receive starts a system that is called, and answers the settings under which it may be.
func receive(t *testing.T, env harness.Environment) (address string, calls chan called) {
	t.Helper()
	calls = make(chan called, 100)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		calls <- called{r.Header, body}
	}))
	t.Cleanup(server.Close)
	at := netip.MustParseAddrPort(server.Listener.Addr().String())
	env["XUNCHA_OUTGOING_NETWORKS"], env["XUNCHA_OUTGOING_PORTS"] = "127.0.0.1/32", fmt.Sprint(at.Port())
	return server.URL, calls
}

// next is the next call; a test that gets none fails.
func next(t *testing.T, calls chan called) (called, feedItem) {
	t.Helper()
	select {
	case c := <-calls:
		var m struct{ Data feedItem }
		if err := json.Unmarshal(c.body, &m); err != nil {
			t.Fatalf("%s: %v", c.body, err)
		}
		return c, m.Data
	case <-time.After(30 * time.Second):
		t.Fatal("nobody called")
		return called{}, feedItem{}
	}
}

// Other systems hear of a change by asking, waiting, listening and being called, each of the same one.
func TestOtherSystemsHearOfChanges(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		at, calls := receive(t, env)
		env["XUNCHA_METRICS_ADDR"] = "127.0.0.1:0"
		server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s")
		c := server.Admin(t)
		for _, bad := range []string{"https://127.0.0.2/", "http://8.8.8.8/", "https://localhost:22/", "ftp://a.gov.cn/", "https://u@a.gov.cn/"} {
			c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/webhooks", object{"url": bad, "description": "x", "region_code": "42"})
		}
		hook := harness.Decode[struct{ ID, Secret string }](t, rewritten(c.Do(http.StatusCreated, http.MethodPost, "/webhooks", object{
			"url": at + "/in", "description": "门户", "region_code": "42", "kinds": []string{"organization"},
		})))
		begin := harness.Get[feed](c, "/changes?after=now")
		stream := listen(t, server, "/api/v1/changes?kind=organization&after="+begin.Next)
		waited := make(chan feed, 1)
		go func() { waited <- waitForChanges(t, c, "/changes?wait=30&kind=organization&after="+begin.Next) }()
		untilWaiting(t, server, 2)
		create(t, c, "/organizations", object{"name": "甲局", "region_code": "422801"})
		call, told := next(t, calls)
		verify, err := standardwebhooks.NewWebhook(hook.Secret)
		if err != nil || verify.Verify(call.body, call.header) != nil || call.header.Get("webhook-id") != told.ID {
			t.Errorf("%v, %v", err, call.header)
		}
		found := <-waited
		want := feedItem{found.Next, told.ID, "organization.create", told.ThingID, "422801", 1}
		if len(found.Items) != 1 || found.Items[0] != want || told != want {
			t.Errorf("waited for %+v, called with %+v", found, told)
		}
		if got := stream.next(); got != want {
			t.Errorf("the stream has %+v", got)
		}
		checkWebhook(t, c, calls, begin.Next)
		answer := c.Do(http.StatusBadRequest, http.MethodGet, "/changes?after=ffffffffffffffff", nil)
		if p := harness.Decode[harness.Problem](t, answer); p.Errors[0].Code != "cursor_unknown" {
			t.Errorf("%+v", p)
		}
		database := harness.Open(t, address)
		database.Run("UPDATE feeds SET base_position = last_position")
		answer = c.Do(http.StatusGone, http.MethodGet, "/changes?after="+begin.Next, nil)
		if !strings.Contains(string(answer.Body), `"code":"cursor_expired"`) || !strings.Contains(string(answer.Body), `"link":"/api/v1/changes?after=now"`) {
			t.Errorf("%s", answer.Body)
		}
		// Who waits is answered when the service stops, and hears that nothing has come.
		now := harness.Get[feed](c, "/changes?after=now").Next
		go func() { waited <- waitForChanges(t, c, "/changes?wait=30&after="+now) }()
		untilWaiting(t, server, 2)
		server.Stop(t)
		stream.ends()
		if last := <-waited; len(last.Items) != 0 || !last.CaughtUp {
			t.Errorf("%+v", last)
		}
	})
}

// waitForChanges reads the feed beside the test, which goes on whatever comes of it.
func waitForChanges(t *testing.T, c harness.Client, path string) (found feed) {
	answer, err := c.Send(http.MethodGet, path, nil)
	if err == nil {
		err = json.Unmarshal(answer.Body, &found)
	}
	if err != nil || answer.Status != http.StatusOK {
		t.Errorf("%s: %s, %v", path, answer.Body, err)
	}
	return found
}

// untilWaiting waits until so many callers wait for changes.
func untilWaiting(t *testing.T, server *harness.Server, n int) {
	t.Helper()
	at := metricsPattern.FindStringSubmatch(server.Stdout())
	if at == nil {
		t.Fatalf("no metrics:\n%s", server.Stdout())
	}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		answer, err := http.Get(at[1] + "/metrics") //nolint:noctx // a short test
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if strings.Contains(string(text), fmt.Sprintf("\nxuncha_changes_waiting %d\n", n)) {
			return
		}
	}
	t.Fatalf("there are not %d who wait", n)
}

// rewritten makes the id of an answer a text, for a type that has it beside one.
func rewritten(a harness.Answer) harness.Answer {
	var body map[string]any
	if json.Unmarshal(a.Body, &body) == nil {
		body["id"] = fmt.Sprint(body["id"])
		a.Body, _ = json.Marshal(body)
	}
	return a
}

// checkWebhook goes through everything that is done with a webhook.
func checkWebhook(t *testing.T, c harness.Client, calls chan called, begin string) {
	t.Helper()
	type webhook struct {
		ID      int
		State   string
		Version int
		Secret  string
	}
	type delivery struct {
		ID     int
		State  string
		Status int
		Tries  int
		Change feedItem
	}
	path := fmt.Sprint("/webhooks/", harness.Get[list[webhook]](c, "/webhooks?state=active").Items[0].ID)
	verb := func(name string, body any, headers ...string) harness.Answer {
		t.Helper()
		status := http.StatusOK
		switch name {
		case "secret":
			status = http.StatusCreated
		case "test":
			status = http.StatusAccepted
		}
		return c.Do(status, http.MethodPost, path+"/"+name, body, headers...)
	}
	c.Do(http.StatusOK, http.MethodPatch, path, object{"description": "州政府门户"}, "If-Match", `"1"`)
	verb("pause", object{"reason": "维护"}, "If-Match", `"2"`)
	c.Do(http.StatusConflict, http.MethodPost, path+"/pause", object{"reason": "维护"}, "If-Match", `"3"`)
	tried := harness.Decode[delivery](t, verb("test", nil))
	if _, told := next(t, calls); told.Type != "webhook.test" {
		t.Errorf("called with %+v", told)
	}
	for deadline := time.Now().Add(30 * time.Second); tried.State != "delivered"; tried = harness.Get[delivery](c, fmt.Sprint("/deliveries/", tried.ID)) {
		if time.Now().After(deadline) {
			t.Fatalf("%+v", tried)
		}
	}
	c.Do(http.StatusAccepted, http.MethodPost, fmt.Sprint("/deliveries/", tried.ID, "/retry"), nil)
	next(t, calls)
	verb("resume", object{"reason": "维护结束"}, "If-Match", `"3"`)
	if fresh := harness.Decode[webhook](t, verb("secret", nil, "If-Match", `"4"`)); fresh.Version != 5 || !strings.HasPrefix(fresh.Secret, "whsec_") {
		t.Errorf("%+v", fresh)
	}
	verb("replay", object{"after": begin}, "If-Match", `"5"`)
	if call, told := next(t, calls); told.Type != "organization.create" || strings.Count(call.header.Get("webhook-signature"), "v1,") != 2 {
		t.Errorf("called again with %+v, %v", told, call.header)
	}
	if log := harness.Get[list[delivery]](c, path+"/deliveries?thing_kind=organization&thing_id=1"); log.Total != 2 || log.Items[1].Status != 200 {
		t.Errorf("%+v", log)
	}
	refusesQueries(t, c, "/webhooks")
	c.Do(http.StatusOK, http.MethodGet, path, nil)
	c.Do(http.StatusNoContent, http.MethodDelete, path, nil, "If-Match", `"5"`)
	c.Do(http.StatusNotFound, http.MethodGet, path+"/deliveries", nil)
}

// events is a stream of server-sent events.
type events struct {
	t     *testing.T
	lines *bufio.Scanner
}

func listen(t *testing.T, server *harness.Server, path string) *events {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+harness.AdminToken)
	request.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d, %v", answer.StatusCode, answer.Header)
	}
	return &events{t, bufio.NewScanner(answer.Body)}
}

// next is the next event of the stream.
func (e *events) next() (item feedItem) {
	e.t.Helper()
	for e.lines.Scan() {
		if data, ok := strings.CutPrefix(e.lines.Text(), "data: "); ok {
			if err := json.Unmarshal([]byte(data), &item); err != nil {
				e.t.Error(err)
			}
			return item
		}
	}
	e.t.Fatalf("the stream has ended: %v", e.lines.Err())
	return item
}

// ends reads what is left: a stream that is ended by the service ends whole.
func (e *events) ends() {
	e.t.Helper()
	for e.lines.Scan() {
	}
	if err := e.lines.Err(); err != nil && !errors.Is(err, io.EOF) {
		e.t.Errorf("the stream was cut: %v", err)
	}
}
