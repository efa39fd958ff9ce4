package main

import (
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service/seal"
)

func environment(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

const address = "mysql://u@h/n"

func compareConfig(t *testing.T, values map[string]string, want config) {
	t.Helper()
	got, err := readConfig(environment(values))
	if err != nil {
		t.Errorf("%v: %v", values, err)
	}
	same := cmp.Options{cmp.AllowUnexported(config{}, oidc{}, border{}, metricsAddress{}, evidence{}, provinceConfig{}), cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })}
	if diff := cmp.Diff(want, got, same); diff != "" {
		t.Errorf("%v (-want +got):\n%s", values, diff)
	}
}

func defaults() config {
	return config{
		addr: "127.0.0.1:8080", database: "sqlite:data/xuncha.db", language: model.Chinese, suite: seal.International,
		auditDir: "data/audit", auditCheckpoint: time.Hour, auditRetention: 1826, sessionIdle: 30 * time.Minute, sessionMax: 12 * time.Hour,
		border:   border{rates: defaultRates, metrics: metricsAddress{addr: defaultMetrics}},
		evidence: evidence{folder: "data/evidence", limits: model.DefaultEvidenceLimits}, changesRetention: 400,
		province: provinceConfig{timeout: defaultProvinceTimeout},
	}
}

func TestConfigHasDefaultsThatWork(t *testing.T) {
	compareConfig(t, nil, defaults())
	empty := map[string]string{}
	for _, name := range settings {
		empty[name] = ""
	}
	compareConfig(t, empty, defaults())
}

func TestConfigTakesEverySetting(t *testing.T) {
	token := model.NewTokenText()
	compareConfig(t, map[string]string{
		"XUNCHA_ADDR": "[::]:80", "XUNCHA_DATABASE": address, "XUNCHA_ADMIN_TOKEN": token, "XUNCHA_LANGUAGE": "en",
		"XUNCHA_LOG_LEVEL": "warn", "XUNCHA_TRUSTED_PROXIES": "10.0.0.0/8, fd00::/8",
		"XUNCHA_SESSION_IDLE": "10m", "XUNCHA_SESSION_MAX": "1h30m",
		"XUNCHA_AUDIT_DIR": "/var/audit", "XUNCHA_AUDIT_CHECKPOINT": "1m", "XUNCHA_AUDIT_RETENTION": "184",
	}, config{
		changesRetention: 400,
		suite:            seal.International, border: defaults().border, evidence: defaults().evidence, province: defaults().province, sessionIdle: 10 * time.Minute, sessionMax: 90 * time.Minute, auditDir: "/var/audit", auditCheckpoint: time.Minute, auditRetention: 184,
		addr: "[::]:80", database: address, adminToken: token, language: model.English, logLevel: slog.LevelWarn,
		proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")},
	})
}

func writeSecret(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "database")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestConfigReadsTheDatabaseFromAFile(t *testing.T) {
	want := defaults()
	want.database = address
	for _, text := range []string{address, address + "\n", " " + address + "\r\n"} {
		compareConfig(t, map[string]string{"XUNCHA_DATABASE_FILE": writeSecret(t, text)}, want)
	}
}

func TestConfigReadsTheAdminTokenFromAFile(t *testing.T) {
	want := defaults()
	want.adminToken = model.NewTokenText()
	compareConfig(t, map[string]string{"XUNCHA_ADMIN_TOKEN_FILE": writeSecret(t, want.adminToken+"\n")}, want)
}

// secret stands where a password or token would. No fault may show it.
const secret = "hunter2"

