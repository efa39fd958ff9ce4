package blackbox

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"xuncha/test/harness"
)

// county is a county with one thing of every kind, in each text of which stands a word that nothing else has.
type county struct {
	harness.Client

	region, word string
	ids          map[string]uint64 // of its things, by noun
}

const (
	ours   = "422801"
	theirs = "422802"
	shared = "422800-2021-2" // the round of the prefecture, with targets of both
)

// newCounty fills a county by a key of its own, which may do everything there.
func newCounty(t *testing.T, address string, c harness.Client, region, word string) county {
	t.Helper()
	own := county{c.As(token(t, address, "admin", region)), region, word, map[string]uint64{}}
	owner := create(t, own.Client, "/organizations", object{"name": word + "局", "short_name": word, "region_code": region})
	own.ids["organizations"] = harness.Get[thing](own.Client, owner).ID
	site := create(t, own.Client, "/sites", object{
		"code": region + "0001", "name": word + "网", "home_url": "http://" + word + ".gov.cn/", "is_portal": true,
		"organization_id": own.ids["organizations"], "icp_number": word, "public_security_number": word,
	})
	own.ids["sites"] = harness.Get[thing](own.Client, site).ID
	account := create(t, own.Client, "/accounts", object{
		"platform": "wechat", "name": word + "号", "platform_account_id": word, "certified_subject": word,
		"organization_id": own.ids["organizations"], "national_filing_number": word, "provincial_filing_number": word,
	})
	own.ids["accounts"] = harness.Get[thing](own.Client, account).ID
	file := "网站标识码,网站名称,首页地址,是否门户,主办单位,备用" + word + "\n" +
		region + "0002," + word + "二,http://" + word + "2.gov.cn/,否," + word + "局,\n" +
		region + "0003," + word + "三,没有网址" + word + ",否," + word + "局,\n"
	own.ids["imports"] = harness.Decode[importJob](t, upload(own.Client, "kind=sites&file_name="+word, []byte(file))).ID
	campaign := create(t, own.Client, "/campaigns", object{
		"title": word + "检查", "year": 2021, "round": 1, "region_code": region, "monitoring_date": "2021-03-31", "round_label": word,
	})
	do(t, own.Client, http.StatusOK, campaign, "/open", nil)
	return own
}

// submit gives every target of both rounds a result with the word in its texts.
func (own county) submit(t *testing.T) {
	t.Helper()
	for _, i := range harness.Get[list[inspection]](own.Client, "/inspections").Items {
		own.ids["inspections"] = i.ID
		path := fmt.Sprint("/inspections/", i.ID)
		findings := []object{{"description": own.word + "有问题", "location_url": "http://" + own.word + ".gov.cn/"}}
		own.Do(http.StatusOK, http.MethodPut, path+"/submission", object{"findings": findings, "note": own.word}, "If-Match", tag(t, own.Client, path))
	}
}

// spy keeps everything that is sent to a caller.
type spy struct {
	t    *testing.T
	c    harness.Client
	seen strings.Builder
}

func (s *spy) send(method, path string, body any, headers ...string) harness.Answer {
	s.t.Helper()
	answer, err := s.c.Send(method, path, body, headers...)
	if err != nil {
		s.t.Fatal(err)
	}
	_, _ = fmt.Fprintln(&s.seen, answer.Header)
	s.seen.Write(answer.Body)
	if bytes.HasPrefix(answer.Body, []byte("PK")) {
		s.unzip(answer.Body)
	}
	return answer
}

func (s *spy) unzip(file []byte) {
	s.t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			s.t.Fatal(err)
		}
		text, err := io.ReadAll(io.LimitReader(r, 1<<20))
		if err != nil {
			s.t.Fatal(err)
		}
		_ = r.Close()
		s.seen.Write(text)
	}
}

// saw counts how often the word was sent.
func (s *spy) saw(word string) int { return strings.Count(s.seen.String(), word) }

// readAll reads everything that the service offers the caller, in every form.
func (s *spy) readAll() {
	s.t.Helper()
	for path, exported := range lists {
		if path == "/imports/1/rows" {
			continue // it stands under its import
		}
		answer := s.send(http.MethodGet, path+"?limit=1000", nil)
		for _, item := range harness.Decode[list[thing]](s.t, answer).Items {
			s.readOne(path, item)
		}
		s.send(http.MethodGet, path+"?sort=-updated_at", nil)
		s.send(http.MethodGet, path+"?size=1", nil)
		if exported {
			s.send(http.MethodGet, path+"?format=csv", nil)
		}
	}
}

func (s *spy) readOne(list string, item thing) {
	s.t.Helper()
	path := fmt.Sprint(list, "/", item.ID)
	switch list {
	case "/regions":
		path = list + "/" + item.Code
	case "/imports":
		s.send(http.MethodGet, path+"/rows", nil)
		s.send(http.MethodGet, path+"/rows/2", nil)
	case "/inspections":
		s.send(http.MethodGet, path+"/revisions", nil)
	case "/campaigns":
		path = list + "/" + item.Code
		for _, format := range []string{"json", "csv", "xlsx"} {
			for _, table := range []string{
				"/annexes/1?", "/annexes/2?", "/pass-rates?kind=site&group_by=region", "/pass-rates?kind=site&group_by=portal",
				"/pass-rates?kind=site&group_by=organization", "/pass-rates?kind=account&group_by=region",
				"/pass-rates?kind=account&group_by=platform", "/pass-rates?kind=account&group_by=organization",
			} {
				s.send(http.MethodGet, path+table+"&format="+format, nil)
			}
		}
	}
	if answer := s.send(http.MethodGet, path, nil); answer.Status != http.StatusOK {
		s.t.Errorf("%s is listed but answers %d", path, answer.Status)
	}
}
