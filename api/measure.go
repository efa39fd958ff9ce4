package api

import (
	"net/http"
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type measureRequest struct {
	Kind model.MeasureKind `json:"kind" validate:"required" enums:"talk,written_self_criticism,circulated_criticism,ordered_rectification,admonition,suspension,transfer,removal,disciplinary_action,other" example:"talk"`
	// day
	TakenOn model.Date `json:"taken_on" validate:"required" example:"2022-10-20"`
	// how many persons it was taken against, 0 when against the unit; never who
	Persons int `json:"persons" minimum:"0" maximum:"1000" example:"1"`
	// number of the document
	Document string `json:"document" maxLength:"200" example:""`
	Note     string `json:"note" maxLength:"4000" example:""`
} //	@name	MeasureRequest

type measureResponse struct {
	ID      uint64            `json:"id" validate:"required" example:"3"`
	Kind    model.MeasureKind `json:"kind" validate:"required" example:"talk"`
	Label   string            `json:"label" validate:"required" example:"约谈"`
	TakenOn model.Date        `json:"taken_on" validate:"required" example:"2022-10-20"`
	Persons int               `json:"persons" validate:"required" example:"1"`
	// number of the document
	Document string `json:"document" validate:"required" example:""`
	Note     string `json:"note" validate:"required" example:""`
	// since when the entry is struck out; null while it counts
	RevokedOn    model.Date `json:"revoked_on" validate:"required" example:""`
	RevokeReason string     `json:"revoke_reason" validate:"required" example:""`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-20T01:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-20T01:00:00Z"`
} //	@name	Measure

type measuresResponse struct {
	// the first first
	Items []measureResponse `json:"items" validate:"required"`
} //	@name	Measures

type measureTableResponse struct {
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// by kind, every kind, the mildest first
	Items []measureCountResponse `json:"items" validate:"required"`
	// by region and kind, only what was taken
	Regions []measureRegionResponse `json:"regions" validate:"required"`
	// of all kinds
	Measures int `json:"measures" validate:"required" example:"2"`
	Persons  int `json:"persons" validate:"required" example:"3"`
} //	@name	MeasureTable

type measureCountResponse struct {
	Kind     model.MeasureKind `json:"kind" validate:"required" example:"talk"`
	Label    string            `json:"label" validate:"required" example:"约谈"`
	Measures int               `json:"measures" validate:"required" example:"2"`
	Persons  int               `json:"persons" validate:"required" example:"3"`
} //	@name	MeasureCount

type measureRegionResponse struct {
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// as the campaign prints it
	Label string                 `json:"label" validate:"required" example:"恩施市"`
	Items []measureCountResponse `json:"items" validate:"required"`
} //	@name	MeasureRegion

func (c *call) measure(m model.Measure) measureResponse {
	return measureResponse{
		ID: m.ID, Kind: m.Kind, Label: m.Kind.Label(), TakenOn: m.TakenOn, Persons: m.Persons, Document: m.Document,
		Note: m.Note, RevokedOn: m.RevokedOn, RevokeReason: m.RevokeReason, Version: m.Version, CreatedAt: m.CreatedAt.Time,
		UpdatedAt: m.UpdatedAt.Time,
	}
}

// measures godoc
//
//	@Summary	List the accountability measures over a finding
//	@Tags		findings
//	@ID			listMeasures
//	@Param		id	path		int	true	"id of the finding"
//	@Success	200	{object}	measuresResponse
//	@Router		/api/v1/findings/{id}/measures [get]
func (h findings) measures(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	rows, err := h.svc.Measures(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, measuresResponse{Items: pluck(rows, c.measure)})
}

// recordMeasure godoc
//
//	@Summary		Record an accountability measure over a finding
//	@Description	It says how many persons it was taken against, never who.
//	@Tags			findings
//	@ID				recordMeasure
//	@Param			id		path		int				true	"id of the finding"
//	@Param			body	body		measureRequest	true	"the measure"
//	@Success		201		{object}	measureResponse
//	@Router			/api/v1/findings/{id}/measures [post]
func (h findings) recordMeasure(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	var req measureRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.RecordMeasure(c.Request().Context(), c.actor, id, model.MeasureEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, "/findings/"+strconv.FormatUint(id, 10)+"/measures", c.measure(row))
}

// revokeMeasure godoc
//
//	@Summary		Strike an accountability measure out
//	@Description	The entry stays in the list and counts no more.
//	@Tags			findings
//	@ID				revokeMeasure
//	@Param			id			path		int			true	"id of the measure"
//	@Param			If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param			body		body		whyRequest	true	"why"
//	@Success		200			{object}	measureResponse
//	@Router			/api/v1/measures/{id}/revoke [post]
func (h findings) revokeMeasure(c *call) error {
	return carryOutNow(c, h.svc.RevokeMeasure, func(c *call, m model.Measure) error { return c.thing(m.Version, c.measure(m)) })
}

// countMeasures godoc
//
//	@Summary		Count the accountability measures of a campaign by kind and region
//	@Description	By the inspections that the caller sees, so by the regions of the time when the campaign opened.
//	@Tags			findings
//	@ID				countMeasures
//	@Produce		json,text/csv
//	@Param			code	path		string	true	"code of the campaign"
//	@Param			format	query		string	false	"form of the answer"
//	@Success		200		{object}	measureTableResponse
//	@Router			/api/v1/campaigns/{code}/measures [get]
func (h findings) countMeasures(c *call) error {
	format, err := c.tableFormat(c.query())
	if err != nil {
		return err
	}
	table, err := h.svc.CountMeasures(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	return c.figures(format, "measures-"+c.Param("code"), table.Print, func() any { return measureTable(table) })
}

func measureTable(t service.MeasureTable) measureTableResponse {
	out := measureTableResponse{Campaign: t.Campaign, Regions: []measureRegionResponse{}}
	for _, n := range t.Sums() {
		out.Items = append(out.Items, toMeasureCount(n))
		out.Measures, out.Persons = out.Measures+n.Measures, out.Persons+n.Persons
	}
	for _, n := range t.Counts { // in the order of the regions
		last := len(out.Regions) - 1
		if last < 0 || out.Regions[last].RegionCode != n.RegionCode {
			out.Regions = append(out.Regions, measureRegionResponse{RegionCode: n.RegionCode, Label: t.Labels[n.RegionCode]})
			last++
		}
		out.Regions[last].Items = append(out.Regions[last].Items, toMeasureCount(n))
	}
	return out
}

func toMeasureCount(n model.MeasureCount) measureCountResponse {
	return measureCountResponse{n.Measure, n.Measure.Label(), n.Measures, n.Persons}
}
