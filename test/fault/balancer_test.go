package fault

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
	"time"

	"xuncha/test/harness"
)

const probePeriod = 50 * time.Millisecond

// balancer sends each request to one of the servers that were ready at the last look. It never repeats one.
type balancer struct {
	*httptest.Server

	mu      sync.Mutex
	all     []string
	ready   []string
	turn    int
	proxies map[string]*httputil.ReverseProxy
}

func newBalancer(t *testing.T, servers ...string) *balancer {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	b := &balancer{proxies: map[string]*httputil.ReverseProxy{}}
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if proxy := b.next(transport); proxy != nil {
			proxy.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	for _, server := range servers {
		b.replace("", server)
	}
	b.look()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(probePeriod):
				b.look()
			}
		}
	}()
	t.Cleanup(func() {
		close(stop)
		<-stopped
		b.Close()
		transport.CloseIdleConnections()
	})
	return b
}

func (b *balancer) replace(old, server string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var left []string
	for _, s := range b.all {
		if s != old {
			left = append(left, s)
		}
	}
	b.all = append(left, server)
}

func (b *balancer) look() {
	b.mu.Lock()
	all := append([]string{}, b.all...)
	b.mu.Unlock()
	var ready []string
	for _, server := range all {
		if harness.Ready(server) {
			ready = append(ready, server)
		}
	}
	b.mu.Lock()
	b.ready = ready
	b.mu.Unlock()
}

// knows says whether the balancer has seen that a server is ready.
func (b *balancer) knows(server string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.ready {
		if s == server {
			return true
		}
	}
	return false
}

func (b *balancer) next(transport *http.Transport) *httputil.ReverseProxy {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.ready) == 0 {
		return nil
	}
	b.turn++
	server := b.ready[b.turn%len(b.ready)]
	proxy := b.proxies[server]
	if proxy == nil {
		address, err := url.Parse(server)
		if err != nil {
			return nil
		}
		proxy = httputil.NewSingleHostReverseProxy(address)
		proxy.Transport = transport
		proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
		b.proxies[server] = proxy
	}
	return proxy
}
