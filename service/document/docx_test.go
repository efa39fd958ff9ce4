package document_test

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service/document"
)

// element is a piece of XML.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func parse(t *testing.T, text string) element {
	t.Helper()
	var e element
	d := xml.NewDecoder(strings.NewReader(strings.TrimSpace(text)))
	if err := d.Decode(&e); err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("something behind the element: %v", err)
	}
	return e
}

func (e element) all(name string) (found []element) {
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) style() string {
	if s := e.all("pStyle"); len(s) > 0 {
		return s[0].attr("val")
	}
	return ""
}

func (e element) text() string {
	var out strings.Builder
	for _, c := range e.Children {
		switch c.XMLName.Local {
		case "t":
			out.WriteString(c.Text)
		case "br":
			out.WriteString("/")
		case "tab":
			out.WriteString("→")
		default:
			out.WriteString(c.text())
		}
	}
	return out.String()
}

// docxOf checks that every part can be read, that each has a type and is where its relation says, and gives the text.
func docxOf(t *testing.T, c model.BulletinContent) (body element, texts map[string]string) {
	t.Helper()
	names, texts := parts(t, render(t, document.Docx, c))
	if names[0] != "[Content_Types].xml" {
		t.Errorf("the first part is %s", names[0])
	}
	types := parse(t, texts["[Content_Types].xml"])
	for _, name := range names {
		parse(t, texts[name])
	}
	for _, o := range types.all("Override") {
		if texts[strings.TrimPrefix(o.attr("PartName"), "/")] == "" {
			t.Errorf("%s has a type and is not there", o.attr("PartName"))
		}
	}
	for folder, rels := range map[string]string{"": "_rels/.rels", "word/": "word/_rels/document.xml.rels"} {
		for _, r := range parse(t, texts[rels]).all("Relationship") {
			if texts[folder+r.attr("Target")] == "" {
				t.Errorf("%s is not there", r.attr("Target"))
			}
		}
	}
	defined := map[string]bool{"": true}
	for _, s := range parse(t, texts["word/styles.xml"]).all("style") {
		defined[s.attr("styleId")] = true
	}
	body = parse(t, texts["word/document.xml"]).Children[0]
	for _, kind := range []string{"pStyle", "rStyle", "tblStyle"} {
		for _, s := range body.all(kind) {
			if !defined[s.attr("val")] {
				t.Errorf("the style %s is not defined", s.attr("val"))
			}
		}
	}
	return body, texts
}

func TestDocxText(t *testing.T) {
	body, texts := docxOf(t, issued(t))
	var got []string
	for _, e := range body.Children {
		if e.XMLName.Local == "p" && e.text() != "" {
			got = append(got, e.style()+": "+e.text())
		}
	}
	want := []string{
		"Title: 恩施土家族苗族自治州大数据中心/关于2022年第三次恩施",
		"Addressee: 各县市人民政府办公室、州直相关单位：",
		"Body: 为进一步加强全州政府网站与政务新媒体建设管理，根据国务院",
		"Heading1: 一、全省2022年第二次抽查中发现问题的整改情况",
		"Body: 2022年第二次全省政府网站及政务新媒体抽查情况的通报指",
		"Body: 恩施州接到通报后，立即要求各县市、各单位针对反馈问题开展",
		"Heading1: 二、州本级检查情况",
		"Body: （一）政府网站抽查情况。本次对全州在“全国政府网站信息报",
		"Body: （二）政务新媒体抽查情况。对全州在“湖北省政务新媒体管理",
		"Heading1: 三、存在的主要问题",
		"Body: 本次抽查，虽然全州政府网站和政务新媒体运维全部合格，但仍",
		"Body: （一）政府网站内容保障有待提高。一是少数网站栏目内容保障",
		"Body: （二）政务新媒体管理有待加强。部分单位政务新媒体存在更新",
		"Heading1: 四、下一步工作安排",
		"Body: （一）不断加强政府网站内容保障工作。各县市各单位要进一步",
		"Body: （二）切实加强政务新媒体常态化监管。各县市各单位要严格按",
		"Body: （三）进一步强化安全管理。各县市各单位要高度重视网络安全",
		"Body: 各县市、各单位要运用好2022年第三次全州政府网站与政务新",
		"AnnexList: 附件：1.→恩施州2022年第三次政府网站抽查情",
		"AnnexList: 2.→恩施州2022年第三次政务新媒体检查情况表",
		"Signature: 恩施土家族苗族自治州大数据中心",
		"Signature: 2022年10月11日",
		"Copies: 抄送：州政府办公室、恩施日报社",
		"AnnexMark: 附件1",
		"AnnexTitle: 恩施州2022年第三次/政府网站抽查情况统计表",
		"AnnexMark: 附件2",
		"AnnexTitle: 恩施州2022年第三次政务新媒体检查情况表",
	}
	if len(got) != len(want) {
		t.Fatalf("%d paragraphs, want %d", len(got), len(want))
	}
	for i, begin := range want {
		if !strings.HasPrefix(got[i], begin) {
			t.Errorf("%q does not begin with %q", got[i], begin)
		}
	}
	core := parse(t, texts["docProps/core.xml"])
	if title := core.all("title"); len(title) != 1 || title[0].Text != issued(t).Title {
		t.Errorf("the title among the properties: %v", title)
	}
}

