package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writePair makes a certificate under a name, and writes it over what is there.
func writePair(t *testing.T, folder, name string) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotAfter: time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), DNSNames: []string{name},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	overwrite(t, certFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	overwrite(t, keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}))
	return certFile, keyFile
}

// overwrite puts a new file in place of the old one, as what renews certificates does.
func overwrite(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name+".new", content, 0o600); err != nil { //nolint:gosec // a folder of the test
		t.Fatal(err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		t.Fatal(err)
	}
}

func TestCertificateIsRenewed(t *testing.T) {
	folder := t.TempDir()
	certFile, keyFile := writePair(t, folder, "first")
	var log bytes.Buffer
	now := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)
	c, err := openCertificate(certFile, keyFile, newLogger(&log, slog.LevelInfo), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	serves := func(want string) {
		t.Helper()
		pair, err := c.get(nil)
		if err != nil || pair.Leaf.Subject.CommonName != want {
			t.Errorf("it serves %v (%v), want %s", pair.Leaf.Subject, err, want)
		}
	}
	warned := func(want int) {
		t.Helper()
		if got := strings.Count(log.String(), "the old one stays"); got != want {
			t.Errorf("%d warnings, want %d:\n%s", got, want, log.String())
		}
	}
	serves("first")
	writePair(t, folder, "second")
	serves("first") // nobody looks so soon
	now = now.Add(lookEvery)
	serves("second")
	warned(0)
	old, _ := os.ReadFile(keyFile)
	writePair(t, folder, "third")
	fresh, _ := os.ReadFile(keyFile)
	for name, broken := range map[string][]byte{"the key of another": old, "no key": []byte("nonsense"), "an empty key": {}} {
		log.Reset()
		overwrite(t, keyFile, broken)
		for range 3 { // told once
			now = now.Add(lookEvery)
			serves("second")
		}
		if warned(1); strings.Contains(log.String(), string(bytes.TrimSpace(old))) {
			t.Errorf("%s: the log has the key", name)
		}
	}
	log.Reset()
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		now = now.Add(lookEvery)
		serves("second")
	}
	warned(1)
	overwrite(t, keyFile, fresh)
	now = now.Add(lookEvery)
	serves("third")
	if strings.Contains(log.String(), "others can read") {
		t.Error("a key of the owner's alone is complained about")
	}
}

func TestCertificateThatCannotBeUsedStopsTheStart(t *testing.T) {
	folder := t.TempDir()
	certFile, keyFile := writePair(t, folder, "first")
	log := &bytes.Buffer{}
	logger := newLogger(log, slog.LevelInfo)
	for name, files := range map[string][2]string{
		"no certificate": {folder + "/none", keyFile}, "no key": {certFile, folder + "/none"}, "the other way round": {keyFile, certFile},
		"a folder": {folder, keyFile},
	} {
		if _, err := openCertificate(files[0], files[1], logger, time.Now); err == nil || !strings.Contains(err.Error(), "XUNCHA_TLS_") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Chmod(keyFile, 0o640); err != nil { //nolint:gosec // on purpose
		t.Fatal(err)
	}
	c, err := openCertificate(certFile, keyFile, logger, time.Now)
	if err != nil || !strings.Contains(log.String(), "others can read") {
		t.Errorf("%v, %s", err, log)
	}
	if config := c.config(); config.MinVersion != tls.VersionTLS12 || len(config.NextProtos) != 1 {
		t.Errorf("%+v", config)
	}
}
