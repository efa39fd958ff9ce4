package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"xuncha/model"
	"xuncha/service"
)

// The files of the audit folder.
const (
	signingKeyFile  = "signing-key"
	publicKeyFile   = "signing-key.pub"
	checkpointsFile = "checkpoints.jsonl"
)

// notary signs statements about the audit trail and keeps them outside of the database. One without a folder does nothing.
type notary struct {
	chain  *service.Chain
	logger *slog.Logger
	dir    string
	key    ed25519.PrivateKey
	mu     sync.Mutex // one statement at a time
}

// notary opens the audit folder, which gets its key at the first start.
func (a *app) notary() (*notary, error) {
	n := &notary{chain: a.chain, logger: a.logger, dir: a.config.auditDir}
	if n.dir == "" {
		return n, nil
	}
	var err error
	if n.key, err = signingKey(n.dir); err != nil {
		return nil, fmt.Errorf("open the audit folder %s (XUNCHA_AUDIT_DIR): %w", n.dir, err)
	}
	return n, nil
}

// signingKey reads the key of a folder, or makes it.
func signingKey(dir string) (ed25519.PrivateKey, error) {
	_, made, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	text, err := x509.MarshalPKCS8PrivateKey(made)
	if err != nil {
		return nil, err
	}
	name := filepath.Join(dir, signingKeyFile)
	if err := makeOnce(name, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: text}))); err != nil {
		return nil, err
	}
	if info, err := os.Stat(name); err == nil && info.Mode().Perm() != 0o400 {
		if err := os.Chmod(name, 0o400); err != nil {
			return nil, err
		}
	}
	content, err := os.ReadFile(name) //nolint:gosec // the operator names the folder
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(content)
	if block == nil {
		return nil, fmt.Errorf("%s is no key in PEM", name)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("%s is no Ed25519 key", name)
	}
	public, err := publicText(key.Public())
	if err != nil {
		return nil, err
	}
	return key, makeOnce(filepath.Join(dir, publicKeyFile), public)
}

func publicText(key any) (string, error) {
	text, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return "", fmt.Errorf("write the public key: %w", err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: text})), nil
}

