package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/gofrs/flock"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/seal"
)

type keysCommand struct {
	New    keysNewCommand    `cmd:"" help:"Print a new key, a line for the file of XUNCHA_KEYS_FILE or a part of XUNCHA_KEYS. Example: xuncha keys new --suite sm4-gcm"`
	List   keysListCommand   `cmd:"" help:"Say which keys there are, which of them seals, and how much each has sealed. Shows no key. Example: xuncha keys list"`
	Rotate keysRotateCommand `cmd:"" help:"Add a new key to the file of keys and seal everything with it, while the service is at work. Example: xuncha keys rotate"`
}

type keysNewCommand struct {
	Suite string `enum:"aes-256-gcm,sm4-gcm," default:"" help:"aes-256-gcm or sm4-gcm; that of XUNCHA_CRYPTO when left out."`
}

// suiteOf is the suite of a new key.
func suiteOf(flag string, c config) seal.Suite {
	if flag != "" {
		return seal.Suite(flag)
	}
	return c.suite
}

// Run prints a new key.
func (cmd keysNewCommand) Run(p program) error {
	c, err := readConfig(p.getenv)
	if err != nil {
		return fmt.Errorf("the configuration has faults:\n%w", err)
	}
	_, err = fmt.Fprintln(p.stdout, seal.NewKey(suiteOf(cmd.Suite, c)))
	return err
}

type keysListCommand struct{}

// Run lists the keys.
func (keysListCommand) Run(p program) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	use, err := app.services.Keys.Use(p.ctx, service.Operator("keys list"))
	if err != nil {
		return err
	}
	known := map[string]seal.KeyInfo{}
	for _, k := range app.ring.Keys() {
		known[k.ID] = k
	}
	missing := 0
	var lines []keyLine
	for _, u := range use {
		k, ok := known[u.KeyID]
		state := "sealed this once"
		switch {
		case !ok:
			state = "MISSING"
			missing++
		case k.Active:
			state = "seals"
		case k.Waiting:
			state = "waits"
		case u.Uses() == 0:
			state = "seals nothing any more"
		}
		id := u.KeyID
		if id == "" {
			id = "(unreadable)"
		}
		lines = append(lines, keyLine{id, string(k.Suite), state, u.Contacts, u.SecondFactors, u.ImportRows, u.Webhooks})
	}
	if err := p.tell(listed[keyLine]{lines}, func() error { return p.tellKeys(lines) }); err != nil {
		return err
	}
	if missing > 0 {
		return found{fmt.Errorf("%d keys are missing: put them back into the ring from your copy, or what they have sealed is lost", missing)}
	}
	_, _ = fmt.Fprintln(p.stderr, "Keep every key: audit entries are checked with the key of their time.")
	return nil
}

// keyLine is a key and what it has sealed, as JSON.
type keyLine struct {
	Key           string `json:"key"`
	Suite         string `json:"suite"`
	State         string `json:"state"`
	Contacts      int    `json:"contacts"`
	SecondFactors int    `json:"second_factors"`
	ImportRows    int    `json:"import_rows"`
	Webhooks      int    `json:"webhooks"`
}

func (p program) tellKeys(lines []keyLine) error {
	out := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(out, "KEY\tSUITE\tSTATE\tCONTACTS\tSECOND FACTORS\tIMPORTS\tWEBHOOKS")
	for _, l := range lines {
		_, _ = fmt.Fprintf(out, "%s\t%s\t%s\t%d\t%d\t%d\t%d\n", l.Key, l.Suite, l.State, l.Contacts, l.SecondFactors, l.ImportRows, l.Webhooks)
	}
	return out.Flush()
}

// warnOfMissingKeys says at the start what could not be opened later. A ring that was lost and made anew looks like any other.
func (a *app) warnOfMissingKeys(p program) error {
	use, err := a.services.Keys.Use(p.ctx, service.Operator("serve"))
	if err != nil {
		return err
	}
	known := a.ring.IDs()
	for _, u := range use {
		if !slices.Contains(known, u.KeyID) {
			a.logger.Error("a key is missing from the ring", slog.String("key", u.KeyID), slog.Int("contacts", u.Contacts),
				slog.Int("second_factors", u.SecondFactors), slog.Int("imports", u.ImportRows), slog.Int("webhooks", u.Webhooks))
		}
	}
	return nil
}

type keysRotateCommand struct {
	Suite      string `enum:"aes-256-gcm,sm4-gcm," default:"" help:"Suite of the new key: aes-256-gcm or sm4-gcm; that of XUNCHA_CRYPTO when left out."`
	ResealOnly bool   `aliases:"resume" help:"Add no key: seal what older keys have sealed with the one that seals now. It goes on with a rotation that was broken off, and finishes one whose key was added by hand."`
}

