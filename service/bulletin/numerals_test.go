package bulletin

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

func TestChineseNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"一": "1", "两": "2", "十": "10", "十二": "12", "二十": "20", "二十三": "23", "一百": "100", "一百零三": "103", "两百零三": "203", "一百一十": "110",
		"一百一十五": "115", "一千零五": "1005", "一千零一十": "1010", "一千零十": "1010", "两千一百": "2100", "一万": "10000", "一万零三百": "10300",
		"九千三百": "9300", "十二万": "120000", "一万两千": "12000", "九十七点六": "97.6", "九十九点九〇": "99.9", "零": "0", "零点五": "0.5",
		"97.60": "97.6", "048": "48", "1.2万": "12000", "0": "0", "0.5": "0.5",
		"三五": "", "百": "", "千": "", "万": "", "十百": "", "一百零": "", "百十": "", "一百五": "", "三四十": "", "万千": "", "一万一万": "",
	} {
		number, _, ok := numberOf(text)
		if !ok {
			number = ""
		}
		if number != want {
			t.Errorf("%s: %q, want %q", text, number, want)
		}
	}
}

func TestNumbersByHand(t *testing.T) {
	for text, want := range map[string]string{
		// true of the round of 2022
		"检查四十四家": "", "微信一百七十一个，微博十一个": "", "恩施市四十八个": "", "合格率百分之百": "", "合格率百分之一百": "", "２１５个": "", "合格率１００％": "", "不合格零家": "",
		"上级通报的2个问题已整改": "", "共发现问题0处": "", "来凤县五个": "", "全州共215个": "", "合格率 100.0%": "", "通报问题2项": "",
		// and not
		"检查四十五家":          "warning number_not_in_figures [检查四十五家]",
		"微信一百七十个":         "error number_contradicts [微信一百七十个 0 / 171]",
		"不合格三家":           "error number_contradicts [不合格三家 0]",
		"不合格一家":           "error number_contradicts [不合格一家 0]",
		"合格率百分之九十七点六":     "error number_contradicts [合格率百分之九十七点六 100%]",
		"合格率９７．６％":        "error number_contradicts [合格率97.6% 100%]",
		"共检查1,215个":       "warning number_not_in_figures [共检查1215个]",
		"来凤县六个":           "error number_contradicts [来凤县六个 0 / 5]",
		"整改问题12项":         "warning number_not_in_figures [整改问题12项]",
		"约谈3次":            "warning number_not_in_figures [约谈3次]",
		"发现错别字97处":        "warning number_not_in_figures [发现错别字97处]",
		"处理留言23件":         "warning number_not_in_figures [处理留言23件]",
		"泄露个人信息7例":        "warning number_not_in_figures [泄露个人信息7例]",
		"涉及企业61户":         "warning number_not_in_figures [涉及企业61户]",
		"抽查稿件90篇":         "warning number_not_in_figures [抽查稿件90篇]",
		"恩施市发现问题3个":       "warning number_not_in_figures [恩施市发现问题3个]",
		"发布信息1.2万条":       "warning number_not_in_figures [发布信息1.2万条]",
		"共发现一处":           "warning number_not_in_figures [共发现一处]",
		"其中两家未更新":         "", // 2 is in the figures: of the superior
		"其中七家未更新":         "warning number_not_in_figures [其中七家]",
		"恩施市合格率百分之九十八":    "error number_contradicts [恩施市合格率百分之九十八 100%]",
		"全州两百零三个":         "warning number_not_in_figures [全州两百零三个]",
		"超过1,000家":        "",
		"共1,00家":          "", // no number: 1 counts nothing, and 00 is 0
		"备案12,345，其中微信3个": "error number_contradicts [其中微信3个 0 / 171]",
	} {
		compareNumbers(t, text, want)
	}
}

// What has digits and characters of numbers in it, and states no figure.
func TestNumbersThatAreNone(t *testing.T) {
	for _, text := range []string{
		"2022年第三次抽查", "第12次", "第七十八条规定", "第三项", "一是少数网站栏目更新不及时。二是部分网站", "一、二、三、", "（一）（二）", "截至2022年9月30日", "二〇二二年九月三十日",
		"恩州数〔2022〕18号", "国办发〔2019〕19号", "联系电话0718-8222318", "拨打12345热线", "三季度", "第三季度", "前三季度", "一律关停", "统一管理", "一些单位", "十分重视",
		"进一步加强", "一次性告知", "逐一排查", "一旦发现", "发现一处、整改一处", "发现一个整改一个", "每一个栏目", "同一个问题", "一个月内", "两个月内", "三个工作日内", "5个工作日内", "24小时内",
		"7×24小时", "两个方面", "三个方面的问题", "四个意识", "两个维护", "三项制度", "做到一网通办", "高效办成一件事", "千家万户", "百家号", "千方百计", "万一", "三五个", "十几家", "二十余家",
		"30余家", "数十家", "上百个", "至少3篇", "不少于7条", "每季度检查1次", "每月更新不少于7篇", "每周至少更新3次", "合格率低于60%的", "合格率不得低于95%", "3至7个", "三到七家", "3-7条", "7次以上",
		"连续七次以上", "77个以上", "提高3.5个百分点", "三分之一", "三分之二家", "千分之三", "一体化", "第一责任人", "一把手", "一家不漏", "四不两直", "三审三校", "二维码", "三农",
		"星期三", "周五", "一线", "万名", "一般", "百年", "十四五", "7处室", "12条例", "3项目", "2022-09-30", "192.168.1.1", "GB/T 2260", "7个一批",
	} {
		compareNumbers(t, text, "")
	}
}

func compareNumbers(t *testing.T, text, want string) {
	t.Helper()
	c := checks{facts: seed(t)}
	c.numbers(words("problems", text))
	var got []string
	for _, line := range told(c.faults) {
		got = append(got, strings.Replace(line, "sections.problems 0 ", "", 1))
	}
	if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
		t.Errorf("%s\n%s", text, diff)
	}
}

// The bulletin of 2022 as it was issued states what the figures say, and every figure of it is found when it is another.
func TestNumbersOfTheIssuedBulletin(t *testing.T) {
	content, err := os.ReadFile("testdata/bulletin-2022q3.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	compareNumbers(t, text, "")
	for _, figure := range []string{"44 家", "100%", "215个", "171个", "11个", "33个"} {
		if !strings.Contains(text, figure) {
			t.Errorf("no %s in the bulletin", figure)
		}
		c := checks{facts: seed(t)}
		c.numbers(model.BulletinWords{Closing: strings.Replace(text, figure, "9"+figure, 1)})
		if len(c.faults) != 1 {
			t.Errorf("another %s: %v", figure, fmt.Sprint(told(c.faults)))
		}
	}
}
