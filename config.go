package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/outgoing"
	"xuncha/service/seal"
)

// config is every setting of the program. deploy/env.example lists the same names; a test compares the two.
type config struct {
	addr       string
	database   string
	adminToken string
	language   model.Language
	logLevel   slog.Level
	proxies    []netip.Prefix
	keys       string
	keysFile   string
	suite      seal.Suite // of new keys
	oidc       oidc

	sessionIdle, sessionMax time.Duration

	auditDir        string        // of checkpoints and the key that signs them, empty for none
	auditCheckpoint time.Duration // between two
	auditRetention  int           // days, 0 for ever

	changesRetention int // days

	publicBulletins bool // everybody reads what was issued
	border
	evidence evidence
	outgoing outgoing.Options
	province provinceConfig
}

// settings are the names of the environment. An empty value is the same as none.
var settings = slices.Concat([]string{
	"XUNCHA_ADDR", "XUNCHA_DATABASE", "XUNCHA_DATABASE_FILE", "XUNCHA_ADMIN_TOKEN", "XUNCHA_ADMIN_TOKEN_FILE",
	"XUNCHA_LANGUAGE", "XUNCHA_LOG_LEVEL", "XUNCHA_TRUSTED_PROXIES", "XUNCHA_KEYS", "XUNCHA_KEYS_FILE", "XUNCHA_CRYPTO",
	"XUNCHA_SESSION_IDLE", "XUNCHA_SESSION_MAX",
}, oidcSettings, []string{
	"XUNCHA_CORS_ORIGINS", "XUNCHA_RATE_LIMITS", "XUNCHA_TLS_CERT", "XUNCHA_TLS_KEY", "XUNCHA_METRICS_ADDR",
	"XUNCHA_AUDIT_DIR", "XUNCHA_AUDIT_CHECKPOINT", "XUNCHA_AUDIT_RETENTION",
}, evidenceSettings, []string{"XUNCHA_PUBLIC_BULLETINS", "XUNCHA_CHANGES_RETENTION"}, outgoingSettings, provinceSettings)

// readConfig reads the environment and reports every fault at once. No fault shows a secret.
func readConfig(getenv func(string) string) (config, error) {
	c := config{addr: "127.0.0.1:8080", database: "sqlite:data/xuncha.db", language: model.Chinese}
	var faults []error
	complain := func(name, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s: %s", name, fmt.Sprintf(format, args...)))
	}
	if v := getenv("XUNCHA_ADDR"); v != "" {
		c.addr = v
	}
	if _, port, err := net.SplitHostPort(c.addr); err != nil || port == "" {
		complain("XUNCHA_ADDR", "%q is not an address such as 127.0.0.1:8080", c.addr)
	}
	c.readDatabase(getenv, complain)
	c.readAdminToken(getenv, complain)
	switch v := model.Language(getenv("XUNCHA_LANGUAGE")); v {
	case "":
	case model.Chinese, model.English:
		c.language = v
	default:
		complain("XUNCHA_LANGUAGE", "%q is neither zh nor en", string(v))
	}
	if v := getenv("XUNCHA_LOG_LEVEL"); v != "" {
		if err := c.logLevel.UnmarshalText([]byte(v)); err != nil {
			complain("XUNCHA_LOG_LEVEL", "%q is none of debug, info, warn, error", v)
		}
	}
	if v := getenv("XUNCHA_TRUSTED_PROXIES"); v != "" {
		for part := range strings.SplitSeq(v, ",") {
			prefix, err := netip.ParsePrefix(strings.TrimSpace(part))
			if err != nil {
				complain("XUNCHA_TRUSTED_PROXIES", "%q is not a network such as 10.0.0.0/8", part)
			}
			c.proxies = append(c.proxies, prefix)
		}
	}
	c.readKeys(getenv, complain)
	c.readOIDC(getenv, complain)
	c.readSessions(getenv, complain)
	c.readAudit(getenv, complain)
	c.border = readBorder(getenv, complain)
	c.readEvidence(getenv, complain)
	c.changesRetention = readChangesRetention(getenv("XUNCHA_CHANGES_RETENTION"), complain)
	c.outgoing = readOutgoing(getenv, complain)
	c.readProvince(getenv, complain)
	switch v := getenv("XUNCHA_PUBLIC_BULLETINS"); v {
	case "", "false":
	case "true":
		c.publicBulletins = true
	default:
		complain("XUNCHA_PUBLIC_BULLETINS", "%q is neither true nor false", v)
	}
	return c, errors.Join(faults...)
}

func (c *config) readKeys(getenv func(string) string, complain complaint) {
	c.keys, c.keysFile, c.suite = getenv("XUNCHA_KEYS"), getenv("XUNCHA_KEYS_FILE"), seal.International
	if c.keys != "" && c.keysFile != "" {
		complain("XUNCHA_KEYS_FILE", "set either this or XUNCHA_KEYS, not both")
	}
	if c.keys != "" {
		if _, err := seal.Parse(c.keys); err != nil {
			complain("XUNCHA_KEYS", "%v", err)
		}
	}
	if v := seal.Suite(getenv("XUNCHA_CRYPTO")); v != "" {
		c.suite = v
		if !slices.Contains(seal.Suites, v) {
			complain("XUNCHA_CRYPTO", "%q is neither %s nor %s", string(v), seal.International, seal.National)
		}
	}
}

// unknownSettings lists names that look like settings and are none: most often a slip of the pen. It is no fault, as
// orchestrators put names of their own beside ours.
func unknownSettings(environ []string) []string {
	var unknown []string
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "XUNCHA_") && !slices.Contains(settings, name) {
			unknown = append(unknown, name)
		}
	}
	return unknown
}

func (c *config) readDatabase(getenv func(string) string, complain complaint) {
	value, from, ok := valueOrFile(getenv, complain, "XUNCHA_DATABASE")
	if !ok {
		return
	}
	if value != "" {
		c.database = value
	}
	if err := repository.CheckAddress(c.database); err != nil {
		complain(from, "%v", err)
	}
}

// leastVariety is how many different characters a secret of the operator's own has at least: the weak ones are those that
// were filled up to the length.
const leastVariety = 10

func (c *config) readAdminToken(getenv func(string) string, complain complaint) {
	text, from, ok := valueOrFile(getenv, complain, "XUNCHA_ADMIN_TOKEN")
	if !ok || text == "" {
		return
	}
	const advice = "`openssl rand -hex 32` makes one"
	different := map[rune]bool{}
	visible := true
	for _, r := range text {
		different[r] = true
		visible = visible && r > ' ' && r <= '~'
	}
	switch {
	case len(text) < model.MinTokenLength || !visible:
		complain(from, "must have at least %d characters of ASCII without spaces; %s", model.MinTokenLength, advice)
	case len(different) < leastVariety:
		complain(from, "must have at least %d different characters, or it is guessed too easily; %s", leastVariety, advice)
	}
	c.adminToken = text
}
