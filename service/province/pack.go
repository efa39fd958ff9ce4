package province

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"xuncha/model"
	"xuncha/service/sheet"
)

// The columns of an answer. A province that sends our template back fills in the last three.
const (
	keyColumn    = "行标识"
	resultColumn = "结果"
	numberColumn = "回执号"
	wordsColumn  = "说明"
)

// column is a column of the tables that are sent as files.
type column struct {
	header string
	cell   func(Content) any
}

// tables are the columns of each kind of report.
var tables = map[model.ReportKind][]column{
	model.ReportResults: {
		{"检查批次", func(c Content) any { return c.Result.Campaign }},
		{"监测日期", func(c Content) any { return c.Result.MonitoringDate }},
		{"类别", func(c Content) any { return model.Subject(c.Result.Kind).Label() }},
		{"网站标识码", func(c Content) any { return c.Result.SiteCode }},
		{"平台", func(c Content) any { return model.Platform(c.Result.Platform).Label() }},
		{"平台标识", func(c Content) any { return c.Result.PlatformAccountID }},
		{"名称", func(c Content) any { return c.Result.Name }},
		{"首页地址", func(c Content) any { return c.Result.HomeURL }},
		{"主办单位", func(c Content) any { return c.Result.Organization }},
		{"统一社会信用代码", func(c Content) any { return c.Result.CreditCode }},
		{"行政区划代码", func(c Content) any { return c.Result.RegionCode }},
		{"检查结果", func(c Content) any { return c.Result.label() }},
		{"得分", func(c Content) any { return c.Result.score() }},
		{"问题", func(c Content) any { return c.Result.findings(Finding.text) }},
		{"整改情况", func(c Content) any { return c.Result.findings(Finding.progress) }},
	},
	model.ReportSites:    siteTable,
	model.ReportAccounts: accountTable,
	model.ReportFilings: {
		{"事项", func(c Content) any { return model.FilingCause(c.Filing.Cause).Label() }},
		{"备案平台", func(c Content) any { return model.UpperRegister(c.Filing.Register).Label() }},
		{"发生日期", func(c Content) any { return c.Filing.SinceOn }},
		{"备案期限", func(c Content) any { return c.Filing.DueOn }},
		{"类别", func(c Content) any { return c.subject().Label() }},
		{"网站标识码", func(c Content) any { return c.site().Code }},
		{"平台", func(c Content) any { return model.Platform(c.account().Platform).Label() }},
		{"平台标识", func(c Content) any { return c.account().PlatformAccountID }},
		{"名称", func(c Content) any { return c.site().Name + c.account().Name }},
		{"首页地址", func(c Content) any { return c.site().HomeURL }},
		{"认证主体", func(c Content) any { return c.account().CertifiedSubject }},
		{"主办单位", func(c Content) any { return c.site().Organization + c.account().Organization }},
		{"统一社会信用代码", func(c Content) any { return c.site().CreditCode + c.account().CreditCode }},
		{"行政区划代码", func(c Content) any { return c.site().RegionCode + c.account().RegionCode }},
		{"状态", func(c Content) any { return model.State(c.site().State + c.account().State).Label() }},
	},
}

var siteTable = []column{
	{"网站标识码", func(c Content) any { return c.Site.Code }},
	{"网站名称", func(c Content) any { return c.Site.Name }},
	{"首页地址", func(c Content) any { return c.Site.HomeURL }},
	{"是否门户", func(c Content) any { return map[bool]string{true: "是", false: "否"}[c.Site.IsPortal] }},
	{"主办单位", func(c Content) any { return c.Site.Organization }},
	{"统一社会信用代码", func(c Content) any { return c.Site.CreditCode }},
	{"行政区划代码", func(c Content) any { return c.Site.RegionCode }},
	{"状态", func(c Content) any { return model.State(c.Site.State).Label() }},
	{"开通日期", func(c Content) any { return c.Site.OpenedOn }},
	{"关停日期", func(c Content) any { return c.Site.ClosedOn }},
	{"ICP备案号", func(c Content) any { return c.Site.ICPNumber }},
	{"公安备案号", func(c Content) any { return c.Site.PublicSecurityNumber }},
}

