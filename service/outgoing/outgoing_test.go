package outgoing_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"xuncha/model"
	"xuncha/service/outgoing"
)

var proxied atomic.Int64 // connections to the proxy that the environment names

// The environment is read once in a process, so the proxy stands there from the beginning.
func TestMain(m *testing.M) {
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { proxied.Add(1) }))
	if err := os.Setenv("HTTP_PROXY", proxy.URL); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

// listener counts the connections that reach a port of this machine, at whatever address.
type listener struct {
	port uint16
	met  atomic.Int64
}

func listen(t *testing.T, address string) *listener {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	out := &listener{port: uint16(l.Addr().(*net.TCPAddr).Port)}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "in")
	}), ReadHeaderTimeout: time.Second}
	go func() { _ = server.Serve(counted{l, &out.met}) }()
	t.Cleanup(func() { _ = server.Close() })
	return out
}

type counted struct {
	net.Listener
	met *atomic.Int64
}

func (l counted) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.met.Add(1)
	}
	return c, err
}

func get(t *testing.T, c *http.Client, address string) error {
	t.Helper()
	defer c.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader("body"))
	if err != nil {
		return err
	}
	answer, err := c.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}

// hosts that lead, or led some resolver once, to a machine that is not public.
func hosts(t *testing.T) []string {
	t.Helper()
	own, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	return []string{
		"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0", "[::]", "[::1]",
		"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
		"[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[fe80::1%25lo]", "[fd00:ec2::254]", "[fec0::1]", "10.0.0.1", "172.16.0.1",
		"172.31.255.255", "192.168.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "192.0.0.192", "198.18.0.1", "224.0.0.1",
		"240.0.0.1", "255.255.255.255", "localhost", "localhost.", "LOCALHOST", own, "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.\u00ad1",
		"127.0.0.\u200b1", "user@127.0.0.1", "a.gov.cn@127.0.0.1", "a.gov.cn%00@127.0.0.1", "127.0.0.1%00", "%31%32%37.0.0.1",
		"127.0.0.1\\@a.gov.cn", "[::ffff:0:127.0.0.1]", "[::1%25eth0]", "127.0.0.255",
	}
}

func TestNoPrivateAddressIsReached(t *testing.T) {
	inner := listen(t, ":0")
	// Both resolvers: that of the system reads 127.1 and 0x7f000001 as addresses. Without cgo there is only the other.
	for name, resolver := range map[string]*net.Resolver{"system": nil, "Go": {PreferGo: true}} {
		for _, scheme := range []string{"http", "https", "HTTP"} {
			for _, host := range hosts(t) {
				for _, o := range []outgoing.Options{
					{Ports: []uint16{inner.port}},
					{Ports: []uint16{inner.port}, Networks: []netip.Prefix{netip.MustParsePrefix("8.8.8.8/32"), netip.MustParsePrefix("64:ff9b::/96")}},
				} {
					o.Resolver, o.Timeout = resolver, 2*time.Second
					address := fmt.Sprintf("%s://%s:%d/", scheme, host, inner.port)
					if err := get(t, outgoing.New(o), address); err == nil {
						t.Errorf("%s resolver: %s was called", name, address)
					}
				}
			}
		}
	}
	if n := inner.met.Load(); n != 0 {
		t.Fatalf("%d connections reached the listener", n)
	}
	reached := 0 // the control: without the check some of them are reached
	for _, host := range hosts(t) {
		if get(t, &http.Client{Timeout: 200 * time.Millisecond}, fmt.Sprintf("http://%s:%d/", host, inner.port)) == nil {
			reached++
		}
	}
	if reached < 8 || inner.met.Load() == 0 {
		t.Errorf("a plain client reached the listener by %d spellings only", reached)
	}
}

