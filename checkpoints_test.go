package main

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/blobs"
	"xuncha/service/seal"
)

// audited is a program over a database, with a folder for its checkpoints and a clock that can be moved.
func audited(t *testing.T, s *repository.Store, now *time.Time) *app {
	t.Helper()
	folder, err := blobs.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = folder.Close() })
	world := service.Settings{
		Clock: func() time.Time { return *now }, Ring: seal.Fresh(), Evidence: service.EvidenceSettings{Blobs: folder},
	}
	a := &app{
		config: config{auditDir: filepath.Join(t.TempDir(), "audit")}, logger: slog.New(slog.DiscardHandler), store: s,
		services: service.New(s, world), chain: service.NewChain(s, world), world: world,
	}
	if err := a.services.Catalogues.LoadNational(t.Context(), service.Operator("test")); err != nil {
		t.Fatal(err)
	}
	return a
}

func (a *app) token(t *testing.T) {
	t.Helper()
	e := model.TokenEdit{Name: "x", Role: model.RoleViewer, Scope: "42"}
	if _, _, err := a.services.Tokens.Create(t.Context(), service.Operator("test"), e); err != nil {
		t.Fatal(err)
	}
}

func (a *app) checked(t *testing.T) (service.Verification, []model.Checkpoint) {
	t.Helper()
	checkpoints, keys, err := auditVerifyCommand{}.read(program{stderr: os.Stderr}, a.config.auditDir)
	if err != nil {
		t.Fatal(err)
	}
	v, err := a.chain.Verify(t.Context(), checkpoints, keys)
	if err != nil {
		t.Fatal(err)
	}
	return v, checkpoints
}

func mustNotary(t *testing.T, a *app) *notary {
	t.Helper()
	n, err := a.notary()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A checkpoint is made where there is something new, and a line that a crash has cut spoils no other.
func TestCheckpointsAreKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		now := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)
		a := audited(t, s, &now)
		n := mustNotary(t, a)
		for range 2 {
			if err := n.checkpoint(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		file := filepath.Join(a.config.auditDir, checkpointsFile)
		content, err := os.ReadFile(file)
		if err != nil || bytes.Count(content, []byte("\n")) != 1 {
			t.Fatalf("%v:\n%s", err, content)
		}
		if err := os.WriteFile(file, append(content, content[:40]...), 0o600); err != nil { //nolint:gosec // a file of this test
			t.Fatal(err)
		}
		a.token(t)
		if err := n.checkpoint(t.Context()); err != nil {
			t.Fatal(err)
		}
		found, unreadable, err := readCheckpoints(file)
		if err != nil || len(found) != 2 || unreadable != 1 {
			t.Errorf("%d checkpoints, %d cut lines, %v", len(found), unreadable, err)
		}
		if v, _ := a.checked(t); v.Fault != nil || v.Checkpoints != 2 || v.Newest.Seq != 2 {
			t.Errorf("%+v", v)
		}
	})
}

// Programs that share a folder start together with one key, and write whole lines.
func TestCheckpointsOfSeveralPrograms(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		now := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)
		a := audited(t, s, &now)
		var programs sync.WaitGroup
		for range 8 {
			programs.Go(func() {
				n, err := a.notary()
				if err == nil {
					a.token(t)
					err = n.checkpoint(context.Background())
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		programs.Wait()
		v, checkpoints := a.checked(t)
		if v.Fault != nil || len(checkpoints) == 0 || v.Checkpoints != len(checkpoints) {
			t.Errorf("%+v %+v of %d", v, v.Fault, len(checkpoints))
		}
		for _, c := range checkpoints {
			if !c.Key.Equal(checkpoints[0].Key) {
				t.Error("there are several keys")
			}
		}
	}, repository.WithPool(4))
}

// Old entries are announced before they go, and the trail is whole after each step.
func TestRetention(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		now := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)
		a := audited(t, s, &now)
		n := mustNotary(t, a)
		a.token(t)
		if err := n.purge(t.Context(), 184); err != nil {
			t.Fatal(err)
		}
		if err := n.checkpoint(t.Context()); err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(1, 0, 0)
		a.token(t)
		for range 2 {
			if err := n.checkpoint(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := n.purge(t.Context(), 184); err != nil {
				t.Fatal(err)
			}
		}
		v, checkpoints := a.checked(t)
		last := checkpoints[len(checkpoints)-1]
		if v.Fault != nil || v.First != 3 || v.Last != 4 || last.BaseSeq != 2 || last.Entries != 2 {
			t.Errorf("%+v %+v %+v", v, v.Fault, last)
		}
	})
}

// The key is made once, and nobody but its owner reads it.
func TestSigningKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "audit")
	first, err := signingKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	second, err := signingKey(dir)
	if err != nil || !first.Equal(second) {
		t.Error("there is another key", err)
	}
	if info, err := os.Stat(filepath.Join(dir, signingKeyFile)); err != nil || info.Mode() != 0o400 {
		t.Error(info, err)
	}
	if err := os.Chmod(filepath.Join(dir, signingKeyFile), 0o600); err != nil {
		t.Fatal(err)
	}
	for content, want := range map[string]string{"x": "no key in PEM", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n": "read"} {
		if err := os.WriteFile(filepath.Join(dir, signingKeyFile), []byte(content), fs.FileMode(0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := signingKey(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", content, err)
		}
		if err := os.Chmod(filepath.Join(dir, signingKeyFile), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAuditSettings(t *testing.T) {
	for name, values := range map[string][]string{
		"XUNCHA_AUDIT_CHECKPOINT": {"59s", "1", "-1h", "x"}, "XUNCHA_AUDIT_RETENTION": {"183", "0", "-1", "1.5", "ever", "36526"},
	} {
		for _, v := range values {
			if _, err := readConfig(environment(map[string]string{name: v})); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%s=%s: %v", name, v, err)
			}
		}
	}
	if c, err := readConfig(environment(map[string]string{"XUNCHA_AUDIT_RETENTION": "forever"})); err != nil || c.auditRetention != 0 {
		t.Error(c.auditRetention, err)
	}
	if c, err := readConfig(environment(map[string]string{"XUNCHA_DATABASE": "sqlite::memory:"})); err != nil || c.auditDir != "" {
		t.Error(c.auditDir, err)
	}
}
