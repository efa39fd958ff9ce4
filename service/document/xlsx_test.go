package document_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"xuncha/model"
	"xuncha/service/document"
)

func workbook(t *testing.T, c model.BulletinContent) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(render(t, document.Xlsx, c)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// value is a cell: its text as shown, its type, and the format of a number.
func value(t *testing.T, f *excelize.File, name, cell string) string {
	t.Helper()
	shown, err := f.GetCellValue(name, cell)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	kind, err := f.GetCellType(name, cell)
	if err != nil {
		t.Fatal(err)
	}
	if kind == excelize.CellTypeInlineString {
		return "text " + shown
	}
	return fmt.Sprintf("number %s shown %s", raw, shown)
}

func TestXlsxCells(t *testing.T) {
	f := workbook(t, issued(t))
	if diff := cmp.Diff([]string{"附件1", "附件2"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	for cell, want := range map[string]string{
		"附件1!A1":  "text 恩施州2022年第三次政府网站抽查情况统计表",
		"附件1!B2":  "text 网站标识码",
		"附件1!A3":  "number 1 shown 1",
		"附件1!B3":  "text 4228000001",
		"附件1!F46": "text 合格",
		"附件2!C3":  "number 48 shown 48",
		"附件2!F3":  "number 1 shown 100%",
		"附件2!A12": "number  shown ",
		"附件2!B12": "text 合计",
		"附件2!D12": "number 215 shown 215",
		"附件2!F12": "number 1 shown 100%",
	} {
		name, at, _ := strings.Cut(cell, "!")
		if got := value(t, f, name, at); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

func TestXlsxPage(t *testing.T) {
	f := workbook(t, issued(t))
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Scope+" "+n.Name] = n.RefersTo
	}
	if diff := cmp.Diff(map[string]string{
		"附件1 _xlnm.Print_Area": "'附件1'!$A$1:$F$46", "附件1 _xlnm.Print_Titles": "'附件1'!$2:$2",
		"附件2 _xlnm.Print_Area": "'附件2'!$A$1:$F$12", "附件2 _xlnm.Print_Titles": "'附件2'!$2:$2",
	}, names); diff != "" {
		t.Error(diff)
	}
	for name, orientation := range map[string]string{"附件1": "landscape", "附件2": "portrait"} {
		panes, err := f.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 2 || panes.TopLeftCell != "A3" {
			t.Errorf("panes %+v, %v", panes, err)
		}
		layout, err := f.GetPageLayout(name)
		if err != nil || *layout.Orientation != orientation || *layout.Size != 9 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("layout %+v, %v", layout, err)
		}
		props, err := f.GetSheetProps(name)
		if err != nil || !*props.FitToPage {
			t.Errorf("properties %+v, %v", props, err)
		}
		if merged, err := f.GetMergeCells(name); err != nil || len(merged) != 1 || merged[0][0] != "A1:F1" {
			t.Errorf("merged %v, %v", merged, err)
		}
	}
	wide, err := f.GetColWidth("附件1", "C")
	narrow, err2 := f.GetColWidth("附件1", "A")
	if err != nil || err2 != nil || narrow > 8 || wide < 40 {
		t.Errorf("columns are %v and %v wide, %v, %v", narrow, wide, err, err2)
	}
}

// A rate is a number only where a spreadsheet program shows what is printed.
func TestXlsxRates(t *testing.T) {
	half, cut := model.RoundHalfUp, model.RoundTruncate
	for _, c := range []struct {
		passed, failed int64
		rule           model.RateRule
		want           string
	}{
		{44, 0, model.RateRule{Decimals: 2, Rounding: half}, "number 1 shown 100%"},
		{0, 3, model.RateRule{Decimals: 2, Rounding: half}, "number 0 shown 0%"},
		{43, 1, model.RateRule{Decimals: 2, Rounding: half}, "number 0.977272727272727 shown 97.73%"},
		{43, 1, model.RateRule{Decimals: 1, Rounding: half}, "number 0.977272727272727 shown 97.7%"},
		{43, 1, model.RateRule{Decimals: 0, Rounding: half}, "number 0.977272727272727 shown 98%"},
		{43, 1, model.RateRule{Decimals: 2, Rounding: cut}, "text 97.72%"},
		{2, 1, model.RateRule{Decimals: 0, Rounding: cut}, "text 66%"},
		{1, 2, model.RateRule{Decimals: 0, Rounding: cut}, "number 0.333333333333333 shown 33%"},
		{1, 1, model.RateRule{Decimals: 2, Rounding: half}, "number 0.5 shown 50.00%"},
		{9_999, 1, model.RateRule{Decimals: 0, Rounding: half}, "text 99%"},
		{99_999, 1, model.RateRule{Decimals: 2, Rounding: half}, "text 99.99%"},
		{1, 99_999, model.RateRule{Decimals: 2, Rounding: half}, "text 0.01%"},
		{23, 17, model.RateRule{Decimals: 0, Rounding: half}, "text 58%"}, // LibreOffice would show 57%
		{23, 17, model.RateRule{Decimals: 1, Rounding: half}, "number 0.575 shown 57.5%"},
		{0, 0, model.RateRule{Decimals: 2, Rounding: half}, "text —"},
	} {
		text := c.rule.Text(c.passed, c.passed+c.failed)
		f := workbook(t, model.BulletinContent{Annexes: []model.BulletinAnnex{{
			Columns: []model.BulletinColumn{
				{Label: "家数", Kind: model.ColumnCount},
				{Label: "合格", Kind: model.ColumnCount},
				{Label: "不合格", Kind: model.ColumnCount},
				{Label: "合格率", Kind: model.ColumnRate},
			},
			Rows: [][]any{{c.passed + c.failed, c.passed, c.failed, text}},
		}}})
		if got := value(t, f, "附件1", "D3"); got != c.want {
			t.Errorf("%d of %d, printed %s: %q, want %q", c.passed, c.passed+c.failed, text, got, c.want)
		}
	}
}

// A rate beside which its counts do not stand is a text.
func TestXlsxRateWithoutCounts(t *testing.T) {
	c := issued(t)
	c.Annexes = c.Annexes[1:]
	c.Annexes[0].Columns[3].Label = "已整改"
	if got := value(t, workbook(t, c), "附件1", "F3"); got != "text 100%" {
		t.Error(got)
	}
}

func TestXlsxOfHostileText(t *testing.T) {
	file := render(t, document.Xlsx, hostile(t))
	_, texts := parts(t, file)
	for name, text := range texts {
		parse(t, text)
		if strings.Contains(text, "<f>") || strings.Contains(text, "<f ") {
			t.Errorf("%s has a formula", name)
		}
	}
	f := workbook(t, hostile(t))
	for cell, want := range map[string]string{
		"A3": "text =cmd|'/c calc'!A1", "B3": "text +1", "C3": "text javascript:alert(1)", "D3": "text 100%",
		"A4": "text @SUM(1)", "D4": "text x%", "A6": "text true", "B6": "text 1.5", "C6": "text 1152921504606846976",
		"D6": "number -1 shown -1",
	} {
		if got := value(t, f, "附件3", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	long, err := f.GetCellValue("附件3", "B4")
	if err != nil || len([]rune(long)) != 32_767 || !strings.HasSuffix(long, "x…") {
		t.Errorf("a long text has %d characters, %v", len([]rune(long)), err)
	}
}

func TestXlsxWithoutAnnexes(t *testing.T) {
	f := workbook(t, model.BulletinContent{})
	if got := value(t, f, f.GetSheetName(0), "A1"); !slices.Equal(f.GetSheetList(), []string{"附件1"}) || got != "text 本通报没有附件" {
		t.Errorf("%q in %q", got, f.GetSheetList())
	}
}
