package document

import (
	"fmt"
	"strings"

	"xuncha/model"
)

const (
	maxBars   = 60 // beyond it a table says more
	maxRounds = 12

	rowPitch, labelBase, barTop   = 42, 14, 22
	trendTop, trendBottom         = 34, 154
	trendLeft, trendWidth         = 20.0, 71.0 // per cent
	labelOfRegion, labelOfFinding = 22, 38     // half characters, beside the numbers on a phone
)

// chart is a picture in SVG. Places across are per cent of its width, so that it has room everywhere and its letters are
// as large as those around it.
type chart struct {
	ID, Title, Note, Desc string
	Wide, Tall            bool // over both columns, over two rows
	Height                int
	Bars                  []bar
	Grid                  []gridLine
	Lines                 []trendLine
	Points                []trendPoint
}

type bar struct {
	Text, Bar            int // heights
	Label, Counts, Value string
	Good, BadAt, Bad     string
}

type gridLine struct {
	Y, Text int
	Label   string
}

type trendLine struct{ X1, Y1, X2, Y2 string }

type trendPoint struct {
	X, Y, Value string
	TextY       int
	Minor       bool // left out where there is no room
	Label       []pointLabel
}

type pointLabel struct {
	X    string
	Y    int
	Text string
}

// charts are those that have something to show.
func charts(figures model.BulletinFigures) (shown []chart) {
	if len(figures.Regions) > 0 {
		shown = append(shown, regionChart(figures.Regions))
	}
	if len(figures.Indicators) > 0 {
		shown = append(shown, indicatorChart(figures.Indicators))
	}
	if len(shown) == 1 {
		shown[0].Wide = true
	}
	if len(figures.Trend) == 0 {
		return shown
	}
	trend := trendChart(figures.Trend)
	if len(shown) == 2 && shown[0].Height > shown[1].Height+trend.Height/2 { // there is room under the short one
		shown[0].Tall = true
	} else {
		trend.Wide = true
	}
	return append(shown, trend)
}

func percent(of float64) string { return fmt.Sprintf("%.2f%%", of) }

func share(part, whole int64) float64 {
	return min(100, max(0, 100*float64(part)/float64(max(whole, 1))))
}

// counted is the rates in words, for those who do not see the picture.
func counted(rates []model.FigureRate) string {
	var all []string
	for _, r := range rates {
		all = append(all, fmt.Sprintf("%s %d/%d，%s", clean(r.Label), r.Passed, r.Inspected, clean(r.Text)))
	}
	return strings.Join(all, "；") + "。"
}

func regionChart(rates []model.FigureRate) chart {
	c := chart{ID: "regions", Title: "分地区合格率", Note: "合格数/检查数，合格率", Desc: counted(rates)}
	all := true
	for i, r := range rates {
		if all = all && r.Inspected > 0 && r.Passed == r.Inspected; i >= maxBars {
			continue
		}
		b := bar{
			Label: shorten(clean(r.Label), labelOfRegion), Value: clean(r.Text), Counts: fmt.Sprintf("%d/%d", r.Passed, r.Inspected),
			Text: i*rowPitch + labelBase, Bar: i*rowPitch + barTop,
		}
		b.fill(r.Passed, r.Inspected)
		c.Bars = append(c.Bars, b)
	}
	switch {
	case all:
		c.Note += "。全部合格"
	case len(rates) > maxBars:
		c.Note += fmt.Sprintf("。图中为前 %d 个地区，其余见附件", maxBars)
	}
	c.Height = len(c.Bars)*rowPitch - 8
	return c
}

// fill sets what passed from the left and what failed from the right. One failure among very many is still to be seen.
func (b *bar) fill(passed, inspected int64) {
	switch {
	case inspected <= 0:
	case passed >= inspected:
		b.Good = "100%"
	case passed <= 0:
		b.BadAt, b.Bad = "0", "100%"
	default:
		bad := max(1, 100-share(passed, inspected))
		b.Good, b.BadAt, b.Bad = percent(max(0.5, 99.5-bad)), percent(100-bad), percent(bad)
	}
}

func indicatorChart(counts []model.FigureCount) chart {
	c := chart{ID: "indicators", Title: "发现问题的分布", Note: "按检查指标，发现的个数"}
	var all []string
	most := int64(1)
	for _, f := range counts {
		most = max(most, f.Count)
		all = append(all, fmt.Sprintf("%s %d", clean(f.Label), f.Count))
	}
	c.Desc = strings.Join(all, "；") + "。"
	for i, f := range counts[:min(len(counts), maxRounds)] {
		b := bar{
			Label: shorten(clean(f.Label), labelOfFinding), Value: fmt.Sprint(f.Count),
			Text: i*rowPitch + labelBase, Bar: i*rowPitch + barTop,
		}
		if f.Count > 0 {
			b.Good = percent(max(1.5, share(f.Count, most)))
		}
		c.Bars = append(c.Bars, b)
	}
	if more := len(counts) - len(c.Bars); more > 0 {
		c.Note += fmt.Sprintf("。另有 %d 项更少", more)
	}
	c.Height = len(c.Bars)*rowPitch - 8
	return c
}

// trendChart shows the rounds on a scale that begins at the tens below the lowest rate.
func trendChart(rounds []model.FigureRate) chart {
	c := chart{ID: "trend", Title: "历次合格率", Height: trendBottom + 52}
	rounds = rounds[max(0, len(rounds)-maxRounds):]
	c.Desc = counted(rounds)
	floor := int64(90)
	for _, r := range rounds {
		if r.Inspected > 0 {
			floor = max(0, min(floor, 10*(10*r.Passed/r.Inspected)))
		}
	}
	c.Note = fmt.Sprintf("纵轴从 %d%% 起", floor)
	for _, tick := range []int64{100, (100 + floor) / 2, floor} {
		y := trendY(float64(tick), floor)
		c.Grid = append(c.Grid, gridLine{int(y), int(y) - 5, fmt.Sprintf("%d%%", tick)})
	}
	step := 1 // every how many rounds has its label on a phone
	for len(rounds) > 5*step {
		step++
	}
	for i, r := range rounds {
		c.Points = append(c.Points, point(r, i, len(rounds), floor, step))
		if i > 0 && c.Points[i-1].Y != "" && c.Points[i].Y != "" {
			from, to := c.Points[i-1], c.Points[i]
			c.Lines = append(c.Lines, trendLine{from.X, from.Y, to.X, to.Y})
		}
	}
	return c
}

func trendY(rate float64, floor int64) float64 {
	return trendBottom - (rate-float64(floor))/float64(100-floor)*(trendBottom-trendTop)
}

func point(r model.FigureRate, i, of int, floor int64, step int) trendPoint {
	x := trendLeft + trendWidth/2
	if of > 1 {
		x = trendLeft + trendWidth*float64(i)/float64(of-1)
	}
	p := trendPoint{X: percent(x), Value: clean(r.Text), TextY: trendBottom - 8, Minor: (of-1-i)%step != 0}
	if r.Inspected > 0 {
		y := trendY(share(r.Passed, r.Inspected), floor)
		p.Y, p.TextY = fmt.Sprintf("%.1f", y), int(y)-12
	}
	label := clean(r.Label)
	if year, round, found := strings.Cut(label, "年"); found && round != "" {
		p.Label = append(p.Label, pointLabel{p.X, trendBottom + 20, shorten(year+"年", 10)})
		label = round
	}
	p.Label = append(p.Label, pointLabel{p.X, trendBottom + 20 + 17*len(p.Label), shorten(label, 10)})
	return p
}
