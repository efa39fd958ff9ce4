package model

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// MaxOutgoingURL is how many bytes an address that the program calls has at most.
const MaxOutgoingURL = 1000

// CheckOutgoing refuses an address that can never be called, whatever the settings are and whatever its name resolves to.
func CheckOutgoing(field, text string) error {
	var c checker
	c.outgoing(field, text)
	return c.err()
}

// outgoing takes only one spelling of an address, so that what a person has looked at is what is called.
func (c *checker) outgoing(field, text string) {
	switch {
	case text == "":
		c.add(field, "required")
		return
	case len(text) > MaxOutgoingURL:
		c.add(field, "url_too_long", MaxOutgoingURL)
		return
	case strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' || r == '\\' }):
		c.add(field, "outgoing_characters")
		return
	case strings.Contains(text, "#"):
		c.add(field, "outgoing_fragment")
		return
	}
	u, err := url.Parse(text)
	switch {
	case err != nil:
		c.add(field, "outgoing_malformed")
	case u.Scheme != "https" && u.Scheme != "http" || u.Opaque != "":
		c.add(field, "outgoing_scheme")
	case u.User != nil:
		c.add(field, "outgoing_user")
	case !isHost(u.Hostname()) || strings.ContainsAny(u.Hostname(), ":") != strings.HasPrefix(u.Host, "["):
		c.add(field, "outgoing_host")
	case strings.HasSuffix(u.Host, ":") || u.Port() != "" && !isPort(u.Port()):
		c.add(field, "outgoing_port")
	}
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n > 0 && strconv.FormatUint(n, 10) == text
}

const maxHost = 253

// isHost reports whether a text is the address of a machine in its usual form, or a name that cannot be taken for one:
// some resolvers read 2130706433, 0x7f.1 and 127.1 as 127.0.0.1.
func isHost(text string) bool {
	if ip, err := netip.ParseAddr(text); err == nil {
		return ip.Zone() == ""
	}
	text = strings.TrimSuffix(text, ".")
	labels := strings.Split(strings.ToLower(text), ".")
	for _, label := range labels {
		if !isLabel(label) {
			return false
		}
	}
	last := labels[len(labels)-1]
	return len(text) <= maxHost && strings.Trim(last, "0123456789") != "" && !strings.HasPrefix(last, "0x")
}

const maxLabel = 63

func isLabel(text string) bool {
	strange := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' }
	return text != "" && len(text) <= maxLabel && text[0] != '-' && text[len(text)-1] != '-' && !strings.ContainsFunc(text, strange)
}
