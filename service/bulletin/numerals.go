package bulletin

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// stated is a number in a clause that states a figure.
type stated struct {
	from, to int // its bytes, with what it counts
	number   string
	rate     bool
	things   bool // it counts sites and accounts, not what was found or done
}

var (
	separated = regexp.MustCompile(`[0-9]+(?:,[0-9]+)+`)
	// A number and what it counts.
	numbered = regexp.MustCompile(`(百分之)?([0-9]+(?:\.[0-9]+)?万?|[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?)\s*([家个条项次处件例户篇%])?`)
	// What is demanded is no figure: 至少3篇, 每季度检查1次, 3至5个.
	demanded = regexp.MustCompile(`(?:第|分之|至少|不少于|不低于|不超过|不高于|不得少于|不得低于|不得超过|低于|高于|超过|少于|多于|不足|达不到|未达到|[0-9一二三四五六七八九十](?:至|到|-|—|–|~|～))\s*$|每(?:年|半年|季度|月|周|日|天)`)
	// Words of one character that are numbers and much else, as in 一次性 and 两个方面, state a figure only behind such a word.
	stating = regexp.MustCompile(`(?:共|计|有|达|合格|检查|抽查|发现|问题|其中|涉及|关停|新增|注销)$`)
	summing = regexp.MustCompile(`(?:共|计|共有|仅有|共发现|合格)$`)
)

// notCounted is how counters go on that count nothing of a bulletin: 5个工作日, 两个方面, 一次性.
var notCounted = []string{
	"个工作日", "个自然日", "个月", "个小时", "个季度", "个年", "个百分点", "个星期", "个半", "个阶段", "个方面", "个层面",
	"个环节", "个步骤", "个维护", "个意识", "个自信", "个确保", "个到位", "个一", "次性", "次方", "处室", "处长", "处分", "处置", "处罚", "处理", "条例", "项目",
}

// roughly makes a number a limit.
var roughly = []string{"以上", "以下", "以内", "左右"}

// narrow writes digits and signs of full width as plain ones.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		if (r >= '０' && r <= '９') || r == '％' || r == '．' {
			return r - '０' + '0'
		}
		return r
	}, text)
}

// folded is narrow, with thousands without their separators.
func folded(text string) string {
	return separated.ReplaceAllStringFunc(narrow(text), func(number string) string {
		groups := strings.Split(number, ",")
		for i, g := range groups {
			if (i > 0 && len(g) != 3) || (i == 0 && len(g) > 3) {
				return number
			}
		}
		return strings.Join(groups, "")
	})
}

// statedIn finds the numbers of a clause that state a figure. labels are what figures are stated of.
func statedIn(clause string, labels []figure) []stated {
	var out []stated
	for _, m := range numbered.FindAllStringSubmatchIndex(clause, -1) {
		percent, digits, counter := m[2] >= 0, clause[m[4]:m[5]], ""
		if m[6] >= 0 {
			counter = clause[m[6]:m[7]]
		}
		if !percent && counter == "" {
			continue
		}
		number, single, ok := numberOf(digits)
		if percent && digits == "百" {
			number, ok = "100", true
		}
		s := stated{m[0], m[1], number, percent || counter == "%", counter == "家" || counter == "个"}
		before, after := clause[:m[0]], clause[m[1]:]
		if !ok || demanded.MatchString(before) || startsWithAny(after, roughly) || startsWithAny(counter+after, notCounted) {
			continue
		}
		if single && !s.rate && !states(before, digits, counter, labels) {
			continue
		}
		out = append(out, s)
	}
	return out
}

// states reports whether a figure is stated behind a text, in a number of one character.
func states(before, digit, counter string, labels []figure) bool {
	before = strings.TrimSpace(before)
	if slices.ContainsFunc(labels, func(l figure) bool { return l.label != "" && strings.HasSuffix(before, l.label) }) {
		return true
	}
	if digit == "一" || counter == "次" { // 发现一处整改一处, 检查两次
		return summing.MatchString(before)
	}
	return stating.MatchString(before)
}

func startsWithAny(text string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(text, p) })
}

// numberOf is a number in digits, however it is written, and whether it is a Chinese one of a single character. What only
// looks like a number, such as 三五 and 百, is none.
func numberOf(text string) (number string, single, ok bool) {
	if text[0] >= '0' && text[0] <= '9' {
		if tens, many := strings.CutSuffix(text, "万"); many {
			n, err := strconv.ParseFloat(tens, 64)
			return plainNumber(strconv.FormatFloat(n*10_000, 'f', -1, 64)), false, err == nil
		}
		return plainNumber(text), false, true
	}
	whole, part, fraction := strings.Cut(text, "点")
	n, ok := chineseNumber([]rune(whole))
	number = strconv.FormatInt(n, 10)
	if fraction {
		number += "."
		for _, r := range part {
			number += strconv.Itoa(digitOf(r))
		}
	}
	return plainNumber(number), !fraction && len([]rune(whole)) == 1, ok
}

// plainNumber writes equal numbers alike.
func plainNumber(text string) string {
	text = strings.TrimLeft(text, "0")
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "" || text[0] == '.' {
		text = "0" + text
	}
	return text
}

func digitOf(r rune) int {
	if r == '两' {
		return 2
	}
	if r == '〇' {
		return 0
	}
	for i, d := range []rune("零一二三四五六七八九") {
		if r == d {
			return i
		}
	}
	return -1
}

var powers = map[rune]int64{'十': 10, '百': 100, '千': 1000, '万': 10_000}

// chineseNumber reads 十二, 两百零三, 一万两千.
func chineseNumber(text []rune) (n int64, ok bool) {
	var section, digit int64 = 0, -1
	last := int64(100_000)
	for i, r := range text {
		power, is := powers[r]
		switch {
		case !is && digit > 0:
			return 0, false // 三五
		case !is:
			digit = int64(digitOf(r))
		case power == 10_000:
			if n > 0 || section+max(digit, 0) == 0 {
				return 0, false
			}
			n, section, digit, last = (section+max(digit, 0))*power, 0, -1, power
		case power >= last || (digit <= 0 && (power != 10 || i > 0 && digit != 0 && text[i-1] != '万')):
			return 0, false // 十百, 百家
		default:
			section, digit, last = section+max(digit, 1)*power, -1, power
		}
	}
	if digit == 0 && len(text) > 1 {
		return 0, false // 一百零
	}
	if digit > 0 && last < 100_000 && last > 10 && text[len(text)-2] != '零' && text[len(text)-2] != '〇' {
		return 0, false // 一百五 is a hundred and fifty, and rarely written
	}
	return n + section + max(digit, 0), true
}
