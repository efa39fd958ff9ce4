package model

// BulletinContent is a bulletin as it is printed: everything that a document shows, in the order in which it shows it.
// Documents are made from it and from nothing else, so that text, annexes and charts cannot disagree.
type BulletinContent struct {
	Campaign   string             `json:"campaign"`
	Issuer     string             `json:"issuer"`     // who issues it, above the title
	Number     string             `json:"number"`     // 发文字号, empty where the office gives none
	Title      string             `json:"title"`      // without a line break; a document breaks it where it must
	Addressees string             `json:"addressees"` // with its colon: 各县市人民政府办公室、州直相关单位：
	Preamble   []BulletinPassage  `json:"preamble"`
	Sections   []BulletinSection  `json:"sections"`
	Closing    []BulletinPassage  `json:"closing"`
	Annexes    []BulletinAnnex    `json:"annexes"`
	Copies     string             `json:"copies"`     // 抄送, without the word itself
	IssuedOn   Date               `json:"issued_on"`  // 成文日期, empty before the issue
	Correction string             `json:"correction"` // why an earlier version was put right, empty for a first one
	Figures    BulletinFigures    `json:"figures"`
	Attributes []BulletinProperty `json:"attributes"` // what a page shows beside the title: monitoring date, coverage
}

// BulletinSection is a part with a heading of its own, such as 一、…
type BulletinSection struct {
	Key      string            `json:"key"`     // superior, round, problems, accountability, next
	Heading  string            `json:"heading"` // with its number
	Passages []BulletinPassage `json:"passages"`
	Edited   bool              `json:"edited"` // reworded by hand
}

// BulletinPassage is a paragraph. Lead is its beginning that is set off, such as （一）政府网站抽查情况。
type BulletinPassage struct {
	Lead string `json:"lead"`
	Text string `json:"text"`
}

// BulletinAnnex is a table on a page of its own.
type BulletinAnnex struct {
	Number  int              `json:"number"`
	Title   string           `json:"title"`
	Columns []BulletinColumn `json:"columns"`
	Rows    [][]any          `json:"rows"`  // text, whole numbers, or nil for an empty cell
	Total   bool             `json:"total"` // the last row is a total
}

// BulletinColumn is a column of an annex.
type BulletinColumn struct {
	Label string     `json:"label"`
	Kind  ColumnKind `json:"kind"`
}

// ColumnKind says what the cells of a column are, by which documents set width, alignment and format.
type ColumnKind string

// The kinds of columns. A rate's cells are text as printed; a spreadsheet takes the exact rate from the counts before it.
const (
	ColumnOrdinal ColumnKind = "ordinal"
	ColumnCode    ColumnKind = "code"
	ColumnName    ColumnKind = "name"
	ColumnURL     ColumnKind = "url"
	ColumnWord    ColumnKind = "word"
	ColumnCount   ColumnKind = "count"
	ColumnRate    ColumnKind = "rate"
)

// BulletinFigures is what the charts of a page show.
type BulletinFigures struct {
	Regions    []FigureRate  `json:"regions"`    // of the accounts, and where there are none of the sites, by region
	Trend      []FigureRate  `json:"trend"`      // of the rounds up to this one, the oldest first
	Indicators []FigureCount `json:"indicators"` // what was found, the most frequent first
}

// FigureRate is a pass rate with its exact counts. Text is the rate as printed.
type FigureRate struct {
	Label     string `json:"label"`
	Passed    int64  `json:"passed"`
	Inspected int64  `json:"inspected"`
	Text      string `json:"text"`
}

// FigureCount is how often something was found.
type FigureCount struct {
	Label string `json:"label"`
	Count int64  `json:"count"`
}

// BulletinProperty is a fact beside the title of a page.
type BulletinProperty struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}
