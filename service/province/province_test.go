package province_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/service/province"
)

func clock() time.Time { return time.Unix(1665194400, 0) }

func signerOf(a province.Algorithm) province.Signer {
	return province.Signer{Client: "enshi", Secret: []byte("an-example-of-a-secret"), Algorithm: a}
}

const body = `{"format":"xuncha-report/1"}`

func signed(t *testing.T, s province.Signer) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/batches", strings.NewReader(body))
	r.Header.Set(province.KeyHeader, "0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a11")
	s.Sign(r, []byte(body), clock())
	return r
}

// The first value is that of the openssl commands in docs/province.md.
func TestSignatures(t *testing.T) {
	const want = "hmac-sha256=6ba72fcb48283f3067ea7114805d26eebb955123aca30b4908d0c12988d875fc"
	if got := signed(t, signerOf(province.SHA256)).Header.Get(province.SignatureHeader); got != want {
		t.Error(got)
	}
	for _, a := range province.Algorithms {
		s := signerOf(a)
		if err := s.Check(signed(t, s), []byte(body), clock().Add(4*time.Minute)); err != nil {
			t.Errorf("%s: %v", a, err)
		}
		for what, spoil := range map[string]func(r *http.Request) (sent string, now time.Time){
			"another body":   func(*http.Request) (string, time.Time) { return body + " ", clock() },
			"too old":        func(*http.Request) (string, time.Time) { return body, clock().Add(6 * time.Minute) },
			"of the future":  func(*http.Request) (string, time.Time) { return body, clock().Add(-6 * time.Minute) },
			"another method": func(r *http.Request) (string, time.Time) { r.Method = http.MethodPut; return body, clock() },
			"another path":   func(r *http.Request) (string, time.Time) { r.URL.Path += "x"; return body, clock() },
			"another query":  func(r *http.Request) (string, time.Time) { r.URL.RawQuery = "a=b"; return body, clock() },
			"another key":    func(r *http.Request) (string, time.Time) { r.Header.Set(province.KeyHeader, "x"); return body, clock() },
			"another client": func(r *http.Request) (string, time.Time) {
				r.Header.Set(province.ClientHeader, "x")
				return body, clock()
			},
			"another time": func(r *http.Request) (string, time.Time) {
				r.Header.Set(province.TimestampHeader, "1665194401")
				return body, clock()
			},
			"milliseconds": func(r *http.Request) (string, time.Time) {
				r.Header.Set(province.TimestampHeader, "1665194400000")
				return body, clock()
			},
			"no signature": func(r *http.Request) (string, time.Time) {
				r.Header.Del(province.SignatureHeader)
				return body, clock()
			},
			"another algorithm": func(r *http.Request) (string, time.Time) {
				r.Header.Set(province.SignatureHeader, "md5=00")
				return body, clock()
			},
		} {
			r := signed(t, s)
			sent, now := spoil(r)
			if s.Check(r, []byte(sent), now) == nil {
				t.Errorf("%s: %s passes", a, what)
			}
		}
	}
}

func batch() province.Batch {
	b := province.Batch{Key: "k-1", Report: "r-1", Kind: model.ReportAccounts, Area: "422801", Number: 1, Of: 1, TakenAt: model.NewTime(clock())}
	for i := range 2 {
		b.Rows = append(b.Rows, province.Row{Key: fmt.Sprint("r-1-", i+1), Content: fmt.Sprintf(`{"account":{"platform":"wechat","name":"=号%d"}}`, i)})
	}
	return b
}

