package model

import (
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

type explanationCase struct {
	name     string
	rule     ScoringRule
	target   ScoringTarget
	findings []FindingEdit
	want     string
}

func TestExplanationOfTheNationalRule(t *testing.T) {
	national := ruleOf(shippedCatalogue(t))
	checkExplanations(t, []explanationCase{
		{"a portal", national, portal, append(of("B5 D18 D18 D18 D04 B1 B1"), FindingEdit{Description: "错别字"}), `
基础分 100 分
D04 动态要闻：5×1，扣 5 分
D18 留言公开：3×3 = 9，超过上限，扣 8 分
扣分后：100 − 13 = 87
B1 数据发布：5×2 = 10，超过上限，加 5 分
B5 创新发展：10×1，加 10 分
总分：87 + 15 = 102
另有观察记录 1 条，不影响结果
扣分后得分 87，达到合格线 60：合格`},
		{"without services", national, scoredWithout, of("D05 D06 B1"), `
基础分 100 分
该单位不提供办事服务，D10, D11, D12, D13, D14, D15 不计，按 75 分计算
D05 政策文件：5×1，扣 5 分
D06 政策解读：5×1，扣 5 分
扣分后：75 − 10 = 65
折算：65 × 100 ÷ 75 = 260/3≈86.67
B1 数据发布：5×1，加 5 分
总分：260/3≈86.67 + 5 = 275/3≈91.67
扣分后得分 260/3≈86.67，达到合格线 60：合格`},
		{"below the bonus", national, portal, of("D04 D05 D06 D16 B1"), `
基础分 100 分
D04 动态要闻：5×1，扣 5 分
D05 政策文件：5×1，扣 5 分
D06 政策解读：5×1，扣 5 分
D16 信息提交：5×1，扣 5 分
扣分后：100 − 20 = 80
B1 数据发布：5×1，已记录；得分 80 未超过 80，不加分
总分：80 + 0 = 80
扣分后得分 80，达到合格线 60：合格`},
		{"a veto", national, portal, []FindingEdit{{Indicator: "D04"}, {Indicator: "S4", Occurrences: 6}}, `
S4 栏目不更新：发现 6 处，单项否决
D04 动态要闻：1 处，已记录；已被单项否决，不再计分
存在单项否决问题，不计算得分：不合格`},
		{"not scored", national, plainSite, of("D04 B1"), `
该检查对象只作单项否决检查，不计算得分
D04 动态要闻：1 处，已记录；该检查对象不计分
B1 数据发布：1 处，已记录；该检查对象不计分
没有单项否决问题：合格`},
	})
}

func TestExplanationOfOpenPoints(t *testing.T) {
	uneven := openRule() // scales 73.37 points to 100
	uneven.Indicators["D2"] = Indicator{
		Code: "D2", Position: 4, Part: PartDeduction, AppliesTo: Set[Subject]{SubjectSite}, MaxPoints: 2663, NeedsPublicService: true,
	}
	checkExplanations(t, []explanationCase{
		{"open points and the whole bonus", openRule(), portal, []FindingEdit{
			{Indicator: "D1", Points: 150, Occurrences: 2},
			{Indicator: "D1", Points: 300},
			{Indicator: "D1", Points: 150},
			{Indicator: "B1", Points: 2000},
			{Indicator: "B2", Points: 2000},
		}, `
基础分 100 分
D1 扣分：3×1 + 1.5×3，扣 7.5 分
扣分后：100 − 7.5 = 92.5
B1 加分：20×1，加 20 分
B2 加分：20×1，加 20 分
加分合计 40，超过上限，按 30 分计
总分：92.5 + 30 = 122.5
扣分后得分 92.5，达到合格线 60：合格`},
		{"below the pass line by less than is printed", uneven, scoredWithout, []FindingEdit{{Indicator: "D1", Points: 2935}}, `
基础分 100 分
该单位不提供办事服务，D2 不计，按 73.37 分计算
D1 扣分：29.35×1，扣 29.35 分
扣分后：73.37 − 29.35 = 44.02
折算：44.02 × 100 ÷ 73.37 = 440200/7337≈60
总分：440200/7337≈60 + 0 = 440200/7337≈60
扣分后得分 440200/7337≈60，未达到合格线 60：不合格`},
	})
}

func checkExplanations(t *testing.T, tests []explanationCase) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Assess(tt.rule, tt.target, tt.findings)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), render(a.Lines, Chinese)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func render(lines Explanation, l Language) string {
	texts := make([]string, len(lines))
	for i, line := range lines {
		texts[i] = line.Text(l)
	}
	return strings.Join(texts, "\n")
}

