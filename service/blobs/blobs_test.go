package blobs_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"xuncha/service/blobs"
	"xuncha/test/s3"
)

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if err := s3.RemoveProgram(); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// kept is a store of the test, and what lies below it.
type kept struct {
	blobs.Store
	put      func(name, text string) // as somebody else would, around the store
	drop     func(name string)
	breakOff func(ctx context.Context) // begins a draft and is never heard of again
}

func each(t *testing.T, fn func(t *testing.T, s kept)) {
	t.Run("folder", func(t *testing.T) {
		folder := t.TempDir()
		store, err := blobs.OpenFolder(folder)
		must(t, err)
		t.Cleanup(func() { must(t, store.Close()) })
		fn(t, kept{
			store,
			func(name, text string) {
				must(t, os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o750))
				must(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
			},
			func(name string) { must(t, os.Remove(filepath.Join(folder, name))) },
			func(context.Context) {
				must(t, os.WriteFile(filepath.Join(folder, "incoming", "x"), []byte("half"), 0o600))
			},
		})
	})
	t.Run("bucket", func(t *testing.T) {
		server := s3.Start(t)
		store, err := blobs.OpenBucket(server.Settings())
		must(t, err)
		core := minio.Core{Client: server.Client}
		fn(t, kept{
			store,
			func(name, text string) {
				_, err := server.Client.PutObject(t.Context(), s3.Bucket, "one/two/"+name, bytes.NewReader([]byte(text)), int64(len(text)), minio.PutObjectOptions{})
				must(t, err)
			},
			func(name string) {
				must(t, server.Client.RemoveObject(t.Context(), s3.Bucket, "one/two/"+name, minio.RemoveObjectOptions{}))
			},
			func(ctx context.Context) {
				id, err := core.NewMultipartUpload(ctx, s3.Bucket, "one/two/incoming/x", minio.PutObjectOptions{})
				must(t, err)
				_, err = core.PutObjectPart(ctx, s3.Bucket, "one/two/incoming/x", id, 1, bytes.NewReader([]byte("half")), 4, minio.PutObjectPartOptions{})
				must(t, err)
			},
		})
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s kept) read(t *testing.T, key string, offset, length int64) string {
	t.Helper()
	r, err := s.Read(t.Context(), key, offset, length)
	must(t, err)
	text, err := io.ReadAll(r)
	must(t, errors.Join(err, r.Close()))
	return string(text)
}

func (s kept) keys(t *testing.T) (keys []string) {
	t.Helper()
	for key, err := range s.Keys(t.Context()) {
		must(t, err)
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// A draft is no blob until it is kept, and then it is one as a whole, in the place of what was there.
func TestLifeOfABlob(t *testing.T) {
	each(t, func(t *testing.T, s kept) {
		ctx := t.Context()
		must(t, s.Ready(ctx))
		for _, text := range []string{"0123456789", "0123456789", "other"} {
			draft, err := s.Receive(ctx, bytes.NewReader([]byte(text)))
			must(t, err)
			must(t, s.Keep(ctx, draft, "ab/abc"))
			size, err := s.Size(ctx, "ab/abc")
			must(t, err)
			if got := s.read(t, "ab/abc", 0, int64(len(text))); got != text || size != int64(len(text)) {
				t.Errorf("%q of %d bytes, want %q", got, size, text)
			}
			if got := s.read(t, "ab/abc", 2, 3); got != text[2:5] {
				t.Errorf("a part is %q, want %q", got, text[2:5])
			}
		}
		draft, err := s.Receive(ctx, bytes.NewReader([]byte("x")))
		must(t, err)
		if got := s.keys(t); !slices.Equal(got, []string{"ab/abc"}) {
			t.Errorf("keys %q", got)
		}
		must(t, s.Discard(ctx, draft))
		must(t, s.Discard(ctx, draft))
		if n, err := s.Tidy(ctx, time.Now().Add(time.Hour)); n != 0 || err != nil {
			t.Errorf("%d drafts are left over: %v", n, err)
		}
		must(t, s.Remove(ctx, "ab/abc"))
		must(t, s.Remove(ctx, "ab/abc"))
		if _, err := s.Size(ctx, "ab/abc"); !errors.Is(err, blobs.ErrMissing) {
			t.Errorf("size of nothing: %v", err)
		}
		if r, err := s.Read(ctx, "ab/abc", 0, 1); !errors.Is(err, blobs.ErrMissing) {
			t.Errorf("read nothing: %v, %v", r, err)
		}
	})
}

// What breaks off leaves nothing, or what Tidy removes when it is old enough; blobs it leaves alone, however old.
func TestWhatBreaksOff(t *testing.T) {
	each(t, func(t *testing.T, s kept) {
		ctx := t.Context()
		s.put("ab/abc", "kept")
		broken := errors.New("broken")
		for _, size := range []int64{0, 10, 20 << 20} {
			body := io.MultiReader(io.LimitReader(pattern{}, size), failing{broken})
			if draft, err := s.Receive(ctx, body); !errors.Is(err, broken) || draft != "" {
				t.Errorf("%q, %v", draft, err)
			}
		}
		if n, err := s.Tidy(ctx, time.Now().Add(time.Hour)); n != 0 || err != nil {
			t.Errorf("%d drafts of broken bodies are left over: %v", n, err)
		}
		s.breakOff(ctx)
		if n, err := s.Tidy(ctx, time.Now().Add(-time.Hour)); n != 0 || err != nil {
			t.Errorf("%d young drafts were removed: %v", n, err)
		}
		if n, err := s.Tidy(ctx, time.Now().Add(time.Hour)); n != 1 || err != nil {
			t.Errorf("%d old drafts were removed: %v", n, err)
		}
		if got := s.keys(t); !slices.Equal(got, []string{"ab/abc"}) {
			t.Errorf("keys %q", got)
		}
	})
}

type pattern struct{}

func (pattern) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(i)
	}
	return len(p), nil
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Large blobs go through in parts.
func TestLargeBlob(t *testing.T) {
	each(t, func(t *testing.T, s kept) {
		ctx := t.Context()
		const size = 20<<20 + 7
		draft, err := s.Receive(ctx, io.LimitReader(pattern{}, size))
		must(t, err)
		must(t, s.Keep(ctx, draft, "cd/cde"))
		if n, err := s.Size(ctx, "cd/cde"); n != size || err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
		if got := s.read(t, "cd/cde", size-3, 3); len(got) != 3 {
			t.Errorf("the end is %q", got)
		}
	})
}

// Several may send the same content at once.
func TestTogether(t *testing.T) {
	each(t, func(t *testing.T, s kept) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				draft, err := s.Receive(t.Context(), bytes.NewReader([]byte("the same")))
				if err == nil {
					err = s.Keep(t.Context(), draft, "ef/efg")
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got := s.read(t, "ef/efg", 0, 8); got != "the same" || len(s.keys(t)) != 1 {
			t.Errorf("%q, %q", got, s.keys(t))
		}
	})
}

// Nothing outside of the folder is reached.
func TestTheFolderIsAPrison(t *testing.T) {
	outside := t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "secret"), []byte("x"), 0o600))
	inside := filepath.Join(outside, "evidence")
	s, err := blobs.OpenFolder(inside)
	must(t, err)
	defer func() { _ = s.Close() }()
	must(t, os.Symlink(filepath.Join(outside, "secret"), filepath.Join(inside, "link")))
	for _, key := range []string{"../secret", "link", "/etc/passwd"} {
		if r, err := s.Read(t.Context(), key, 0, 1); err == nil {
			_ = r.Close()
			t.Errorf("%s was read", key)
		}
	}
}

// A wrong secret is told, and nothing is written under it.
func TestWrongSecret(t *testing.T) {
	server := s3.Start(t)
	settings := server.Settings()
	settings.Secret = "another-secret-of-the-tests"
	store, err := blobs.OpenBucket(settings)
	must(t, err)
	if err := store.Ready(t.Context()); err == nil {
		t.Error("a wrong secret was taken")
	}
	if _, err := store.Receive(t.Context(), bytes.NewReader([]byte("x"))); err == nil {
		t.Error("something was written under a wrong secret")
	}
	settings = server.Settings()
	settings.Bucket = "nothing-here"
	if store, err = blobs.OpenBucket(settings); err == nil {
		err = store.Ready(t.Context())
	}
	if err == nil {
		t.Error("a bucket that is not there is ready")
	}
}
