package main

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/service/outgoing"
)

func TestConfigOfOutgoingCalls(t *testing.T) {
	c, err := readConfig(environment(map[string]string{
		"XUNCHA_OUTGOING_NETWORKS": "10.20.0.0/16, fd00:1::/64", "XUNCHA_OUTGOING_PORTS": "8443,9000",
	}))
	want := outgoing.Options{
		Networks: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("fd00:1::/64")},
		Ports:    []uint16{8443, 9000},
	}
	if err != nil || !cmp.Equal(c.outgoing.Networks, want.Networks, cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })) ||
		!cmp.Equal(c.outgoing.Ports, want.Ports) {
		t.Errorf("got %+v, %v", c.outgoing, err)
	}
	for name, bad := range map[string][]string{
		"XUNCHA_OUTGOING_NETWORKS": {"10.0.0.1", "10.0.0.1/8", "0.0.0.0/0", "::/0", "inner", "::ffff:10.0.0.0/104", "10.0.0.0/8,"},
		"XUNCHA_OUTGOING_PORTS":    {"0", "65536", "https", "-1", "80,,81"},
	} {
		for _, value := range bad {
			if _, err := readConfig(environment(map[string]string{name: value})); err == nil || !strings.Contains(err.Error(), name+": ") {
				t.Errorf("%s=%s was taken: %v", name, value, err)
			}
		}
	}
}
