package api

import (
	"time"

	"xuncha/model"
	"xuncha/service"
)

type importResponse struct {
	ID       uint64           `json:"id" validate:"required" example:"1"`
	Kind     model.ImportKind `json:"kind" validate:"required" example:"sites"`
	FileName string           `json:"file_name" validate:"required" example:"sites-2022q3.csv"`
	// of the bytes of the file, hexadecimal
	SHA256 string            `json:"sha256" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	State  model.ImportState `json:"state" validate:"required" example:"applied"`
	// whether it began as a dry run
	DryRun bool         `json:"dry_run" validate:"required" example:"false"`
	Counts importCounts `json:"counts" validate:"required"`
	// code of the campaign that the results are of; empty for other kinds
	Campaign string `json:"campaign" validate:"required" example:""`
	// what its content has shown the file to be; null for an import from before that was kept
	Format *importFormat `json:"format" validate:"required" extensions:"x-nullable"`
	// lines of the file that are no rows, at most 1,000 of them
	LeftOut []leftOutResponse `json:"left_out" validate:"required"`
	// how far the work has come, while it goes on beside the requests; otherwise null
	Progress *importProgress `json:"progress" validate:"required" extensions:"x-nullable"`
	// why the file could not be taken in, where the state is failed; otherwise null
	Failure *importFailure `json:"failure" validate:"required" extensions:"x-nullable"`
	// headers of the file that were not recognized and were left out
	IgnoredColumns []string `json:"ignored_columns" validate:"required" example:""`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"apply"`
} //	@name	Import

type importFormat struct {
	Format string `json:"format" validate:"required" enums:"csv,xlsx" example:"csv"`
	// of a text: utf-8, utf-16le, utf-16be or gb18030
	Encoding string `json:"encoding,omitempty" example:"utf-8"`
	// what stands between its cells
	Separator string `json:"separator,omitempty" example:","`
	// of a workbook, the sheet that was read
	Sheet string `json:"sheet,omitempty" example:""`
	// the line with the headers
	HeaderLine int `json:"header_line" validate:"required" example:"1"`
} //	@name	ImportFormat

type leftOutResponse struct {
	// in the file, from 1
	Line int `json:"line" validate:"required" example:"46"`
	// title, above the header; total, such as 合计; note, below the table; header_again
	Reason string `json:"reason" validate:"required" enums:"title,total,note,header_again" example:"total"`
	// of the first cell; empty in files of contacts
	Text string `json:"text" validate:"required" example:"合计"`
} //	@name	LeftOut

type importProgress struct {
	Phase model.ImportPhase `json:"phase" validate:"required" example:"reading"`
	// rows stored so far
	RowsRead int `json:"rows_read" validate:"required" example:"1500"`
	// rows of the file; null until it is known
	RowsTotal *int `json:"rows_total" validate:"required" extensions:"x-nullable" example:"5000"`
} //	@name	ImportProgress

type importFailure struct {
	// stable, for programs
	Code string `json:"code" validate:"required" example:"too_many_rows"`
	// for people
	Detail string `json:"detail" validate:"required" example:"…"`
	// the columns that it is about
	Errors []fieldProblem `json:"errors" validate:"required"`
} //	@name	ImportFailure

type importCounts struct {
	Create    int `json:"create" validate:"required" example:"42"`
	Update    int `json:"update" validate:"required" example:"0"`
	Unchanged int `json:"unchanged" validate:"required" example:"0"`
	// rows that another row or thing stands in the way of
	Conflict int `json:"conflict" validate:"required" example:"1"`
	// rows with a value that cannot be taken
	Rejected  int `json:"rejected" validate:"required" example:"1"`
	Dismissed int `json:"dismissed" validate:"required" example:"0"`
	// rows that go in but deserve a look
	Warnings int `json:"warnings" validate:"required" example:"2"`
} //	@name	ImportCounts

