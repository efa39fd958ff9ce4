package bulletin

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Placeholder is a name that stands for a figure, for the list in the documents.
type Placeholder struct {
	Name string // as in a text; what stands within a list has the name of the list before it, as in superior › items › target
	List bool
	Zh   string // what it is
}

// Placeholders lists every name that means something, with what it means.
func Placeholders() []Placeholder {
	var out []Placeholder
	walk(sample, "", "", &out)
	slices.SortStableFunc(out, func(a, b Placeholder) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func walk(d map[string]any, within, prefix string, out *[]Placeholder) {
	for _, key := range slices.Sorted(maps.Keys(d)) {
		name := within + prefix + key
		switch v := d[key].(type) {
		case map[string]any:
			walk(v, within, prefix+key+".", out)
		case []map[string]any:
			*out = append(*out, Placeholder{name, true, meaning(prefix + key)})
			walk(v[0], name+" › ", "", out)
		default:
			*out = append(*out, Placeholder{name, false, meaning(prefix + key)})
		}
	}
}

// meaning is that of a name, which is the same for sites and accounts.
func meaning(name string) string {
	for _, subject := range []string{"sites.", "accounts."} {
		if of, ok := strings.CutPrefix(name, subject); ok {
			return meanings[of]
		}
	}
	return meanings[name]
}

var meanings = map[string]string{ //nolint:gosec // words, none of them secret
	"year": "年份", "round": "次数", "round_label": "第三次、第三季度等印刷用语", "monitoring_date": "监测时间点，2022年9月30日",
	"campaign": "检查的标题", "review": "是否复核", "pass_line": "合格线",
	"region.code": "行政区划代码", "region.name": "全称", "region.short": "简称，恩施州", "region.whole": "全州、全市、全省",
	"region.our": "我州、我市、我省", "region.direct": "州直、市直", "region.below": "县市、市州",
	"present": "本次是否检查此类对象", "targets": "检查数", "inspected": "已检查数", "passed": "合格数", "failed": "不合格数", "pending": "待检查数",
	"waived": "免检数", "rate": "合格率", "registered": "在册运行数", "full": "是否全覆盖", "coverage": "抽查比例", "failed_names": "不合格对象名称",
	"found": "问题总数", "portals": "门户网站数", "wechat": "微信数", "weibo": "微博数", "other": "其他政务新媒体数",
	"regions": "分地区（按附件次序）", "label": "名称", "problems": "问题，按指标归并，次数多的在前；不在网站或新媒体之下时为问题种类数",
	"name": "指标名称，观察项为其描述", "count": "次数", "named": "是否点名", "names": "涉及的对象名称", "last": "是否最后一项", "number": "序号，从 1 起",
	"superior": "上级抽查", "superior_of": "上级抽查的名称，全省2022年第二次；没有则为空", "whole": "发起抽查的上级，全国、全省", "findings": "问题数", "done": "已整改数", "open": "未整改数",
	"all_done": "是否全部整改", "items": "上级通报的问题", "target": "对象，某某网站、“某某”微信", "description": "问题", "state": "整改状态",
	"measures": "问责措施，按种类", "next": "下一步工作（文库或模板中的段落）", "title": "段落标题", "text": "段落",
}
