package document_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"xuncha/model"
	"xuncha/service/document"
)

func fixture(t testing.TB) model.BulletinContent {
	t.Helper()
	text, err := os.ReadFile("testdata/bulletin.json")
	if err != nil {
		t.Fatal(err)
	}
	var c model.BulletinContent
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func render(t testing.TB, f document.Format, c model.BulletinContent) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := document.Write(t.Context(), &out, f, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestKeep(t *testing.T) {
	dir := os.Getenv("DOCUMENT_OUT")
	if dir == "" {
		t.Skip()
	}
	for _, f := range document.Formats {
		if err := os.WriteFile(dir+"/bulletin"+f.Extension(), render(t, f, fixture(t)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