// Tables go over pages with their header, rows do not, and an annex begins a page.
func TestDocxTables(t *testing.T) {
	body, texts := docxOf(t, issued(t))
	tables := body.all("tbl")
	if len(tables) != 2 {
		t.Fatalf("%d tables", len(tables))
	}
	for i, rows := range []int{45, 11} {
		trs := tables[i].all("tr")
		if len(trs) != rows {
			t.Errorf("table %d has %d rows, want %d", i+1, len(trs), rows)
		}
		for n, tr := range trs {
			if header := len(tr.all("tblHeader")) == 1; header != (n == 0) || len(tr.all("cantSplit")) != 1 {
				t.Errorf("row %d of table %d: header %v", n, i+1, header)
			}
			cells := 0
			for _, tc := range tr.all("tc") {
				cells++
				if len(tc.all("p")) != 1 {
					t.Error("a cell without a paragraph")
				}
				cells += len(tc.all("gridSpan"))
			}
			if cells != 6 {
				t.Errorf("row %d of table %d has %d cells", n, i+1, cells)
			}
		}
		if grid := tables[i].all("gridCol"); len(grid) != 6 {
			t.Errorf("%d columns", len(grid))
		}
	}
	last := tables[1].all("tr")[10]
	if got := last.text(); got != "合计2152150100%" {
		t.Errorf("the total is %q", got)
	}
	begin := 0
	for _, p := range body.all("p") {
		if p.style() == "AnnexMark" && len(p.all("pageBreakBefore")) == 1 {
			begin++
		}
	}
	if begin != 2 {
		t.Errorf("%d annexes begin a page", begin)
	}
	footer := parse(t, texts["word/footer1.xml"])
	field := footer.all("instrText")
	if len(field) != 1 || strings.TrimSpace(field[0].Text) != "PAGE" || footer.text() != "— 1 —" {
		t.Errorf("the footer is %q", footer.text())
	}
	if refs := body.all("footerReference"); len(refs) != 1 || !strings.Contains(texts["word/_rels/document.xml.rels"], `Id="`+refs[0].attr("id")+`"`) {
		t.Errorf("the footer is not referred to: %v", refs)
	}
}

func TestDocxTurnsWideTables(t *testing.T) {
	c := issued(t)
	wide := c.Annexes[1]
	wide.Number = 3
	for range 12 {
		wide.Columns = append(wide.Columns, model.BulletinColumn{Label: "不合格", Kind: model.ColumnCount})
	}
	c.Annexes = append(c.Annexes, wide)
	c.Annexes = append(c.Annexes, c.Annexes[0])
	body, _ := docxOf(t, c)
	var across []string
	for _, s := range body.all("pgSz") {
		across = append(across, s.attr("orient"))
	}
	if want := []string{"", "landscape", ""}; !slices.Equal(across, want) {
		t.Errorf("sections are %q, want %q", across, want)
	}
	for i, s := range body.all("sectPr") {
		if len(s.all("footerReference")) != 1 {
			t.Errorf("section %d has no page numbers", i)
		}
	}
	for i, table := range body.all("tbl") {
		if w := table.all("tblW")[0].attr("w"); (w == "12755") != (i == 2) {
			t.Errorf("table %d is %s wide", i+1, w)
		}
	}
}

func TestDocxWithoutAnnexes(t *testing.T) {
	body, _ := docxOf(t, model.BulletinContent{})
	if len(body.all("sectPr")) != 1 || len(body.all("tbl")) != 0 {
		t.Error("an empty bulletin is no document")
	}
	c := issued(t)
	c.Annexes = c.Annexes[:1] // the number of a single annex is not printed
	body, _ = docxOf(t, c)
	var marks []string
	for _, p := range body.all("p") {
		if s := p.style(); s == "AnnexMark" || s == "AnnexList" {
			marks = append(marks, p.text())
		}
	}
	if diff := cmp.Diff([]string{"附件：" + c.Annexes[0].Title, "附件"}, marks); diff != "" {
		t.Error(diff)
	}
	c.IssuedOn = ""
	body, _ = docxOf(t, c)
	for _, p := range body.all("p") {
		if p.style() == "Signature" && p.text() != c.Issuer {
			t.Errorf("signed %q", p.text())
		}
	}
}

func TestDocxOfHostileText(t *testing.T) {
	body, _ := docxOf(t, hostile(t))
	text := body.text()
	for _, want := range []string{`<script>alert(1)</script>&amp;]]>"'abcdefg` + "\uFFFDh𠮷", "=cmd|'/c calc'!A1", "1152921504606846976"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
}