func TestExplanationIsKept(t *testing.T) {
	a, err := Assess(openRule(), portal, []FindingEdit{
		{Indicator: "D1", Points: 9999, Occurrences: 1000}, {Indicator: "B1", Points: 1}, {Description: "错别字"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if line := a.Lines[1]; line.Points != MaxPoints || line.Counted != 10000 || line.Findings != 1 {
		t.Errorf("line of D1: %+v", line)
	}
	for _, lines := range []Explanation{a.Lines, {}} {
		stored, err := lines.Value()
		if err != nil {
			t.Fatal(err)
		}
		var back Explanation
		if err := back.Scan(stored); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(lines, back); diff != "" {
			t.Error(diff)
		}
	}
	if stored, err := Explanation(nil).Value(); err != nil || stored != "[]" {
		t.Errorf("no explanation is kept as %v, %v", stored, err)
	}
}

// TestAssessExplanationAddsUp computes the scores from nothing but the sentences' figures, as a reader would.
func TestAssessExplanationAddsUp(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		a := assess(t, rule, target, findings)
		for _, l := range []Language{Chinese, English} {
			if text := render(a.Lines, l); strings.Contains(text, "%!") || strings.Contains(text, "_") {
				t.Fatalf("in %s:\n%s", l, text)
			}
		}
		if a.Final == nil {
			return
		}
		deducted, bonus := new(big.Rat), new(big.Rat)
		for _, line := range a.Lines {
			switch line.Code {
			case "scoring_base":
				deducted = figure(t, line.Args[0])
			case "public_service_left_out":
				deducted = figure(t, line.Args[1])
			case "deducted", "deducted_capped":
				deducted.Sub(deducted, counted(t, line))
			case "deduction_sum":
				if deducted.Sign() < 0 {
					deducted.SetInt64(0)
				}
			case "scaled":
				deducted.Mul(deducted, figure(t, line.Args[1])).Quo(deducted, figure(t, line.Args[2]))
			case "bonus_added", "bonus_capped":
				bonus.Add(bonus, counted(t, line))
			case "bonus_total_capped":
				bonus = figure(t, line.Args[1])
			}
		}
		if deducted.Cmp(ratOf(*a.Deducted)) != 0 || bonus.Cmp(ratOf(*a.Bonus)) != 0 {
			t.Fatalf("%s, but by hand %s and %s:\n%s", result(a), deducted, bonus, render(a.Lines, English))
		}
	})
}

// figure reads "2.5" or "260/3≈86.67".
func figure(t *rapid.T, text string) *big.Rat {
	exact, _, _ := strings.Cut(text, "≈")
	r, ok := new(big.Rat).SetString(exact)
	if !ok {
		t.Fatalf("%q is no figure", text)
	}
	return r
}

// counted is the last figure of an indicator's line, once its terms are found to add up to it or to what was capped.
func counted(t *rapid.T, line ExplanationLine) *big.Rat {
	sum := new(big.Rat)
	for term := range strings.SplitSeq(line.Args[2], " + ") {
		points, times, _ := strings.Cut(term, "×")
		n, err := strconv.ParseInt(times, 10, 64)
		if err != nil {
			t.Fatalf("term %q: %v", term, err)
		}
		sum.Add(sum, new(big.Rat).Mul(figure(t, points), big.NewRat(n, 1)))
	}
	if stated := figure(t, line.Args[3]); sum.Cmp(stated) != 0 {
		t.Fatalf("%s is not %s", line.Args[2], stated)
	}
	last := figure(t, line.Args[len(line.Args)-1])
	if last.Cmp(ratOf(line.Counted.Score())) != 0 {
		t.Fatalf("%+v does not count what it says", line)
	}
	return last
}
