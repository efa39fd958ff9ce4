package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/service/blobs"
)

func TestConfigOfEvidence(t *testing.T) {
	bucket := func(change func(*blobs.BucketSettings)) config {
		c := defaults()
		b := &blobs.BucketSettings{
			Endpoint: &url.URL{Scheme: "https", Host: "s3.example.gov.cn"}, Region: "us-east-1", Bucket: "evidence", KeyID: "id", Secret: secret,
		}
		change(b)
		c.evidence.folder, c.evidence.bucket = "", b
		return c
	}
	folder := func(name string) config {
		c := defaults()
		c.evidence.folder = name
		return c
	}
	const where, endpoint = "XUNCHA_EVIDENCE", "endpoint=https://s3.example.gov.cn"
	keys := func(address string) map[string]string {
		return map[string]string{where: address, "XUNCHA_EVIDENCE_KEY_ID": "id", "XUNCHA_EVIDENCE_SECRET": secret}
	}
	for name, c := range map[string]struct {
		values map[string]string
		want   config
	}{
		"a folder":          {map[string]string{where: "file:///data/evidence/"}, folder("/data/evidence")},
		"a relative folder": {map[string]string{where: "file:some/where"}, folder("some/where")},
		"a bucket":          {keys("s3://evidence?" + endpoint), bucket(func(*blobs.BucketSettings) {})},
		"all of a bucket": {keys("s3://evidence/a/b/?path_style=true&region=cn-north-1&endpoint=http://127.0.0.1:9000"), bucket(func(b *blobs.BucketSettings) {
			b.Endpoint, b.Region, b.Prefix, b.PathStyle = &url.URL{Scheme: "http", Host: "127.0.0.1:9000"}, "cn-north-1", "a/b", true
		})},
		"the secret in a file": {map[string]string{
			where: "s3://evidence?" + endpoint, "XUNCHA_EVIDENCE_KEY_ID": "id", "XUNCHA_EVIDENCE_SECRET_FILE": writeSecret(t, secret+"\n"),
		}, bucket(func(*blobs.BucketSettings) {})},
	} {
		t.Run(name, func(t *testing.T) { compareConfig(t, c.values, c.want) })
	}
	want := defaults()
	want.evidence.limits = model.EvidenceLimits{File: 1 << 20, Video: 2048 << 20}
	compareConfig(t, map[string]string{"XUNCHA_EVIDENCE_MAX_FILE": "1", "XUNCHA_EVIDENCE_MAX_VIDEO": "2048"}, want)
	for what, c := range map[string]struct {
		values map[string]string
		want   string
	}{
		"another scheme":     {map[string]string{where: "ftp://x"}, "must be a folder"},
		"no folder":          {map[string]string{where: "file://"}, "must be a folder"},
		"a bare path":        {map[string]string{where: "/data"}, "must be a folder"},
		"a bad bucket":       {keys("s3://Evidence?" + endpoint), "must be a bucket"},
		"no endpoint":        {keys("s3://evidence"), "needs the address of the server"},
		"a bad endpoint":     {keys("s3://evidence?endpoint=s3.example.gov.cn"), "is not the address of a server"},
		"a path of it":       {keys("s3://evidence?endpoint=https://s3.example.gov.cn/x"), "is not the address of a server"},
		"an unknown word":    {keys("s3://evidence?acl=public&" + endpoint), `has no parameter "acl"`},
		"half a truth":       {keys("s3://evidence?path_style=yes&" + endpoint), "path_style is"},
		"no secret":          {map[string]string{where: "s3://evidence?" + endpoint, "XUNCHA_EVIDENCE_KEY_ID": "id"}, "XUNCHA_EVIDENCE_SECRET: is needed"},
		"no key":             {map[string]string{where: "s3://evidence?" + endpoint, "XUNCHA_EVIDENCE_SECRET": secret}, "XUNCHA_EVIDENCE_KEY_ID: is needed"},
		"a secret for none":  {map[string]string{"XUNCHA_EVIDENCE_SECRET": secret}, "XUNCHA_EVIDENCE_SECRET: needs a bucket"},
		"no figure":          {map[string]string{"XUNCHA_EVIDENCE_MAX_FILE": "20MiB"}, "XUNCHA_EVIDENCE_MAX_FILE: "},
		"too large a figure": {map[string]string{"XUNCHA_EVIDENCE_MAX_VIDEO": "2049"}, "XUNCHA_EVIDENCE_MAX_VIDEO: "},
	} {
		_, err := readConfig(environment(c.values))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: want one fault with %q, got %v", what, c.want, err)
		}
	}
}

// The evidence of a database in memory lives as long as it.
func TestEvidenceOfAMemoryDatabase(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c, err := readConfig(environment(map[string]string{"XUNCHA_DATABASE": "sqlite::memory:"}))
	if err != nil {
		t.Fatal(err)
	}
	store, closeStore, err := c.evidence.open()
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if err := closeStore(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "xuncha-evidence-*")); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}
