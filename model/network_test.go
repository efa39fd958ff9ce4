package model

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestNetworksAreCanonical(t *testing.T) {
	for given, want := range map[string]string{
		"":                        "",
		"10.1.2.3":                "10.1.2.3/32",
		" 10.1.2.3/8 ":            "10.0.0.0/8",
		"0.0.0.0/0":               "0.0.0.0/0",
		"::1":                     "::1/128",
		"FD00:0:0::1/8":           "fd00::/8",
		"::ffff:10.1.2.3":         "10.1.2.3/32",
		"::ffff:10.1.2.3/104":     "10.0.0.0/8",
		"::ffff:0:0/96":           "0.0.0.0/0",
		"10.0.0.0/8,10.1.0.0/8":   "10.0.0.0/8",
		"fd00::/8,10.0.0.0/8,::1": "10.0.0.0/8,::1/128,fd00::/8",
		"10.0.0.9,10.0.0.10":      "10.0.0.9/32,10.0.0.10/32",
		"x":                       "cidrs[0]:not_a_network",
		"10.0.0.0/8,":             "cidrs[1]:not_a_network",
		"10.0.0.0/33,10.0.0.0/-1": "cidrs[0]:not_a_network cidrs[1]:not_a_network",
		"10.0.0":                  "cidrs[0]:not_a_network",
		"010.0.0.1":               "cidrs[0]:not_a_network",
		"10.0.0.1/08":             "cidrs[0]:not_a_network",
		"fe80::1%eth0":            "cidrs[0]:not_a_network",
		"fe80::%eth0/10":          "cidrs[0]:not_a_network",
		"::ffff:10.1.2.3/95":      "cidrs[0]:not_a_network",
		"10.0.0.1\n":              "10.0.0.1/32",
		"10.0.0.0/8;DROP TABLE x": "cidrs[0]:not_a_network",
		"１０.0.0.1":                "cidrs[0]:not_a_network",
		strings.Repeat("10.0.0.1,", 20) + "10.0.0.1": "cidrs:too_many_items",
		strings.Repeat("10.0.0.1,", 19) + "10.0.0.1": "10.0.0.1/32",
	} {
		var texts Set[string]
		if given != "" {
			texts = strings.Split(given, ",")
		}
		var c checker
		got := strings.Join(c.networks(texts), ",")
		if err := c.err(); err != nil {
			got = faults(t, err)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

// Twenty of the longest networks fit into their column.
func TestNetworksFitIntoTheirColumn(t *testing.T) {
	texts := Set[string]{}
	for i := range maxNetworks {
		texts = append(texts, fmt.Sprintf("1111:2222:3333:4444:5555:6666:7777:88%02x", i))
	}
	var c checker
	value, err := c.networks(texts).Value()
	if text, _ := value.(string); err != nil || c.err() != nil || len(text) > 1000 || strings.Count(text, ",") != maxNetworks-1 {
		t.Errorf("%v, %v, %d bytes", err, c.err(), len(text))
	}
}

// The canonical form of a network holds the same addresses, and is its own canonical form.
func TestNetworksKeepTheirAddresses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int{4, 16}).Draw(t, "size")
		raw := rapid.SliceOfN(rapid.Byte(), size, size)
		base, _ := netip.AddrFromSlice(raw.Draw(t, "base"))
		if base.Is4In6() {
			t.Skip("it is written as IPv4")
		}
		given := netip.PrefixFrom(base, rapid.IntRange(0, size*8).Draw(t, "bits"))
		var c checker
		got := c.networks(Set[string]{given.String()})
		if c.err() != nil || len(got) != 1 {
			t.Fatalf("%s: %v, %v", given, got, c.err())
		}
		if diff := cmp.Diff(got, c.networks(got)); diff != "" {
			t.Errorf("%s: again\n%s", given, diff)
		}
		other, _ := netip.AddrFromSlice(raw.Draw(t, "other"))
		for _, address := range []netip.Addr{base, other, given.Masked().Addr()} {
			token := Token{Networks: got}
			if token.Admits(address.String(), Time{}) != given.Contains(address) {
				t.Errorf("%s in %s", address, given)
			}
		}
	})
}

func TestTokenAdmits(t *testing.T) {
	networks := Set[string]{"10.0.0.0/8", "fd00::/8", "192.0.2.1/32"}
	for source, want := range map[string]bool{
		"10.0.0.0": true, "10.255.255.255": true, "9.255.255.255": false, "11.0.0.0": false, "192.0.2.1": true, "192.0.2.2": false,
		"fd00::1": true, "fdff::": true, "fc00::1": false, "::1": false, "::ffff:10.1.2.3": true, "::ffff:11.1.2.3": false,
		"fd00::1%eth0": true, "": false, "localhost": false, "10.0.0.1:80": false, "[fd00::1]": false,
	} {
		if got := (Token{Networks: networks}).Admits(source, NewTime(noonOf(1))); got != want {
			t.Errorf("%q: %v", source, got)
		}
		if !(Token{}).Admits(source, NewTime(noonOf(1))) {
			t.Errorf("%q is not admitted by a key without networks", source)
		}
		if (Token{Networks: Set[string]{"broken"}}).Admits(source, NewTime(noonOf(1))) {
			t.Errorf("%q is admitted by a network that cannot be read", source)
		}
	}
	if !slices.Contains(networks, "10.0.0.0/8") {
		t.Error("the networks were changed")
	}
}

func TestNeighbourhoods(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "::ffff:192.0.2.1": "192.0.2.1", "2001:db8::1": "2001:db8::/64", "2001:db8:0:0:ffff::": "2001:db8::/64",
		"fe80::1%eth0": "fe80::/64", "::1": "::/64", "": "", "nonsense": "",
	} {
		if got := Neighbourhood(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
