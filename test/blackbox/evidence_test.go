package blackbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
	"xuncha/test/s3"
)

type attachment struct {
	ID           uint64  `json:"id"`
	InspectionID uint64  `json:"inspection_id"`
	PairID       *uint64 `json:"pair_id"`
	Caption      string  `json:"caption"`
	FileName     string  `json:"file_name"`
	MediaType    string  `json:"media_type"`
	Size         int     `json:"size"`
	SHA256       string  `json:"sha256"`
	CapturedAt   string  `json:"captured_at"`
	UploadedBy   string  `json:"uploaded_by"`
	Version      int     `json:"version"`
}

// files of each kind that is taken, with the type under which it comes back.
var evidenceFiles = map[string]struct{ content, media, served string }{
	"png":  {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<html><script>alert(1)</script>", "image/png", "image/png"},
	"jpeg": {"\xff\xd8\xff\xe0 picture", "image/jpeg", "image/jpeg"},
	"webp": {"RIFF\x10\x00\x00\x00WEBPVP8 picture", "image/webp", "image/webp"},
	"pdf":  {"%PDF-1.7\n%%EOF\n", "application/pdf", "application/pdf"},
	"html": {"<!DOCTYPE html><html><script>alert('恩施')</script></html>", "text/html", "application/octet-stream"},
	"mp4":  {"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom video", "video/mp4", "video/mp4"},
}

// openTarget is the id of a target of an open round.
func openTarget(t *testing.T, c harness.Client) uint64 {
	t.Helper()
	owner := create(t, c, "/organizations", object{"name": "甲局", "region_code": "422801"})
	create(t, c, "/sites", object{"code": "4228010001", "name": "甲网", "home_url": "http://a.gov.cn/", "organization_id": harness.Get[thing](c, owner).ID})
	campaign := create(t, c, "/campaigns", object{"title": "检查", "year": 2021, "round": 1, "region_code": "422801", "monitoring_date": "2021-03-31"})
	do(t, c, http.StatusOK, campaign, "/open", nil)
	return harness.Get[list[inspection]](c, "/inspections").Items[0].ID
}

func sendFile(c harness.Client, inspection uint64, query, content string, headers ...string) harness.Answer {
	path := fmt.Sprintf("/attachments?inspection=%d&captured_at=2022-10-08T09:00:00%%2B08:00%s", inspection, query)
	return c.Do(http.StatusCreated, http.MethodPost, path, content, append([]string{"Content-Type", "application/octet-stream"}, headers...)...)
}

// eachStore runs a test with a server over each kind of store.
func eachStore(t *testing.T, fn func(t *testing.T, env harness.Environment, server *harness.Server, file func(key string) string)) {
	t.Helper()
	start := func(t *testing.T, env harness.Environment) *harness.Server {
		return harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").MayFail()
	}
	t.Run("folder", func(t *testing.T) {
		dbtest.EachMigrated(t, func(t *testing.T, address string) {
			env, folder := harness.Settings(address), t.TempDir()
			env["XUNCHA_EVIDENCE"] = "file://" + folder
			fn(t, env, start(t, env), func(key string) string { return filepath.Join(folder, key) })
		})
	})
	t.Run("bucket", func(t *testing.T) {
		bucket := s3.Start(t)
		env := harness.Settings("sqlite:" + filepath.Join(t.TempDir(), "x.db"))
		maps.Copy(env, bucket.Environment())
		fn(t, env, start(t, env), bucket.File)
	})
}

// What is sent comes back byte for byte, whole and in parts, and as nothing that a browser would run.
func TestEvidenceThereAndBack(t *testing.T) {
	eachStore(t, func(t *testing.T, env harness.Environment, server *harness.Server, file func(string) string) {
		c := server.Admin(t)
		target := openTarget(t, c)
		var last attachment
		for name, f := range evidenceFiles {
			answer := sendFile(c, target, "&caption=%E6%A0%8F%E7%9B%AE&file_name="+name, f.content)
			a := harness.Decode[attachment](t, answer)
			sum := sha256.Sum256([]byte(f.content))
			if a.MediaType != f.media || a.Size != len(f.content) || a.SHA256 != hex.EncodeToString(sum[:]) ||
				a.CapturedAt != "2022-10-08T01:00:00Z" || a.UploadedBy == "" || a.Caption != "栏目" || !strings.HasPrefix(a.FileName, name+".") {
				t.Errorf("%s became %+v", name, a)
			}
			checkContent(t, c, a, f.content, f.served)
			last = a
		}
		all := harness.Get[list[attachment]](c, fmt.Sprintf("/attachments?inspection=%d&purpose=evidence", target)).Items
		if len(all) != len(evidenceFiles) {
			t.Errorf("%d attachments", len(all))
		}
		csv := c.Do(http.StatusOK, http.MethodGet, "/attachments?format=csv", nil)
		if n := strings.Count(string(csv.Body), "\n"); n != len(evidenceFiles)+1 {
			t.Errorf("%d lines:\n%s", n, csv.Body)
		}
		checkDamage(t, c, env, last, file("/"+last.SHA256[:2]+"/"+last.SHA256))
	})
}

func checkContent(t *testing.T, c harness.Client, a attachment, content, served string) {
	t.Helper()
	path := fmt.Sprintf("/attachments/%d/content", a.ID)
	whole := c.Do(http.StatusOK, http.MethodGet, path, nil)
	if string(whole.Body) != content {
		t.Errorf("%s came back as %q", a.MediaType, whole.Body)
	}
	for name, want := range map[string]string{
		"Content-Type": served, "Etag": `"` + a.SHA256 + `"`, "Accept-Ranges": "bytes", "X-Content-Type-Options": "nosniff",
		"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'", "Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control": "private, no-store", "Content-Disposition": `attachment; filename="` + a.FileName + `"`,
	} {
		if got := whole.Header.Get(name); got != want {
			t.Errorf("%s of %s is %q, want %q", name, a.MediaType, got, want)
		}
	}
	n := len(content)
	for asked, want := range map[string]string{
		"bytes=0-3": content[:4], "bytes=2-2": content[2:3], "bytes=4-": content[4:], "bytes=-5": content[n-5:],
		fmt.Sprintf("bytes=%d-%d", n-2, n+100): content[n-2:], fmt.Sprintf("bytes=-%d", n+10): content,
	} {
		part := c.Do(http.StatusPartialContent, http.MethodGet, path, nil, "Range", asked)
		if string(part.Body) != want || !strings.HasSuffix(part.Header.Get("Content-Range"), fmt.Sprintf("/%d", n)) {
			t.Errorf("%s is %q (%s), want %q", asked, part.Body, part.Header.Get("Content-Range"), want)
		}
	}
	for _, asked := range []string{"bytes=0-1,3-4", "bytes=5-2", "bytes=x-y", "lines=1-2", "bytes=", "bytes=-"} {
		if whole := c.Do(http.StatusOK, http.MethodGet, path, nil, "Range", asked); string(whole.Body) != content {
			t.Errorf("%s is %q", asked, whole.Body)
		}
	}
	for _, asked := range []string{fmt.Sprintf("bytes=%d-", n), "bytes=100000-100001", "bytes=-0"} {
		refused := c.Do(http.StatusRequestedRangeNotSatisfiable, http.MethodGet, path, nil, "Range", asked)
		if got := refused.Header.Get("Content-Range"); got != fmt.Sprintf("bytes */%d", n) {
			t.Errorf("%s: %s", asked, got)
		}
	}
	c.Do(http.StatusPartialContent, http.MethodGet, path, nil, "Range", "bytes=0-0", "If-Range", whole.Tag())
	c.Do(http.StatusOK, http.MethodGet, path, nil, "Range", "bytes=0-0", "If-Range", `"other"`)
}

// checkDamage damages the file of an attachment: no answer hides it, and the check names it.
func checkDamage(t *testing.T, c harness.Client, env harness.Environment, a attachment, file string) {
	t.Helper()
	env = maps.Clone(env)
	env["XUNCHA_LANGUAGE"] = "en"
	check := func(want int, words string, arguments ...string) {
		t.Helper()
		code, stdout, stderr := harness.Run(t, env, append([]string{"check"}, arguments...)...)
		if code != want || !strings.Contains(stdout, words) {
			t.Errorf("check %v ended with %d:\n%s%s", arguments, code, stdout, stderr)
		}
	}
	check(0, "6 attachments, 6 files")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)-1] ^= 1
	if err := os.WriteFile(file, content, 0o600); err != nil { //nolint:gosec // a file of the test
		t.Fatal(err)
	}
	named := fmt.Sprintf("attachment %d (inspection %d, finding 0) ", a.ID, a.InspectionID)
	check(0, "damaged 0", "--fast")
	check(3, named+"was altered: "+a.SHA256[:2]+"/"+a.SHA256)
	path := fmt.Sprintf("/attachments/%d/content", a.ID)
	if answer, err := c.Send(http.MethodGet, path, nil); err == nil && answer.Status == http.StatusOK {
		t.Errorf("an altered file looks whole: %q", answer.Body)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	check(3, named+"is missing", "--fast")
	c.Do(http.StatusInternalServerError, http.MethodGet, path, nil)
}

