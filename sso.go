package main

import (
	"net"
	"net/http"
	"time"

	"xuncha/service/sso"
)

const providerIdle = 90 * time.Second

// provider is the OpenID provider of the configuration, nil without one. It is not spoken to before somebody logs in.
func (c config) provider(clock func() time.Time) *sso.Provider {
	if c.oidc.settings.Issuer == "" {
		return nil
	}
	dialer := &net.Dialer{Timeout: readHeaderTimeout}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: readHeaderTimeout, IdleConnTimeout: providerIdle, MaxIdleConns: 4, MaxResponseHeaderBytes: maxHeader,
	}
	return sso.New(c.oidc.settings, &http.Client{Transport: transport}, clock)
}