type importRowResponse struct {
	// of the data row, from 1
	Number int `json:"number" validate:"required" example:"36"`
	// in the file, the header being 1
	Line     int               `json:"line" validate:"required" example:"37"`
	Outcome  model.Outcome     `json:"outcome" validate:"required" example:"rejected"`
	Problems []problemResponse `json:"problems" validate:"required"`
	// cells by field, as they stood in the file or as they were corrected
	Values model.Values `json:"values" validate:"required" swaggertype:"object,string" example:"code:4228000051"`
	// the site it became
	SiteID model.OptionalID `json:"site_id,omitzero" example:"1"`
	// the account it became
	AccountID model.OptionalID `json:"account_id,omitzero" example:""`
	// the organization it became
	OrganizationID model.OptionalID `json:"organization_id,omitzero" example:""`
	// the contact it became
	ContactID model.OptionalID `json:"contact_id,omitzero" example:""`
	// the target whose result it is part of
	InspectionID model.OptionalID `json:"inspection_id,omitzero" example:""`
	// whether it is in the register
	Applied       bool   `json:"applied" validate:"required" example:"false"`
	DismissReason string `json:"dismiss_reason" validate:"required" example:""`
	// raised by every change, also the ETag
	Version uint64 `json:"version" validate:"required" example:"1"`
} //	@name	ImportRow

type problemResponse struct {
	// field of the column, as in values
	Column string `json:"column" validate:"required" example:"home_url"`
	// stable, for programs
	Code string `json:"code" validate:"required" example:"space_in_url"`
	// for people
	Detail string `json:"detail" validate:"required" example:"网址含有空格"`
	// a value that would be taken; applied only when it is accepted
	Suggestion string `json:"suggestion,omitempty" example:"http://tyjrswj.enshi.gov.cn"`
	// a warning does not keep the row out
	Warning bool `json:"warning" validate:"required" example:"false"`
} //	@name	RowProblem

// importJobs answers imports, with how far the work on them has come.
func (c *call) importJobs(svc *service.Imports, jobs ...model.Import) (func(model.Import) importResponse, error) {
	progress, err := svc.Progress(c.Request().Context(), c.actor, jobs...)
	return func(i model.Import) importResponse {
		out := c.importJob(i)
		if work, ok := progress[i.ID]; ok && i.State.Unfinished() {
			out.Progress = &importProgress{Phase: work.Phase, RowsRead: work.RowsRead}
			if work.RowsTotal > 0 {
				out.Progress.RowsTotal = &work.RowsTotal
			}
		}
		return out
	}, err
}

func (c *call) importJob(i model.Import) importResponse {
	out := importResponse{
		ID: i.ID, Kind: i.Kind, FileName: i.FileName, SHA256: i.FileHash, State: i.State, DryRun: i.DryRun,
		Counts: importCounts{
			Create: i.CreateCount, Update: i.UpdateCount, Unchanged: i.UnchangedCount, Conflict: i.ConflictCount,
			Rejected: i.RejectedCount, Dismissed: i.DismissedCount, Warnings: i.WarningCount,
		},
		Campaign: i.Details.Campaign, LeftOut: []leftOutResponse{},
		IgnoredColumns: i.Notices, Version: i.Version, CreatedAt: i.CreatedAt.Time, UpdatedAt: i.UpdatedAt.Time,
		AllowedActions: i.State.Actions(),
	}
	if out.IgnoredColumns == nil {
		out.IgnoredColumns = []string{}
	}
	if f := i.Details.Form; f.Format != "" {
		out.Format = &importFormat{f.Format, f.Encoding, f.Separator, f.Sheet, i.Details.Header}
	}
	for _, l := range i.Details.LeftOut {
		out.LeftOut = append(out.LeftOut, leftOutResponse(l))
	}
	if f := i.Details.Failure; f != nil {
		out.Failure = &importFailure{f.Code, f.Detail(c.language), []fieldProblem{}}
		for _, p := range f.Fields {
			out.Failure.Errors = append(out.Failure.Errors, fieldProblem{Field: p.Column, Code: p.Code, Detail: p.Detail(c.language)})
		}
	}
	return out
}

func (c *call) importRow(kind model.ImportKind) func(model.ImportRow) importRowResponse {
	return func(r model.ImportRow) importRowResponse {
		out := importRowResponse{
			Number: r.Number, Line: r.Line, Outcome: r.Outcome, Problems: []problemResponse{}, Values: r.Cells,
			Applied: r.Applied, DismissReason: r.DismissReason, Version: r.Version,
		}
		for _, p := range r.Problems {
			out.Problems = append(out.Problems, problemResponse{p.Column, p.Code, p.Detail(c.language), p.Suggestion, p.Warning})
		}
		switch kind {
		case model.ImportSites:
			out.SiteID = r.ThingID
		case model.ImportAccounts:
			out.AccountID = r.ThingID
		case model.ImportOrganizations:
			out.OrganizationID = r.ThingID
		case model.ImportContacts:
			out.ContactID = r.ThingID
		case model.ImportResults:
			out.InspectionID = r.ThingID
		}
		return out
	}
}
