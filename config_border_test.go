package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/api"
)

func TestBorderConfig(t *testing.T) {
	want := defaults()
	want.border = border{
		origins: []string{"https://inspect.example.gov.cn", "http://127.0.0.1:3000", "http://[::1]:3000", "http://localhost:3000", "https://x.cn:8443"},
		rates: api.Rates{
			User: api.Rate{PerSecond: 1, Burst: 2}, Key: api.Rate{},
			Address: defaultRates.Address, Anonymous: api.Rate{PerSecond: 3, Burst: 1048575},
		},
		tlsCert: "c.pem", tlsKey: "k.pem", metrics: metricsAddress{addr: "[::1]:0", asked: true},
	}
	compareConfig(t, map[string]string{
		"XUNCHA_CORS_ORIGINS": "https://inspect.example.gov.cn, http://127.0.0.1:3000,http://[::1]:3000," +
			"http://localhost:3000,https://x.cn:8443,https://x.cn:8443",
		"XUNCHA_RATE_LIMITS": "user=1/2, key=off,anonymous=3/1048575",
		"XUNCHA_TLS_CERT":    "c.pem", "XUNCHA_TLS_KEY": "k.pem", "XUNCHA_METRICS_ADDR": "[::1]:0",
	}, want)
	want = defaults()
	want.rates, want.metrics = api.Rates{}, metricsAddress{}
	compareConfig(t, map[string]string{"XUNCHA_RATE_LIMITS": "off", "XUNCHA_METRICS_ADDR": "off"}, want)
}

func TestBorderConfigFaults(t *testing.T) {
	for name, values := range map[string][]string{
		"XUNCHA_CORS_ORIGINS": {
			"*", "https://*", "https://*.gov.cn", "null", "inspect.example.gov.cn", "https://", "https://x.cn/", "https://x.cn/a",
			"https://x.cn?", "https://x.cn#", "https://u@x.cn", "https://X.cn", "HTTPS://x.cn", "https://巡查.cn", "https://x.cn:443", "https://x.cn:",
			"https://x.cn:0", "https://x.cn:65536", "https://x.cn:080", "http://x.cn", "http://10.0.0.1", "http://127.0.0.1:80", "ftp://x.cn",
			"https://x.cn\nhttps://y.cn", "https://x.cn,", ",https://x.cn", "https://x y.cn", "http://localhost.x.cn", "http://127.0.0.1.x.cn",
		},
		"XUNCHA_RATE_LIMITS": {
			"on", "user", "user=", "user=5", "user=5/", "user=/5", "user=0/5", "user=5/0", "user=-1/5", "user=1.5/5", "user=5/5/5",
			"user=1048576/1", "nobody=1/1", "user=1/1,user=2/2", "user=1/1,", "User=1/1", "off,user=1/1", "=", ",",
		},
		"XUNCHA_METRICS_ADDR": {
			"0.0.0.0:9464", ":9464", "[::]:9464", "10.0.0.1:9464", "localhost:9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536",
			"on", "example.cn:1", "127.1:9464", "127.0.0.1:09464",
		},
	} {
		for _, value := range values {
			_, err := readConfig(environment(map[string]string{name: value}))
			if err == nil || !strings.HasPrefix(err.Error(), name+": ") || strings.Contains(err.Error(), "\n") && strings.Count(value, ",") == 0 {
				t.Errorf("%s=%q: %v", name, value, err)
			}
		}
	}
	for _, values := range []map[string]string{{"XUNCHA_TLS_CERT": "c.pem"}, {"XUNCHA_TLS_KEY": "k.pem"}} {
		if _, err := readConfig(environment(values)); err == nil || !strings.Contains(err.Error(), "XUNCHA_TLS_") {
			t.Errorf("%v: %v", values, err)
		}
	}
	_, err := readConfig(environment(map[string]string{
		"XUNCHA_CORS_ORIGINS": "*,http://x.cn", "XUNCHA_RATE_LIMITS": "a=1/1,b=1/1", "XUNCHA_TLS_CERT": "c", "XUNCHA_METRICS_ADDR": "x",
	}))
	var names []string
	for line := range strings.Lines(err.Error()) {
		name, _, _ := strings.Cut(line, ":")
		names = append(names, strings.TrimPrefix(name, "XUNCHA_"))
	}
	if diff := cmp.Diff([]string{"CORS_ORIGINS", "CORS_ORIGINS", "RATE_LIMITS", "RATE_LIMITS", "TLS_KEY", "METRICS_ADDR"}, names); diff != "" {
		t.Errorf("all faults at once (-want +got):\n%s", diff)
	}
}
