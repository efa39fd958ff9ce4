package fault

// smallCatalogue is one that a province could issue.
func smallCatalogue() object {
	return object{
		"issuer": "湖北省人民政府办公厅", "document": "鄂政办函〔2020〕1号", "title": "检查指标", "region_code": "42", "effective_from": "2020-01-01",
		"pass_line": 60, "bonus_above": 80, "deduction_total": 100, "bonus_total": 0,
		"indicators": []object{
			{"code": "S1", "part": "veto", "applies_to": []string{"site"}, "group": "单项否决", "name": "无法访问"},
			{"code": "D1", "part": "deduction", "applies_to": []string{"site"}, "group": "发布", "name": "政策文件", "points": 5, "max": 100},
		},
	}
}
