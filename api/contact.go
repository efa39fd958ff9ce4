package api

import (
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type contacts struct {
	svc    *service.Contacts
	owners *service.Organizations
}

func contactRoutes(r routes, s *service.Services) {
	h := contacts{s.Contacts, s.Organizations}
	r.get("/organizations/:id/contacts", "listContacts", h.list)
	r.post("/organizations/:id/contacts", "createContact", h.create)
	r.get("/contacts", "findContacts", h.find)
	r.get("/contacts/:id", "getContact", h.get)
	r.patch("/contacts/:id", "updateContact", h.update)
	r.delete("/contacts/:id", "deleteContact", h.delete)
}

type contactRequest struct {
	Name  string `json:"name" validate:"required" maxLength:"100" example:"示例联系人"`
	Title string `json:"title" maxLength:"200" example:"办公室主任"`
	// with the area code, and perhaps an extension
	OfficePhone string `json:"office_phone" maxLength:"40" example:"0718-8000000"`
	// 11 digits
	Mobile string `json:"mobile" maxLength:"40" example:"13800000000"`
	Email  string `json:"email" maxLength:"200" example:"office@example.cn"`
} //	@name	ContactRequest

type contactResponse struct {
	ID             uint64 `json:"id" validate:"required" example:"1"`
	OrganizationID uint64 `json:"organization_id" validate:"required" example:"1"`
	Name           string `json:"name" validate:"required" example:"示**"`
	Title          string `json:"title" validate:"required" example:"办公室主任"`
	OfficePhone    string `json:"office_phone" validate:"required" example:"0718-***0000"`
	Mobile         string `json:"mobile" validate:"required" example:"138****0000"`
	Email          string `json:"email" validate:"required" example:"o***@example.cn"`
	// whether name, numbers and email are masked
	Masked bool `json:"masked" validate:"required" example:"true"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update,delete"`
} //	@name	Contact

func (c *call) contact(m model.OpenContact) contactResponse {
	return contactResponse{
		ID: m.ID, OrganizationID: m.OrganizationID, Name: m.Name, Title: m.Title, OfficePhone: m.OfficePhone,
		Mobile: m.Mobile, Email: m.Email, Masked: m.Masked, Version: m.Version, CreatedAt: m.CreatedAt.Time,
		UpdatedAt: m.UpdatedAt.Time, AllowedActions: c.actions(model.WriteContacts, m.RegionCode, []string{"delete"}),
	}
}

// list godoc
//
//	@Summary	List the contacts of an organization
//	@Description	Masked, unless the caller may read contacts; then the audit trail names those that were read.
//	@Tags		contacts
//	@ID			listContacts
//	@Produce	json,text/csv
//	@Param		id	path	int	true	"id of the organization"
//	@Param		masked	query	bool	false	"true asks for masked contacts, which leaves no trail"
//	@Param		page	query	int	false	"number of the page, from 1"
//	@Param		size	query	int	false	"rows of a page, at most 200"
//	@Param		sort	query	string	false	"created_at, updated_at; with - descending"
//	@Param		after	query	string	false	"instead of page: the next of the piece before"
//	@Param		limit	query	int	false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query	string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200	{object}	listOf[contactResponse]
//	@Router		/api/v1/organizations/{id}/contacts [get]
func (h contacts) list(c *call) error {
	q := c.query()
	masked := q.flag("masked") == "true"
	id, err := c.pathID()
	if err != nil {
		return err
	}
	return h.answer(c, q, func(req model.ListRequest) (model.List[model.OpenContact], error) {
		return h.svc.List(c.Request().Context(), c.actor, id, masked, req)
	})
}

// answer is a list of contacts in whichever form was asked for. What leaves as a file is in the trail as any read is.
func (h contacts) answer(c *call, q *query, list func(model.ListRequest) (model.List[model.OpenContact], error)) error {
	return lister[model.OpenContact, contactResponse]{
		name: "contacts", header: []any{"主办单位", "行政区划代码", "姓名", "职务", "办公电话", "手机", "电子邮箱"},
		list: list, item: c.contact,
		cells: func(rows []model.OpenContact) ([][]any, error) {
			names, err := h.owners.Names(c.Request().Context(), c.actor, pluck(rows, func(r model.OpenContact) uint64 { return r.OrganizationID }))
			if err != nil {
				return nil, err
			}
			return pluck(rows, func(r model.OpenContact) []any {
				return []any{names[r.OrganizationID], string(r.RegionCode), r.Name, r.Title, r.OfficePhone, r.Mobile, r.Email}
			}), nil
		},
	}.respond(c, q)
}

// find godoc
//
//	@Summary	List the contacts of the caller's region, or find them by telephone number
//	@Description	Masked ones on request, otherwise each piece leaves an audit entry for every organization in it. By number: exactly, in the caller's whole region, however the number is written; an extension is not looked at. Needs the right to read contacts, and leaves an audit entry also when masked ones are asked for.
//	@Tags		contacts
//	@ID			findContacts
//	@Produce	json,text/csv
//	@Param		phone	query	string	false	"mobile number, or office number with its area code; everybody when left out"
//	@Param		masked	query	bool	false	"true asks for masked contacts"
//	@Param		page	query	int	false	"number of the page, from 1"
//	@Param		size	query	int	false	"rows of a page, at most 200"
//	@Param		sort	query	string	false	"created_at, updated_at; with - descending"
//	@Param		after	query	string	false	"instead of page: the next of the piece before"
//	@Param		limit	query	int	false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query	string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200	{object}	listOf[contactResponse]
//	@Router		/api/v1/contacts [get]
func (h contacts) find(c *call) error {
	q := c.query()
	phone, masked := q.text("phone"), q.flag("masked") == "true"
	if _, ok := model.ParsePhone(phone); !ok && q.values.Has("phone") {
		q.fault("phone", "not_a_phone") // without the value
	}
	return h.answer(c, q, func(req model.ListRequest) (model.List[model.OpenContact], error) {
		if phone == "" {
			return h.svc.All(c.Request().Context(), c.actor, masked, req)
		}
		return h.svc.Find(c.Request().Context(), c.actor, phone, masked, req)
	})
}

// create godoc
//
//	@Summary	Add a contact to an organization
//	@Tags		contacts
//	@ID			createContact
//	@Param		id	path	int	true	"id of the organization"
//	@Param		body	body	contactRequest	true	"the contact"
//	@Success	201	{object}	contactResponse
//	@Failure	409	{object}	problem
//	@Router		/api/v1/organizations/{id}/contacts [post]
func (h contacts) create(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	var req contactRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, id, model.ContactEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, "/contacts/"+strconv.FormatUint(row.ID, 10), c.contact(row))
}

