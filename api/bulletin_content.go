package api

import "xuncha/model"

type bulletinPassage struct {
	// the beginning that is set off
	Lead string `json:"lead" validate:"required" example:"（一）政府网站抽查情况。"`
	Text string `json:"text" validate:"required" example:"本次全覆盖检查44家，合格44家，合格率100%。"`
} //	@name	BulletinPassage

type bulletinSection struct {
	Key      string            `json:"key" validate:"required" enums:"superior,round,problems,accountability,next" example:"round"`
	Heading  string            `json:"heading" validate:"required" example:"二、恩施州本级检查情况"`
	Passages []bulletinPassage `json:"passages" validate:"required"`
	// written by hand
	Edited bool `json:"edited" validate:"required" example:"false"`
} //	@name	BulletinSection

type bulletinColumn struct {
	Label string           `json:"label" validate:"required" example:"合格率"`
	Kind  model.ColumnKind `json:"kind" validate:"required" enums:"ordinal,code,name,url,word,count,rate" example:"rate"`
} //	@name	BulletinColumn

type bulletinAnnex struct {
	Number  int              `json:"number" validate:"required" example:"2"`
	Title   string           `json:"title" validate:"required" example:"恩施州2022年第三次政务新媒体检查情况表"`
	Columns []bulletinColumn `json:"columns" validate:"required"`
	// cells of each row: text, whole numbers, or null
	Rows [][]any `json:"rows" validate:"required" example:"[[1,\"恩施市\",48,48,0,\"100%\"]]"`
	// the last row is a total
	Total bool `json:"total" validate:"required" example:"true"`
} //	@name	BulletinAnnex

type figureRate struct {
	Label     string `json:"label" validate:"required" example:"恩施市"`
	Passed    int64  `json:"passed" validate:"required" example:"48"`
	Inspected int64  `json:"inspected" validate:"required" example:"48"`
	Text      string `json:"text" validate:"required" example:"100%"`
} //	@name	FigureRate

type figureCount struct {
	Label string `json:"label" validate:"required" example:"内容不更新"`
	Count int64  `json:"count" validate:"required" example:"3"`
} //	@name	FigureCount

type bulletinFigures struct {
	Regions    []figureRate  `json:"regions" validate:"required"`
	Trend      []figureRate  `json:"trend" validate:"required"`
	Indicators []figureCount `json:"indicators" validate:"required"`
} //	@name	BulletinFigures

type bulletinProperty struct {
	Label string `json:"label" validate:"required" example:"监测时间点"`
	Text  string `json:"text" validate:"required" example:"2022年9月30日"`
} //	@name	BulletinProperty

type bulletinContent struct {
	Campaign   string            `json:"campaign" validate:"required" example:"422800-2022-3"`
	Issuer     string            `json:"issuer" validate:"required" example:"恩施土家族苗族自治州大数据中心"`
	Number     string            `json:"number" validate:"required" example:"恩州数〔2022〕18号"`
	Title      string            `json:"title" validate:"required" example:"关于2022年第三次恩施州政府网站和政务新媒体抽查情况的通报"`
	Addressees string            `json:"addressees" validate:"required" example:"各县市人民政府办公室、州直相关单位："`
	Preamble   []bulletinPassage `json:"preamble" validate:"required"`
	Sections   []bulletinSection `json:"sections" validate:"required"`
	Closing    []bulletinPassage `json:"closing" validate:"required"`
	Annexes    []bulletinAnnex   `json:"annexes" validate:"required"`
	Copies     string            `json:"copies" validate:"required" example:"州政府办公室、恩施日报社"`
	// null before the issue
	IssuedOn   model.Date         `json:"issued_on" validate:"required" extensions:"x-nullable" example:"2022-10-11"`
	Correction string             `json:"correction" validate:"required" example:""`
	Figures    bulletinFigures    `json:"figures" validate:"required"`
	Attributes []bulletinProperty `json:"attributes" validate:"required"`
} //	@name	BulletinContent

func toPassages(all []model.BulletinPassage) []bulletinPassage {
	return pluck(all, func(p model.BulletinPassage) bulletinPassage { return bulletinPassage(p) })
}

func toRates(all []model.FigureRate) []figureRate {
	return pluck(all, func(f model.FigureRate) figureRate { return figureRate(f) })
}

func toBulletinContent(m model.BulletinContent) bulletinContent {
	return bulletinContent{
		Campaign: m.Campaign, Issuer: m.Issuer, Number: m.Number, Title: m.Title, Addressees: m.Addressees,
		Preamble: toPassages(m.Preamble), Closing: toPassages(m.Closing), Copies: m.Copies, IssuedOn: m.IssuedOn, Correction: m.Correction,
		Sections: pluck(m.Sections, func(s model.BulletinSection) bulletinSection {
			return bulletinSection{s.Key, s.Heading, toPassages(s.Passages), s.Edited}
		}),
		Annexes: pluck(m.Annexes, func(a model.BulletinAnnex) bulletinAnnex {
			rows := a.Rows
			if rows == nil {
				rows = [][]any{}
			}
			return bulletinAnnex{
				a.Number, a.Title, pluck(a.Columns, func(c model.BulletinColumn) bulletinColumn { return bulletinColumn(c) }), rows, a.Total,
			}
		}),
		Figures: bulletinFigures{
			toRates(m.Figures.Regions), toRates(m.Figures.Trend),
			pluck(m.Figures.Indicators, func(f model.FigureCount) figureCount { return figureCount(f) }),
		},
		Attributes: pluck(m.Attributes, func(p model.BulletinProperty) bulletinProperty { return bulletinProperty(p) }),
	}
}
