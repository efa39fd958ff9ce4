package seal_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"xuncha/service/seal"
)

func ring(t testing.TB, lines ...string) *seal.Ring {
	t.Helper()
	r, err := seal.Parse(strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func eachSuite(t *testing.T, fn func(t *testing.T, s seal.Suite)) {
	t.Helper()
	for _, s := range seal.Suites {
		t.Run(string(s), func(t *testing.T) { fn(t, s) })
	}
}

// What was sealed opens where it is bound to and nowhere else, and only as it was.
func TestSealedTextOpensOnlyAsItWas(t *testing.T) {
	eachSuite(t, func(t *testing.T, suite seal.Suite) {
		r := ring(t, seal.NewKey(suite))
		rapid.Check(t, func(rt *rapid.T) {
			plain := rapid.SliceOf(rapid.Byte()).Draw(rt, "plain")
			bound, other := rapid.String().Draw(rt, "bound"), rapid.String().Draw(rt, "other")
			id, sealed := r.Seal(plain, bound)
			if id != r.Active() {
				rt.Fatalf("sealed with %s, the active key is %s", id, r.Active())
			}
			if got, err := r.Open(id, sealed, bound); err != nil || !bytes.Equal(got, plain) {
				rt.Fatalf("it opens as %q, %v", got, err)
			}
			if _, err := r.Open(id, sealed, other); other != bound && err == nil {
				rt.Fatal("it opens where it is not bound to")
			}
			altered := bytes.Clone(sealed)
			altered[rapid.IntRange(0, len(sealed)-1).Draw(rt, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(rt, "bit")
			if _, err := r.Open(id, altered, bound); err == nil {
				rt.Fatal("an altered text opens")
			}
			cut := rapid.IntRange(0, len(sealed)-1).Draw(rt, "cut")
			if _, err := r.Open(id, sealed[:cut], bound); err == nil || errors.Is(err, seal.ErrNoKey) {
				rt.Fatalf("a cut text: %v", err)
			}
			if len(plain) >= 8 && bytes.Contains(sealed, plain) {
				rt.Fatal("the sealed text shows what it seals")
			}
			if _, again := r.Seal(plain, bound); bytes.Equal(again, sealed) {
				rt.Fatal("the same text is sealed to the same bytes")
			}
			text := r.SealText(plain, bound)
			if got, err := r.OpenText(text, bound); err != nil || !bytes.Equal(got, plain) || seal.KeyOf(text) != id {
				rt.Fatalf("the text of a column opens as %q, %v", got, err)
			}
		})
	})
}

func TestTextThatNamesNoKey(t *testing.T) {
	r := seal.Fresh()
	for _, text := range []string{"", "|", "no bar", strings.Repeat("k", 17) + "|x", r.Active()} {
		if _, err := r.OpenText([]byte(text), "x"); err == nil {
			t.Errorf("%q opens", text)
		}
	}
	for text, want := range map[string]string{"": "", "no bar": "", "k1|x": "k1", "k1||": "k1", strings.Repeat("k", 17) + "|": ""} {
		if got := seal.KeyOf([]byte(text)); got != want {
			t.Errorf("the key of %q is %q", text, got)
		}
	}
	if _, err := r.OpenText([]byte("k000000000000|x"), "x"); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("an unknown key: %v", err)
	}
}

// Keys of the two suites stand side by side, each opens its own.
func TestKeysSideBySide(t *testing.T) {
	lines := []string{seal.NewKey(seal.International), seal.NewKey(seal.National), seal.NewKey(seal.International)}
	var ids []string
	var sealed, macs [][]byte
	for n := 1; n <= len(lines); n++ {
		r := ring(t, lines[:n]...)
		id, text := r.Seal([]byte("plain"), "here")
		_, mac := r.MAC(seal.ForPhones, []byte("13800000000"))
		ids, sealed, macs = append(ids, id), append(sealed, text), append(macs, mac)
	}
	all := ring(t, lines...)
	found := all.MACs(seal.ForPhones, []byte("13800000000"))
	for i, id := range ids {
		if got, err := all.Open(id, sealed[i], "here"); err != nil || string(got) != "plain" {
			t.Errorf("key %d opens %q, %v", i, got, err)
		}
		if !bytes.Equal(found[i], macs[i]) || len(macs[i]) != 32 {
			t.Errorf("the hash under key %d", i)
		}
		with, err := all.MACWith(id, seal.ForPhones, []byte("13800000000"))
		if err != nil || !bytes.Equal(with, macs[i]) {
			t.Errorf("the hash with key %d: %v", i, err)
		}
		if good, err := all.CheckMAC(id, seal.ForPhones, []byte("13800000000"), macs[i]); !good || err != nil {
			t.Errorf("the hash of key %d does not hold: %v", i, err)
		}
		for j, other := range ids {
			if _, err := all.Open(other, sealed[i], "here"); (err == nil) != (i == j) {
				t.Errorf("key %d opens the text of key %d: %v", j, i, err)
			}
		}
	}
	if !bytes.Equal(all.StableMAC(seal.ForLogins, []byte("x")), ring(t, lines[0]).StableMAC(seal.ForLogins, []byte("x"))) {
		t.Error("the stable hash changes with a new key")
	}
	old := ring(t, lines[0])
	if _, err := old.Open(ids[1], sealed[1], "here"); !errors.Is(err, seal.ErrNoKey) || !strings.Contains(err.Error(), ids[1]) {
		t.Errorf("a missing key: %v", err)
	}
	if _, err := old.MACWith(ids[1], seal.ForPhones, nil); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("a hash with a missing key: %v", err)
	}
	if _, err := old.CheckMAC(ids[1], seal.ForPhones, nil, nil); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("a check with a missing key: %v", err)
	}
}

// A hash of one use means nothing in another.
func TestPurposesAreApart(t *testing.T) {
	eachSuite(t, func(t *testing.T, suite seal.Suite) {
		r, seen := ring(t, seal.NewKey(suite)), map[string]bool{}
		for _, p := range []seal.Purpose{seal.ForPhones, seal.ForAudit, seal.ForRepeats, seal.ForLogins} {
			_, mac := r.MAC(p, []byte("text"))
			seen[string(mac)] = true
			if good, err := r.CheckMAC(r.Active(), p, []byte("another"), mac); good || err != nil {
				t.Errorf("%s: the hash of another text holds, %v", p, err)
			}
		}
		if len(seen) != 4 {
			t.Errorf("four purposes have %d hashes", len(seen))
		}
	})
}

func secretOf(line string) string { return strings.Fields(line)[1] }

// A faulty ring is refused, and no error shows eight characters of a secret, in base64 or as bytes.
func TestFaultyRings(t *testing.T) {
	good, raw := seal.NewKey(seal.International), secretOf(seal.NewKey(seal.National))
	secret, err := base64.StdEncoding.DecodeString(raw)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"nothing":             "",
		"only comments":       "# a\n\n# b, c\n",
		"no secret":           "aes-256-gcm",
		"no suite":            raw,
		"turned round":        raw + " aes-256-gcm",
		"unknown suite":       "aes-128-gcm " + raw,
		"suite in capitals":   "AES-256-GCM " + raw,
		"secret as suite":     raw + " " + raw,
		"too short":           "aes-256-gcm " + base64.StdEncoding.EncodeToString(secret[:31]),
		"too long":            "aes-256-gcm " + base64.StdEncoding.EncodeToString(append(bytes.Clone(secret), 7)),
		"no base64":           "aes-256-gcm " + strings.Replace(raw, raw[:1], "!", 1),
		"cut base64":          "aes-256-gcm " + raw[:40],
		"zeros":               "aes-256-gcm " + base64.StdEncoding.EncodeToString(make([]byte, 32)),
		"typed":               "sm4-gcm " + base64.StdEncoding.EncodeToString([]byte("passwordpasswordpasswordpassword")),
		"twice":               good + "\n# between\n" + good,
		"twice in two suites": good + "," + "sm4-gcm " + secretOf(good),
		"unknown mark":        good + " " + raw,
		"four words":          good + " waiting " + raw,
		"all wait":            good + " waiting",
		"one of two is bad":   good + "\naes-256-gcm " + raw[1:],
	} {
		_, err := seal.Parse(text)
		if err == nil {
			t.Errorf("%s is taken", name)
			continue
		}
		for _, s := range []string{raw, secretOf(good)} {
			checkShows(t, name, err.Error(), s)
		}
	}
	for name, text := range map[string]string{
		"comments with commas": "# keys, of the tests\n" + good + "\n",
		"windows line ends":    "# keys\r\n" + good + "\r\n",
		"tabs":                 "\t" + strings.Replace(good, " ", "\t", 1) + "\t",
		"one line":             good + "," + seal.NewKey(seal.National) + ",",
		"a very long comment":  "#" + strings.Repeat("x", 1<<17) + "\n" + good,
	} {
		if _, err := seal.Parse(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func checkShows(t testing.TB, name, text, secret string) {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{secret, string(raw), fmt.Sprintf("%x", raw)} {
		for i := 0; i+8 <= len(s); i++ {
			if strings.Contains(text, s[i:i+8]) {
				t.Fatalf("%s: the error shows a part of a secret: %s", name, text)
			}
		}
	}
}

// A ring is read or refused whatever it says, and an error shows nothing of a text that may be a secret.
func FuzzParse(f *testing.F) {
	good := seal.NewKey(seal.International)
	for _, text := range []string{"", "#", good, good + " waiting", "sm4-gcm " + secretOf(good), good + "," + good, secretOf(good)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := seal.Parse(text)
		if err == nil {
			id, sealed := r.Seal([]byte("plain"), "here")
			if got, err := r.Open(id, sealed, "here"); err != nil || string(got) != "plain" {
				t.Fatalf("%q, %v", got, err)
			}
			return
		}
		// The words of the errors themselves may stand in the text.
		said := strings.NewReplacer("aes-256-gcm", "", "sm4-gcm", "").Replace(err.Error())
		for word := range strings.FieldsSeq(text) {
			if len(word) >= 32 && strings.Contains(said, word[:8]) {
				t.Fatalf("the error shows %q: %v", word[:8], err)
			}
		}
	})
}

// source is a text that changes, as a file of keys does.
type source struct {
	mu    sync.Mutex
	text  string
	err   error
	reads int
}

func (s *source) read() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reads++
	return s.text, s.err
}

func (s *source) set(text string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text, s.err = text, err
}

func TestNewKeyIsTakenUp(t *testing.T) {
	first, second := seal.NewKey(seal.International), seal.NewKey(seal.National)
	s := &source{text: first}
	r, err := seal.Follow(s.read)
	if err != nil {
		t.Fatal(err)
	}
	later := ring(t, first, second)
	id, sealed := later.Seal([]byte("plain"), "here")
	if _, err := r.Open(id, sealed, "here"); !errors.Is(err, seal.ErrNoKey) {
		t.Fatalf("before the key is there: %v", err)
	}
	s.set(first+"\n"+second+" waiting", nil)
	if got, err := r.Open(id, sealed, "here"); err != nil || string(got) != "plain" {
		t.Fatalf("the new key opens %q, %v", got, err)
	}
	if sealedWith, _ := r.Seal(nil, "here"); sealedWith == id {
		t.Error("a key seals while it waits")
	}
	s.set(first+"\n"+second, nil)
	if sealedWith, _ := r.Seal(nil, "here"); sealedWith != id {
		t.Error("the next text is sealed with an older key")
	}
	keys := r.Keys()
	if len(keys) != 2 || keys[0].Active || !keys[1].Active || keys[1].ID != id || keys[1].Suite != seal.National || keys[0].ID != r.IDs()[0] {
		t.Errorf("the keys: %+v", keys)
	}

	// A source that cannot be read, or says nonsense, takes no key away.
	for name, fault := range map[string]func(){
		"gone":     func() { s.set("", os.ErrNotExist) },
		"emptied":  func() { s.set("", nil) },
		"half way": func() { s.set(first+"\n"+second[:20], nil) },
	} {
		fault()
		if err := r.Reload(); err == nil {
			t.Errorf("%s: it is read", name)
		}
		if got, err := r.Open(id, sealed, "here"); err != nil || string(got) != "plain" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if with, _ := r.Seal(nil, "here"); with != id {
			t.Errorf("%s: sealed with %s", name, with)
		}
		if _, err := r.Open("k000000000000", sealed, "here"); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("%s: an unknown key: %v", name, err)
		}
	}
	if _, err := seal.Follow(func() (string, error) { return "", os.ErrNotExist }); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a source that is not there: %v", err)
	}
	if _, err := seal.Follow(func() (string, error) { return "nonsense", nil }); err == nil {
		t.Error("nonsense is a ring")
	}
}

