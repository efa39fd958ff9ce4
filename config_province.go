package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"xuncha/service"
	"xuncha/service/outgoing"
	"xuncha/service/province"
)

// provinceSettings are the settings of the system above.
var provinceSettings = []string{
	"XUNCHA_PROVINCE", "XUNCHA_PROVINCE_CLIENT", "XUNCHA_PROVINCE_SECRET", "XUNCHA_PROVINCE_SECRET_FILE", "XUNCHA_PROVINCE_SIGN",
	"XUNCHA_PROVINCE_CERT", "XUNCHA_PROVINCE_KEY", "XUNCHA_PROVINCE_CA", "XUNCHA_PROVINCE_TIMEOUT",
}

// provinceConfig is how the system above is reached: at an address, by a folder, or by neither.
type provinceConfig struct {
	base    *url.URL
	folder  string
	signer  province.Signer
	tls     *tls.Config
	timeout time.Duration
}

const defaultProvinceTimeout = 30 * time.Second

func (c *config) readProvince(getenv func(string) string, complain complaint) {
	const setting = "XUNCHA_PROVINCE"
	p := &c.province
	p.timeout = defaultProvinceTimeout
	if text := getenv("XUNCHA_PROVINCE_TIMEOUT"); text != "" {
		d, err := time.ParseDuration(text)
		if err != nil || d < time.Second || d > 5*time.Minute {
			complain("XUNCHA_PROVINCE_TIMEOUT", "%q is not a time from 1s to 5m", text)
		}
		p.timeout = d
	}
	address := getenv(setting)
	folder, isFile := strings.CutPrefix(address, "file:")
	folder = strings.TrimPrefix(folder, "//")
	switch {
	case address == "":
	case isFile && (!filepath.IsAbs(folder) || strings.ContainsAny(folder, "?#")):
		complain(setting, "must be a folder with its whole path, such as file:///srv/province")
	case isFile:
		p.folder = filepath.Clean(folder)
	default:
		p.readAddress(c.outgoing, address, getenv, complain)
		return
	}
	for _, name := range provinceSettings[1:] {
		if name != "XUNCHA_PROVINCE_TIMEOUT" && getenv(name) != "" {
			complain(name, "needs an address in XUNCHA_PROVINCE")
		}
	}
}

func (p *provinceConfig) readAddress(o outgoing.Options, address string, getenv func(string) string, complain complaint) {
	const setting = "XUNCHA_PROVINCE"
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		complain(setting, "%q is not an address such as https://province.example.gov.cn/api, without a query", address)
		return
	}
	if err := withPort(o, u).Check(setting, address); err != nil {
		complain(setting, "%v; XUNCHA_OUTGOING_NETWORKS names the private networks that may be called", err)
	}
	p.base, p.signer.Client, p.signer.Algorithm = u, getenv("XUNCHA_PROVINCE_CLIENT"), province.SHA256
	if p.signer.Client == "" || !isASCII(p.signer.Client) {
		complain("XUNCHA_PROVINCE_CLIENT", "is needed for an address: the name in ASCII that the system above knows this one by")
	}
	if v := province.Algorithm(getenv("XUNCHA_PROVINCE_SIGN")); v != "" {
		if p.signer.Algorithm = v; !slices.Contains(province.Algorithms, v) {
			complain("XUNCHA_PROVINCE_SIGN", "%q is neither %s nor %s", string(v), province.SHA256, province.SM3)
		}
	}
	secret, from, ok := valueOrFile(getenv, complain, "XUNCHA_PROVINCE_SECRET")
	if ok && len(secret) < province.MinSecret {
		complain(from, "must have at least %d characters", province.MinSecret)
	}
	p.signer.Secret = []byte(secret)
	p.tls = readClientTLS(getenv, complain)
}

// withPort lets the port of the configured address be called as well.
func withPort(o outgoing.Options, u *url.URL) outgoing.Options {
	if port, err := strconv.ParseUint(u.Port(), 10, 16); err == nil {
		o.Ports = append(slices.Clone(o.Ports), uint16(port))
	}
	return o
}

// readClientTLS reads the certificate that is shown to the system above, and who vouches for its own.
func readClientTLS(getenv func(string) string, complain complaint) *tls.Config {
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	certificate, key := getenv("XUNCHA_PROVINCE_CERT"), getenv("XUNCHA_PROVINCE_KEY")
	switch {
	case certificate != "" && key == "":
		complain("XUNCHA_PROVINCE_KEY", "is missing beside XUNCHA_PROVINCE_CERT")
	case certificate == "" && key != "":
		complain("XUNCHA_PROVINCE_CERT", "is missing beside XUNCHA_PROVINCE_KEY")
	case certificate != "":
		pair, err := tls.LoadX509KeyPair(certificate, key)
		if err != nil {
			complain("XUNCHA_PROVINCE_CERT", "%v", err)
		}
		t.Certificates = []tls.Certificate{pair}
	}
	if name := getenv("XUNCHA_PROVINCE_CA"); name != "" {
		pool, err := readPool(name)
		if err != nil {
			complain("XUNCHA_PROVINCE_CA", "%v", err)
		}
		t.RootCAs = pool
	}
	return t
}

// readPool reads the certificates of those who vouch for others.
func readPool(name string) (*x509.CertPool, error) {
	pool := x509.NewCertPool()
	content, err := os.ReadFile(name) //nolint:gosec // the operator names the file
	if err == nil && !pool.AppendCertsFromPEM(content) {
		err = fmt.Errorf("%s has no certificate in PEM", name)
	}
	return pool, err
}

// open opens the way to the system above. close lets go of it.
func (p provinceConfig) open(o outgoing.Options) (settings service.ProvinceSettings, closeWay func() error, err error) {
	settings.Timeout = p.timeout
	switch {
	case p.base != nil:
		o = withPort(o, p.base)
		o.TLS, o.Timeout = p.tls, p.timeout
		client := outgoing.New(o)
		settings.Way = province.NewClient(p.base, p.signer, client, time.Now)
		return settings, func() error { client.CloseIdleConnections(); return nil }, nil
	case p.folder != "":
		folder, err := province.OpenFolder(p.folder, time.Now)
		if err != nil {
			return settings, nil, fmt.Errorf("%w (XUNCHA_PROVINCE)", err)
		}
		settings.Way = folder
		return settings, folder.Close, nil
	}
	return settings, func() error { return nil }, nil
}