func TestOnlyAllowedNetworksAndPorts(t *testing.T) {
	inner := listen(t, "127.0.0.1:0")
	allowed := outgoing.Options{Ports: []uint16{inner.port}, Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/29")}}
	address := fmt.Sprintf("http://127.0.0.1:%d/", inner.port)
	if err := get(t, outgoing.New(allowed), address); err != nil {
		t.Fatal(err)
	}
	if err := get(t, outgoing.New(allowed), fmt.Sprintf("http://[::ffff:127.0.0.1]:%d/", inner.port)); err != nil {
		t.Error("an IPv4 address in IPv6 is what it is:", err)
	}
	allowed.Ports = nil
	if err := get(t, outgoing.New(allowed), address); !errors.Is(err, outgoing.ErrRefused) {
		t.Errorf("another port: %v", err)
	}
	if inner.met.Load() != 2 {
		t.Errorf("%d connections", inner.met.Load())
	}
}

func TestRedirectsAreAnswers(t *testing.T) {
	inner := listen(t, "127.0.0.1:0")
	for _, status := range []int{301, 302, 303, 307, 308} {
		door := httptest.NewServer(http.RedirectHandler(fmt.Sprintf("http://127.0.0.1:%d/", inner.port), status))
		at := netip.MustParseAddrPort(door.Listener.Addr().String())
		c := outgoing.New(outgoing.Options{Ports: []uint16{at.Port(), inner.port}, Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, door.URL, strings.NewReader("body"))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := c.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil || answer.StatusCode != status {
			t.Errorf("%d: answered %d, %v", status, answer.StatusCode, err)
		}
		c.CloseIdleConnections()
		door.Close()
	}
	if inner.met.Load() != 0 {
		t.Error("a redirect was followed")
	}
}

func TestProxyOfTheEnvironmentIsNotUsed(t *testing.T) {
	inner := listen(t, "127.0.0.2:0")
	o := outgoing.Options{
		Ports: []uint16{inner.port}, Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")},
		Resolver: nameServer(t, [][]string{{"127.0.0.2"}}),
	}
	before, address := proxied.Load(), fmt.Sprintf("http://inner.example:%d/", inner.port)
	if err := get(t, outgoing.New(o), address); err != nil {
		t.Fatal(err)
	}
	if proxied.Load() != before || inner.met.Load() != 1 {
		t.Errorf("proxy %d, receiver %d", proxied.Load()-before, inner.met.Load())
	}
	if err := get(t, &http.Client{}, address); err != nil || proxied.Load() != before+1 {
		t.Errorf("the control did not use the proxy: %v", err)
	}
}

// An answer that never ends, in its header or in its body, ends with the call.
func TestEndlessAnswersEnd(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"header": func(w http.ResponseWriter, _ *http.Request) {
			for i := range 2000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("a", 100))
			}
		},
		"informational": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				w.Header().Set("Link", strings.Repeat("a", 1000))
				w.WriteHeader(http.StatusEarlyHints)
			}
		},
		"body": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, ".")
				_ = http.NewResponseController(w).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		},
		"nothing": func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body); <-r.Context().Done() },
	} {
		door := httptest.NewServer(answer)
		at := netip.MustParseAddrPort(door.Listener.Addr().String())
		o := outgoing.Options{Ports: []uint16{at.Port()}, Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Timeout: 300 * time.Millisecond}
		if err := get(t, outgoing.New(o), door.URL); err == nil {
			t.Errorf("%s: the call was answered", name)
		}
		door.Close()
	}
}

func TestCheckURL(t *testing.T) {
	for text, code := range map[string]string{
		"https://hooks.example.gov.cn/xuncha?a=b":     "",
		"http://10.1.2.3:8080/":                       "",
		"https://[2001:db8::1]:8443/":                 "",
		"https://localhost./":                         "",
		"HTTPS://EXAMPLE.CN":                          "",
		"":                                            "required",
		"hooks.example.gov.cn":                        "outgoing_scheme",
		"ftp://a.gov.cn/":                             "outgoing_scheme",
		"file:///etc/passwd":                          "outgoing_scheme",
		"gopher://a.gov.cn/":                          "outgoing_scheme",
		"data:text/plain,a":                           "outgoing_scheme",
		"https:a.gov.cn":                              "outgoing_scheme",
		"https:///path":                               "outgoing_host",
		"https://user@a.gov.cn/":                      "outgoing_user",
		"https://user:secret@a.gov.cn/":               "outgoing_user",
		"https://@a.gov.cn/":                          "outgoing_user",
		"https://a.gov.cn/#b":                         "outgoing_fragment",
		"https://a.gov.cn#@127.0.0.1/":                "outgoing_fragment",
		"https://a.gov.cn\\@127.0.0.1/":               "outgoing_characters",
		"https://a.gov.cn/\r\nHost: b":                "outgoing_characters",
		"https://a.gov.cn/ b":                         "outgoing_characters",
		"https://政务.cn/":                              "outgoing_characters",
		"https://a%00.gov.cn/":                        "outgoing_malformed",
		"https://a.gov.cn:/":                          "outgoing_port",
		"https://a.gov.cn:0/":                         "outgoing_port",
		"https://a.gov.cn:0443/":                      "outgoing_port",
		"https://a.gov.cn:65536/":                     "outgoing_port",
		"https://2130706433/":                         "outgoing_host",
		"https://0x7f.0x1/":                           "outgoing_host",
		"https://127.1/":                              "outgoing_host",
		"https://0177.0.0.1/":                         "outgoing_host",
		"https://a..gov.cn/":                          "outgoing_host",
		"https://-a.cn/":                              "outgoing_host",
		"https://[fe80::1%25lo]/":                     "outgoing_host",
		"https://" + strings.Repeat("a", 64) + ".cn/": "outgoing_host",
		"https://a.cn/" + strings.Repeat("a", 1000):   "url_too_long",
	} {
		if got := codeOf(outgoing.CheckURL(text)); got != code {
			t.Errorf("%q: %q, want %q", text, got, code)
		}
	}
}

