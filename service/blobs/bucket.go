package blobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// BucketSettings say where a bucket is. Key and secret sign the requests.
type BucketSettings struct {
	Endpoint  *url.URL // http or https, without a path
	Region    string
	Bucket    string
	Prefix    string // before every name, empty or without slashes at its ends
	PathStyle bool   // the bucket in the path instead of the name of the host
	KeyID     string
	Secret    string
}

// Bucket is a Store in a bucket of a server that speaks S3.
type Bucket struct {
	client *minio.Client
	core   minio.Core // of the same client: its calls one by one
	name   string
	prefix string
}

const (
	partSize = 8 << 20 // of what is sent, and what an upload holds in memory
	retries  = 3
)

// OpenBucket prepares a bucket. The server is not spoken to yet.
func OpenBucket(s BucketSettings) (*Bucket, error) {
	lookup := minio.BucketLookupDNS
	if s.PathStyle {
		lookup = minio.BucketLookupPath
	}
	client, err := minio.New(s.Endpoint.Host, &minio.Options{
		Creds: credentials.NewStaticV4(s.KeyID, s.Secret, ""), Secure: s.Endpoint.Scheme == "https", Region: s.Region,
		BucketLookup: lookup, MaxRetries: retries,
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the bucket of evidence: %w", err)
	}
	return &Bucket{client, minio.Core{Client: client}, s.Bucket, s.Prefix}, nil
}

func (b *Bucket) object(name string) string { return path.Join(b.prefix, name) }

// Receive sends a draft in parts.
func (b *Bucket) Receive(ctx context.Context, r io.Reader) (string, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	draft := path.Join(incoming, id.String())
	options := minio.PutObjectOptions{PartSize: partSize, ContentType: "application/octet-stream"}
	if _, err := b.client.PutObject(ctx, b.name, b.object(draft), r, -1, options); err != nil {
		return "", explained("send a draft", err)
	}
	return draft, nil
}

// explained marks the errors that callers tell from others.
func explained(what string, err error) error {
	err = fmt.Errorf("%s: %w", what, err)
	switch answer := minio.ToErrorResponse(errors.Unwrap(err)); {
	case answer.Code == "NoSuchKey":
		return errors.Join(ErrMissing, err)
	case answer.Code == "XMinioStorageFull", answer.Code == "QuotaExceeded", answer.StatusCode == 507:
		return errors.Join(ErrFull, err)
	}
	return err
}

// Keep copies the draft inside of the server, which shows the copy when it is whole.
func (b *Bucket) Keep(ctx context.Context, draft, key string) error {
	to := minio.CopyDestOptions{Bucket: b.name, Object: b.object(key)}
	from := minio.CopySrcOptions{Bucket: b.name, Object: b.object(draft)}
	if _, err := b.client.CopyObject(ctx, to, from); err != nil {
		return explained("keep a draft", err)
	}
	_ = b.Discard(ctx, draft) // or Tidy does it
	return nil
}

// Discard removes a draft.
func (b *Bucket) Discard(ctx context.Context, draft string) error { return b.Remove(ctx, draft) }

// Remove removes a blob.
func (b *Bucket) Remove(ctx context.Context, key string) error {
	err := b.client.RemoveObject(ctx, b.name, b.object(key), minio.RemoveObjectOptions{})
	if err != nil && !errors.Is(explained("", err), ErrMissing) {
		return explained("remove a blob", err)
	}
	return nil
}

// Tidy removes old drafts, and what was sent of those that broke off.
func (b *Bucket) Tidy(ctx context.Context, before time.Time) (removed int, err error) {
	ctx, stop := context.WithCancel(ctx) // ends the listings that are left early
	defer stop()
	drafts := b.object(incoming) + "/"
	for o := range b.client.ListObjectsIter(ctx, b.name, minio.ListObjectsOptions{Prefix: drafts, Recursive: true}) {
		if o.Err != nil {
			return removed, explained("list drafts", o.Err)
		}
		if o.LastModified.Before(before) {
			if err := b.client.RemoveObject(ctx, b.name, o.Key, minio.RemoveObjectOptions{}); err != nil {
				return removed, explained("remove a draft", err)
			}
			removed++
		}
	}
	for u := range b.client.ListIncompleteUploads(ctx, b.name, drafts, true) {
		if u.Err != nil {
			return removed, explained("list drafts that broke off", u.Err)
		}
		if u.Initiated.Before(before) {
			if err := b.core.AbortMultipartUpload(ctx, b.name, u.Key, u.UploadID); err != nil {
				return removed, explained("remove a draft that broke off", err)
			}
			removed++
		}
	}
	return removed, nil
}

// Size is the number of bytes of a blob.
func (b *Bucket) Size(ctx context.Context, key string) (int64, error) {
	info, err := b.client.StatObject(ctx, b.name, b.object(key), minio.StatObjectOptions{})
	if err != nil {
		return 0, explained("look at a blob", err)
	}
	return info.Size, nil
}

// Read reads a part of a blob.
func (b *Bucket) Read(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	var options minio.GetObjectOptions
	if err := options.SetRange(offset, offset+length-1); err != nil {
		return nil, fmt.Errorf("read a blob: %w", err)
	}
	body, _, _, err := b.core.GetObject(ctx, b.name, b.object(key), options)
	if err != nil {
		return nil, explained("read a blob", err)
	}
	return body, nil
}

// Keys are those of all blobs.
func (b *Bucket) Keys(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		prefix := b.prefix
		if prefix != "" {
			prefix += "/"
		}
		for o := range b.client.ListObjectsIter(ctx, b.name, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
			if o.Err != nil {
				yield("", explained("list blobs", o.Err))
				return
			}
			if key := strings.TrimPrefix(o.Key, prefix); !strings.HasPrefix(key, incoming+"/") && !yield(key, nil) {
				return
			}
		}
	}
}

// Ready asks whether the bucket is there.
func (b *Bucket) Ready(ctx context.Context) error {
	there, err := b.client.BucketExists(ctx, b.name)
	if err == nil && !there {
		err = errors.New("there is no such bucket")
	}
	if err != nil {
		return explained("ask for the bucket", err)
	}
	return nil
}

// Close has nothing to let go of.
func (b *Bucket) Close() error { return nil }
