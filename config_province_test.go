package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xuncha/service/province"
)

func TestProvinceConfig(t *testing.T) {
	secretFile := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secretFile, []byte("a secret of sixteen\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := map[string]string{
		"XUNCHA_PROVINCE": "https://province.example.gov.cn:8443/api", "XUNCHA_PROVINCE_CLIENT": "enshi",
		"XUNCHA_PROVINCE_SECRET_FILE": secretFile, "XUNCHA_PROVINCE_SIGN": "hmac-sm3", "XUNCHA_PROVINCE_TIMEOUT": "5s",
	}
	c, err := readConfig(environment(good))
	if err != nil || c.province.signer.Algorithm != province.SM3 || c.province.timeout != 5*time.Second || string(c.province.signer.Secret) != "a secret of sixteen" {
		t.Errorf("%v: %+v", err, c.province.timeout)
	}
	with := func(change map[string]string) map[string]string {
		values := maps.Clone(good)
		maps.Copy(values, change)
		return values
	}
	folder := map[string]string{"XUNCHA_PROVINCE": "file:///srv/province"}
	if c, err := readConfig(environment(folder)); err != nil || c.province.folder != "/srv/province" {
		t.Errorf("%v: %+v", err, c.province.folder)
	}
	for want, values := range map[string]map[string]string{
		"XUNCHA_PROVINCE: \"province\"":                       with(map[string]string{"XUNCHA_PROVINCE": "province"}),
		"without a query":                                     with(map[string]string{"XUNCHA_PROVINCE": "https://p.gov.cn/?a=b"}),
		"XUNCHA_OUTGOING_NETWORKS names":                      with(map[string]string{"XUNCHA_PROVINCE": "https://10.1.2.3/api"}),
		"XUNCHA_PROVINCE: ":                                   with(map[string]string{"XUNCHA_PROVINCE": "http://p.gov.cn/"}),
		"whole path":                                          {"XUNCHA_PROVINCE": "file:province"},
		"XUNCHA_PROVINCE_CLIENT: is needed":                   with(map[string]string{"XUNCHA_PROVINCE_CLIENT": ""}),
		"XUNCHA_PROVINCE_SECRET: must have at least":          with(map[string]string{"XUNCHA_PROVINCE_SECRET": secret, "XUNCHA_PROVINCE_SECRET_FILE": ""}),
		"XUNCHA_PROVINCE_SECRET_FILE: set either":             with(map[string]string{"XUNCHA_PROVINCE_SECRET": secret}),
		"XUNCHA_PROVINCE_SIGN: \"md5\"":                       with(map[string]string{"XUNCHA_PROVINCE_SIGN": "md5"}),
		"XUNCHA_PROVINCE_TIMEOUT: \"1h\"":                     with(map[string]string{"XUNCHA_PROVINCE_TIMEOUT": "1h"}),
		"XUNCHA_PROVINCE_KEY: is missing":                     with(map[string]string{"XUNCHA_PROVINCE_CERT": secretFile}),
		"XUNCHA_PROVINCE_CERT: is missing":                    with(map[string]string{"XUNCHA_PROVINCE_KEY": secretFile}),
		"XUNCHA_PROVINCE_CA: " + secretFile:                   with(map[string]string{"XUNCHA_PROVINCE_CA": secretFile}),
		"XUNCHA_PROVINCE_CLIENT: needs an address":            {"XUNCHA_PROVINCE_CLIENT": "enshi"},
		"XUNCHA_PROVINCE_SECRET_FILE: needs an address in XU": {"XUNCHA_PROVINCE": "file:///srv/province", "XUNCHA_PROVINCE_SECRET_FILE": secretFile},
	} {
		if _, err := readConfig(environment(values)); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
