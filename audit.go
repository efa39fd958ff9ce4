package main

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type auditCommand struct {
	Verify     auditVerifyCommand     `cmd:"" help:"Read the whole audit trail, compare it with the signed checkpoints, and name the first entry that is wrong. Exit code 3 when there is one. Example: xuncha audit verify"`
	Key        auditKeyCommand        `cmd:"" help:"Print the public key that checkpoints are signed with. Example: xuncha audit key > signing-key.pub"`
	Checkpoint auditCheckpointCommand `cmd:"" help:"Seal what waits and sign a checkpoint now. Example: xuncha audit checkpoint"`
	Purge      auditPurgeCommand      `cmd:"" help:"Remove entries that are older than XUNCHA_AUDIT_RETENTION, as serve does once a day. Example: xuncha audit purge"`
}

type auditVerifyCommand struct {
	Checkpoints []string `placeholder:"FILE" help:"Files of checkpoints, or logs that have them. Those of XUNCHA_AUDIT_DIR when left out."`
	Key         []string `placeholder:"FILE" help:"Public keys that are trusted. signing-key.pub beside each file of checkpoints when left out."`
}

// Run checks the trail.
func (cmd auditVerifyCommand) Run(p program) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	checkpoints, keys, err := cmd.read(p, app.config.auditDir)
	if err != nil {
		return err
	}
	v, err := app.chain.Verify(p.ctx, checkpoints, keys)
	if err != nil {
		return err
	}
	return p.report(v, len(checkpoints))
}

// read collects the checkpoints and the keys that are trusted.
func (cmd auditVerifyCommand) read(p program, dir string) (all []model.Checkpoint, keys []ed25519.PublicKey, err error) {
	files := cmd.Checkpoints
	if len(files) == 0 && dir != "" {
		files = []string{filepath.Join(dir, checkpointsFile)}
	}
	for _, name := range files {
		found, unreadable, err := readCheckpoints(name)
		none := errors.Is(err, fs.ErrNotExist) && len(cmd.Checkpoints) == 0 // which is told in the end
		if err != nil && !none {
			return nil, nil, fmt.Errorf("read the checkpoints: %w", err)
		}
		if unreadable > 0 {
			_, _ = fmt.Fprintf(p.stderr, "note: %d lines of %s are no checkpoints, or were cut\n", unreadable, name)
		}
		all = append(all, found...)
	}
	names := cmd.Key
	if len(names) == 0 && len(all) > 0 {
		for _, name := range files {
			names = append(names, filepath.Join(filepath.Dir(name), publicKeyFile))
		}
	}
	for _, name := range names {
		key, err := publicKey(name)
		if err != nil {
			return nil, nil, fmt.Errorf("read the key of the checkpoints (--key): %w", err)
		}
		keys = append(keys, key)
	}
	return all, keys, nil
}

// report prints what was found. Anything that is wrong or cannot be told is an error.
func (p program) report(v service.Verification, checkpoints int) error {
	fault := faultOf(v)
	err := p.tell(newTrailResult(v, checkpoints), func() error { return p.tellTrail(v, checkpoints, fault == nil) })
	if err == nil && fault != nil {
		err = found{fault}
	}
	return err
}

// faultOf is what is wrong with the trail, or cannot be told of it.
func faultOf(v service.Verification) error {
	if v.Fault != nil {
		place := fmt.Sprintf("entry %d", v.Fault.Seq)
		switch {
		case v.Fault.Seq == 0:
			place = fmt.Sprintf("the entry with the id %d", v.Fault.ID)
		case v.Fault.ID != 0:
			place += fmt.Sprintf(" (id %d)", v.Fault.ID)
		}
		return fmt.Errorf("the audit trail is damaged: %s %s", place, v.Fault.What)
	}
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(v.MissingKeys)) {
		faults = append(faults, fmt.Errorf("the key %s is not in the ring: %d entries cannot be held to it, although the chain is whole", id, v.MissingKeys[id]))
	}
	return errors.Join(faults...)
}