// Everything at once, while keys are added: no text is lost. Run with -race it also shows that nothing is shared unguarded.
func TestRingIsUsedByMany(t *testing.T) {
	lines := []string{seal.NewKey(seal.International)}
	s := &source{text: lines[0]}
	r, err := seal.Follow(s.read)
	if err != nil {
		t.Fatal(err)
	}
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for n := range 200 {
				text := []byte(fmt.Sprint(n))
				id, sealed := r.Seal(text, "here")
				if got, err := r.Open(id, sealed, "here"); err != nil || !bytes.Equal(got, text) {
					t.Errorf("%q, %v", got, err)
				}
				if good, err := r.CheckMAC(id, seal.ForAudit, text, func() []byte { _, m := r.MAC(seal.ForAudit, text); return m }()); err != nil || !good && r.Active() == id && len(r.IDs()) == 1 {
					t.Errorf("a hash does not hold: %v", err)
				}
				_, _, _ = r.Keys(), r.MACs(seal.ForPhones, text), r.StableMAC(seal.ForLogins, text)
			}
		})
	}
	for range 20 {
		lines = append(lines, seal.NewKey(seal.Suites[len(lines)%2]))
		s.set(strings.Join(lines, "\n"), nil)
		if err := r.Reload(); err != nil {
			t.Error(err)
		}
	}
	workers.Wait()
	if len(r.IDs()) != len(lines) {
		t.Errorf("the ring has %d keys of %d", len(r.IDs()), len(lines))
	}
}
