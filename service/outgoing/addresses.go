package outgoing

import (
	"net/netip"
	"slices"
)

// special are the networks of the two registries of special-purpose addresses (IANA, RFC 6890 and its successors) and of
// multicast, and those that were given up but may still be routed somewhere.
var special = prefixes(
	"0.0.0.0/8",         // this network
	"10.0.0.0/8",        // private
	"100.64.0.0/10",     // shared by carriers; also the metadata of Aliyun, 100.100.100.200
	"127.0.0.0/8",       // this machine
	"169.254.0.0/16",    // this link; also the metadata of most clouds
	"172.16.0.0/12",     // private
	"192.0.0.0/24",      // protocols; also the metadata of Oracle, 192.0.0.192
	"192.0.2.0/24",      // documentation
	"192.31.196.0/24",   // AS112
	"192.52.193.0/24",   // AMT
	"192.88.99.0/24",    // relays of 6to4
	"192.168.0.0/16",    // private
	"192.175.48.0/24",   // AS112
	"198.18.0.0/15",     // benchmarks
	"198.51.100.0/24",   // documentation
	"203.0.113.0/24",    // documentation
	"224.0.0.0/4",       // multicast
	"240.0.0.0/4",       // reserved, and broadcast
	"::/96",             // no address, this machine, IPv4-compatible
	"::ffff:0:0:0/96",   // IPv4-translated
	"64:ff9b::/96",      // NAT64
	"64:ff9b:1::/48",    // NAT64 of a network of one's own
	"100::/64",          // discard
	"100:0:0:1::/64",    // dummy
	"2001::/23",         // protocols, Teredo, ORCHID
	"2001:db8::/32",     // documentation
	"2002::/16",         // 6to4
	"2620:4f:8000::/48", // AS112
	"3fff::/20",         // documentation
	"5f00::/16",         // segment routing
	"fc00::/7",          // unique local
	"fe80::/10",         // this link
	"fec0::/10",         // this site, given up
	"ff00::/8",          // multicast
)

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}

func public(ip netip.Addr) bool {
	return ip.IsValid() && !slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// carriers are the networks of IPv6 whose addresses lead to one of IPv4, and where in them it stands.
var carriers = []struct {
	network  netip.Prefix
	at       int
	inverted bool
}{
	{netip.MustParsePrefix("::/96"), 12, false},
	{netip.MustParsePrefix("::ffff:0:0:0/96"), 12, false},
	{netip.MustParsePrefix("64:ff9b::/96"), 12, false},
	{netip.MustParsePrefix("64:ff9b:1::/48"), 12, false},
	{netip.MustParsePrefix("2002::/16"), 2, false},
	{netip.MustParsePrefix("2001::/32"), 12, true}, // Teredo
}

// stands is an address in its plain form, and the one of IPv4 that it leads to, where there is one. Both have to be
// allowed: a network that translates must not be a way to what is behind it.
func stands(ip netip.Addr) []netip.Addr {
	ip = ip.WithZone("").Unmap()
	out := []netip.Addr{ip}
	if !ip.Is6() || ip.IsLoopback() || ip.IsUnspecified() {
		return out
	}
	bytes := ip.As16()
	for _, c := range carriers {
		if !c.network.Contains(ip) {
			continue
		}
		inner := [4]byte(bytes[c.at:])
		for i := range inner {
			if c.inverted {
				inner[i] = ^inner[i]
			}
		}
		out = append(out, netip.AddrFrom4(inner))
	}
	return out
}
