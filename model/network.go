package model

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

const maxNetworks = 20

// networks brings a list of networks into its canonical form: host bits cleared, a bare address as a network of its own,
// an IPv4 address in IPv6 as what it is, each once and in order.
func (c *checker) networks(texts Set[string]) Set[string] {
	const field = "cidrs"
	if len(texts) > maxNetworks {
		c.add(field, "too_many_items", maxNetworks)
		return texts
	}
	found := make([]netip.Prefix, 0, len(texts))
	for i, text := range texts {
		network, ok := parseNetwork(strings.TrimSpace(text))
		if !ok {
			c.add(fmt.Sprintf("%s[%d]", field, i), "not_a_network")
			continue
		}
		found = append(found, network)
	}
	slices.SortFunc(found, netip.Prefix.Compare)
	out := Set[string]{}
	for _, network := range slices.Compact(found) {
		out = append(out, network.String())
	}
	return out
}

const mappedBits = 96 // of ::ffff:0:0/96, where the addresses of IPv4 lie in those of IPv6

func parseNetwork(text string) (netip.Prefix, bool) {
	if address, err := netip.ParseAddr(text); err == nil {
		address = address.Unmap()
		return netip.PrefixFrom(address, address.BitLen()), address.Zone() == ""
	}
	network, err := netip.ParsePrefix(text)
	if err != nil {
		return network, false
	}
	if network.Addr().Is4In6() {
		if network.Bits() < mappedBits { // wider than all of IPv4: it would hold what its text does not show
			return network, false
		}
		network = netip.PrefixFrom(network.Addr().Unmap(), network.Bits()-mappedBits)
	}
	return network.Masked(), true
}

const ownBits = 64 // of an IPv6 address: the rest one household chooses itself

// Neighbourhood is what an address is counted as: itself, or its /64 in IPv6. What is no address shares the empty one.
func Neighbourhood(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	if ip = ip.Unmap().WithZone(""); ip.Is4() {
		return ip.String()
	}
	return netip.PrefixFrom(ip, ownBits).Masked().String()
}
