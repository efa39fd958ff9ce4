package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"xuncha/model"
	"xuncha/service/blobs"
)

// evidenceSettings are the settings of where files of evidence are kept.
var evidenceSettings = []string{
	"XUNCHA_EVIDENCE", "XUNCHA_EVIDENCE_KEY_ID", "XUNCHA_EVIDENCE_SECRET", "XUNCHA_EVIDENCE_SECRET_FILE",
	"XUNCHA_EVIDENCE_MAX_FILE", "XUNCHA_EVIDENCE_MAX_VIDEO",
}

// evidence is where files of evidence are kept: in a bucket when there is one, in a folder otherwise, which is a temporary one
// when it has no name.
type evidence struct {
	folder string
	bucket *blobs.BucketSettings
	limits model.EvidenceLimits
}

const (
	mebibyte    = 1 << 20
	maxEvidence = 2048 // MiB
)

func (c *config) readEvidence(getenv func(string) string, complain complaint) {
	c.evidence.limits = model.EvidenceLimits{
		File:  readMebibytes("XUNCHA_EVIDENCE_MAX_FILE", model.DefaultEvidenceLimits.File, getenv, complain),
		Video: readMebibytes("XUNCHA_EVIDENCE_MAX_VIDEO", model.DefaultEvidenceLimits.Video, getenv, complain),
	}
	where := getenv("XUNCHA_EVIDENCE")
	if strings.HasPrefix(where, "s3:") {
		c.evidence.bucket = readBucket(where, getenv, complain)
		return
	}
	for _, name := range []string{"XUNCHA_EVIDENCE_KEY_ID", "XUNCHA_EVIDENCE_SECRET", "XUNCHA_EVIDENCE_SECRET_FILE"} {
		if getenv(name) != "" {
			complain(name, "needs a bucket in XUNCHA_EVIDENCE")
		}
	}
	folder, isFile := strings.CutPrefix(where, "file:")
	folder = strings.TrimPrefix(folder, "//")
	switch {
	case where == "":
		if c.database != "sqlite::memory:" { // what is lost at the end has no evidence
			c.evidence.folder = filepath.Join(c.dataDir(), "evidence")
		}
	case !isFile || folder == "" || strings.ContainsAny(folder, "?#"):
		complain("XUNCHA_EVIDENCE", "must be a folder, such as file:///var/lib/xuncha/evidence, or a bucket, such as s3://evidence?endpoint=https://s3.example.gov.cn")
	default:
		c.evidence.folder = filepath.Clean(folder)
	}
}

func readMebibytes(name string, otherwise int64, getenv func(string) string, complain complaint) int64 {
	text := getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 1 || n > maxEvidence {
		complain(name, "%q is not a number of MiB from 1 to %d", text, maxEvidence)
	}
	return n * mebibyte
}

var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

func readBucket(where string, getenv func(string) string, complain complaint) *blobs.BucketSettings {
	const setting = "XUNCHA_EVIDENCE"
	b := &blobs.BucketSettings{Region: "us-east-1", KeyID: getenv("XUNCHA_EVIDENCE_KEY_ID")}
	u, err := url.Parse(where)
	if err != nil || !bucketName.MatchString(u.Host) || u.User != nil || u.Fragment != "" {
		complain(setting, "must be a bucket such as s3://evidence?endpoint=https://s3.example.gov.cn, the key beside it in XUNCHA_EVIDENCE_KEY_ID")
		return b
	}
	b.Bucket, b.Prefix = u.Host, strings.Trim(u.Path, "/")
	for name, values := range u.Query() {
		value := values[len(values)-1]
		switch name {
		case "endpoint":
			b.Endpoint = readEndpoint(value, complain)
		case "region":
			b.Region = value
		case "path_style":
			if b.PathStyle = value == "true"; value != "true" && value != "false" {
				complain(setting, "path_style is %q, neither true nor false", value)
			}
		default:
			complain(setting, "has no parameter %q: endpoint, region and path_style", name)
		}
	}
	if !u.Query().Has("endpoint") {
		complain(setting, "needs the address of the server: s3://%s?endpoint=https://s3.example.gov.cn", b.Bucket)
	}
	secret, from, ok := valueOrFile(getenv, complain, "XUNCHA_EVIDENCE_SECRET")
	if b.Secret = secret; ok && secret == "" {
		complain(from, "is needed for a bucket")
	}
	if b.KeyID == "" {
		complain("XUNCHA_EVIDENCE_KEY_ID", "is needed for a bucket")
	}
	return b
}

func readEndpoint(text string, complain complaint) *url.URL {
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || text != u.Scheme+"://"+u.Host {
		complain("XUNCHA_EVIDENCE", "the endpoint %q is not the address of a server, such as https://s3.example.gov.cn", text)
		return nil
	}
	return u
}

// open opens the store. close lets go of it.
func (e evidence) open() (store blobs.Store, closeStore func() error, err error) {
	if e.bucket != nil {
		store, err := blobs.OpenBucket(*e.bucket)
		if err != nil {
			return nil, nil, err
		}
		return store, store.Close, nil
	}
	folder, after := e.folder, func() error { return nil }
	if folder == "" {
		if folder, err = os.MkdirTemp("", "xuncha-evidence-"); err != nil {
			return nil, nil, fmt.Errorf("make a folder for evidence: %w", err)
		}
		after = func() error { return os.RemoveAll(folder) }
	}
	kept, err := blobs.OpenFolder(folder)
	if err != nil {
		return nil, nil, fmt.Errorf("%w; XUNCHA_EVIDENCE names another place", err)
	}
	return kept, func() error { return errors.Join(kept.Close(), after()) }, nil
}

// warnOfEvidence says when the store cannot be written at the start. Everything else works without it.
func (a *app) warnOfEvidence(ctx context.Context) {
	if err := a.evidence.Ready(ctx); err != nil {
		a.logger.Warn("the storage of evidence does not answer", slog.String("error", err.Error()))
	}
}