// get godoc
//
//	@Summary	Read a contact
//	@Description	Masked, unless the caller may read contacts; then the audit trail says so.
//	@Tags		contacts
//	@ID			getContact
//	@Param		id	path	int	true	"id"
//	@Param		masked	query	bool	false	"true asks for the contact masked, which leaves no trail"
//	@Success	200	{object}	contactResponse
//	@Router		/api/v1/contacts/{id} [get]
func (h contacts) get(c *call) error {
	q := c.query()
	masked := q.flag("masked") == "true"
	if err := q.done(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id, masked)
	if err != nil {
		return err
	}
	return c.fresh(row.Version, c.contact(row))
}

// update godoc
//
//	@Summary	Change a contact
//	@Description	A masked value is refused: leave out what is to stay.
//	@Tags		contacts
//	@ID			updateContact
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	contactRequest	true	"the fields to change; the others stay"
//	@Success	200	{object}	contactResponse
//	@Router		/api/v1/contacts/{id} [patch]
func (h contacts) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.ContactEdit) contactRequest { return contactRequest(e) },
		func(r contactRequest) model.ContactEdit { return model.ContactEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.contact(row))
}

// delete godoc
//
//	@Summary	Delete a contact
//	@Tags		contacts
//	@ID			deleteContact
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version that is deleted"
//	@Success	204
//	@Router		/api/v1/contacts/{id} [delete]
func (h contacts) delete(c *call) error { return c.deleteByID(h.svc.Delete) }
