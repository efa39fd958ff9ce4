package main

import (
	"net/netip"
	"strconv"
	"strings"

	"xuncha/service/outgoing"
)

var outgoingSettings = []string{"XUNCHA_OUTGOING_NETWORKS", "XUNCHA_OUTGOING_PORTS"}

// readOutgoing reads where the program may call other systems, beside public addresses on the ports of HTTPS and HTTP.
func readOutgoing(getenv func(string) string, complain complaint) (o outgoing.Options) {
	for part := range listOf(getenv("XUNCHA_OUTGOING_NETWORKS")) {
		network, err := netip.ParsePrefix(part)
		switch {
		case err != nil || network != network.Masked() || network.Addr().Is4In6():
			complain("XUNCHA_OUTGOING_NETWORKS", "%q is not a network such as 10.20.0.0/16 or 10.20.0.7/32", part)
		case network.Bits() == 0:
			complain("XUNCHA_OUTGOING_NETWORKS", "%q is every address: name the networks of the systems that are called", part)
		default:
			o.Networks = append(o.Networks, network)
		}
	}
	for part := range listOf(getenv("XUNCHA_OUTGOING_PORTS")) {
		port, err := strconv.ParseUint(part, 10, 16)
		if err != nil || port == 0 {
			complain("XUNCHA_OUTGOING_PORTS", "%q is not a port from 1 to 65535", part)
			continue
		}
		o.Ports = append(o.Ports, uint16(port))
	}
	return o
}

// How many days changes stay in the feed. A reader that stays away for longer has to begin anew.
const (
	defaultChangesRetention = 400
	minChangesRetention     = 7
)

func readChangesRetention(text string, complain complaint) int {
	if text == "" {
		return defaultChangesRetention
	}
	days, err := strconv.Atoi(text)
	if err != nil || days < minChangesRetention || days > 100000 {
		complain("XUNCHA_CHANGES_RETENTION", "%q is not a number of days from %d on", text, minChangesRetention)
	}
	return days
}

// listOf are the parts of a setting between commas.
func listOf(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if text == "" {
			return
		}
		for part := range strings.SplitSeq(text, ",") {
			if !yield(strings.TrimSpace(part)) {
				return
			}
		}
	}
}