// Run rotates the keys. Without --reseal-only every run adds a key, also after one that was broken off.
func (cmd keysRotateCommand) Run(p program) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	if cmd.ResealOnly {
		return p.reseal(app)
	}
	line, file := seal.NewKey(suiteOf(cmd.Suite, app.config)), app.config.keysPath()
	if file == "" {
		_, _ = fmt.Fprintf(p.stderr, "The keys are in XUNCHA_KEYS, which this program cannot change. Append the key below with a comma, first\n"+
			"with the word %q behind it; when every replica has it, without that word; then run xuncha keys rotate --reseal-only\n", "waiting")
		_, err := fmt.Fprintln(p.stdout, line)
		return err
	}
	lock := flock.New(file + ".lock")
	if got, err := lock.TryLock(); err != nil {
		return fmt.Errorf("lock the keys: %w", err)
	} else if !got {
		return errors.New("another xuncha keys rotate is at work")
	}
	defer func() { _ = lock.Unlock() }()
	if err := addKey(file, line); err != nil {
		return fmt.Errorf("add a key to %s (or add the line of xuncha keys new by hand, and run xuncha keys rotate --reseal-only): %w", file, err)
	}
	added, err := seal.Parse(line)
	if err != nil {
		return err
	}
	if err := app.ring.Reload(); err != nil {
		return err
	}
	if app.ring.Active() != added.Active() {
		return fmt.Errorf("somebody else has changed %s meanwhile: %s does not seal; look at xuncha keys list", file, added.Active())
	}
	_, _ = fmt.Fprintf(p.stdout, "%s is added and seals from now on. Copy %s to where you keep your keys.\n", added.Active(), file)
	return p.reseal(app)
}

// addKey appends a line to the file of keys, which keeps its mode, its owner and its comments: the file is always whole, and
// the key is on the disk before anything is sealed with it.
func addKey(name, line string) error {
	name, err := filepath.EvalSymlinks(name) // secrets are often mounted as links
	if err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if len(text) > 0 && !strings.HasSuffix(string(text), "\n") {
		line = "\n" + line
	}
	draft, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	_, err = draft.WriteString(string(text) + line + "\n")
	if err = errors.Join(err, draft.Chmod(info.Mode().Perm()), keepOwner(draft, info), draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

func syncFolder(name string) error {
	folder, err := os.Open(name) //nolint:gosec // the operator names the file
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Between two batches the service gets its turn; after the last one, what was under way when the key was added has ended.
const (
	resealPause = 20 * time.Millisecond
	settlePause = time.Second
)

// reseal seals everything with the newest key, again until nothing is left that older keys have sealed meanwhile.
func (p program) reseal(app *app) error {
	total := model.ResealPlace{}
	for settled := false; ; settled = true {
		place, err := p.resealOnce(app)
		if err != nil {
			return fmt.Errorf("sealed anew so far: %d contacts, %d second factors, %d rows of imports, %d webhooks; xuncha keys rotate --reseal-only goes on: %w",
				total.Contacts+place.Contacts, total.SecondFactors+place.SecondFactors, total.ImportRows+place.ImportRows,
				total.Webhooks+place.Webhooks, err)
		}
		total.Contacts, total.SecondFactors = total.Contacts+place.Contacts, total.SecondFactors+place.SecondFactors
		total.ImportRows, total.Webhooks = total.ImportRows+place.ImportRows, total.Webhooks+place.Webhooks
		if settled && place.Sealed()+place.Missed == 0 {
			total.Unreadable = place.Unreadable
			break
		}
		if err := p.pause(settlePause); err != nil {
			return err
		}
	}
	_, _ = fmt.Fprintf(p.stdout, "%d contacts, %d second factors, %d rows of imports and %d webhooks are sealed with %s now. Keep the older keys: audit entries are checked with them.\n",
		total.Contacts, total.SecondFactors, total.ImportRows, total.Webhooks, app.ring.Active())
	return complain(p.stderr, total.Unreadable)
}

func (p program) resealOnce(app *app) (at model.ResealPlace, err error) {
	for !at.Done {
		if at, err = app.services.Keys.Reseal(p.ctx, service.Operator("keys rotate"), at); err != nil {
			return at, err
		}
		if err := p.pause(resealPause); err != nil {
			return at, err
		}
	}
	return at, nil
}

func (p program) pause(d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-p.ctx.Done():
		return errors.New("broken off")
	}
}

func complain(w io.Writer, unreadable []string) error {
	if len(unreadable) == 0 {
		return nil
	}
	for _, what := range unreadable {
		_, _ = fmt.Fprintln(w, "cannot be opened:", what)
	}
	return fmt.Errorf("%d rows cannot be opened and stay as they are: their key is missing, or they were altered", len(unreadable))
}
