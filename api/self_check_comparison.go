package api

import (
	"net/http"

	"xuncha/model"
)

type indicatorDifference struct {
	// code in the catalogue
	Indicator string `json:"indicator" validate:"required" example:"D05"`
	// who found something under it
	FoundBy model.FoundBy `json:"found_by" validate:"required" enums:"self,official,both" example:"both"`
	// occurrences in the self-check
	Self int `json:"self" validate:"required" example:"1"`
	// occurrences in the official result
	Official int `json:"official" validate:"required" example:"2"`
} //	@name	IndicatorDifference

type comparisonRow struct {
	SelfCheck selfCheckSummary `json:"self_check" validate:"required"`
	// the inspection of the thing in the campaign; null when the thing is no target there that the caller sees
	Official *inspectionSummary `json:"official" validate:"required" extensions:"x-nullable"`
	// same; self_passed what the inspection failed; self_failed what it passed; no_result while none stands
	Agreement model.Agreement `json:"agreement" validate:"required" enums:"same,self_passed,self_failed,no_result" example:"self_passed"`
	// by the code of the indicator; observations are left out
	Indicators []indicatorDifference `json:"indicators" validate:"required"`
} //	@name	ComparisonRow

type comparisonTotals struct {
	// of the campaign, that the caller sees
	Targets int64 `json:"targets" validate:"required" example:"44"`
	// things with a finished self-check for the campaign
	SelfChecked int64 `json:"self_checked" validate:"required" example:"10"`
	// targets without one
	NotChecked int64 `json:"not_checked" validate:"required" example:"34"`
	Same       int64 `json:"same" validate:"required" example:"7"`
	SelfPassed int64 `json:"self_passed" validate:"required" example:"2"`
	SelfFailed int64 `json:"self_failed" validate:"required" example:"0"`
	NoResult   int64 `json:"no_result" validate:"required" example:"1"`
} //	@name	ComparisonTotals

type comparisonResponse struct {
	Campaign string           `json:"campaign" validate:"required" example:"422800-2022-3"`
	Items    []comparisonRow  `json:"items" validate:"required"`
	Totals   comparisonTotals `json:"totals" validate:"required"`
} //	@name	SelfCheckComparison

type comparisonOfOne struct {
	Campaign  string            `json:"campaign" validate:"required" example:"422800-2022-3"`
	SelfCheck selfCheckResponse `json:"self_check" validate:"required"`
	// the inspection of the thing in the campaign; null when the thing is no target there that the caller sees
	Official  *inspectionResponse `json:"official" validate:"required" extensions:"x-nullable"`
	Agreement model.Agreement     `json:"agreement" validate:"required" enums:"same,self_passed,self_failed,no_result" example:"self_passed"`
	// by the code of the indicator; observations are left out
	Indicators []indicatorDifference `json:"indicators" validate:"required"`
} //	@name	SelfCheckComparisonOfOne

func differences(of model.SelfCheckComparison) []indicatorDifference {
	out := make([]indicatorDifference, len(of.Indicators))
	for i, d := range of.Indicators {
		out[i] = indicatorDifference(d)
	}
	return out
}

func (c *call) comparisonRow(of model.SelfCheckComparison) comparisonRow {
	out := comparisonRow{SelfCheck: c.selfCheckSummary(of.Check), Agreement: of.Agreement, Indicators: differences(of)}
	if of.Official != nil {
		official := c.inspectionSummary(of.Official.Inspection, of.Official.Open)
		out.Official = &official
	}
	return out
}

// compare godoc
//
//	@Summary		Compare self-checks with the official results of a campaign
//	@Description	The newest finished self-check of each thing beside the inspection of the thing, as far as the caller sees both, with the indicators that the one, the other or both found something under. Only a result that stands is compared. Regions are those of the time when the campaign opened and the self-check was finished.
//	@Tags			self-checks
//	@ID				compareSelfChecks
//	@Produce		json,text/csv
//	@Param			code	path		string	true	"code of the campaign"
//	@Param			region	query		string	false	"code prefix: everything under it"
//	@Param			kind	query		string	false	"what was checked"		Enums(site,account)
//	@Param			format	query		string	false	"form of the answer"
//	@Success		200		{object}	comparisonResponse
//	@Router			/api/v1/campaigns/{code}/self-checks/comparison [get]
func (h selfChecks) compare(c *call) error {
	q := c.query()
	region, kind := q.region(), oneOf(q, "kind", model.SubjectKinds)
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	found, err := h.svc.Compare(c.Request().Context(), c.actor, c.Param("code"), region, kind)
	if err != nil {
		return err
	}
	return c.figures(format, "self-checks-"+c.Param("code"), func() model.Printed { return printedComparison(found.Rows) }, func() any {
		return comparisonResponse{
			Campaign: found.Campaign, Items: pluck(found.Rows, c.comparisonRow), Totals: comparisonTotals(found.Totals),
		}
	})
}

func printedComparison(rows []model.SelfCheckComparison) model.Printed {
	return model.Printed{
		Header: []any{
			"类别", "标识码", "名称", "平台", "主办单位", "行政区划代码", "自查日期", "自查结果", "自查总分", "检查结果", "检查总分", "比较",
			"仅自查发现", "仅检查发现", "均发现",
		},
		Rows: pluck(rows, func(r model.SelfCheckComparison) []any {
			k, result, score := r.Check, "", ""
			if r.Official != nil {
				result, score = r.Official.Inspection.ResultLabel(), printedScore(r.Official.Inspection.FinalScore)
			}
			return []any{
				k.Kind.Label(), k.TargetCode, k.TargetName, k.TargetPlatform.Label(), k.TargetOrganizationName, string(k.RegionCode),
				string(k.CheckedOn), k.ResultLabel(), printedScore(k.FinalScore), result, score, r.Agreement.Label(),
				r.Found(model.FoundBySelf), r.Found(model.FoundByOfficial), r.Found(model.FoundByBoth),
			}
		}),
	}
}

// compareOne godoc
//
//	@Summary		Compare a self-check with the official result
//	@Description	The self-check in full beside the inspection of its thing, in the campaign that it was made for or in another one.
//	@Tags			self-checks
//	@ID				compareSelfCheck
//	@Param			id			path		int		true	"id"
//	@Param			campaign	query		string	false	"code of the campaign; needed when the self-check was made for none"
//	@Success		200			{object}	comparisonOfOne
//	@Failure		422			{object}	problem
//	@Router			/api/v1/self-checks/{id}/comparison [get]
func (h selfChecks) compareOne(c *call) error {
	q := c.query()
	code := q.text("campaign")
	if err := q.done(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	found, campaign, err := h.svc.CompareOne(c.Request().Context(), c.actor, id, code)
	if err != nil {
		return err
	}
	out := comparisonOfOne{
		Campaign: campaign.Code, SelfCheck: c.selfCheck(found.Check), Agreement: found.Agreement, Indicators: differences(found),
	}
	if found.Official != nil {
		official := c.inspection(*found.Official)
		out.Official = &official
	}
	return writeJSON(c, http.StatusOK, out)
}