func (p program) tellTrail(v service.Verification, checkpoints int, whole bool) error {
	if v.Unkeyed > 0 {
		_, _ = fmt.Fprintf(p.stdout, "%d entries are from before the keyed hash: only the chain vouches for them\n", v.Unkeyed)
	}
	if !whole {
		return nil
	}
	_, _ = fmt.Fprintf(p.stdout, "the audit trail is whole: %d entries, %d to %d; %d wait to be sealed\n", v.Entries, v.First, v.Last, v.Waiting)
	switch {
	case checkpoints == 0:
		_, _ = fmt.Fprintln(p.stdout, "there are no checkpoints: nothing outside of the database was checked, so a cut or rewritten trail would not be seen")
	case v.Checkpoints == 0:
		_, _ = fmt.Fprintf(p.stdout, "all %d checkpoints are of entries that were removed by age\n", checkpoints)
	default:
		_, _ = fmt.Fprintf(p.stdout, "%d of %d checkpoints fit, the newest of %s at %d; %d are older than the trail\n", v.Checkpoints, checkpoints,
			v.Newest.At.Format(time.RFC3339), v.Newest.Seq, checkpoints-v.Checkpoints)
	}
	return nil
}

// trailResult is what was found, as JSON.
type trailResult struct {
	Whole       bool              `json:"whole"`
	First       uint64            `json:"first"`
	Last        uint64            `json:"last"`
	Entries     uint64            `json:"entries"`
	Unkeyed     uint64            `json:"unkeyed"`
	Waiting     int64             `json:"waiting"`
	Checkpoints int               `json:"checkpoints"`
	Fitting     int               `json:"fitting_checkpoints"`
	MissingKeys map[string]uint64 `json:"missing_keys"`
	Fault       *trailFault       `json:"fault"`
}

type trailFault struct {
	Seq  uint64 `json:"seq"`
	ID   uint64 `json:"id"`
	What string `json:"what"`
}

func newTrailResult(v service.Verification, checkpoints int) trailResult {
	out := trailResult{
		Whole: faultOf(v) == nil, First: v.First, Last: v.Last, Entries: v.Entries, Unkeyed: v.Unkeyed, Waiting: v.Waiting,
		Checkpoints: checkpoints, Fitting: v.Checkpoints, MissingKeys: v.MissingKeys,
	}
	if out.MissingKeys == nil {
		out.MissingKeys = map[string]uint64{}
	}
	if v.Fault != nil {
		out.Fault = &trailFault{v.Fault.Seq, v.Fault.ID, v.Fault.What}
	}
	return out
}

type auditKeyCommand struct{}

// Run prints the public key. It needs no database.
func (auditKeyCommand) Run(p program) error {
	c, err := readConfig(p.getenv)
	if err != nil {
		return fmt.Errorf("the configuration has faults:\n%w", err)
	}
	key, err := publicKey(filepath.Join(c.auditDir, publicKeyFile))
	if err != nil {
		return fmt.Errorf("read the public key; the first start of the service makes it: %w", err)
	}
	text, err := publicText(key)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(p.stdout, text)
	return err
}

type auditCheckpointCommand struct{}

// Run signs a checkpoint.
func (auditCheckpointCommand) Run(p program) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	n, err := app.notary()
	if err != nil {
		return err
	}
	return n.checkpoint(p.ctx)
}

type auditPurgeCommand struct{}

// Run removes what is too old.
func (auditPurgeCommand) Run(p program) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	if app.config.auditRetention == 0 {
		return errors.New("XUNCHA_AUDIT_RETENTION is " + keepForEver)
	}
	n, err := app.notary()
	if err != nil {
		return err
	}
	if err := n.checkpoint(p.ctx); err != nil {
		return err
	}
	return n.purge(p.ctx, app.config.auditRetention)
}