var accountTable = []column{
	{"平台", func(c Content) any { return model.Platform(c.Account.Platform).Label() }},
	{"账号名称", func(c Content) any { return c.Account.Name }},
	{"账号ID", func(c Content) any { return c.Account.PlatformAccountID }},
	{"认证主体", func(c Content) any { return c.Account.CertifiedSubject }},
	{"主办单位", func(c Content) any { return c.Account.Organization }},
	{"统一社会信用代码", func(c Content) any { return c.Account.CreditCode }},
	{"行政区划代码", func(c Content) any { return c.Account.RegionCode }},
	{"状态", func(c Content) any { return model.State(c.Account.State).Label() }},
	{"开设日期", func(c Content) any { return c.Account.OpenedOn }},
	{"关停日期", func(c Content) any { return c.Account.ClosedOn }},
	{"全国备案号", func(c Content) any { return c.Account.NationalFilingNumber }},
	{"省级备案号", func(c Content) any { return c.Account.ProvincialFilingNumber }},
}

func (c Content) subject() model.Subject {
	if c.Site != nil {
		return model.SubjectSite
	}
	return model.SubjectAccount
}

func (c Content) site() Site {
	if c.Site == nil {
		return Site{}
	}
	return *c.Site
}

func (c Content) account() Account {
	if c.Account == nil {
		return Account{}
	}
	return *c.Account
}

func (r Result) label() string {
	switch r.Result {
	case string(model.VerdictPass):
		return "合格"
	case string(model.VerdictFail):
		return "不合格"
	}
	return "免检：" + r.WaiveReason
}

func (r Result) score() string {
	if r.Score == nil {
		return ""
	}
	return r.Score.String()
}

// findings are those of a result in one cell, as far as a cell holds them.
func (r Result) findings(text func(Finding) string) string {
	lines := make([]string, len(r.Findings))
	for i, f := range r.Findings {
		lines[i] = text(f)
	}
	cell := strings.Join(lines, "\n")
	if runes := []rune(cell); len(runes) > mostInCell {
		return string(runes[:mostInCell]) + "…（内容过长，其余见接口数据）"
	}
	return cell
}

const mostInCell = 15_000

func (f Finding) text() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s%s %s", f.Number, f.IndicatorName, f.Indicator, f.Description))
}

func (f Finding) progress() string {
	text := f.Number + " " + model.FindingState(f.State).Label()
	if f.DueOn != "" {
		text += "，期限 " + f.DueOn
	}
	return text
}

// Pack writes a batch as a zip of one table, as xlsx and as CSV, and a form for the answer. The same batch is the same bytes.
func Pack(w io.Writer, b Batch) error {
	z := zip.NewWriter(w)
	name := b.Kind.Label()
	for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		part, err := z.CreateHeader(partOf(b, name+f.Extension()))
		if err != nil {
			return fmt.Errorf("pack a batch: %w", err)
		}
		if err := writeTable(part, f, b); err != nil {
			return err
		}
	}
	part, err := z.CreateHeader(partOf(b, "回执.csv"))
	if err != nil {
		return fmt.Errorf("pack a batch: %w", err)
	}
	if err := writeForm(part, b); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("pack a batch: %w", err)
	}
	return nil
}

// partOf is a file of the zip, as old as its rows.
func partOf(b Batch, name string) *zip.FileHeader {
	return &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.TakenAt.In(model.China)}
}

func writeTable(w io.Writer, f sheet.Format, b Batch) error {
	out, err := sheet.New(f, w, b.Kind.Label())
	if err != nil {
		return err
	}
	defer out.Discard()
	columns := tables[b.Kind]
	cells := []any{keyColumn}
	for _, c := range columns {
		cells = append(cells, c.header)
	}
	if err := out.Row(cells...); err != nil {
		return err
	}
	for _, row := range b.Rows {
		var content Content
		if err := json.Unmarshal([]byte(row.Content), &content); err != nil {
			return fmt.Errorf("read a frozen row: %w", err)
		}
		cells := []any{row.Key}
		for _, c := range columns {
			cells = append(cells, c.cell(content))
		}
		if err := out.Row(cells...); err != nil {
			return err
		}
	}
	return out.Close()
}

// writeForm is the answer with nothing in it but the keys.
func writeForm(w io.Writer, b Batch) error {
	out, err := sheet.New(sheet.CSV, w, resultColumn)
	if err != nil {
		return err
	}
	defer out.Discard()
	if err := out.Row(keyColumn, resultColumn, numberColumn, wordsColumn); err != nil {
		return err
	}
	for _, row := range b.Rows {
		if err := out.Row(row.Key, "", "", ""); err != nil {
			return err
		}
	}
	return out.Close()
}

// PackedPayload is a batch as files, as somebody hands it in.
func PackedPayload(b Batch) (Payload, error) {
	var out bytes.Buffer
	err := Pack(&out, b)
	return Payload{Target: b.Key + ".zip", MediaType: "application/zip", Body: out.Bytes()}, err
}