// What a province answers, and what is made of it.
func TestAnswers(t *testing.T) {
	for what, c := range map[string]struct {
		status        int
		text          string
		taken         int    // receipts, -1 for an error
		refusal       string // of the whole
		retryAfterSec int
	}{
		"receipts":         {200, `{"key":"k-1","receipt":"R","rows":[{"row":"r-1-1","result":"accepted"},{"row":"r-1-2","result":"refused","words":"x"}]}`, 2, "", 0},
		"later":            {202, `{"key":"k-1"}`, 0, "", 0},
		"of another batch": {200, `{"key":"k-2"}`, -1, "", 0},
		"no result":        {200, `{"key":"k-1","rows":[{"row":"r-1-1","result":"maybe"}]}`, -1, "", 0},
		"no JSON":          {200, `<html>`, -1, "", 0},
		"refused":          {422, `{"detail":"格式不符"}`, 0, "格式不符", 0},
		"refused silently": {409, ``, 0, "Conflict", 0},
		"busy":             {429, ``, -1, "", 7},
		"broken":           {500, `{}`, -1, "", 0},
		"not let in":       {401, ``, -1, "", 0},
		"gone elsewhere":   {302, ``, -1, "", 0},
		"endless":          {200, strings.Repeat(" ", 9<<20), -1, "", 0},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			if c.status == http.StatusTooManyRequests {
				w.Header().Set("Retry-After", "7")
			}
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, c.text)
		}))
		base, _ := url.Parse(server.URL)
		over := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		got, err := province.NewClient(base, signerOf(province.SHA256), over, clock).Deliver(context.Background(), batch())
		if (err != nil) != (c.taken < 0) || err == nil && (len(got.Receipts) != c.taken || got.Refusal != c.refusal) {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
		if after := province.RetryAfter(err); after != time.Duration(c.retryAfterSec)*time.Second {
			t.Errorf("%s: after %s", what, after)
		}
		over.CloseIdleConnections()
		server.Close()
	}
}

func TestFolder(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	f, err := province.OpenFolder(dir, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for range 2 { // again the same
		if a, err := f.Deliver(t.Context(), batch()); err != nil || !a.Taken {
			t.Fatalf("%+v, %v", a, err)
		}
	}
	shown, err := f.Preview(batch())
	content, readErr := os.ReadFile(filepath.Join(dir, "outbox", "k-1.zip"))
	if err != nil || readErr != nil || !bytes.Equal(content, shown.Body) {
		t.Errorf("%v, %v", err, readErr)
	}
	files, _ := os.ReadDir(filepath.Join(dir, "outbox"))
	if len(files) != 1 {
		t.Errorf("%v", files)
	}
	checkTable(t, content)
	answer := filepath.Join(dir, "answers", "k-1.csv")
	collect := func() (int, error) {
		a, err := f.Collect(t.Context(), "k-1")
		return len(a.Receipts), err
	}
	if n, err := collect(); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	write := func(text string, age time.Duration) {
		t.Helper()
		if err := os.WriteFile(answer, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(answer, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	write("行标识,结果,回执号,说明\nr-1-1,接收,1,\n", 0)
	if n, err := collect(); n != 0 || err != nil {
		t.Errorf("one that is being written: %d, %v", n, err)
	}
	write("行标识,结果,回执号,说明\nr-1-1,接收,1,\nr-1-2,也许,,\n", time.Minute)
	if n, err := collect(); n != 1 || err == nil {
		t.Errorf("one with a bad line: %d, %v", n, err)
	}
	write("行标识,结果,说明\nr-1-1,通过,\nr-1-2,退回,主体不符\n", time.Minute)
	if n, err := collect(); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// checkTable looks into the zip: the tables cannot run as formulas, and the form has every row.
func checkTable(t *testing.T, content []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string][][]string{}
	for _, part := range z.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(part.Name, ".csv") {
			lines[part.Name], err = csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
			if err != nil {
				t.Errorf("%s: %v", part.Name, err)
			}
		}
	}
	if table := lines["政务新媒体名录.csv"]; len(table) != 3 || table[1][0] != "r-1-1" || table[1][2] != "'=号0" {
		t.Errorf("%v", table)
	}
	if form := lines["回执.csv"]; len(form) != 3 || form[2][0] != "r-1-2" || len(z.File) != 3 {
		t.Errorf("%v", form)
	}
}

// Whatever a file is, it is read or refused with what is wrong with it.
func TestAnswersThatCannotBeRead(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "file_empty",
		"行标识,结果\n":                   "file_without_rows",
		"标识码,结果\na,接收\n":             "invalid_fields",
		"PK\x03\x04 and no workbook": "not_xlsx",
		"行标识,结果,结果\na,接收,接收\n": "column_twice",
	} {
		_, err := province.ReadReceipts(strings.NewReader(text))
		var refused *model.Error
		if !errors.As(err, &refused) || refused.Code != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	lines, err := province.ReadReceipts(strings.NewReader("结果,行标识\n接收,a\n,b\n退回,a\n"))
	if err != nil || len(lines) != 2 || lines[0].Fault != nil || lines[1].Fault == nil || lines[1].Fault.Code != "receipt_twice" {
		t.Errorf("%+v, %v", lines, err)
	}
}