func TestEvidenceIsChangedAndRemoved(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		target := openTarget(t, c)
		png := evidenceFiles["png"].content
		before := sendFile(c, target, "&moment=before", png).Header.Get("Location")[len("/api/v1"):]
		id := harness.Get[attachment](c, before).ID
		after := sendFile(c, target, fmt.Sprintf("&moment=after&purpose=proof&pair=%d", id), png).Header.Get("Location")[len("/api/v1"):]
		if pair := harness.Get[attachment](c, after).PairID; pair == nil || *pair != id {
			t.Errorf("the pair is %v", pair)
		}
		c.Do(http.StatusConflict, http.MethodDelete, before, nil, "If-Match", tag(t, c, before))
		c.Do(http.StatusOK, http.MethodPatch, before, object{"caption": "首页空白", "captured_at": "2022-10-01T00:00:00Z"}, "If-Match", tag(t, c, before))
		c.Do(http.StatusPreconditionFailed, http.MethodPatch, before, object{"caption": "x"}, "If-Match", `"1"`)
		c.Do(http.StatusUnprocessableEntity, http.MethodPatch, before, object{"captured_at": "2999-10-01T00:00:00Z"}, "If-Match", tag(t, c, before))
		c.Do(http.StatusOK, http.MethodPatch, after, object{"pair_id": nil}, "If-Match", tag(t, c, after))
		for _, path := range []string{before, after} {
			c.Do(http.StatusNoContent, http.MethodDelete, path, nil, "If-Match", tag(t, c, path))
			c.Do(http.StatusNotFound, http.MethodGet, path, nil)
			c.Do(http.StatusNotFound, http.MethodGet, path+"/content", nil)
		}
		if left := harness.Get[list[attachment]](c, "/attachments").Items; len(left) != 0 {
			t.Errorf("%+v is left", left)
		}
	})
}