func TestCheckLooksAtWhatIsAllowed(t *testing.T) {
	none := outgoing.Options{}
	some := outgoing.Options{Networks: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, Ports: []uint16{8443}}
	for _, c := range []struct {
		o    outgoing.Options
		text string
		code string
	}{
		{none, "https://a.gov.cn/", ""},
		{none, "https://a.gov.cn:80/", ""},
		{none, "http://a.gov.cn/", "outgoing_scheme"},
		{none, "https://10.1.1.1/", "outgoing_private"},
		{none, "https://a.gov.cn:8443/", "outgoing_closed_port"},
		{some, "https://a.gov.cn:8443/", ""},
		{some, "https://10.1.1.1/", ""},
		{some, "http://10.1.1.1/", ""},
		{some, "http://inner.gov.cn/", ""}, // where it leads shows when it is called
		{some, "http://8.8.8.8/", "outgoing_scheme"},
		{some, "https://[64:ff9b::a01:101]/", "outgoing_private"},
		{some, "https://192.168.1.1/", "outgoing_private"},
	} {
		if got := codeOf(c.o.Check("address", c.text)); got != c.code {
			t.Errorf("%+v %q: %q, want %q", c.o, c.text, got, c.code)
		}
	}
}

func codeOf(err error) string {
	var e *model.Error
	if !errors.As(err, &e) {
		return ""
	}
	return e.Fields[0].Code
}

// A name whose answers differ, and a plain client that asks the same.
func TestNamesThatLeadInside(t *testing.T) {
	open, inner := "127.0.0.2", "127.0.0.1" // one that stands for a public address, as tests reach no other
	hit := listen(t, inner+":0")
	met := listenAt(t, open, hit.port)
	for name, c := range map[string]struct {
		answers [][]string
		calls   bool // whether some call may be answered
	}{
		"rebinding":          {[][]string{{open}, {inner}, {inner}, {inner}}, true},
		"IPv6 inside":        {[][]string{{open, "::1"}}, true},
		"IPv6 only inside":   {[][]string{{"::1"}}, false},
		"one of two inside":  {[][]string{{inner, open}}, true},
		"mapped":             {[][]string{{"::ffff:127.0.0.1"}}, false},
		"alias of localhost": {[][]string{{"CNAME localhost."}}, false},
		"very many":          {[][]string{slices.Repeat([]string{inner}, 25)}, false},
		"no such name":       {[][]string{{"NXDOMAIN"}}, false},
		"server failure":     {[][]string{{"SERVFAIL"}}, false},
		"silence":            {[][]string{{"silence"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			o := outgoing.Options{
				Ports: []uint16{hit.port}, Networks: []netip.Prefix{netip.PrefixFrom(netip.MustParseAddr(open), 32)},
				Resolver: nameServer(t, c.answers), Timeout: 500 * time.Millisecond,
			}
			before := met.met.Load()
			for range 3 {
				_ = get(t, outgoing.New(o), fmt.Sprintf("http://rebind.example:%d/", hit.port))
			}
			if hit.met.Load() != 0 {
				t.Error("what is inside was reached")
			}
			if called := met.met.Load() > before; called != c.calls {
				t.Errorf("the allowed address was called: %t", called)
			}
		})
	}
	dialer := net.Dialer{Resolver: nameServer(t, [][]string{{inner}})}
	plain := &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}
	if err := get(t, plain, fmt.Sprintf("http://rebind.example:%d/", hit.port)); err != nil || hit.met.Load() == 0 {
		t.Errorf("the control was not reached: %v", err)
	}
}

func listenAt(t *testing.T, address string, port uint16) *listener {
	t.Helper()
	return listen(t, fmt.Sprintf("%s:%d", address, port))
}
