package api

import (
	"net/http"
	"strconv"

	"xuncha/model"
	"xuncha/service"
)

type calendars struct{ svc *service.Calendars }

func calendarRoutes(r routes, s *service.Services) {
	h := calendars{s.Calendars}
	r.get("/calendars", "listCalendars", h.list)
	r.get("/calendars/:year", "getCalendar", h.get)
	r.put("/calendars/:year", "putCalendar", h.put)
}

type calendarDay struct {
	Day model.Date `json:"day" validate:"required" example:"2022-10-08"`
	// a Saturday or Sunday on which people work; false for a day off
	Working bool   `json:"working" validate:"required" given:"always" example:"true"`
	Name    string `json:"name" validate:"required" maxLength:"40" example:"国庆节"`
} //	@name	CalendarDay

type calendarRequest struct {
	// the document that arranges them
	Source string `json:"source" validate:"required" maxLength:"500" example:"国务院办公厅关于2022年部分节假日安排的通知"`
	// days off and working weekends; all others are what their weekday says
	Days []calendarDay `json:"days" validate:"required"`
} //	@name	CalendarRequest

type calendarResponse struct {
	Year   int           `json:"year" validate:"required" example:"2022"`
	Source string        `json:"source" validate:"required" example:"国务院办公厅关于2022年部分节假日安排的通知"`
	Days   []calendarDay `json:"days" validate:"required"`
	// it came with the program
	Shipped bool `json:"shipped" validate:"required" example:"true"`
	// raised by every change, also the ETag; 0 for one that came with the program
	Version uint64 `json:"version" validate:"required" example:"0"`
} //	@name	Calendar

type calendarYearResponse struct {
	Year    int    `json:"year" validate:"required" example:"2022"`
	Source  string `json:"source" validate:"required" example:"国务院办公厅关于2022年部分节假日安排的通知"`
	Shipped bool   `json:"shipped" validate:"required" example:"true"`
	Version uint64 `json:"version" validate:"required" example:"0"`
} //	@name	CalendarYear

type calendarsResponse struct {
	Items []calendarYearResponse `json:"items" validate:"required"`
} //	@name	Calendars

func toCalendar(y model.CalendarYear) calendarResponse {
	return calendarResponse{
		Year: y.Year, Source: y.Source, Shipped: y.Version == 0, Version: y.Version,
		Days: pluck(y.Days, func(d model.CalendarDay) calendarDay { return calendarDay(d) }),
	}
}

// year is the year of the path. What is no year is the year of nothing.
func (c *call) year() (int, error) {
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil || strconv.Itoa(year) != c.Param("year") {
		return 0, model.NotFound()
	}
	return year, model.CheckCalendarYear(year)
}

// list godoc
//
//	@Summary	List the years that have a calendar of working days
//	@Tags		calendars
//	@ID			listCalendars
//	@Success	200	{object}	calendarsResponse
//	@Router		/api/v1/calendars [get]
func (h calendars) list(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	rows, err := h.svc.List(c.Request().Context(), c.actor)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, calendarsResponse{Items: pluck(rows, func(y model.CalendarYear) calendarYearResponse {
		return calendarYearResponse{y.Year, y.Source, y.Version == 0, y.Version}
	})})
}

// get godoc
//
//	@Summary	Read the calendar of working days of a year
//	@Tags		calendars
//	@ID			getCalendar
//	@Param		year	path		int	true	"year"
//	@Success	200		{object}	calendarResponse
//	@Router		/api/v1/calendars/{year} [get]
func (h calendars) get(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	year, err := c.year()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, year)
	if err != nil {
		return err
	}
	return c.thing(row.Version, toCalendar(row))
}

// put godoc
//
//	@Summary		Enter or correct the calendar of working days of a year
//	@Description	If-Match is "0" for a year that nobody has entered yet, also when it came with the program. It takes a caller who sees everything: due days of every region are counted by it.
//	@Tags			calendars
//	@ID				putCalendar
//	@Param			year		path		int				true	"year"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		calendarRequest	true	"the arrangement of holidays, as issued"
//	@Success		200			{object}	calendarResponse
//	@Router			/api/v1/calendars/{year} [put]
func (h calendars) put(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	year, err := c.year()
	if err != nil {
		return err
	}
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	var req calendarRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Put(c.Request().Context(), c.actor, year, version, model.CalendarEdit{
		Source: req.Source, Days: pluck(req.Days, func(d calendarDay) model.CalendarDay { return model.CalendarDay(d) }),
	})
	if err != nil {
		return err
	}
	return c.thing(row.Version, toCalendar(row))
}
