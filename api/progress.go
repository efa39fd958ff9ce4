package api

import (
	"cmp"

	"xuncha/model"
)

type progressResponse struct {
	Campaign string              `json:"campaign" validate:"required" example:"422800-2022-3"`
	Kind     *model.Subject      `json:"kind" validate:"required" extensions:"x-nullable" example:"site"`
	GroupBy  model.ProgressGroup `json:"group_by" validate:"required" example:"inspector"`
	Items    []progressRow       `json:"items" validate:"required"`
	Total    progressTotal       `json:"total" validate:"required"`
} //	@name	Progress

type progressRow struct {
	// code of the region, or id of the inspector; empty for the targets of nobody
	Key   string `json:"key" validate:"required" example:"7"`
	Label string `json:"label" validate:"required" example:"inspector-01"`
	progressCounts
} //	@name	ProgressRow

type progressTotal struct {
	Label string `json:"label" validate:"required" example:"合计"`
	progressCounts
} //	@name	ProgressTotal

// progressCounts counts every target in one of the states.
type progressCounts struct {
	Targets int64 `json:"targets" validate:"required" example:"48"`
	Pending int64 `json:"pending" validate:"required" example:"20"`
	// waivers that wait for a second person
	Waiving   int64 `json:"waiving" validate:"required" example:"0"`
	Submitted int64 `json:"submitted" validate:"required" example:"10"`
	Returned  int64 `json:"returned" validate:"required" example:"2"`
	Confirmed int64 `json:"confirmed" validate:"required" example:"15"`
	Waived    int64 `json:"waived" validate:"required" example:"1"`
	// of the pending and returned ones, those for which somebody has begun a draft; null for unit staff
	Drafted *int64 `json:"drafted" validate:"required" extensions:"x-nullable" example:"3"`
	// what keeps the campaign from closing no more: waived, and confirmed where results are reviewed, else submitted
	Done     int64  `json:"done" validate:"required" example:"16"`
	DoneText string `json:"done_text" validate:"required" example:"33.3%"`
} //	@name	ProgressCounts

func newProgressCounts(p model.Progress, s model.Stage) progressCounts {
	out := progressCounts{
		Targets: s.Targets, Pending: s.Pending, Waiving: s.Waiving, Submitted: s.Submitted, Returned: s.Returned,
		Confirmed: s.Confirmed, Waived: s.Waived, Done: s.Done(p.ReviewRequired), DoneText: p.DoneText(s),
	}
	if !p.DraftsHidden {
		out.Drafted = &s.Drafted
	}
	return out
}

// progress godoc
//
//	@Summary		Read how far a campaign is
//	@Description	By region, in the rows of the county table, or by inspector. A caller sees its own region. Regions are those of the time when the campaign opened.
//	@Tags			statistics
//	@ID				getProgress
//	@Produce		json,text/csv
//	@Param			code		path		string	true	"code of the campaign"
//	@Param			kind		query		string	false	"what is inspected; both when left out"	Enums(site,account)
//	@Param			group_by	query		string	false	"rows of the table; region when left out"	Enums(region,inspector)
//	@Param			format		query		string	false	"form of the answer"
//	@Success		200			{object}	progressResponse
//	@Router			/api/v1/campaigns/{code}/progress [get]
func (h statistics) progress(c *call) error {
	q := c.query()
	kind, by := oneOf(q, "kind", model.SubjectKinds), cmp.Or(oneOf(q, "group_by", model.ProgressGroups), model.ProgressGroups[0])
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	table, err := h.svc.Progress(c.Request().Context(), c.actor, c.Param("code"), kind, by)
	if err != nil {
		return err
	}
	return c.figures(format, "progress-"+c.Param("code"), table.Print, func() any {
		out := progressResponse{
			Campaign: table.Campaign, GroupBy: table.GroupBy, Items: make([]progressRow, len(table.Rows)),
			Total: progressTotal{Label: model.TotalLabel, progressCounts: newProgressCounts(table, table.Total)},
		}
		if table.Kind != "" {
			out.Kind = &table.Kind
		}
		for i, r := range table.Rows {
			out.Items[i] = progressRow{Key: r.Key, Label: r.Label, progressCounts: newProgressCounts(table, r.Stage)}
		}
		return out
	})
}