// publicKey reads a public key in PEM.
func publicKey(name string) (ed25519.PublicKey, error) {
	content, err := os.ReadFile(name) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(content)
	if block == nil {
		return nil, fmt.Errorf("%s is no key in PEM", name)
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	key, ok := parsed.(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("%s is no Ed25519 key", name)
	}
	return key, nil
}

// checkpoint seals what waits and signs where the chain stands, when it has moved since.
func (n *notary) checkpoint(ctx context.Context) error {
	_, err := n.chain.Seal(ctx)
	if err != nil || n.dir == "" {
		return err
	}
	return n.sign(ctx, nil)
}

// purge removes entries that are too old. It is said beforehand up to where, so that a kill in between leaves nothing that
// looks like tampering.
func (n *notary) purge(ctx context.Context, days int) error {
	end, found, err := n.chain.Expired(ctx, days)
	if err != nil || !found {
		return err
	}
	if n.dir != "" {
		if err := n.sign(ctx, &end); err != nil {
			return err
		}
	}
	removed, err := n.chain.Purge(ctx, service.Operator("retention"), days, uint64(end.Seq))
	n.logger.Info("old audit entries removed", slog.Int("entries", removed), slog.Uint64("through", uint64(end.Seq)))
	return errors.Join(err, n.checkpoint(ctx))
}

// sign appends a checkpoint. base, when not nil, is the entry up to which removal by age is going to happen.
func (n *notary) sign(ctx context.Context, base *model.AuditEntry) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	name := filepath.Join(n.dir, checkpointsFile)
	known, _, err := readCheckpoints(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	public := n.key.Public().(ed25519.PublicKey)
	var last model.Checkpoint
	for _, c := range known {
		if c.SignedBy([]ed25519.PublicKey{public}) {
			last = c
		}
	}
	next, err := n.chain.Checkpoint(ctx, last)
	if err != nil {
		return err
	}
	if base != nil && uint64(base.Seq) > next.BaseSeq {
		next.BaseSeq, next.BaseHash = uint64(base.Seq), base.Hash
		next.Entries = next.Seq - next.BaseSeq
	}
	if next.Seq == last.Seq && next.BaseSeq == last.BaseSeq {
		return nil
	}
	next.Key, next.Signature = public, ed25519.Sign(n.key, next.Statement())
	if err := appendCheckpoint(name, next); err != nil {
		return fmt.Errorf("keep a checkpoint: %w", err)
	}
	line := lineOf(next)
	n.logger.Info("audit checkpoint", slog.Time("at", line.At), slog.Uint64("seq", line.Seq), slog.String("hash", line.Hash),
		slog.Uint64("entries", line.Entries), slog.Uint64("base_seq", line.BaseSeq), slog.String("base_hash", line.BaseHash),
		slog.Uint64("unkeyed", line.Unkeyed), slog.String("key", line.Key), slog.String("signature", line.Signature))
	return nil
}

// checkpointLine is a checkpoint as a line of its file, and as the attributes of a line of the log.
type checkpointLine struct {
	At        time.Time `json:"at"`
	Seq       uint64    `json:"seq"`
	Hash      string    `json:"hash"`
	Entries   uint64    `json:"entries"`
	BaseSeq   uint64    `json:"base_seq"`
	BaseHash  string    `json:"base_hash"`
	Unkeyed   uint64    `json:"unkeyed"`
	Key       string    `json:"key"`
	Signature string    `json:"signature"`
}

func lineOf(c model.Checkpoint) checkpointLine {
	return checkpointLine{
		At: c.At.Time, Seq: c.Seq, Hash: hex.EncodeToString(c.Hash), Entries: c.Entries, BaseSeq: c.BaseSeq,
		BaseHash: hex.EncodeToString(c.BaseHash), Unkeyed: c.Unkeyed, Key: base64.StdEncoding.EncodeToString(c.Key),
		Signature: base64.StdEncoding.EncodeToString(c.Signature),
	}
}

func (l checkpointLine) checkpoint() (model.Checkpoint, error) {
	c := model.Checkpoint{At: model.NewTime(l.At), Seq: l.Seq, Entries: l.Entries, BaseSeq: l.BaseSeq, Unkeyed: l.Unkeyed}
	var faults [4]error
	c.Hash, faults[0] = hex.DecodeString(l.Hash)
	c.BaseHash, faults[1] = hex.DecodeString(l.BaseHash)
	c.Key, faults[2] = base64.StdEncoding.DecodeString(l.Key)
	c.Signature, faults[3] = base64.StdEncoding.DecodeString(l.Signature)
	return c, errors.Join(faults[:]...)
}

// appendCheckpoint writes one line in one piece, on the disk before it returns. A line that a crash has cut stays alone.
func appendCheckpoint(name string, c model.Checkpoint) error {
	line, err := json.Marshal(lineOf(c))
	if err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o640) //nolint:gosec // the operator names the folder
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if info, err := file.Stat(); err == nil && info.Size() > 0 {
		var last [1]byte
		if _, err := file.ReadAt(last[:], info.Size()-1); err == nil && last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	_, err = file.Write(line)
	return errors.Join(err, file.Sync(), file.Close())
}

// readCheckpoints reads a file of checkpoints, or a log that has some among its lines. It counts the lines that are cut.
func readCheckpoints(name string) (found []model.Checkpoint, unreadable int, err error) {
	content, err := os.ReadFile(name) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, 0, err
	}
	for text := range bytes.Lines(content) {
		start := bytes.IndexByte(text, '{') // a collector of logs may have put something before
		if start < 0 && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		var line struct {
			Message string `json:"msg"`
			checkpointLine
		}
		err := json.Unmarshal(text[max(start, 0):], &line)
		if err == nil && line.Message != "" && line.Message != "audit checkpoint" {
			continue
		}
		c, fault := line.checkpoint()
		if err != nil || fault != nil || len(c.Signature) == 0 {
			unreadable++
			continue
		}
		found = append(found, c)
	}
	return found, unreadable, nil
}
