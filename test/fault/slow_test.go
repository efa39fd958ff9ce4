package fault

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	slowCallers = 20  // of each kind
	slowBodies  = 200 // more of them, which hold most of the places of requests in flight
)

// Callers that never finish their headers or their body are cut off, while others are served. The control finishes, and
// is answered.
func TestSlowCallers(t *testing.T) {
	t.Parallel() // it mostly waits
	server := harness.Serve(t, dbtest.SQLiteAddress(t))
	head := "POST /api/v1/organizations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + harness.AdminToken + "\r\n"
	body := head + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
	half := fmt.Sprintf(body, 100)
	var cut sync.WaitGroup
	for range slowCallers {
		for _, beginning := range []string{"", "GET", head, half, half + `{"name":`} {
			cut.Go(func() { trickle(t, server, beginning) })
		}
	}
	for range slowBodies {
		cut.Go(func() { trickle(t, server, half+`{"name":`) })
	}
	over := make(chan struct{})
	go func() {
		cut.Wait()
		close(over)
	}()
	c := server.Admin(t)
	for served := 0; ; served++ {
		if !harness.Ready(server.URL) {
			t.Error("a probe is not answered")
		}
		c.Do(http.StatusOK, http.MethodGet, "/sites", nil)
		select {
		case <-over:
			if served == 0 {
				t.Error("nobody was served meanwhile")
			}
			const whole = `{"name":"完整","region_code":"422801"}`
			if answer := ask(t, server, fmt.Sprintf(body, len(whole))+whole); !strings.HasPrefix(answer, "HTTP/1.1 201 ") {
				t.Errorf("a whole request is answered with %.100q", answer)
			}
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// trickle begins a request and waits for the server to break it off.
func trickle(t *testing.T, server *harness.Server, beginning string) {
	conn := dial(t, server)
	if conn == nil {
		return
	}
	defer func() { _ = conn.Close() }()
	_, _ = io.WriteString(conn, beginning)
	answer, err := io.ReadAll(conn) // ends when the server closes
	var waited net.Error
	if errors.As(err, &waited) && waited.Timeout() {
		t.Errorf("half a request, %.100q, is waited for without an end", beginning)
	}
	if text := string(answer); text != "" && !strings.HasPrefix(text, "HTTP/1.1 4") {
		t.Errorf("half a request is answered with %.100q, %v", text, err)
	}
}

func ask(t *testing.T, server *harness.Server, request string) string {
	t.Helper()
	conn := dial(t, server)
	if conn == nil {
		return ""
	}
	defer func() { _ = conn.Close() }()
	_, _ = io.WriteString(conn, request)
	first := make([]byte, 100)
	n, _ := conn.Read(first)
	return string(first[:n])
}

// dial connects with a deadline far beyond the one of the server, so that a test of a server that waits forever ends.
func dial(t *testing.T, server *harness.Server) net.Conn {
	var dialer net.Dialer
	conn, err := dialer.DialContext(t.Context(), "tcp", strings.TrimPrefix(server.URL, "http://"))
	if err == nil {
		err = conn.SetDeadline(time.Now().Add(3 * time.Minute))
	}
	if err != nil {
		t.Error(err)
		return nil
	}
	return conn
}