func TestRefusedUploads(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		env["XUNCHA_EVIDENCE_MAX_FILE"], env["XUNCHA_EVIDENCE_MAX_VIDEO"] = "1", "2"
		c := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").Admin(t)
		target := openTarget(t, c)
		of := func(query string) string {
			return fmt.Sprintf("/attachments?inspection=%d&captured_at=2022-10-08T09:00:00Z%s", target, query)
		}
		png := evidenceFiles["png"].content
		for what, r := range map[string]struct {
			path, content string
			status        int
			code          string
		}{
			"no target":           {"/attachments?captured_at=2022-10-08T09:00:00Z", png, 400, "invalid_fields"},
			"no time":             {fmt.Sprintf("/attachments?inspection=%d", target), png, 400, "invalid_fields"},
			"an unknown target":   {"/attachments?inspection=99999&captured_at=2022-10-08T09:00:00Z", png, 422, "invalid_fields"},
			"the future":          {fmt.Sprintf("/attachments?inspection=%d&captured_at=2199-01-01T00:00:00Z", target), png, 422, "invalid_fields"},
			"an unknown purpose":  {of("&purpose=x"), png, 400, "invalid_fields"},
			"a pair without side": {of("&pair=1"), png, 422, "invalid_fields"},
			"nothing":             {of(""), "", 400, "body_required"},
			"a program":           {of(""), "MZ\x90\x00", 415, "evidence_type"},
			"an SVG":              {of(""), "<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "evidence_type"},
			"a page in GBK":       {of(""), "<html>\xb6\xf7\xca\xa9", 415, "evidence_not_utf8"},
			"a large picture":     {of(""), png + strings.Repeat("x", 1<<20), 413, "evidence_too_large"},
			"a large video":       {of(""), evidenceFiles["mp4"].content + strings.Repeat("x", 2<<20), 413, "evidence_too_large"},
		} {
			answer := c.Do(r.status, http.MethodPost, r.path, r.content, "Content-Type", "image/png")
			if p := harness.Decode[harness.Problem](t, answer); p.Code != r.code {
				t.Errorf("%s: %s", what, answer.Body)
			}
		}
		database := harness.Open(t, address)
		database.Want(map[string]int{"SELECT COUNT(*) FROM attachments": 0, "SELECT COUNT(*) FROM blobs": 0})
		c.Do(http.StatusCreated, http.MethodPost, of(""), evidenceFiles["mp4"].content+strings.Repeat("x", 3<<19), "Content-Type", "application/octet-stream")
	})
}

// An upload under an Idempotency-Key is made once, by its content, and a form does as well as a bare body.
func TestUploadsAreRepeatable(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		target := openTarget(t, c)
		png := evidenceFiles["png"].content
		first := sendFile(c, target, "", png, "Idempotency-Key", "upload-1")
		again := sendFile(c, target, "", png, "Idempotency-Key", "upload-1")
		if again.Header.Get("Idempotency-Replayed") != "true" || !bytes.Equal(first.Body, again.Body) {
			t.Errorf("%s and then %s", first.Body, again.Body)
		}
		path := fmt.Sprintf("/attachments?inspection=%d&captured_at=2022-10-08T09:00:00%%2B08:00", target)
		c.Do(http.StatusUnprocessableEntity, http.MethodPost, path, evidenceFiles["pdf"].content, "Content-Type", "application/octet-stream", "Idempotency-Key", "upload-1")
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		part, err := w.CreateFormFile("file", "现场.png")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write([]byte(png))
		_ = w.Close()
		sent := c.Do(http.StatusCreated, http.MethodPost, path, form.Bytes(), "Content-Type", w.FormDataContentType())
		if a := harness.Decode[attachment](t, sent); a.FileName != "现场.png" || a.Size != len(png) {
			t.Errorf("%+v", a)
		}
		c.Do(http.StatusBadRequest, http.MethodPost, path, "--x--", "Content-Type", "multipart/form-data; boundary=x")
		harness.Open(t, address).Want(map[string]int{"SELECT COUNT(*) FROM attachments": 2, "SELECT COUNT(*) FROM blobs": 2})
	})
}
