package sheet_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service/sheet"
)

var siteColumns = []sheet.Column{
	{Field: "code", Names: []string{"网站标识码", "标识码"}},
	{Field: "name", Names: []string{"网站名称"}},
	{Field: "home_url", Names: []string{"首页地址", "首页网址", "URL"}},
}

func TestMatch(t *testing.T) {
	for name, c := range map[string]struct {
		header  []string
		index   map[string]int
		unknown []string
	}{
		"as in the field":      {[]string{"网站标识码", "网站名称", "首页地址"}, map[string]int{"code": 0, "name": 1, "home_url": 2}, nil},
		"other order":          {[]string{"首页地址", "网站标识码"}, map[string]int{"code": 1, "home_url": 0}, nil},
		"renamed":              {[]string{"标识码", "首页网址"}, map[string]int{"code": 0, "home_url": 1}, nil},
		"English":              {[]string{"code", "NAME", "Home_URL"}, map[string]int{"code": 0, "name": 1, "home_url": 2}, nil},
		"full width":           {[]string{"ｃｏｄｅ", "ＵＲＬ"}, map[string]int{"code": 0, "home_url": 1}, nil},
		"spaces":               {[]string{" 网站 标识码\u3000", "网站\n名称", "\tu r l"}, map[string]int{"code": 0, "name": 1, "home_url": 2}, nil},
		"byte order mark":      {[]string{"\uFEFF网站标识码", "网站\uFEFF名称"}, map[string]int{"code": 0, "name": 1}, nil},
		"unknown":              {[]string{"序号", "网站名称", "序号", ""}, map[string]int{"name": 1}, []string{"序号", "序号", ""}},
		"nothing":              {nil, map[string]int{}, nil},
		"part of a known name": {[]string{"网站"}, map[string]int{}, []string{"网站"}},
	} {
		t.Run(name, func(t *testing.T) {
			index, unknown, err := sheet.Match(c.header, siteColumns)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.index, index); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.unknown, unknown); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMatchNamesBothColumnsOfAField(t *testing.T) {
	for name, header := range map[string][]string{
		"two spellings": {"首页地址", "网站名称", " URL "},
		"the same":      {"URL", "网站名称", "URL"},
	} {
		_, _, err := sheet.Match(header, siteColumns)
		var refusal *model.Error
		if !errors.As(err, &refusal) || refusal.Code != "column_twice" || refusal.Kind != model.KindInvalid {
			t.Fatalf("%s: got %v", name, err)
		}
		if diff := cmp.Diff([]any{1, header[0], 3, "URL", "home_url"}, refusal.Args); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestRequire(t *testing.T) {
	index := map[string]int{"name": 0}
	if err := sheet.Require(index, siteColumns, "name"); err != nil {
		t.Errorf("nothing is missing, got %v", err)
	}
	err := sheet.Require(index, siteColumns, "code", "name", "home_url")
	want := model.Invalid(
		model.FieldError{Field: "code", Code: "column_missing", Args: []any{"网站标识码 / 标识码 / code"}},
		model.FieldError{Field: "home_url", Code: "column_missing", Args: []any{"首页地址 / 首页网址 / URL / home_url"}},
	)
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Error(diff)
	}
	if got := want.Fields[0].Text(model.Chinese); got != "缺少此列，表头可写：网站标识码 / 标识码 / code" {
		t.Errorf("text %q", got)
	}
}
