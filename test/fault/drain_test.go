package fault

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const rolls = 6

// traffic is what callers do all the time.
type traffic struct {
	mu       sync.Mutex
	answered int
	failed   []string
	stop     chan struct{}
	done     sync.WaitGroup
}

// startTraffic has callers read and write over connections that they keep.
func startTraffic(c harness.Client) *traffic {
	run := &traffic{stop: make(chan struct{})}
	for i := range writers {
		run.done.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-run.stop:
					return
				default:
				}
				if i%2 == 0 {
					run.note(c.Send(http.MethodGet, "/organizations?size=1", nil))
					continue
				}
				name := fmt.Sprint("单位", written.Add(1))
				run.note(c.Send(http.MethodPost, "/organizations", object{"name": name, "region_code": "422801"}))
			}
		})
	}
	return run
}

func (run *traffic) note(answer harness.Answer, err error) {
	run.mu.Lock()
	defer run.mu.Unlock()
	if err != nil || answer.Status >= 300 {
		run.failed = append(run.failed, fmt.Sprint(answer.Status, " ", err))
		return
	}
	run.answered++
}

func (run *traffic) end() (answered int, failed []string) {
	close(run.stop)
	run.done.Wait()
	return run.answered, run.failed
}

// wait returns when so many more requests were answered.
func (run *traffic) wait(more int) {
	run.mu.Lock()
	goal := run.answered + more
	run.mu.Unlock()
	for {
		run.mu.Lock()
		reached := run.answered >= goal
		run.mu.Unlock()
		if reached {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// rollOver replaces two servers behind a balancer in turn, each ended by the function, while requests come in.
func rollOver(t *testing.T, address string, end func(*harness.Server)) (answered int, failed []string) {
	t.Helper()
	start := func() *harness.Server {
		return harness.ServeWith(t, harness.Settings(address), "serve", "--migrate", "--drain=500ms")
	}
	servers := [2]*harness.Server{start(), start()}
	b := newBalancer(t, servers[0].URL, servers[1].URL)
	run := startTraffic(harness.NewClient(t, b.URL).As(harness.AdminToken))
	for roll := range rolls {
		run.wait(50)
		old := servers[roll%2]
		end(old)
		servers[roll%2] = start()
		b.replace(old.URL, servers[roll%2].URL)
		for !b.knows(servers[roll%2].URL) {
			time.Sleep(probePeriod)
		}
	}
	return run.end()
}

// No request fails while servers are replaced one after the other. The control kills them instead.
func TestRollingRestart(t *testing.T) {
	rolled, killed := newMariaDB(t), newMariaDB(t)
	answered, failed := rollOver(t, rolled, func(s *harness.Server) { s.Stop(t) })
	if len(failed) > 0 || answered < 50*rolls {
		t.Errorf("%d answered, %d failed: %q", answered, len(failed), failed)
	}
	database := harness.Open(t, rolled)
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM organizations": database.Number("SELECT COUNT(*) FROM audit_entries WHERE operation = 'organization.create'"),
	})
	answered, failed = rollOver(t, killed, (*harness.Server).Kill)
	t.Logf("killed instead: %d answered, %d failed", answered, len(failed))
	if len(failed) == 0 {
		t.Error("no request fails when servers are killed: this test proves nothing")
	}
}

// slowUpload is a request whose body comes when the test says so.
type slowUpload struct {
	send   chan struct{}
	answer chan *http.Response // nil when there is none
}

// startUpload returns when the server has begun to read the body.
func startUpload(t *testing.T, server *harness.Server) slowUpload {
	t.Helper()
	up := slowUpload{make(chan struct{}), make(chan *http.Response, 1)}
	reading := make(chan struct{})
	body, writer := io.Pipe()
	go func() {
		<-up.send
		_, _ = io.WriteString(writer, "网站标识码,网站名称,首页地址\n4228000001,甲,http://a.gov.cn/\n")
		_ = writer.Close()
	}()
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{Got100Continue: func() { close(reading) }})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/api/v1/imports?kind=sites", body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+harness.AdminToken)
	req.Header.Set("Content-Type", "text/csv")
	req.Header.Set("Expect", "100-continue")
	transport := &http.Transport{ExpectContinueTimeout: time.Minute}
	t.Cleanup(transport.CloseIdleConnections)
	go func() {
		resp, err := transport.RoundTrip(req)
		if err == nil {
			_, err = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
		}
		if err != nil {
			resp = nil
		}
		up.answer <- resp
	}()
	<-reading
	return up
}

// untilRefused waits until a server takes no connection any more.
func untilRefused(t *testing.T, server *harness.Server) {
	t.Helper()
	var dialer net.Dialer
	for {
		conn, err := dialer.DialContext(t.Context(), "tcp", strings.TrimPrefix(server.URL, "http://"))
		if err != nil {
			return
		}
		_ = conn.Close()
		time.Sleep(10 * time.Millisecond)
	}
}

// A request that the server has begun to read is answered, although the server was told to stop meanwhile. In the time
// before it stops to listen the server says that it is not ready, answers, and closes each connection.
func TestDrain(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.ServeWith(t, harness.Settings(address), "serve", "--migrate", "--drain=2s")
		up := startUpload(t, server)
		server.Terminate(t)
		for harness.Ready(server.URL) {
			time.Sleep(10 * time.Millisecond)
		}
		c := server.Admin(t)
		answer, err := c.Send(http.MethodGet, "/sites", nil)
		if err != nil || answer.Status != http.StatusOK {
			t.Errorf("a server that drains answers %d, %v", answer.Status, err)
		}
		if answer, err = c.SendTo(http.MethodGet, c.Root("/readyz"), nil); err != nil || answer.Status != http.StatusServiceUnavailable {
			t.Errorf("the probe of a server that drains: %d, %v", answer.Status, err)
		}
		untilRefused(t, server)
		close(up.send)
		if resp := <-up.answer; resp == nil || resp.StatusCode != http.StatusCreated || !resp.Close {
			t.Errorf("the request in flight was answered with %+v", resp)
		}
		if code := server.Wait(t); code != 0 {
			t.Errorf("the server ended with %d", code)
		}
		harness.Open(t, address).Want(map[string]int{"SELECT COUNT(*) FROM sites": 1})
	})
}

// A second signal ends the server at once, and what was in flight with it, whole or not at all.
func TestSecondSignal(t *testing.T) {
	address := dbtest.SQLiteAddress(t)
	server := harness.ServeWith(t, harness.Settings(address), "serve", "--migrate", "--drain=1h").MayFail()
	up := startUpload(t, server)
	server.Terminate(t)
	for harness.Ready(server.URL) {
		time.Sleep(10 * time.Millisecond)
	}
	server.Terminate(t)
	if code := server.Wait(t); code != 1 {
		t.Errorf("the server ended with %d", code)
	}
	close(up.send)
	if resp := <-up.answer; resp != nil {
		t.Errorf("the request was answered with %+v", resp)
	}
	harness.Open(t, address).Want(map[string]int{"SELECT COUNT(*) FROM sites": 0, "SELECT COUNT(*) FROM imports": 0})
}
