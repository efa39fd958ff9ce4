package api

import (
	"context"
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

// past is the register over time: names, owners and states from a day on, and what was before.
type past struct {
	organizations *service.Organizations
	sites         sites
	accounts      accounts
}

func historyRoutes(r routes, s *service.Services) {
	h := past{s.Organizations, sites{s.Sites, s.Organizations}, accounts{s.Accounts, s.Organizations}}
	r.post("/organizations/:id/rename", "renameOrganization", h.rename)
	r.post("/organizations/:id/merge", "mergeOrganization", h.merge)
	r.get("/organizations/:id/history", "getOrganizationHistory", h.organizationHistory)
	r.post("/sites/:id/move", "moveSite", h.moveSite)
	r.get("/sites/:id/history", "getSiteHistory", h.siteHistory)
	r.post("/accounts/:id/move", "moveAccount", h.moveAccount)
	r.post("/accounts/:id/replace-platform-id", "replacePlatformID", h.replacePlatformID)
	r.get("/accounts/:id/history", "getAccountHistory", h.accountHistory)
}

type renameRequest struct {
	Name string `json:"name" validate:"required" maxLength:"200" example:"恩施市数据局"`
	// the old one stays when it is left out
	ShortName string `json:"short_name" maxLength:"200" example:"市数据局"`
	Reason    string `json:"reason" validate:"required" maxLength:"500" example:"机构改革"`
	// from which day the name counts; today when null
	On model.Date `json:"on" example:"2022-10-08"`
} //	@name	RenameRequest

type mergeRequest struct {
	// id of the organization that takes everything over
	Into   uint64 `json:"into" validate:"required" minimum:"1" example:"2"`
	Reason string `json:"reason" validate:"required" maxLength:"500" example:"机构改革"`
	// from which day it counts; today when null
	On model.Date `json:"on" example:"2022-10-08"`
} //	@name	MergeRequest

type moveRequest struct {
	OrganizationID uint64 `json:"organization_id" validate:"required" minimum:"1" example:"2"`
	Reason         string `json:"reason" validate:"required" maxLength:"500" example:"职能划转"`
	// from which day it counts; today when null
	On model.Date `json:"on" example:"2022-10-08"`
} //	@name	MoveRequest

type platformIDRequest struct {
	PlatformAccountID string `json:"platform_account_id" validate:"required" maxLength:"128" example:"demo0002"`
	Reason            string `json:"reason" validate:"required" maxLength:"500" example:"原账号注销后重新注册"`
} //	@name	PlatformIDRequest

type mergerResponse struct {
	// the one that has ended
	Organization organizationResponse `json:"organization" validate:"required"`
	// how much has gone to its successor
	Moved movedResponse `json:"moved" validate:"required"`
} //	@name	Merger

type movedResponse struct {
	Sites    int `json:"sites" validate:"required" example:"1"`
	Accounts int `json:"accounts" validate:"required" example:"3"`
	Contacts int `json:"contacts" validate:"required" example:"2"`
	// whose parent it was
	Organizations int `json:"organizations" validate:"required" example:"0"`
	// its staff, who have to log in again
	Users int `json:"users" validate:"required" example:"1"`
} //	@name	Moved

type historyResponse struct {
	// the newest change first
	Items []historyEntryResponse `json:"items" validate:"required"`
} //	@name	History

type historyEntryResponse struct {
	Version uint64 `json:"version" validate:"required" example:"2"`
	Change  string `json:"change" validate:"required" enums:"create,import,known,update,suspend,resume,close,reopen,dissolve,rename,merge,move,replace_platform_id" example:"rename"`
	// the change in words
	Title string `json:"title" validate:"required" example:"更名"`
	// first day on which it counts
	ValidFrom model.Date `json:"valid_from" validate:"required" example:"2022-10-08"`
	// first day on which it counts no more, null while it does; the same as valid_from when another change of that day has taken its place
	ValidTo    model.Date `json:"valid_to" validate:"required" example:""`
	RecordedAt time.Time  `json:"recorded_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	// name of who recorded it; empty when that is nobody of the caller's region
	RecordedBy string `json:"recorded_by" validate:"required" example:"enshi-01"`
	// role of who recorded it; empty for what was there before
	Role    string                `json:"role" validate:"required" example:"county_admin"`
	Reason  string                `json:"reason" validate:"required" example:"机构改革"`
	Changes []fieldChangeResponse `json:"changes" validate:"required"`
} //	@name	HistoryEntry

type fieldChangeResponse struct {
	// name of the field, as the thing has it
	Field string `json:"field" validate:"required" example:"name"`
	// its value as text, empty for none
	Before string `json:"before" validate:"required" example:"恩施市大数据中心"`
	After  string `json:"after" validate:"required" example:"恩施市数据局"`
	// the change as a sentence, in the language of the answer
	Detail string `json:"detail" validate:"required" example:"名称：恩施市大数据中心 → 恩施市数据局"`
} //	@name	FieldChange

// carryOutOn answers a verb with a body of its own on a thing that is addressed by its id.
func carryOutOn[R, E, T any](
	c *call, edit func(R) E, verb func(ctx context.Context, a model.Actor, id, version uint64, e E) (T, error),
	answer func(*call, T) error,
) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req R
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := verb(c.Request().Context(), c.actor, id, version, edit(req))
	if err != nil {
		return err
	}
	return answer(c, row)
}

// rename godoc
//
//	@Summary		Rename an organization from a day on
//	@Description	The old name stays in the history, and the organization is found by it. Campaigns that were opened before print the old one.
//	@Tags			organizations
//	@ID				renameOrganization
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		renameRequest	true	"the new name, why, and since when"
//	@Success		200			{object}	organizationResponse
//	@Router			/api/v1/organizations/{id}/rename [post]
func (h past) rename(c *call) error {
	return carryOutOn(c, func(r renameRequest) model.RenameEdit { return model.RenameEdit(r) }, h.organizations.Rename,
		organizations{h.organizations}.answer)
}

// merge godoc
//
//	@Summary		Merge an organization into another one from a day on
//	@Description	Its sites, accounts, contacts and staff, and the organizations below it, go to the successor with their histories, all or none. Nothing may have changed after that day. It cannot be taken back.
//	@Tags			organizations
//	@ID				mergeOrganization
//	@Param			id			path		int				true	"id of the one that ends"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		mergeRequest	true	"the successor, why, and since when"
//	@Success		200			{object}	mergerResponse
//	@Router			/api/v1/organizations/{id}/merge [post]
func (h past) merge(c *call) error {
	return carryOutOn(c, func(r mergeRequest) model.MergeEdit { return model.MergeEdit(r) }, h.organizations.Merge,
		func(c *call, m model.Merger) error {
			return c.thing(m.Organization.Version, mergerResponse{
				c.organization(m.Organization), movedResponse{m.Sites, m.Accounts, m.Contacts, m.Organizations, m.Users},
			})
		})
}

// moveSite godoc
//
//	@Summary	Give a site to another organization from a day on
//	@Tags		sites
//	@ID			moveSite
//	@Param		id			path		int			true	"id"
//	@Param		If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param		body		body		moveRequest	true	"the organization, why, and since when"
//	@Success	200			{object}	siteResponse
//	@Router		/api/v1/sites/{id}/move [post]
func (h past) moveSite(c *call) error {
	return carryOutOn(c, func(r moveRequest) model.TransferEdit { return model.TransferEdit(r) }, h.sites.svc.Transfer, h.sites.answer)
}

// moveAccount godoc
//
//	@Summary	Give an account to another organization from a day on
//	@Tags		accounts
//	@ID			moveAccount
//	@Param		id			path		int			true	"id"
//	@Param		If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param		body		body		moveRequest	true	"the organization, why, and since when"
//	@Success	200			{object}	accountResponse
//	@Router		/api/v1/accounts/{id}/move [post]
func (h past) moveAccount(c *call) error {
	return carryOutOn(c, func(r moveRequest) model.TransferEdit { return model.TransferEdit(r) }, h.accounts.svc.Transfer, h.accounts.answer)
}

// replacePlatformID godoc
//
//	@Summary		Replace the permanent id of an account
//	@Description	A known id is changed in no other way, as an account of the same name under another id may be a stranger's.
//	@Tags			accounts
//	@ID				replacePlatformID
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		platformIDRequest	true	"the id, and why"
//	@Success		200			{object}	accountResponse
//	@Router			/api/v1/accounts/{id}/replace-platform-id [post]
func (h past) replacePlatformID(c *call) error {
	return carryOutOn(c, func(r platformIDRequest) model.PlatformIDEdit { return model.PlatformIDEdit(r) },
		h.accounts.svc.ReplacePlatformID, h.accounts.answer)
}

// organizationHistory godoc
//
//	@Summary	Read what has happened to an organization
//	@Tags		organizations
//	@ID			getOrganizationHistory
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	historyResponse
//	@Router		/api/v1/organizations/{id}/history [get]
func (h past) organizationHistory(c *call) error { return c.history(h.organizations.History) }

// siteHistory godoc
//
//	@Summary		Read what has happened to a site
//	@Description	As far as the site lay in the caller's region at the time.
//	@Tags			sites
//	@ID				getSiteHistory
//	@Param			id	path		int	true	"id"
//	@Success		200	{object}	historyResponse
//	@Router			/api/v1/sites/{id}/history [get]
func (h past) siteHistory(c *call) error { return c.history(h.sites.svc.History) }

// accountHistory godoc
//
//	@Summary		Read what has happened to an account
//	@Description	As far as the account lay in the caller's region at the time.
//	@Tags			accounts
//	@ID				getAccountHistory
//	@Param			id	path		int	true	"id"
//	@Success		200	{object}	historyResponse
//	@Router			/api/v1/accounts/{id}/history [get]
func (h past) accountHistory(c *call) error { return c.history(h.accounts.svc.History) }

func (c *call) history(read func(ctx context.Context, a model.Actor, id uint64) ([]model.HistoryEntry, error)) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	entries, err := read(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	out := historyResponse{Items: make([]historyEntryResponse, len(entries))}
	for i, e := range entries {
		item := historyEntryResponse{
			Version: e.Version, Change: e.ChangeKind, Title: e.Title(c.language), ValidFrom: e.ValidFrom, ValidTo: e.ValidTo,
			RecordedAt: e.RecordedAt.Time, RecordedBy: e.ActorName, Role: string(e.ActorRole), Reason: e.ChangeReason,
			Changes: make([]fieldChangeResponse, len(e.Changes)),
		}
		for k, f := range e.Changes {
			item.Changes[k] = fieldChangeResponse{f.Field, f.Before, f.After, f.Text(c.language, e.Names)}
		}
		out.Items[i] = item
	}
	return writeJSON(c, http.StatusOK, out)
}

// readOn is the id of the path of a read, and the day as of which it asks.
func (c *call) readOn() (id uint64, day model.Date, err error) {
	q := c.query()
	day = q.asOf()
	if err := q.done(); err != nil {
		return 0, "", err
	}
	id, err = c.pathID()
	return id, day, err
}

// asOf is the day as of which the register is asked for.
func (q *query) asOf() model.Date {
	const name = "as_of"
	day := model.Date(q.text(name))
	if day != "" && !day.Valid() {
		q.fault(name, "not_a_date")
		return ""
	}
	return day
}
