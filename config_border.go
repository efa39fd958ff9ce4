package main

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"xuncha/api"
)

// border is the part of the configuration that lies between the service and the network.
type border struct {
	origins         []string
	rates           api.Rates
	tlsCert, tlsKey string // files, both or none
	metrics         metricsAddress
}

// metricsAddress is where metrics and profiles are read, empty for nowhere.
type metricsAddress struct {
	addr  string
	asked bool // by the configuration, so that it must not be left out
}

const defaultMetrics = "127.0.0.1:9464"

var defaultRates = api.Rates{
	User: api.Rate{PerSecond: 50, Burst: 200}, Key: api.Rate{PerSecond: 500, Burst: 2000},
	Address: api.Rate{PerSecond: 1000, Burst: 4000}, Anonymous: api.Rate{PerSecond: 50, Burst: 500},
}

func readBorder(getenv func(string) string, complain complaint) border {
	return border{
		origins: readOrigins(getenv("XUNCHA_CORS_ORIGINS"), complain),
		rates:   readRates(getenv("XUNCHA_RATE_LIMITS"), complain),
		tlsCert: readPair(getenv, complain), tlsKey: getenv("XUNCHA_TLS_KEY"),
		metrics: readMetrics(getenv("XUNCHA_METRICS_ADDR"), complain),
	}
}

func readPair(getenv func(string) string, complain complaint) string {
	certificate, key := getenv("XUNCHA_TLS_CERT"), getenv("XUNCHA_TLS_KEY")
	switch {
	case certificate != "" && key == "":
		complain("XUNCHA_TLS_KEY", "is missing beside XUNCHA_TLS_CERT")
	case certificate == "" && key != "":
		complain("XUNCHA_TLS_CERT", "is missing beside XUNCHA_TLS_KEY")
	}
	return certificate
}

func readOrigins(text string, complain complaint) (origins []string) {
	if text == "" {
		return nil
	}
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if fault := originFault(part); fault != "" {
			complain("XUNCHA_CORS_ORIGINS", "%q %s", part, fault)
		} else if !slices.Contains(origins, part) {
			origins = append(origins, part)
		}
	}
	return origins
}

// originFault says why a text is not an origin as browsers write it, or nothing. It is compared byte for byte, so any other
// spelling would never match.
func originFault(text string) string {
	const shape = "is not an origin such as https://inspect.example.gov.cn"
	u, err := url.Parse(text)
	switch {
	case strings.Contains(text, "*"):
		return "has a *: list each origin by itself"
	case err != nil || u.Hostname() == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return shape
	case text != u.Scheme+"://"+u.Host || strings.ToLower(text) != text || !isASCII(text):
		return shape + ": no path, no user, in lower case, a Chinese name as xn--…"
	case (u.Scheme == "https" && u.Port() == "443") || (u.Scheme == "http" && u.Port() == "80") || strings.HasSuffix(u.Host, ":"):
		return "names the port of its scheme, which browsers leave out"
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return "must begin with https://, as it is not of this machine"
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 || port != strconv.FormatUint(n, 10) {
			return shape
		}
	}
	return ""
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && ip.IsLoopback())
}

// readRates reads limits such as key=500/2000,anonymous=off over those of the program.
func readRates(text string, complain complaint) api.Rates {
	rates := defaultRates
	if text == "" {
		return rates
	}
	if text == "off" {
		return api.Rates{}
	}
	places := map[string]*api.Rate{"user": &rates.User, "key": &rates.Key, "address": &rates.Address, "anonymous": &rates.Anonymous}
	for part := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		place, known := places[name]
		rate, good := parseRate(value)
		switch {
		case !known:
			complain("XUNCHA_RATE_LIMITS", "%q is none of user, key, address, anonymous, each once", name)
		case !good:
			complain("XUNCHA_RATE_LIMITS", "%q is neither a limit such as %s=50/200, a second and at once, nor %s=off", part, name, name)
		default:
			*place = rate
			delete(places, name)
		}
	}
	return rates
}

func parseRate(text string) (api.Rate, bool) {
	if text == "off" {
		return api.Rate{}, true
	}
	a, b, _ := strings.Cut(text, "/")
	perSecond, err1 := strconv.ParseUint(a, 10, 20)
	burst, err2 := strconv.ParseUint(b, 10, 20)
	good := err1 == nil && err2 == nil && perSecond > 0 && burst > 0
	return api.Rate{PerSecond: int(perSecond), Burst: int(burst)}, good
}

func readMetrics(text string, complain complaint) metricsAddress {
	switch text {
	case "":
		return metricsAddress{addr: defaultMetrics}
	case "off":
		return metricsAddress{}
	}
	host, port, err := net.SplitHostPort(text)
	ip, notIP := netip.ParseAddr(host)
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || notIP != nil || !ip.IsLoopback() || bad != nil || port != strconv.FormatUint(n, 10) {
		complain("XUNCHA_METRICS_ADDR", "%q is neither an address of this machine alone, such as %s, nor off", text, defaultMetrics)
	}
	return metricsAddress{addr: text, asked: true}
}