func TestConfigFaults(t *testing.T) {
	for name, c := range map[string]struct {
		values map[string]string
		want   string
	}{
		"address without port":   {map[string]string{"XUNCHA_ADDR": "127.0.0.1"}, "XUNCHA_ADDR: "},
		"address with no port":   {map[string]string{"XUNCHA_ADDR": "127.0.0.1:"}, "XUNCHA_ADDR: "},
		"unknown database":       {map[string]string{"XUNCHA_DATABASE": "postgres://u:" + secret + "@h/n"}, "XUNCHA_DATABASE: expected"},
		"broken database":        {map[string]string{"XUNCHA_DATABASE": "mysql://u:" + secret + "%@h/n"}, "XUNCHA_DATABASE: "},
		"database without name":  {map[string]string{"XUNCHA_DATABASE": "mysql://u:" + secret + "@h"}, "XUNCHA_DATABASE: "},
		"both":                   {map[string]string{"XUNCHA_DATABASE": "mysql://u:" + secret + "@h/n", "XUNCHA_DATABASE_FILE": "f"}, "XUNCHA_DATABASE_FILE: set either"},
		"no such file":           {map[string]string{"XUNCHA_DATABASE_FILE": "/no/such/file"}, "XUNCHA_DATABASE_FILE: open /no/such/file"},
		"empty file":             {map[string]string{"XUNCHA_DATABASE_FILE": writeSecret(t, " \n")}, "is empty"},
		"bad file":               {map[string]string{"XUNCHA_DATABASE_FILE": writeSecret(t, "mysql://u:"+secret+"@h")}, "XUNCHA_DATABASE_FILE: expected"},
		"short token":            {map[string]string{"XUNCHA_ADMIN_TOKEN": secret}, "XUNCHA_ADMIN_TOKEN: must have"},
		"token with a space":     {map[string]string{"XUNCHA_ADMIN_TOKEN": secret + strings.Repeat(" x", 32)}, "XUNCHA_ADMIN_TOKEN: must have"},
		"token with a line":      {map[string]string{"XUNCHA_ADMIN_TOKEN": secret + strings.Repeat("x", 32) + "\n"}, "XUNCHA_ADMIN_TOKEN: must have"},
		"weak token":             {map[string]string{"XUNCHA_ADMIN_TOKEN": strings.Repeat(secret, 5)}, "XUNCHA_ADMIN_TOKEN: must have at least 10 different"},
		"token of other scripts": {map[string]string{"XUNCHA_ADMIN_TOKEN": secret + strings.Repeat("密", 32)}, "XUNCHA_ADMIN_TOKEN: must have"},
		"two tokens":             {map[string]string{"XUNCHA_ADMIN_TOKEN": secret, "XUNCHA_ADMIN_TOKEN_FILE": "f"}, "XUNCHA_ADMIN_TOKEN_FILE: set either"},
		"no token in the file":   {map[string]string{"XUNCHA_ADMIN_TOKEN_FILE": writeSecret(t, "\n")}, "is empty"},
		"short token in a file":  {map[string]string{"XUNCHA_ADMIN_TOKEN_FILE": writeSecret(t, secret)}, "XUNCHA_ADMIN_TOKEN_FILE: must have"},
		"weak token in a file":   {map[string]string{"XUNCHA_ADMIN_TOKEN_FILE": writeSecret(t, strings.Repeat(secret, 5)+"\n")}, "XUNCHA_ADMIN_TOKEN_FILE: must have"},
		"no file of a token":     {map[string]string{"XUNCHA_ADMIN_TOKEN_FILE": "/no/such/file"}, "XUNCHA_ADMIN_TOKEN_FILE: open /no/such/file"},
		"language":               {map[string]string{"XUNCHA_LANGUAGE": "de"}, `XUNCHA_LANGUAGE: "de"`},
		"log level":              {map[string]string{"XUNCHA_LOG_LEVEL": "loud"}, `XUNCHA_LOG_LEVEL: "loud"`},
		"proxies":                {map[string]string{"XUNCHA_TRUSTED_PROXIES": "10.0.0.0/8,10.1.1.1"}, `XUNCHA_TRUSTED_PROXIES: "10.1.1.1"`},
		"session":                {map[string]string{"XUNCHA_SESSION_IDLE": "30"}, `XUNCHA_SESSION_IDLE: "30" is not`},
		"short session":          {map[string]string{"XUNCHA_SESSION_IDLE": "59s"}, "XUNCHA_SESSION_IDLE: "},
		"endless session":        {map[string]string{"XUNCHA_SESSION_MAX": "169h"}, "XUNCHA_SESSION_MAX: "},
		"idle beyond the end":    {map[string]string{"XUNCHA_SESSION_MAX": "20m"}, "XUNCHA_SESSION_IDLE: 30m0s is longer"},
	} {
		_, err := readConfig(environment(c.values))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want %q, got %v", name, c.want, err)
			continue
		}
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%s shows the secret: %v", name, err)
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: one fault gives several: %v", name, err)
		}
	}
}

func TestConfigReportsEveryFaultAtOnce(t *testing.T) {
	_, err := readConfig(environment(map[string]string{
		"XUNCHA_ADDR": "x", "XUNCHA_DATABASE": "mysql://u:" + secret + "@h", "XUNCHA_ADMIN_TOKEN": secret, "XUNCHA_LANGUAGE": "x",
		"XUNCHA_LOG_LEVEL": "x", "XUNCHA_TRUSTED_PROXIES": "x,y",
	}))
	if err == nil {
		t.Fatal("no fault was found")
	}
	var names []string
	for line := range strings.Lines(err.Error()) {
		name, _, _ := strings.Cut(line, ":")
		names = append(names, name)
	}
	want := []string{
		"XUNCHA_ADDR", "XUNCHA_DATABASE", "XUNCHA_ADMIN_TOKEN", "XUNCHA_LANGUAGE", "XUNCHA_LOG_LEVEL",
		"XUNCHA_TRUSTED_PROXIES", "XUNCHA_TRUSTED_PROXIES",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if strings.Contains(err.Error(), secret) {
		t.Errorf("it shows a secret: %v", err)
	}
}

func TestUnknownSettings(t *testing.T) {
	got := unknownSettings([]string{"PATH=/bin", "XUNCHA_ADDR=x", "XUNCHA_ADDR_=x", "xuncha_addr=x", "XUNCHA_=", "XUNCHA_DATABASE_FILE"})
	if diff := cmp.Diff([]string{"XUNCHA_ADDR_", "XUNCHA_"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
