package seal

import (
	"bytes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"encoding/hex"
	"testing"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The primitives are those of the standards: the examples of GB/T 32905 (SM3), of GB/T 32907 (SM4), and SM4-GCM of RFC 8998.
func TestNationalPrimitives(t *testing.T) {
	if sum := sm3.Sum([]byte("abc")); !bytes.Equal(sum[:], unhex(t, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")) {
		t.Errorf("SM3 of abc is %x", sum)
	}
	block, err := sm4.NewCipher(unhex(t, "0123456789abcdeffedcba9876543210"))
	if err != nil {
		t.Fatal(err)
	}
	out := make([]byte, 16)
	block.Encrypt(out, unhex(t, "0123456789abcdeffedcba9876543210"))
	if !bytes.Equal(out, unhex(t, "681edf34d206965e86b3e94f536e4246")) {
		t.Errorf("SM4 gives %x", out)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	plain := unhex(t, "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa")
	sealed := gcm.Seal(nil, unhex(t, "00001234567800000000abcd"), plain, unhex(t, "feedfacedeadbeeffeedfacedeadbeefabaddad2"))
	want := unhex(t, "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"+
		"83de3541e4c2b58177e065a9bf7b62ec")
	if !bytes.Equal(sealed, want) {
		t.Errorf("SM4-GCM gives %x", sealed)
	}
}

// What a key of the national suite makes is SM4-GCM and HMAC-SM3 under keys of HKDF-SM3, and nothing else.
func TestNationalSuiteIsNational(t *testing.T) {
	secret := unhex(t, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
	k, err := newKey(National, secret)
	if err != nil {
		t.Fatal(err)
	}
	derived, err := hkdf.Key(sm3.New, secret, nil, "xuncha seal", sm4.BlockSize)
	if err != nil {
		t.Fatal(err)
	}
	block, err := sm4.NewCipher(derived)
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	r := &Ring{keys: []*key{k}}
	_, sealed := r.Seal([]byte("plain"), "here")
	if got, err := gcm.Open(nil, sealed[:12], sealed[12:], []byte("here")); err != nil || string(got) != "plain" {
		t.Errorf("SM4-GCM opens %q, %v", got, err)
	}
	derived, err = hkdf.Key(sm3.New, secret, nil, "xuncha mac phones", 32)
	if err != nil {
		t.Fatal(err)
	}
	h := hmac.New(sm3.New, derived)
	h.Write([]byte("13800000000"))
	if _, mac := r.MAC(ForPhones, []byte("13800000000")); !bytes.Equal(mac, h.Sum(nil)) {
		t.Errorf("the hash is not HMAC-SM3: %x", mac)
	}
	other, err := newKey(International, secret)
	if err != nil || other.id == k.id {
		t.Errorf("the same secret has the id %s in both suites, %v", other.id, err)
	}
}
